package recheck_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/recheck"
)

// clock can be set to another day.
type clock struct {
	mu  sync.Mutex
	day string
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, err := time.ParseInLocation(time.DateOnly, c.day, time.Local)
	if err != nil {
		panic(err)
	}
	return at.Add(9 * time.Hour)
}

// keeper begins to keep a store; news is told of by a channel.
func keeper(t *testing.T, s recheck.Store, c *clock) (k *recheck.Keeper, news chan struct{}) {
	t.Helper()
	news = make(chan struct{}, 100)
	k = recheck.NewKeeper(recheck.KeeperOptions{
		Store: s, Book: rules.Builtin, Now: c.now, OnChange: func() {},
		OnNews: func() { news <- struct{}{} },
	})
	t.Cleanup(k.Close)
	return k, news
}

// until waits until the condition holds.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func finished(k *recheck.Keeper) func() bool {
	return func() bool { return k.State().Phase == recheck.Done }
}

// twoCompanies are two drafts whose legal representatives have one mobile.
func twoCompanies(t *testing.T) (s *store.Store, a, b store.Draft) {
	t.Helper()
	records := varied(t, 2)
	for i := range records {
		records[i].Exported = nil
		records[i].Filing.Host.LegalRepresentative.Mobile = "13851700101"
	}
	s, drafts := filled(t, records)
	return s, drafts[0], drafts[1]
}

// warnings is how many are counted for a draft as it lies in the store; -1 while
// there is no verdict on that.
func warnings(t *testing.T, s *store.Store, k *recheck.Keeper, id string) int {
	t.Helper()
	d, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	v, current := k.Of(id, d.Seq)
	if !current {
		return -1
	}
	return v.Warnings
}

func finds(r *rules.Report, rule string) bool {
	return slices.ContainsFunc(r.Findings, func(f rules.Finding) bool { return f.Rule == rule })
}

func TestADraftIsJudgedByWhatAnotherHolds(t *testing.T) {
	s, a, b := twoCompanies(t)
	k, news := keeper(t, s, &clock{day: today})
	k.Opened(a.ID)
	f := a.Record.Filing.Clone()
	if r := k.Judge(rules.Builtin(), a.ID, f, false, today); finds(r, "shared-mobile") {
		t.Error("something is shared before the desk is filled")
	}
	k.Begin()
	<-news // the desk is whole
	if r := k.Judge(rules.Builtin(), a.ID, f, false, today); !finds(r, "shared-mobile") {
		t.Error("the mobile in both filings is not found")
	}
	until(t, "all is judged", finished(k))
	before := warnings(t, s, k, b.ID)
	if alone := judged(b).Warnings; before != alone+1 {
		t.Errorf("the other draft has %d warnings, want one more than by itself, %d", before, alone)
	}

	// The open draft is mended: the other one is judged again once it is left.
	f.Host.LegalRepresentative.Mobile = "13851700102"
	if r := k.Judge(rules.Builtin(), a.ID, f, false, today); finds(r, "shared-mobile") {
		t.Error("the mobile is mended, and still found")
	}
	if _, err := s.Save(t.Context(), a.ID, a.Seq, store.Record{Filing: f}); err != nil {
		t.Fatal(err)
	}
	k.Left(a.ID)
	until(t, "both are judged again", func() bool {
		return warnings(t, s, k, a.ID) >= 0 && warnings(t, s, k, b.ID) == before-1
	})
}

func TestADeletedDraftIsNoLongerShared(t *testing.T) {
	s, a, b := twoCompanies(t)
	k, _ := keeper(t, s, &clock{day: today})
	k.Begin()
	until(t, "all is judged", finished(k))
	before := warnings(t, s, k, a.ID)
	if err := s.Delete(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	k.Removed(b.ID)
	k.Judge(rules.Builtin(), b.ID, b.Record.Filing, false, today) // of a session that closes late
	until(t, "the one left is judged again", func() bool { return warnings(t, s, k, a.ID) == before-1 })
	if r := k.Judge(rules.Builtin(), a.ID, a.Record.Filing, false, today); finds(r, "shared-mobile") {
		t.Error("a deleted filing still shares its mobile")
	}
}

// An exported filing is no order under way.
func TestAnExportEndsTheOrder(t *testing.T) {
	records := varied(t, 1)
	records[0].Exported = nil
	s, drafts := filled(t, []store.Record{records[0], records[0]})
	k, _ := keeper(t, s, &clock{day: today})
	k.Begin()
	until(t, "all is judged", finished(k))
	a, b := drafts[0], drafts[1]
	under := func() bool {
		return finds(k.Judge(rules.Builtin(), a.ID, a.Record.Filing, false, today), "order-under-way")
	}
	if !under() {
		t.Error("the other order of the company is not found")
	}
	k.Judge(rules.Builtin(), b.ID, b.Record.Filing, true, today)
	if under() {
		t.Error("an order that was sent is still under way")
	}
}

// slow is a store that hands out drafts one by one, as the test lets it.
type slow struct {
	*store.Store
	pass chan struct{}
}

func (s slow) Each(ctx context.Context, f func(store.Draft, error) error) error {
	return s.Store.Each(ctx, func(d store.Draft, err error) error {
		select {
		case <-s.pass:
			return f(d, err)
		case <-ctx.Done():
			return ctx.Err()
		}
	})
}

func TestAPassIsStoppedAndGoesOn(t *testing.T) {
	const n, hurried = 40, 20 // the newest are judged at once
	s, drafts := filled(t, varied(t, n))
	gate := slow{s, make(chan struct{}, 10*n)}
	k, _ := keeper(t, gate, &clock{day: today})
	k.Begin()
	for range n + 5 { // the desk, and five verdicts
		gate.pass <- struct{}{}
	}
	has := func() int {
		known := 0
		for _, d := range drafts {
			if _, current := k.Of(d.ID, d.Seq); current {
				known++
			}
		}
		return known
	}
	until(t, "the newest and five more are judged", func() bool { return has() == hurried+5 })
	if _, current := k.Of(drafts[n-1].ID, drafts[n-1].Seq); !current {
		t.Error("the newest has to wait")
	}
	k.Stop()
	if got := k.State(); got.Phase != recheck.Stopped || got.Done > 5 || got.Total != n {
		t.Errorf("stopped at %+v", got)
	}
	if whole, err := s.Setting(t.Context(), recheck.SettingRulebook); err != nil || whole != "" {
		t.Errorf("a pass that was stopped counts as whole, %q, %v", whole, err)
	}
	for range n {
		gate.pass <- struct{}{}
	}
	k.Rest()
	until(t, "the rest is judged", finished(k))
	if has() != n {
		t.Errorf("%d of %d are judged", has(), n)
	}
	// What is asked for once more, though all are judged, is not done before it is.
	k.All()
	for range 5 {
		gate.pass <- struct{}{}
	}
	until(t, "some are judged again", func() bool { return k.State().Done >= 4 })
	k.Stop()
	k.Rest()
	time.Sleep(10 * time.Millisecond)
	if got := k.State(); got.Phase != recheck.Running {
		t.Errorf("the rest of what was asked for is passed over: %+v", got)
	}
	for range n {
		gate.pass <- struct{}{}
	}
	until(t, "the rest is judged again", finished(k))
	until(t, "the rulebook is noted", func() bool {
		whole, err := s.Setting(t.Context(), recheck.SettingRulebook)
		return err == nil && whole == rules.Builtin().Version
	})
}

// The next start knows what the last one found, and says what is otherwise on
// another day.
func TestAnotherDayTellsWhatIsOtherwise(t *testing.T) {
	records := varied(t, 12)
	for i := range records {
		records[i].Filing.Websites[0].Domains[0].ExpiresOn = "2030-01-01"
	}
	records[0].Filing.Websites[0].Domains[0].ExpiresOn = "2027-02-24" // three months and a day
	s, drafts := filled(t, records)
	start := func(day string) *recheck.Keeper {
		k, _ := keeper(t, s, &clock{day: day})
		k.Begin()
		until(t, "all is judged", finished(k))
		return k
	}
	k := start("2026-11-23")
	if got := k.State(); got.Why != recheck.Start || got.Otherwise != 0 {
		t.Errorf("at first: %+v", got)
	}
	k.Close()

	k = start("2026-11-24")
	if got := k.State(); got.Why != recheck.NewDay || got.Otherwise != 1 || got.Done != 12 {
		t.Errorf("on the next day: %+v", got)
	}
	if v, _ := k.Of(drafts[0].ID, drafts[0].Seq); !v.Otherwise || v.Day != "2026-11-24" {
		t.Errorf("the draft that is otherwise has %+v", v)
	}
	k.Close()

	// On the same day nothing is judged anew, but all is known.
	k = start("2026-11-24")
	if got := k.State(); got.Why != recheck.Start {
		t.Errorf("once more on that day: %+v", got)
	}
	for _, d := range drafts {
		if v, current := k.Of(d.ID, d.Seq); !current || v.Day != "2026-11-24" {
			t.Errorf("got %+v, current: %v", v, current)
		}
	}
	k.All()
	until(t, "all is judged again", finished(k))
	if got := k.State(); got.Why != recheck.Asked || got.Otherwise != 0 {
		t.Errorf("asked for: %+v", got)
	}
}

// After a kill nothing of before is relied on.
func TestAfterAKillAllIsJudgedAnew(t *testing.T) {
	s, a, b := twoCompanies(t)
	c := &clock{day: today}
	k, _ := keeper(t, s, c)
	k.Begin()
	until(t, "the verdicts are kept", func() bool {
		day, err := s.Setting(t.Context(), recheck.SettingDay)
		data, errSealed := s.Sealed(t.Context(), "recheck.verdicts")
		return err == nil && errSealed == nil && day == today && data != nil
	})
	// Another program changes a draft and is killed before it judged the other one.
	f := a.Record.Filing.Clone()
	f.Host.LegalRepresentative.Mobile = "13851700102"
	if _, err := s.Save(t.Context(), a.ID, a.Seq, store.Record{Filing: f}); err != nil {
		t.Fatal(err)
	}
	again, _ := keeper(t, s, c)
	again.Begin()
	until(t, "all is judged", finished(again))
	if got, want := warnings(t, s, again, b.ID), judged(b).Warnings; got != want {
		t.Errorf("%d warnings are kept from before, want %d", got, want)
	}
}

// A window works while passes come and go.
func TestAKeeperBesideABusyWindow(t *testing.T) {
	s, drafts := filled(t, varied(t, 40))
	k, _ := keeper(t, s, &clock{day: today})
	k.Begin()
	var work sync.WaitGroup
	work.Go(func() {
		for range 30 {
			k.All()
			k.State()
			time.Sleep(time.Millisecond)
			k.Stop()
		}
		k.Rest()
	})
	work.Go(func() {
		for i := range drafts[:30] {
			d := &drafts[i]
			k.Opened(d.ID)
			f := d.Record.Filing.Clone()
			f.Host.LegalRepresentative.Mobile = "13851700101"
			k.Judge(rules.Builtin(), d.ID, f, false, today)
			if _, err := s.Save(context.Background(), d.ID, d.Seq, store.Record{Filing: f}); err != nil {
				t.Error(err)
			}
			k.Left(d.ID)
			k.Of(d.ID, d.Seq)
			if i%5 == 0 {
				if err := s.Delete(context.Background(), d.ID); err != nil {
					t.Error(err)
				}
				k.Removed(d.ID)
			}
		}
	})
	work.Wait()
	k.Rest()
	list, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		until(t, "every draft has its verdict", func() bool { _, current := k.Of(m.ID, m.Seq); return current })
	}
}
