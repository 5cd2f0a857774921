package main

import (
	"context"
	"path/filepath"

	"recordaldesk/rules"
	"recordaldesk/store/workbook"
)

type workbookOptions struct {
	kind     *string
	websites *int
	filing   *string
	out      *string
	rulebook *string
}

// workbookCommand writes the workbook of a kind for a client to fill in. What a
// filing says already stands in it.
func workbookCommand() *command {
	c := newCommand("workbook", "--kind KIND [--websites N] [--filing FILE|-] --out DIR [--rulebook FILE]", 0)
	options := workbookOptions{
		kind: c.flags.String("kind", "", ""), websites: c.flags.Int("websites", 0, ""),
		filing: c.flags.String("filing", "", ""), out: c.flags.String("out", "", ""), rulebook: rulebookFlag(c.flags),
	}
	c.run = func(_ context.Context, p *program, _ []string) error { return runWorkbook(p, options) }
	return c
}

func runWorkbook(p *program, options workbookOptions) error {
	if *options.out == "" || *options.kind == "" && *options.filing == "" {
		return usage("ctl.problem.argument_missing", "workbook")
	}
	book, err := p.book(*options.rulebook)
	if err != nil {
		return err
	}
	var filing *rules.Filing
	kind := *options.kind
	if *options.filing != "" {
		if filing, err = p.readFiling(*options.filing); err != nil {
			return err
		}
		if kind == "" {
			kind = filing.Kind
		}
	}
	data, err := workbook.Blank(book, kind, filing, workbook.Options{Websites: *options.websites, Today: p.today})
	if err != nil {
		return err
	}
	folder, err := openFolder(*options.out)
	if err != nil {
		return err
	}
	if err := folder.write([]file{{workbook.BlankFileName, data}}); err != nil {
		return err
	}
	p.result().line(0, filepath.Join(folder.path, workbook.BlankFileName))
	return nil
}
