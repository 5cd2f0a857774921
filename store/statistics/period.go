package statistics

import "time"

// Period is a time that figures can be had of.
type Period string

// The periods.
const (
	ThisMonth Period = "this_month"
	LastMonth Period = "last_month"
	ThisYear  Period = "this_year"
	LastYear  Period = "last_year"
	All       Period = "all"
)

// Periods are all of them, in the order in which they are offered.
var Periods = []Period{ThisMonth, LastMonth, ThisYear, LastYear, All}

// Span returns the period around a moment: from the first to before the second, both
// zero for all time. Days are those where the moment is.
func (p Period) Span(now time.Time) (from, to time.Time) {
	month := func(by int) time.Time {
		return time.Date(now.Year(), now.Month()+time.Month(by), 1, 0, 0, 0, 0, now.Location())
	}
	year := func(by int) time.Time { return time.Date(now.Year()+by, 1, 1, 0, 0, 0, 0, now.Location()) }
	switch p {
	case ThisMonth:
		return month(0), month(1)
	case LastMonth:
		return month(-1), month(0)
	case ThisYear:
		return year(0), year(1)
	case LastYear:
		return year(-1), year(0)
	}
	return from, to
}

// span tells whether a moment is in a period.
type span struct{ from, to time.Time }

func (s span) has(at time.Time) bool {
	switch {
	case at.IsZero():
		return false
	case s.from.IsZero():
		return true
	}
	return !at.Before(s.from) && at.Before(s.to)
}
