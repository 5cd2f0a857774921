package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"recordaldesk/store"
)

// What is kept of the draft that was saved last goes into no other save: whatever comes
// between two saves of a draft, its history leads back through all of them, and an
// earlier version is not saved over a later one.
func TestWhatComesBetweenTwoSavesIsInTheHistory(t *testing.T) {
	s := open(t, t.TempDir())
	random := rand.New(rand.NewPCG(5, 2026))
	drafts := []store.Draft{create(t, s, "甲公司"), create(t, s, "乙公司")}
	was := []map[int64]string{{}, {}} // the host unit's name after each entry, by draft
	note := func(i int) {
		t.Helper()
		all, err := s.History(t.Context(), drafts[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		n := all[len(all)-1].N
		delete(was[i], n+1) // typed and erased again
		was[i][n] = drafts[i].Record.Filing.Host.Name
	}
	save := func(i int, from store.Origin) {
		t.Helper()
		d := &drafts[i]
		seq, err := s.SaveFrom(t.Context(), d.ID, d.Seq, d.Record, from)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.SaveFrom(t.Context(), d.ID, d.Seq, d.Record, from)
		wantError(t, err, store.ErrConflict)
		d.Seq = seq
	}
	note(0)
	note(1)
	for step := range 300 {
		i := random.IntN(2)
		d := &drafts[i]
		host := &d.Record.Filing.Host
		switch random.IntN(6) {
		default:
			host.Name = fmt.Sprintf("示例公司%d", step)
			save(i, store.Imported)
		case 0: // another page is looked at
			d.Record.Page = fmt.Sprint(step)
			save(i, store.Typed)
		case 1: // typed and erased again
			before := host.Address
			host.Address += "路"
			save(i, store.Typed)
			host.Address = before
			save(i, store.Typed)
		case 2:
			undone, _, err := s.Undo(t.Context(), d.ID, d.Seq)
			if err == nil {
				*d = undone
			}
		case 3:
			create(t, s, "丙公司")
		}
		note(i)
		if step == 150 { // all get other keys
			save(i, store.Imported)
			if err := s.SetPassphrase(t.Context(), "correct horse battery"); err != nil {
				t.Fatal(err)
			}
			host.Name = "换了密钥的公司"
			save(i, store.Imported)
			note(i)
		}
	}
	for i, d := range drafts {
		for n, name := range was[i] {
			if r, err := s.AsOf(t.Context(), d.ID, n); err != nil || r.Filing.Host.Name != name {
				t.Errorf("draft %d after entry %d: %q, %v; want %q", i, n, r.Filing.Host.Name, err, name)
			}
		}
	}
	if err := s.Delete(t.Context(), drafts[0].ID); err != nil {
		t.Fatal(err)
	}
	_, err := s.Save(t.Context(), drafts[0].ID, drafts[0].Seq, drafts[0].Record)
	wantError(t, err, store.ErrNotFound)
}
