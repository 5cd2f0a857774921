package fault

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"recordaldesk/store"
)

// typing saves one filing again and again with a rising number.
// What is typed while the power is cut fills the log, so that it is begun anew.
var typing = scenario{name: "typing", recorded: 250, failing: 3, share: 2, work: typeOn, judge: judgeTyping(1)}

// autosaving does the same as a window does it: changes are handed over, and three
// of them are saved at once.
var autosaving = scenario{
	name: "typing through the autosaver", recorded: 60, failing: 2, share: 2,
	work: autosave, judge: judgeTyping(changesAtOnce),
}

const changesAtOnce = 3

// typingWithoutWAL is typing where programs cannot share memory, as on a network
// drive: the store works with another journal there. A link to nowhere stands where
// SQLite would make the memory's file.
var typingWithoutWAL = scenario{
	name: "typing on a network drive", recorded: 40, failing: 3, share: 2,
	prepare: func(dir string) error { return os.Symlink("nowhere", filepath.Join(dir, "recordal.db-shm")) },
	work:    typeOn, judge: judgeTyping(1),
}

// openDraft opens the store and the one filing in it, which it makes where there is
// none and acknowledges with its number. The store is the caller's to close.
func openDraft(w *worker) (s *store.Store, d store.Draft, err error) {
	if s, err = store.Open(context.Background(), w.dir, store.Options{}); err != nil {
		return nil, d, err
	}
	d, err = draftIn(s, w)
	return s, d, err
}

// draftIn is the one filing in the store, as openDraft finds or makes it.
func draftIn(s *store.Store, w *worker) (d store.Draft, err error) {
	ctx := context.Background()
	drafts, err := s.Drafts(ctx)
	if err != nil {
		return d, err
	}
	if len(drafts) > 0 {
		return s.Load(ctx, drafts[0].ID)
	}
	r := sample()
	write(&r, 0)
	if d, err = s.Create(ctx, r); err == nil {
		w.ack("0")
	}
	return d, err
}

// starting begins with no folder at all, and opens and closes the store all the time.
var starting = scenario{
	name: "starting and ending", recorded: 4, failing: 1, share: 2,
	anew: true,
	work: func(w *worker) error {
		w.begin("starting")
		for w.more() {
			session := &worker{out: w.out, dir: firstFolder(w.dir), steps: savesInSession}
			if err := typeOn(session); err != nil {
				return err
			}
		}
		return nil
	},
	judge: func(ctx context.Context, dir string, acks []string) verdict {
		return judgeTyping(1)(ctx, firstFolder(dir), acks)
	},
}

const savesInSession = 2

func firstFolder(dir string) string { return filepath.Join(dir, "share", "recordal-desk") }

func typeOn(w *worker) error {
	ctx := context.Background()
	s, d, err := openDraft(w)
	if err != nil {
		return closing(s, err)
	}
	n, err := numberIn(d.Record)
	for err == nil && w.more() {
		n++
		write(&d.Record, n)
		if d.Seq, err = s.Save(ctx, d.ID, d.Seq, d.Record); err == nil {
			w.ack(strconv.Itoa(n))
		}
	}
	return closing(s, err)
}

func autosave(w *worker) error {
	ctx := context.Background()
	s, d, err := openDraft(w)
	if err != nil {
		return closing(s, err)
	}
	n, err := numberIn(d.Record)
	if err != nil {
		return closing(s, err)
	}
	a := store.NewAutosaver(s, d, store.AutosaveOptions{})
	for err == nil && w.more() {
		for range changesAtOnce {
			n++
			write(&d.Record, n)
			a.Change(d.Record.Clone())
		}
		if err = a.Flush(ctx); err == nil {
			w.ack(strconv.Itoa(n))
		}
	}
	if failed := a.Close(ctx); err == nil {
		err = failed
	}
	return closing(s, err)
}

// closing closes the store, if it is open, and returns the first error.
func closing(s *store.Store, err error) error {
	if s == nil {
		return err
	}
	if failed := s.Close(); err == nil {
		return failed
	}
	return err
}

// write writes a number at both ends of a record and in between, where it fills from
// a part of a page of the database to fifty pages.
func write(r *store.Record, n int) {
	r.Field = strconv.Itoa(n)
	length := 20 + n*37%300
	if n%10 == 9 {
		length *= 40
	}
	r.Filing.Host.Remark = strings.Repeat(fmt.Sprintf("备注%d ", n), length)
	r.Filing.Websites[0].Remark = strconv.Itoa(n)
}

func numberIn(r store.Record) (int, error) { return strconv.Atoi(r.Field) }

// judgeTyping is a judge who knows that a program may have saved so many changes
// since its last acknowledgement.
func judgeTyping(ahead int) func(context.Context, string, []string) verdict {
	return func(ctx context.Context, dir string, acks []string) verdict {
		return inStore(ctx, dir, typedIn(ctx, acks, ahead))
	}
}

func typedIn(ctx context.Context, acks []string, ahead int) func(*store.Store, []*store.Summary, *verdict) {
	return func(s *store.Store, drafts []*store.Summary, v *verdict) { judgeTyped(ctx, s, drafts, acks, ahead, v) }
}

// judgeTyped wants one filing, whole, with a number that is the last acknowledged one
// or so many ahead.
func judgeTyped(ctx context.Context, s *store.Store, drafts []*store.Summary, acks []string, ahead int, v *verdict) {
	if len(drafts) == 0 {
		if len(acks) > 0 {
			v.lose("no filing is left")
		}
		return
	}
	if len(drafts) > 1 {
		v.damage("one filing has become %d", len(drafts))
	}
	d, err := s.Load(ctx, drafts[0].ID)
	if err != nil {
		v.damage("load: %v", err)
		return
	}
	stored, err := numberIn(d.Record)
	if err != nil {
		v.damage("the number: %v", err)
		return
	}
	if torn(d.Record, stored) {
		v.damage("save %d is torn", stored)
	}
	if len(acks) == 0 {
		return
	}
	last, err := strconv.Atoi(acks[len(acks)-1])
	switch {
	case err != nil:
		v.damage("acknowledgement %q", acks[len(acks)-1])
	case stored < last:
		v.lose("save %d was acknowledged, %d is stored", last, stored)
	case stored > last+ahead:
		v.damage("save %d is stored, though %d was the last to be acknowledged", stored, last)
	}
}

// torn reports whether a record is not what was written with the number.
func torn(r store.Record, n int) bool {
	whole := r.Clone()
	write(&whole, n)
	return r.Filing.Host.Remark != whole.Filing.Host.Remark || r.Filing.Websites[0].Remark != whole.Filing.Websites[0].Remark
}
