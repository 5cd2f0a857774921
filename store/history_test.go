package store_test

import (
	"slices"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// clocked is a store with a clock that the test sets.
type clocked struct {
	*store.Store
	dir string
	at  time.Time
}

func openClocked(t *testing.T) *clocked {
	t.Helper()
	c := &clocked{dir: t.TempDir(), at: time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC)}
	c.reopen(t)
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func (c *clocked) reopen(t *testing.T) {
	t.Helper()
	if c.Store != nil {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if c.Store, err = store.Open(t.Context(), c.dir, store.Options{Now: func() time.Time { return c.at }}); err != nil {
		t.Fatal(err)
	}
}

// write changes the draft so many seconds later.
func (c *clocked) write(t *testing.T, d *store.Draft, seconds int, change func(f *rules.Filing)) {
	t.Helper()
	c.at = c.at.Add(time.Duration(seconds) * time.Second)
	change(d.Record.Filing)
	var err error
	if d.Seq, err = c.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
}

func (c *clocked) history(t *testing.T, d store.Draft) []store.Change {
	t.Helper()
	all, err := c.History(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func hostName(name string) func(*rules.Filing) { return func(f *rules.Filing) { f.Host.Name = name } }

func TestTheHistorySaysWhatWasChangedByWhomAndWhence(t *testing.T) {
	c := openClocked(t)
	if err := c.SetDesk(t.Context(), "三号窗口"); err != nil {
		t.Fatal(err)
	}
	d := create(t, c.Store, "甲公司")
	c.write(t, &d, 60, hostName("乙公司"))
	c.reopen(t) // the name of the desk is kept
	c.at = c.at.Add(time.Minute)
	d.Record.Filing.Websites[0].Domains = append(d.Record.Filing.Websites[0].Domains, rules.Domain{Name: "two.example.cn"})
	var err error
	if d.Seq, err = c.SaveFrom(t.Context(), d.ID, d.Seq, d.Record, store.Returned); err != nil {
		t.Fatal(err)
	}
	all := c.history(t, d)
	if len(all) != 3 {
		t.Fatalf("%d entries: %+v", len(all), all)
	}
	for i, want := range []struct {
		from   store.Origin
		fields []string
		minute int
	}{
		{store.Typed, nil, 0},
		{store.Typed, []string{"host.name"}, 1},
		{store.Returned, []string{"websites.0.domains"}, 2},
	} {
		got := all[i]
		if got.N != int64(i+1) || got.From != want.from || got.By != "三号窗口" || !slices.Equal(got.Fields(), want.fields) || got.At.Minute() != want.minute {
			t.Errorf("entry %d: %+v", i+1, got)
		}
	}
	if step := all[1].Steps[0]; string(step.Old) != `"甲公司"` || string(step.New) != `"乙公司"` {
		t.Errorf("the name went from %s to %s", step.Old, step.New)
	}
}

func TestTypingOneFieldIsOneEntryUntilThereIsAPause(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "")
	for _, name := range []string{"北", "北京", "北京星", "北京星禾"} {
		c.write(t, &d, 1, hostName(name))
	}
	c.write(t, &d, 10, hostName("北京星禾云图"))
	c.write(t, &d, 1, func(f *rules.Filing) { f.Host.Address = "望和路18号" })
	var fields []string
	for _, entry := range c.history(t, d) {
		fields = append(fields, entry.Fields()...)
	}
	if want := []string{"host.name", "host.name", "host.address"}; !slices.Equal(fields, want) {
		t.Errorf("entries are of %v, want %v", fields, want)
	}
}

// What the window notes of itself is no change of the filing.
func TestGoingToAnotherPageIsNoChange(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "甲公司")
	d.Record.Page, d.Record.Field = "website", "websites.0.name"
	c.write(t, &d, 10, func(*rules.Filing) {})
	if all := c.history(t, d); len(all) != 1 {
		t.Errorf("%d entries", len(all))
	}
}

func TestUndoAndRedoReachBackAcrossStarts(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "一")
	c.write(t, &d, 10, hostName("二"))
	c.write(t, &d, 10, func(f *rules.Filing) { f.Websites = append(f.Websites, rules.Website{Name: "第二个网站"}) })
	c.write(t, &d, 10, hostName("三"))
	turn := func(what string, do func() (store.Draft, store.Change, error), name string, websites int) {
		t.Helper()
		c.reopen(t)
		var err error
		if d, _, err = do(); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if f := d.Record.Filing; f.Host.Name != name || len(f.Websites) != websites {
			t.Errorf("%s: %q with %d websites, want %q with %d", what, f.Host.Name, len(f.Websites), name, websites)
		}
		if kept, err := c.Load(t.Context(), d.ID); err != nil || kept.Record.Filing.Host.Name != name || kept.Seq != d.Seq {
			t.Errorf("%s: on the disk %q, %v", what, kept.Record.Filing.Host.Name, err)
		}
		if found := c.Search(name); len(found) != 1 {
			_, _ = c.Drafts(t.Context())
			if found = c.Search(name); len(found) != 1 {
				t.Errorf("%s: the list has %d of that name", what, len(found))
			}
		}
	}
	undo := func() (store.Draft, store.Change, error) { return c.Undo(t.Context(), d.ID, d.Seq) }
	redo := func() (store.Draft, store.Change, error) { return c.Redo(t.Context(), d.ID, d.Seq) }
	turn("undo the name", undo, "二", 2)
	turn("undo the website", undo, "二", 1)
	turn("redo the website", redo, "二", 2)
	turn("undo the website again", undo, "二", 1)
	turn("undo the first name", undo, "一", 1)
	_, _, err := undo()
	wantError(t, err, store.ErrNothing)
	turn("redo the name", redo, "二", 1)
	turn("redo the website", redo, "二", 2)
	turn("redo the last name", redo, "三", 2)
	_, _, err = redo()
	wantError(t, err, store.ErrNothing)
	turn("undo once more", undo, "二", 2)
	c.write(t, &d, 10, hostName("四"))
	_, _, err = redo()
	wantError(t, err, store.ErrNothing) // another change came after
	turn("undo the change after an undo", undo, "二", 2)
}

func TestUndoDoesNotOverwriteAnotherWindow(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "一")
	old := d.Seq
	c.write(t, &d, 10, hostName("二"))
	_, _, err := c.Undo(t.Context(), d.ID, old)
	wantError(t, err, store.ErrConflict)
}

func TestAFilingIsShownAsItWas(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "一")
	for _, name := range []string{"二", "三"} {
		c.write(t, &d, 10, hostName(name))
		c.write(t, &d, 10, func(f *rules.Filing) { f.Change.Before = map[string]string{"host.name": name, "a/b~c": "x"} })
	}
	if _, _, err := c.Undo(t.Context(), d.ID, d.Seq); err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int64][2]string{1: {"一", ""}, 2: {"二", ""}, 3: {"二", "二"}, 4: {"三", "二"}, 5: {"三", "三"}, 6: {"三", "二"}} {
		r, err := c.AsOf(t.Context(), d.ID, n)
		if err != nil || r.Filing.Host.Name != want[0] || r.Filing.Change.Before["host.name"] != want[1] {
			t.Errorf("after entry %d: %q before %q, %v; want %q", n, r.Filing.Host.Name, r.Filing.Change.Before, err, want)
		}
	}
	_, err := c.AsOf(t.Context(), d.ID, 7)
	wantError(t, err, store.ErrNotFound)
}

func TestADamagedEntryLeavesTheNewerOnes(t *testing.T) {
	c := openClocked(t)
	d := create(t, c.Store, "一")
	c.write(t, &d, 10, hostName("二"))
	c.write(t, &d, 10, hostName("三"))
	c.Exec(t, "UPDATE change SET value = substr(value, 1, 20) WHERE n = 2")
	all, err := c.History(t.Context(), d.ID)
	wantError(t, err, store.ErrDraftDamaged)
	if len(all) != 1 || all[0].N != 3 {
		t.Errorf("left are %+v", all)
	}
	if d, _, err = c.Undo(t.Context(), d.ID, d.Seq); err != nil || d.Record.Filing.Host.Name != "二" {
		t.Errorf("undo of the newer one: %v", err)
	}
	c.Exec(t, "DELETE FROM change WHERE n = 2")
	_, err = c.History(t.Context(), d.ID)
	wantError(t, err, store.ErrDraftDamaged) // one is missing
}
