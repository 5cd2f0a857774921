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
		"taiwan-permit-without-letters",
		"website-number-of-an-app", "change-without-new-value", "change-unknown-field", "change-of-nothing", "change-of-name",
		"change-of-single-domain", "cancel-host-ends-all", "cancel-access-leaves-shell", "cancel-one-at-a-time",
		"young-person-proof", "website-lead-past-retirement", "website-lead-too-old", "passport-of-hong-kong-in-province",
		"two-leads-few-phones", "office-phone-not-landline", "office-phone-is-mobile", "office-phone-is-emergency",
		"landline-from-elsewhere", "superior-not-the-unit", "superior-not-a-unit", "superior-not-the-representative",
		"free-trade-zone-county", "new-area-county", "real-district-wanted", "sole-trader-wants-name",
		"suffix-not-on-list", "suffix-refused-in-province", "domain-registrar-overseas-in-province",
		"website-name-word-of-province", "website-name-word-approved", "website-name-few-han", "website-name-english",
		"website-name-place", "finance-words-want-representative", "service-refused-in-province",
		"service-only-in-province",
		"remark-office-phone", "remark-no-landline", "remark-department", "remark-emergency-phone", "remark-hospital",
		"remark-pre-approval", "remark-several-domains", "remark-unless-portal", "remark-personal-site",
		"remark-too-short", "website-name-unrelated",
		"answer-punished", "answer-certificate-compared", "answer-shell-subject", "answer-mobiles-local",
		"answer-languages-real", "answer-seal-whole", "answer-scans-original", "answer-watermark-allowed",
		"answer-face-photo-right", "answer-certificate-shows-all", "answer-certificate-fresh", "authorization-letter-old",
		"responsibility-letter-old",
		"paper-may-be-asked", "attachment-file-type", "title-for-letter",
		"shared-mobile", "shared-emergency-phone", "shared-office-phone", "shared-email", "shared-domain",
		"order-under-way", "website-lead-of-several",
		"field-words-in-unit-name", "field-words-in-website-name", "field-words-in-remark", "nature-by-name",
		"sole-trader-without-name", "website-name-of-individual", "address-names-another-province",
		"address-in-other-city",
		"choice-unlisted", "text-outside-gbk", "text-invisible", "text-mixed-brackets",
		"attachment-unknown", "attachment-nowhere",
		"city-unknown", "county-unknown", "address-repeats-place", "address-not-detailed", "individual-at-sinnet",
		"certificate-organisation-code", "uscc-organisation-code", "uscc-other-nature", "uscc-other-province",
		"certificate-starts-later",
		"foreign-residence-number", "person-under-18", "person-implausibly-old", "document-expires-soon",
		"leads-share-emergency-phone", "website-name-word", "pre-approval-expected",
		"domain-suffix-unknown", "domain-just-verified", "domain-verification-unknown", "domain-registrar-overseas",
		"several-domains", "ip-not-beijing", "ip-version-6", "ip-twice", "server-not-in-beijing",
	}
	hints = []string{
		"text-outside-old-gbk", "host-number-year", "area-code-of-no-place",
		"change-before-unknown",
		"remark-address", "remark-name-explained",
		"answer-missing",
		"shared-document",
		"number-not-plain", "text-outer-space", "recordal-number-not-plain",
		"told-check-list-by-hand", "told-face-check", "told-answer-the-phone", "told-keep-address", "told-blacklist",
		"told-post-papers", "told-sms-code", "told-how-long", "told-how-long-about", "told-footer-of-guangdong", "told-curtain-of-gansu",
		"told-registry-seal-of-hainan", "told-student-of-tianjin", "told-office-phone-in-qinghai",
		"told-public-security", "told-change-after-access",
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
