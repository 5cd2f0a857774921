package workbook

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

// The names of the files.
const (
	FileName      = "备案信息表.xlsx"
	BlankFileName = "备案信息表_待填写.xlsx"
)

// file is a workbook to be written.
type file struct {
	sheets []sheet
	lists  []dropList
	title  string
	day    time.Time // that it says it was made on
}

// check refuses text that a cell cannot hold, naming the field on whatever sheet it
// stands.
func (f *file) check() error {
	var nameless error
	for i := range f.sheets {
		err := f.sheets[i].check()
		var wrong *Error
		if errors.As(err, &wrong) && wrong.Field != "" {
			return err
		}
		if nameless == nil {
			nameless = err
		}
	}
	return nameless
}

// write makes the workbook. It fails with an [*Error] for text that a cell cannot
// hold.
func (f *file) write() ([]byte, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	book := excelize.NewFile()
	defer book.Close() // has no file open
	book.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &sortedZip{to: w} })
	looks := &styles{book: book}
	for i := range f.sheets {
		if err := f.sheets[i].write(book, looks, i == 0); err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
	}
	if looks.err != nil {
		return nil, fmt.Errorf("write workbook: %w", looks.err)
	}
	for _, l := range f.lists {
		if err := l.define(book); err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
	}
	if err := f.describe(book); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

// describe sets the properties that excelize would fill in with its own.
func (f *file) describe(book *excelize.File) error {
	at := f.day.Format(time.RFC3339)
	name := say(zh, "packet.program")
	return book.SetDocProps(&excelize.DocProperties{
		Creator: name, LastModifiedBy: name, Created: at, Modified: at, Title: f.title, Language: "zh-CN",
	})
}

// madeOn is the day as the workbook's properties have it; for what is none, the
// earliest that a zip can say.
func madeOn(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || t.Year() < 1980 || t.Year() > 2107 {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return t
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

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
