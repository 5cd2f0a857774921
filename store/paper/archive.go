package paper

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"strings"
	"sync"
	"unicode/utf16"
)

// What makes the file fit for an archive (ISO 19005-2:2011, level U: every
// character can be read as text).

// archive gives the file its description, twice as the standard wants it, and the
// meaning of its colours.
func (f *finishing) archive(about description) error {
	f.info = f.add(about.info())
	xmp := about.xmp()
	// Not compressed, so that programs that know no PDF find it.
	metadata := f.add(fmt.Appendf(nil, "<</Type /Metadata\n/Subtype /XML\n/Length %d\n>>\nstream\n%s\nendstream\n", len(xmp), xmp))
	profile, err := packedProfile()
	if err != nil {
		return err
	}
	colours := fmt.Sprintf("<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R>>", f.add(profile))
	f.objects[f.catalog] = bytes.Replace(f.objects[f.catalog], []byte("/Type /Catalog"),
		fmt.Appendf(nil, "/Type /Catalog\n  /Lang (zh-CN)\n  /ViewerPreferences <</DisplayDocTitle true>>\n  /Metadata %d 0 R\n  /OutputIntents [%s]", metadata, colours), 1)
	return nil
}

// packedProfile is the stream of the meaning of the colours, which all papers share.
var packedProfile = sync.OnceValues(func() ([]byte, error) { return packed("/N 3\n", srgbProfile()) })

// info is the description as readers have always shown it. It must say what the
// XMP says.
func (a description) info() []byte {
	var b bytes.Buffer
	b.WriteString("<<\n")
	for _, entry := range []struct{ key, value string }{{"Title", a.title}, {"Author", a.author}, {"Creator", a.program}} {
		if entry.value == "" {
			continue
		}
		fmt.Fprintf(&b, "/%s <FEFF", entry.key)
		for _, u := range utf16.Encode([]rune(entry.value)) {
			fmt.Fprintf(&b, "%04X", u)
		}
		b.WriteString(">\n")
	}
	fmt.Fprintf(&b, "/CreationDate (D:%s000000+00'00')\n>>\n", strings.ReplaceAll(a.date, "-", ""))
	return b.Bytes()
}

// xmp is the description in XML (ISO 16684-1).
func (a description) xmp() []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` + "\n" +
		"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>\n")
	if a.title != "" {
		fmt.Fprintf(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", escaped(a.title))
	}
	if a.author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", escaped(a.author))
	}
	if a.program != "" {
		fmt.Fprintf(&b, "<xmp:CreatorTool>%s</xmp:CreatorTool>\n", escaped(a.program))
	}
	fmt.Fprintf(&b, "<xmp:CreateDate>%sT00:00:00+00:00</xmp:CreateDate>\n", a.date)
	b.WriteString("</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

// escaped writes a text for XML, its slashes by number: programs that look for
// scripts in a PDF look for names such as /JS anywhere in it.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return strings.ReplaceAll(b.String(), "/", "&#47;")
}

// srgbProfile is the ICC profile of sRGB (ICC.1:2004-10, version 4.2; IEC
// 61966-2-1): the colours that screens mean by three numbers. The primaries are
// those of the standard, adapted to the white of the printing trade.
func srgbProfile() []byte {
	fixed := func(values ...float64) []byte {
		var b []byte
		for _, v := range values {
			n := int32(v*65536 + 0.5)
			if v < 0 {
				n = int32(v*65536 - 0.5)
			}
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
		return b
	}
	typed := func(kind string, body []byte) []byte { return append([]byte(kind+"\x00\x00\x00\x00"), body...) }
	text := func(s string) []byte { // one text, in English
		b := []byte{0, 0, 0, 1, 0, 0, 0, 12, 'e', 'n', 'U', 'S'}
		b = binary.BigEndian.AppendUint32(b, uint32(2*len(s)))
		b = binary.BigEndian.AppendUint32(b, 28)
		for _, u := range utf16.Encode([]rune(s)) {
			b = binary.BigEndian.AppendUint16(b, u)
		}
		return typed("mluc", b)
	}
	curve := typed("para", append([]byte{0, 3, 0, 0}, fixed(2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)...))
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", text("sRGB")},
		{"cprt", text("No copyright")},
		{"wtpt", typed("XYZ ", fixed(0.9642, 1, 0.8249))},
		{"chad", typed("sf32", fixed(1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168))},
		{"rXYZ", typed("XYZ ", fixed(0.43607, 0.22249, 0.01392))},
		{"gXYZ", typed("XYZ ", fixed(0.38515, 0.71687, 0.09708))},
		{"bXYZ", typed("XYZ ", fixed(0.14307, 0.06061, 0.71410))},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	const header = 128
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	at := header + 4 + 12*len(tags)
	var body []byte
	for i, t := range tags {
		if i == 0 || string(t.data) != string(tags[i-1].data) { // the three curves are one
			for len(body)%4 != 0 {
				body = append(body, 0)
			}
			at = header + 4 + 12*len(tags) + len(body)
			body = append(body, t.data...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
	}
	for len(body)%4 != 0 {
		body = append(body, 0)
	}
	h := make([]byte, header)
	binary.BigEndian.PutUint32(h, uint32(header+len(table)+len(body)))
	binary.BigEndian.PutUint32(h[8:], 0x04200000)
	copy(h[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 11, 28} { // when it was made
		binary.BigEndian.PutUint16(h[24+2*i:], v)
	}
	copy(h[36:], "acsp")
	copy(h[68:], fixed(0.9642, 1, 0.8249))
	return append(append(h, table...), body...)
}
