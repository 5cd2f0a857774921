package rules

// Route says how the authenticity of a filing is verified.
type Route string

// The two routes of guidance.md, section 4, Note 1 and Step 4.
const (
	Online Route = "online" // a QR code, scanned with WeChat
	Manual Route = "manual" // a visit, or papers and a photo before the curtain
)

// Route returns how the filing will be verified, as it stands.
func (b *Book) Route(f *Filing, today string) Route {
	return b.route(b.root(f, today))
}

func (b *Book) route(root *scope) Route {
	if root.Online {
		return Online
	}
	return Manual
}
