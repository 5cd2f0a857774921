package recheck

import (
	"sync"

	"recordaldesk/rules"
)

// Verdict is what a list shows of how a draft was judged.
type Verdict struct {
	Seq         int64  // version of the draft it was made from
	Rulebook    string // version
	Day         string // YYYY-MM-DD: the day of the pass; a filing that names a day is judged on that
	Errors      int
	Warnings    int
	Outstanding int // materials that are needed as a scan and not attached
}

// VerdictOf makes a verdict of a report, which the window has at hand of the
// draft that is open, on the draft's version seq and the day it was judged.
func VerdictOf(r *rules.Report, seq int64, day string) Verdict {
	v := Verdict{Seq: seq, Rulebook: r.Rulebook, Day: day, Outstanding: len(r.Outstanding())}
	for _, f := range r.Findings {
		switch f.Severity {
		case rules.Error:
			v.Errors++
		case rules.Warning:
			v.Warnings++
		}
	}
	return v
}

// Verdicts are the last verdicts by the drafts' ids. Its methods may be called
// from any goroutine.
type Verdicts struct {
	mu      sync.RWMutex
	byID    map[string]Verdict
	removed map[string]bool // ids, so that a pass under way does not bring them back
}

// NewVerdicts returns no verdicts.
func NewVerdicts() *Verdicts {
	return &Verdicts{byID: map[string]Verdict{}, removed: map[string]bool{}}
}

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
	if !v.removed[id] && v.byID[id].Seq <= verdict.Seq {
		v.byID[id] = verdict
	}
}

// Remove forgets the verdict on a draft that was deleted.
func (v *Verdicts) Remove(id string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.removed[id] = true
	delete(v.byID, id)
}

// Len returns how many drafts have a verdict.
func (v *Verdicts) Len() int {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return len(v.byID)
}
