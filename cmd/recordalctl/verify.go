package main

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
)

// verifyCommand proves a zip and judges the filing in it as of the day of its
// export.
//
// A packet that could be read to its end and is wrong, because an entry is not
// what the manifest says or the filing has errors, ends with 1. What is no
// packet, is damaged so that it cannot be read, or is built to harm is refused
// with 2.
func verifyCommand() *command {
	c := newCommand("verify", "[--rulebook FILE] ZIP", 1)
	path := rulebookFlag(c.flags)
	c.run = func(ctx context.Context, p *program, files []string) error { return runVerify(ctx, p, *path, files[0]) }
	return c
}

// wrongContent are the problems of a packet that could be read.
var wrongContent = []packet.Problem{packet.Changed, packet.Missing, packet.Extra, packet.WrongFormat}

func runVerify(ctx context.Context, p *program, rulebook, path string) error {
	book, err := p.book(rulebook)
	if err != nil {
		return err
	}
	content, err := packet.Verify(ctx, path)
	var refused *packet.Error
	switch {
	case errors.As(err, &refused) && slices.Contains(wrongContent, refused.Problem):
		p.complain(err)
		return errWrong
	case err != nil:
		return err
	}
	manifest := content.Manifest
	// A filing without a day of its own is judged on the day of its export, so
	// that a packet that was right stays right.
	report := book.Check(content.Filing, manifest.AsOf)
	t := p.result()
	t.heading(content.Filing, report)
	t.message(0, "ctl.verify.unchanged", map[string]string{
		"count": strconv.Itoa(len(manifest.Entries)), "program": shown(manifest.Program),
		"rulebook": shown(manifest.Rulebook), "date": shown(manifest.AsOf),
	})
	if manifest.Incomplete {
		t.message(0, "ctl.verify.draft", nil)
	}
	t.gap()
	t.subject(content.Filing, report)
	t.findings(content.Filing, report, rules.Error)
	t.conclusion(report)
	if !report.Ready() || len(report.Outstanding()) > 0 {
		return errWrong
	}
	return nil
}
