package exchange

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// book is a workbook being written.
type book struct {
	*excelize.File
	styles map[look]int
}

// look is how a cell looks. All have the number format of text, so that what is typed is
// no number, date or formula.
type look struct{ head, link, code bool }

func (k look) style() *excelize.Style {
	s := &excelize.Style{
		NumFmt:    49, // ECMA-376 part 1, 18.8.30: "@"
		Font:      &excelize.Font{Family: "Microsoft YaHei", Size: 10},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
	}
	switch {
	case k.head:
		s.Font.Bold = true
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}}
	case k.link:
		s.Font.Color, s.Font.Underline = "1155CC", "single"
	case k.code:
		s.Font.Color = "666666"
	}
	return s
}

// writeBook writes a workbook: the messages, the glossary, and the pictures of the places.
func writeBook(w io.Writer, records []*labels.Record, o Options) (err error) {
	b := &book{File: excelize.NewFile(), styles: map[look]int{}}
	defer b.Close() // has no file open
	for _, k := range []look{{}, {head: true}, {link: true}, {code: true}} {
		if b.styles[k], err = b.NewStyle(k.style()); err != nil {
			return err
		}
	}
	messages := sheetName("exchange.sheet.messages")
	if err := b.SetSheetName(b.GetSheetName(0), messages); err != nil {
		return err
	}
	if err := b.glossary(o.Glossary); err != nil {
		return err
	}
	links, err := b.pictures(o.Pictures)
	if err != nil {
		return err
	}
	if err := b.messages(messages, records, links, o); err != nil {
		return err
	}
	name, at := translations.Text(zh, "packet.program"), o.Now().UTC().Format(time.RFC3339)
	if err := b.SetDocProps(&excelize.DocProperties{Creator: name, LastModifiedBy: name, Created: at, Modified: at, Title: messages}); err != nil {
		return err
	}
	return b.Write(w)
}

// sheetName is a message as the name of a sheet, in which some characters cannot stand.
func sheetName(id string) string {
	name := translations.Text(en, id) + " " + translations.Text(zh, id)
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, name)
	if all := []rune(name); len(all) > excelize.MaxSheetNameLength {
		name = string(all[:excelize.MaxSheetNameLength])
	}
	return name
}

// put writes a text into a cell; column and row count from 1.
func (b *book) put(sheet string, column, row int, text string, k look) error {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	if parts := runs(text); parts != nil {
		err = b.SetCellRichText(sheet, cell, parts)
	} else if text != "" {
		err = b.SetCellStr(sheet, cell, text)
	}
	if err != nil {
		return err
	}
	return b.SetCellStyle(sheet, cell, cell, b.styles[k])
}

var looksEscaped = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// runs takes a text apart where a reader would take some of it for an escaped character,
// see [unescape]; nil where it would not. excelize escapes that amiss in a text that
// cells share, and where two of them overlap.
func runs(text string) []excelize.RichTextRun {
	var all []excelize.RichTextRun
	from := 0
	for i := range text {
		if looksEscaped.MatchString(text[i:]) {
			all = append(all, excelize.RichTextRun{Text: text[from : i+1]})
			from = i + 1
		}
	}
	if all == nil {
		return nil
	}
	return append(all, excelize.RichTextRun{Text: text[from:]})
}

// width is how wide a column is, in characters.
func (c column) width() float64 {
	switch {
	case c.language != "" && c.form != translations.Other, c.code == columnNote, c.code == columnPlace:
		return 30
	case c.language != "":
		return 48
	case c.code == columnID:
		return 32
	}
	return 18
}

// messages writes the table; links says where the picture of a screen stands.
func (b *book) messages(sheet string, records []*labels.Record, links map[string]string, o Options) error {
	columns := columnsFor(records, o.Languages)
	for i, c := range columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.SetColWidth(sheet, name, name, c.width()); err != nil {
			return err
		}
		if c.code == columnStamp {
			if err := b.SetColVisible(sheet, name, false); err != nil {
				return err
			}
		}
		if err := b.put(sheet, i+1, 1, c.head(), look{head: true}); err != nil {
			return err
		}
	}
	for i, r := range records {
		if err := b.message(sheet, i+2, columns, r, links, o); err != nil {
			return err
		}
	}
	if err := b.SetPanes(sheet, &excelize.Panes{
		Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: "B2", ActiveCell: "B2", Pane: "bottomRight"}},
	}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(columns), len(records)+1)
	if err != nil {
		return err
	}
	return b.AutoFilter(sheet, "A1:"+last, nil)
}

func (b *book) message(sheet string, row int, columns []column, r *labels.Record, links map[string]string, o Options) error {
	about, stamp := o.About(r.ID), stampsOf(r, o.Languages)
	link := links[about.Screen]
	if link != "" && about.Place == "" {
		about.Place = about.Screen
	}
	for i, c := range columns {
		k := look{code: c.code == columnID, link: c.code == columnPlace && link != ""}
		if err := b.put(sheet, i+1, row, c.cell(r, about, stamp), k); err != nil {
			return err
		}
		if k.link {
			cell, err := excelize.CoordinatesToCellName(i+1, row)
			if err != nil {
				return err
			}
			if err := b.SetCellHyperLink(sheet, cell, link, "Location"); err != nil {
				return err
			}
		}
	}
	return nil
}

// glossary writes a sheet with the terms; none where there are none.
func (b *book) glossary(terms []Term) error {
	if len(terms) == 0 {
		return nil
	}
	sheet := sheetName("exchange.sheet.glossary")
	if _, err := b.NewSheet(sheet); err != nil {
		return err
	}
	if err := b.SetColWidth(sheet, "A", "C", 40); err != nil {
		return err
	}
	rows := [][]string{{both("exchange.term.zh"), both("exchange.term.en"), both("exchange.term.beware")}}
	for _, t := range terms {
		rows = append(rows, []string{t.Chinese, t.English, t.Beware})
	}
	for i, row := range rows {
		for j, text := range row {
			if err := b.put(sheet, j+1, i+1, text, look{head: i == 0}); err != nil {
				return err
			}
		}
	}
	return b.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// Pictures are shown at most this wide, in pixels; a row without anything else is this
// high.
const (
	pictureWidth = 1000
	rowPixels    = 20
)

// pictures writes a sheet with the pictures one below the other, and returns where each
// stands, by its name; none where there are none.
func (b *book) pictures(all []Picture) (map[string]string, error) {
	links := map[string]string{}
	if len(all) == 0 {
		return links, nil
	}
	sheet := sheetName("exchange.sheet.places")
	if _, err := b.NewSheet(sheet); err != nil {
		return nil, err
	}
	if err := b.SetColWidth(sheet, "A", "A", 48); err != nil {
		return nil, err
	}
	row := 1
	for _, p := range all {
		if links[p.Name] != "" {
			continue
		}
		config, err := png.DecodeConfig(bytes.NewReader(p.PNG))
		if err != nil {
			return nil, fmt.Errorf("read picture %s: %w", p.Name, err)
		}
		if err := b.put(sheet, 1, row, p.Name, look{head: true}); err != nil {
			return nil, err
		}
		links[p.Name] = "'" + sheet + "'!A" + strconv.Itoa(row)
		scale := min(1, pictureWidth/float64(max(config.Width, 1)))
		if err := b.AddPictureFromBytes(sheet, "A"+strconv.Itoa(row+1), &excelize.Picture{
			Extension: ".png", File: p.PNG,
			Format: &excelize.GraphicOptions{ScaleX: scale, ScaleY: scale, AltText: p.Name, Positioning: "oneCell"},
		}); err != nil {
			return nil, fmt.Errorf("add picture %s: %w", p.Name, err)
		}
		row += 3 + int(float64(config.Height)*scale)/rowPixels
	}
	return links, nil
}
