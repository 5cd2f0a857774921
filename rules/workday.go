package rules

import (
	"time"

	"recordaldesk/assets"
)

// maxWorkdays bounds the work of [PlusWorkdays]: about forty years, more than
// any deadline of a filing.
const maxWorkdays = 10_000

// PlusWorkdays returns the n-th working day of China after date (YYYY-MM-DD),
// which itself does not count: as a deadline of n working days is reckoned.
// With n < 0 it is the n-th working day before date, and with n = 0 date
// itself, worked or not.
//
// known tells whether the days off are announced for every year from that of
// date to that of day, both included; where one is not, its days are counted
// as Monday to Friday, and day is an estimate. How far announced years can be
// relied on is said at [assets.IsWorkday].
//
// It returns "" and false for an unreadable date, for n beyond 10,000 either
// way, and where day would lie outside the years 0000 to 9999.
func PlusWorkdays(date string, n int) (day string, known bool) {
	start, err := time.Parse(time.DateOnly, date)
	if err != nil || n < -maxWorkdays || n > maxWorkdays {
		return "", false
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	t := start
	for n > 0 {
		t = t.AddDate(0, 0, step)
		if t.Year() < 0 || t.Year() > 9999 {
			return "", false
		}
		if workday, _ := assets.IsWorkday(t.Format(time.DateOnly)); workday {
			n--
		}
	}
	return t.Format(time.DateOnly), announced(start, t)
}

// WorkdaysBetween counts the working days of China after from, up to and
// including to (both YYYY-MM-DD), so that it tells the n that [PlusWorkdays]
// was given. It is 0 where to is from or lies before it.
//
// known tells whether the days off are announced for every year from the
// earlier of the two to the later, both included; where one is not, its days
// are counted as Monday to Friday.
//
// It returns -1 and false where a date is unreadable.
func WorkdaysBetween(from, to string) (n int, known bool) {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return -1, false
	}
	if !b.After(a) {
		return 0, announced(b, a)
	}
	// Only announced years differ from Monday to Friday. To go through them
	// alone keeps a mistyped year from costing thousands of steps.
	n = mondaysToFridays(a, b)
	first, last := assets.HolidayYears()
	for t := later(a.AddDate(0, 0, 1), newYear(first)); !t.After(b) && t.Year() <= last; t = t.AddDate(0, 0, 1) {
		workday, _ := assets.IsWorkday(t.Format(time.DateOnly))
		switch {
		case workday && weekend(t):
			n++
		case !workday && !weekend(t):
			n--
		}
	}
	return n, announced(a, b)
}

// announced reports whether the days off are known of every year from that of
// one day to that of another, in either order.
func announced(a, b time.Time) bool {
	first, last := assets.HolidayYears()
	return first <= min(a.Year(), b.Year()) && max(a.Year(), b.Year()) <= last
}

// mondaysToFridays counts those after a, up to and including b.
func mondaysToFridays(a, b time.Time) int {
	const day = 24 * 60 * 60
	days := int((b.Unix() - a.Unix()) / day) // a Duration would hold 292 years only
	n := days / 7 * 5
	for rest := range days % 7 {
		if !weekend(b.AddDate(0, 0, -rest)) {
			n++
		}
	}
	return n
}

func weekend(t time.Time) bool { return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday }

func newYear(year int) time.Time { return time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
