package assets

import (
	_ "embed" // holidays.tsv
	"strconv"
	"sync"
	"time"
)

//go:embed holidays.tsv
var holidayData string

type calendar struct {
	worked      map[string]bool // the days that differ from an ordinary week: whether one is worked
	first, last int             // the years announced; a test says that none between is missing
	asOf        string
}

var china = sync.OnceValue(func() calendar {
	c := calendar{worked: map[string]bool{}}
	for _, r := range columns(holidayData, 6) {
		c.worked[r[0]] = r[1] == "work"
		c.asOf = r[3]
		// Every notice begins with New Year's Day, and the notice of no other
		// year can name it.
		if year, newYear := r[0][:4], r[0][4:] == "-01-01"; newYear {
			c.last, _ = strconv.Atoi(year)
			if c.first == 0 {
				c.first = c.last
			}
		}
	}
	return c
})

// IsWorkday tells whether a day (YYYY-MM-DD) is worked in China's offices:
// Monday to Friday, without the days off and with the weekend days made up for
// them, as the State Council's General Office announces them late in the year
// before.
//
// known tells whether the notice of the day's own year was out when the list
// was made, see [HolidayYears] and [HolidaysAsOf]. Where it was not, workday is
// no more than Monday to Friday. A notice can still move the last days of the
// year before it (as 2022-12-31), and one in force can be changed (as that of
// 2020 was in January). An unreadable day is no workday, and not known.
func IsWorkday(day string) (workday, known bool) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return false, false
	}
	c := china()
	workday, listed := c.worked[day]
	if !listed {
		workday = t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
	}
	return workday, c.first <= t.Year() && t.Year() <= c.last
}

// HolidayYears returns the first and the last year of which [IsWorkday] knows
// the notice; it knows that of every year between.
func HolidayYears() (first, last int) { return china().first, china().last }

// HolidaysAsOf returns the day of the list (YYYY-MM-DD). A year after the last
// of [HolidayYears] was not announced then; it may be by now.
func HolidaysAsOf() string { return china().asOf }
