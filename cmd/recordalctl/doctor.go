package main

import (
	"context"
	"strconv"

	"recordaldesk/store"
	"recordaldesk/store/packet"
)

// doctorCommand tells how a data folder is, and nothing of what is in it. The window
// may have it open meanwhile.
func doctorCommand() *command {
	c := newCommand("doctor", "--data DIR [--passphrase-stdin]", 0)
	data, locked := dataFlag(c), c.flags.Bool("passphrase-stdin", false, "")
	c.run = func(ctx context.Context, p *program, _ []string) (err error) {
		if *data == "" {
			return usage("ctl.problem.argument_missing", "doctor")
		}
		passphrase := ""
		if *locked {
			if passphrase, err = p.readPassword(); err != nil {
				return &problem{id: "ctl.problem.passphrase_missing", err: err}
			}
		}
		h, err := store.Examine(ctx, *data, passphrase)
		if err != nil {
			return stored(err)
		}
		p.result().health(h)
		if !h.Well() {
			return errWrong
		}
		return nil
	}
	return c
}

func (t *page) health(h store.Health) {
	t.message(0, "ctl.doctor.versions", map[string]string{
		"program": packet.Version, "layout": strconv.Itoa(h.Layout), "newest": strconv.Itoa(h.Newest), "sqlite": h.SQLite,
	})
	if h.Broken != nil {
		t.message(0, store.MessageID(h.Broken), nil)
	} else {
		t.values(h)
	}
	t.message(0, "ctl.doctor.space", map[string]string{
		"database": sizeText(h.DatabaseBytes), "scans": sizeText(h.ScanBytes), "backups": sizeText(h.BackupBytes), "free": sizeText(h.FreeBytes),
	})
	for _, c := range []struct {
		id string
		n  int
	}{
		{"ctl.doctor.orphans", h.Orphans},
		{"ctl.doctor.leftovers", h.Leftovers},
		{"ctl.doctor.loose", h.Loose},
		{"ctl.doctor.asides", h.Asides},
	} {
		if c.n > 0 {
			t.count(0, c.id, c.n)
		}
	}
	t.backups(h)
	if h.Well() {
		t.message(0, "ctl.doctor.well", nil)
	} else {
		t.message(0, "ctl.doctor.ill", nil)
	}
}

// values says whether what the database holds can be read.
func (t *page) values(h store.Health) {
	t.message(0, "ctl.doctor.structure", map[string]string{"drafts": strconv.Itoa(h.Drafts), "scans": strconv.Itoa(h.Scans)})
	access := "ctl.doctor.open"
	if h.Access.Passphrase {
		access = "ctl.doctor.passphrase"
	}
	t.message(0, access, nil)
	switch {
	case h.Closed:
		t.message(0, "ctl.doctor.closed", nil)
	case h.Values.None():
		t.message(0, "ctl.doctor.values", nil)
	default:
		t.message(0, "ctl.doctor.damage", map[string]string{
			"drafts": strconv.Itoa(len(h.Values.Drafts)), "scans": strconv.Itoa(h.Values.Scans),
			"others": strconv.Itoa(len(h.Values.Blanks) + h.Values.Other),
		})
	}
	if h.Missing > 0 {
		t.count(0, "ctl.doctor.missing", h.Missing)
	}
}

func (t *page) backups(h store.Health) {
	if len(h.Backups) == 0 {
		t.message(0, "ctl.doctor.no_backups", nil)
	} else {
		t.count(0, "ctl.doctor.backups", len(h.Backups))
	}
	for _, b := range h.Backups {
		state := "ctl.doctor.backup.sound"
		if !b.Sound {
			state = "ctl.doctor.backup.unsound"
		}
		t.message(1, state, map[string]string{"date": b.At.Local().Format("2006-01-02 15:04"), "drafts": strconv.Itoa(b.Drafts), "size": sizeText(b.Size)})
	}
	if h.Folder != nil {
		t.message(0, store.MessageID(h.Folder), nil)
	}
}
