package recheck

import (
	"slices"
	"sync"
	"sync/atomic"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// Verdict is what a list shows of how a draft was judged.
type Verdict struct {
	Seq         int64  // version of the draft it was made from
	Rulebook    string // version
	Day         string // YYYY-MM-DD: the day of the pass; a filing that names a day is judged on that
	Errors      int
	Warnings    int // that nobody has looked at yet
	Outstanding int // materials that are needed as a scan and not attached
	Route       rules.Route

	Stale Staling

	// Otherwise is set where a pass came to another result than the last one did on
	// the same version of the draft: the day or the rulebook made the difference, or
	// what other filings say.
	Otherwise bool
}

// VerdictOf makes a verdict of what the book reports on a draft, judged on a day. It counts
// what the check page counts: not what is only told, nor a warning that was
// looked at.
func VerdictOf(book *rules.Book, r *rules.Report, d store.Draft, day string) Verdict {
	v := Verdict{Seq: d.Seq, Rulebook: r.Rulebook, Day: day, Outstanding: len(r.Outstanding()), Route: r.Route}
	for _, f := range r.Findings {
		switch {
		case f.Moment != "":
		case f.Severity == rules.Error:
			v.Errors++
		case f.Severity == rules.Warning && !slices.Contains(d.Record.Acknowledged, f.Rule+"@"+f.Field):
			v.Warnings++
		}
	}
	v.Stale = StalingOf(book.Stale(d.Record.Filing, day), day)
	return v
}

// Ready reports whether nothing is to be done before the export.
func (v Verdict) Ready() bool { return v.Errors == 0 && v.Warnings == 0 && v.Outstanding == 0 }

// differs reports whether two verdicts come to something else.
func (v Verdict) differs(from Verdict) bool {
	return v.Errors != from.Errors || v.Warnings != from.Warnings || v.Outstanding != from.Outstanding
}

// Verdicts are the last verdicts by the drafts' ids. Its methods may be called
// from any goroutine.
type Verdicts struct {
	mu      sync.RWMutex
	byID    map[string]Verdict
	removed map[string]bool // ids, so that a pass under way does not bring them back
	changed int             // how many say [Verdict.Otherwise]
	version atomic.Uint64   // see [Verdicts.Version]
}

// NewVerdicts returns no verdicts.
func NewVerdicts() *Verdicts {
	return &Verdicts{byID: map[string]Verdict{}, removed: map[string]bool{}}
}

// Version is another number as soon as any verdict is another one, or gone. It is not 0.
func (v *Verdicts) Version() uint64 { return v.version.Load() + 1 }

// Of returns the last verdict on a draft, and whether it is on the version seq
// rather than on an older one, or a newer one than the caller knows. The zero
// Verdict and false mean that there is none yet.
func (v *Verdicts) Of(id string, seq int64) (last Verdict, current bool) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	last, found := v.byID[id]
	return last, found && last.Seq == seq
}

// Put keeps a verdict on a draft unless there is one on a later version, or the
// draft was removed.
func (v *Verdicts) Put(id string, verdict Verdict) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.put(id, verdict)
}

func (v *Verdicts) put(id string, verdict Verdict) {
	last := v.byID[id]
	if !v.removed[id] && last.Seq <= verdict.Seq {
		v.byID[id] = verdict
		v.version.Add(1)
		v.changed += count(verdict.Otherwise) - count(last.Otherwise)
	}
}

// renew puts a verdict like Put, and says whether it is otherwise than the last
// one. That is one made on another day or by another rulebook; where a second
// verdict on the same grounds comes, as of a pass and of the window at once, what
// the first one found stays.
func (v *Verdicts) renew(id string, verdict Verdict) (otherwise bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	last, known := v.byID[id]
	switch {
	case !known || last.Seq != verdict.Seq:
	case last.Day == verdict.Day && last.Rulebook == verdict.Rulebook:
		verdict.Otherwise = last.Otherwise
	default:
		verdict.Otherwise = verdict.differs(last)
	}
	v.put(id, verdict)
	return verdict.Otherwise
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Remove forgets the verdict on a draft that was deleted.
func (v *Verdicts) Remove(id string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.removed[id] = true
	v.changed -= count(v.byID[id].Otherwise)
	delete(v.byID, id)
	v.version.Add(1)
}

// otherwise returns how many say that they differ from the verdict before.
func (v *Verdicts) otherwise() int {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.changed
}

// doubt has every draft judged again, and leaves the verdicts to be shown and
// compared with until then.
func (v *Verdicts) doubt() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for id, one := range v.byID {
		one.Day = ""
		v.byID[id] = one
	}
	v.version.Add(1)
}

// Len returns how many drafts have a verdict.
func (v *Verdicts) Len() int {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return len(v.byID)
}
