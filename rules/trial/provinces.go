package trial

import (
	"strings"

	"recordaldesk/assets/divisions"
	"recordaldesk/rules"
)

// in moves the sample's company to the first county of a province, its
// certificate and telephones with it.
func in(province string) func(*rules.Filing) {
	return func(f *rules.Filing) {
		county := divisions.Children(province)[0]
		if below := divisions.Children(county.Code); len(below) > 0 {
			county = below[0]
		}
		f.Host.Province, f.Host.City, f.Host.County = divisions.Codes(county.Code)
		f.Host.Certificate.Address = divisions.FullName(county.Code) + "望和路18号院3号楼6层602室"
		f.Host.Certificate.Number = creditCode("91", f.Host.Province[:2]+"0105", "MA6KD35T")
		f.Host.LegalRepresentative.OfficePhone, f.Websites[0].Lead.OfficePhone = "", ""
	}
}

// otherLead puts the website's lead in charge of the host unit.
func otherLead(f *rules.Filing) {
	f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
}

// thirdLead puts a person in charge of the host unit who is neither the legal
// representative nor the website's lead.
func thirdLead(f *rules.Filing) {
	otherLead(f)
	f.Host.Lead.Name, f.Host.Lead.Document.Number = "苏砚秋", residentID("340103", "19880412", "214")
	f.Host.Lead.Mobile, f.Host.Lead.EmergencyPhone, f.Host.Lead.Email = "13955102241", "13955102242", "suyanqiu@xinghe-yuntu.cn"
}

// individual makes the sample a private person's, with a card of the area.
func individual(area string) func(*rules.Filing) {
	return func(f *rules.Filing) {
		f.Host.Nature, f.Host.Certificate.Type = "individual", "resident_id"
		f.Host.Certificate.Number = residentID(area, "19870314", "002")
	}
}

func nature(nature, certificate string) func(*rules.Filing) {
	return func(f *rules.Filing) { f.Host.Nature, f.Host.Certificate.Type = nature, certificate }
}

// soleTrader is one without a trade name.
func soleTrader(f *rules.Filing) {
	f.Host.Certificate.Number = creditCode("92", f.Host.Province[:2]+"0105", "MA6KD35T")
	f.Host.Name = f.Host.LegalRepresentative.Name
}

// websites gives the filing so many websites, each with a domain of its own.
func websites(n int) func(*rules.Filing) {
	return func(f *rules.Filing) {
		for i := 1; i < n; i++ {
			w := f.Clone().Websites[0]
			w.Domains[0].Name = "xinghe-" + string(rune('a'+i%26)) + string(rune('a'+i/26)) + ".cn"
			w.HomePage = "www." + w.Domains[0].Name
			f.Websites = append(f.Websites, w)
		}
	}
}

func domains(n int) func(*rules.Filing) {
	return func(f *rules.Filing) {
		for i := 1; i < n; i++ {
			d := f.Websites[0].Domains[0]
			d.Name = "xinghe-" + string(rune('a'+i)) + ".cn"
			f.Websites[0].Domains = append(f.Websites[0].Domains, d)
		}
	}
}

func provinceRules() []Case {
	const lead, number = "websites.0.lead.document.number", "websites.0.lead.document.number"
	born := func(year string) func(*rules.Filing) { return set(number, residentID("110105", year+"0101", "301")) }
	woman := func(year string) func(*rules.Filing) { return set(number, residentID("110105", year+"0101", "302")) }
	name := func(s string) func(*rules.Filing) { return set("websites.0.name", s) }
	domain := func(s string) func(*rules.Filing) { return set("websites.0.domains.0.name", s) }
	services := func(s ...string) func(*rules.Filing) { return set("websites.0.services", s) }
	const until = "host.certificate.valid_until"
	institution := nature("institution", "institution_certificate")
	government := nature("government", "government_credit_code")
	return []Case{
		// Who leads.
		{Rule: "host-lead-not-legal-representative", Field: "host.lead_is_legal_representative", Args: map[string]string{"province": "420000"},
			Breaks: all(in("420000"), otherLead), Keeps: all(in("510000"), otherLead)},
		{Rule: "host-lead-not-legal-representative", Field: "host.lead_is_legal_representative", Severity: rules.Warning, // one source for Beijing
			Breaks: otherLead, Keeps: func(f *rules.Filing) {
				f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Host.LegalRepresentative
			}},
		{Rule: "foreign-representative-leads", Field: "host.legal_representative.document.type",
			Breaks: all(in("140000"), foreign), Keeps: all(in("140000"), foreign, otherLead)},
		{Rule: "foreign-representative-leads", Field: "host.legal_representative.document.type", Severity: rules.Warning,
			Breaks: all(in("350000"), foreign), Keeps: all(in("310000"), foreign)},
		{Rule: "other-lead-leads-website", Field: "websites.0.lead_is_host_lead",
			Breaks: all(in("340000"), thirdLead), Keeps: all(in("340000"), otherLead)},
		{Rule: "other-lead-leads-website", Field: "websites.0.lead_is_host_lead",
			Breaks: all(in("320000"), thirdLead), Keeps: all(in("620000"), thirdLead)},

		// Ages.
		{Rule: "lead-below-least-age", Field: lead, Args: map[string]string{"age": "17", "limit": "18", "province": "430000"},
			Breaks: all(in("430000"), born("2009")), Keeps: all(in("430000"), set(number, residentID("110105", "20081123", "301")))},
		{Rule: "lead-below-least-age", Field: lead, Severity: rules.Warning, Breaks: born("2009"), Keeps: born("2008")},
		{Rule: "young-person-proof", Field: lead, Severity: rules.Warning, Args: map[string]string{"age": "21", "limit": "22", "province": "630000"},
			Breaks: all(in("630000"), individual("630102"), born("2005")), Keeps: all(in("630000"), individual("630102"), born("2004"))},
		{Rule: "young-person-proof", Field: lead, Severity: rules.Warning, Args: map[string]string{"age": "17"},
			Breaks: all(in("320000"), individual("320102"), born("2009")), Keeps: all(in("320000"), born("2009"))},
		{Rule: "website-lead-past-retirement", Field: lead, Args: map[string]string{"age": "60"},
			Breaks: all(in("120000"), born("1966")), Keeps: all(in("120000"), set(number, residentID("110105", "19661124", "301")))},
		{Rule: "website-lead-past-retirement", Field: lead, Args: map[string]string{"age": "55"},
			Breaks: all(in("120000"), woman("1971")), Keeps: all(in("120000"), woman("1972"))},
		{Rule: "website-lead-too-old", Field: lead, Args: map[string]string{"age": "66"},
			Breaks: all(in("230000"), born("1960")), Keeps: all(in("230000"), born("1961"))},

		// Documents.
		{Rule: "document-months-of-province", Field: "websites.0.lead.document.valid_until",
			Breaks: all(in("330000"), set("websites.0.lead.document.valid_until", "2027-02-22")),
			Keeps:  all(in("330000"), set("websites.0.lead.document.valid_until", "2027-02-23"))},
		{Rule: "certificate-months-of-province", Field: until, Args: map[string]string{"limit": "12"},
			Breaks: all(in("310000"), set(until, "2027-11-23")), Keeps: all(in("310000"), set(until, "2027-11-24"))},
		{Rule: "passport-of-hong-kong-in-province", Field: "websites.0.lead.document.type",
			Breaks: all(in("310000"), passport("K12345678")), Keeps: all(in("310000"), passport("EA1234567"))},
		{Rule: "taiwan-permit-without-letters", Field: "websites.0.lead.document.number",
			Breaks: all(in("320000"), taiwanPermit("0123456789")), Keeps: all(in("320000"), taiwanPermit("0123456789(B)"))},
		{Rule: "foreign-individual-in-province", Field: "host.certificate.type",
			Breaks: all(in("130000"), nature("individual", "passport")), Keeps: all(in("130000"), individual("130102"))},
		{Rule: "individual-from-elsewhere", Field: "host.certificate.number", Args: map[string]string{"from": "110000"},
			Breaks: all(in("630000"), individual("110105")), Keeps: all(in("630000"), individual("630102"))},
		{Rule: "individual-from-elsewhere", Field: "host.certificate.number", Severity: rules.Warning,
			Breaks: all(in("410000"), individual("110105")), Keeps: all(in("610000"), individual("110105"))},

		// Telephones.
		{Rule: "two-leads-few-phones", Field: "websites.0.lead_is_host_lead", Args: map[string]string{"count": "3", "limit": "4"},
			Breaks: all(in("420000"), set("websites.0.lead.emergency_phone", "13900137745")), Keeps: in("420000")},
		{Rule: "office-phone-not-landline", Field: "websites.0.lead.office_phone",
			Breaks: all(in("320000"), set("websites.0.lead.office_phone", "13700139086")), Keeps: all(in("320000"), set("websites.0.lead.office_phone", "025-83417726"))},
		{Rule: "office-phone-is-mobile", Field: "websites.0.lead.office_phone",
			Breaks: all(in("220000"), set("websites.0.lead.office_phone", "13700139086")), Keeps: all(in("220000"), set("websites.0.lead.office_phone", "13700139087"))},
		{Rule: "office-phone-is-emergency", Field: "websites.0.lead.office_phone",
			Breaks: all(in("450000"), set("websites.0.lead.office_phone", "13600132258")), Keeps: all(in("450000"), set("websites.0.lead.office_phone", "13600132259"))},
		{Rule: "landline-from-elsewhere", Field: "websites.0.lead.office_phone", Args: map[string]string{"from": "110000"},
			Breaks: all(in("610000"), set("websites.0.lead.office_phone", "010-64738821")), Keeps: all(in("610000"), set("websites.0.lead.office_phone", "029-64738821"))},

		// The host unit.
		{Rule: "address-in-another-city", Field: "host.city", Args: map[string]string{"city": "410100", "here": "410300"},
			Breaks: all(in("410000"), set("host.city", "410300"), set("host.county", "410302")), Keeps: in("410000")},
		{Rule: "superior-not-the-unit", Field: "host.superior", Repaired: "北京星禾云图科技有限公司",
			Breaks: all(in("220000"), set("host.superior", "林知遥")), Keeps: in("220000")},
		{Rule: "superior-not-a-unit", Field: "host.superior",
			Breaks: all(in("350000"), set("host.superior", "林知遥")), Keeps: all(in("350000"), set("host.superior", "星禾集团有限公司"))},
		{Rule: "superior-not-the-representative", Field: "host.superior", Repaired: "林知遥",
			Breaks: in("640000"), Keeps: all(in("640000"), set("host.superior", "林知遥"))},
		{Rule: "free-trade-zone-county", Field: "host.county", Args: map[string]string{"county": "120116"}, Repaired: "120116",
			Breaks: all(in("120000"), set("host.certificate.address", "天津自贸试验区（空港经济区）西三道158号")),
			Keeps:  all(in("120000"), set("host.certificate.address", "天津自贸试验区（空港经济区）西三道158号"), set("host.county", "120116"))},
		{Rule: "new-area-county", Field: "host.county", Args: map[string]string{"county": "500112"},
			Breaks: all(in("500000"), set("host.certificate.address", "重庆市两江新区云竹路1号")),
			Keeps:  all(in("500000"), set("host.certificate.address", "重庆市两江新区云竹路1号"), set("host.county", "500112"))},
		{Rule: "real-district-wanted", Field: "host.county",
			Breaks: set("host.county", "110100"), Keeps: all(in("130000"), set("host.county", "130100"))},

		// Sole traders.
		{Rule: "sole-trader-bare-name", Field: "host.name", Repaired: "林知遥（个体工商户）",
			Breaks: all(in("330000"), soleTrader), Keeps: all(in("330000"), soleTrader, set("host.name", "林知遥（个体工商户）"))},
		{Rule: "sole-trader-wants-name", Field: "host.name",
			Breaks: all(in("520000"), soleTrader), Keeps: all(in("520000"), soleTrader, set("host.name", "星禾云图工作室"))},

		// Domains.
		{Rule: "suffix-not-on-list", Field: "websites.0.domains.0.name", Args: map[string]string{"suffix": "baidu"},
			Breaks: domain("xinghe.baidu"), Keeps: domain("xinghe.xn--fiqs8s")},
		{Rule: "suffix-refused-in-province", Field: "websites.0.domains.0.name",
			Breaks: all(in("640000"), domain("xinghe.org")), Keeps: all(in("640000"), domain("xinghe.org.cn"))},
		{Rule: "suffix-of-institution", Field: "websites.0.domains.0.name",
			Breaks: all(in("420000"), institution, domain("qinghe.com")), Keeps: all(in("420000"), institution, domain("qinghe.org.cn"))},
		{Rule: "suffix-of-government", Field: "websites.0.domains.0.name",
			Breaks: all(in("150000"), government, domain("qinghe.cn")), Keeps: all(in("150000"), government, domain("qinghe.gov.cn"))},
		{Rule: "domain-registrar-overseas-in-province", Field: "websites.0.domains.0.registrar",
			Breaks: all(in("430000"), set("websites.0.domains.0.registrar", "GoDaddy.com, LLC")), Keeps: in("430000")},

		// How much one order may hold.
		{Rule: "order-too-many-websites", Field: "websites", Args: map[string]string{"count": "2", "limit": "1"},
			Breaks: all(in("420000"), websites(2)), Keeps: in("420000")},
		{Rule: "order-too-many-websites", Field: "websites", Severity: rules.Warning,
			Breaks: all(in("520000"), websites(6)), Keeps: all(in("520000"), websites(5))},
		{Rule: "order-too-many-domains", Field: "websites", Args: map[string]string{"count": "6", "limit": "5"},
			Breaks: all(in("410000"), websites(5), domains(2)), Keeps: all(in("410000"), websites(5))},
		{Rule: "order-of-many-one-domain", Field: "websites", Args: map[string]string{"count": "16", "limit": "15"},
			Breaks: all(in("360000"), onRecord("new_website"), websites(2), set("answers.websites_on_record", "16")),
			Keeps:  all(in("360000"), onRecord("new_website"), websites(2), set("answers.websites_on_record", "15"))},
		{Rule: "website-too-many-domains", Field: "websites.0.domains",
			Breaks: all(in("650000"), domains(2)), Keeps: all(in("650000"), websites(2))},
		{Rule: "unit-too-many-websites", Field: "websites", Args: map[string]string{"count": "31", "limit": "30"},
			Breaks: all(in("610000"), onRecord("new_website"), set("answers.websites_on_record", "30")),
			Keeps:  all(in("610000"), onRecord("new_website"), set("answers.websites_on_record", "29"))},

		// The website's name and services.
		{Rule: "website-name-word-of-province", Field: "websites.0.name", Args: map[string]string{"match": "平台"},
			Breaks: all(in("370000"), name("星禾云图平台")), Keeps: all(in("370000"), name("星禾云图台"))},
		{Rule: "website-name-word-approved", Field: "websites.0.name", Args: map[string]string{"match": "电子商务"},
			Breaks: all(in("510000"), name("星禾电子商务")), Keeps: all(in("510000"), name("星禾商务"))},
		{Rule: "website-name-few-han", Field: "websites.0.name",
			Breaks: all(in("120000"), name("星禾cloud")), Keeps: all(in("120000"), name("星禾云"))},
		{Rule: "website-name-english", Field: "websites.0.name",
			Breaks: all(in("500000"), name("星禾Cloud云")), Keeps: all(in("500000"), name("星禾云图2026"))},
		{Rule: "website-name-place", Field: "websites.0.name", Args: map[string]string{"match": "大理"},
			Breaks: all(in("530000"), name("大理星禾")), Keeps: all(in("530000"), name("星禾大礼"))},
		{Rule: "finance-words-want-representative", Field: "websites.0.lead_is_legal_representative", Args: map[string]string{"match": "典当"},
			Breaks: all(in("210000"), name("星禾典当")), Keeps: all(in("210000"), name("星禾典当"), set("websites.0.lead_is_host_lead", true))},
		{Rule: "service-refused-in-province", Field: "websites.0.services", Args: map[string]string{"service": "choice.service.other"},
			Breaks: all(in("230000"), services("company_portal", "other")), Keeps: all(in("230000"), services("company_portal"))},
		{Rule: "service-only-in-province", Field: "websites.0.services",
			Breaks: all(in("360000"), services("shopping")), Keeps: all(in("360000"), services("company_portal"))},
	}
}

// foreign gives the legal representative a passport.
func foreign(f *rules.Filing) {
	f.Host.LegalRepresentative.Document.Type, f.Host.LegalRepresentative.Document.Number = "passport", "AB3094471"
}

func taiwanPermit(number string) func(*rules.Filing) {
	return func(f *rules.Filing) {
		f.Websites[0].Lead.Document.Type, f.Websites[0].Lead.Document.Number = "taiwan_permit", number
	}
}

func passport(number string) func(*rules.Filing) {
	return func(f *rules.Filing) {
		f.Websites[0].Lead.Document.Type, f.Websites[0].Lead.Document.Number = "passport", number
	}
}

func remarkRules() []Case {
	const host, website = "host.remark", "websites.0.remark"
	name := func(s string) func(*rules.Filing) { return set("websites.0.name", s) }
	return []Case{
		{Rule: "remark-address", Field: host, Repaired: "通信地址已为最详细",
			Breaks: set("host.address", "望和路北口"), Keeps: all(set("host.address", "望和路北口"), set(host, "通信地址已为最详细"))},
		{Rule: "remark-office-phone", Field: host, Repaired: "办公电话022-64738820为本单位北京星禾云图科技有限公司所有",
			Breaks: all(in("120000"), set("host.legal_representative.office_phone", "022-64738820")),
			Keeps:  all(in("120000"), set("host.legal_representative.office_phone", "022-64738820"), set(host, "办公电话归本单位"))},
		{Rule: "remark-no-landline", Field: host, Repaired: "企业无座机",
			Breaks: all(in("340000"), set("host.legal_representative.office_phone", "13800136622")),
			Keeps:  all(in("340000"), set("host.legal_representative.office_phone", "0551-64738820"))},
		{Rule: "remark-sole-trader", Field: host, Repaired: "无字号无公章个体工商户",
			Breaks: all(in("340000"), soleTrader), Keeps: all(in("340000"), soleTrader, set(host, "无字号无公章个体工商户"))},
		{Rule: "remark-department", Field: host, Repaired: "周予安为技术部经理部门负责人",
			Breaks: all(in("620000"), otherLead), Keeps: all(in("620000"), otherLead, set(host, "周予安为技术部门负责人"))},
		{Rule: "remark-emergency-phone", Field: host,
			Breaks: in("620000"), Keeps: all(in("620000"), set(host, "应急电话13900137745为员工苏砚秋所有"))},
		{Rule: "remark-hospital", Field: host,
			Breaks: all(in("440000"), set("host.name", "星禾口腔医院")), Keeps: all(in("440000"), set("host.name", "星禾口腔医院"), set(host, "网站仅介绍医院"))},
		{Rule: "remark-pre-approval", Field: website, Repaired: "星禾官网；本网站内容不涉及前置审批",
			Breaks: all(in("360000"), set(website, "星禾官网。")), Keeps: in("360000")},
		{Rule: "remark-several-domains", Field: website,
			Breaks: all(in("370000"), domains(2)), Keeps: all(in("370000"), domains(2), set(website, "两个域名指向同一网站"))},
		{Rule: "remark-unless-portal", Field: website,
			Breaks: all(in("420000"), set("websites.0.services", []string{"shopping"}), set(website, "")),
			Keeps:  all(in("420000"), set("websites.0.services", []string{"company_portal"}), set(website, ""))},
		{Rule: "remark-personal-site", Field: website,
			Breaks: all(in("450000"), individual("450102")), Keeps: all(in("450000"), individual("450102"), set(website, "本网站为个人网站"))},
		{Rule: "remark-too-short", Field: website, Args: map[string]string{"limit": "30"},
			Breaks: all(in("150000"), individual("150102"), set(website, strings.Repeat("个", 29))),
			Keeps:  all(in("150000"), individual("150102"), set(website, strings.Repeat("个", 30)))},
		{Rule: "website-name-unrelated", Field: "websites.0.name", Breaks: name("青松茶话"), Keeps: all(name("青松茶话"), set(website, "青松为本公司品牌"))},
		{Rule: "website-name-unrelated", Field: "websites.0.name", Breaks: name("云间Tea"), Keeps: name("云图Tea")},
		{Rule: "remark-name-explained", Field: website, Repaired: "本网站用于介绍公司及产品，不涉及前置审批内容；“青松茶话”为本单位的产品名称",
			Breaks: name("青松茶话"), Keeps: name("星禾茶话")},
	}
}
