package hostile_test

import (
	"fmt"
	"strings"

	"github.com/signintech/gopdf"
)

// document is a PDF of the objects given, numbered from 1, the first of which is
// the catalog, and with more in its trailer.
func document(trailer string, objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return []byte(b.String())
}

const (
	catalog  = "<< /Type /Catalog /Pages 2 0 R >>"
	pageList = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	onePage  = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
)

// does is a PDF of one page whose catalog has more.
func does(catalogHas string, objects ...string) []byte {
	return document("", append([]string{"<< /Type /Catalog /Pages 2 0 R " + catalogHas + " >>", pageList, onePage}, objects...)...)
}

// onPage is a PDF whose page has more.
func onPage(pageHas string, objects ...string) []byte {
	return document("", append([]string{catalog, pageList, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] " + pageHas + " >>"}, objects...)...)
}

func stream(dict, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

// packed is a PDF whose objects from 10 on lie in object streams (ISO 32000-1,
// 7.5.7), one each, with more in the dictionaries of those.
func packed(more string, objects ...string) []byte {
	var b, xref strings.Builder
	var index strings.Builder
	row := func(number, kind, place int) {
		fmt.Fprintf(&index, "%d 1 ", number)
		xref.WriteString(string([]byte{byte(kind)}) + be32(place) + "\x00")
	}
	add := func(number int, object string) {
		row(number, 1, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", number, object)
	}
	b.WriteString("%PDF-1.5\n")
	add(1, "<< /Type /Catalog /Pages 2 0 R /OpenAction 10 0 R >>")
	add(2, pageList)
	add(3, onePage)
	for i, o := range objects {
		head := fmt.Sprintf("%d 0 ", 10+i)
		add(1000+i, stream(fmt.Sprintf("/Type /ObjStm /N 1 /First %d /Filter /FlateDecode %s", len(head), more), deflated(head+o)))
	}
	for i := range objects {
		row(10+i, 2, 1000+i)
	}
	start := b.Len()
	row(2000, 1, start)
	fmt.Fprintf(&b, "2000 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n",
		stream("/Type /XRef /Size 2001 /Root 1 0 R /W [1 4 1] /Filter /FlateDecode /Index ["+index.String()+"]", deflated(xref.String())), start)
	return []byte(b.String())
}

// tables is a PDF of nothing but a table of its objects as a stream, with the keys
// given.
func tables(keys string) []byte {
	head := "%PDF-1.5\n"
	return join(head, "9 0 obj\n", stream("/Type /XRef /Root 1 0 R "+keys, strings.Repeat("\x00", 60)), fmt.Sprintf("\nendobj\nstartxref\n%d\n%%%%EOF\n", len(head)))
}

// protected is a PDF with a password.
func protected(user string) []byte {
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4, Protection: gopdf.PDFProtectionConfig{UseProtection: true, UserPass: []byte(user), OwnerPass: []byte("owner")}})
	pdf.AddPage()
	data, err := pdf.GetBytesPdfReturnErr()
	must(err)
	return data
}

func pdfs() map[string][]byte {
	good := document("", catalog, pageList, onePage)
	deep := strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000)
	deepDict := strings.Repeat("<</A ", 10_000) + "1" + strings.Repeat(">>", 10_000)
	kids := "<< /Type /Pages /Kids [" + strings.Repeat("3 0 R ", 20_000) + "] /Count 20000 >>"
	var levels []string
	for i := range 12 { // each list has the next one ten times
		levels = append(levels, fmt.Sprintf("<< /Type /Pages /Parent 2 0 R /Count 10 /Kids [%s] >>", strings.Repeat(fmt.Sprintf("%d 0 R ", i+5), 10)))
	}
	grown := append([]string{catalog, "<< /Type /Pages /Kids [4 0 R] /Count 1000000000000 >>", onePage}, levels...)
	grown = append(grown, onePage)
	zero := strings.Repeat("\x00", 30<<20)
	return map[string][]byte{
		"plain.pdf":                    good,
		"junk-before.pdf":              join("@PJL SET RESOLUTION=600\r\n", string(good)),
		"junk-of-2-kb-before.pdf":      join(strings.Repeat("junk ", 400), string(good)),
		"junk-behind.pdf":              join(string(good), strings.Repeat("\x00", 500), "<script>alert(1)</script>"),
		"cut.pdf":                      good[:len(good)/2],
		"only-header.pdf":              []byte("%PDF-1.7\n"),
		"only-end.pdf":                 []byte("%PDF-1.7\nstartxref\n0\n%%EOF"),
		"password.pdf":                 protected("user"),
		"may-not-be-printed.pdf":       protected(""),
		"encryption-unknown.pdf":       document("/Encrypt << /Filter /Nobody /V 99 /R 99 >> /ID [<00> <00>]", catalog, pageList, onePage),
		"encryption-aside.pdf":         document("/Encrypt 4 0 R /ID [<00> <00>]", catalog, pageList, onePage, "<< /Filter /Nobody /V 99 /R 99 >>"),
		"encryption-in-a-ring.pdf":     document("/Encrypt 4 0 R /ID [<00> <00>]", catalog, pageList, onePage, "4 0 R"),
		"script.pdf":                   does(`/OpenAction << /S /JavaScript /JS (app.alert\(1\)) >>`),
		"script-in-names.pdf":          does(`/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\(1\)) >>] >> >>`),
		"script-escaped.pdf":           does(`/OpenAction << /S /#4aavaScript /#4aS (app.alert\(1\)) >>`),
		"script-packed.pdf":            packed("", `<< /S /JavaScript /JS (app.alert\(1\)) >>`),
		"script-in-a-stream.pdf":       does("/OpenAction << /S /JavaScript /JS 4 0 R >>", stream("", "app.alert(1)")),
		"script-of-the-page.pdf":       onPage(`/AA << /O << /S /JavaScript /JS (app.alert\(1\)) >> >>`),
		"starts-a-program.pdf":         onPage("/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >>]"),
		"sends-a-form.pdf":             does("/OpenAction << /S /SubmitForm /F (http://example.com) >>"),
		"imports-data.pdf":             does("/OpenAction << /S /ImportData /F (/etc/passwd) >>"),
		"file-embedded.pdf":            does("/Names << /EmbeddedFiles << /Names [(run.exe) 4 0 R] >> >>", "<< /Type /Filespec /F (run.exe) /EF << /F 5 0 R >> >>", stream("/Type /EmbeddedFile", "MZ")),
		"file-of-a-page.pdf":           onPage("/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 4 0 R >>]", "<< /Type /Filespec /F (run.exe) /EF << /F 5 0 R >> >>", stream("/Type /EmbeddedFile", "MZ")),
		"film.pdf":                     onPage("/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << /Assets << >> >> >>]"),
		"opens-a-page.pdf":             does("/OpenAction [3 0 R /Fit]"),
		"opens-an-address.pdf":         onPage("/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://example.com) >> >>]"),
		"pages-in-a-ring.pdf":          document("", catalog, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>", onePage),
		"pages-in-a-wider-ring.pdf":    document("", catalog, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>", onePage, "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"),
		"pages-none.pdf":               document("", catalog, "<< /Type /Pages /Kids [] /Count 0 >>"),
		"pages-only-claimed.pdf":       document("", catalog, "<< /Type /Pages /Kids [] /Count 7 >>"),
		"pages-a-million-claimed.pdf":  document("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>", onePage),
		"pages-negative.pdf":           document("", catalog, "<< /Type /Pages /Kids [3 0 R] /Count -5 >>", onePage),
		"pages-no-list.pdf":            document("", catalog, "(text)"),
		"pages-one-20000-times.pdf":    document("", catalog, kids, onePage),
		"pages-grown-to-10e12.pdf":     document("", grown...),
		"catalog-missing.pdf":          document("", "<< >>"),
		"catalog-is-itself.pdf":        document("", "1 0 R"),
		"paper-as-wide-as-the-sea.pdf": document("", catalog, pageList, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e30 1e30] >>"),
		"paper-of-no-size.pdf":         document("", catalog, pageList, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] >>"),
		"paper-of-words.pdf":           document("", catalog, pageList, "<< /Type /Page /Parent 2 0 R /MediaBox [(a) (b)] /Rotate (x) >>"),
		"lists-20000-deep.pdf":         does("/Deep 4 0 R", deep),
		"dictionaries-10000-deep.pdf":  does("/Deep 4 0 R", deepDict),
		"parentheses-deep.pdf":         does("/Deep 4 0 R", strings.Repeat("(", 60_000)+strings.Repeat(")", 60_000)),
		"text-without-end.pdf":         does("/Deep 4 0 R", "(text"),
		"number-of-100000-digits.pdf":  does("/Deep " + strings.Repeat("9", 100_000)),
		"length-in-a-ring.pdf":         onPage("/Contents 4 0 R", "<< /Length 4 0 R >>\nstream\nq Q\nendstream"),
		"length-negative.pdf":          onPage("/Contents 4 0 R", "<< /Length -9 >>\nstream\nq Q\nendstream"),
		"length-of-2-gb.pdf":           onPage("/Contents 4 0 R", "<< /Length 2147483647 >>\nstream\nq Q\nendstream"),
		"parents-in-a-ring.pdf":        document("", catalog, "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>", onePage),
		"fields-in-a-ring.pdf":         does("/AcroForm << /Fields [4 0 R] >>", "<< /T (a) /Kids [4 0 R] /Parent 4 0 R >>"),
		"table-in-a-ring.pdf":          document("/Prev 0", catalog, pageList, onePage),
		"table-before-itself.pdf":      ring(good),
		"table-of-4-billion.pdf":       tables("/Size 4294967295 /W [1 4 1]"),
		"table-width-of-2-billion.pdf": tables("/Size 9 /W [2147483647 2147483647 2147483647]"),
		"table-width-negative.pdf":     tables("/Size 9 /W [-1 -4 -1]"),
		"table-index-negative.pdf":     tables("/Size 9 /W [1 4 1] /Index [-9 99999999]"),
		"table-bomb.pdf":               join("%PDF-1.5\n9 0 obj\n", stream("/Type /XRef /Size 9 /Root 1 0 R /W [1 4 1] /Filter /FlateDecode", deflated(zero)), "\nendobj\nstartxref\n9\n%%EOF\n"),
		"table-bomb-packed-twice.pdf":  join("%PDF-1.5\n9 0 obj\n", stream("/Type /XRef /Size 9 /Root 1 0 R /W [1 4 1] /Filter [/FlateDecode /FlateDecode]", deflated(deflated(strings.Repeat(zero, 4)))), "\nendobj\nstartxref\n9\n%%EOF\n"),
		"table-predictor-wide.pdf":     join("%PDF-1.5\n9 0 obj\n", stream("/Type /XRef /Size 9 /Root 1 0 R /W [1 4 1] /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2147483647 >>", deflated("abc")), "\nendobj\nstartxref\n9\n%%EOF\n"),
		"objects-unpack-to-60-mb.pdf":  packed("", "("+strings.Repeat("a", 30<<20)+")", "("+strings.Repeat("b", 30<<20)+")"),
		"objects-a-billion.pdf":        packed("/N 1000000000", "[]"),
		"objects-extend-a-ring.pdf":    packed("/Extends 1000 0 R", "[3 0 R /Fit]"),
		"objects-behind-negative.pdf":  packed("/First -5", "[]"),
		"content-bomb.pdf":             onPage("/Contents 4 0 R", stream("/Filter /FlateDecode", deflated(zero))),
		"content-bomb-twice.pdf":       onPage("/Contents 4 0 R", stream("/Filter [/FlateDecode /FlateDecode]", deflated(deflated(strings.Repeat(zero, 4))))),
		"content-100-filters.pdf":      onPage("/Contents 4 0 R", stream("/Filter ["+strings.Repeat("/ASCIIHexDecode ", 100)+"]", "41>")),
		"filter-predictor-wide.pdf":    packed("/DecodeParms << /Predictor 12 /Columns 2147483647 >>", "[]"),
	}
}

// ring is a document whose table of objects is said to continue the very same.
func ring(good []byte) []byte {
	at := strings.LastIndex(string(good), "xref\n0 ")
	return []byte(strings.Replace(string(good), "trailer\n<<", fmt.Sprintf("trailer\n<< /Prev %d", at), 1))
}
