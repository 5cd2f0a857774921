// Package agenda is what is waited for at a desk: every deadline of every filing and
// what of their papers goes stale soon, in the order in which somebody has to see to it.
// It hands the same on to other calendars as an .ics file.
//
// It is made for a hundred thousand filings: how far each has come is worked out by
// [worklist.List], which does so once.
package agenda

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/worklist"
)

// Rows are the filings as the queue has them, see [worklist.List.Find].
type Rows interface {
	Find(ctx context.Context, v worklist.View, now time.Time) (rows []*worklist.Row, total int, err error)
}

// View is what of the agenda is shown. The zero value is all of it.
type View struct {
	Query string // of the filings, as [store.Store.Search] takes it
	Desk  string // of the filings
	By    string // who acts: client, desk, icp_team or authority
}

// Section is when somebody has to see to an entry.
type Section int

// The sections, in their order. Nobody is late where a day has passed that only told what
// is usual: that comes last.
const (
	Over  Section = iota // the time is up
	Today                // it is today
	Week                 // within seven days
	Later
	Passed // a day that only told what is usual has passed
)

// Sections are all of them in their order.
var Sections = []Section{Over, Today, Week, Later, Passed}

// Entry is one thing that has to have happened by a day.
type Entry struct {
	*store.Summary           // the filing
	Section        Section   //
	What           string    // message id: clock.<id>, or stale.<id> for what is good until the day
	By             string    // who acts: client, desk, icp_team or authority
	Day            string    // YYYY-MM-DD: the last day
	Moment         time.Time // the last moment, where hours are counted; else zero
	Expected       bool      // the day tells what is usual, or allowed from then on
	Known          bool      // false where Day rests on a year whose holidays are not announced

	order uint64 // by what entries are sorted, which is many times faster than by their texts
	at    int    // in which order they were found
}

// stale reports whether the day is the last on which a paper is good.
func (e *Entry) stale() bool { return strings.HasPrefix(e.What, "stale.") }

// Left is how many days there are until the day of the entry, below 0 where it has passed.
func (e *Entry) Left(now time.Time) int {
	day, err := time.Parse(time.DateOnly, e.Day)
	if err != nil {
		return 0
	}
	y, m, d := now.Date()
	return int(day.Sub(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
}

// ID tells the entry from all others, and stays the same when its day moves.
func (e *Entry) ID() string { return e.Summary.ID + "." + e.What }

// List returns what the view shows of the agenda at a moment. It ends early, with the
// error of ctx, when that is done.
func List(ctx context.Context, rows Rows, book *rules.Book, v View, now time.Time) ([]*Entry, error) {
	view := worklist.View{Query: v.Query}
	if v.Desk != "" {
		view.Desks = []string{v.Desk}
	}
	filings, _, err := rows.Find(ctx, view, now)
	if err != nil {
		return nil, err
	}
	l := lister{book: book, view: v, now: now}
	l.days(now)
	for i, r := range filings {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		l.add(r)
	}
	slices.SortFunc(l.entries, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.at, b.at))
	})
	return l.entries, ctx.Err()
}

// lister gathers the entries of the filings.
type lister struct {
	book    *rules.Book
	view    View
	now     time.Time
	entries []*Entry

	today, week string // the days that part the sections
}

func (l *lister) days(now time.Time) {
	l.today, l.week = now.Format(time.DateOnly), now.AddDate(0, 0, 7).Format(time.DateOnly)
}

// add gathers what is waited for in one filing.
func (l *lister) add(r *worklist.Row) {
	if r.Damaged {
		return
	}
	for i := range r.Deadlines {
		d := &r.Deadlines[i]
		if l.view.By != "" && d.Clock.By != l.view.By {
			continue
		}
		l.put(r, Entry{
			What: "clock." + d.Clock.ID, By: d.Clock.By, Day: d.Day, Moment: d.Until, Expected: d.Clock.Expected, Known: d.Known,
		}, d.Over(l.now))
	}
	if l.view.By != "" && l.view.By != byClient {
		return
	}
	if stage, ok := l.book.StageOf(r.Stage); ok && stage.Ends {
		return // nobody asks for its papers any more
	}
	for last, id := range r.Verdict.Stale.All() {
		l.put(r, Entry{What: "stale." + id, By: byClient, Day: last, Known: true}, last < l.today)
	}
}

// byClient is who has papers made anew.
const byClient = "client"

func (l *lister) put(r *worklist.Row, e Entry, over bool) {
	e.Summary = r.Summary
	switch {
	case over && e.Expected:
		e.Section = Passed
	case over:
		e.Section = Over
	case e.Day <= l.today:
		e.Section = Today
	case e.Day <= l.week:
		e.Section = Week
	default:
		e.Section = Later
	}
	e.order, e.at = e.number(l.now.Location()), len(l.entries)
	l.entries = append(l.entries, &e)
}

// number orders by the section, the day and, on the same day, the moment: the end of the
// day, where no hours are counted, comes last.
func (e *Entry) number(in *time.Location) uint64 {
	n := uint64(e.Section)
	for _, digit := range []byte(e.Day) {
		if '0' <= digit && digit <= '9' {
			n = n*10 + uint64(digit-'0')
		}
	}
	minute := 24 * 60
	if !e.Moment.IsZero() {
		at := e.Moment.In(in)
		minute = at.Hour()*60 + at.Minute()
	}
	return n<<16 + uint64(minute)
}
