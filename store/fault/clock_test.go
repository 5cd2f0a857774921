package fault

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"recordaldesk/store"
)

func init() { children["clock and time zone jump"] = jumpClock }

func TestAClockThatJumpsLosesNothing(t *testing.T) {
	unhurried(t)
	t.Parallel()
	tell(t, "clock and time zone jump", nil)
}

// jumps are what a computer's clock does: somebody sets it, its battery is empty, the
// network corrects it, its owner travels, summer time begins.
func jumps() []time.Time {
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	return []time.Time{
		noon, noon.Add(day), noon.Add(-day), time.Unix(0, 0), noon, time.Date(2099, 12, 31, 23, 59, 59, 0, time.UTC), noon,
		noon.In(time.FixedZone("UTC+14", 14*3600)), noon.In(time.FixedZone("UTC-12", -12*3600)), noon.Add(time.Hour), noon.Add(-time.Hour),
	}
}

// jumpClock works while the clock jumps, and opens the store anew under each clock.
func jumpClock(w *worker) error {
	for i, at := range jumps() {
		time.Local = at.Location() // what the system's time zone would change
		if err := workUnderClock(w, filepath.Join(w.dir, fmt.Sprint(i)), at); err != nil {
			return err
		}
	}
	return nil
}

// workUnderClock opens a new store at a time and lets the clock jump from there.
func workUnderClock(w *worker, dir string, start time.Time) error {
	ctx := context.Background()
	var clock atomic.Pointer[time.Time]
	clock.Store(&start)
	now := func() time.Time { return *clock.Load() }
	s, err := store.Open(ctx, dir, store.Options{Now: now})
	if err != nil {
		return err
	}
	var order, hashes []string // of filings, the one saved last first; of their scans
	for i, at := range jumps() {
		w.begin(fmt.Sprintf("from %v to %v", start, at))
		clock.Store(&at)
		d, err := s.Create(ctx, called(fmt.Sprintf("第%d家示例公司", i)))
		if err != nil {
			return closing(s, err)
		}
		w.ack("new")
		order = append([]string{d.ID}, order...)
		// The sweep comes while the scan is still being read.
		sweeping := &during{r: &pattern{seed: d.ID, left: scanBytes}, do: func() error { _, err := s.Sweep(ctx); return err }}
		scan, err := s.AddScan(ctx, d.ID, sweeping)
		if err != nil {
			w.lose("a scan added while the store was swept", err)
			continue
		}
		w.ack("scan")
		hashes = append(hashes, scan.SHA256)
	}
	if err := saveOldest(ctx, w, s, order); err != nil {
		return closing(s, err)
	}
	order = append(order[len(order)-1:], order[:len(order)-1]...)
	saved := now()
	if err := s.Close(); err != nil {
		return err
	}
	for _, at := range jumps() {
		clock.Store(&at)
		if s, err = store.Open(ctx, dir, store.Options{Now: now}); err != nil {
			return err
		}
		switch err := s.CheckClock(ctx); {
		case at.Before(saved.AddDate(0, 0, -1)):
			w.expect(fmt.Sprintf("at %v, last saved at %v", at, saved), err, store.ErrClock)
		case err != nil:
			w.wrong(fmt.Sprintf("the clock at %v, last saved at %v", at, saved), err)
		}
		if _, err := s.Sweep(ctx); err != nil {
			w.wrong("sweep", err)
		}
		if got, err := ids(ctx, s); err != nil || !slices.Equal(got, order) {
			w.wrong(fmt.Sprintf("order of the list, saved last first, want %v", order), got)
		}
		for i, hash := range hashes {
			if err := s.VerifyScan(ctx, order[(len(order)-i)%len(order)], hash); err != nil {
				w.lose("a scan", err)
			}
		}
		if err := s.Close(); err != nil {
			return err
		}
	}
	return nil
}

// saveOldest lets an autosaver save the filing that was saved first, by itself: how
// long it waits must not depend on the clock.
func saveOldest(ctx context.Context, w *worker, s *store.Store, order []string) error {
	d, err := s.Load(ctx, order[len(order)-1])
	if err != nil {
		return err
	}
	saved := make(chan time.Time, 1)
	a := store.NewAutosaver(s, d, store.AutosaveOptions{OnSaved: func(at time.Time) { saved <- at }})
	a.Change(d.Record)
	<-saved
	w.ack("saved by itself")
	return a.Close(ctx)
}

func ids(ctx context.Context, s *store.Store) (all []string, err error) {
	list, err := s.Drafts(ctx)
	for _, d := range list {
		all = append(all, d.ID)
	}
	return all, err
}

// during does something once, before the second part is read.
type during struct {
	r     io.Reader
	do    func() error
	reads int
}

func (d *during) Read(p []byte) (int, error) {
	d.reads++
	if d.reads == 2 {
		if err := d.do(); err != nil {
			return 0, err
		}
	}
	return d.r.Read(p[:min(len(p), 20_000)])
}
