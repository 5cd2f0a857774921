package exchange

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"recordaldesk/translations/labels"
)

// pictured are options with a glossary and pictures of two screens, one of which shows
// every other message.
func pictured(t *testing.T) Options {
	t.Helper()
	picture := func(width int) []byte {
		img := image.NewRGBA(image.Rect(0, 0, width, 40))
		img.Set(1, 1, color.White)
		var out bytes.Buffer
		if err := png.Encode(&out, img); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	shows := map[string]string{}
	for i, id := range labels.IDs() {
		if i%2 == 0 {
			shows[id] = "全部备案 All filings"
		}
	}
	return Options{
		Pictures: []Picture{{"全部备案 All filings", picture(60)}, {"资料 Papers", picture(3000)}},
		Glossary: []Term{{"法定代表人", "legal representative", "=never legal person"}},
		About: func(id string) About {
			a := about(id)
			a.Screen = shows[id]
			return a
		},
	}
}

// columnAt is the letter of the column with the code.
func columnAt(t *testing.T, book *excelize.File, code string) string {
	t.Helper()
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(rows[0], func(head string) bool { return strings.HasSuffix(head, "["+code+"]") })
	name, err := excelize.ColumnNumberToName(at + 1)
	if err != nil {
		t.Fatalf("there is no column %s: %v", code, err)
	}
	return name
}

func placeCell(t *testing.T, book *excelize.File, row int) string {
	t.Helper()
	name, err := excelize.JoinCellName(columnAt(t, book, columnPlace), row)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func TestTheWorkbookIsOneToWorkIn(t *testing.T) {
	b := worked(t)
	book := open(t, export(t, b, XLSX, pictured(t)))
	if got, want := book.GetSheetList(), []string{"Messages 文字", "Glossary 术语", "Places 画面"}; !slices.Equal(got, want) {
		t.Fatalf("the sheets are %q", got)
	}
	sheet := book.GetSheetName(0)
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"编号 ID [id]", "中文 Chinese [zh]", "英语 English [en]", "英语（单数） English, one [en.one]", "俄语 Russian [ru]",
		"俄语（单数） Russian, one [ru.one]", "俄语（少数） Russian, few [ru.few]", "俄语（多数） Russian, many [ru.many]",
		"说明 Note [note]", "所在画面 Place [place]", "状态 State [state]", "最近修改 Last change [last]", "校验（请勿改动） Check (please leave as it is) [fingerprint]",
	}
	if !slices.Equal(rows[0], want) {
		t.Errorf("the head is %q", rows[0])
	}
	panes, err := book.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.XSplit != 1 || panes.YSplit != 1 {
		t.Errorf("frozen is %+v, %v", panes, err)
	}
	for code, visible := range map[string]bool{columnStamp: false, "en": true} {
		if got, err := book.GetColVisible(sheet, columnAt(t, book, code)); err != nil || got != visible {
			t.Errorf("column %s is visible: %v, %v", code, got, err)
		}
	}
	style, err := book.GetCellStyle(sheet, "B3")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := book.GetStyle(style); err != nil || got.NumFmt != 49 || !got.Alignment.WrapText {
		t.Errorf("a text looks %+v, %v", got, err)
	}
	for row, linked := range map[int]bool{2: true, 3: false} {
		link, target, err := book.GetCellHyperLink(sheet, placeCell(t, book, row))
		if err != nil || link != linked || linked && target != "'Places 画面'!A1" {
			t.Errorf("row %d leads to %q, %v", row, target, err)
		}
	}
	at, err := book.GetPictureCells("Places 画面")
	if err != nil || !slices.Equal(at, []string{"A2", "A7"}) {
		t.Errorf("pictures lie in %v, %v", at, err)
	}
	for cell, want := range map[string]string{"A2": "法定代表人", "B2": "legal representative", "C2": "=never legal person"} {
		if got, err := book.GetCellValue("Glossary 术语", cell); err != nil || got != want {
			t.Errorf("%s of the glossary is %q, %v", cell, got, err)
		}
	}
	if formula, err := book.GetCellFormula("Glossary 术语", "C2"); err != nil || formula != "" {
		t.Errorf("the glossary calculates %q, %v", formula, err)
	}
}

func TestAPictureThatIsNoneIsAnError(t *testing.T) {
	var out bytes.Buffer
	if err := Export(&out, labels.New(now), XLSX, Options{Pictures: []Picture{{"x", []byte("no picture")}}}); err == nil || out.Len() > 0 {
		t.Errorf("%d bytes are written, %v", out.Len(), err)
	}
}
