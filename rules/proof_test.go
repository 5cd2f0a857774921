package rules_test

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
)

// A reviewer sees beside each field the paper that it is compared with.
func TestAFieldIsComparedWithItsOwnPaper(t *testing.T) {
	f := trial.Valid()
	other := f.Websites[0]
	other.Domains = slices.Clone(other.Domains)
	other.Domains[0].Name = "other-example.cn"
	f.Websites = append(f.Websites, other)
	b := rules.Builtin()
	for path, want := range map[string]string{
		"host.name":                                     "host_certificate, rename_letter",
		"host.certificate.number":                       "host_certificate",
		"host.legal_representative.name":                "legal_representative_id, host_certificate",
		"host.legal_representative.document.number":     "legal_representative_id",
		"host.legal_representative.mobile":              "",
		"websites.1.lead.document.valid_until":          "website_lead_id 1",
		"websites.0.domains.0.registrar":                "domain_certificate xinghe-yuntu.cn",
		"websites.1.domains.0.verified_on":              "domain_verification_screenshot 1 other-example.cn",
		"websites.1.pre_approvals.0.number":             "pre_approval 1",
		"websites.0.access.isp":                         "",
		"websites.0.answers.responsibility_letter_date": "responsibility_letter",
	} {
		var got []string
		for _, m := range b.Proofs(f, b.Materials(f, "2026-11-29"), path) {
			said := m.ID
			if m.Per != "filing" && m.Website > 0 {
				said += " 1"
			}
			if m.Per == "domain" {
				said += " " + m.Domain
			}
			got = append(got, said)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s is compared with %v, want %s", path, got, want)
		}
	}
}

func TestAPaperProvesWhatTheFormsAskFor(t *testing.T) {
	text, err := rules.BuiltinText()
	if err != nil {
		t.Fatal(err)
	}
	wrong := strings.Replace(text, `proves = ["account.id", "account.company"]`, `proves = ["account.hat"]`, 1)
	if _, err = rules.LoadFile("book.toml", strings.NewReader(wrong)); err == nil || !strings.Contains(err.Error(), `no form asks for "account.hat"`) {
		t.Errorf("it is refused with %v", err)
	}
}

// An office's own rulebook from before shows the same scans beside the fields.
func TestARulebookFromBeforeTakesOverWhatPapersProve(t *testing.T) {
	text, err := rules.BuiltinText()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	inside := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "proves = [") {
			inside = !strings.HasSuffix(line, "]\n")
			continue
		}
		if inside {
			inside = line != "]\n"
			continue
		}
		lines = append(lines, line)
	}
	file, err := rules.LoadFile("book.toml", strings.NewReader(strings.Join(lines, "")))
	if err != nil {
		t.Fatal(err)
	}
	f := trial.Valid()
	if got := file.Book.Proofs(f, file.Book.Materials(f, "2026-11-29"), "account.id"); len(got) != 1 {
		t.Errorf("the account is compared with %v", got)
	}
}
