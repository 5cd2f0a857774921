package rules

import (
	"maps"
	"slices"
	"time"
)

// LongTerm stands in filing.json for a certificate without an end (长期).
const LongTerm = "long_term"

// Dates are strings of the form YYYY-MM-DD throughout, so that they compare as
// text and an unreadable one stays what the person typed.

// IsDate reports whether s is a day of the calendar, written YYYY-MM-DD.
func IsDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// PlusMonths returns the day n calendar months after date; where that month is
// too short, its last day. It returns "" for an unreadable date.
func PlusMonths(date string, n int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1).Format(time.DateOnly)
}

// PlusDays returns the day n days after date, "" for an unreadable date.
func PlusDays(date string, n int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// Age returns the full years from birth to date, -1 where one is unreadable or
// the birth lies behind the date.
func Age(birth, date string) int {
	b, errB := time.Parse(time.DateOnly, birth)
	d, errD := time.Parse(time.DateOnly, date)
	if errB != nil || errD != nil || b.After(d) {
		return -1
	}
	years := d.Year() - b.Year()
	if d.Month() < b.Month() || d.Month() == b.Month() && d.Day() < b.Day() {
		years--
	}
	return years
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
