package recheck_test

import (
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/recheck"
)

func TestOnlyWhatGoesStaleSoonIsKeptTheFirstOfEachKind(t *testing.T) {
	s := recheck.StalingOf([]rules.Staleness{
		{ID: "certificate", Last: "2026-08-29"}, // of a filing that rests
		{ID: "document", Last: "2026-08-30"},
		{ID: "domain", Last: "2026-12-20"}, {ID: "domain", Last: "2027-01-05"},
		{ID: "authorization_letter", Last: "2027-02-28"}, // three months from the 30th
		{ID: "responsibility_letter", Last: "2027-03-01"},
	}, "2026-11-30")
	var got []string
	for last, id := range s.All() {
		got = append(got, last+" "+id)
	}
	if want := []string{"2026-08-30 document", "2026-12-20 domain", "2027-02-28 authorization_letter"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for range recheck.Staling("").All() {
		t.Error("nothing goes stale, and yet something does")
	}
}
