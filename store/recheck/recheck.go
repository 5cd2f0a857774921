// Package recheck judges all drafts of a store, which is due when the program
// starts, when another day begins and when another rulebook comes into force: a
// draft nobody touched can be wrong today that was right yesterday.
//
// [Run] goes over the drafts once and leaves a small [Verdict] of each in a
// [Verdicts], beside the list that the window shows. A [Keeper] has it run when
// it is due, keeps the verdicts and the [rules.Desk] up with what the window
// does, and brings the verdicts to the store, sealed like the drafts: nothing of
// a filing shall lie in the clear on the disk, not even how many errors it has.
//
// The window goes on working meanwhile. A verdict names the version of the
// draft that it was made from, so one that a later save has overtaken is
// recognised, and never takes the place of a newer one.
package recheck

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"sync"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
)

// workers is how many drafts are judged at once where nothing else is said. More
// would leave nothing of an office computer for others.
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
	// when Run has returned without an error. A draft is judged by what it shares
	// with those that are on the desk by then: [Fill] it before. Nil for none.
	Desk *rules.Desk

	Workers int // how many drafts are judged at once; 0 is the package's own measure

	// Pace, unless nil, is called before each draft is judged and may hold it up,
	// for the sake of whoever works meanwhile; not when ctx is done.
	Pace func(ctx context.Context)

	// Skip, unless nil, names drafts that need not be judged; they count as done.
	Skip func(id string, seq int64) bool

	// OnProgress is told how many drafts of how many are done, the damaged ones
	// among them: first 0, then at every hundredth, and total in the end unless the
	// pass fails. It runs on goroutines of the pass, one call at a time, and holds
	// them up until it returns.
	OnProgress func(done, total int)
}

// Result says what a pass has done.
type Result struct {
	Judged    int
	Skipped   int
	Damaged   int // drafts that cannot be read, which have no verdict
	Otherwise int // of those judged: with another result than before
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
	for range min(cmp.Or(o.Workers, workers), runtime.GOMAXPROCS(0)) {
		work.Go(func() {
			for d := range drafts {
				p.o.Pace(ctx)
				crash.Guard(func() { p.judge(d) }) // the others are judged all the same
			}
		})
	}
	err = s.Each(ctx, func(d store.Draft, err error) error {
		if err != nil {
			p.count(func(r *Result) { r.Damaged++ })
			return nil
		}
		if p.o.Skip(d.ID, d.Seq) {
			p.count(func(r *Result) { r.Skipped++ })
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

// Fill takes all drafts onto the desk without judging them, which takes a
// fraction of the time. It ends as [Run] does.
func Fill(ctx context.Context, s Drafts, desk *rules.Desk) error {
	err := s.Each(ctx, func(d store.Draft, err error) error {
		if err == nil {
			desk.Fill(d.ID, d.Record.Filing, d.State == store.StateExported)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("fill the desk: %w", err)
	}
	return nil
}

// judge judges a draft by the book on the day, and by what it shares with others
// of the desk; nil is no desk.
func judge(book *rules.Book, day string, desk *rules.Desk, d store.Draft) Verdict {
	var shared []rules.Shared
	if desk != nil {
		shared = desk.Shared(d.ID, d.Record.Filing)
	}
	return VerdictOf(book, book.Check(d.Record.Filing, day, shared...), d, day)
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
	if o.Pace == nil {
		o.Pace = func(context.Context) {}
	}
	if o.Skip == nil {
		o.Skip = func(string, int64) bool { return false }
	}
	o.OnProgress(0, total)
	return &pass{o: o, total: total}
}

func (p *pass) judge(d store.Draft) {
	if p.o.Desk != nil {
		p.o.Desk.Fill(d.ID, d.Record.Filing, d.State == store.StateExported)
	}
	otherwise := p.o.Into.renew(d.ID, judge(p.o.Book, p.o.Day, p.o.Desk, d))
	p.count(func(r *Result) {
		r.Judged++
		r.Otherwise += count(otherwise)
	})
}

// count notes that one more draft is done.
func (p *pass) count(one func(*Result)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	one(&p.result)
	done := p.result.Judged + p.result.Skipped + p.result.Damaged
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
