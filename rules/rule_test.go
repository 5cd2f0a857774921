package rules_test

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
)

func TestRules(t *testing.T) {
	for _, c := range trial.Cases() {
		t.Run(c.Rule+" at "+c.Field, func(t *testing.T) {
			f := valid(t)
			c.Breaks(f)
			r := rules.Builtin().Check(f, today, c.Shared...)
			found := false
			for _, finding := range r.Findings {
				if finding.Rule != c.Rule || finding.Field != c.Field {
					continue
				}
				found = true
				if want := cmp.Or(c.Severity, severityOf(c.Rule)); finding.Severity != want {
					t.Errorf("severity: got %s, want %s", finding.Severity, want)
				}
				if c.Repaired != "" && finding.Repair != c.Repaired {
					t.Errorf("repair: got %q, want %q", finding.Repair, c.Repaired)
				}
				for name, want := range c.Args {
					got, ok := finding.Args[name]
					if !ok {
						got = finding.Names[name]
					}
					if got != want {
						t.Errorf("%s: got %q, want %q", name, got, want)
					}
				}
				for name, arg := range finding.Args {
					if arg == "" && name != "value" {
						t.Errorf("the message has nothing to say for %s", name)
					}
				}
			}
			if !found {
				t.Errorf("not found; found were %v", places(r))
			}
			f = valid(t)
			c.Keeps(f)
			for _, finding := range check(f).Findings {
				if finding.Rule == c.Rule {
					t.Errorf("false alarm at %s", finding.Field)
				}
			}
		})
	}
}

// A repair mends what it is offered for, whatever else it leaves.
func TestRepairsMend(t *testing.T) {
	for _, c := range trial.Cases() {
		f := valid(t)
		c.Breaks(f)
		for _, finding := range rules.Builtin().Check(f, today, c.Shared...).Findings {
			if finding.Repair == "" {
				continue
			}
			mended := f.Clone()
			if err := mended.Set(finding.Field, finding.Repair); err != nil {
				t.Errorf("%s: %v", finding.Rule, err)
				continue
			}
			for _, left := range rules.Builtin().Check(mended, today, c.Shared...).Findings {
				if left.Rule == finding.Rule && left.Field == finding.Field {
					t.Errorf("%s at %s: %q is not mended by %q", finding.Rule, finding.Field, f.Text(finding.Field), finding.Repair)
				}
			}
		}
	}
}

func TestEveryRuleHasACase(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range trial.Cases() {
		tested[c.Rule] = true
	}
	for _, r := range rules.Builtin().Rules {
		if !tested[r.ID] {
			t.Errorf("no case breaks %s", r.ID)
		}
		delete(tested, r.ID)
	}
	for id := range tested {
		t.Errorf("the book has no rule %s", id)
	}
}

// These do not block the export; every other rule does.
var (
	warnings = []string{
		"website-number-of-an-app", "change-unknown-field", "change-of-nothing", "change-of-name", "change-of-single-domain",
		"cancel-host-ends-all", "cancel-access-leaves-shell", "cancel-one-at-a-time",
		"choice-unlisted", "text-outside-gbk", "text-invisible", "text-mixed-brackets",
		"attachment-unknown", "attachment-nowhere",
		"city-unknown", "county-unknown", "address-repeats-place", "address-not-detailed", "individual-at-sinnet",
		"certificate-organisation-code", "uscc-organisation-code", "uscc-other-nature", "uscc-other-province",
		"certificate-expires-soon", "certificate-starts-later", "host-lead-not-legal-representative",
		"foreign-residence-number", "person-under-18", "person-implausibly-old", "document-expires-soon",
		"leads-share-emergency-phone", "website-name-state", "website-name-word", "pre-approval-expected",
		"domain-suffix-unknown", "domain-just-verified", "domain-verification-unknown", "domain-registrar-overseas",
		"several-domains", "ip-not-beijing", "ip-version-6", "ip-twice", "server-not-in-beijing",
	}
	hints = []string{
		"change-before-unknown",
		"key-unknown", "text-double-space", "account-id-digits", "phone-other-province",
		"passport-of-hong-kong-or-macao", "isp-other", "access-mode-not-cloud",
	}
)

func severityOf(rule string) rules.Severity {
	switch {
	case slices.Contains(warnings, rule):
		return rules.Warning
	case slices.Contains(hints, rule):
		return rules.Hint
	}
	return rules.Error
}

func places(r *rules.Report) []string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, f.Rule+" at "+f.Field)
	}
	return all
}

func hexSHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
