package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
)

// cases writes when a field is asked: host.lead_is_legal_representative=false and
// the like, "or" between the cases.
func casesOf(a rules.Askable) string {
	var all []string
	for _, c := range a.When {
		var one []string
		for _, g := range c {
			one = append(one, fmt.Sprintf("%s=%v", g.Path, g.Value))
		}
		all = append(all, strings.Join(one, " and "))
	}
	return strings.Join(all, " or ")
}

func TestWhatAKindMayAskIsKnownBeforeAnythingIsAnswered(t *testing.T) {
	const always = ""
	for _, tt := range []struct {
		kind, path, when string
		need             rules.Need
	}{
		{"new_recordal", "host.name", always, rules.Always},
		{"new_recordal", "host.superior", always, rules.Optional},
		{"new_recordal", "host.lead.office_phone", "host.lead_is_legal_representative=false", rules.Sometimes},
		{"new_recordal", "host.lead.name", "host.lead_is_legal_representative=false", rules.Always},
		{"new_recordal", "host.legal_representative.mobile",
			"host.lead_is_legal_representative=true or websites.0.lead_is_host_lead=false and websites.0.lead_is_legal_representative=true", rules.Always},
		{"new_recordal", "websites.0.lead_is_legal_representative",
			"host.lead_is_legal_representative=false and websites.0.lead_is_host_lead=false", rules.Optional},
		{"new_recordal", "websites.0.domains.0.name", always, rules.Always},
		{"change_website", "websites.0.name", always, rules.Always},
		{"cancel_host", "change.reason", always, rules.Always},
		{"cancel_host", "host.lead.name", "host.lead_is_legal_representative=false", rules.Always},
	} {
		all := rules.Builtin().Askable(tt.kind, "2026-11-23")
		at := slices.IndexFunc(all, func(a rules.Askable) bool { return a.Path == tt.path })
		if at < 0 {
			t.Errorf("%s is not asked for %s", tt.kind, tt.path)
			continue
		}
		if got := casesOf(all[at]); got != tt.when || all[at].Need != tt.need {
			t.Errorf("%s asks for %s when %q, need %d; want %q, need %d", tt.kind, tt.path, got, all[at].Need, tt.when, tt.need)
		}
	}
	for path, want := range map[string]bool{"host.name": false, "host.superior": true, "host.lead.email": true, "host.lead.name": false} {
		for _, a := range rules.Builtin().Askable("change_host", "2026-11-23") {
			if a.Path == path && a.Changing != want {
				t.Errorf("%s is asked only where it changes: %t, want %t", path, a.Changing, want)
			}
		}
	}
	for _, a := range rules.Builtin().Askable("new_recordal", "2026-11-23") {
		if a.Changing {
			t.Errorf("a new recordal asks for %s only where it changes", a.Path)
		}
	}
	if all := rules.Builtin().Askable("renewal", ""); all != nil {
		t.Errorf("a kind that nobody knows is asked for %d fields", len(all))
	}
	for _, a := range rules.Builtin().Askable("cancel_host", "") {
		if strings.HasPrefix(a.Path, "websites.") {
			t.Errorf("cancel_host is asked for %s", a.Path)
		}
	}
}

// Whatever a filing that was really made is asked for, its kind may ask for.
func TestNoFilingIsAskedForWhatItsKindMayNot(t *testing.T) {
	for _, one := range wholeFilings(t) {
		may := map[string]bool{}
		for _, a := range rules.Builtin().Askable(one.filing.Kind, "2026-11-23") {
			may[pattern(a.Path)] = true
		}
		for _, i := range rules.Builtin().Shown(one.filing, "2026-11-23") {
			if i.Asked() && !i.Field.Before && i.Field.Type != rules.TypeFields && !may[pattern(i.Path)] {
				t.Errorf("%s is asked for %s", one.name, i.Path)
			}
		}
	}
}

// pattern puts a star in the place of each index.
func pattern(path string) string {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		if part[0] >= '0' && part[0] <= '9' {
			parts[i] = "*"
		}
	}
	return strings.Join(parts, ".")
}
