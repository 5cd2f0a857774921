package main

import (
	"context"
	"fmt"
	"path/filepath"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/store/paper"
)

type papersOptions struct {
	filing   *string
	out      *string
	rulebook *string
	slip     *bool
	blanks   *blankFiles
	values   *string
}

// papersCommand writes the forms that are to be signed and sealed, the checklist,
// the cover sheet for the courier where something goes by post, and the client's
// slip where it is asked for. A form is printed on the official blank that is given
// for it. While the filing has errors every page says DRAFT.
func papersCommand() *command {
	c := newCommand("papers", "--filing FILE|- --out DIR [--blank MATERIAL=PDF …] [--slip] [--rulebook FILE] | --values MATERIAL", 0)
	options := papersOptions{
		filing: c.flags.String("filing", "", ""), out: c.flags.String("out", "", ""), rulebook: rulebookFlag(c.flags),
		slip: c.flags.Bool("slip", false, ""), blanks: blankFlag(c.flags),
		values: c.flags.String("values", "", ""),
	}
	c.run = func(ctx context.Context, p *program, _ []string) error { return runPapers(ctx, p, options) }
	return c
}

func runPapers(ctx context.Context, p *program, options papersOptions) error {
	if *options.values != "" {
		return p.listValues(*options.values, *options.rulebook)
	}
	if *options.filing == "" || *options.out == "" {
		return usage("ctl.problem.argument_missing", "papers")
	}
	filing, err := p.readFiling(*options.filing)
	if err != nil {
		return err
	}
	book, err := p.book(*options.rulebook)
	if err != nil {
		return err
	}
	report := book.Check(filing, p.today)
	blanks, err := options.blanks.read(ctx, book)
	if err != nil {
		return err
	}
	files, err := printPapers(ctx, filing, report, blanks, *options.slip)
	if err != nil {
		return err
	}
	folder, err := openFolder(*options.out)
	if err != nil {
		return err
	}
	if err := folder.write(files); err != nil {
		return err
	}
	t := p.result()
	for _, f := range files {
		t.line(0, filepath.Join(folder.path, f.name))
	}
	if !report.Ready() {
		p.notes().findings(filing, report, rules.Error)
		p.say("ctl.papers.draft", nil)
		return errWrong
	}
	return nil
}

// What the papers are called that are no forms. The checklist's name is that in a
// packet, too; the others go into none.
const (
	checklistName = "材料清单.pdf"
	courierName   = paper.CourierName
	slipName      = paper.SlipName
)

func printPapers(ctx context.Context, f *rules.Filing, r *rules.Report, blanks map[string]paper.Blank, slip bool) ([]file, error) {
	options := paper.Options{
		Incomplete: !r.Ready(), English: true, Date: r.AsOf, Rulebook: r.Rulebook, Program: packet.Program,
		Blanks: blanks,
	}
	forms, err := paper.Forms(ctx, f, r, options)
	if err != nil {
		return nil, fmt.Errorf("print forms: %w", err)
	}
	checklist, err := paper.Checklist(ctx, f, r, options)
	if err != nil {
		return nil, fmt.Errorf("print checklist: %w", err)
	}
	files := []file{{checklistName, checklist}}
	courier, err := paper.CourierSheet(ctx, f, r, options)
	if err != nil {
		return nil, fmt.Errorf("print the courier's sheet: %w", err)
	}
	if courier != nil {
		files = append(files, file{courierName, courier})
	}
	if slip {
		data, err := paper.Slip(ctx, f, r, options)
		if err != nil {
			return nil, fmt.Errorf("print slip: %w", err)
		}
		files = append(files, file{slipName, data})
	}
	for _, form := range forms {
		files = append(files, file{form.Name, form.PDF})
	}
	return files, nil
}
