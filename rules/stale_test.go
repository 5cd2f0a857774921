package rules_test

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
)

// staleDays lists what goes stale as path and last good day.
func staleDays(f *rules.Filing, today string) []string {
	var all []string
	for _, s := range rules.Builtin().Stale(f, today) {
		all = append(all, s.Path+" "+s.Last)
	}
	return all
}

func TestStaleTellsTheLastGoodDay(t *testing.T) {
	const day = "2026-11-28"
	person := "host.legal_representative.document.valid_until"
	for name, c := range map[string]struct {
		change func(*rules.Filing)
		want   string
	}{
		// A certificate may have exactly three months left, in Shanghai it has more
		// than a year (domain 5.3, 3.2).
		"licence":             {func(f *rules.Filing) { f.Host.Certificate.ValidUntil = "2027-06-30" }, "host.certificate.valid_until 2027-03-31"},
		"licence in Shanghai": {func(f *rules.Filing) { f.Host.Certificate.ValidUntil, f.Host.Province = "2028-06-30", "310000" }, "host.certificate.valid_until 2027-06-29"},
		"licence run out":     {func(f *rules.Filing) { f.Host.Certificate.ValidUntil = "2026-11-01" }, "host.certificate.valid_until 2026-08-01"},
		"licence of 1999":     {func(f *rules.Filing) { f.Host.Certificate.ValidUntil = "1999-11-01" }, "host.certificate.valid_until "},
		// A document has more than three months, and in Zhejiang three are enough for
		// what it asks; the common margin holds all the same.
		"document": {func(f *rules.Filing) { f.Host.LegalRepresentative.Document.ValidUntil = "2027-06-30" }, person + " 2027-03-29"},
		"document in Zhejiang": {func(f *rules.Filing) {
			f.Host.LegalRepresentative.Document.ValidUntil, f.Host.Province = "2027-06-30", "330000"
		}, person + " 2027-03-29"},
		"domain": {func(f *rules.Filing) { f.Websites[0].Domains[0].ExpiresOn = "2027-03-18" }, "websites.0.domains.0.expires_on 2026-12-17"},
		// Three months for a letter, six in Hebei (domain 3.2).
		"letter": {func(f *rules.Filing) { f.Websites[0].Answers["authorization_letter_date"] = "2026-11-20" }, "websites.0.answers.authorization_letter_date 2027-02-20"},
		"letter in Hebei": {func(f *rules.Filing) {
			f.Websites[0].Answers["responsibility_letter_date"], f.Host.Province = "2026-11-20", "130000"
		}, "websites.0.answers.responsibility_letter_date 2027-05-20"},
		"pre-approval": {func(f *rules.Filing) {
			f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "news", ValidUntil: "2027-01-31"}}
		}, "websites.0.pre_approvals.0.valid_until 2027-01-31"},
	} {
		f := valid(t)
		c.change(f)
		got := staleDays(f, day)
		if !slices.Contains(got, c.want) {
			t.Errorf("%s: got %v, want %s", name, got, c.want)
		}
		if !slices.IsSortedFunc(got, func(a, b string) int { return strings.Compare(a[len(a)-10:], b[len(b)-10:]) }) && name != "licence of 1999" {
			t.Errorf("%s: not in the order of the days: %v", name, got)
		}
	}
}

// The day is that of the rules: on it they find nothing there, the day after one does.
func TestStaleAgreesWithTheCheck(t *testing.T) {
	book := rules.Builtin()
	for _, province := range book.Provinces {
		f := valid(t)
		f.Host.Province = province.Code
		f.Host.Certificate.ValidUntil = "2028-02-29"
		f.Host.LegalRepresentative.Document.ValidUntil = "2028-05-31"
		f.Websites[0].Domains[0].ExpiresOn = "2027-05-31"
		f.Websites[0].Answers["authorization_letter_date"] = "2026-11-30"
		all := book.Stale(f, today)
		if len(all) < 4 {
			t.Errorf("%s: %d days", province.Code, len(all))
		}
		for _, s := range all {
			finds := func(day string) bool {
				f.AsOf = day
				return slices.ContainsFunc(book.Check(f, day).Findings, func(found rules.Finding) bool {
					return found.Field == s.Path && slices.Contains(judges(s.ID), found.Rule)
				})
			}
			if finds(s.Last) || !finds(rules.PlusDays(s.Last, 1)) {
				t.Errorf("%s: %s is good until %s by one, and not by the other", province.Code, s.Path, s.Last)
			}
			if rule := materialOf(s.Material); rule == "" {
				t.Errorf("%s: no paper %q has to be made anew", s.Path, s.Material)
			}
			if s.Over(s.Last) || !s.Over(rules.PlusDays(s.Last, 1)) {
				t.Errorf("%s is over on the wrong day", s.Path)
			}
		}
	}
}

// materialOf returns the id of a paper that the book has.
func materialOf(id string) string {
	for _, m := range rules.Builtin().Papers {
		if m.ID == id {
			return id
		}
	}
	return ""
}

// judges are the rules that a list of the book names.
func judges(stale string) []string {
	for _, s := range rules.Builtin().StaleRules {
		if s.ID == stale {
			return s.Rules
		}
	}
	return nil
}

func TestWhatIsLeftAsItIsOnRecordGoesStaleForNobody(t *testing.T) {
	f := valid(t)
	f.Kind = "change_host"
	f.Change.Fields = []string{"host.address"}
	f.Host.Certificate.ValidUntil = "2026-12-31"
	if got := staleDays(f, today); len(got) > 0 {
		t.Errorf("got %v", got)
	}
	f.Change.Fields = append(f.Change.Fields, "host.certificate.valid_until")
	if got := staleDays(f, today); !slices.Equal(got, []string{"host.certificate.valid_until 2026-09-30"}) {
		t.Errorf("got %v", got)
	}
	if got := staleDays(f, "soon"); got != nil {
		t.Errorf("as of no day: %v", got)
	}
}

func BenchmarkStale(b *testing.B) {
	f := valid(b)
	f.Websites[0].Answers["authorization_letter_date"] = "2026-11-30"
	for b.Loop() {
		rules.Builtin().Stale(f, today)
	}
}
