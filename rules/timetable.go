package rules

import (
	"sync"
	"time"
)

// timetable is what a book's clocks look like to [Book.Due], which is asked for every
// filing of a desk: stages and kinds are bits, and of a clock that begins on a day in
// a province the end is reckoned once.
type timetable struct {
	stages map[string]uint64
	kinds  map[string]uint64
	clocks []clockPlan // as in Book.Clocks

	mu   sync.RWMutex
	ends map[begun]end
}

// clockPlan is a clock in bits.
type clockPlan struct {
	from, until, kinds uint64
	every              bool // kind
	route              Route
}

// begun is a span of a clock that began on a day.
type begun struct {
	clock, span int16
	day         int32 // since 1970, where it began
}

type end struct {
	earliest, day string
	known         bool
}

// mostEnds bounds what is kept; a desk has some clocks for each day of some years.
const mostEnds = 100_000

// maxStages is how many bits there are.
const maxStages = 64

func newTimetable(b *Book) *timetable {
	t := &timetable{stages: map[string]uint64{}, kinds: map[string]uint64{}, ends: map[begun]end{}}
	for i, s := range b.Stages {
		t.stages[s.ID] = 1 << i
	}
	for i, k := range b.Kinds {
		t.kinds[k.ID] = 1 << i
	}
	bits := func(of map[string]uint64, ids []string) (all uint64) {
		for _, id := range ids {
			all |= of[id]
		}
		return all
	}
	var ends uint64
	for _, s := range b.Stages {
		if s.Ends {
			ends |= t.stages[s.ID]
		}
	}
	for _, c := range b.Clocks {
		t.clocks = append(t.clocks, clockPlan{
			from: bits(t.stages, c.From), until: bits(t.stages, c.Until) | ends,
			kinds: bits(t.kinds, c.Kinds), every: len(c.Kinds) == 0, route: c.Route,
		})
	}
	return t
}

// due reckons when a clock that began at a moment is over; false where it does not run
// in the province, or so far ahead that no calendar reaches there.
func (t *timetable) due(c *Clock, index int, province string, at time.Time) (Deadline, bool) {
	span := c.span(province)
	if span < 0 {
		return Deadline{}, false
	}
	s := &c.Spans[span]
	d := Deadline{Clock: c, From: at, Known: true}
	if s.Unit == Hours {
		d.Until = at.Add(time.Duration(s.Length) * time.Hour)
		d.Day = d.Until.Format(time.DateOnly)
		return d, true
	}
	_, offset := at.Zone()
	key := begun{clock: int16(index), span: int16(span), day: dayNumber(at.Unix() + int64(offset))}
	t.mu.RLock()
	e, reckoned := t.ends[key]
	t.mu.RUnlock()
	if !reckoned {
		e = s.end(at.Format(time.DateOnly))
		t.mu.Lock()
		if len(t.ends) >= mostEnds {
			clear(t.ends)
		}
		t.ends[key] = e
		t.mu.Unlock()
	}
	d.Earliest, d.Day, d.Known = e.earliest, e.day, e.known
	return d, e.day != ""
}

// dayNumber counts the days since 1970 in seconds of a zone's clock.
func dayNumber(seconds int64) int32 {
	const day = 24 * 60 * 60
	n := seconds / day
	if seconds%day < 0 {
		n--
	}
	return int32(n)
}
