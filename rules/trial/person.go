package trial

import (
	"recordaldesk/rules"
)

func personRules() []Case {
	return append(documentRules(), twoPersonRules()...)
}

func documentRules() []Case {
	number := func(n string) func(*rules.Filing) { return set("websites.0.lead.document.number", n) }
	born := func(date string) func(*rules.Filing) { return number(residentID("110105", date, "301")) }
	document := func(kind, n string) func(*rules.Filing) {
		return func(f *rules.Filing) { f.Websites[0].Lead.Document.Type, f.Websites[0].Lead.Document.Number = kind, n }
	}
	const at = "websites.0.lead.document.number"
	return []Case{
		{Rule: "resident-id-length", Field: at, Args: map[string]string{"length": "17"},
			Breaks: number("32010219850607301"), Keeps: number("320102 19850607 3012")},
		{Rule: "resident-id-old", Field: at, Args: map[string]string{"expected": "11010519491231002X"},
			Breaks: number("110105491231002"), Keeps: number("11010519491231002x")},
		{Rule: "resident-id-other-document", Field: "websites.0.lead.document.type", Args: map[string]string{"document": "choice.document_type.taiwan_residence"},
			Breaks: number(residentID("830000", "19850607", "301")), Keeps: document("taiwan_residence", residentID("830000", "19850607", "301"))},
		{Rule: "resident-id-characters", Field: at,
			Breaks: number("32010219850607301O"), Keeps: number("３２０１０２１９８５０６０７３０１２")},
		{Rule: "resident-id-date", Field: at, Breaks: number(residentID("320102", "19850231", "301")), Keeps: number(residentID("320102", "19840229", "301"))},
		{Rule: "resident-id-date", Field: at, Breaks: born("20261124"), Keeps: born("20261123")},
		{Rule: "resident-id-area", Field: at, Breaks: number(residentID("160102", "19850607", "301")), Keeps: number(residentID("150102", "19850607", "301"))},
		{Rule: "resident-id-check-character", Field: at, Args: map[string]string{"expected": "2", "last": "3"},
			Breaks: number("320102198506073013"), Keeps: number("320102198506073012")},
		{Rule: "document-number", Field: at, Args: map[string]string{"document": "choice.document_type.passport"},
			Breaks: document("passport", "AB12"), Keeps: document("passport", "ab123")},
		{Rule: "document-number", Field: at,
			Breaks: document("hk_macao_permit", "C12345678"), Keeps: document("hk_macao_permit", "H12345678")},
		{Rule: "document-number", Field: at,
			Breaks: document("hk_macao_residence", residentID("830000", "19850607", "301")), Keeps: document("hk_macao_residence", residentID("810000", "19850607", "301"))},
		{Rule: "foreign-residence-number", Field: at,
			Breaks: document("foreign_permanent_residence", "CAN12345678901"), Keeps: document("foreign_permanent_residence", "CAN123456789012")},
		{Rule: "person-under-16", Field: at, Args: map[string]string{"age": "15"}, Breaks: born("20101124"), Keeps: born("20101123")},
		{Rule: "person-under-18", Field: at, Args: map[string]string{"age": "17"}, Breaks: all(in("440000"), born("20081124")), Keeps: all(in("440000"), born("20081123"))},
		{Rule: "person-under-18", Field: at, Args: map[string]string{"age": "16"}, Breaks: all(in("440000"), born("20101123")), Keeps: all(in("440000"), born("20101124"))},
		{Rule: "person-implausibly-old", Field: at, Args: map[string]string{"age": "121"}, Breaks: born("19051123"), Keeps: born("19051124")},
		{Rule: "document-expired", Field: "websites.0.lead.document.valid_until",
			Breaks: set("websites.0.lead.document.valid_until", "2026-11-22"), Keeps: set("websites.0.lead.document.valid_until", "2026-11-23")},
		{Rule: "document-expires-soon", Field: "host.legal_representative.document.valid_until",
			Breaks: set("host.legal_representative.document.valid_until", "2027-02-23"), Keeps: set("host.legal_representative.document.valid_until", "2027-02-24")},
		{Rule: "document-dates-reversed", Field: "websites.0.lead.document.valid_until",
			Breaks: set("websites.0.lead.document.valid_until", "2016-09-02"), Keeps: set("websites.0.lead.document.valid_until", "2016-09-03")},
		{Rule: "mobile-format", Field: "websites.0.lead.mobile",
			Breaks: set("websites.0.lead.mobile", "12700139086"), Keeps: set("websites.0.lead.mobile", "+86 137-0013-9086")},
		{Rule: "mobile-format", Field: "websites.0.lead.mobile",
			Breaks: set("websites.0.lead.mobile", "010-64738820"), Keeps: set("websites.0.lead.mobile", "１９９００１３９０８６")},
		{Rule: "emergency-phone-format", Field: "websites.0.lead.emergency_phone",
			Breaks: set("websites.0.lead.emergency_phone", "64738823"), Keeps: set("websites.0.lead.emergency_phone", "(010)64738823")},
		{Rule: "office-phone-format", Field: "websites.0.lead.office_phone",
			Breaks: set("websites.0.lead.office_phone", "400-898-8000"), Keeps: set("websites.0.lead.office_phone", "086-010-82998299-1234")},
		{Rule: "office-phone-format", Field: "websites.0.lead.office_phone",
			Breaks: set("websites.0.lead.office_phone", "010-1234567890"), Keeps: set("websites.0.lead.office_phone", "13700139086")},
		{Rule: "emergency-phone-same-as-mobile", Field: "websites.0.lead.emergency_phone",
			Breaks: set("websites.0.lead.emergency_phone", "+86 137 0013 9086"), Keeps: set("websites.0.lead.emergency_phone", "13700139087")},
		{Rule: "area-code-of-no-place", Field: "host.legal_representative.office_phone",
			Breaks: set("host.legal_representative.office_phone", "0732-64738820"), Keeps: set("host.legal_representative.office_phone", "0731-64738820")},
		{Rule: "phone-other-province", Field: "websites.0.lead.office_phone", Args: map[string]string{"province": "310000"},
			Breaks: set("websites.0.lead.office_phone", "021-58810236"), Keeps: set("websites.0.lead.office_phone", "010-58810236")},
		{Rule: "email-format", Field: "websites.0.lead.email",
			Breaks: set("websites.0.lead.email", "a@b.c"), Keeps: set("websites.0.lead.email", " aa@b.c ")},
		{Rule: "email-format", Field: "websites.0.lead.email",
			Breaks: set("websites.0.lead.email", "zhou@xinghe-yuntu.cn;lin@xinghe-yuntu.cn"), Keeps: set("websites.0.lead.email", "zhou.yu+web@mail.xinghe-yuntu.com.cn")},
		{Rule: "passport-of-hong-kong-or-macao", Field: "websites.0.lead.document.type",
			Breaks: document("passport", "K12345678"), Keeps: document("passport", "AB3094471")},
	}
}

func twoPersonRules() []Case {
	// The website is led by the legal representative, the host unit by another.
	crossed := func(change func(*rules.Filing)) func(*rules.Filing) {
		return func(f *rules.Filing) {
			f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
			f.Websites[0].Lead, f.Websites[0].LeadIsLegalRepresentative = rules.Person{}, true
			change(f)
		}
	}
	return []Case{
		{Rule: "leads-share-mobile", Field: "websites.0.lead.mobile",
			Breaks: set("websites.0.lead.mobile", "+86 13800136621"), Keeps: func(f *rules.Filing) {
				f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, f.Host.LegalRepresentative
			}},
		{Rule: "leads-share-mobile", Field: "host.legal_representative.mobile",
			Breaks: crossed(set("host.legal_representative.mobile", "13700139086")), Keeps: crossed(func(*rules.Filing) {})},
		{Rule: "leads-share-mobile", Field: "websites.0.lead.mobile",
			Breaks: set("websites.0.lead.mobile", "13800136621"), Keeps: func(f *rules.Filing) {
				// One person, typed twice.
				f.Websites[0].Lead = f.Host.LegalRepresentative
				f.Websites[0].Lead.Name += " "
			}},
		{Rule: "leads-share-emergency-phone", Field: "websites.0.lead.emergency_phone",
			Breaks: set("websites.0.lead.emergency_phone", "13900137745"), Keeps: set("websites.0.lead.emergency_phone", "13900137746")},
		{Rule: "leads-share-emergency-phone", Field: "websites.0.lead.emergency_phone",
			Breaks: set("websites.0.lead.emergency_phone", "13800136621"), Keeps: set("websites.0.lead.emergency_phone", "")},
		{Rule: "leads-share-email", Field: "websites.0.lead.email",
			Breaks: set("websites.0.lead.email", "LinZhiyao@xinghe-yuntu.cn"), Keeps: set("websites.0.lead.email", "linzhiyao1@xinghe-yuntu.cn")},
		{Rule: "document-of-two-persons", Field: "websites.0.lead.document.number",
			Breaks: set("websites.0.lead.document.number", "110105198703140026"), Keeps: func(f *rules.Filing) {
				f.Websites[0].Lead = f.Host.LegalRepresentative
			}},
		{Rule: "document-of-two-persons", Field: "host.lead.document.number",
			Breaks: crossed(set("host.lead.document.number", "110105198703140026")), Keeps: crossed(set("host.lead.document.number", ""))},
		{Rule: "host-lead-contradicts", Field: "host.lead_is_legal_representative",
			Breaks: set("host.lead.document.number", "320102198506073012"), Keeps: set("host.lead.document.number", "110105 19870314 0026")},
		{Rule: "host-lead-contradicts", Field: "host.lead_is_legal_representative",
			Breaks: set("host.lead.name", "周予安"), Keeps: set("host.lead.name", "林知遥")},
		{Rule: "website-lead-contradicts", Field: "websites.0.lead_is_host_lead",
			Breaks: set("websites.0.lead_is_host_lead", true), Keeps: func(f *rules.Filing) {
				f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{Mobile: "13700139086"}
			}},
		{Rule: "website-lead-contradicts-representative", Field: "websites.0.lead_is_legal_representative",
			Breaks: set("websites.0.lead_is_legal_representative", true), Keeps: crossed(func(*rules.Filing) {})},
	}
}
