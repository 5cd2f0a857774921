// Package worklist is the queue of a review desk: the filings of the store as rows, with
// how far each has come and when it is due, searched, filtered and sorted.
//
// It is made for a hundred thousand filings: what a row shows is worked out once, and
// again only when its filing, what is noted about it, how it is judged, or the day has
// changed.
package worklist

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/recheck"
)

// Drafts are the filings, as the store keeps them in memory.
type Drafts interface {
	Search(query string) []*store.Summary // the last saved first
	Listed() int                          // how many a search without a query finds
}

// Verdicts tell how filings were judged, as [recheck.Verdicts] does.
type Verdicts interface {
	Of(id string, seq int64) (last recheck.Verdict, current bool)
	Version() uint64 // another number as soon as any of them is another one
}

// Row is one filing in the queue.
type Row struct {
	*store.Summary
	Verdict recheck.Verdict
	Stage   string         // id in the rulebook
	Since   time.Time      // when it was reached
	Due     rules.Deadline // the clock that is over first; the zero value where none runs

	Deadlines []rules.Deadline // of all clocks that run, that which is over first coming first

	judged uint64 // version of the verdicts when the row was last compared with its own
	due    uint64 // by what the rows are sorted
	wanted uint64 // number of the search that found it

	name []byte // by which clients are sorted; nil until somebody does
	site []byte // by which domains are
}

// List is the queue. Its methods may be called from any goroutine.
type List struct {
	drafts   Drafts
	verdicts Verdicts
	book     *rules.Book

	news atomic.Bool // see [List.Judged]

	mu       sync.Mutex
	rows     map[*store.Summary]*Row // a filing that changes gets another summary
	listing  listing
	judged   uint64            // version of the verdicts that are looked at
	looked   time.Time         // when another one was looked at
	took     time.Duration     // how long the search took then
	day      string            // for which the rows are worked out
	searches uint64            // how many there were
	inOrder  map[Column][]*Row // all rows, as long as none has changed
	collator *collate.Collator
	keys     collate.Buffer
}

// New returns the queue of the filings, judged by a rulebook; verdicts may be nil.
func New(d Drafts, v Verdicts, b *rules.Book) *List {
	return &List{drafts: d, verdicts: v, book: b, rows: map[*store.Summary]*Row{}, inOrder: map[Column][]*Row{}, collator: collate.New(language.Chinese)}
}

// Find returns the rows that the view shows at a moment, in its order, and how many
// filings there are in all. It ends early, with the error of ctx, when that is done.
func (l *List) Find(ctx context.Context, v View, now time.Time) (rows []*Row, total int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if day := now.Format(time.DateOnly); day != l.day {
		l.day = day
		clear(l.rows)
		clear(l.inOrder)
		l.listing = listing{}
	}
	if began := time.Now(); l.look(began) {
		defer func() { l.looked, l.took = time.Now(), time.Since(began) }()
	}
	found := l.drafts.Search(v.Query)
	l.listing.begin()
	keep, all := v.filter(now), v.keepsAll()
	rows = make([]*Row, 0, len(found))
	for i, m := range found {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		if r := l.rowAlong(m); all || keep(r) {
			rows = append(rows, r)
		}
	}
	total = l.drafts.Listed()
	l.forget(total)
	l.arrange(rows, v, total)
	return rows, total, ctx.Err()
}

// Rows returns the rows of some filings as they come, such as of those saved last while
// the others are still being read.
func (l *List) Rows(all []*store.Summary) []*Row {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.look(time.Now())
	rows := make([]*Row, len(all))
	for i, m := range all {
		rows[i] = l.row(m)
	}
	return rows
}

// forget drops the rows of filings that have changed since, once they are many.
func (l *List) forget(total int) {
	if len(l.rows) < 2*total+1024 {
		return
	}
	all := l.drafts.Search("")
	kept := make(map[*store.Summary]*Row, len(all))
	for _, m := range all {
		if r := l.rows[m]; r != nil {
			kept[m] = r
		}
	}
	l.rows = kept
}

// Judged has the next Find look at all verdicts anew. It returns at once.
func (l *List) Judged() { l.news.Store(true) }

// While filings are judged their verdicts change all the time. Where it takes longer than a
// moment to look at all of them, it is done so seldom that most keys do not wait for it.
const (
	moment = 5 * time.Millisecond
	seldom = 20 // times what it takes
)

// look takes in which verdicts there are by now, and reports whether there are others.
func (l *List) look(now time.Time) bool {
	if l.verdicts == nil || !l.news.Swap(false) && l.took > moment && now.Sub(l.looked) < seldom*l.took {
		return false
	}
	before := l.judged
	l.judged = l.verdicts.Version()
	return l.judged != before
}

// row returns the row of a filing, worked out anew where it must be. Its verdict is asked
// for where any verdict has changed since: this is done for each row at each key.
func (l *List) row(m *store.Summary) *Row {
	r := l.rows[m]
	if r != nil && r.judged == l.judged {
		return r
	}
	var verdict recheck.Verdict
	if l.verdicts != nil {
		verdict, _ = l.verdicts.Of(m.ID, m.Seq)
	}
	if r == nil || r.Verdict != verdict {
		r = &Row{Summary: m, Verdict: verdict}
		r.Stage, r.Since = stageOf(m, verdict)
		r.Deadlines = l.book.Due(dueInput(r))
		r.Due = nextDue(r.Deadlines)
		r.due = r.dueNumber()
		l.rows[m] = r
		clear(l.inOrder)
	}
	r.judged = l.judged
	return r
}

// Over reports whether the clock is over, and somebody late.
func (r *Row) Over(now time.Time) bool {
	return r.Due.Clock != nil && !r.Due.Clock.Expected && r.Due.Over(now)
}

// nextDue is the first deadline that somebody can miss or, where there is none, the
// first that tells what is usual.
func nextDue(all []rules.Deadline) rules.Deadline {
	for _, d := range all {
		if !d.Clock.Expected {
			return d
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return rules.Deadline{}
}

// The stages that the program finds out by itself.
const (
	stageDraft   = "draft"
	stageChecked = "checked" // there is nothing to be mended
	stagePacked  = "packed"  // a zip was made of it
)

// stageOf tells how far a filing has come: the stage that was noted last, unless it was
// exported since.
func stageOf(m *store.Summary, v recheck.Verdict) (stage string, since time.Time) {
	noted := m.Case.Stage()
	switch {
	case m.ExportedAt.After(noted.At):
		return stagePacked, m.ExportedAt
	case noted.Stage != "":
		return noted.Stage, noted.At
	case v.Seq == m.Seq && v.Ready():
		return stageChecked, m.Updated
	}
	return stageDraft, m.Updated
}

// dueInput is what the clocks of the rulebook need to know.
func dueInput(r *Row) rules.DueInput {
	in := rules.DueInput{Kind: r.Kind, Province: r.Province, Route: r.Verdict.Route}
	in.Reached = make([]rules.Reached, 0, len(r.Case.Events)+1)
	for _, e := range r.Case.Events {
		in.Reached = append(in.Reached, rules.Reached{Stage: e.Stage, At: e.At.Local()})
	}
	if r.Stage == stagePacked {
		in.Reached = append(in.Reached, rules.Reached{Stage: stagePacked, At: r.Since.Local()})
	}
	return in
}

// Names are what the filters can offer: the members that occur among the filings, and
// how often, the most frequent first.
func (l *List) Names(of func(*Row) string) []Named {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.look(time.Now())
	count := map[string]int{}
	for _, m := range l.drafts.Search("") {
		count[of(l.row(m))]++
	}
	all := make([]Named, 0, len(count))
	for name, n := range count {
		if name != "" {
			all = append(all, Named{name, n})
		}
	}
	slices.SortFunc(all, func(a, b Named) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return compare(a.Name, b.Name)
	})
	return all
}

// Named is one member, and how many filings have it.
type Named struct {
	Name  string
	Count int
}
