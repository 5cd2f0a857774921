package statistics

import (
	"bytes"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"recordaldesk/translations"
)

// FileName is that of the workbook.
const FileName = "备案统计.xlsx"

const (
	zh = translations.Chinese
	en = translations.English
)

// Workbook writes the figures as a workbook (.xlsx): a sheet for each table with its
// chart beside it, all in both languages. The charts name things in the language given.
func (f *Figures) Workbook(l translations.Language) ([]byte, error) {
	data, err := f.workbook(l)
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return data, nil
}

func (f *Figures) workbook(l translations.Language) ([]byte, error) {
	b := &book{file: excelize.NewFile(), figures: f, language: l}
	defer b.file.Close() // has no file open
	if err := b.styles(); err != nil {
		return nil, err
	}
	for i, t := range []Table{ByMonth, ByKind, ByProvince, ByStage, ByReason, ByTime} {
		s, err := b.sheet(t, i == 0)
		if err != nil {
			return nil, err
		}
		switch t {
		case ByMonth:
			s.months()
		case ByTime:
			s.times()
		default:
			s.counts()
		}
		if s.err != nil {
			return nil, s.err
		}
	}
	name := translations.Text(zh, "packet.program")
	at := f.At.UTC().Format(time.RFC3339)
	if err := b.file.SetDocProps(&excelize.DocProperties{
		Creator: name, LastModifiedBy: name, Created: at, Modified: at, Title: bothOf("statistics.title"), Language: "zh-CN",
	}); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := b.file.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// bothOf says a message in both languages, on one line.
func bothOf(id string, args ...map[string]string) string {
	return translations.Text(zh, id, args...) + " " + translations.Text(en, id, args...)
}

// book is a workbook that is being written.
type book struct {
	file               *excelize.File
	figures            *Figures
	language           translations.Language
	title, head, tenth int // styles
}

func (b *book) styles() (err error) {
	style := func(s excelize.Style) (id int) {
		if err == nil {
			id, err = b.file.NewStyle(&s)
		}
		return id
	}
	tenths, face := "0.0", "Microsoft YaHei" // one face for both languages; a system without it takes its own
	b.title = style(excelize.Style{Font: &excelize.Font{Family: face, Bold: true, Size: 14}})
	b.head = style(excelize.Style{
		Font: &excelize.Font{Family: face, Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
		Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "808080"}},
	})
	b.tenth = style(excelize.Style{CustomNumFmt: &tenths})
	return err
}

// sheet begins the sheet of a table: what it counts, and of which time.
func (b *book) sheet(t Table, first bool) (*sheet, error) {
	s := &sheet{book: b, table: t, name: bothOf("statistics.sheet." + string(t))}
	if first {
		if err := b.file.SetSheetName("Sheet1", s.name); err != nil {
			return nil, err
		}
	} else if _, err := b.file.NewSheet(s.name); err != nil {
		return nil, err
	}
	s.put(1, 1, bothOf("statistics.table."+string(t)))
	s.style(1, 1, 1, b.title)
	s.put(2, 1, b.figures.Span(zh)+" "+b.figures.Span(en))
	s.do(b.file.SetColWidth(s.name, "A", "B", 34))
	s.do(b.file.SetColWidth(s.name, "C", "E", 14))
	s.paper()
	return s, nil
}

// paper has the sheet printed on one page's width, chart and all.
func (s *sheet) paper() {
	landscape, fit, wide, high := "landscape", true, 1, 0
	a4 := 9 // ECMA-376 part 1, 18.3.1.63
	s.do(s.book.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	s.do(s.book.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}))
}

// sheet is one that is being written; err keeps the first failure.
type sheet struct {
	book  *book
	table Table
	name  string
	err   error
}

func (s *sheet) do(err error) {
	if s.err == nil {
		s.err = err
	}
}

// headRow is where the names of the columns stand; what is counted follows.
const headRow = 4

// cell names a cell, both counted from 1.
func (s *sheet) cell(row, column int, absolute ...bool) string {
	name, err := excelize.CoordinatesToCellName(column, row, absolute...)
	s.do(err)
	return name
}

func (s *sheet) put(row, column int, value any) {
	s.do(s.book.file.SetCellValue(s.name, s.cell(row, column), value))
}

func (s *sheet) style(row, from, to, style int) {
	s.do(s.book.file.SetCellStyle(s.name, s.cell(row, from), s.cell(row, to), style))
}

// heads writes the names of the columns and keeps them in sight.
func (s *sheet) heads(names ...string) {
	for i, name := range names {
		s.put(headRow, i+1, name)
	}
	s.style(headRow, 1, len(names), s.book.head)
	s.do(s.book.file.SetRowHeight(s.name, headRow, 32))
	s.do(s.book.file.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: headRow, TopLeftCell: s.cell(headRow+1, 1), ActivePane: "bottomLeft"}))
}

// months writes what was done by month, and the sum.
func (s *sheet) months() {
	columns := []string{"received", "mailed", "approved", "returned"}
	heads := []string{bothOf("statistics.month")}
	for _, c := range columns {
		heads = append(heads, bothOf("statistics.column."+c))
	}
	s.heads(heads...)
	s.do(s.book.file.SetColWidth(s.name, "A", "E", 18))
	row := headRow
	for _, m := range s.book.figures.Months {
		row++
		s.put(row, 1, m.Month)
		for i, n := range m.numbers() {
			s.put(row, 2+i, n)
		}
	}
	if row == headRow {
		s.put(row+1, 1, bothOf("statistics.nothing"))
		return
	}
	sum := s.book.figures.Sum()
	s.put(row+1, 1, bothOf("statistics.sum"))
	for i, n := range sum.numbers() {
		s.put(row+1, 2+i, n)
	}
	s.style(row+1, 1, 1+len(columns), s.book.head)
	var series []excelize.ChartSeries
	for i := range columns {
		series = append(series, s.series(2+i, 1, row))
	}
	s.chart("G2", excelize.Col, series, excelize.ChartDimension{Width: 720, Height: 360}, "bottom")
}

func (m Month) numbers() []int { return []int{m.Received, m.Mailed, m.Approved, m.Returned} }

// counts writes a list of counts.
func (s *sheet) counts() {
	s.heads(translations.Text(zh, "statistics.table."+string(s.table)), translations.Text(en, "statistics.table."+string(s.table)), bothOf("statistics.number"))
	row := headRow
	for _, c := range s.book.figures.Counts(s.table) {
		row++
		s.put(row, 1, s.table.Name(zh, c.ID))
		s.put(row, 2, s.table.Name(en, c.ID))
		s.put(row, 3, c.N)
	}
	if row == headRow {
		s.put(row+1, 1, bothOf("statistics.nothing"))
		return
	}
	named := 1
	if s.book.language == en {
		named = 2
	}
	height := uint(120 + 24*(row-headRow))
	s.chart("E2", excelize.Bar, []excelize.ChartSeries{s.series(3, named, row)}, excelize.ChartDimension{Width: 720, Height: height}, "none")
}

// times writes how long it took.
func (s *sheet) times() {
	s.heads(translations.Text(zh, "statistics.table.times"), translations.Text(en, "statistics.table.times"), bothOf("statistics.days"), bothOf("statistics.filings"))
	for i, one := range []struct {
		id string
		of Average
	}{{"to_mail", s.book.figures.ToMail}, {"to_approve", s.book.figures.ToApprove}} {
		row := headRow + 1 + i
		s.put(row, 1, translations.Text(zh, "statistics.time."+one.id))
		s.put(row, 2, translations.Text(en, "statistics.time."+one.id))
		if one.of.Filings > 0 {
			s.put(row, 3, one.of.Days)
			s.style(row, 3, 3, s.book.tenth)
		}
		s.put(row, 4, one.of.Filings)
	}
}

// series is the numbers of a column, down to a row, by what stands in another.
func (s *sheet) series(column, named, to int) excelize.ChartSeries {
	at := func(from, to, column int) string {
		first, last := s.cell(from, column, true), s.cell(to, column, true)
		if from == to {
			return fmt.Sprintf("'%s'!%s", s.name, first)
		}
		return fmt.Sprintf("'%s'!%s:%s", s.name, first, last)
	}
	return excelize.ChartSeries{Name: at(headRow, headRow, column), Categories: at(headRow+1, to, named), Values: at(headRow+1, to, column)}
}

// chart draws the series beside the table. Bars stand in the order of the table, from
// above.
func (s *sheet) chart(at string, kind excelize.ChartType, series []excelize.ChartSeries, size excelize.ChartDimension, legend string) {
	oneColour, text := false, excelize.Font{Color: "404040"}
	s.do(s.book.file.AddChart(s.name, at, &excelize.Chart{
		Type: kind, Series: series, Dimension: size, Legend: excelize.ChartLegend{Position: legend}, VaryColors: &oneColour,
		Title:    excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: bothOf("statistics.table." + string(s.table))}}},
		XAxis:    excelize.ChartAxis{ReverseOrder: kind == excelize.Bar, Font: text},
		YAxis:    excelize.ChartAxis{MajorGridLines: true, Font: text, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0"}},
		PlotArea: excelize.ChartPlotArea{ShowVal: true},
	}))
}
