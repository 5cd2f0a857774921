package wording

import (
	"strings"
	"testing"

	"recordaldesk/rules"
)

func TestVisibleNamesWhatCannotBeSeen(t *testing.T) {
	for _, c := range []struct{ text, zh, en string }{
		{"北京星禾 Cloud 公司", "北京星禾 Cloud 公司", "北京星禾 Cloud 公司"},
		{"星禾\u200b云图", "星禾[U+200B]云图", "星禾[U+200B]云图"},
		{" 星禾  云图 ", "[空格]星禾[空格][空格]云图[空格]", "[space]星禾[space][space]云图[space]"},
		{"星禾\u3000云图\t\n", "星禾[全角空格]云图[制表符][换行]", "星禾[full-width space]云图[tab][line break]"},
		{"a\u00a0b\ufeff\u00ad\U000e0041", "a[U+00A0]b[U+FEFF][U+00AD][U+E0041]", "a[U+00A0]b[U+FEFF][U+00AD][U+E0041]"},
		{"\u3164\u202e\ufe0f", "[U+3164][U+202E][U+FE0F]", "[U+3164][U+202E][U+FE0F]"},
		{"", "", ""},
	} {
		if got := Visible(zh, c.text); got != c.zh {
			t.Errorf("Visible(zh, %q) = %q, want %q", c.text, got, c.zh)
		}
		if got := Visible(en, c.text); got != c.en {
			t.Errorf("Visible(en, %q) = %q, want %q", c.text, got, c.en)
		}
	}
}

func TestCitedSaysWhereOneSourceAloneSaysSo(t *testing.T) {
	f := rules.Finding{Source: "domain 2.7", Confidence: rules.Corroborated, AsOf: "2026-07-01"}
	if got := Cited(en, f); strings.Contains(got, "alone") || !strings.Contains(got, "2.7") {
		t.Errorf("two sources are cited as %q", got)
	}
	f.Confidence = rules.Single
	for l, want := range map[Language][]string{zh: {"2.7", "2026-07-01"}, en: {"One source alone", "2.7", "2026-07-01"}} {
		for _, part := range want {
			if got := Cited(l, f); !strings.Contains(got, part) {
				t.Errorf("one source is cited as %q, which lacks %q", got, part)
			}
		}
	}
}

func TestHeldTellsTheMembersOfAList(t *testing.T) {
	f := &rules.Filing{Websites: []rules.Website{{
		Domains: []rules.Domain{{Name: "a.cn"}, {}, {Name: "b.cn"}},
		Access:  rules.Access{IPs: []rules.IPRange{{From: "52.80.1.1", To: "52.80.1.9"}, {From: "52.80.2.1", To: "52.80.2.1"}, {From: "52.80.3.1"}, {}}},
		PreApprovals: []rules.PreApproval{
			{Category: "nobody-knows", Number: "京（2020）1号"}, {},
		},
	}}}
	for path, want := range map[string]string{
		"websites.0.domains":       "a.cn、b.cn",
		"websites.0.access.ips":    "52.80.1.1-52.80.1.9、52.80.2.1、52.80.3.1",
		"websites.0.pre_approvals": "nobody-knows 京（2020）1号",
		"websites.1.domains":       "",
	} {
		if got := Held(zh, f, rules.Changed{Path: path}); got != want {
			t.Errorf("Held(%s) = %q, want %q", path, got, want)
		}
	}
}

func TestAboutNamesTheNearestWebsiteOrDomain(t *testing.T) {
	f := &rules.Filing{Websites: []rules.Website{{Name: "星禾", Domains: []rules.Domain{{Name: "a.cn"}, {}}}}}
	for at, want := range map[string]string{
		"answers": "", "websites.0.answers": "星禾", "websites.0.domains.0.answers": "a.cn", "websites.0.domains.1.answers": "域名2",
	} {
		if got := About(zh, f, at); got != want {
			t.Errorf("About(%s) = %q, want %q", at, got, want)
		}
	}
}
