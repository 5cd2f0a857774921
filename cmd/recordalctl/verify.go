package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/private"
)

// verifyCommand proves a zip and judges the filing in it as of the day of its
// export.
//
// A packet that could be read to its end and is wrong, because an entry is not
// what the manifest says or the filing has errors, ends with 1. What is no
// packet, is damaged so that it cannot be read, or is built to harm is refused
// with 2.
func verifyCommand() *command {
	c := newCommand("verify", "[--password-stdin] [--rulebook FILE] ZIP", 1)
	path, locked := rulebookFlag(c.flags), c.flags.Bool("password-stdin", false, "")
	c.run = func(ctx context.Context, p *program, files []string) error {
		return runVerify(ctx, p, *path, *locked, files[0])
	}
	return c
}

// wrongContent are the problems of a packet that could be read.
var wrongContent = []packet.Problem{packet.Changed, packet.Missing, packet.Extra, packet.WrongFormat}

func runVerify(ctx context.Context, p *program, rulebook string, locked bool, path string) error {
	book, err := p.book(rulebook)
	if err != nil {
		return err
	}
	password := ""
	if locked {
		if password, err = p.readPassword(); err != nil {
			return err
		}
	}
	content, err := p.openPacket(ctx, path, password)
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
	t.part(&manifest)
	t.gap()
	t.subject(content.Filing, report)
	t.findings(content.Filing, report, rules.Error)
	t.conclusion(report)
	if !report.Ready() || len(report.Outstanding()) > 0 {
		return errWrong
	}
	return nil
}

// openPacket verifies the packet at path, an encrypted one with the password. What is
// unlocked lies in a folder of its own as long as it is looked at.
func (p *program) openPacket(ctx context.Context, path, password string) (content *packet.Packet, err error) {
	content, err = packet.Verify(ctx, path)
	switch {
	case password == "":
		return content, unopened(err)
	case err == nil:
		p.say("ctl.verify.no_password", nil)
		return content, nil
	case !isEncrypted(err):
		return nil, err
	}
	dir, err := unlockedFolder()
	if err != nil {
		return nil, err
	}
	plain, err := packet.Unlock(ctx, path, password, dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if left := packet.Forget(plain); left != nil {
			err = &problem{id: "ctl.problem.plain_left", args: map[string]string{"folder": shown(dir)}, err: left}
		}
	}()
	return packet.Verify(ctx, plain)
}

// unlockedFolder is where an unlocked packet lies: in the user's data folder, which
// nobody else can look into, and not in one for everybody's temporary files. What runs
// that were killed have left there is removed.
func unlockedFolder() (string, error) {
	data, err := store.DefaultDir()
	if err != nil {
		return "", err
	}
	dir, err := private.Temporary(data)
	if err == nil {
		_, err = private.SweepTemporary(data)
	}
	if err != nil {
		return "", fmt.Errorf("make a folder for the unlocked packet: %w", err)
	}
	return dir, nil
}

func isEncrypted(err error) bool {
	var refused *packet.Error
	return errors.As(err, &refused) && refused.Problem == packet.Encrypted
}

// unopened says of an encrypted packet how it is opened, and leaves other errors as
// they are.
func unopened(err error) error {
	if isEncrypted(err) {
		return &problem{id: "ctl.problem.encrypted", err: err}
	}
	return err
}

// part says which part of a packet this is, and what lies in the others.
func (t *page) part(m *packet.Manifest) {
	if m.Part == 0 {
		return
	}
	t.message(0, "ctl.verify.part", partNumbers(m))
	for _, other := range m.Others {
		t.line(1, other.File)
		for _, e := range other.Entries {
			t.line(2, e.Path)
		}
	}
}

func partNumbers(m *packet.Manifest) map[string]string {
	return map[string]string{"number": strconv.Itoa(m.Part), "of": strconv.Itoa(len(m.Others) + 1)}
}
