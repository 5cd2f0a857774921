package rules_test

import (
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

func hostRules(t *testing.T) []ruleCase {
	return append(hostPlaceRules(), certificateRules(t)...)
}

func hostPlaceRules() []ruleCase {
	move := func(province, city, county string) func(*rules.Filing) {
		return func(f *rules.Filing) { f.Host.Province, f.Host.City, f.Host.County = province, city, county }
	}
	return []ruleCase{
		{rule: "account-id-digits", field: "account.id",
			breaks: set("account.id", "31027748109"), keeps: set("account.id", "3102-7748-1096")},
		{rule: "account-other-company", field: "account.company", args: map[string]string{"host": "北京星禾云图科技有限公司"},
			breaks: set("account.company", "北京星禾科技有限公司"), keeps: set("account.company", " 北京星禾云图科技有限公司")},
		{rule: "account-other-company", field: "account.company",
			breaks: set("account.company", "星禾集团"), keeps: func(f *rules.Filing) {
				f.Account.Company, f.Account.Relationship = "星禾集团", "group"
			}},
		{rule: "tibet-not-accepted", field: "host.province",
			breaks: move("540000", "540100", "540102"), keeps: move("630000", "630100", "630102")},
		{rule: "province-unknown", field: "host.province", breaks: set("host.province", "990000"), keeps: set("host.province", "650000")},
		{rule: "province-unknown", field: "host.province", breaks: set("host.province", "110100"), keeps: set("host.province", "")},
		{rule: "city-outside-province", field: "host.city", args: map[string]string{"city": "310100", "province": "110000"},
			breaks: move("110000", "310100", "310115"), keeps: move("310000", "310100", "310115")},
		{rule: "county-outside-city", field: "host.county", args: map[string]string{"county": "330106", "city": "110100"},
			breaks: move("110000", "110100", "330106"), keeps: move("500000", "500100", "500229")},
		{rule: "city-unknown", field: "host.city", breaks: set("host.city", "119900"), keeps: move("410000", "419000", "419001")},
		{rule: "county-unknown", field: "host.county", breaks: set("host.county", "110199"), keeps: set("host.county", "110119")},
		{rule: "address-repeats-place", field: "host.address", args: map[string]string{"place": "北京市"},
			breaks: set("host.address", "北京市朝阳区望和路18号"), keeps: set("host.address", "北京路18号")},
		{rule: "address-repeats-place", field: "host.address", args: map[string]string{"place": "朝阳区"},
			breaks: set("host.address", "朝阳区望和路18号"), keeps: set("host.address", "朝阳区街18号")},
		{rule: "address-repeats-place", field: "host.address", args: map[string]string{"place": "上海市"},
			breaks: set("host.address", "上海市海棠湾路18号"), keeps: set("host.address", "上海市场路18号")},
		{rule: "address-repeats-place", field: "host.address", args: map[string]string{"place": "市辖区"},
			breaks: set("host.address", "市辖区望和路18号"), keeps: set("host.address", "望和路18号")},
		{rule: "address-not-detailed", field: "host.address",
			breaks: set("host.address", "望和路"), keeps: func(f *rules.Filing) {
				f.Host.Address, f.Host.Remark = "望和路", "通信地址已为最详细"
			}},
		{rule: "individual-at-sinnet", field: "host.nature",
			breaks: set("host.nature", "individual"), keeps: set("host.nature", "enterprise")},
		{rule: "host-lead-not-legal-representative", field: "host.lead_is_legal_representative", args: map[string]string{"province": "110000"},
			breaks: func(f *rules.Filing) { f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead },
			keeps: func(f *rules.Filing) {
				// The legal representative, typed a second time.
				f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Host.LegalRepresentative
				f.Host.Lead.Document.Number = "110105 19870314 0026"
			}},
		{rule: "host-lead-not-legal-representative", field: "host.lead_is_legal_representative",
			breaks: func(f *rules.Filing) { f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead },
			keeps: func(f *rules.Filing) {
				// Jiangsu takes another person with a letter.
				f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
				f.Host.Province = "320000"
			}},
	}
}

func certificateRules(t *testing.T) []ruleCase {
	number := func(n string) func(*rules.Filing) { return set("host.certificate.number", n) }
	typed := func(nature, kind, n string) func(*rules.Filing) {
		return func(f *rules.Filing) {
			f.Host.Nature, f.Host.Certificate.Type, f.Host.Certificate.Number = nature, kind, n
		}
	}
	// The organisation code inside has a wrong check character, the whole a right one.
	crooked := "91110105MA6KD35T5"
	last, ok := ident.CreditCodeCheck(crooked)
	if !ok {
		t.Fatal("no check character")
	}
	return []ruleCase{
		{rule: "certificate-other-nature", field: "host.certificate.type",
			args:   map[string]string{"nature": "choice.nature.government", "certificate": "choice.certificate_type.business_licence"},
			breaks: set("host.nature", "government"), keeps: set("host.nature", "")},
		{rule: "certificate-organisation-code", field: "host.certificate.type",
			breaks: typed("military", "organisation_code", "D2143569X"), keeps: typed("military", "military_code", "61337")},
		{rule: "uscc-length", field: "host.certificate.number", args: map[string]string{"length": "17"},
			breaks: number("91110105MA6KD35T4"), keeps: number("91110105 ma6kd35t43")},
		{rule: "uscc-old-registration-number", field: "host.certificate.number",
			breaks: number("110108000000016"), keeps: number("110108000000017")},
		{rule: "uscc-characters", field: "host.certificate.number",
			breaks: number("9111OI05MA6KD35T43"), keeps: number("９１１１０１０５ＭＡ６ＫＤ３５Ｔ４３")},
		{rule: "uscc-check-character", field: "host.certificate.number", args: map[string]string{"expected": "3", "last": "4"},
			breaks: number("91110105MA6KD35T44"), keeps: number("91110105MA6KD35T43")},
		{rule: "uscc-check-character", field: "host.certificate.number",
			breaks: typed("institution", "institution_certificate", "12430100MB2K7R3018"),
			// An old certificate has a number of its own.
			keeps: typed("institution", "institution_certificate", "事证第143010000123号")},
		{rule: "uscc-organisation-code", field: "host.certificate.number",
			breaks: number(crooked + string(last)), keeps: number("91110105MA6KD35T43")},
		{rule: "certificate-of-a-person", field: "host.certificate.number", args: map[string]string{"document": "choice.certificate_type.resident_id"},
			breaks: typed("individual", "resident_id", "110105198703140027"), keeps: typed("individual", "resident_id", "110105198703140026")},
		{rule: "organisation-code-wrong", field: "host.certificate.number",
			breaks: typed("military", "organisation_code", "D21435690"), keeps: typed("military", "organisation_code", "D2143569-X")},
		{rule: "uscc-other-nature", field: "host.nature", args: map[string]string{"nature": "choice.nature.enterprise", "prefix": "91"},
			breaks: set("host.nature", "institution"), keeps: typed("institution", "institution_certificate", creditCode(t, "12", "110105", "MB2K7R30"))},
		{rule: "uscc-other-province", field: "host.province", args: map[string]string{"province": "110000"},
			breaks: set("host.province", "310000"), keeps: number(creditCode(t, "91", "100000", "MA6KD35T"))}, // of the national office
		{rule: "certificate-expired", field: "host.certificate.valid_until",
			breaks: set("host.certificate.valid_until", "2026-11-22"), keeps: set("host.certificate.valid_until", "2026-11-23")},
		{rule: "certificate-expires-soon", field: "host.certificate.valid_until",
			breaks: set("host.certificate.valid_until", "2027-02-23"), keeps: set("host.certificate.valid_until", "2027-02-24")},
		{rule: "certificate-expires-soon", field: "host.certificate.valid_until",
			breaks: set("host.certificate.valid_until", "2026-11-23"), keeps: set("host.certificate.valid_until", "2026-11-22")},
		{rule: "certificate-dates-reversed", field: "host.certificate.valid_until",
			breaks: set("host.certificate.valid_until", "2018-05-21"), keeps: set("host.certificate.valid_until", "2018-05-22")},
		{rule: "certificate-starts-later", field: "host.certificate.valid_from",
			breaks: set("host.certificate.valid_from", "2026-11-24"), keeps: set("host.certificate.valid_from", "2026-11-23")},
	}
}
