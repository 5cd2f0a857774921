package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/pdfpage"
	"recordaldesk/store/scan/review"
	"recordaldesk/store/scan/worth"
	"recordaldesk/translations"
)

type scansOptions struct {
	format      *string // text or json
	filing      *string
	attachments *string
	material    *string
	rulebook    *string
}

// scansCommand says of scans what a reviewer would say, which printed page they show
// and when they were taken. These are warnings: they make no error.
func scansCommand() *command {
	c := newCommand("scans", "[--format text|json] [--rulebook FILE] --filing FILE|- [--attachments DIR] | [--material ID] FILE…", -1)
	options := scansOptions{
		format: oneOf(c.flags, "format", "text", "json"), rulebook: rulebookFlag(c.flags),
		filing: c.flags.String("filing", "", ""), attachments: c.flags.String("attachments", "", ""),
		material: c.flags.String("material", "", ""),
	}
	c.run = func(ctx context.Context, p *program, files []string) error { return runScans(ctx, p, options, files) }
	return c
}

func runScans(ctx context.Context, p *program, options scansOptions, files []string) (err error) {
	book, err := p.book(*options.rulebook)
	if err != nil {
		return err
	}
	look, err := p.chooseScans(options, files, book)
	if err != nil {
		return err
	}
	pages := newPages()
	defer func() { err = errors.Join(err, pages.Close()) }()
	var all []lookedAt
	failed := false
	for _, a := range look.scans {
		one, err := look.at(ctx, pages, a)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = true
			p.complain(err)
			one.problem = err
		}
		all = append(all, one)
	}
	if *options.format == "json" {
		if err := p.writeJSON(scansDocument(all)); err != nil {
			return err
		}
	} else {
		p.result().scans(&look, all)
	}
	if failed {
		return errSaid
	}
	return nil
}

// looker looks at scans: those of a filing, or files that nothing is known of but what
// material they are.
type looker struct {
	scans     []rules.Attachment
	source    packet.Source
	filing    *rules.Filing // nil for files
	materials []rules.Material
}

// lookedAt is what was found in one scan.
type lookedAt struct {
	attachment rules.Attachment
	info       scan.Info
	seen       review.Seen
	printed    *printedPage // nil where the scan shows none of our pages
	problem    error        // why it could not be looked at
}

// printedPage is the printed page that a scan shows.
type printedPage struct {
	code     pagecode.Code
	material string // its id; "" for a page of another filing, or of no material known here
}

// chooseScans says what is to be looked at.
func (p *program) chooseScans(options scansOptions, files []string, book *rules.Book) (looker, error) {
	material := rules.Attachment{Material: *options.material}
	switch {
	case *options.filing == "" && len(files) == 0:
		return looker{}, usage("ctl.problem.argument_missing", "scans")
	case *options.filing != "" && len(files) > 0:
		return looker{}, misusedArgument("scans", files[0])
	case *options.filing != "" && *options.material != "":
		return looker{}, misusedArgument("scans", "--material")
	case *options.filing == "" && *options.attachments != "":
		return looker{}, misusedArgument("scans", "--attachments")
	case *options.material != "" && !translations.Has(translations.Chinese, "material."+material.MaterialID()):
		return looker{}, misusedArgument("scans", *options.material)
	}
	if *options.filing == "" {
		look := looker{source: typedNames{}}
		for _, m := range book.Papers {
			look.materials = append(look.materials, rules.Material{ID: m.ID, Item: m.Item})
		}
		for _, name := range files {
			look.scans = append(look.scans, rules.Attachment{Material: *options.material, File: name})
		}
		return look, nil
	}
	filing, err := p.readFiling(*options.filing)
	if err != nil {
		return looker{}, err
	}
	return looker{
		scans: filing.Attachments, filing: filing, materials: book.Materials(filing, p.today),
		source: packet.Folder(attachmentsFolder(*options.attachments, *options.filing)),
	}, nil
}

// at looks at one scan.
func (l *looker) at(ctx context.Context, pages *pdfpage.Renderer, a rules.Attachment) (lookedAt, error) {
	found := lookedAt{attachment: a}
	opened, err := l.source.Open(ctx, a)
	if err != nil {
		return found, unusableScan(a, err)
	}
	defer opened.Close() // was only read
	if found.info, err = scan.Inspect(ctx, opened, opened.Size()); err != nil {
		return found, unusableScan(a, err)
	}
	found.seen, err = review.Look(ctx, opened, found.info, pages, a.Retouch, a.MaterialID(), l.document(a))
	if err != nil {
		return found, unusableScan(a, err)
	}
	code, ok, err := review.Code(ctx, opened, found.info, pages)
	if err != nil {
		return found, unusableScan(a, err)
	}
	if ok {
		found.printed = &printedPage{code: code, material: l.materialOf(code)}
	}
	return found, nil
}

// document is the type of the document that the scan must show, "" where it is none.
func (l *looker) document(a rules.Attachment) string {
	f := l.filing
	if f == nil {
		return ""
	}
	switch a.MaterialID() {
	case "host_certificate":
		return f.Host.Certificate.Type
	case "legal_representative_id":
		return f.Host.LegalRepresentative.Document.Type
	case "host_lead_id":
		return f.HostLead().Document.Type
	case "website_lead_id":
		if a.Website >= 0 && a.Website < len(f.Websites) {
			return f.WebsiteLead(a.Website).Document.Type
		}
	}
	return ""
}

// materialOf is the id of the material whose form the page is.
func (l *looker) materialOf(code pagecode.Code) string {
	if l.filing != nil {
		m, _ := code.Material(l.filing, l.materials)
		return m.ID
	}
	// Whose filing it is cannot be known, which form it is can.
	at := slices.IndexFunc(l.materials, func(m rules.Material) bool { return pagecode.FormOf(m.Item, m.ID) == code.Form })
	if at < 0 {
		return ""
	}
	return l.materials[at].ID
}

// accepted reports whether a person has looked at the remark and found no fault.
func (s *lookedAt) accepted(r worth.Remark) bool {
	return slices.Contains(s.attachment.Accepted, string(r.Fault))
}

// unusableScan names the scan that cannot be looked at, in the words of the export.
func unusableScan(a rules.Attachment, err error) error {
	said := packet.ScanUnreadable
	var unusable *scan.Error
	var impossible *rules.RetouchError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		said = packet.ScanMissing
	case errors.As(err, &unusable), errors.As(err, &impossible):
		said = packet.ScanUnusable
	}
	return &packet.Error{Problem: said, File: a.File, Err: err}
}

// typedNames opens attachments by the path in their name, wherever that leads: a person has
// typed it.
type typedNames struct{}

func (typedNames) Open(_ context.Context, a rules.Attachment) (packet.Scan, error) {
	f, err := os.Open(a.File)
	if err != nil {
		return nil, fmt.Errorf("open scan: %w", err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("open scan: %w", fs.ErrNotExist)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return sizedFile{f, info.Size()}, nil
}

type sizedFile struct {
	*os.File
	size int64
}

func (f sizedFile) Size() int64 { return f.size }
