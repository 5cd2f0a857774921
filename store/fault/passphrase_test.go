package fault

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"recordaldesk/store"
)

// changingPassphrase sets a passphrase, changes it and removes it, again and again,
// while there are backups, and types in between.
var changingPassphrase = scenario{
	name: "changing the passphrase", recorded: 4, failing: 2, share: 1, span: time.Second,
	work: changePassphrase, judge: judgePassphrase,
}

// passphrases are the ones that follow each other; the first is none.
var passphrases = []string{"", "a first passphrase", "another passphrase"}

const byWord = "by " // which passphrase opens it from here on

func changePassphrase(w *worker) error {
	s, err := store.Open(context.Background(), dataIn(w.dir), store.Options{})
	if err == nil {
		err = changePassphraseIn(s, w)
	}
	return closing(s, err)
}

func changePassphraseIn(s *store.Store, w *worker) error {
	ctx := context.Background()
	at, err := unlock(ctx, s)
	if err != nil {
		return err
	}
	d, err := draftIn(s, w)
	if err != nil {
		return err
	}
	n, err := numberIn(d.Record)
	if err != nil {
		return err
	}
	if err := someBackup(ctx, s, w.dir); err != nil {
		return err
	}
	w.ack(byWord + strconv.Itoa(at))
	for w.more() {
		n++
		write(&d.Record, n)
		if d.Seq, err = s.Save(ctx, d.ID, d.Seq, d.Record); err != nil {
			return err
		}
		w.ack(strconv.Itoa(n))
		at = following(at)
		if passphrases[at] == "" {
			err = s.RemovePassphrase(ctx)
		} else {
			err = s.SetPassphrase(ctx, passphrases[at])
		}
		if err != nil {
			return err
		}
		w.ack(byWord + strconv.Itoa(at))
	}
	return nil
}

func following(at int) int { return (at + 1) % len(passphrases) }

// someBackup makes a backup in both folders unless there are some.
func someBackup(ctx context.Context, s *store.Store, dir string) error {
	if err := chooseStick(s, dir); err != nil {
		return err
	}
	listed, err := s.Backups(ctx)
	if err == nil && len(listed) < 2 { // one: killed before the other was made
		_, err = s.Backup(ctx, nil)
	}
	return err
}

// unlock opens a store by whichever passphrase does, and says which it was.
func unlock(ctx context.Context, s *store.Store) (at int, err error) {
	if !s.Locked() {
		return 0, nil
	}
	for at, one := range passphrases[1:] {
		if err = s.Unlock(ctx, one); err == nil {
			return at + 1, nil
		}
	}
	return 0, fmt.Errorf("no passphrase opens the store: %w", err)
}

// judgePassphrase wants the store, and each of its backups, to open by the passphrase
// that was acknowledged last or by the one after it, and what was typed in it.
func judgePassphrase(ctx context.Context, dir string, acks []string) (v verdict) {
	last, typed := -1, []string(nil)
	for _, ack := range acks {
		if at, found := strings.CutPrefix(ack, byWord); found {
			last, _ = strconv.Atoi(at)
		} else {
			typed = append(typed, ack)
		}
	}
	s, err := later(ctx, dataIn(dir))
	if err != nil {
		v.damage("open: %v", err)
		return v
	}
	at, err := unlock(ctx, s)
	if err != nil {
		v.lose("%v", err)
	} else if last >= 0 && at != last && at != following(last) {
		v.damage("opens by passphrase %d, though %d was acknowledged", at, last)
	}
	var listed []store.Backup
	if err == nil {
		lookInto(ctx, s, typedIn(ctx, typed, 1), &v)
		listed, err = backupsAligned(ctx, s, dir, &v)
	}
	if err := closing(s, err); err != nil {
		v.damage("backups: %v", err)
	}
	listed = slices.DeleteFunc(listed, func(b store.Backup) bool { return b.Drafts == 0 }) // of before the first filing
	if last >= 0 && len(listed) < 2 {
		v.lose("%d of 2 backups are left", len(listed))
	}
	for _, b := range listed {
		v.add(inBackup(ctx, b, func(dir string) verdict { return judgeLocked(ctx, dir, at) }))
		if b.Passphrase != (at != 0) {
			v.damage("%s needs a passphrase: %v", filepath.Base(b.Path), b.Passphrase)
		}
	}
	return v
}

// judgeLocked wants a store that opens by the passphrase, with the filing in it.
func judgeLocked(ctx context.Context, dir string, at int) (v verdict) {
	s, err := later(ctx, dir)
	if err == nil && at != 0 {
		err = s.Unlock(ctx, passphrases[at])
	}
	if err == nil {
		lookInto(ctx, s, typedIn(ctx, []string{"0"}, anyAhead), &v)
	}
	if err := closing(s, err); err != nil {
		v.damage("open by the passphrase of today: %v", err)
	}
	return v
}
