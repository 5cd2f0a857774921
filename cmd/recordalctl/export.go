package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/store/scan"
)

type exportOptions struct {
	filing      *string
	attachments *string
	out         *string
	password    *bool
	incomplete  *bool
	blanks      *blankFiles
	rulebook    *string

	mailLimit *int64 // bytes
	parts     *bool
	lighter   *bool
	small     *bool
}

// exportCommand writes the zip of a filing and its mail draft. While errors
// stand or a needed scan is missing it writes nothing, unless it is asked for an
// incomplete packet, which says DRAFT on everything. A mail that is too heavy to be
// sent is said, and made lighter or divided where that was asked for.
func exportCommand() *command {
	c := newCommand("export", "--filing FILE|- [--attachments DIR] --out DIR [--blank MATERIAL=PDF …] [--password-stdin] [--incomplete] [--mail-limit MB] [--lighter] [--parts] [--small] [--rulebook FILE]", 0)
	options := exportOptions{
		filing:      c.flags.String("filing", "", ""),
		attachments: c.flags.String("attachments", "", ""),
		out:         c.flags.String("out", "", ""),
		password:    c.flags.Bool("password-stdin", false, ""),
		incomplete:  c.flags.Bool("incomplete", false, ""),
		blanks:      blankFlag(c.flags),
		rulebook:    rulebookFlag(c.flags),
		mailLimit:   megabytes(c.flags, "mail-limit", packet.DefaultMailLimit),
		parts:       c.flags.Bool("parts", false, ""),
		lighter:     c.flags.Bool("lighter", false, ""),
		small:       c.flags.Bool("small", false, ""),
	}
	c.run = func(ctx context.Context, p *program, _ []string) error { return runExport(ctx, p, options) }
	return c
}

func runExport(ctx context.Context, p *program, options exportOptions) error {
	switch {
	case *options.filing == "" || *options.out == "":
		return usage("ctl.problem.argument_missing", "export")
	case *options.password && *options.filing == stdinName:
		return &problem{id: "ctl.problem.stdin_twice"}
	}
	password := ""
	if *options.password {
		var err error
		if password, err = p.readPassword(); err != nil {
			return err
		}
	}
	filing, err := p.readFiling(*options.filing)
	if err != nil {
		return err
	}
	book, err := p.book(*options.rulebook)
	if err != nil {
		return err
	}
	blanks, err := options.blanks.read(ctx, book)
	if err != nil {
		return err
	}
	report := book.Check(filing, p.today)
	ready := report.Ready() && len(report.Outstanding()) == 0
	if !ready {
		p.writeObstacles(filing, report)
	}
	if !ready && !*options.incomplete {
		p.say("ctl.export.refused", nil)
		return errWrong
	}
	source := packet.Folder(attachmentsFolder(*options.attachments, *options.filing))
	p.noteNames(ctx, source, filing)
	folder, err := openFolder(*options.out)
	if err != nil {
		return err
	}
	// What an export that was killed has left there is cleared away first.
	if _, err := packet.Sweep(folder.path); err != nil {
		return err
	}
	input := packet.Input{
		Filing: filing, Report: report, Book: book, Scans: source,
		Incomplete: !ready, Program: packet.Program, Password: password, Blanks: blanks,
	}
	written, err := p.writeMailable(ctx, folder.path, input, options)
	if err != nil {
		return errors.Join(err, folder.undo())
	}
	t := p.result()
	for _, one := range written {
		t.line(0, one.Zip)
		t.line(0, one.Mail)
	}
	if *options.small {
		if err := p.writeSmall(ctx, folder.path, input); err != nil {
			return err
		}
	}
	if !report.Ready() {
		return errWrong
	}
	return nil
}

// attachmentsFolder is where the scans lie: beside the filing where nothing else
// is said.
func attachmentsFolder(attachments, filing string) string {
	switch {
	case attachments != "":
		return attachments
	case filing == stdinName:
		return "."
	}
	return filepath.Dir(filing)
}

// writeObstacles says on standard error what keeps the filing from being
// exported.
func (p *program) writeObstacles(f *rules.Filing, r *rules.Report) {
	t := p.notes()
	t.findings(f, r, rules.Error)
	outstanding := r.Outstanding()
	if len(outstanding) == 0 {
		return
	}
	t.line(0, t.label("ctl.materials.missing"))
	for _, m := range outstanding {
		t.material(f, m)
	}
	t.gap()
}

// noteNames says of each scan that is not what its name claims, but usable. It
// goes into the packet under its true ending. A scan that cannot be read is left
// to the export, which fails with it.
func (p *program) noteNames(ctx context.Context, source packet.Source, f *rules.Filing) {
	for _, a := range f.Attachments {
		opened, err := source.Open(ctx, a)
		if err != nil {
			continue
		}
		head, _ := bufio.NewReaderSize(io.NewSectionReader(opened, 0, opened.Size()), scan.DetectBytes).Peek(scan.DetectBytes)
		opened.Close() // was only read
		if kind := scan.Detect(head); scan.ExportExtension(kind) != "" && scan.NameMismatch(a.File, kind) {
			p.say("ctl.export.renamed", map[string]string{"file": shownFile(a.File), "kind": strings.ToUpper(string(kind))})
		}
	}
}
