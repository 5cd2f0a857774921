package rules_test

import (
	"strings"

	"recordaldesk/rules"
)

func formRules() []ruleCase {
	long := func(n int) string { return strings.Repeat("星", n) }
	return []ruleCase{
		{rule: "field-required", field: "host.name", breaks: set("host.name", " "), keeps: set("host.name", "星")},
		{rule: "field-required", field: "host.county", breaks: set("host.county", ""), keeps: func(f *rules.Filing) {
			// 东莞 has no counties.
			f.Host.Province, f.Host.City, f.Host.County = "440000", "441900", ""
		}},
		{rule: "field-required", field: "websites.0.services",
			breaks: set("websites.0.services", []string(nil)), keeps: set("websites.0.services", []string{"other"})},
		{rule: "field-required", field: "host.legal_representative.mobile",
			breaks: set("host.legal_representative.mobile", ""), keeps: func(f *rules.Filing) {
				// Given where the person's second office stands.
				f.Host.LegalRepresentative.Mobile, f.Host.Lead.Mobile = "", "13800136621"
			}},
		{rule: "field-too-long", field: "host.superior", args: map[string]string{"max": "255", "length": "256"},
			breaks: set("host.superior", long(256)), keeps: set("host.superior", long(255))},
		{rule: "field-too-long", field: "account.id", args: map[string]string{"max": "12", "length": "13"},
			breaks: set("account.id", "3102-7748-10961"), keeps: set("account.id", "3102-7748-1096")},
		{rule: "choice-unknown", field: "account.relationship", args: map[string]string{"value": "friends"},
			breaks: set("account.relationship", "friends"), keeps: set("account.relationship", "group")},
		{rule: "choice-unknown", field: "websites.0.access.modes", args: map[string]string{"value": "pigeon"},
			breaks: set("websites.0.access.modes", []string{"cloud", "pigeon"}), keeps: set("websites.0.access.modes", []string{"cloud", "cdn"})},
		{rule: "choice-unlisted", field: "host.nature", args: map[string]string{"value": "guild"},
			breaks: set("host.nature", "guild"), keeps: set("host.nature", "enterprise")},
		{rule: "date-unreadable", field: "host.certificate.valid_from",
			breaks: set("host.certificate.valid_from", "2018-02-29"), keeps: set("host.certificate.valid_from", "2016-02-29")},
		{rule: "date-unreadable", field: "websites.0.domains.0.expires_on",
			breaks: set("websites.0.domains.0.expires_on", "long_term"), keeps: set("host.certificate.valid_until", "long_term")},
		{rule: "as-of-unreadable", field: "as_of", breaks: set("as_of", "2026-13-01"), keeps: set("as_of", today)},
		{rule: "kind-unknown", field: "kind", breaks: set("kind", "renewal"), keeps: set("kind", "cancel_access")},
		{rule: "kind-not-whole", field: "kind", breaks: set("kind", "change_host"), keeps: set("kind", "new_recordal")},
		{rule: "key-unknown", field: "websites.0.colour", args: map[string]string{"value": "websites.0.colour"},
			breaks: func(f *rules.Filing) { f.Websites[0].Unknown = rules.Unknown{"colour": []byte(`"red"`)} },
			keeps:  func(f *rules.Filing) { f.Websites[0].Unknown = rules.Unknown{} }},
		{rule: "website-missing", field: "websites",
			breaks: func(f *rules.Filing) { f.Websites = nil }, keeps: func(f *rules.Filing) { f.Websites[0] = rules.Website{} }},
		{rule: "text-outside-gbk", field: "host.legal_representative.name", args: map[string]string{"character": "𠮷 (U+20BB7)"},
			breaks: set("host.legal_representative.name", "林𠮷"), keeps: set("host.legal_representative.name", "林喆")},
		{rule: "text-invisible", field: "host.address", args: map[string]string{"character": "U+200B"},
			breaks: set("host.address", "望和路\u200b18号"), keeps: set("host.address", "望和路\u300018号")},
		{rule: "text-double-space", field: "host.superior",
			breaks: set("host.superior", "Xinghe  Ltd"), keeps: set("host.superior", "Xinghe Ltd")},
		{rule: "text-mixed-brackets", field: "host.superior",
			breaks: set("host.superior", "星禾（中国)有限公司"), keeps: set("host.superior", "星禾(中国)有限公司")},
		{rule: "attachment-unknown", field: "attachments.0.material",
			breaks: set("attachments.0.material", "holiday_photo"), keeps: set("attachments.0.material", "business_licence")},
		{rule: "attachment-nowhere", field: "attachments.1.website",
			breaks: set("attachments.1.website", 1), keeps: set("attachments.1.website", 0)},
		{rule: "attachment-nowhere", field: "attachments.3.website",
			breaks: set("attachments.3.domain", "xinghe.cn"), keeps: set("attachments.3.domain", "Xinghe-Yuntu.CN")},
		{rule: "attachment-nowhere", field: "attachments.1.website",
			breaks: set("attachments.1.website", -1), keeps: set("attachments.0.website", 7)}, // a material of the whole filing
	}
}
