package rules_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"recordaldesk/assets"
	"recordaldesk/rules"
)

// The days are counted by hand from the notices of the State Council's General
// Office, which assets/holidays_test.go copies.
func TestPlusWorkdays(t *testing.T) {
	for _, test := range []struct {
		date  string
		n     int
		want  string
		known bool
	}{
		// Across Spring Festival 2026, off from 15 to 23 February: 11, 12, 13 and
		// Saturday 14 February (4), 24 to 27 (8), Saturday 28 (9), 2 to 6 March
		// (14), 9 to 13 (19), 16 (20).
		{"2026-02-10", 20, "2026-03-16", true},
		{"2026-02-10", 3, "2026-02-13", true},
		{"2026-02-10", 4, "2026-02-14", true}, // a Saturday made up for
		{"2026-02-10", 5, "2026-02-24", true},
		{"2026-02-10", 9, "2026-02-28", true}, // the other one
		{"2026-02-10", 10, "2026-03-02", true},
		// Across National Day 2026: 18 September (1), Sunday 20 (2), 21 to 24 (6),
		// not 25 to 27, Mid-Autumn; 28 to 30 (9), not 1 to 7 October, 8 and 9 (11),
		// Saturday 10 (12), 12 to 16 (17), 19 to 21 (20).
		{"2026-09-17", 20, "2026-10-21", true},
		{"2026-09-17", 2, "2026-09-20", true},
		{"2026-09-17", 12, "2026-10-10", true},
		// The short holidays of 2026.
		{"2026-04-03", 1, "2026-04-07", true},
		{"2026-04-30", 3, "2026-05-08", true}, // 6, 7, 8 May
		{"2026-04-30", 4, "2026-05-09", true}, // a Saturday
		{"2026-06-18", 1, "2026-06-22", true},
		// From a day off, which is as good as the working day before it.
		{"2026-10-03", 1, "2026-10-08", true},
		{"2026-03-01", 1, "2026-03-02", true},
		// New Year: 1 to 3 January 2026 are off and Sunday 4 is worked; 2023 began
		// with 31 December.
		{"2025-12-31", 1, "2026-01-04", true},
		{"2025-12-31", 2, "2026-01-05", true},
		{"2022-12-30", 1, "2023-01-03", true},
		{"2024-12-31", 1, "2025-01-02", true},
		// The leap days: Thursday 29 February 2024, Saturday 29 February 2020.
		{"2024-02-28", 1, "2024-02-29", true},
		{"2024-02-29", 1, "2024-03-01", true},
		{"2020-02-28", 1, "2020-03-02", true},
		// Spring Festival 2020 as it was made longer.
		{"2020-01-23", 1, "2020-02-03", true},
		// Backwards.
		{"2026-03-16", -20, "2026-02-10", true},
		{"2026-10-08", -1, "2026-09-30", true},
		{"2026-02-24", -1, "2026-02-14", true},
		{"2026-01-04", -1, "2025-12-31", true},
		// No step at all.
		{"2026-10-03", 0, "2026-10-03", true},
		{"2019-10-03", 0, "2019-10-03", false},
		// Out of an announced year into one that is not in the list: 2 January
		// 2020 (1), not New Year's Day, 31, 30 December (3), 27, 26 (5).
		{"2020-01-03", -5, "2019-12-26", false},
		{"2019-12-27", 4, "2020-01-03", false}, // 30, 31 (2), 2 and 3 January (4)
		// Far ahead, Monday to Friday: 22 to 25 December 2099 (4), 28 to 31 (8),
		// 1 January 2100, a Friday (9), 4 to 8 (14), 11 to 15 (19), 18 (20).
		{"2099-12-21", 20, "2100-01-18", false},
		{"2099-12-31", 10_000, "2138-05-01", false}, // 2000 weeks from a Thursday
		// What cannot be told.
		{"9999-12-30", 1, "9999-12-31", false},
		{"9999-12-31", 1, "", false},
		{"0000-01-03", -1, "", false}, // a Monday
		{"2026-02-10", 10_001, "", false},
		{"2026-02-10", -10_001, "", false},
		{"2026-02-10", math.MaxInt, "", false},
		{"2026-02-10", math.MinInt, "", false},
		{"2026-02-30", 1, "", false},
		{"2026-2-3", 0, "", false},
		{"long_term", 1, "", false},
		{"", 0, "", false},
	} {
		got, known := rules.PlusWorkdays(test.date, test.n)
		if got != test.want || known != test.known {
			t.Errorf("%s plus %d working days: got %q, %v; want %q, %v", test.date, test.n, got, known, test.want, test.known)
		}
	}
}

func TestWorkdaysBetween(t *testing.T) {
	for _, test := range []struct {
		from, to string
		want     int
		known    bool
	}{
		{"2026-02-10", "2026-03-16", 20, true},
		{"2026-09-17", "2026-10-21", 20, true},
		{"2026-09-17", "2026-10-07", 9, true}, // 1 to 7 October add nothing
		{"2026-02-13", "2026-02-14", 1, true}, // a Saturday made up for
		{"2026-02-14", "2026-02-23", 0, true},
		{"2026-09-30", "2026-09-30", 0, true},
		{"2026-10-08", "2026-09-30", 0, true},
		{"2022-12-30", "2023-01-03", 1, true},
		{"2024-02-28", "2024-03-01", 2, true},
		// Whole years: 261 Mondays to Fridays, 262 in 2024, without the statutory
		// days off, 11, from 2025 on 13.
		{"2023-12-31", "2024-12-31", 251, true},
		{"2024-12-31", "2025-12-31", 248, true},
		{"2025-12-31", "2026-12-31", 248, true},
		// Years that are not in the list.
		{"2019-12-27", "2020-01-03", 4, false},
		{"2019-12-31", "2020-01-02", 1, false},
		{"2020-01-02", "2019-12-31", 0, false},
		{"2099-12-21", "2100-01-18", 20, false},
		{"2099-12-21", "2099-12-21", 0, false},
		{"2000-02-25", "2000-03-01", 3, false}, // a Friday; 28, 29 February, 1 March
		// Unreadable.
		{"2026-02-30", "2026-03-16", -1, false},
		{"2026-02-10", "soon", -1, false},
		{"", "", -1, false},
	} {
		n, known := rules.WorkdaysBetween(test.from, test.to)
		if n != test.want || known != test.known {
			t.Errorf("after %s up to %s: got %d, %v; want %d, %v", test.from, test.to, n, known, test.want, test.known)
		}
	}
}

// All the years that can be written: 521,722 weeks and four days from Tuesday to
// Friday, without the statutory days off of the years announced.
func TestWorkdaysOfAllTime(t *testing.T) {
	_, last := assets.HolidayYears()
	if last < 2026 {
		t.Fatalf("the last year is %d", last)
	}
	statutory := 13 + 4*11 + (last-2024)*13 // 2020; 2021 to 2024; and after
	start := time.Now()
	n, known := rules.WorkdaysBetween("0001-01-01", "9999-12-31")
	if want := 521_722*5 + 4 - statutory; n != want || known {
		t.Errorf("got %d, %v; want %d, false", n, known, want)
	}
	// Only the announced years are gone through day by day; all would take a second.
	if took := time.Since(start); took > 300*time.Millisecond {
		t.Errorf("took %s", took)
	}
}

// A span that leaves the announced years is not known, whichever way it goes.
func TestWorkdaysOutOfTheAnnouncedYears(t *testing.T) {
	_, last := assets.HolidayYears()
	inside, next := fmt.Sprintf("%d-12-21", last), fmt.Sprintf("%d-01-01", last+1)
	if day, known := rules.PlusWorkdays(inside, 2); !known || day >= next {
		t.Errorf("2 working days after %s: %s, %v", inside, day, known)
	}
	if day, known := rules.PlusWorkdays(inside, 20); known || day <= next || !workday(day) {
		t.Errorf("20 working days after %s: %s, %v", inside, day, known)
	}
	if day, known := rules.PlusWorkdays(next, -5); known || day <= inside || !workday(day) {
		t.Errorf("5 working days before %s: %s, %v", next, day, known)
	}
	if n, known := rules.WorkdaysBetween(inside, next); known || n < 1 {
		t.Errorf("from %s to %s: %d, %v", inside, next, n, known)
	}
}

// From every day of the announced years, and of one before and behind: the
// n-th working day is one, lies further for a greater n, and is n working days
// away, forth and back.
func TestWorkdaysAgree(t *testing.T) {
	first, last := assets.HolidayYears()
	for d := day(t, fmt.Sprintf("%d-01-01", first-1)); d.Year() <= last+1 && !t.Failed(); d = d.AddDate(0, 0, 1) {
		for _, n := range []int{1, 2, 7, 20} {
			workdaysAgree(t, d.Format(time.DateOnly), n)
		}
	}
}

func FuzzWorkdays(f *testing.F) {
	f.Add(int64(0), 1)
	f.Add(int64(20_494), 20) // 2026-02-10
	f.Add(int64(-719_528), 3)
	f.Add(int64(2_932_000), 900)
	f.Fuzz(func(t *testing.T, days int64, n int) {
		if days < -719_528 || days > 2_932_896 || n < 1 || n > 10_000 {
			return // before 0000-01-01, after 9999-12-31
		}
		workdaysAgree(t, time.Unix(days*24*60*60, 0).UTC().Format(time.DateOnly), n)
	})
}

func workdaysAgree(t *testing.T, date string, n int) {
	t.Helper()
	got, known := rules.PlusWorkdays(date, n)
	if got == "" {
		if date < "9900-00-00" {
			t.Errorf("%s plus %d is nothing", date, n)
		}
		return
	}
	if got <= date || !workday(got) {
		t.Errorf("%s plus %d is %s: not later, or no working day", date, n, got)
	}
	if before, _ := rules.PlusWorkdays(date, n-1); before >= got {
		t.Errorf("%s plus %d is %s, plus %d %s", date, n, got, n-1, before)
	}
	if between, also := rules.WorkdaysBetween(date, got); between != n || also != known {
		t.Errorf("%s plus %d is %s, known %v; between them are %d, known %v", date, n, got, known, between, also)
	}
	// The way back ends on date where that is worked, and else on the last
	// working day before it.
	back, _ := rules.PlusWorkdays(got, -n)
	if want, _ := rules.PlusWorkdays(rules.PlusDays(date, 1), -1); back != want {
		t.Errorf("%s plus %d is %s, and back %s, want %s", date, n, got, back, want)
	}
}

func TestWorkdaysInTheRulebook(t *testing.T) {
	for when, want := range map[string]bool{
		`plus_workdays("2026-02-10", 20) == "2026-03-16"`:  true,
		`plus_workdays("2026-03-16", -20) == "2026-02-10"`: true,
		`plus_workdays("2026-02-10", 20) == "2026-03-10"`:  false,
		`plus_workdays("soon", 20) == ""`:                  true,
		`workdays_known("2025-12-31", "2026-03-16")`:       true,
		`workdays_known("2019-12-31", "2026-03-16")`:       false,
		`workdays_known("2026-03-16", "soon")`:             false,
	} {
		files := bookFiles(t)
		files["zz.toml"] = &fstest.MapFile{Data: []byte(strings.Replace(aRule, `domain.name == "x"`, when, 1))}
		book, err := rules.Load(files)
		if err != nil {
			t.Fatal(err)
		}
		if got := foundRule(book.Check(valid(t), today), "tried"); got != want {
			t.Errorf("%s: got %v", when, got)
		}
	}
}

func workday(day string) bool {
	is, _ := assets.IsWorkday(day)
	return is
}

func day(t *testing.T, date string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
