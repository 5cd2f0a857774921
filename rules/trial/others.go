package trial

import "recordaldesk/rules"

func deskRules() []Case {
	shared := func(what, path string, count int) []rules.Shared {
		return []rules.Shared{{What: what, Path: path, Company: "北京青简域名服务有限公司", Count: count}}
	}
	const company = "北京青简域名服务有限公司"
	desk := func(rule, what, path string) Case {
		return Case{Rule: rule, Field: path, Shared: shared(what, path, 1), Args: map[string]string{"company": company}, Breaks: unchanged, Keeps: unchanged}
	}
	lead := desk("website-lead-of-several", rules.SharedWebsiteLead, "websites.0.lead.document.number")
	lead.Breaks = in("320000")
	order := Case{Rule: "order-under-way", Field: "host.certificate.number", Shared: shared(rules.SharedOrder, "host.certificate.number", 2),
		Args: map[string]string{"count": "2"}, Breaks: unchanged, Keeps: unchanged}
	return []Case{
		desk("shared-mobile", rules.SharedMobile, "host.legal_representative.mobile"),
		desk("shared-emergency-phone", rules.SharedEmergencyPhone, "host.legal_representative.emergency_phone"),
		desk("shared-office-phone", rules.SharedOfficePhone, "websites.0.lead.office_phone"),
		desk("shared-email", rules.SharedEmail, "websites.0.lead.email"),
		desk("shared-document", rules.SharedDocument, "websites.0.lead.document.number"),
		desk("shared-domain", rules.SharedDomain, "websites.0.domains.0.name"),
		order, lead,
	}
}

func nameRules() []Case {
	name := func(s string) func(*rules.Filing) { return set("websites.0.name", s) }
	const remark, unit = "websites.0.remark", "host.name"
	notYet := set("host.certificate.number", "")
	return []Case{
		{Rule: "field-words-in-unit-name", Field: unit, Args: map[string]string{"match": "医疗器械", "category": "choice.pre_approval.drugs_devices"},
			Breaks: set(unit, "北京星禾医疗器械有限公司"), Keeps: set(unit, "北京星禾器械有限公司")},
		{Rule: "field-words-in-website-name", Field: "websites.0.name", Args: map[string]string{"match": "理财", "category": "choice.pre_approval.finance"},
			Breaks: name("星禾理财"), Keeps: func(f *rules.Filing) {
				name("星禾理财")(f)
				f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "finance", Number: "京金备〔2025〕12号", Holder: f.Host.Name, ValidUntil: "long_term"}}
			}},
		{Rule: "field-words-in-remark", Field: remark, Args: map[string]string{"match": "直播"},
			Breaks: set(remark, "用于产品直播"), Keeps: set(remark, "展示产品，不涉及直播")},
		{Rule: "nature-by-name", Field: "host.nature", Args: map[string]string{"nature": "choice.nature.social_group"},
			Breaks: all(notYet, set(unit, "北京星禾软件行业协会")), Keeps: all(notYet, set(unit, "北京星禾协会服务有限公司"))},
		{Rule: "sole-trader-without-name", Field: unit, Breaks: soleTrader, Keeps: all(soleTrader, set(unit, "星禾云图工作室"))},
		{Rule: "website-name-of-individual", Field: "websites.0.name",
			Breaks: all(individual("110105"), name("知遥的手工商城")), Keeps: all(individual("110105"), name("知遥的手工小铺"))},
		{Rule: "address-in-another-province", Field: "host.province", Args: map[string]string{"from": "110000", "here": "120000"},
			Breaks: all(set("host.province", "120000"), set("host.city", "120100"), set("host.county", "120101")), Keeps: in("120000")},
		{Rule: "address-names-another-province", Field: "host.province",
			Breaks: set("host.certificate.address", "天津市和平区望和路18号"), Keeps: set("host.certificate.address", "望和路18号")},
		{Rule: "address-in-other-city", Field: "host.city", Args: map[string]string{"city": "440300", "here": "440100"},
			Breaks: all(in("440000"), set("host.certificate.address", "广东省深圳市南山区望和路18号")), Keeps: in("440000")},
	}
}

func hygieneRules() []Case {
	return []Case{
		{Rule: "number-not-plain", Field: "websites.0.lead.mobile", Repaired: "13700139086",
			Breaks: set("websites.0.lead.mobile", "１３７００１３９０８６"), Keeps: set("websites.0.lead.mobile", "137 0013 9086")},
		{Rule: "text-outer-space", Field: "host.superior", Repaired: "北京星禾云图科技有限公司",
			Breaks: set("host.superior", "　北京星禾云图科技有限公司 "), Keeps: set("host.superior", "北京星禾 云图科技有限公司")},
		{Rule: "recordal-number-not-plain", Field: "host.recordal_number", Repaired: hostNumber,
			Breaks: all(onRecord("new_website"), set("host.recordal_number", "京icp备 2024071839号")), Keeps: onRecord("new_website")},
		{Rule: "text-invisible", Field: "host.name", Repaired: "北京星禾云图科技有限公司",
			Breaks: set("host.name", "北京星禾\u202e云图\u200b科技有限公司"), Keeps: unchanged},
		{Rule: "text-outside-old-gbk", Field: "host.legal_representative.name", Args: map[string]string{"character": "䶮"},
			Breaks: set("host.legal_representative.name", "林䶮遥"), Keeps: set("host.legal_representative.name", "林龑遥")},
		{Rule: "text-outside-gbk", Field: "websites.0.name", Repaired: "星禾云图官网",
			Breaks: set("websites.0.name", "星禾云图🚀官网"), Keeps: unchanged},
		{Rule: "text-mixed-brackets", Field: "host.superior", Repaired: "星禾（北京）（集团）有限公司",
			Breaks: set("host.superior", "星禾（北京）(集团)有限公司"), Keeps: set("host.superior", "星禾（北京）（集团）有限公司")},
	}
}

func momentRules() []Case {
	always := func(rule, field string, keeps func(*rules.Filing)) Case {
		return Case{Rule: rule, Field: field, Breaks: unchanged, Keeps: keeps}
	}
	check := always("told-check-list-by-hand", "kind", unchanged)
	check.Breaks = manual
	access := always("told-change-after-access", "kind", unchanged)
	access.Breaks = onRecord("new_access")
	// Past the last year whose holidays are announced.
	about := always("told-how-long-about", "kind", unchanged)
	about.Breaks, about.Args = set("as_of", "2027-12-20"), map[string]string{"day": "2028-01-19"}
	footer, curtain := always("told-footer-of-guangdong", "host.province", unchanged), always("told-curtain-of-gansu", "host.province", in("620000"))
	footer.Breaks, curtain.Breaks = in("440000"), all(in("620000"), manual)
	seal, student := always("told-registry-seal-of-hainan", "host.certificate.type", unchanged), always("told-student-of-tianjin", "host.remark", in("120000"))
	seal.Breaks, student.Breaks = in("460000"), all(in("120000"), individual("120101"))
	agency := always("told-office-phone-in-qinghai", "host.legal_representative.office_phone", unchanged)
	agency.Breaks = all(in("630000"), set("host.legal_representative.office_phone", "086-0971-8230011"))
	return []Case{
		check, access, about, footer, curtain, seal, student, agency,
		always("told-face-check", "kind", manual),
		always("told-answer-the-phone", "host.legal_representative.mobile", onRecord("cancel_host")),
		always("told-keep-address", "websites", onRecord("change_host", "host.address")),
		always("told-blacklist", "kind", onRecord("change_host", "host.address")),
		always("told-post-papers", "kind", onRecord("cancel_website")),
		always("told-sms-code", "kind", onRecord("cancel_access")),
		always("told-how-long", "kind", onRecord("cancel_access")),
		always("told-public-security", "kind", onRecord("new_access")),
	}
}
