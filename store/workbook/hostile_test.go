package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/store/hostile"
)

// The files of store/hostile/testdata/workbook are named for what is wrong with them.
// They are made by makeHostile and kept, so that what is refused today is refused
// tomorrow, whatever writes it.

const hostileFolder = "../hostile/testdata/workbook"

// TestKeptWorkbooks makes them anew where it is asked to. How each is refused is
// tested in store/hostile.
func TestKeptWorkbooks(t *testing.T) {
	if os.Getenv("RECORDAL_UPDATE_VECTORS") == "" {
		t.Skip("the kept workbooks are made anew only with RECORDAL_UPDATE_VECTORS=1")
	}
	writeHostile(t)
}

// kept returns the kept workbooks of at most limit bytes.
func kept(t testing.TB, limit int) map[string][]byte {
	t.Helper()
	files, err := hostile.Seeds("workbook", limit)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// What is left of a hostile file that is read is named.
func TestTheRestOfAHostileWorkbookIsNamed(t *testing.T) {
	for file, want := range map[string][]MistakeKind{
		"unusable-characters.xlsx": {Unusable, Unusable, Unusable},
		"error-values.xlsx":        {ErrorValue, Formula, Altered},
	} {
		_, mistakes := mustRead(t, kept(t, 1<<20)[file])
		var kinds []MistakeKind
		for _, m := range mistakes {
			kinds = append(kinds, m.Kind)
		}
		if fmt.Sprint(kinds) != fmt.Sprint(want) {
			t.Errorf("%s: mistakes are %v, want %v", file, kinds, want)
		}
	}
}

func TestReadingStopsWhenItIsAsked(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	data := mustBlank(t, "new_recordal", nil, 1)
	if _, _, err := Read(ctx, bytes.NewReader(data), int64(len(data)), book()); !errors.Is(err, context.Canceled) {
		t.Errorf("reading went on: %v", err)
	}
}

func TestADiskThatFailsIsNoFaultOfTheWorkbook(t *testing.T) {
	broken := errors.New("the disk is gone")
	var refused *Error
	if _, _, err := Read(context.Background(), failingReader{broken}, 1000, book()); !errors.Is(err, broken) || errors.As(err, &refused) {
		t.Errorf("the error is %v", err)
	}
}

type failingReader struct{ err error }

func (f failingReader) ReadAt([]byte, int64) (int, error) { return 0, f.err }

func FuzzRead(f *testing.F) {
	for _, data := range kept(f, 32<<10) {
		f.Add(data)
	}
	for _, k := range []string{"new_recordal", "cancel_host"} {
		f.Add(mustBlank(f, k, ofKind(f, k).Filing, 1))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, mistakes, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), book())
		switch {
		case err == nil && got == nil, err != nil && got != nil:
			t.Fatal("a filing or an error, not both")
		case err == nil:
			// Whatever was read can be judged, and its mistakes be said.
			book().Check(got, "")
			for _, m := range mistakes {
				m.Message(zh)
			}
		}
	})
}

// BenchmarkHostile turns each away, the slowest first seen here.
func BenchmarkHostile(b *testing.B) {
	all, err := hostile.Vectors()
	if err != nil {
		b.Fatal(err)
	}
	for _, v := range all {
		if v.Reader != "workbook" {
			continue
		}
		data, err := v.Bytes()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(v.File, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), book())
				if (err == nil) != (v.Want == hostile.Accepted) {
					b.Fatal(err)
				}
			}
		})
	}
}

// FuzzSheet gives the cells of a form any XML.
func FuzzSheet(f *testing.F) {
	f.Add(formSheet(inline("C4", "x")))
	f.Add(`<sheetData><row r="1"><c t="s"><v>0</v></c></row></sheetData>`)
	f.Add(`<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, xml string) {
		data := mini(map[string]string{sheetPart: `<worksheet xmlns="x">` + xml + `</worksheet>`})
		if got, _, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), book()); err == nil {
			book().Check(got, "")
		}
	})
}

// The parts of the smallest form.
const (
	typesPart     = "[Content_Types].xml"
	bookPart      = "xl/workbook.xml"
	relationsPart = "xl/_rels/workbook.xml.rels"
	sheetPart     = "xl/worksheets/sheet1.xml"
	stylesPart    = "xl/styles.xml"
	textsPart     = "xl/sharedStrings.xml"

	ns        = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	mainType  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)

func types(kind string) string {
	return `<Types><Override PartName="/xl/workbook.xml" ContentType="` + kind + `"/></Types>`
}

func relations(more string) string {
	return `<Relationships><Relationship Id="rId1" Type="` + officeRel + `worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + officeRel + `styles" Target="styles.xml"/>` +
		`<Relationship Id="rId3" Type="` + officeRel + `sharedStrings" Target="sharedStrings.xml"/>` + more + `</Relationships>`
}

func inline(ref, text string) string {
	return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// formSheet is a sheet of a form, its values in B and its keys in C: three rows of
// fields, with the cells given.
func formSheet(cells string) string {
	var b strings.Builder
	b.WriteString(`<sheetData><row r="1">` + inline("B1", roleValue) + inline("C1", markOfSheet+" blank") + `</row>`)
	b.WriteString(`<row r="2">` + inline("B2", "new_recordal") + inline("C2", keyKind) + `</row>`)
	for i, key := range []string{"host.name", "host.superior", "host.address"} {
		fmt.Fprintf(&b, `<row r="%d">%s</row>`, i+3, inline(fmt.Sprintf("C%d", i+3), key))
	}
	return b.String() + cells + `</sheetData>`
}

// mini is the smallest form, with some of its parts replaced, or added.
func mini(replaced map[string]string) []byte {
	parts := map[string]string{
		typesPart:     types(mainType),
		bookPart:      `<workbook ` + ns + `><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		relationsPart: relations(""),
		sheetPart:     `<worksheet ` + ns + `>` + formSheet(inline("B3", "星禾")) + `</worksheet>`,
		stylesPart:    `<styleSheet ` + ns + `><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		textsPart:     `<sst ` + ns + `><si><t>text</t></si></sst>`,
	}
	for name, text := range replaced {
		parts[name] = text
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range sorted(parts) {
		if parts[name] == "" {
			continue
		}
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, parts[name])
		}
		if err != nil {
			panic(err) // writes into memory
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func sheetOf(content string) string { return `<worksheet ` + ns + `>` + content + `</worksheet>` }

// writeHostile makes the files.
func writeHostile(t *testing.T) {
	t.Helper()
	must(t, os.MkdirAll(hostileFolder, 0o755))
	for name, data := range makeHostile(t) {
		must(t, os.WriteFile(filepath.Join(hostileFolder, name), data, 0o644))
	}
}

func makeHostile(t *testing.T) map[string][]byte {
	t.Helper()
	whole := mini(nil)
	flipped := bytes.Clone(whole)
	// Inside the data of the sheet, which deflate holds.
	at := bytes.Index(flipped, []byte(sheetPart)) + len(sheetPart) + 20
	flipped[at] ^= 0x10
	locked := bytes.Clone(whole)
	for _, signature := range []string{"PK\x01\x02"} {
		for from := 0; ; {
			i := bytes.Index(locked[from:], []byte(signature))
			if i < 0 {
				break
			}
			locked[from+i+8] |= 1
			from += i + 4
		}
	}
	var twice bytes.Buffer
	z := zip.NewWriter(&twice)
	for range 2 {
		w, err := z.Create(bookPart)
		must(t, err)
		_, err = w.Write([]byte("<workbook/>"))
		must(t, err)
	}
	must(t, z.Close())
	protected := excelize.NewFile()
	must(t, protected.SetCellStr("Sheet1", "A1", "text"))
	var behind bytes.Buffer
	must(t, protected.Write(&behind, excelize.Options{Password: "geheim"}))

	const megabyte = 1 << 20
	manyParts, sheets, rels := map[string]string{}, "", ""
	for i := range maxParts + 1 {
		manyParts[fmt.Sprintf("xl/media/%d", i)] = "x"
	}
	for i := range maxSheets + 1 {
		sheets += fmt.Sprintf(`<sheet name="s%d" sheetId="%d" r:id="rId1"/>`, i, i+1)
	}
	severalSheets, several := map[string]string{relationsPart: ""}, ""
	for i := range 4 {
		name := fmt.Sprintf("xl/worksheets/bomb%d.xml", i)
		severalSheets[name] = sheetOf(strings.Repeat(" ", 7*megabyte) + "<sheetData/>")
		rels += fmt.Sprintf(`<Relationship Id="b%d" Type="%sworksheet" Target="worksheets/bomb%d.xml"/>`, i, officeRel, i)
		several += fmt.Sprintf(`<sheet name="b%d" sheetId="%d" r:id="b%d"/>`, i, i+10, i)
	}
	severalSheets[relationsPart] = relations(rels)
	severalSheets[bookPart] = `<workbook ` + ns + `><sheets>` + several + `</sheets></workbook>`

	var members strings.Builder
	for i := range 3000 {
		row := i + 10
		fmt.Fprintf(&members, `<row r="%d">%s%s</row>`, row, inline(fmt.Sprintf("B%d", row), "x"),
			inline(fmt.Sprintf("C%d", row), fmt.Sprintf("websites.%d.domains.99999.name", i)))
	}

	rowsOf := func(n int, row func(i int) string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<row r="%d">%s</row>`, i+10, row(i+10))
		}
		return sheetOf(formSheet(b.String()))
	}
	shared := rowsOf(60_000, func(int) string { return `<c t="s"><v>0</v></c><c t="s"><v>0</v></c><c t="s"><v>0</v></c>` })
	keys := rowsOf(maxKeys+1, func(i int) string { return inline(fmt.Sprintf("C%d", i), fmt.Sprintf("k%d", i)) })
	choices := rowsOf(19_000, func(i int) string {
		return inline(fmt.Sprintf("B%d", i), "网络购物、搜索引擎") + inline(fmt.Sprintf("C%d", i), "websites.*.services")
	})
	merges := strings.Replace(sheetOf(formSheet("")), "</worksheet>", "<mergeCells>"+strings.Repeat(`<mergeCell ref="A1:B9"/>`, maxMerged+1)+"</mergeCells></worksheet>", 1)

	return map[string][]byte{
		"bomb-one-text-in-all-cells.xlsx": mini(map[string]string{sheetPart: shared, textsPart: "<sst><si><t>" + strings.Repeat("a", maxText) + "</t></si></sst>"}),
		"rows-without-end.xlsx":           mini(map[string]string{sheetPart: keys}),
		"merged-cells-without-end.xlsx":   mini(map[string]string{sheetPart: merges}),
		"choices-without-end.xlsx":        mini(map[string]string{sheetPart: choices}),
		"empty-file.xlsx":                 {},
		"text-file.xlsx":                  []byte("this is not a workbook\n"),
		"old-format.xls":                  append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 2048)...),
		"password.xlsx":                   behind.Bytes(),
		"encrypted-part.xlsx":             locked,
		"zip-without-workbook.xlsx":       mini(map[string]string{typesPart: ""}),
		"word-document.xlsx":              mini(map[string]string{typesPart: types("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")}),
		"macros.xlsm":                     mini(map[string]string{typesPart: types("application/vnd.ms-excel.sheet.macroEnabled.main+xml")}),
		"macros-named-xlsx.xlsx":          mini(map[string]string{"xl/vbaProject.bin": "x"}),
		"external-link.xlsx":              mini(map[string]string{"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
		"external-relation.xlsx": mini(map[string]string{relationsPart: relations(
			`<Relationship Id="rId9" Type="` + officeRel + `externalLinkPath" Target="\\host\share\book.xlsx" TargetMode="External"/>`)}),
		"data-connection.xlsx":         mini(map[string]string{"xl/connections.xml": "<connections/>"}),
		"bomb-five-million-rows.xlsx":  mini(map[string]string{sheetPart: sheetOf("<sheetData>" + strings.Repeat("<row/>", 5_000_000) + "</sheetData>")}),
		"bomb-of-cells.xlsx":           mini(map[string]string{sheetPart: sheetOf("<sheetData><row>" + strings.Repeat("<c/>", maxCells+1) + "</row></sheetData>")}),
		"bomb-shared-texts.xlsx":       mini(map[string]string{textsPart: "<sst>" + strings.Repeat("<si/>", maxStrings+1) + "</sst>"}),
		"bomb-styles.xlsx":             mini(map[string]string{stylesPart: "<styleSheet><cellXfs>" + strings.Repeat("<xf/>", maxStrings+1) + "</cellXfs></styleSheet>"}),
		"bomb-one-text.xlsx":           mini(map[string]string{textsPart: "<sst><si><t>" + strings.Repeat("长", maxText/3+1) + "</t></si></sst>"}),
		"bomb-merged-cells.xlsx":       mini(map[string]string{sheetPart: sheetOf("<mergeCells>" + strings.Repeat(`<mergeCell ref="A1:B2"/>`, maxRows+1) + "</mergeCells>")}),
		"bomb-in-several-sheets.xlsx":  mini(severalSheets),
		"wildly-many-sheets.xlsx":      mini(map[string]string{bookPart: `<workbook ` + ns + `><sheets>` + sheets + `</sheets></workbook>`}),
		"wildly-many-parts.xlsx":       mini(manyParts),
		"entity-expansion.xlsx":        mini(map[string]string{sheetPart: `<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>` + sheetOf(formSheet(inline("B3", "&b;")))}),
		"external-entity.xlsx":         mini(map[string]string{sheetPart: `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + sheetOf(formSheet(inline("B3", "&a;")))}),
		"undeclared-entity.xlsx":       mini(map[string]string{sheetPart: sheetOf(formSheet(inline("B3", "&a;")))}),
		"deep-xml.xlsx":                mini(map[string]string{sheetPart: sheetOf(strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000))}),
		"part-twice.xlsx":              twice.Bytes(),
		"truncated.xlsx":               whole[:len(whole)*2/3],
		"truncated-xml.xlsx":           mini(map[string]string{sheetPart: `<worksheet ` + ns + `>` + strings.TrimSuffix(formSheet(inline("B3", "x")), "</sheetData>")}),
		"flipped-bit.xlsx":             flipped,
		"no-sheets.xlsx":               mini(map[string]string{bookPart: `<workbook/>`}),
		"missing-shared-text.xlsx":     mini(map[string]string{sheetPart: sheetOf(formSheet(`<c r="B3" t="s"><v>7</v></c>`))}),
		"cell-beyond-the-sheet.xlsx":   mini(map[string]string{sheetPart: sheetOf(formSheet(inline("XFE1048577", "x")))}),
		"other-encoding.xlsx":          mini(map[string]string{sheetPart: `<?xml version="1.0" encoding="GBK"?>` + sheetOf(formSheet(""))}),
		"foreign.xlsx":                 mini(map[string]string{sheetPart: sheetOf("<sheetData><row>" + inline("A1", "sun and sea") + "</row></sheetData>")}),
		"later-version.xlsx":           mini(map[string]string{sheetPart: sheetOf("<sheetData><row>" + inline("A1", "recordal.workbook/2 blank") + "</row></sheetData>")}),
		"no-kind.xlsx":                 mini(map[string]string{sheetPart: sheetOf("<sheetData><row>" + inline("B1", roleValue) + inline("C1", markOfSheet+" blank") + "</row></sheetData>")}),
		"cell-in-the-last-corner.xlsx": mini(map[string]string{sheetPart: sheetOf(formSheet(inline("XFD1048576", "x")))}),
		"bomb-among-the-pictures.xlsx": mini(map[string]string{"xl/media/image1.png": strings.Repeat("\x00", 64*megabyte)}),
		"unusable-characters.xlsx":     mini(map[string]string{sheetPart: sheetOf(formSheet(inline("B3", "a_x0000_b") + inline("B4", "_xD842_") + inline("B5", "_x001B_[2J")))}),
		"error-values.xlsx":            mini(map[string]string{sheetPart: sheetOf(formSheet(`<c r="B3" t="e"><v>#N/A</v></c><c r="B4"><f>1+1</f><v>2</v></c><c r="B5" s="1"><v>42006</v></c>`))}),
		"members-without-end.xlsx":     mini(map[string]string{sheetPart: sheetOf(strings.Replace(formSheet(members.String()), "/1 blank", "/1 filed", 1))}),
	}
}
