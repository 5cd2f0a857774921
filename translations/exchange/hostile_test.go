package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// zipOf is a workbook of the given parts, with what every workbook has besides.
func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="x" sheetId="1" r:id="s"/></sheets></workbook>`,
	}
	for name, text := range parts {
		all[name] = text
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range all {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func sheetOf(rows string) map[string]string {
	return map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`}
}

const headRow = `<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>en</t></is></c></row>`

func TestHostileWorkbooksAndOtherFilesAreRefusedInNoTime(t *testing.T) {
	big := strings.Repeat("x", 1<<20)
	var languages strings.Builder
	for _, code := range strings.Fields("de fr it es pt nl sv da fi pl cs ru uk") {
		languages.WriteString("," + code)
	}
	columns := strings.Repeat(`<c r="XFD1" t="b"><v>1</v></c>`, 10)
	shared := `<sst>` + strings.Repeat(`<si><t>`+big+`</t></si>`, 3) + `</sst>`
	for name, c := range map[string]struct {
		data []byte
		want Problem
	}{
		"nothing":              {nil, Foreign},
		"words":                {[]byte("dear translator,\nplease"), Foreign},
		"older workbook":       {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), OldFormat},
		"not in UTF-8":         {[]byte("id,zh\nx,\xd6\xd0\xce\xc4\n"), Encoding},
		"in UTF-16":            {[]byte("\xff\xfei\x00d\x00,\x00"), Encoding},
		"cut zip":              {[]byte("PK\x03\x04 and no more"), Damaged},
		"other zip":            {zipOf(t, map[string]string{"_rels/.rels": ""}), Foreign},
		"other workbook":       {zipOf(t, sheetOf(`<row><c t="n"><v>1</v></c></row>`)), Foreign},
		"document type":        {zipOf(t, map[string]string{"xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`}), Damaged},
		"entity":               {zipOf(t, sheetOf(headRow+`<row><c t="inlineStr"><is><t>&a;</t></is></c></row>`)), Damaged},
		"no such shared text":  {zipOf(t, sheetOf(headRow+`<row><c t="s"><v>7</v></c></row>`)), Damaged},
		"ends within a cell":   {zipOf(t, map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><c>`}), Damaged},
		"deep":                 {zipOf(t, sheetOf(headRow+`<row><c>`+strings.Repeat("<a>", 100_000))), Damaged},
		"bomb":                 {zipOf(t, sheetOf(headRow+strings.Repeat(" ", maxPartBytes))), TooLarge},
		"many rows":            {zipOf(t, sheetOf(strings.Repeat(headRow, maxRows+1))), TooLarge},
		"many cells":           {zipOf(t, sheetOf(headRow+`<row>`+strings.Repeat(`<c/>`, maxCells)+`</row>`)), TooLarge},
		"many shared texts":    {zipOf(t, map[string]string{"xl/sharedStrings.xml": `<sst>` + strings.Repeat(`<si/>`, maxStrings+1)}), TooLarge},
		"far columns":          {zipOf(t, sheetOf(strings.Repeat(`<row>`+columns+`</row>`, 10_000))), Foreign},
		"long texts":           {zipOf(t, map[string]string{"xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": strings.Repeat(`<row><c t="s"><v>1</v></c></row>`, 40_000)}), Foreign},
		"many languages":       {[]byte("id" + languages.String() + "\n"), TooLarge},
		"a column twice":       {[]byte("id,en,English [en]\n"), Damaged},
		"a cut CSV":            {[]byte("id,en\ndialog.cancel,\"Canc"), Damaged},
		"many rows of CSV":     {[]byte("id,en\n" + strings.Repeat("x,y\n", maxRows+1)), TooLarge},
		"later TOML":           {[]byte("kind = \"recordal-labels/2\"\n"), Newer},
		"cut TOML":             {[]byte("kind = \"recordal-labels/1\"\n[edits.en\n"), Damaged},
		"no text in TOML":      {[]byte("kind = \"recordal-labels/1\"\n[edits.en]\n\"dialog.cancel\" = 7\n"), Damaged},
		"no language in TOML":  {[]byte("kind = \"recordal-labels/1\"\n[edits.\"../en\"]\n\"dialog.cancel\" = \"x\"\n"), Damaged},
		"deep tables in TOML":  {[]byte("kind = \"recordal-labels/1\"\na = " + strings.Repeat("{a=", 100_000)), TooLarge},
		"deep lists in TOML":   {[]byte("kind = \"recordal-labels/1\"\na = [\"\"\"a\"\"\"\", " + strings.Repeat("[", 100_000)), TooLarge},
		"a long key in TOML":   {[]byte("kind = \"recordal-labels/1\"\n[" + strings.Repeat("a.", 100_000) + "a]"), TooLarge},
		"many entries of a PO": {[]byte(poHead + strings.Repeat("msgctxt \"x\"\nmsgid \"x\"\nmsgstr \"y\"\n", maxRows+1)), TooLarge},
	} {
		began := time.Now()
		p, err := Import(labels.New(now), bytes.NewReader(c.data))
		var refused *Error
		if !errors.As(err, &refused) || refused.Problem != c.want || p != nil {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		// On a machine that does much else ten times what it takes alone is no fault.
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s takes %v", name, took)
		}
	}
}

// What a file names for nothing of ours is counted, not taken.
func TestAWorkbookOfAnotherProgramIsRead(t *testing.T) {
	parts := sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>My list</t></is></c></row>` +
		`<row r="3"><c r="C3" t="inlineStr"><is><r><t>English </t></r><r><t>[en]</t></r></is></c><c r="E3" t="s"><v>0</v></c></row>` +
		`<row r="4"><c r="C4" t="inlineStr"><is><t>Never</t><rPh><t>nope</t></rPh><t xml:space="preserve"> mind_x000D_` + "\n" + `</t></is></c><c r="E4" t="str"><v>dialog.cancel</v></c></row>` +
		`<row r="5"><c t="b"><v>1</v></c><c/><c><v>12</v></c><c/><c t="inlineStr"><is><t>dialog.close</t></is></c></row>` +
		`<row r="6"><c r="C6" t="e"><v>#REF!</v></c><c r="E6" t="s"><v>1</v></c></row>`)
	parts["xl/sharedStrings.xml"] = `<sst><si><t>编号 [id]</t></si><si><t>dialog.save</t></si></sst>`
	f, err := read(zipOf(t, parts), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range f.entries {
		got = append(got, fmt.Sprintf("%s=%q %v", e.id, e.texts[en]["other"], e.odd[en]))
	}
	if want := []string{`dialog.cancel="Never mind\n" false`, `dialog.close="12" false`, `dialog.save="#REF!" true`}; !slices.Equal(got, want) {
		t.Errorf("read is %q, want %q", got, want)
	}
}

func FuzzImport(f *testing.F) {
	b := labels.New(now)
	for _, format := range Formats {
		f.Add(export(f, b, format, Options{IDs: []string{single, plural}, To: russian}))
	}
	f.Add([]byte(poHead))
	f.Add([]byte("kind = \"recordal-labels/1\"\n[edits.en]\n\"dialog.cancel\" = {other = \"x\"}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Import(b, bytes.NewReader(data))
		var refused *Error
		switch {
		case err == nil && p == nil, err != nil && p != nil:
			t.Fatal("a plan or an error, not both")
		case err != nil && !errors.As(err, &refused):
			t.Fatalf("an error that nobody can be told: %v", err)
		case err != nil:
			return
		}
		mustTake(t, p)
	})
}

// mustTake makes the changes of a plan, all of which the bench must take.
func mustTake(t *testing.T, p *Plan) {
	t.Helper()
	b := labels.New(now)
	if _, err := b.Change("", "file", p.Edits(func(Change) bool { return true })...); err != nil {
		t.Errorf("a change that was planned is refused: %v", err)
	}
	for _, r := range p.Refused {
		if said := Reason(zh, r.Refusal); strings.HasPrefix(said, "[") {
			t.Errorf("refused for a reason that nobody can be told: %v", r.Refusal)
		}
	}
}

// FuzzPO gives the reader of PO files any entry behind a header.
func FuzzPO(f *testing.F) {
	f.Add("msgctxt \"dialog.cancel\"\nmsgid \"x\"\nmsgstr \"y\\n\\\"\\101\\x41\"\n")
	f.Add("#, fuzzy\n#. fingerprint ru:0123456789abcdef\nmsgctxt \"material.copies\"\nmsgid \"x\"\nmsgid_plural \"x\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\nmsgstr[2] \"c\"\n")
	f.Add("#~ msgid \"x\"\n\"\\\"")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Import(labels.New(now), strings.NewReader(poHead+text))
		var refused *Error
		if err != nil && !errors.As(err, &refused) {
			t.Fatalf("an error that nobody can be told: %v", err)
		}
		if err == nil {
			mustTake(t, p)
		}
	})
}

// FuzzCSV writes any text into a cell, which must come back as it is, but for line ends
// that messages do not have.
func FuzzCSV(f *testing.F) {
	for _, text := range awkward {
		f.Add(text)
	}
	f.Add("a\r\nb")
	f.Fuzz(func(t *testing.T, text string) {
		if got := unguarded(guarded(text)); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
		text = tidied(strings.ToValidUTF8(text, ""))
		b := labels.New(now)
		if labels.Refuse(en, single, translations.Single(text)) != nil {
			return
		}
		mustChange(t, b, labels.Edit{ID: single, Language: en, Forms: translations.Single(text)})
		mustBeEmpty(t, mustImport(t, b, export(t, b, CSV, Options{IDs: []string{single}})), 1)
	})
}

// FuzzQuoted does the same for a text of a PO file.
func FuzzQuoted(f *testing.F) {
	for _, text := range awkward {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		if got, err := unquotePO(quotedPO(text)); err != nil || got != text {
			t.Errorf("%q comes back as %q, %v", text, got, err)
		}
	})
}
