package fault

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"recordaldesk/store"
)

// A scenario is work that people do, and a judge of what is left of it. To add one,
// write both and name it in scenarios: it is then killed, cut off from power and
// given a disk that fails, as all are.
type scenario struct {
	name string // in the table, and of the child

	// How many steps it does while its power is cut, and while operations fail: in the
	// first all that can be interrupted should come, the second repeats all for each
	// operation in it.
	recorded, failing int

	share int // of the kills, of the sum of all shares

	// span is within what time after the first word, or the first acknowledgement, it
	// is killed: as long as its longest step; usualSpan where it is 0.
	span time.Duration

	// prepare makes a new folder into the place where the scenario plays; nil where
	// any folder is one. What a power cut left is put there, too.
	prepare func(dir string) error

	// anew says that each kill needs a new folder; others go on where they were killed.
	anew bool

	// work works in the folder of the worker until there is no more to do, and
	// acknowledges each step when it is safe. It goes on where another left off.
	work func(w *worker) error

	// judge opens what was left in the folder and compares it with what was
	// acknowledged there last, by one child. It may tidy up.
	judge func(ctx context.Context, dir string, acks []string) verdict
}

// verdict says what a judge has found, in words; nothing where all is well.
type verdict struct {
	lost    []string // acknowledged steps that are not there
	damaged []string // what is broken
}

func (v *verdict) lose(format string, args ...any) {
	v.lost = append(v.lost, fmt.Sprintf(format, args...))
}

func (v *verdict) damage(format string, args ...any) {
	v.damaged = append(v.damaged, fmt.Sprintf(format, args...))
}

// found passes on what a judge has found that a child asked.
func (w *worker) found(when string, v verdict) {
	for _, what := range v.lost {
		w.lose(when, what)
	}
	for _, what := range v.damaged {
		w.wrong(when, what)
	}
}

// scenarios are all of them.
var scenarios = []scenario{
	starting, typing, autosaving, typingWithoutWAL, attaching, delivering, purging, migrating, exporting,
	backingUp, restoring, changingPassphrase, salvaging,
}

func init() {
	for _, s := range append(slices.Clone(scenarios), plainFull, plainNormal) {
		children[s.name] = s.work
	}
}

// newFolder makes the folder dir for the scenario.
func (s scenario) newFolder(t testing.TB, dir string) {
	t.Helper()
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.prepared(dir); err != nil {
		t.Fatal(err)
	}
}

func (s scenario) prepared(dir string) error {
	if s.prepare == nil {
		return nil
	}
	return s.prepare(dir)
}

// line begins the line of the table for tries of a scenario.
func (s scenario) line(fault string) Line { return Line{Fault: fault + ", " + s.name} }

// blame puts a verdict into the line and fails the test where it is a bad one.
func blame(t *testing.T, line *Line, v verdict, when string) {
	t.Helper()
	line.Lost += len(v.lost)
	if len(v.damaged) > 0 {
		line.Damaged++
	}
	for _, what := range slices.Concat(v.lost, v.damaged) {
		t.Errorf("%s: %s", when, what)
	}
}

// add takes over what another judge has found.
func (v *verdict) add(other verdict) {
	v.lost = append(v.lost, other.lost...)
	v.damaged = append(v.damaged, other.damaged...)
}

// later opens a store as after some days, so that what was left before is older than
// the session that sweeps, and what was dropped is no longer kept.
func later(ctx context.Context, dir string) (*store.Store, error) {
	return store.Open(ctx, dir, store.Options{Now: func() time.Time { return time.Now().Add(store.KeptForUndo + time.Hour) }})
}

// inStore opens the store that was left, checks it and lets a judge look into it.
func inStore(ctx context.Context, dir string, judge func(s *store.Store, drafts []*store.Summary, v *verdict)) (v verdict) {
	s, err := later(ctx, dir)
	if err != nil {
		v.damage("open: %v", err)
		return v
	}
	defer func() {
		if err := s.Close(); err != nil {
			v.damage("close: %v", err)
		}
	}()
	lookInto(ctx, s, judge, &v)
	return v
}

// lookInto checks an open store and lets a judge look into it.
func lookInto(ctx context.Context, s *store.Store, judge func(s *store.Store, drafts []*store.Summary, v *verdict), v *verdict) {
	if err := s.Check(ctx); err != nil {
		v.damage("check: %v", err)
	}
	if damage, err := s.Audit(ctx); err != nil || !damage.None() {
		v.damage("audit: %+v, %v", damage, err)
	}
	drafts, err := s.Drafts(ctx)
	if err != nil {
		v.damage("list: %v", err)
		return
	}
	judge(s, drafts, v)
}
