package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"recordaldesk/rules/casework"
	"recordaldesk/store"
)

var monday = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

// note has the desk take a draft in, for the window with the name.
func note(t testing.TB, s *store.Store, id, desk string) {
	t.Helper()
	_, err := s.ChangeCase(t.Context(), id, func(c *casework.Case) error {
		c.Desk = desk
		c.Reach(casework.Event{Stage: "received", At: monday, By: "甲"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// noted is what the store says of a draft's case, and what its list shows.
func noted(t testing.TB, s *store.Store, id string) (stage, desk string, line casework.Line) {
	t.Helper()
	c := must(s.Case(t.Context(), id))(t)
	all := must(s.Drafts(t.Context()))(t)
	i := slices.IndexFunc(all, func(m *store.Summary) bool { return m.ID == id })
	return c.Stage().Stage, c.Desk, all[i].Case
}

func TestWhatTheDeskNotesIsKeptBesideTheFiling(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "甲公司")
	if c := must(s.Case(t.Context(), d.ID))(t); len(c.Events) != 0 {
		t.Errorf("of a new draft is noted %+v", c)
	}
	note(t, s, d.ID, "一号窗口")
	now := must(s.Load(t.Context(), d.ID))(t)
	if now.Seq != d.Seq || len(must(s.History(t.Context(), d.ID))(t)) != 1 {
		t.Error("the filing itself was changed")
	}
	d.Record.Filing.Host.Name = "甲公司（新）"
	if _, err := s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
	for _, again := range []string{"", "opened again"} {
		if stage, desk, line := noted(t, s, d.ID); stage != "received" || desk != "一号窗口" || line.Stage().Stage != stage || line.Desk != desk || !line.Stage().At.Equal(monday) {
			t.Errorf("%s: stage %q, desk %q, the list shows %+v", again, stage, desk, line)
		}
		shut(t, s)
		s = openWith(t, dir, store.Options{})
	}
	shut(t, s)
}

func TestAChangeOfACaseThatIsRefusedChangesNothing(t *testing.T) {
	s := open(t, t.TempDir())
	d := create(t, s, "甲公司")
	note(t, s, d.ID, "一号窗口")
	refused := errors.New("no")
	_, err := s.ChangeCase(t.Context(), d.ID, func(c *casework.Case) error {
		c.Desk = "二号窗口"
		return refused
	})
	wantError(t, err, refused)
	if _, desk, line := noted(t, s, d.ID); desk != "一号窗口" || line.Desk != desk {
		t.Errorf("the desk is %q, in the list %q", desk, line.Desk)
	}
	_, err = s.ChangeCase(t.Context(), "0198c0de-0000-7000-8000-000000000000", func(*casework.Case) error { return nil })
	wantError(t, err, store.ErrNotFound)
}

// The list can be read while cases are changed, in any order.
func TestTheListShowsTheCaseOfALaterVersion(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "甲公司")
	note(t, s, d.ID, "一号窗口")
	shut(t, s)
	s = openWith(t, dir, store.Options{})
	defer shut(t, s)
	note(t, s, d.ID, "二号窗口") // perhaps before the list is read
	if _, desk, line := noted(t, s, d.ID); line.Desk != desk {
		t.Errorf("the list shows %q, not %q", line.Desk, desk)
	}
}

func TestACaseGoesWithItsDraft(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "甲公司")
	note(t, s, d.ID, "一号窗口")
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if _, desk, _ := noted(t, s, d.ID); desk != "一号窗口" {
		t.Errorf("under a passphrase the desk is %q", desk)
	}
	if found := planted(t, dir, []string{"一号窗口"}); len(found) > 0 {
		t.Errorf("in the files stand %q", found)
	}
	b := must(s.Backup(t.Context(), nil))(t)
	if !b.Sound {
		t.Error("the backup is not whole")
	}
	if damage, err := s.Audit(t.Context()); err != nil || !damage.None() {
		t.Errorf("damage %+v, %v", damage, err)
	}
	if _, err := s.Purge(t.Context(), d.ID, store.ByHand); err != nil {
		t.Fatal(err)
	}
	_, err := s.Case(t.Context(), d.ID)
	wantError(t, err, store.ErrNotFound)
	shut(t, s)
}

// What was noted is salvaged with the filing.
func TestSalvageKeepsTheCases(t *testing.T) {
	dir := t.TempDir()
	s := openWith(t, dir, store.Options{})
	d := create(t, s, "甲公司")
	note(t, s, d.ID, "一号窗口")
	note(t, s, d.ID, "二号窗口")
	shut(t, s)
	if err := os.WriteFile(filepath.Join(dir, "recordal.db-wal"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := store.Salvage(context.Background(), dir, store.SalvageOptions{})
	if err != nil || found.Saved != 1 {
		t.Fatalf("salvaged %+v, %v", found, err)
	}
	s = openWith(t, dir, store.Options{})
	if _, desk, line := noted(t, s, d.ID); desk != "二号窗口" || line.Desk != desk {
		t.Errorf("the desk is %q, in the list %q", desk, line.Desk)
	}
	shut(t, s)
}
