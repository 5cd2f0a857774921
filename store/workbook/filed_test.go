package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/rules"
)

// book makes the rulebook once.
var book = sync.OnceValue(rules.Builtin)

// The people, companies and numbers here are invented.

// sampleFiling is a filing of one website with two domains.
func sampleFiling() *rules.Filing {
	f := rules.New("new_recordal")
	f.AsOf = "2026-11-23"
	f.Account = rules.Account{ID: "012345678901", Company: "北京青禾示例科技有限公司", Relationship: "same"}
	f.Host.Name = "北京青禾示例科技有限公司"
	f.Host.Nature = "enterprise"
	f.Host.Certificate = rules.Certificate{Type: "business_licence", Number: "91110101MA00000000", Address: "北京市东城区示例胡同1号",
		ValidFrom: "2015-01-01", ValidUntil: rules.LongTerm}
	f.Host.Province, f.Host.City, f.Host.County = "110000", "110100", "110101"
	f.Host.Address = "示例胡同1号"
	f.Host.LegalRepresentative = rules.Person{Name: "张示例", Mobile: "13800000000", Email: "zhang@qinghe.example",
		Document: rules.Document{Type: "resident_id", Number: "110101199001010015", ValidFrom: "2015-01-01", ValidUntil: "2035-01-01"}}
	f.Websites[0].Name = "青禾示例"
	f.Websites[0].HomePage = "www.qinghe-example.cn"
	f.Websites[0].Services = []string{"company_portal"}
	f.Websites[0].Domains = []rules.Domain{{Name: "qinghe-example.cn", Holder: f.Host.Name}, {Name: "qinghe-example.com", Holder: f.Host.Name}}
	return f
}

func sampleInput() Input { return inputOf(sampleFiling()) }

func inputOf(f *rules.Filing) Input {
	return Input{Filing: f, Report: book().Check(f, ""), Book: book()}
}

func openWorkbook(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// visibleRows returns what a person sees of a sheet.
func visibleRows(t testing.TB, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var seen [][]string
	for i, row := range rows {
		if shown, err := f.GetRowVisible(sheet, i+1); err != nil || !shown {
			continue
		}
		var cells []string
		for c, text := range row {
			name, err := excelize.ColumnNumberToName(c + 1)
			if err != nil {
				t.Fatal(err)
			}
			if shown, err := f.GetColVisible(sheet, name); err == nil && shown {
				cells = append(cells, text)
			}
		}
		seen = append(seen, cells)
	}
	return seen
}

// cellRightOf returns what stands columns to the right of a cell in the sheet.
func cellRightOf(t *testing.T, f *excelize.File, sheet, label string, columns int) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for i, cell := range row {
			if cell == label && i+columns < len(row) {
				return row[i+columns]
			}
		}
	}
	return ""
}

func TestTheWorkbookShowsTheFilingInBothLanguages(t *testing.T) {
	data, err := Filed(sampleInput())
	if err != nil {
		t.Fatal(err)
	}
	f := openWorkbook(t, data)
	if got, want := strings.Join(f.GetSheetList(), "|"), "主体 Host|网站 Website|材料 Materials|检查 Findings"; got != want {
		t.Errorf("sheets are %s, want %s", got, want)
	}
	label := func(id string) string { return say(zh, "field."+id) }
	for _, tt := range []struct {
		sheet, field string
		columns      int
		want         string
	}{
		{"主体 Host", "host.name", 2, "北京青禾示例科技有限公司"},
		{"主体 Host", "host.name", 3, ""},
		{"主体 Host", "account.id", 2, "012345678901"},
		{"主体 Host", "host.nature", 2, say(zh, "choice.nature.enterprise")},
		{"主体 Host", "host.nature", 3, textEN("choice.nature.enterprise")},
		{"主体 Host", "host.province", 2, "北京市"},
		{"主体 Host", "host.province", 3, "Beijing"},
		{"网站 Website", "websites.name", 2, "青禾示例"},
	} {
		if got := cellRightOf(t, f, tt.sheet, label(tt.field), tt.columns); got != tt.want {
			t.Errorf("%s of %s, %d to the right: %q, want %q", tt.field, tt.sheet, tt.columns, got, tt.want)
		}
	}
	if got := cellRightOf(t, f, "网站 Website", "域名2", 1); got != "Domain 2" {
		t.Errorf("beside 域名2 stands %q", got)
	}
	for _, sheet := range f.GetSheetList() {
		for _, row := range visibleRows(t, f, sheet) {
			for _, cell := range row {
				if strings.HasPrefix(cell, "[") {
					t.Errorf("%s shows the message id %s", sheet, cell)
				}
			}
		}
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
			t.Errorf("%s does not print on A4, landscape, one page wide: %v", sheet, err)
		}
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze {
			t.Errorf("%s does not freeze its headings: %v", sheet, err)
		}
	}
}

func textEN(id string) string { return both(id)[len(say(zh, id))+1:] }

// What a person types into a remark must come out as they typed it, and as text.
func TestNothingThatIsTypedBecomesAFormula(t *testing.T) {
	for _, typed := range []string{
		"=1+1", "=cmd|' /C calc'!A0", "+86 10 1234", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")",
		"1.1E+17", "110101199001010015", "000123", "2026-11-23", "TRUE", "'quoted", " spaces ", "a\nb", "<b>&amp;", "_x0041_", "_x005F_x0041_",
		"龙䶮𠮷", "é", strings.Repeat("长", maxCell),
	} {
		in := sampleInput()
		in.Filing.Host.Remark = typed
		data, err := Filed(in)
		if err != nil {
			t.Errorf("%.20q: %v", typed, err)
			continue
		}
		if got := cellRightOf(t, openWorkbook(t, data), "主体 Host", say(zh, "field.host.remark"), 2); got != typed {
			t.Errorf("%.20q is read back as %.20q", typed, got)
		}
		checkSheets(t, data, typed)
	}
}

// checkSheets reads the XML itself: no formula, every cell an inline string in a
// style with the format "@".
func checkSheets(t *testing.T, data []byte, typed string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	textStyles := map[string]bool{}
	var styles struct {
		Xfs []struct {
			NumFmt string `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	readXML(t, z, "xl/styles.xml", &styles)
	for i, xf := range styles.Xfs {
		textStyles[string(rune('0'+i))] = xf.NumFmt == "49"
	}
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			continue
		}
		var sheet struct {
			Cells []struct {
				Type    string    `xml:"t,attr"`
				Style   string    `xml:"s,attr"`
				Formula *struct{} `xml:"f"`
			} `xml:"sheetData>row>c"`
		}
		readXML(t, z, f.Name, &sheet)
		for _, c := range sheet.Cells {
			if c.Formula != nil || (c.Type != "inlineStr" && c.Type != "") || !textStyles[c.Style] {
				t.Fatalf("%.20q: a cell of %s has type %q, style %s, formula %v", typed, f.Name, c.Type, c.Style, c.Formula != nil)
			}
		}
	}
}

func readXML(t *testing.T, z *zip.Reader, name string, into any) {
	t.Helper()
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err == nil {
		err = xml.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func TestTenThousandTextsAreReadBackAsWritten(t *testing.T) {
	alphabet := []rune("=+-@ \t\n\r\"'<>&;_x0041F5𠮷䶮龙é＝０\ufeff\u200b\ue000\ufffd")
	random := rand.New(rand.NewPCG(3, 9))
	s := sheet{name: "texts", title: "texts", columns: []column{{"texts", 20}}}
	var want []string
	for range 10_000 {
		text := make([]rune, 1+random.IntN(12))
		for i := range text {
			text[i] = alphabet[random.IntN(len(alphabet))]
		}
		want = append(want, string(text))
		s.rows = append(s.rows, row{cells: []string{string(text)}})
	}
	data, err := (&file{sheets: []sheet{s}, day: madeOn("2026-11-23")}).write()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := openWorkbook(t, data).GetRows("texts")
	if err != nil || len(rows) != len(want)+2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	wrong := 0
	for i, text := range want {
		if len(rows[i+2]) != 1 || rows[i+2][0] != text {
			if wrong++; wrong <= 10 {
				t.Errorf("%q is read back as %q", text, rows[i+2])
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d texts changed", wrong, len(want))
	}
}

func TestTextThatACellCannotHoldIsRefusedByItsField(t *testing.T) {
	for _, tt := range []struct {
		typed string
		want  Problem
	}{
		{strings.Repeat("长", maxCell+1), TextTooLong},
		{strings.Repeat("𠮷", maxCell/2+1), TextTooLong},
		{"a\x00b", TextUnusable},
		{"a\x01b", TextUnusable},
		{"a\x1bb", TextUnusable},
		{"\uffff", TextUnusable},
	} {
		in := sampleInput()
		in.Filing.Host.Remark = tt.typed
		_, err := Filed(in)
		var refused *Error
		if !errors.As(err, &refused) || refused.Problem != tt.want {
			t.Errorf("%.10q: %v, want %s", tt.typed, err, tt.want)
			continue
		}
		if message, _ := Message(zh, err); !strings.Contains(message, say(zh, "field.host.remark")) {
			t.Errorf("%.10q: the message does not name the field: %s", tt.typed, message)
		}
	}
}

func TestEachWebsiteHasASheet(t *testing.T) {
	in := sampleInput()
	second := rules.NewWebsite()
	second.Name = "青禾商城"
	in.Filing.Websites = append(in.Filing.Websites, second)
	data, err := Filed(in)
	if err != nil {
		t.Fatal(err)
	}
	f := openWorkbook(t, data)
	if got, want := strings.Join(f.GetSheetList(), "|"), "主体 Host|网站1 Website 1|网站2 Website 2|材料 Materials|检查 Findings"; got != want {
		t.Errorf("sheets are %s, want %s", got, want)
	}
	if got := cellRightOf(t, f, "网站2 Website 2", say(zh, "field.websites.name"), 2); got != "青禾商城" {
		t.Errorf("the second website is called %q", got)
	}
}

func TestSheetNamesAreSuchThatExcelTakesThem(t *testing.T) {
	for in, want := range map[string]string{
		"主体 Host": "主体 Host", "a/b:c[d]*?\\e": "abcde", "'quoted'": "quoted",
		strings.Repeat("长", 40): strings.Repeat("长", 31), strings.Repeat("𠮷", 16): strings.Repeat("𠮷", 15),
	} {
		if got := sheetName(in); got != want {
			t.Errorf("sheetName(%q) = %q, want %q", in, got, want)
		}
	}
}
