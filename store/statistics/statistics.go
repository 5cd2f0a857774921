// Package statistics counts what a desk has done: by month, kind, province, stage and
// reason of return, and how long it took. It hands the figures on as a workbook with
// charts. No figure names a client.
package statistics

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store/worklist"
)

// Figures are those of a period. What is counted by kind, province and stage are the
// filings that came in during the period, each with the stage that it has now.
type Figures struct {
	Period    Period
	From, To  time.Time // of the period: from the first to before the second; zero for all time
	At        time.Time // when they were counted
	Received  int       // filings that came in or were begun at the desk
	Months    []Month   // the earliest first
	Kinds     []Count   // the most frequent first, as in all lists but that of the stages
	Provinces []Count   // GB/T 2260; "" where none is filled in
	Stages    []Count   // in their order
	Reasons   []Count   // of return, each time that one was given; "" for the reviewer's own words
	ToMail    Average   // from the day it came in to the day it was mailed, of those mailed in the period
	ToApprove Average   // from the day it was submitted to the day it was approved, of those approved in it
}

// Month is what was done in a month. A filing counts once, when something first happened
// to it; each return counts.
type Month struct {
	Month                                string // YYYY-MM
	Received, Mailed, Approved, Returned int
}

// Count is how often there is one of a list.
type Count struct {
	ID string
	N  int
}

// Average is a number of days over some filings.
type Average struct {
	Filings int
	Days    float64 // 0 where there are none
}

// The stages that are counted by month.
const (
	received  = "received"
	mailed    = "mailed"
	submitted = "submitted"
	approved  = "approved"
)

// Of counts what the filings have come through in a period around a moment. It ends
// early, with the error of ctx, when that is done.
func Of(ctx context.Context, rows []*worklist.Row, book *rules.Book, p Period, now time.Time) (*Figures, error) {
	c := counter{in: now.Location(), months: map[int]*Month{}, kinds: map[string]int{}, provinces: map[string]int{}, stages: map[string]int{}, reasons: map[string]int{}}
	c.span.from, c.span.to = p.Span(now)
	for i, r := range rows {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !r.Damaged {
			c.add(r)
		}
	}
	f := &Figures{
		Period: p, From: c.span.from, To: c.span.to, At: now, Received: c.received, Months: c.monthsInOrder(),
		Kinds: frequent(c.kinds), Provinces: frequent(c.provinces), Stages: frequent(c.stages), Reasons: frequent(c.reasons),
		ToMail: c.toMail.average(), ToApprove: c.toApprove.average(),
	}
	place := map[string]int{}
	for i, s := range book.Stages {
		place[s.ID] = i - len(book.Stages) // a stage that the book does not know comes last
	}
	slices.SortStableFunc(f.Stages, func(a, b Count) int { return cmp.Compare(place[a.ID], place[b.ID]) })
	return f, ctx.Err()
}

// counter is figures that are being counted.
type counter struct {
	in   *time.Location
	span span

	received                          int
	months                            map[int]*Month // by year*12 + month
	kinds, provinces, stages, reasons map[string]int
	toMail, toApprove                 sum
}

// add counts a filing.
func (c *counter) add(r *worklist.Row) {
	came := r.Began()
	if first := firstOf(r, received); r.Case.Received.IsZero() && !first.IsZero() && first.Before(came) {
		came = first // noted afterwards, before it was typed in here
	}
	if c.span.has(came) {
		c.received++
		c.month(came).Received++
		c.kinds[r.Kind]++
		c.provinces[r.Province]++
		c.stages[r.Stage]++
	}
	if at := firstOf(r, mailed); c.span.has(at) {
		c.month(at).Mailed++
		c.toMail.add(came, at, c.in)
	}
	if at := firstOf(r, approved); c.span.has(at) {
		c.month(at).Approved++
		c.toApprove.add(firstOf(r, submitted), at, c.in)
	}
	for _, back := range r.Case.Returns {
		if c.span.has(back.At) {
			c.month(back.At).Returned++
			for _, id := range back.Reasons {
				c.reasons[id]++
			}
		}
	}
}

// firstOf is when the filing first reached a stage, zero where it did not. The stages are
// in the order in which they were noted, which can be afterwards.
func firstOf(r *worklist.Row, stage string) (first time.Time) {
	for _, e := range r.Case.Events {
		if e.Stage == stage && (first.IsZero() || e.At.Before(first)) {
			first = e.At
		}
	}
	return first
}

// month is that of a moment.
func (c *counter) month(at time.Time) *Month {
	y, m, _ := at.In(c.in).Date()
	number := y*12 + int(m) - 1
	if c.months[number] == nil {
		c.months[number] = &Month{Month: monthName(number)}
	}
	return c.months[number]
}

func monthName(number int) string {
	return time.Date(number/12, time.Month(number%12+1), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

// mostMonths are shown with the empty ones between them: ten years.
const mostMonths = 120

// monthsInOrder lists the months in which something was done, and those between them, so
// that a gap is seen; not where a wrong year makes it a long one.
func (c *counter) monthsInOrder() (all []Month) {
	numbers := slices.Sorted(maps.Keys(c.months))
	if len(numbers) == 0 {
		return nil
	}
	first, last := numbers[0], numbers[len(numbers)-1]
	for _, n := range numbers {
		for gap := n - 1; last-first < mostMonths && gap >= first && c.months[gap] == nil; gap-- {
			c.months[gap] = &Month{Month: monthName(gap)}
		}
	}
	for _, n := range slices.Sorted(maps.Keys(c.months)) {
		all = append(all, *c.months[n])
	}
	return all
}

// frequent lists what was counted, the most frequent first.
func frequent(counts map[string]int) []Count {
	all := make([]Count, 0, len(counts))
	for id, n := range counts {
		all = append(all, Count{id, n})
	}
	slices.SortFunc(all, func(a, b Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.ID, b.ID)) })
	return all
}

// sum is days of some filings.
type sum struct{ filings, days int }

// add counts the days from one moment to another, by the calendar; none where the first
// is not known, or was noted as the later one.
func (s *sum) add(from, to time.Time, in *time.Location) {
	if from.IsZero() {
		return
	}
	day := func(t time.Time) int64 {
		y, m, d := t.In(in).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
	}
	if days := day(to) - day(from); days >= 0 {
		s.filings++
		s.days += int(days)
	}
}

func (s sum) average() Average {
	if s.filings == 0 {
		return Average{}
	}
	return Average{Filings: s.filings, Days: float64(s.days) / float64(s.filings)}
}

// Sum adds the months up.
func (f *Figures) Sum() (sum Month) {
	for _, m := range f.Months {
		sum.Received += m.Received
		sum.Mailed += m.Mailed
		sum.Approved += m.Approved
		sum.Returned += m.Returned
	}
	return sum
}
