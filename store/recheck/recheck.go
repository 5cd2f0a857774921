// Package recheck judges all drafts of a store, which is due when the program
// starts, when another day begins and when another rulebook comes into force: a
// draft nobody touched can be wrong today that was right yesterday.
//
// [Run] goes over the drafts once and leaves a small [Verdict] of each in a
// [Verdicts], beside the list that the window shows. Verdicts are kept in memory
// only: nothing of a filing shall lie in the clear on the disk, not even how
// many errors it has, and all of them are made again in seconds.
//
// The window goes on working meanwhile. A verdict names the version of the
// draft that it was made from, so one that a later save has overtaken is
// recognised, and never takes the place of a newer one.
package recheck

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// workers is how many drafts are judged at once. More would leave nothing of an
// office computer for the window.
const workers = 2

// Drafts is the part of [store.Store] that a pass reads.
type Drafts interface {
	Count(ctx context.Context) (int, error)
	Each(ctx context.Context, f func(d store.Draft, err error) error) error
}

// Options say what a pass judges by. Book, Day and Into must be given.
type Options struct {
	Book *rules.Book
	Day  string    // YYYY-MM-DD, for filings that name no day of their own
	Into *Verdicts // where the verdicts go, one by one as they are made

	// Desk is filled with the drafts on the way ([rules.Desk.Fill]), so that what
	// the window has put there stays; an exported draft counts as sent. It is whole
	// when Run has returned without an error. Nil for none.
	Desk *rules.Desk

	// OnProgress is told how many drafts of how many are done, the damaged ones
	// among them: first 0, then at every hundredth, and total in the end unless the
	// pass fails. It runs on goroutines of the pass, one call at a time, and holds
	// them up until it returns.
	OnProgress func(done, total int)
}

// Result says what a pass has done.
type Result struct {
	Judged  int
	Damaged int // drafts that cannot be read, which have no verdict
}

// Run judges all drafts. When ctx is done it stops after the drafts at hand,
// which takes milliseconds, and returns the error of ctx; what was judged by
// then stays. It fails as well where the store does, but not for a damaged
// draft.
//
// A draft that is saved while the pass runs may be judged as it was before; see
// [Verdicts.Of].
func Run(ctx context.Context, s Drafts, o Options) (Result, error) {
	total, err := s.Count(ctx)
	if err != nil {
		return Result{}, fmt.Errorf("recheck drafts: %w", err)
	}
	p := newPass(o, total)
	drafts := make(chan store.Draft)
	var work sync.WaitGroup
	for range min(workers, runtime.GOMAXPROCS(0)) {
		work.Go(func() {
			for d := range drafts {
				p.judge(d)
			}
		})
	}
	err = s.Each(ctx, func(d store.Draft, err error) error {
		if err != nil {
			p.count(func(r *Result) { r.Damaged++ })
			return nil
		}
		select {
		case drafts <- d:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	close(drafts)
	work.Wait()
	if err != nil {
		return p.result, fmt.Errorf("recheck drafts: %w", err)
	}
	p.finish()
	return p.result, nil
}

// pass is one run over the drafts.
type pass struct {
	o Options

	mu     sync.Mutex
	result Result
	total  int
	told   int // hundredths
}

func newPass(o Options, total int) *pass {
	if o.OnProgress == nil {
		o.OnProgress = func(int, int) {}
	}
	o.OnProgress(0, total)
	return &pass{o: o, total: total}
}

func (p *pass) judge(d store.Draft) {
	f := d.Record.Filing
	if p.o.Desk != nil {
		p.o.Desk.Fill(d.ID, f, d.State == store.StateExported)
	}
	p.o.Into.Put(d.ID, VerdictOf(p.o.Book.Check(f, p.o.Day), d.Seq, p.o.Day))
	p.count(func(r *Result) { r.Judged++ })
}

// count notes that one more draft is done.
func (p *pass) count(one func(*Result)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one(&p.result)
	done := p.result.Judged + p.result.Damaged
	// Drafts may have been made since they were counted. The last call is finish's.
	p.total = max(p.total, done)
	if at := done * 100 / p.total; at > p.told && done < p.total {
		p.told = at
		p.o.OnProgress(done, p.total)
	}
}

func (p *pass) finish() {
	p.o.OnProgress(p.total, p.total)
}
