package workbook

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"recordaldesk/store/peer"
)

// BenchmarkFiled writes 备案信息表.xlsx.
func BenchmarkFiled(b *testing.B) {
	in := sampleInput()
	for b.Loop() {
		if _, err := Filed(in); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBlank writes the form of a new recordal.
func BenchmarkBlank(b *testing.B) {
	for b.Loop() {
		mustBlank(b, "new_recordal", nil, 1)
	}
}

// BenchmarkRead reads it back, filled in.
func BenchmarkRead(b *testing.B) {
	data := mustBlank(b, "new_recordal", ofKind(b, "new_recordal").Filing, 1)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), book()); err != nil {
			b.Fatal(err)
		}
	}
}

const (
	peerRows    = 200
	peerColumns = 20
)

// peerCells are texts in Chinese and English, codes and numbers.
func peerCells() [][]string {
	rows := make([][]string, peerRows)
	for r := range rows {
		rows[r] = make([]string, peerColumns)
		for c := range rows[r] {
			switch c % 4 {
			case 0:
				rows[r][c] = fmt.Sprintf("北京市朝阳区望和路%d号%d室", r, c)
			case 1:
				rows[r][c] = fmt.Sprintf("Room %d, No. %d Wanghe Road, Chaoyang", c, r)
			case 2:
				rows[r][c] = fmt.Sprintf("0%017d", r*peerColumns+c)
			default:
				rows[r][c] = fmt.Sprintf("=%d+%d", r, c)
			}
		}
	}
	return rows
}

// peerWorkbook writes the cells as a sheet of this package.
func peerWorkbook(cells [][]string) ([]byte, error) {
	s := sheet{name: "rows", title: "rows"}
	for range peerColumns {
		s.columns = append(s.columns, column{"heading", 20})
	}
	for _, texts := range cells {
		s.rows = append(s.rows, row{cells: texts})
	}
	return (&file{sheets: []sheet{s}, day: madeOn(today)}).write()
}

// writeWorkbook is the variable that makes the test program write one workbook and
// end, to be measured as a process.
const writeWorkbook = "RECORDAL_WRITE_WORKBOOK"

func TestMain(m *testing.M) {
	path := os.Getenv(writeWorkbook)
	if path == "" {
		os.Exit(m.Run())
	}
	data, err := peerWorkbook(peerCells())
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// peerScript writes the same cells with the same looks: a font, a border, wrapped
// text, the format of text; widths, heights, frozen headings, A4. It prints how many
// milliseconds each run took, of the writing alone.
const peerScript = `
import io, json, sys, time
which, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
rows = json.load(open(path, encoding="utf-8"))

def xlsxwriter_book():
    import xlsxwriter
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    cell = book.add_format({"font_name": "Microsoft YaHei", "font_size": 10, "border": 1, "border_color": "#BFBFBF",
                            "text_wrap": True, "valign": "vcenter", "num_format": "@"})
    head = book.add_format({"font_name": "Microsoft YaHei", "font_size": 10, "bold": True, "bg_color": "#44546A", "border": 1,
                            "text_wrap": True, "valign": "vcenter", "num_format": "@"})
    sheet = book.add_worksheet("rows")
    sheet.set_column(0, len(rows[0]) - 1, 20)
    sheet.freeze_panes(2, 0); sheet.set_landscape(); sheet.set_paper(9); sheet.fit_to_pages(1, 0); sheet.repeat_rows(0, 1)
    for c in range(len(rows[0])):
        sheet.write_string(1, c, "heading", head)
    for r, row in enumerate(rows):
        sheet.set_row(r + 2, 33)
        for c, text in enumerate(row):
            sheet.write_string(r + 2, c, text, cell)
    book.close()
    return out.getvalue()

def openpyxl_book():
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    book = openpyxl.Workbook()
    sheet = book.active
    side = Side(style="thin", color="BFBFBF")
    font, border = Font(name="Microsoft YaHei", size=10), Border(left=side, right=side, top=side, bottom=side)
    bold, fill = Font(name="Microsoft YaHei", size=10, bold=True), PatternFill("solid", fgColor="44546A")
    wrap = Alignment(wrap_text=True, vertical="center")
    for c in range(len(rows[0])):
        sheet.column_dimensions[get_column_letter(c + 1)].width = 20
    sheet.freeze_panes = "A3"; sheet.page_setup.orientation = "landscape"; sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0; sheet.print_title_rows = "1:2"
    def put(r, c, text, f, background=None):
        cell = sheet.cell(r, c)
        cell.value = text; cell.data_type = "s"
        cell.font = f; cell.border = border; cell.alignment = wrap; cell.number_format = "@"
        if background:
            cell.fill = background
    for c in range(len(rows[0])):
        put(2, c + 1, "heading", bold, fill)
    for r, row in enumerate(rows):
        sheet.row_dimensions[r + 3].height = 33
        for c, text in enumerate(row):
            put(r + 3, c + 1, text, font)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

make = {"xlsxwriter": xlsxwriter_book, "openpyxl": openpyxl_book}[which]
data = make()
if len(sys.argv) > 4:
    open(sys.argv[4], "wb").write(data)
took = []
for _ in range(runs):
    began = time.perf_counter()
    make()
    took.append((time.perf_counter() - began) * 1000)
print(json.dumps(took))
`

// BenchmarkWorkbookBesidePeers writes a sheet of 200 rows and 20 columns, styled,
// beside XlsxWriter and openpyxl that write the same: the writing alone, measured
// inside Python when its modules are loaded, and whole processes, for which the test
// program starts itself again.
func BenchmarkWorkbookBesidePeers(b *testing.B) {
	const runs = 5
	cells := peerCells()
	dir := b.TempDir()
	text, err := json.Marshal(cells)
	if err != nil {
		b.Fatal(err)
	}
	input := filepath.Join(dir, "rows.json")
	if err := os.WriteFile(input, text, 0o600); err != nil {
		b.Fatal(err)
	}
	b.Run("writing", func(b *testing.B) {
		python := func(module string) peer.Entrant {
			return peer.Python(module, module, peerScript, module, input, fmt.Sprint(runs))
		}
		peer.Compare(b, peer.Warm("workbook", runs, func() {
			if _, err := peerWorkbook(cells); err != nil {
				b.Fatal(err)
			}
		}), python("xlsxwriter"), python("openpyxl"))
	})
	b.Run("process", func(b *testing.B) {
		python := func(module string) peer.Entrant {
			return peer.PythonProcess(module, module, peerScript, module, input, "0", filepath.Join(dir, module+".xlsx"))
		}
		peer.Compare(b, peer.Self("workbook", writeWorkbook, filepath.Join(dir, "own.xlsx")), python("xlsxwriter"), python("openpyxl"))
	})
}
