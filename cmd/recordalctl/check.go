package main

import (
	"context"

	"recordaldesk/rules"
)

type checkOptions struct {
	format *string // text or json
}

// checkCommand judges a filing: what is wrong in its fields, and which papers go
// with it. Missing scans are listed and make no error: they block the export.
func checkCommand() *command {
	c := newCommand("check", "[--format text|json] FILE|-", 1)
	options := checkOptions{format: oneOf(c.flags, "format", "text", "json")}
	c.run = func(ctx context.Context, p *program, files []string) error {
		return runCheck(ctx, p, options, files[0])
	}
	return c
}

func runCheck(ctx context.Context, p *program, options checkOptions, name string) error {
	filing, err := p.readFilingOrPacket(ctx, name)
	if err != nil {
		return err
	}
	report := rules.Builtin().Check(filing, p.today)
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
