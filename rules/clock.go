package rules

import (
	"cmp"
	"slices"
	"time"
)

// Clock is a time that runs from a stage of a filing. What has to have happened when
// it is over is the message clock.<id>, in a few words clock.<id>.short, and what to do
// when it has not clock.<id>.late.
type Clock struct {
	ID         string
	From       []string // the stages at which it begins
	Until      []string // the stages at which it stops; where the filing ends it stops too
	Kinds      []string // empty is all
	Provinces  []string // of the host unit, GB/T 2260; empty is all
	Route      Route    // "" is both
	Spans      []Span   // how long it runs: the first that holds for the province
	Expected   bool     // it tells what is usual, or allowed from then on: nobody is late
	By         string   // who acts: client, desk, icp_team or authority
	Source     string
	Confidence Confidence
	AsOf       string
}

// Span is a length of time.
type Span struct {
	Provinces []string // in which it holds; empty is all
	Unit      Unit
	Length    int
	Least     int // the same unit: when it may be over at the earliest; 0 where that is not known
}

// Unit is what a span is counted in.
type Unit string

// The units. Working days are those of China's calendar, see [PlusWorkdays].
const (
	Workdays Unit = "workdays"
	Days     Unit = "days"
	Hours    Unit = "hours"
	Months   Unit = "months"
)

// In returns how long the clock runs in a province; false where it does not.
func (c *Clock) In(province string) (Span, bool) {
	i := c.span(province)
	if i < 0 {
		return Span{}, false
	}
	return c.Spans[i], true
}

// span is [Clock.In] by the index of the span, -1 for none.
func (c *Clock) span(province string) int {
	if len(c.Provinces) > 0 && !slices.Contains(c.Provinces, province) {
		return -1
	}
	return slices.IndexFunc(c.Spans, func(s Span) bool {
		return len(s.Provinces) == 0 || slices.Contains(s.Provinces, province)
	})
}

// end reckons when the span is over that begins on a day, for all units but hours.
func (s *Span) end(day string) (e end) {
	after := func(n int) (string, bool) {
		switch s.Unit {
		case Workdays:
			return PlusWorkdays(day, n)
		case Months:
			return PlusMonths(day, n), true
		}
		return PlusDays(day, n), true
	}
	e.day, e.known = after(s.Length)
	if s.Least > 0 {
		e.earliest, _ = after(s.Least)
	}
	return e
}

// Reached is a stage that a filing has reached, and when.
type Reached struct {
	Stage string
	At    time.Time // in the zone whose days are counted
}

// DueInput is what there is to know of a filing for its deadlines.
type DueInput struct {
	Kind     string
	Province string // of the host unit
	Route    Route
	Reached  []Reached // in the order in which they were noted
}

// Deadline is a clock that is running for a filing.
type Deadline struct {
	Clock    *Clock // of the book
	From     time.Time
	Earliest string    // YYYY-MM-DD: when it may be over; "" where that is not known
	Day      string    // YYYY-MM-DD: the last day
	Until    time.Time // the last moment, for a clock of hours; else zero
	Known    bool      // false where Day rests on a year whose holidays are not announced
}

// Over reports whether the time is up: for a clock of hours to the moment, for all
// others once the day has passed where now is.
func (d Deadline) Over(now time.Time) bool {
	if !d.Until.IsZero() {
		return now.After(d.Until)
	}
	return now.Format(time.DateOnly) > d.Day
}

// Due returns the clocks that run for a filing, the one that is over first coming
// first. A stage that is reached again starts its clocks anew. It may be called for
// every filing of a desk; it knows no clock but what it is given.
func (b *Book) Due(in DueInput) []Deadline {
	if b.timetable == nil || len(in.Reached) == 0 {
		return nil
	}
	var on [16]uint64 // few filings reach more
	reached := on[:0]
	for _, r := range in.Reached {
		reached = append(reached, b.timetable.stages[r.Stage])
	}
	kind := b.timetable.kinds[in.Kind]
	var all []Deadline
	for i := range b.Clocks {
		p := &b.timetable.clocks[i]
		if !p.every && p.kinds&kind == 0 || p.route != "" && p.route != in.Route {
			continue
		}
		start := p.running(reached)
		if start < 0 || in.Reached[start].At.IsZero() {
			continue
		}
		if d, ok := b.timetable.due(&b.Clocks[i], i, in.Province, in.Reached[start].At); ok {
			if all == nil {
				all = make([]Deadline, 0, few)
			}
			all = append(all, d)
		}
	}
	if len(all) > 1 {
		slices.SortStableFunc(all, func(a, b Deadline) int {
			return cmp.Or(cmp.Compare(a.Day, b.Day), a.Until.Compare(b.Until))
		})
	}
	return all
}

// few clocks run at a time.
const few = 2

// running returns at which of the stages reached the clock was started, -1 where it
// does not run.
func (p *clockPlan) running(reached []uint64) int {
	start := -1
	for i, stage := range reached {
		switch {
		case stage&p.until != 0:
			start = -1
		case stage&p.from == 0:
		case start < 0, reached[start] == stage:
			start = i
		}
	}
	return start
}
