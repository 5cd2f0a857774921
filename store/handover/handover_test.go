package handover_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/handover"
	"recordaldesk/store/inbox"
	"recordaldesk/store/intake"
	"recordaldesk/store/pagecode"
)

const today = "2026-11-30"

// desk is one of several PCs: a store of its own, and the folder they share.
type desk struct {
	*store.Store
	box *inbox.Box
	o   handover.Options
}

func open(t *testing.T, shared, name string) desk {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	box, err := inbox.New(shared, inbox.Desk{ID: inbox.NewDeskID(), Name: name}, inbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return desk{s, box, handover.Options{Book: rules.Builtin(), Today: today, By: "甲", Desk: name, Program: "test"}}
}

// shared makes an inbox.
func shared(t *testing.T) string {
	dir := t.TempDir()
	if err := inbox.Create(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// draft keeps the sample filing with one of its scans.
func (d desk) draft(t *testing.T) string {
	t.Helper()
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	f.Reference = pagecode.NewReference()
	one := f.Attachments[0]
	f.Attachments = nil
	kept, err := d.Create(t.Context(), store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	data, err := sample.Scan(one.File)
	if err != nil {
		t.Fatal(err)
	}
	scan, err := d.AddScan(t.Context(), kept.ID, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	one.SHA256 = scan.SHA256
	kept.Record.Filing.Attachments = []rules.Attachment{one}
	if _, err := d.Save(t.Context(), kept.ID, kept.Seq, kept.Record); err != nil {
		t.Fatal(err)
	}
	return kept.ID
}

func (d desk) waiting(t *testing.T) []inbox.Item {
	t.Helper()
	all, err := d.box.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(i inbox.Item) bool { return !i.Waits() })
}

func TestAFilingGoesFromOneDeskToAnotherWithItsScans(t *testing.T) {
	dir := shared(t)
	one, two := open(t, dir, "一号窗口"), open(t, dir, "二号窗口")
	id := one.draft(t)
	if _, err := handover.Hand(t.Context(), one.Store, one.box, id, one.o); err != nil {
		t.Fatal(err)
	}
	items := two.waiting(t)
	if len(items) != 1 {
		t.Fatalf("in the folder wait %+v", items)
	}
	entry, err := handover.Take(t.Context(), two.Store, two.box, items[0], two.o)
	if err != nil || entry.Outcome != intake.Taken {
		t.Fatalf("taken %+v, %v", entry, err)
	}
	mine, err := one.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := two.Load(t.Context(), entry.Draft)
	if err != nil {
		t.Fatal(err)
	}
	if theirs.Record.Filing.Host.Name != mine.Record.Filing.Host.Name || len(theirs.Record.Filing.Attachments) != 1 {
		t.Errorf("the other desk has %s with %d scans", theirs.Record.Filing.Host.Name, len(theirs.Record.Filing.Attachments))
	}
	if c, err := two.Case(t.Context(), entry.Draft); err != nil || c.Desk != "二号窗口" || c.Stage().Stage != "received" {
		t.Errorf("noted is %+v, %v", c, err)
	}
	if _, err := handover.Take(t.Context(), one.Store, one.box, items[0], one.o); !errors.Is(err, inbox.ErrTaken) {
		t.Errorf("it is taken twice: %v", err)
	}
	if left := two.waiting(t); len(left) != 0 {
		t.Errorf("there still waits %+v", left)
	}
	for _, d := range []desk{one, two} {
		if left, err := filepath.Glob(filepath.Join(d.Dir(), "temporary", "*")); err != nil || len(left) != 0 {
			t.Errorf("on the way were left %v, %v", left, err)
		}
	}
}

// What cannot be read is given back, for the next desk or for a person to look at.
func TestWhatCannotBeKeptIsGivenBack(t *testing.T) {
	dir := shared(t)
	one := open(t, dir, "一号窗口")
	id := one.draft(t)
	if _, err := handover.Hand(t.Context(), one.Store, one.box, id, one.o); err != nil {
		t.Fatal(err)
	}
	two, three := open(t, dir, "二号窗口"), open(t, dir, "三号窗口")
	if err := two.SetPassphrase(t.Context(), "correct horse battery"); err != nil {
		t.Fatal(err)
	}
	if err := two.Lock(t.Context()); err != nil {
		t.Fatal(err)
	}
	if entry, err := handover.Take(t.Context(), two.Store, two.box, two.waiting(t)[0], two.o); err == nil && entry.Outcome != intake.Left {
		t.Fatal("it is taken into a store that is locked")
	}
	entry, err := handover.Take(t.Context(), three.Store, three.box, three.waiting(t)[0], three.o)
	if err != nil || entry.Outcome != intake.Taken {
		t.Errorf("taken %+v, %v", entry, err)
	}
}

// A desk that was ended between keeping and saying so has the filing once.
func TestADeskGoesOnWithWhatItHadClaimed(t *testing.T) {
	dir := shared(t)
	one, two := open(t, dir, "一号窗口"), open(t, dir, "二号窗口")
	if _, err := handover.Hand(t.Context(), one.Store, one.box, one.draft(t), one.o); err != nil {
		t.Fatal(err)
	}
	claim, err := two.box.Claim(t.Context(), two.waiting(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	path, remove, err := claim.Fetch(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := intake.Paths(t.Context(), two.Store, []string{path}, intake.BulkOptions{Book: rules.Builtin(), Today: today}); err != nil {
		t.Fatal(err)
	}
	if err := remove(); err != nil {
		t.Fatal(err)
	}
	// Here it was ended.
	entries, err := handover.Resume(t.Context(), two.Store, two.box, two.o)
	if err != nil || len(entries) != 1 || entries[0].Outcome != intake.Here {
		t.Fatalf("gone on with %+v, %v", entries, err)
	}
	if n, err := two.Count(t.Context()); err != nil || n != 1 {
		t.Errorf("there are %d filings, %v", n, err)
	}
	if again, err := handover.Resume(t.Context(), two.Store, two.box, two.o); err != nil || len(again) != 0 {
		t.Errorf("gone on again with %+v, %v", again, err)
	}
}

func TestAShareThatGoesAwayLosesNothing(t *testing.T) {
	dir := shared(t)
	one := open(t, dir, "一号窗口")
	id := one.draft(t)
	away := dir + "-away"
	if err := os.Rename(dir, away); err != nil {
		t.Fatal(err)
	}
	_, err := handover.Hand(t.Context(), one.Store, one.box, id, one.o)
	if msg, _ := inbox.MessageID(err); err == nil || msg == "" {
		t.Errorf("the share is away: %v", err)
	}
	if err := os.Rename(away, dir); err != nil {
		t.Fatal(err)
	}
	if _, err := handover.Hand(t.Context(), one.Store, one.box, id, one.o); err != nil {
		t.Fatal(err)
	}
	if items := one.waiting(t); len(items) != 1 {
		t.Errorf("there wait %+v", items)
	}
}
