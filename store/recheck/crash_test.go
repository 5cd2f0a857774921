package recheck_test

import (
	"context"
	"sync/atomic"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/recheck"
)

// panicking is a store that panics while drafts are read, as long as it is told to.
type panicking struct {
	recheck.Store
	broken atomic.Bool
}

func (p *panicking) Each(ctx context.Context, do func(store.Draft, error) error) error {
	if p.broken.Load() {
		panic("while drafts are read")
	}
	return p.Store.Each(ctx, do)
}

func TestAPassThatPanicsHasFailedAndCanBeTriedAgain(t *testing.T) {
	s, _, _ := twoCompanies(t)
	caught := make(chan string, 10)
	t.Cleanup(crash.Begin(t.TempDir(), "test", func(file string) { caught <- file }))
	p := &panicking{Store: s}
	p.broken.Store(true)
	k, _ := keeper(t, p, &clock{day: "2026-11-23"})
	k.Begin()
	<-caught
	until(t, "the pass is said to have failed", func() bool { return k.State().Phase == recheck.Failed })
	p.broken.Store(false)
	k.All()
	until(t, "all are judged", finished(k))
}

// One draft that cannot be judged does not keep the others from it.
func TestADraftThatPanicsIsLeftOut(t *testing.T) {
	s, drafts := filled(t, varied(t, 4))
	caught := make(chan string, 10)
	t.Cleanup(crash.Begin(t.TempDir(), "test", func(file string) { caught <- file }))
	into := recheck.NewVerdicts()
	n := 0
	_, err := recheck.Run(t.Context(), s, recheck.Options{
		Book: rules.Builtin(), Day: "2026-11-23", Into: into, Workers: 1,
		OnProgress: func(done, _ int) {
			if n++; n == 2 {
				panic("at the second")
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(caught) != 1 {
		t.Errorf("%d panics were caught, want one", len(caught))
	}
	judged := 0
	for _, d := range drafts {
		if _, current := into.Of(d.ID, d.Seq); current {
			judged++
		}
	}
	if judged < len(drafts)-1 {
		t.Errorf("%d of %d drafts were judged", judged, len(drafts))
	}
}
