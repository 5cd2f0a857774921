package rules_test

import (
	"fmt"
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
)

// The list of reasons is domain.md 5.5 whole: each row once, in order.
func TestEveryRowHasItsReason(t *testing.T) {
	const rows = 68
	all := rules.Builtin().Reasons
	if len(all) != rows {
		t.Fatalf("%d reasons", len(all))
	}
	for i, r := range all {
		if r.Row != i+1 {
			t.Errorf("%s has row %d and stands at %d", r.ID, r.Row, i+1)
		}
	}
}

// Where a filing is returned for what a rule finds beforehand, the reviewer is
// offered the reason first at the very field, or at the very paper. What the rules
// only tell, they tell at the filing as a whole (its kind, its websites) for want of
// a field that it is about.
func TestTheReasonIsOfferedWhereItsFindingStands(t *testing.T) {
	for _, c := range trial.Reasons() {
		if c.Moment != "" && slices.Contains([]string{"kind", "websites"}, c.Field) {
			continue
		}
		t.Run(fmt.Sprintf("row %d, %s", c.Row, c.Reason), func(t *testing.T) {
			f := trial.Valid()
			c.Make(f)
			offered := rules.Builtin().ReasonsFor(f, c.Field, c.Paper)
			at := slices.IndexFunc(offered, func(r rules.Reason) bool { return r.Row == c.Row })
			if at < 0 {
				t.Fatal("it is not offered")
			}
			if !offered[at].About(c.Field, c.Paper) {
				t.Errorf("it is not offered first at %q%s", c.Field, c.Paper)
			}
		})
	}
}

// A reviewer who knows the list by heart finds it in one order: what is about the
// field, then the rest, each by row, nothing twice and nothing left out.
func TestReasonsAboutTheFieldComeFirst(t *testing.T) {
	book, f := rules.Builtin(), trial.Valid()
	for _, c := range []struct{ path, material string }{
		{"host.name", ""}, {"websites.0.lead.mobile", ""}, {"", "check_list"}, {"host.certificate.number", "host_certificate"},
		{"host.superior", ""}, {"", ""},
	} {
		all := book.ReasonsFor(f, c.path, c.material)
		seen := map[string]bool{}
		for i, r := range all {
			seen[r.ID] = true
			if i == 0 {
				continue
			}
			before, now := all[i-1].About(c.path, c.material), r.About(c.path, c.material)
			if !before && now || before == now && r.Row < all[i-1].Row {
				t.Errorf("%q %q: %d stands before %d", c.path, c.material, all[i-1].Row, r.Row)
			}
		}
		if len(seen) != len(all) || len(all) < 60 {
			t.Errorf("%q %q: %d reasons, %d different ones", c.path, c.material, len(all), len(seen))
		}
	}
	first := func(path, material string) string { return book.ReasonsFor(f, path, material)[0].ID }
	for _, c := range []struct{ path, material, want string }{
		{"websites.0.lead.mobile", "", "phone_format"}, {"host.lead.mobile", "", "phone_format"},
		{"host.address", "", "address_not_detailed"}, {"", "responsibility_letter", "seal"}, {"", "reading_video", "scan_not_original"},
		{"", "", "wrong_kind"},
	} {
		if got := first(c.path, c.material); got != c.want {
			t.Errorf("%q %q: %s comes first, want %s", c.path, c.material, got, c.want)
		}
	}
}

func TestReasonsKeepToKindAndProvince(t *testing.T) {
	offers := func(kind, province, id string) bool {
		f := rules.New(kind)
		f.Host.Province = province
		return slices.ContainsFunc(rules.Builtin().ReasonsFor(f, "", ""), func(r rules.Reason) bool { return r.ID == id })
	}
	for _, c := range []struct {
		kind, province, id string
		want               bool
	}{
		{"new_website", "110000", "tibet", false}, {"new_website", "540000", "tibet", true}, {"new_website", "", "tibet", true},
		{"new_recordal", "320000", "lead_of_several", true}, {"new_recordal", "330000", "lead_of_several", false},
		{"new_website", "110000", "filed_sites_not_ready", true}, {"new_recordal", "110000", "filed_sites_not_ready", false},
		{"", "110000", "filed_sites_not_ready", true},
		{"cancel_host", "110000", "opens_before_recordal", false},
	} {
		if got := offers(c.kind, c.province, c.id); got != c.want {
			t.Errorf("%s in %s: %s is offered: %v", c.kind, c.province, c.id, got)
		}
	}
}
