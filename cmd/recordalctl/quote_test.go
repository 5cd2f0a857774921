package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
)

// What goes to standard error ends in the logs of scripts: it says at which field
// something is wrong, and never what stands there.
func TestStandardErrorQuotesNothingOfAFiling(t *testing.T) {
	f := trial.Valid()
	f.Attachments = nil
	var values []string
	put := func(to *string, value string) { *to, values = value, append(values, value) }
	put(&f.Account.Company, "北京标记账户示例有限公司")
	put(&f.Host.Name, "北京标记主办  示例有限公司")
	put(&f.Host.Certificate.Number, "91110105MA6KD35T44")
	put(&f.Host.LegalRepresentative.Document.Number, "110105198703140027")
	put(&f.Host.LegalRepresentative.Mobile, "1381234567")
	put(&f.Host.LegalRepresentative.EmergencyPhone, "1391234567")
	put(&f.Host.LegalRepresentative.Email, "planted@@example.com")
	put(&f.Websites[0].Name, "国家标记网")
	put(&f.Websites[0].HomePage, "https://www.planted-home.cn")
	put(&f.Websites[0].Lead.Document.Number, "32010219850607301")
	put(&f.Websites[0].Domains[0].Name, "www.planted-domain.cn")
	put(&f.Websites[0].Domains[0].Holder, "标记持有人示例有限公司")
	put(&f.Websites[0].Access.IPs[0].From, "10.20.30.40")
	data, err := rules.Encode(f)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "filing.json")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{{"export", "--filing", path, "--out", t.TempDir()}, {"papers", "--filing", path, "--out", t.TempDir()}} {
		var stdout, stderr bytes.Buffer
		run(t.Context(), command, strings.NewReader(""), &stdout, &stderr)
		if strings.Count(stderr.String(), "…") < 5 && command[0] == "export" {
			t.Errorf("%s: too little is said to try it with:\n%s", command[0], stderr.String())
		}
		for _, value := range values {
			if strings.Contains(stderr.String(), value) {
				t.Errorf("%s: standard error says %s:\n%s", command[0], value, stderr.String())
			}
		}
	}
}
