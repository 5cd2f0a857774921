package rules_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"

	"recordaldesk/rules"
)

// A ruleCase is a filing that breaks one rule, and one that only just does not.
// Both are made from the sample filing, in which nothing is found. The cases
// stand in the files named like the chapters of the book.
type ruleCase struct {
	rule   string
	field  string
	breaks func(*rules.Filing)
	keeps  func(*rules.Filing)
	args   map[string]string // of the message, where it says a value or what should stand there
}

// ruleCases gathers the cases of all chapters.
func ruleCases(t *testing.T) []ruleCase {
	return slices.Concat(formRules(), hostRules(t), personRules(t), websiteRules(), domainRules(), accessRules())
}

func TestRules(t *testing.T) {
	for _, c := range ruleCases(t) {
		t.Run(c.rule+" at "+c.field, func(t *testing.T) {
			f := valid(t)
			c.breaks(f)
			found := false
			for _, finding := range check(f).Findings {
				if finding.Rule != c.rule || finding.Field != c.field {
					continue
				}
				found = true
				if want := severityOf(c.rule); finding.Severity != want {
					t.Errorf("severity: got %s, want %s", finding.Severity, want)
				}
				for name, want := range c.args {
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
				t.Errorf("not found; found were %v", places(check(f)))
			}
			f = valid(t)
			c.keeps(f)
			for _, finding := range check(f).Findings {
				if finding.Rule == c.rule {
					t.Errorf("false alarm at %s", finding.Field)
				}
			}
		})
	}
}

func TestEveryRuleHasACase(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range ruleCases(t) {
		tested[c.rule] = true
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
		"choice-unlisted", "kind-not-whole", "text-outside-gbk", "text-invisible", "text-mixed-brackets",
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
