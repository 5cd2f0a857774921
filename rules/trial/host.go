package trial

import (
	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

func hostRules() []Case {
	return append(hostPlaceRules(), certificateRules()...)
}

func hostPlaceRules() []Case {
	move := func(province, city, county string) func(*rules.Filing) {
		return func(f *rules.Filing) { f.Host.Province, f.Host.City, f.Host.County = province, city, county }
	}
	return []Case{
		{Rule: "account-id-digits", Field: "account.id",
			Breaks: set("account.id", "31027748109"), Keeps: set("account.id", "3102-7748-1096")},
		{Rule: "account-other-company", Field: "account.company", Args: map[string]string{"host": "北京星禾云图科技有限公司"},
			Breaks: set("account.company", "北京星禾科技有限公司"), Keeps: set("account.company", " 北京星禾云图科技有限公司")},
		{Rule: "account-other-company", Field: "account.company",
			Breaks: set("account.company", "星禾集团"), Keeps: func(f *rules.Filing) {
				f.Account.Company, f.Account.Relationship = "星禾集团", "group"
			}},
		{Rule: "tibet-not-accepted", Field: "host.province",
			Breaks: move("540000", "540100", "540102"), Keeps: move("630000", "630100", "630102")},
		{Rule: "province-unknown", Field: "host.province", Breaks: set("host.province", "990000"), Keeps: set("host.province", "650000")},
		{Rule: "province-unknown", Field: "host.province", Breaks: set("host.province", "110100"), Keeps: set("host.province", "")},
		{Rule: "city-outside-province", Field: "host.city", Args: map[string]string{"city": "310100", "province": "110000"},
			Breaks: move("110000", "310100", "310115"), Keeps: move("310000", "310100", "310115")},
		{Rule: "county-outside-city", Field: "host.county", Args: map[string]string{"county": "330106", "city": "110100"},
			Breaks: move("110000", "110100", "330106"), Keeps: move("500000", "500100", "500229")},
		{Rule: "city-unknown", Field: "host.city", Breaks: set("host.city", "119900"), Keeps: move("410000", "419000", "419001")},
		{Rule: "county-unknown", Field: "host.county", Breaks: set("host.county", "110199"), Keeps: set("host.county", "110119")},
		{Rule: "address-repeats-place", Field: "host.address", Args: map[string]string{"place": "北京市"},
			Breaks: set("host.address", "北京市朝阳区望和路18号"), Keeps: set("host.address", "北京路18号")},
		{Rule: "address-repeats-place", Field: "host.address", Args: map[string]string{"place": "朝阳区"},
			Breaks: set("host.address", "朝阳区望和路18号"), Keeps: set("host.address", "朝阳区街18号")},
		{Rule: "address-repeats-place", Field: "host.address", Args: map[string]string{"place": "上海市"},
			Breaks: set("host.address", "上海市海棠湾路18号"), Keeps: set("host.address", "上海市场路18号")},
		{Rule: "address-repeats-place", Field: "host.address", Args: map[string]string{"place": "市辖区"},
			Breaks: set("host.address", "市辖区望和路18号"), Keeps: set("host.address", "望和路18号")},
		{Rule: "address-not-detailed", Field: "host.address",
			Breaks: set("host.address", "望和路"), Keeps: func(f *rules.Filing) {
				f.Host.Address, f.Host.Remark = "望和路", "通信地址已为最详细"
			}},
		{Rule: "individual-at-sinnet", Field: "host.nature",
			Breaks: set("host.nature", "individual"), Keeps: set("host.nature", "enterprise")},
	}
}

func certificateRules() []Case {
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
		panic("no check character")
	}
	return []Case{
		{Rule: "certificate-other-nature", Field: "host.certificate.type",
			Args:   map[string]string{"nature": "choice.nature.government", "certificate": "choice.certificate_type.business_licence"},
			Breaks: set("host.nature", "government"), Keeps: set("host.nature", "")},
		{Rule: "certificate-organisation-code", Field: "host.certificate.type",
			Breaks: typed("military", "organisation_code", "D2143569X"), Keeps: typed("military", "military_code", "61337")},
		{Rule: "uscc-length", Field: "host.certificate.number", Args: map[string]string{"length": "17"},
			Breaks: number("91110105MA6KD35T4"), Keeps: number("91110105 ma6kd35t43")},
		{Rule: "uscc-old-registration-number", Field: "host.certificate.number",
			Breaks: number("110108000000016"), Keeps: number("110108000000017")},
		{Rule: "uscc-characters", Field: "host.certificate.number",
			Breaks: number("9111OI05MA6KD35T43"), Keeps: number("９１１１０１０５ＭＡ６ＫＤ３５Ｔ４３")},
		{Rule: "uscc-check-character", Field: "host.certificate.number", Args: map[string]string{"expected": "3", "last": "4"},
			Breaks: number("91110105MA6KD35T44"), Keeps: number("91110105MA6KD35T43")},
		{Rule: "uscc-check-character", Field: "host.certificate.number",
			Breaks: typed("institution", "institution_certificate", "12430100MB2K7R3018"),
			// An old certificate has a number of its own.
			Keeps: typed("institution", "institution_certificate", "事证第143010000123号")},
		{Rule: "uscc-organisation-code", Field: "host.certificate.number",
			Breaks: number(crooked + string(last)), Keeps: number("91110105MA6KD35T43")},
		{Rule: "certificate-of-a-person", Field: "host.certificate.number", Args: map[string]string{"document": "choice.certificate_type.resident_id"},
			Breaks: typed("individual", "resident_id", "110105198703140027"), Keeps: typed("individual", "resident_id", "110105198703140026")},
		{Rule: "organisation-code-wrong", Field: "host.certificate.number",
			Breaks: typed("military", "organisation_code", "D21435690"), Keeps: typed("military", "organisation_code", "D2143569-X")},
		{Rule: "uscc-other-nature", Field: "host.nature", Args: map[string]string{"nature": "choice.nature.enterprise", "prefix": "91"},
			Breaks: set("host.nature", "institution"), Keeps: typed("institution", "institution_certificate", creditCode("12", "110105", "MB2K7R30"))},
		{Rule: "uscc-other-province", Field: "host.province", Args: map[string]string{"province": "110000"},
			Breaks: set("host.province", "310000"), Keeps: number(creditCode("91", "100000", "MA6KD35T"))}, // of the national office
		{Rule: "certificate-expired", Field: "host.certificate.valid_until",
			Breaks: set("host.certificate.valid_until", "2026-11-22"), Keeps: set("host.certificate.valid_until", "2026-11-23")},
		{Rule: "certificate-expires-soon", Field: "host.certificate.valid_until",
			Breaks: set("host.certificate.valid_until", "2027-02-22"), Keeps: set("host.certificate.valid_until", "2027-02-23")},
		{Rule: "certificate-expires-soon", Field: "host.certificate.valid_until",
			Breaks: set("host.certificate.valid_until", "2026-11-23"), Keeps: set("host.certificate.valid_until", "2026-11-22")},
		{Rule: "certificate-dates-reversed", Field: "host.certificate.valid_until",
			Breaks: set("host.certificate.valid_until", "2018-05-21"), Keeps: set("host.certificate.valid_until", "2018-05-22")},
		{Rule: "certificate-starts-later", Field: "host.certificate.valid_from",
			Breaks: set("host.certificate.valid_from", "2026-11-24"), Keeps: set("host.certificate.valid_from", "2026-11-23")},
	}
}
