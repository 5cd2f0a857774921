package rules_test

import (
	"testing"

	"recordaldesk/rules"
)

func personRules(t *testing.T) []ruleCase {
	return append(documentRules(t), twoPersonRules()...)
}

func documentRules(t *testing.T) []ruleCase {
	number := func(n string) func(*rules.Filing) { return set("websites.0.lead.document.number", n) }
	born := func(date string) func(*rules.Filing) { return number(residentID(t, "110105", date, "301")) }
	document := func(kind, n string) func(*rules.Filing) {
		return func(f *rules.Filing) { f.Websites[0].Lead.Document.Type, f.Websites[0].Lead.Document.Number = kind, n }
	}
	const at = "websites.0.lead.document.number"
	return []ruleCase{
		{rule: "resident-id-length", field: at, args: map[string]string{"length": "17"},
			breaks: number("32010219850607301"), keeps: number("320102 19850607 3012")},
		{rule: "resident-id-old", field: at, args: map[string]string{"expected": "11010519491231002X"},
			breaks: number("110105491231002"), keeps: number("11010519491231002x")},
		{rule: "resident-id-other-document", field: "websites.0.lead.document.type", args: map[string]string{"document": "choice.document_type.taiwan_residence"},
			breaks: number(residentID(t, "830000", "19850607", "301")), keeps: document("taiwan_residence", residentID(t, "830000", "19850607", "301"))},
		{rule: "resident-id-characters", field: at,
			breaks: number("32010219850607301O"), keeps: number("３２０１０２１９８５０６０７３０１２")},
		{rule: "resident-id-date", field: at, breaks: number(residentID(t, "320102", "19850231", "301")), keeps: number(residentID(t, "320102", "19840229", "301"))},
		{rule: "resident-id-date", field: at, breaks: born("20261124"), keeps: born("20261123")},
		{rule: "resident-id-area", field: at, breaks: number(residentID(t, "160102", "19850607", "301")), keeps: number(residentID(t, "150102", "19850607", "301"))},
		{rule: "resident-id-check-character", field: at, args: map[string]string{"expected": "2", "last": "3"},
			breaks: number("320102198506073013"), keeps: number("320102198506073012")},
		{rule: "document-number", field: at, args: map[string]string{"document": "choice.document_type.passport"},
			breaks: document("passport", "AB12"), keeps: document("passport", "ab123")},
		{rule: "document-number", field: at,
			breaks: document("hk_macao_permit", "C12345678"), keeps: document("hk_macao_permit", "H12345678")},
		{rule: "document-number", field: at,
			breaks: document("hk_macao_residence", residentID(t, "830000", "19850607", "301")), keeps: document("hk_macao_residence", residentID(t, "810000", "19850607", "301"))},
		{rule: "foreign-residence-number", field: at,
			breaks: document("foreign_permanent_residence", "CAN12345678901"), keeps: document("foreign_permanent_residence", "CAN123456789012")},
		{rule: "person-under-16", field: at, args: map[string]string{"age": "15"}, breaks: born("20101124"), keeps: born("20101123")},
		{rule: "person-under-18", field: at, args: map[string]string{"age": "17"}, breaks: born("20081124"), keeps: born("20081123")},
		{rule: "person-under-18", field: at, args: map[string]string{"age": "16"}, breaks: born("20101123"), keeps: born("20101124")},
		{rule: "person-implausibly-old", field: at, args: map[string]string{"age": "121"}, breaks: born("19051123"), keeps: born("19051124")},
		{rule: "document-expired", field: "websites.0.lead.document.valid_until",
			breaks: set("websites.0.lead.document.valid_until", "2026-11-22"), keeps: set("websites.0.lead.document.valid_until", "2026-11-23")},
		{rule: "document-expires-soon", field: "host.legal_representative.document.valid_until",
			breaks: set("host.legal_representative.document.valid_until", "2027-02-23"), keeps: set("host.legal_representative.document.valid_until", "2027-02-24")},
		{rule: "document-dates-reversed", field: "websites.0.lead.document.valid_until",
			breaks: set("websites.0.lead.document.valid_until", "2016-09-02"), keeps: set("websites.0.lead.document.valid_until", "2016-09-03")},
		{rule: "mobile-format", field: "websites.0.lead.mobile",
			breaks: set("websites.0.lead.mobile", "12700139086"), keeps: set("websites.0.lead.mobile", "+86 137-0013-9086")},
		{rule: "mobile-format", field: "websites.0.lead.mobile",
			breaks: set("websites.0.lead.mobile", "010-64738820"), keeps: set("websites.0.lead.mobile", "１９９００１３９０８６")},
		{rule: "emergency-phone-format", field: "websites.0.lead.emergency_phone",
			breaks: set("websites.0.lead.emergency_phone", "64738823"), keeps: set("websites.0.lead.emergency_phone", "(010)64738823")},
		{rule: "office-phone-format", field: "websites.0.lead.office_phone",
			breaks: set("websites.0.lead.office_phone", "400-898-8000"), keeps: set("websites.0.lead.office_phone", "086-010-82998299-1234")},
		{rule: "office-phone-format", field: "websites.0.lead.office_phone",
			breaks: set("websites.0.lead.office_phone", "010-1234567890"), keeps: set("websites.0.lead.office_phone", "13700139086")},
		{rule: "emergency-phone-same-as-mobile", field: "websites.0.lead.emergency_phone",
			breaks: set("websites.0.lead.emergency_phone", "+86 137 0013 9086"), keeps: set("websites.0.lead.emergency_phone", "13700139087")},
		{rule: "phone-other-province", field: "websites.0.lead.office_phone", args: map[string]string{"province": "310000"},
			breaks: set("websites.0.lead.office_phone", "021-58810236"), keeps: set("websites.0.lead.office_phone", "010-58810236")},
		{rule: "email-format", field: "websites.0.lead.email",
			breaks: set("websites.0.lead.email", "a@b.c"), keeps: set("websites.0.lead.email", " aa@b.c ")},
		{rule: "email-format", field: "websites.0.lead.email",
			breaks: set("websites.0.lead.email", "zhou@xinghe-yuntu.cn;lin@xinghe-yuntu.cn"), keeps: set("websites.0.lead.email", "zhou.yu+web@mail.xinghe-yuntu.com.cn")},
		{rule: "passport-of-hong-kong-or-macao", field: "websites.0.lead.document.type",
			breaks: document("passport", "K12345678"), keeps: document("passport", "AB3094471")},
	}
}

func twoPersonRules() []ruleCase {
	// The website is led by the legal representative, the host unit by another.
	crossed := func(change func(*rules.Filing)) func(*rules.Filing) {
		return func(f *rules.Filing) {
			f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
			f.Websites[0].Lead, f.Websites[0].LeadIsLegalRepresentative = rules.Person{}, true
			change(f)
		}
	}
	return []ruleCase{
		{rule: "leads-share-mobile", field: "websites.0.lead.mobile",
			breaks: set("websites.0.lead.mobile", "+86 13800136621"), keeps: func(f *rules.Filing) {
				f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, f.Host.LegalRepresentative
			}},
		{rule: "leads-share-mobile", field: "host.legal_representative.mobile",
			breaks: crossed(set("host.legal_representative.mobile", "13700139086")), keeps: crossed(func(*rules.Filing) {})},
		{rule: "leads-share-mobile", field: "websites.0.lead.mobile",
			breaks: set("websites.0.lead.mobile", "13800136621"), keeps: func(f *rules.Filing) {
				// One person, typed twice.
				f.Websites[0].Lead = f.Host.LegalRepresentative
				f.Websites[0].Lead.Name += " "
			}},
		{rule: "leads-share-emergency-phone", field: "websites.0.lead.emergency_phone",
			breaks: set("websites.0.lead.emergency_phone", "13900137745"), keeps: set("websites.0.lead.emergency_phone", "13900137746")},
		{rule: "leads-share-emergency-phone", field: "websites.0.lead.emergency_phone",
			breaks: set("websites.0.lead.emergency_phone", "13800136621"), keeps: set("websites.0.lead.emergency_phone", "")},
		{rule: "leads-share-email", field: "websites.0.lead.email",
			breaks: set("websites.0.lead.email", "LinZhiyao@xinghe-yuntu.cn"), keeps: set("websites.0.lead.email", "linzhiyao1@xinghe-yuntu.cn")},
		{rule: "document-of-two-persons", field: "websites.0.lead.document.number",
			breaks: set("websites.0.lead.document.number", "110105198703140026"), keeps: func(f *rules.Filing) {
				f.Websites[0].Lead = f.Host.LegalRepresentative
			}},
		{rule: "document-of-two-persons", field: "host.lead.document.number",
			breaks: crossed(set("host.lead.document.number", "110105198703140026")), keeps: crossed(set("host.lead.document.number", ""))},
		{rule: "host-lead-contradicts", field: "host.lead_is_legal_representative",
			breaks: set("host.lead.document.number", "320102198506073012"), keeps: set("host.lead.document.number", "110105 19870314 0026")},
		{rule: "host-lead-contradicts", field: "host.lead_is_legal_representative",
			breaks: set("host.lead.name", "周予安"), keeps: set("host.lead.name", "林知遥")},
		{rule: "website-lead-contradicts", field: "websites.0.lead_is_host_lead",
			breaks: set("websites.0.lead_is_host_lead", true), keeps: func(f *rules.Filing) {
				f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{Mobile: "13700139086"}
			}},
		{rule: "website-lead-contradicts-representative", field: "websites.0.lead_is_legal_representative",
			breaks: set("websites.0.lead_is_legal_representative", true), keeps: crossed(func(*rules.Filing) {})},
	}
}
