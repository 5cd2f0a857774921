package packet

import (
	"context"
	"errors"
	"fmt"
	"io"

	"recordaldesk/rules"
	"recordaldesk/store/paper"
	"recordaldesk/store/scan"
	"recordaldesk/store/workbook"
)

// contents is all of a packet but the scans, made before a file is touched: what
// is wrong with the filing or its papers leaves no trace on the disk.
type contents struct {
	Input
	stem      string
	papers    []part // workbook, checklist and forms
	names     *namer
	scans     []attached
	scanBytes int64 // of all scans as attached
}

func prepare(ctx context.Context, in Input) (*contents, error) {
	c, err := begin(in)
	if err != nil {
		return nil, err
	}
	if c.MailTo == "" {
		c.MailTo = DefaultMailTo
	}
	if err := CheckMailTo(c.MailTo); err != nil {
		return nil, err
	}
	if err := checkPassword(c.Password); err != nil {
		return nil, err
	}
	if err := c.inspectScans(ctx); err != nil {
		return nil, err
	}
	if err := c.print(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

// begin refuses what is not to be exported, and names what is.
func begin(in Input) (*contents, error) {
	if !in.Incomplete && (!in.Report.Ready() || len(in.Report.Outstanding()) > 0) {
		return nil, refuse(NotReady, "errors stand or scans are missing")
	}
	if !rules.IsDate(in.Report.AsOf) {
		return nil, &Error{Problem: BadDate, Field: "field.as_of", Err: errors.New("the day the filing is judged on is no date")}
	}
	c := &contents{Input: in, names: newNamer(in.Filing)}
	c.stem = stem(in.Filing, in.Report.AsOf, in.Incomplete)
	return c, nil
}

// print makes the workbook, the checklist and the forms.
func (c *contents) print(ctx context.Context) error {
	book, err := c.workbook()
	if err != nil {
		return err
	}
	options := paper.Options{
		Incomplete: c.Incomplete, English: true,
		Date: c.Report.AsOf, Rulebook: c.Report.Rulebook, Program: c.Program, Book: c.Book, Blanks: c.Blanks,
	}
	if c.Last != nil {
		options.Last = c.Last.Filing
	}
	checklist, err := paper.Checklist(ctx, c.Filing, c.Report, options)
	if err != nil {
		return c.printError(err)
	}
	forms, err := paper.Forms(ctx, c.Filing, c.Report, options)
	if err != nil {
		return c.printError(err)
	}
	c.papers = []part{{Entry{Path: workbookEntry}, book}, {Entry{Path: checklistEntry}, checklist}}
	for _, f := range forms {
		m := f.Material
		entry := Entry{Path: c.names.form(f.Name), Item: m.Item, Website: m.Website, Domain: m.Domain}
		c.papers = append(c.papers, part{entry, f.PDF})
	}
	return nil
}

// workbook makes 备案信息表.xlsx.
func (c *contents) workbook() ([]byte, error) {
	data, err := workbook.Filed(workbook.Input{
		Filing: c.Filing, Report: c.Report, Book: c.Book, Incomplete: c.Incomplete, Files: c.filesOf,
	})
	var unwritable *workbook.Error
	switch {
	case err == nil:
		return data, nil
	case errors.As(err, &unwritable) && unwritable.Problem == workbook.TextTooLong:
		return nil, &Error{Problem: TextTooLong, Field: unwritable.Field, Err: err}
	case errors.As(err, &unwritable):
		return nil, &Error{Problem: TextUnusable, Field: unwritable.Field, Err: err}
	}
	return nil, fmt.Errorf("make workbook: %w", err)
}

// filesOf names the scans of a material in the packet.
func (c *contents) filesOf(m rules.Material) []string {
	var names []string
	for _, s := range c.scans {
		if m.Holds(c.Filing.Attachments[s.index]) {
			names = append(names, s.entry.Path)
		}
	}
	return names
}

// printError names the field with a character that the papers' font lacks.
func (c *contents) printError(err error) error {
	var missing *paper.MissingGlyphError
	if !errors.As(err, &missing) {
		return fmt.Errorf("print papers: %w", err)
	}
	e := &Error{Problem: NoGlyph, Err: err}
	for _, i := range c.Book.Shown(c.Filing, c.Report.AsOf) {
		if i.Path == missing.Field {
			e.Field = "field." + i.Field.ID
		}
	}
	return e
}

// attached is a scan that goes into the packet.
type attached struct {
	index   int // of the filing's attachments
	info    scan.Info
	lighter int   // bytes that its copy may have; 0 for a copy in full
	entry   Entry // without size and hash, which are the clean copy's
}

// inspectScans sees that every scan is there and can be used, before time is
// spent on the first of them, and names the entries.
func (c *contents) inspectScans(ctx context.Context) error {
	for i, a := range c.Filing.Attachments {
		s, err := openScan(ctx, c.Scans, a)
		if err != nil {
			return err
		}
		info, err := inspectScan(ctx, s, a)
		if err := errors.Join(err, s.Close()); err != nil {
			return err
		}
		item := itemOf(c.Report, a.MaterialID())
		c.scanBytes += info.Bytes
		one, ending := attached{index: i, info: info}, scan.ExportExtension(info.Kind)
		if limit := c.Lighter[i]; limit > 0 && info.Kind != scan.PDF {
			one.lighter, ending = limit, scan.ExportExtension(scan.JPEG)
		}
		one.entry = Entry{
			Path: c.names.scan(item, a, ending), Item: item, Website: a.Website, Domain: a.Domain, Lighter: one.lighter > 0,
		}
		c.scans = append(c.scans, one)
	}
	return nil
}

// itemOf returns the item of the ICP team's list that a material is; 0 where it
// is none of them.
func itemOf(r *rules.Report, material string) int {
	for _, m := range r.Materials {
		if m.ID == material {
			return m.Item
		}
	}
	return 0
}

// part is an entry that was made in memory.
type part struct {
	entry Entry
	bytes []byte
}

func (p part) write(w io.Writer) error {
	if _, err := w.Write(p.bytes); err != nil {
		return fmt.Errorf("write zip entry: %w", err)
	}
	return nil
}
