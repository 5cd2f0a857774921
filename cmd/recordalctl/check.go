package main

import "context"

type checkOptions struct {
	format   *string // text or json
	rulebook *string
}

// checkCommand judges a filing: what is wrong in its fields, and which papers go
// with it. Missing scans are listed and make no error: they block the export.
func checkCommand() *command {
	c := newCommand("check", "[--format text|json] [--rulebook FILE] FILE|-", 1)
	options := checkOptions{format: oneOf(c.flags, "format", "text", "json"), rulebook: rulebookFlag(c.flags)}
	c.run = func(ctx context.Context, p *program, files []string) error {
		return runCheck(ctx, p, options, files[0])
	}
	return c
}

func runCheck(ctx context.Context, p *program, options checkOptions, name string) error {
	book, err := p.book(*options.rulebook)
	if err != nil {
		return err
	}
	filing, err := p.readFilingOrPacket(ctx, name)
	if err != nil {
		return err
	}
	report := book.Check(filing, p.today)
	if *options.format == "json" {
		if err := p.writeJSON(reportJSON(report)); err != nil {
			return err
		}
	} else {
		p.writeReport(filing, report)
	}
	if !report.Ready() {
		return errWrong
	}
	return nil
}
