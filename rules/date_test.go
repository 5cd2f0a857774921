package rules_test

import (
	"testing"

	"recordaldesk/rules"
)

func TestPlusMonths(t *testing.T) {
	for _, test := range []struct {
		date   string
		months int
		want   string
	}{
		{"2026-11-23", 3, "2027-02-23"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2027-11-30", 3, "2028-02-29"},
		{"1999-12-31", 2, "2000-02-29"}, // divisible by 400
		{"2099-12-31", 2, "2100-02-28"}, // by 100 only
		{"2026-10-31", 1, "2026-11-30"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-02-28", 0, "2026-02-28"},
		{"2026-02-30", 1, ""},
		{"", 1, ""},
		{"long_term", 1, ""},
	} {
		if got := rules.PlusMonths(test.date, test.months); got != test.want {
			t.Errorf("%s plus %d months: got %s, want %s", test.date, test.months, got, test.want)
		}
	}
}

func TestPlusDays(t *testing.T) {
	for _, test := range []struct {
		date string
		days int
		want string
	}{
		{"2026-12-31", 1, "2027-01-01"},
		{"2028-02-28", 1, "2028-02-29"},
		{"2026-03-01", -1, "2026-02-28"},
		{"soon", 1, ""},
	} {
		if got := rules.PlusDays(test.date, test.days); got != test.want {
			t.Errorf("%s plus %d days: got %s, want %s", test.date, test.days, got, test.want)
		}
	}
}

func TestAge(t *testing.T) {
	for _, test := range []struct {
		birth, day string
		want       int
	}{
		{"2008-11-23", "2026-11-23", 18}, // the birthday itself
		{"2008-11-24", "2026-11-23", 17},
		{"2008-02-29", "2026-02-28", 17}, // born on a leap day: older on 1 March
		{"2008-02-29", "2026-03-01", 18},
		{"2026-11-23", "2026-11-23", 0},
		{"2026-11-24", "2026-11-23", -1},
		{"", "2026-11-23", -1},
		{"2008-11-23", "", -1},
	} {
		if got := rules.Age(test.birth, test.day); got != test.want {
			t.Errorf("born %s, on %s: got %d, want %d", test.birth, test.day, got, test.want)
		}
	}
}

func TestIsDate(t *testing.T) {
	for date, want := range map[string]bool{
		"2026-11-23": true, "2028-02-29": true, "2026-02-29": false, "2026-2-3": false, "2026/11/23": false,
		"２０２６-11-23": false, "long_term": false, "": false, "2026-11-23T00:00:00Z": false,
	} {
		if got := rules.IsDate(date); got != want {
			t.Errorf("%q: got %v", date, got)
		}
	}
}

// The filing's own day decides; where it names none, or none that can be read,
// the day it is judged on.
func TestTheDayJudgedOn(t *testing.T) {
	for _, test := range []struct{ asOf, want string }{
		{"", "2026-11-23"}, {"2025-01-31", "2025-01-31"}, {"tomorrow", "2026-11-23"},
	} {
		f := valid(t)
		f.AsOf = test.asOf
		r := check(f)
		if r.AsOf != test.want {
			t.Errorf("%q: judged on %s, want %s", test.asOf, r.AsOf, test.want)
		}
		if test.asOf == "tomorrow" && len(atFields(r)) != 1 {
			t.Errorf("an unreadable day makes other findings: %v", places(r))
		}
	}
}
