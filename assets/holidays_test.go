package assets

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// notices are copied by hand from the notices of the State Council's General
// Office (国务院办公厅关于…年部分节假日安排的通知), not from the list: the spans of
// days off, and the weekend days worked.
var notices = []struct{ issued, off, worked string }{
	{ // with the longer Spring Festival of the notice of 2020-01-26
		"2019-11-21",
		"2020-01-01 2020-01-24/2020-02-02 2020-04-04/2020-04-06 2020-05-01/2020-05-05 2020-06-25/2020-06-27 2020-10-01/2020-10-08",
		"2020-01-19 2020-04-26 2020-05-09 2020-06-28 2020-09-27 2020-10-10",
	},
	{
		"2020-11-25",
		"2021-01-01/2021-01-03 2021-02-11/2021-02-17 2021-04-03/2021-04-05 2021-05-01/2021-05-05 2021-06-12/2021-06-14 2021-09-19/2021-09-21 2021-10-01/2021-10-07",
		"2021-02-07 2021-02-20 2021-04-25 2021-05-08 2021-09-18 2021-09-26 2021-10-09",
	},
	{
		"2021-10-25",
		"2022-01-01/2022-01-03 2022-01-31/2022-02-06 2022-04-03/2022-04-05 2022-04-30/2022-05-04 2022-06-03/2022-06-05 2022-09-10/2022-09-12 2022-10-01/2022-10-07",
		"2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09",
	},
	{
		"2022-12-08",
		"2022-12-31/2023-01-02 2023-01-21/2023-01-27 2023-04-05 2023-04-29/2023-05-03 2023-06-22/2023-06-24 2023-09-29/2023-10-06",
		"2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08",
	},
	{
		"2023-10-25",
		"2024-01-01 2024-02-10/2024-02-17 2024-04-04/2024-04-06 2024-05-01/2024-05-05 2024-06-10 2024-09-15/2024-09-17 2024-10-01/2024-10-07",
		"2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12",
	},
	{
		"2024-11-12",
		"2025-01-01 2025-01-28/2025-02-04 2025-04-04/2025-04-06 2025-05-01/2025-05-05 2025-05-31/2025-06-02 2025-10-01/2025-10-08",
		"2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11",
	},
	{
		"2025-11-04",
		"2026-01-01/2026-01-03 2026-02-15/2026-02-23 2026-04-04/2026-04-06 2026-05-01/2026-05-05 2026-06-19/2026-06-21 2026-09-25/2026-09-27 2026-10-01/2026-10-07",
		"2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10",
	},
}

// Every day of every year announced is what the notices say, and Monday to
// Friday where they say nothing.
func TestIsWorkdayFollowsTheNotices(t *testing.T) {
	off, worked := map[string]bool{}, map[string]bool{}
	for _, n := range notices {
		if !strings.Contains(holidayData, "\t"+n.issued+"\n") {
			t.Errorf("no day of the list is of the notice of %s", n.issued)
		}
		for span := range strings.FieldsSeq(n.off) {
			from, to, found := strings.Cut(span, "/")
			if !found {
				to = from
			}
			for d := date(t, from); !d.After(date(t, to)); d = d.AddDate(0, 0, 1) {
				off[d.Format(time.DateOnly)] = true
			}
		}
		for day := range strings.FieldsSeq(n.worked) {
			if w := date(t, day).Weekday(); w != time.Saturday && w != time.Sunday {
				t.Errorf("%s is a %s: copied wrongly", day, w)
			}
			worked[day] = true
		}
	}
	first, last := HolidayYears()
	if first != 2020 || last-first+1 != len(notices) {
		t.Fatalf("years from %d to %d, want from 2020 and one for each of the %d notices", first, last, len(notices))
	}
	for d := date(t, "2020-01-01"); d.Year() <= last; d = d.AddDate(0, 0, 1) {
		day := d.Format(time.DateOnly)
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		want := worked[day] || !weekend && !off[day]
		if got, known := IsWorkday(day); got != want || !known {
			t.Errorf("%s, a %s: workday %v, known %v; want %v, true", day, d.Weekday(), got, known, want)
		}
	}
}

// A day made up for leaves the year as long as it was, so that the weekdays off
// less the weekend days worked are the statutory days off: 11, from 2025 on 13.
func TestStatutoryDaysOff(t *testing.T) {
	first, last := HolidayYears()
	for year := first; year <= last; year++ {
		want := 11
		switch {
		case year == 2020:
			want = 13 // 01-31 was added to the Spring Festival, and 02-01 no longer worked
		case year >= 2025:
			want = 13
		}
		got := 0
		for d := date(t, fmt.Sprintf("%d-01-01", year)); d.Year() == year; d = d.AddDate(0, 0, 1) {
			workday, _ := IsWorkday(d.Format(time.DateOnly))
			weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
			switch {
			case weekend && workday:
				got--
			case !weekend && !workday:
				got++
			}
		}
		if got != want {
			t.Errorf("%d has %d statutory days off, want %d", year, got, want)
		}
	}
}

func TestIsWorkdayOfUnknownYears(t *testing.T) {
	_, last := HolidayYears()
	for _, tt := range []struct {
		day            string
		workday, known bool
	}{
		{"2019-12-31", true, false}, // a Tuesday
		{"2019-10-01", true, false}, // National Day, but its notice is not in the list
		{"2019-09-29", false, false},
		{"2099-10-01", true, false}, // a Thursday
		{"2099-10-03", false, false},
		{"0000-01-01", false, false}, // a Saturday
		{"9999-12-31", true, false},
		{"2026-02-29", false, false},
		{"2026-1-5", false, false},
		{"long_term", false, false},
		{"", false, false},
	} {
		workday, known := IsWorkday(tt.day)
		if workday != tt.workday || known != tt.known {
			t.Errorf("IsWorkday(%q) = %v, %v; want %v, %v", tt.day, workday, known, tt.workday, tt.known)
		}
	}
	if _, known := IsWorkday(fmt.Sprintf("%d-01-01", last+1)); known {
		t.Errorf("the year after the last one, %d, is known", last)
	}
}

func TestHolidaysAreWellFormed(t *testing.T) {
	before := ""
	for _, c := range columns(holidayData, 6) {
		d := date(t, c[0])
		if c[0] <= before {
			t.Errorf("%s stands behind %s", c[0], before)
		}
		before = c[0]
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		if c[1] != "off" && c[1] != "work" || c[1] == "work" && !weekend {
			t.Errorf("%s, a %s, is %q", c[0], d.Weekday(), c[1])
		}
		if c[2] == "" || c[4] == "" {
			t.Errorf("%s: holiday %q, source %q", c[0], c[2], c[4])
		}
		if c[3] != HolidaysAsOf() {
			t.Errorf("%s is as of %s, the list as of %s", c[0], c[3], HolidaysAsOf())
		}
		if issued := date(t, c[5]); issued.After(d) || c[5] > c[3] {
			t.Errorf("%s was announced on %s, in a list of %s", c[0], c[5], c[3])
		}
	}
	date(t, HolidaysAsOf())
	head, _, _ := strings.Cut(holidayData, "\n20")
	if !strings.Contains(head, "Licence: MIT, Copyright (c)") || !strings.Contains(head, "As of "+HolidaysAsOf()) {
		t.Error("the head of the list does not say its licence and its day")
	}
}

func date(t *testing.T, day string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
