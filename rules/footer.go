package rules

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"recordaldesk/rules/ident"
)

// FooterRule says how a number stands at the foot of a home page: the message
// footer.<id>.
type FooterRule struct {
	ID          string   // icp or public_security
	Link        string   // with {number} or {digits} in it
	SubjectOnly []string `toml:"subject_only"` // provinces whose websites show the host unit's number
	Source      string
	Confidence  Confidence
	AsOf        string `toml:"as_of"`
}

// The footers.
const (
	FooterICP            = "icp"
	FooterPublicSecurity = "public_security"
)

// Mark is what stands at the foot of a home page.
type Mark struct {
	Text string
	Link string
	HTML string // a link to paste, escaped
}

// Footer returns what a website shows of its recordal number, or of its number at the
// public security, whichever number it is. Guangdong's show the host unit's number
// without that of the website, whatever was typed; where the number is of is told by
// its first character. ok is false for what is no such number, and where the book says
// nothing of it.
func (b *Book) Footer(number string) (m Mark, ok bool) {
	if n, err := ident.ParseRecordalNumber(number); err == nil {
		rule, ok := b.footer(FooterICP)
		m.Text = n.String()
		if slices.Contains(rule.SubjectOnly, n.Province) {
			m.Text = n.Subject()
		}
		return rule.mark(m.Text, n.Number), ok
	}
	// Fullwidth digits and spaces come with numbers copied from mails.
	plain := strings.ReplaceAll(norm.NFKC.String(number), " ", "")
	parts := publicSecurityNumber.FindStringSubmatch(plain)
	if parts == nil {
		return Mark{}, false
	}
	rule, ok := b.footer(FooterPublicSecurity)
	return rule.mark(plain, parts[1]), ok
}

// publicSecurityNumber is domain 2.7: 京公网安备11010502000001号.
var publicSecurityNumber = regexp.MustCompile(`^\p{Han}公网安备([0-9]{14})号$`)

func (b *Book) footer(id string) (FooterRule, bool) {
	i := slices.IndexFunc(b.Footers, func(f FooterRule) bool { return f.ID == id })
	if i < 0 {
		return FooterRule{}, false
	}
	return b.Footers[i], true
}

func (f FooterRule) mark(text, digits string) Mark {
	link := strings.NewReplacer("{number}", text, "{digits}", digits).Replace(f.Link)
	return Mark{
		Text: text, Link: link,
		HTML: `<a href="` + html.EscapeString(link) + `" target="_blank" rel="noopener">` + html.EscapeString(text) + `</a>`,
	}
}
