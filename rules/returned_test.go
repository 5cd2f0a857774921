package rules_test

import (
	"fmt"
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
)

// Why filings are returned (domain.md 5.5): every one of the 68 reasons is found,
// warned of, asked or told, at its place and as gravely as it is founded.
func TestReasonsForReturnAreToldBeforehand(t *testing.T) {
	const reasons = 68
	told := map[int]bool{}
	for _, c := range trial.Reasons() {
		told[c.Row] = true
		t.Run(fmt.Sprintf("row %d, %s", c.Row, c.Reason), func(t *testing.T) {
			f := valid(t)
			c.Make(f)
			r := rules.Builtin().Check(f, today, c.Shared...)
			if c.Paper != "" {
				if !slices.ContainsFunc(r.Outstanding(), func(m rules.Material) bool { return m.ID == c.Paper }) {
					t.Errorf("%s is not missed", c.Paper)
				}
				return
			}
			i := slices.IndexFunc(r.Findings, func(f rules.Finding) bool { return f.Rule == c.Rule && f.Field == c.Field })
			if i < 0 {
				t.Fatalf("no %s at %s; found were %v", c.Rule, c.Field, places(r))
			}
			if got := r.Findings[i]; got.Severity != c.Severity || got.Moment != c.Moment {
				t.Errorf("got %s, moment %q; want %s, %q", got.Severity, got.Moment, c.Severity, c.Moment)
			}
			if c.Severity == rules.Error && r.Ready() {
				t.Error("the filing is ready all the same")
			}
		})
	}
	for row := 1; row <= reasons; row++ {
		if !told[row] {
			t.Errorf("row %d is not told of", row)
		}
	}
}

// What only the user knows is asked while it is not answered, and the question
// goes once it is.
func TestQuestionsAreAskedUntilAnswered(t *testing.T) {
	f := valid(t)
	f.Answers, f.Websites[0].Answers, f.Websites[0].Domains[0].Answers = nil, nil, nil
	asked := func() (paths []string) {
		for _, finding := range check(f).Findings {
			if finding.Rule == "answer-missing" {
				paths = append(paths, finding.Field)
			}
		}
		return paths
	}
	before := asked()
	for _, path := range []string{"answers.credit_normal", "websites.0.answers.resolution_off", "websites.0.domains.0.answers.certificate_shows_all"} {
		if !slices.Contains(before, path) {
			t.Errorf("%s is not asked; asked are %v", path, before)
		}
		if err := f.Set(path, "yes"); err != nil {
			t.Fatal(err)
		}
	}
	if after := asked(); len(after) != len(before)-3 {
		t.Errorf("%d questions before three answers, %d after", len(before), len(after))
	}
	if !check(f).Ready() {
		t.Error("an unanswered question keeps the filing from being ready")
	}
}

// One rulebook serves the window's check in the background and the page in front.
func TestABookServesSeveralAtOnce(t *testing.T) {
	book := rules.Builtin()
	f := valid(t)
	done := make(chan int)
	for range 4 {
		go func() {
			total := 0
			for range 20 {
				total += len(book.Check(f, today).Findings) + len(book.Shown(f, today))
			}
			done <- total
		}()
	}
	first := <-done
	for range 3 {
		if got := <-done; got != first {
			t.Errorf("got %d and %d", got, first)
		}
	}
}
