package fault

import (
	"context"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"recordaldesk/store"
)

// soaking is a long day at one desk: filings are typed through the autosaver, field
// after field, put away and taken up again, with scans, searches, looks back and steps
// undone. How memory and the database's log grow meanwhile is watched by
// TestALongDayTakesNoMoreAndMore.
var soaking = scenario{name: "a long day", work: soak, judge: judgeSoak}

func init() { children[soaking.name] = soaking.work }

const (
	savesInField  = 8   // until the next field gets the keyboard
	savesInVisit  = 250 // until the next filing is taken up
	savesToLookUp = 50  // until somebody searches, looks back or undoes
	filingsOfDesk = 20

	earlierFilings = 5000
	scanOfVisit    = 200 << 10
	saveTakes      = 8 * time.Hour / 50_000
)

// soak types for so many saves, and acknowledges each.
func soak(w *worker) error {
	debug.SetGCPercent(50) // as the window does
	ctx := context.Background()
	day := &longDay{w: w, clock: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)}
	s, err := store.Open(ctx, w.dir, store.Options{Now: func() time.Time { return day.clock }})
	if err != nil {
		return err
	}
	err = earlierYears(ctx, s)
	for visit := 0; err == nil && day.n < w.steps; visit++ {
		err = day.visit(ctx, s, visit)
	}
	return closing(s, err)
}

// earlierYears puts the filings of earlier years into the store, more of them than the
// caches of the database hold, so that these have grown before the day begins.
func earlierYears(ctx context.Context, s *store.Store) error {
	for n := range earlierFilings {
		r := called(fmt.Sprintf("往年第%d家公司", n))
		r.Filing.Host.Remark = strings.Repeat("往年备注", 180) // a page of the database
		if _, err := s.Create(ctx, r); err != nil {
			return err
		}
	}
	_, err := s.Drafts(ctx)
	return err
}

// longDay is how far the day has come. The clock moves while nothing is saved.
type longDay struct {
	w       *worker
	clock   time.Time
	filings []string // their ids
	n       int      // saves
}

// visit goes on with a filing, or begins one, and puts it away.
func (l *longDay) visit(ctx context.Context, s *store.Store, visit int) error {
	d, err := l.take(ctx, s, visit%filingsOfDesk)
	if err != nil {
		return err
	}
	if _, err := s.AddScan(ctx, d.ID, &pattern{seed: strconv.Itoa(visit), left: scanOfVisit}); err != nil {
		return err
	}
	a := store.NewAutosaver(s, d, store.AutosaveOptions{})
	for i := 0; err == nil && i < savesInVisit && l.n < l.w.steps; i++ {
		l.n++
		l.clock = l.clock.Add(saveTakes)
		typeLetters(&d.Record, l.n)
		a.Change(d.Record.Clone())
		if err = a.Flush(ctx); err == nil {
			l.w.ack(strconv.Itoa(l.n))
		}
		if err == nil && l.n%savesToLookUp == 0 {
			err = lookUp(ctx, s, a, &d)
		}
	}
	if failed := a.Close(ctx); err == nil {
		err = failed
	}
	return err
}

// take opens the filing, or begins it.
func (l *longDay) take(ctx context.Context, s *store.Store, which int) (store.Draft, error) {
	if which < len(l.filings) {
		return s.Load(ctx, l.filings[which])
	}
	d, err := s.Create(ctx, called(fmt.Sprintf("第%d家示例公司", which)))
	l.filings = append(l.filings, d.ID)
	return d, err
}

// typeLetters is what was typed until save n: more of a field, or the beginning of the
// next one; and the number, for the judge.
func typeLetters(r *store.Record, n int) {
	f := r.Filing
	fields := []*string{
		&f.Host.Remark, &f.Host.Address, &f.Host.LegalRepresentative.Name, &f.Host.LegalRepresentative.Mobile,
		&f.Websites[0].Name, &f.Websites[0].HomePage, &f.Websites[0].Domains[0].Registrar,
	}
	field := n / savesInField % len(fields)
	r.Field = strconv.Itoa(field)
	if n%savesInField == 0 {
		*fields[field] = ""
	}
	*fields[field] += fmt.Sprintf("第%d步", n)
	f.Websites[0].Remark = strconv.Itoa(n)
}

// lookUp searches, reads the history of the draft, and undoes a step and brings it back.
func lookUp(ctx context.Context, s *store.Store, a *store.Autosaver, d *store.Draft) error {
	if _, err := s.Drafts(ctx); err != nil {
		return err
	}
	if len(s.Search("示例")) == 0 {
		return fmt.Errorf("the search finds nothing")
	}
	if _, err := s.History(ctx, d.ID); err != nil {
		return err
	}
	for _, turn := range []func() func() (store.Draft, store.Change, error){a.Undo, a.Redo} {
		turned, _, err := turn()()
		if err != nil {
			return err
		}
		d.Record = turned.Record
	}
	return nil
}

// judgeSoak looks for the last save, and that the filings of the day have their history.
func judgeSoak(ctx context.Context, dir string, acks []string) verdict {
	return inStore(ctx, dir, func(s *store.Store, drafts []*store.Summary, v *verdict) {
		if len(acks) == 0 || len(drafts) == 0 {
			v.lose("nothing is left of %d saves in %d filings", len(acks), len(drafts))
			return
		}
		d, err := s.Load(ctx, drafts[0].ID)
		if err != nil {
			v.damage("load: %v", err)
			return
		}
		if got, last := d.Record.Filing.Websites[0].Remark, acks[len(acks)-1]; got != last {
			v.lose("save %s was acknowledged, %s is stored", last, got)
		}
		for _, m := range drafts[:min(len(drafts), filingsOfDesk)] {
			if !strings.HasPrefix(m.HostName, "第") {
				continue // of an earlier year
			}
			if all, err := s.History(ctx, m.ID); err != nil || len(all) < 2 {
				v.damage("history: %d changes, %v", len(all), err)
			}
		}
	})
}
