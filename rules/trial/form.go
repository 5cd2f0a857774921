package trial

import (
	"strings"

	"recordaldesk/rules"
)

func formRules() []Case {
	long := func(n int) string { return strings.Repeat("星", n) }
	return []Case{
		{Rule: "field-required", Field: "host.name", Breaks: set("host.name", " "), Keeps: set("host.name", "星")},
		{Rule: "field-required", Field: "host.county", Breaks: set("host.county", ""), Keeps: func(f *rules.Filing) {
			// 东莞 has no counties.
			f.Host.Province, f.Host.City, f.Host.County = "440000", "441900", ""
		}},
		{Rule: "field-required", Field: "websites.0.services",
			Breaks: set("websites.0.services", []string(nil)), Keeps: set("websites.0.services", []string{"other"})},
		{Rule: "field-required", Field: "host.legal_representative.mobile",
			Breaks: set("host.legal_representative.mobile", ""), Keeps: func(f *rules.Filing) {
				// Given where the person's second office stands.
				f.Host.LegalRepresentative.Mobile, f.Host.Lead.Mobile = "", "13800136621"
			}},
		{Rule: "field-too-long", Field: "host.superior", Args: map[string]string{"max": "255", "length": "256"},
			Breaks: set("host.superior", long(256)), Keeps: set("host.superior", long(255))},
		{Rule: "field-too-long", Field: "account.id", Args: map[string]string{"max": "12", "length": "13"},
			Breaks: set("account.id", "3102-7748-10961"), Keeps: set("account.id", "3102-7748-1096")},
		{Rule: "choice-unknown", Field: "account.relationship", Args: map[string]string{"value": "friends"},
			Breaks: set("account.relationship", "friends"), Keeps: set("account.relationship", "group")},
		{Rule: "choice-unknown", Field: "websites.0.access.modes", Args: map[string]string{"value": "pigeon"},
			Breaks: set("websites.0.access.modes", []string{"cloud", "pigeon"}), Keeps: set("websites.0.access.modes", []string{"cloud", "cdn"})},
		{Rule: "choice-unlisted", Field: "host.nature", Args: map[string]string{"value": "guild"},
			Breaks: set("host.nature", "guild"), Keeps: set("host.nature", "enterprise")},
		{Rule: "date-unreadable", Field: "host.certificate.valid_from",
			Breaks: set("host.certificate.valid_from", "2018-02-29"), Keeps: set("host.certificate.valid_from", "2016-02-29")},
		{Rule: "date-unreadable", Field: "websites.0.domains.0.expires_on",
			Breaks: set("websites.0.domains.0.expires_on", "long_term"), Keeps: set("host.certificate.valid_until", "long_term")},
		{Rule: "as-of-unreadable", Field: "as_of", Breaks: set("as_of", "2026-13-01"), Keeps: set("as_of", Today)},
		{Rule: "kind-unknown", Field: "kind", Breaks: set("kind", "renewal"), Keeps: set("kind", "cancel_access")},
		{Rule: "key-unknown", Field: "websites.0.colour", Args: map[string]string{"value": "websites.0.colour"},
			Breaks: func(f *rules.Filing) { f.Websites[0].Unknown = rules.Unknown{"colour": []byte(`"red"`)} },
			Keeps:  func(f *rules.Filing) { f.Websites[0].Unknown = rules.Unknown{} }},
		{Rule: "website-missing", Field: "websites",
			Breaks: func(f *rules.Filing) { f.Websites = nil }, Keeps: func(f *rules.Filing) { f.Websites[0] = rules.Website{} }},
		{Rule: "text-outside-gbk", Field: "host.legal_representative.name", Args: map[string]string{"character": "𠮷 (U+20BB7)"},
			Breaks: set("host.legal_representative.name", "林𠮷"), Keeps: set("host.legal_representative.name", "林喆")},
		{Rule: "text-invisible", Field: "host.address", Args: map[string]string{"character": "U+200B"},
			Breaks: set("host.address", "望和路\u200b18号"), Keeps: set("host.address", "望和路\u300018号")},
		{Rule: "text-double-space", Field: "host.superior",
			Breaks: set("host.superior", "Xinghe  Ltd"), Keeps: set("host.superior", "Xinghe Ltd")},
		{Rule: "text-mixed-brackets", Field: "host.superior",
			Breaks: set("host.superior", "星禾（中国)有限公司"), Keeps: set("host.superior", "星禾(中国)有限公司")},
		{Rule: "attachment-unknown", Field: "attachments.0.material",
			Breaks: set("attachments.0.material", "holiday_photo"), Keeps: set("attachments.0.material", "business_licence")},
		{Rule: "attachment-nowhere", Field: "attachments.1.website",
			Breaks: set("attachments.1.website", 1), Keeps: set("attachments.1.website", 0)},
		{Rule: "attachment-nowhere", Field: "attachments.3.website",
			Breaks: set("attachments.3.domain", "xinghe.cn"), Keeps: set("attachments.3.domain", "Xinghe-Yuntu.CN")},
		{Rule: "attachment-nowhere", Field: "attachments.1.website",
			Breaks: set("attachments.1.website", -1), Keeps: set("attachments.0.website", 7)}, // a material of the whole filing
	}
}
