package packet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbook makes 备案信息表.xlsx: the filing for a person, Chinese and English
// side by side, one sheet for each part. It says what the window says, from the
// same rulebook and translations. Every cell is text, also numbers: a credit
// code keeps its zeros, and what begins with "=" is no formula.
func (c *contents) workbook() ([]byte, error) {
	sheets := append(c.filingSheets(), c.materialSheet(), c.findingSheet())
	for _, s := range sheets {
		if err := s.check(); err != nil {
			return nil, err
		}
	}
	book := excelize.NewFile()
	defer book.Close() // has no file open
	book.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &sortedZip{to: w} })
	styles, err := newStyles(book)
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	for i := range sheets {
		if err := sheets[i].write(book, styles, i == 0); err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
	}
	if err := describe(book, dayOf(c.Report.AsOf)); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

// describe sets the properties that excelize would fill in with its own.
func describe(book *excelize.File, day time.Time) error {
	at := day.Format(time.RFC3339)
	name := say("packet.program")
	return book.SetDocProps(&excelize.DocProperties{
		Creator: name, LastModifiedBy: name, Created: at, Modified: at,
		Title: strings.TrimSuffix(workbookEntry, ".xlsx"), Language: "zh-CN",
	})
}

// sheetStyles are the looks of cells. All have the number format "@", text.
type sheetStyles struct{ title, heading, section, cell int }

const textFormat = 49 // ECMA-376 part 1, 18.8.30: "@"

// font names one face for both languages; a system without it takes its own.
func font(f excelize.Font) *excelize.Font {
	f.Family = "Microsoft YaHei"
	if f.Size == 0 {
		f.Size = 10
	}
	return &f
}

func newStyles(book *excelize.File) (s sheetStyles, err error) {
	border := make([]excelize.Border, 0, 4)
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	wrapped := &excelize.Alignment{WrapText: true, Vertical: "center"}
	for _, one := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: font(excelize.Font{Bold: true, Size: 14}), Alignment: &excelize.Alignment{Vertical: "center"}}},
		{&s.heading, excelize.Style{Font: font(excelize.Font{Bold: true, Color: "FFFFFF"}), Fill: fill("44546A"), Border: border, Alignment: wrapped}},
		{&s.section, excelize.Style{Font: font(excelize.Font{Bold: true}), Fill: fill("DDE3EC"), Border: border, Alignment: wrapped}},
		{&s.cell, excelize.Style{Font: font(excelize.Font{}), Border: border, Alignment: wrapped}},
	} {
		one.style.NumFmt = textFormat
		if *one.id, err = book.NewStyle(&one.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// sortedZip writes the workbook's parts in the order of their names, the content
// types first, where some readers look for them. excelize hands out streamed
// sheets in the order of a Go map, which is another every time.
type sortedZip struct {
	to    io.Writer
	parts map[string]*bytes.Buffer
}

const contentTypes = "[Content_Types].xml"

// Create implements [excelize.ZipWriter].
func (z *sortedZip) Create(name string) (io.Writer, error) {
	if z.parts == nil {
		z.parts = map[string]*bytes.Buffer{}
	}
	z.parts[name] = new(bytes.Buffer)
	return z.parts[name], nil
}

// AddFS implements [excelize.ZipWriter]; excelize does not call it.
func (z *sortedZip) AddFS(fsys fs.FS) error {
	return fmt.Errorf("add files: %w", errors.ErrUnsupported)
}

// Close implements [excelize.ZipWriter].
func (z *sortedZip) Close() error {
	names := slices.SortedFunc(maps.Keys(z.parts), func(a, b string) int {
		switch {
		case a == contentTypes:
			return -1
		case b == contentTypes:
			return 1
		}
		return strings.Compare(a, b)
	})
	out := zip.NewWriter(z.to)
	for _, name := range names {
		w, err := out.Create(name)
		if err != nil {
			return err
		}
		if _, err := w.Write(z.parts[name].Bytes()); err != nil {
			return err
		}
	}
	return out.Close()
}
