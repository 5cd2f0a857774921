package paper

import (
	"bytes"
	"encoding/xml"
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

func TestACharacterThatCannotBePrintedIsNamed(t *testing.T) {
	tests := []struct {
		name  string
		set   func(*rules.Filing)
		rune  rune
		field string
		label string
	}{
		{"a rare name", func(f *rules.Filing) { f.Websites[0].Lead.Name = "周𪚥安" }, '𪚥', "websites.0.lead.name", "person.name"},
		{"a company in Hangul", func(f *rules.Filing) { f.Host.Name = "한국유한공사" }, '한', "host.name", "host.name"},
		{"an emoji", func(f *rules.Filing) { f.Websites[0].Name = "星禾🌟官网" }, '🌟', "websites.0.name", "websites.name"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, r := sample(t, test.set)
			_, err := Forms(t.Context(), f, r, options)
			var missing *MissingGlyphError
			if !errors.As(err, &missing) {
				t.Fatalf("Forms: %v, want a missing glyph", err)
			}
			if missing.Rune != test.rune || missing.Field != test.field {
				t.Errorf("missing %q in %q, want %q in %q", missing.Rune, missing.Field, test.rune, test.field)
			}
			label := wording.Label(translations.Chinese, test.label)
			said := missing.Message(translations.Chinese, f, rules.Builtin())
			if !strings.Contains(said, label) || !strings.ContainsRune(said, test.rune) {
				t.Errorf("the message is %q, and does not name %q and %q", said, label, test.rune)
			}
			if _, err := Review(t.Context(), f, r, rules.Builtin(), options); !errors.As(err, &missing) {
				t.Errorf("Review: %v, want a missing glyph", err)
			}
		})
	}
}

// gopdf writes characters beyond U+FFFF so that they are drawn well and copied
// as others; see finish.go.
func TestRareNamesArePrintedAndCopied(t *testing.T) {
	for _, name := range []string{"王䶮", "周𠮷安", "㛃媛", "李𬭩", "买买提·阿卜杜拉", "Renée Müller"} {
		all := allForms(t, func(f *rules.Filing) { f.Websites[0].Lead.Name = name }, options)
		for _, form := range all {
			if form.Material.ID == "authorization_letter" {
				checkText(t, form.PDF, []string{name}, nil)
			}
		}
	}
}

var streams = regexp.MustCompile(`(?s)/FlateDecode.{0,40}?>>\nstream\n.*?\nendstream\n`)

// Vectors P1 of the project's reliability notes.
func TestHostileTextStaysText(t *testing.T) {
	s := strings.Join([]string{
		") >> /OpenAction << /S /JavaScript /JS (app.alert(1)) >>", "endstream endobj 1 0 obj << /Launch /F (cmd.exe) >>",
		"%%EOF\nstartxref\n0\n%%EOF", "\\) Tj ET", "前\x00后\r\n\t末", "\u202e反向\u202c\u200b零宽\ufeff", "<FEFF0041>> /URI (http://a.cn)",
	}, " ")
	change := func(f *rules.Filing) { f.Host.Name, f.Websites[0].Name, f.Websites[0].Remark = s, s, s }
	f, r := sample(t, change)
	papers := map[string][]byte{}
	for _, form := range allForms(t, change, options) {
		papers[form.Name] = form.PDF
	}
	var err error
	if papers["checklist"], err = Checklist(t.Context(), f, r, options); err != nil {
		t.Fatal(err)
	}
	if papers["review"], err = Review(t.Context(), f, r, rules.Builtin(), options); err != nil {
		t.Fatal(err)
	}
	if papers["courier's sheet"], err = CourierSheet(t.Context(), f, r, options); err != nil {
		t.Fatal(err)
	}
	if papers["slip"], err = Slip(t.Context(), f, r, options); err != nil {
		t.Fatal(err)
	}
	for name, pdf := range papers {
		if out := run(t, pdf, "qpdf", "--check", "PDF"); strings.Contains(out, "WARNING") {
			t.Errorf("qpdf on %s: %s", name, out)
		}
		for _, active := range []string{"/JS", "/JavaScript", "/OpenAction", "/Launch", "/URI"} {
			// A packed stream may have the letters by chance.
			if bytes.Contains(streams.ReplaceAll(pdf, nil), []byte(active)) {
				t.Errorf("%s has a %s", name, active)
			}
		}
	}
	checkText(t, papers["review"], []string{strings.Join(strings.Fields(clean(s)), "")}, nil)
}

// longNames has what is longest in life: names of 120 and 64 characters, a domain
// of its greatest length, remarks over more than a page.
func longNames(f *rules.Filing) {
	company := string([]rune(strings.Repeat("华东新能源智能装备（集团）股份有限公司", 7))[:120])
	person := string([]rune(strings.Repeat("阿卜杜热西提·买买提·", 7))[:64])
	f.Host.Name, f.Account.Company = company, company
	f.Host.LegalRepresentative.Name, f.Websites[0].Lead.Name = person, person
	f.Websites[0].Name = company
	f.Websites[0].Domains = append(f.Websites[0].Domains,
		rules.Domain{Name: strings.Repeat(strings.Repeat("a", 63)+".", 3) + "cn"},
		rules.Domain{Name: strings.Repeat("很长的中文域名", 9) + ".公司"})
	f.Websites[0].Remark = strings.Repeat("本网站介绍公司的产品与技术。", 70)
	f.Websites[0].Lead.Email = strings.Repeat("very.long.name.", 8) + "@example.cn"
}

func TestNothingIsCutOffOrOverlaps(t *testing.T) {
	f, r := sample(t, longNames)
	papers := map[string][]byte{}
	for _, form := range allForms(t, longNames, options) {
		papers[form.Name] = form.PDF
		checkText(t, form.PDF, []string{f.Websites[0].Name}, nil)
	}
	var err error
	if papers["checklist"], err = Checklist(t.Context(), f, r, options); err != nil {
		t.Fatal(err)
	}
	if papers["review"], err = Review(t.Context(), f, r, rules.Builtin(), options); err != nil {
		t.Fatal(err)
	}
	if papers["courier's sheet"], err = CourierSheet(t.Context(), f, r, options); err != nil {
		t.Fatal(err)
	}
	if papers["slip"], err = Slip(t.Context(), f, r, options); err != nil {
		t.Fatal(err)
	}
	for name, pdf := range papers {
		checkPlaces(t, name, pdf)
	}
}

// checkPlaces fails for words that stand beyond the page's edges or on each other.
func checkPlaces(t *testing.T, name string, pdf []byte) {
	t.Helper()
	for i, page := range words(t, pdf) {
		for j, w := range page {
			last, _ := utf8.DecodeLastRuneInString(w.Text)
			if w.Left < left-1 || w.Right-overhang(last)*w.size() > right+1 || w.Top < 5*mm || w.Bottom > pageHeight-5*mm {
				t.Errorf("%s, page %d: %q stands at %.0f–%.0f × %.0f–%.0f", name, i+1, w.Text, w.Left, w.Right, w.Top, w.Bottom)
			}
			for _, other := range page[j+1:] {
				if overlap(w, other) {
					t.Errorf("%s, page %d: %q and %q overlap", name, i+1, w.Text, other.Text)
				}
			}
		}
	}
}

// overlap reports whether the ink of two words meets. A word's box has the height
// of the tallest character of the font; its ink takes the middle half.
func overlap(a, b word) bool {
	if tucked(a, b) || tucked(b, a) {
		return false
	}
	ink := func(w word) (top, bottom float64) {
		quarter := (w.Bottom - w.Top) / 4
		return w.Top + quarter, w.Bottom - quarter
	}
	aTop, aBottom := ink(a)
	bTop, bBottom := ink(b)
	return math.Min(a.Right, b.Right)-math.Max(a.Left, b.Left) > 1 && math.Min(aBottom, bBottom)-math.Max(aTop, bTop) > 0.5
}

// tucked reports whether b stands behind a on one line, with a mark of punctuation
// in the blank half of another.
func tucked(a, b word) bool {
	last, _ := utf8.DecodeLastRuneInString(a.Text)
	first, _ := utf8.DecodeRuneInString(b.Text)
	return math.Abs(a.Top-b.Top) < 0.1 && a.Right-b.Left < (tuck(last, first)+0.02)*a.size()
}

// size is that of the type. The tallest character of the font has 1.448 of it.
func (w word) size() float64 { return (w.Bottom - w.Top) / 1.448 }

func TestAForeignPDFIsNotFinished(t *testing.T) {
	for _, s := range []string{"", "%PDF-1.7\n", "%PDF-1.7\nstartxref\n99999\n%%EOF\n", "xref\nstartxref\n0\n%%EOF\n"} {
		if _, err := finish([]byte(s), description{}); err == nil {
			t.Errorf("finish(%q) has no error", s)
		}
	}
}

// What an archive asks for (ISO 19005-2, level U), as poppler reads it.
func TestPapersAreFitForAnArchive(t *testing.T) {
	f, r := sample(t, func(f *rules.Filing) { f.Host.Name = `北京<星禾>&"𠮷"公司` })
	pdf, err := Checklist(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	fonts := strings.Split(strings.TrimSpace(run(t, pdf, "pdffonts", "PDF")), "\n")
	if len(fonts) != 3 || strings.Join(strings.Fields(fonts[2])[1:7], " ") != "CID TrueType Identity-H yes yes yes" {
		t.Errorf("the fonts are not one, embedded, a subset, with its characters: %q", fonts)
	}
	info, meta := run(t, pdf, "pdfinfo", "PDF"), run(t, pdf, "pdfinfo", "-meta", "PDF")
	for _, want := range []string{"备案材料清单", `北京<星禾>&"𠮷"公司`, options.Program} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
	var described struct {
		Part        string `xml:"RDF>Description>part"`
		Conformance string `xml:"RDF>Description>conformance"`
		Title       string `xml:"RDF>Description>title>Alt>li"`
		Creator     string `xml:"RDF>Description>creator>Seq>li"`
		Date        string `xml:"RDF>Description>CreateDate"`
	}
	if err := xml.Unmarshal([]byte(meta), &described); err != nil {
		t.Fatalf("the description is no XML: %v\n%s", err, meta)
	}
	if described.Part != "2" || described.Conformance != "U" || described.Title != "备案材料清单" || described.Creator != f.Host.Name ||
		described.Date != today+"T00:00:00+00:00" {
		t.Errorf("the description is %+v", described)
	}
	for _, want := range []string{"/OutputIntents", "/GTS_PDFA1", "/ID [<", "/Lang (zh-CN)"} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("the file has no %s", want)
		}
	}
}
