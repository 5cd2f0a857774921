package main

import (
	"context"
	"errors"
	"strconv"

	"recordaldesk/store"
)

// dataFlag adds the flag that names the data folder. There is no default: a script
// that meant another folder must not back up, or replace, the one of the window.
func dataFlag(c *command) *string { return c.flags.String("data", "", "") }

// stored says of a failure of the store, in its own sentence, what happened.
func stored(err error) error {
	switch id := store.MessageID(err); {
	case id == "":
		return err
	case errors.Is(err, store.ErrNotFound):
		return &problem{id: "ctl.problem.no_store", err: err}
	default:
		return &problem{id: id, err: err}
	}
}

// backupCommand makes a backup of a data folder, which the window may have open.
//
// A backup that was made, but not in the chosen folder too, or of a store in which
// something is damaged already, ends with 1.
func backupCommand() *command {
	c := newCommand("backup", "--data DIR [--out DIR]", 0)
	data, out := dataFlag(c), c.flags.String("out", "", "")
	c.run = func(ctx context.Context, p *program, _ []string) error {
		if *data == "" {
			return usage("ctl.problem.argument_missing", "backup")
		}
		return runBackup(ctx, p, *data, *out)
	}
	return c
}

func runBackup(ctx context.Context, p *program, data, out string) error {
	if out != "" {
		if _, err := openFolder(out); err != nil {
			return err
		}
	}
	b, err := store.BackUp(ctx, data, out)
	if b.Path == "" {
		return stored(err)
	}
	t := p.result()
	t.line(0, b.Path)
	t.message(0, "ctl.backup.made", map[string]string{"drafts": strconv.Itoa(b.Drafts), "size": sizeText(b.Size)})
	if err != nil {
		p.complain(stored(err))
		return errWrong
	}
	if !b.Sound {
		p.say("ctl.backup.unsound", nil)
		return errWrong
	}
	return nil
}

// restoreCommand puts a backup in the place of what is in a data folder.
//
// Where scans are missing that the backup does not have either, it ends with 1.
func restoreCommand() *command {
	c := newCommand("restore", "--data DIR --backup DIR", 0)
	data, backup := dataFlag(c), c.flags.String("backup", "", "")
	c.run = func(ctx context.Context, p *program, _ []string) error {
		if *data == "" || *backup == "" {
			return usage("ctl.problem.argument_missing", "restore")
		}
		return runRestore(ctx, p, *data, *backup)
	}
	return c
}

func runRestore(ctx context.Context, p *program, data, backup string) error {
	done, err := store.Restore(ctx, data, backup, store.RestoreOptions{})
	if err != nil {
		return stored(err)
	}
	t := p.result()
	t.count(0, "ctl.restore.done", done.Drafts)
	if done.Copied != "" {
		t.message(0, "ctl.restore.copied", nil)
		t.line(1, done.Copied)
	}
	if done.Aside != "" {
		t.message(0, "ctl.restore.aside", nil)
		t.line(1, done.Aside)
	}
	if done.Purged > 0 {
		t.count(0, "ctl.restore.purged", done.Purged)
	}
	if done.Passphrase {
		t.message(0, "ctl.restore.passphrase", nil)
	}
	if done.Missing > 0 {
		t.count(0, "ctl.restore.missing", done.Missing)
		return errWrong
	}
	return nil
}
