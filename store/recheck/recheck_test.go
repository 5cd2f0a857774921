package recheck_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/recheck"
)

// options judge by the rulebook of the program, as of today.
func options(into *recheck.Verdicts) recheck.Options {
	return recheck.Options{Book: rules.Builtin(), Day: today, Into: into}
}

// judged is the verdict that a draft must get.
func judged(d store.Draft) recheck.Verdict {
	report := rules.Builtin().Check(d.Record.Filing, today)
	v := recheck.Verdict{Seq: d.Seq, Rulebook: report.Rulebook, Day: today, Outstanding: len(report.Outstanding()), Route: report.Route}
	v.Stale = recheck.StalingOf(rules.Builtin().Stale(d.Record.Filing, today), today)
	for _, f := range report.Findings {
		if f.Severity == rules.Error {
			v.Errors++
		}
		if f.Severity == rules.Warning {
			v.Warnings++
		}
	}
	return v
}

// meddled is a store in which something happens to each draft after it was read
// and before it is judged.
type meddled struct {
	*store.Store
	meddle func(d store.Draft)
}

func (m meddled) Each(ctx context.Context, f func(store.Draft, error) error) error {
	return m.Store.Each(ctx, func(d store.Draft, err error) error {
		m.meddle(d)
		return f(d, err)
	})
}

func TestEveryDraftGetsItsVerdict(t *testing.T) {
	s, drafts := filled(t, varied(t, 90))
	verdicts := recheck.NewVerdicts()
	result, err := recheck.Run(t.Context(), s, options(verdicts))
	if err != nil || result != (recheck.Result{Judged: 90}) {
		t.Errorf("got %+v, %v", result, err)
	}
	with := map[string]int{} // how many have errors, warnings, much outstanding
	for _, d := range drafts {
		got, current := verdicts.Of(d.ID, d.Seq)
		if diff := cmp.Diff(judged(d), got); diff != "" || !current {
			t.Errorf("current: %v (-want +got):\n%s", current, diff)
		}
		with["errors"] += min(1, got.Errors)
		with["warnings"] += min(1, got.Warnings)
		with["much outstanding"] += got.Outstanding / 8
	}
	for what, n := range with {
		if n < 5 || n > 85 {
			t.Errorf("the filings are hardly varied: %d with %s", n, what)
		}
	}
}

// A day later something lasts too short.
func TestAnotherDayIsAnotherVerdict(t *testing.T) {
	r := varied(t, 1)[0]
	r.Filing.Websites[0].Domains[0].ExpiresOn = "2027-02-24" // three months and a day
	s, drafts := filled(t, []store.Record{r})
	d := drafts[0]
	verdicts := recheck.NewVerdicts()
	o := options(verdicts)
	errorsOn := func(day string) int {
		o.Day = day
		if _, err := recheck.Run(t.Context(), s, o); err != nil {
			t.Fatal(err)
		}
		v, current := verdicts.Of(d.ID, d.Seq)
		if !current || v.Day != day || v.Rulebook != o.Book.Version {
			t.Errorf("got %+v, current: %v", v, current)
		}
		return v.Errors
	}
	before, after := errorsOn("2026-11-23"), errorsOn("2026-11-24")
	if after != before+1 {
		t.Errorf("%d errors, a day later %d", before, after)
	}
}

func TestDamagedDraftsAreCountedApart(t *testing.T) {
	s, drafts := filled(t, varied(t, 7))
	verdicts := recheck.NewVerdicts()
	var last [2]int
	o := options(verdicts)
	o.OnProgress = func(done, total int) { last = [2]int{done, total} }
	bad := drafts[3].ID
	result, err := recheck.Run(t.Context(), damaging{s, bad}, o)
	if err != nil || result != (recheck.Result{Judged: 6, Damaged: 1}) || last != [2]int{7, 7} {
		t.Errorf("got %+v, %v; told last was %v", result, err, last)
	}
	if _, current := verdicts.Of(bad, drafts[3].Seq); current || verdicts.Len() != 6 {
		t.Errorf("the damaged draft has a verdict: %v; verdicts: %d", current, verdicts.Len())
	}
}

// damaging is a store in which one draft cannot be read.
type damaging struct {
	*store.Store
	id string
}

func (s damaging) Each(ctx context.Context, f func(store.Draft, error) error) error {
	return s.Store.Each(ctx, func(d store.Draft, err error) error {
		if d.ID == s.id {
			d.Record, err = store.Record{}, store.ErrDraftDamaged
		}
		return f(d, err)
	})
}

func TestProgressGrowsToTheEnd(t *testing.T) {
	for _, n := range []int{0, 1, 30, 250} {
		s, _ := filled(t, varied(t, n))
		o := options(recheck.NewVerdicts())
		var told []int
		o.OnProgress = func(done, total int) {
			if total != n {
				t.Errorf("%d drafts: told of %d", n, total)
			}
			told = append(told, done) // one call at a time, or the race detector says so
		}
		if _, err := recheck.Run(t.Context(), s, o); err != nil {
			t.Fatal(err)
		}
		if !slices.IsSorted(told) || told[0] != 0 || told[len(told)-1] != n || len(told) > 102 || n >= 30 && len(told) < 30 {
			t.Errorf("%d drafts: told of %v", n, told)
		}
	}
}

// What is made or deleted while the pass runs moves the end at most.
func TestProgressWhileDraftsComeAndGo(t *testing.T) {
	records := varied(t, 40)
	s, drafts := filled(t, records)
	o := options(recheck.NewVerdicts())
	var done, total int
	o.OnProgress = func(d, n int) {
		if d < done || n < total || d > n {
			t.Errorf("%d of %d after %d of %d", d, n, done, total)
		}
		done, total = d, n
	}
	first := true
	_, err := recheck.Run(t.Context(), meddled{s, func(store.Draft) {
		if !first {
			return
		}
		first = false
		for _, r := range records[:5] {
			if _, err := s.Create(t.Context(), r); err != nil {
				t.Error(err)
			}
		}
		for _, d := range drafts[:2] {
			if err := s.Delete(t.Context(), d.ID); err != nil {
				t.Error(err)
			}
		}
	}}, o)
	if err != nil || done != total || total < 40 {
		t.Errorf("%v; told last was %d of %d", err, done, total)
	}
}

func TestCancelledInTheMiddleAPassKeepsWhatItHas(t *testing.T) {
	const n = 400
	s, drafts := filled(t, varied(t, n))
	verdicts := recheck.NewVerdicts()
	o := options(verdicts)
	ctx, cancel := context.WithCancel(t.Context())
	var cancelled time.Time
	last := 0
	o.OnProgress = func(done, total int) {
		if last = done; done >= n/2 && cancelled.IsZero() {
			cancelled = time.Now()
			cancel()
		}
	}
	result, err := recheck.Run(ctx, s, o)
	took := time.Since(cancelled)
	if !errors.Is(err, context.Canceled) || store.MessageID(err) != "" {
		t.Errorf("got error %v", err)
	}
	// A few drafts more were on their way, half a millisecond each.
	if result.Judged < n/2 || result.Judged > n/2+10 || result.Judged != verdicts.Len() || last == n {
		t.Errorf("%d judged, %d verdicts, told of %d last", result.Judged, verdicts.Len(), last)
	}
	t.Logf("stopped after %v", took)
	// The next pass makes up for it.
	if result, err = recheck.Run(t.Context(), s, options(verdicts)); err != nil || result.Judged != n {
		t.Errorf("got %+v, %v", result, err)
	}
	for _, d := range drafts {
		if got, current := verdicts.Of(d.ID, d.Seq); !current || got != judged(d) {
			t.Fatalf("got %+v, current: %v", got, current)
		}
	}
}

func TestAStoreThatFailsEndsThePass(t *testing.T) {
	s, _ := filled(t, varied(t, 3))
	broken := errors.New("the disk failed")
	for _, fails := range []failing{{s, broken, nil}, {s, nil, broken}} {
		o := options(recheck.NewVerdicts())
		o.OnProgress = func(done, total int) {
			if done == total {
				t.Error("told that it came to an end")
			}
		}
		if _, err := recheck.Run(t.Context(), fails, o); !errors.Is(err, broken) {
			t.Errorf("got error %v", err)
		}
	}
}

type failing struct {
	*store.Store
	count, each error
}

func (s failing) Count(ctx context.Context) (int, error) {
	n, err := s.Store.Count(ctx)
	return n, errors.Join(err, s.count)
}

func (s failing) Each(ctx context.Context, f func(store.Draft, error) error) error {
	return errors.Join(s.Store.Each(ctx, f), s.each)
}

// Between the reading of a draft and its verdict the window saves it.
func TestADraftSavedMeanwhileIsMarkedStale(t *testing.T) {
	s, drafts := filled(t, varied(t, 20))
	verdicts := recheck.NewVerdicts()
	saved := map[string]store.Draft{}
	_, err := recheck.Run(t.Context(), meddled{s, func(d store.Draft) {
		if len(saved) == 10 {
			return
		}
		d.Record = d.Record.Clone()
		d.Record.Filing.Host.Name = ""
		var err error
		if d.Seq, err = s.Save(t.Context(), d.ID, d.Seq, d.Record); err != nil {
			t.Error(err)
		}
		if len(saved) < 5 { // the open draft's own session is quicker than the pass
			verdicts.Put(d.ID, judged(d))
		}
		saved[d.ID] = d
	}}, options(verdicts))
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range drafts {
		now, changed := saved[d.ID]
		if !changed {
			now = d
		}
		got, current := verdicts.Of(now.ID, now.Seq)
		switch {
		case i < 5 || i >= 10:
			if !current || got != judged(now) {
				t.Errorf("draft %d: got %+v, current: %v", i, got, current)
			}
		case current || got != judged(d):
			t.Errorf("draft %d: got %+v, current: %v; want that of the version before, not current", i, got, current)
		}
	}
	if _, err := recheck.Run(t.Context(), s, options(verdicts)); err != nil {
		t.Fatal(err)
	}
	for _, d := range saved {
		if got, current := verdicts.Of(d.ID, d.Seq); !current || got != judged(d) {
			t.Errorf("after the next pass: got %+v, current: %v", got, current)
		}
	}
}

// A window saves, deletes and asks for verdicts as fast as it can.
func TestAPassBesideABusyWindow(t *testing.T) {
	s, drafts := filled(t, varied(t, 60))
	verdicts, desk := recheck.NewVerdicts(), rules.NewDesk()
	o := options(verdicts)
	o.Desk = desk
	ctx, cancel := context.WithCancel(t.Context())
	var work sync.WaitGroup
	work.Go(func() {
		defer cancel()
		for range 3 {
			if _, err := recheck.Run(context.Background(), s, o); err != nil {
				t.Error(err)
			}
		}
	})
	for at := range 2 {
		work.Go(func() {
			for i := at; ctx.Err() == nil; i += 2 {
				d := &drafts[i%30+at*30]
				if i%30 == 29 {
					if err := s.Delete(context.Background(), d.ID); err != nil {
						t.Error(err)
					}
					verdicts.Remove(d.ID)
					desk.Remove(d.ID)
					continue
				}
				r := d.Record.Clone()
				r.Filing.Host.Remark += "。"
				r.Filing.Host.LegalRepresentative.Mobile = ""
				seq, err := s.Save(context.Background(), d.ID, d.Seq, r)
				if err != nil {
					continue // deleted
				}
				d.Seq, d.Record = seq, r
				desk.Put(d.ID, r.Filing, false)
				desk.Shared(d.ID, r.Filing)
				verdicts.Of(d.ID, d.Seq)
			}
		})
	}
	work.Wait()
	list, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if verdicts.Len() != len(list) {
		t.Errorf("%d verdicts, %d drafts", verdicts.Len(), len(list))
	}
	for _, m := range list {
		d, err := s.Load(t.Context(), m.ID)
		if err != nil {
			t.Fatal(err)
		}
		got, current := verdicts.Of(m.ID, m.Seq)
		if got.Seq > m.Seq || current != (got.Seq == m.Seq) || current && got != judged(d) {
			t.Errorf("got %+v, current: %v; the draft is at %d", got, current, m.Seq)
		}
	}
}

// The index of what companies share comes with the pass.
func TestAPassFillsTheDesk(t *testing.T) {
	records := varied(t, 150)
	s, drafts := filled(t, records)
	o := options(recheck.NewVerdicts())
	o.Desk = rules.NewDesk()
	deleted, changed := drafts[3], drafts[4]
	o.Desk.Remove(deleted.ID) // the window was quicker
	o.Desk.Put(changed.ID, rules.New("new_recordal"), false)
	if _, err := recheck.Run(t.Context(), s, o); err != nil {
		t.Fatal(err)
	}
	want := rules.NewDesk()
	for _, d := range drafts {
		if d.ID != deleted.ID && d.ID != changed.ID {
			want.Put(d.ID, d.Record.Filing, d.State == store.StateExported)
		}
	}
	found := 0
	for _, d := range drafts {
		shared := want.Shared(d.ID, d.Record.Filing)
		found += len(shared)
		if diff := cmp.Diff(shared, o.Desk.Shared(d.ID, d.Record.Filing)); diff != "" {
			t.Errorf("shared (-want +got):\n%s", diff)
		}
	}
	if found == 0 {
		t.Error("nothing is shared at all")
	}
}

func TestVerdictsKeepTheLatest(t *testing.T) {
	v := recheck.NewVerdicts()
	if got, current := v.Of("a", 0); current || got != (recheck.Verdict{}) {
		t.Errorf("got %+v, current: %v", got, current)
	}
	for _, put := range []recheck.Verdict{{Seq: 2, Errors: 1}, {Seq: 5, Errors: 2}, {Seq: 4, Errors: 3}, {Seq: 5, Errors: 4, Day: today}} {
		v.Put("a", put)
	}
	want := recheck.Verdict{Seq: 5, Errors: 4, Day: today}
	for _, seq := range []int64{4, 5, 6} {
		if got, current := v.Of("a", seq); got != want || current != (seq == 5) {
			t.Errorf("at %d: got %+v, current: %v", seq, got, current)
		}
	}
	v.Remove("a")
	v.Put("a", recheck.Verdict{Seq: 6})
	if _, current := v.Of("a", 6); current || v.Len() != 0 {
		t.Error("a removed verdict came back")
	}
}
