package trial

import "recordaldesk/rules"

// Reason is one of the 68 reasons for which filings are returned (domain.md 5.5),
// and how the rulebook tells of it beforehand.
type Reason struct {
	Row      int
	Reason   string
	Make     func(*rules.Filing)
	Rule     string
	Field    string
	Severity rules.Severity
	Moment   rules.Moment   // of what is only told, not found
	Shared   []rules.Shared // what filings of other companies have too
	Paper    string         // the material that is missed, instead of a rule
}

// Reasons returns a filing for each row of domain.md 5.5, several for rows that
// name several things. What is detectable is found (most are errors), what is
// likely is warned of, what only the user knows is asked, what nobody can know is
// told at its moment.
func Reasons() []Reason {
	const (
		e, w, h  = rules.Error, rules.Warning, rules.Hint
		domain   = "websites.0.domains.0."
		lead     = "websites.0.lead."
		host     = "host."
		certFrom = "host.certificate."
	)
	answer := func(path, value string) func(*rules.Filing) { return set(path, value) }
	desk := func(what, path string) []rules.Shared {
		return []rules.Shared{{What: what, Path: path, Company: "北京青简域名服务有限公司", Count: 1}}
	}
	return []Reason{
		{Row: 1, Reason: "host unit already filed", Make: set(host+"recordal_number", hostNumber), Rule: "host-already-on-record", Field: host + "recordal_number", Severity: e},
		{Row: 1, Reason: "domain already filed by this unit", Make: answer("websites.0.answers.domain_on_record", "own"), Rule: "answer-domain-on-record", Field: "websites.0.answers.domain_on_record", Severity: e},
		{Row: 1, Reason: "host unit not filed, but a new website chosen", Make: all(onRecord("new_website"), set(host+"recordal_number", "")), Rule: "field-required", Field: host + "recordal_number", Severity: e},
		{Row: 2, Reason: "another order of the unit in progress, elsewhere", Make: answer("answers.other_order_open", "yes"), Rule: "answer-other-order-open", Field: "answers.other_order_open", Severity: e},
		{Row: 2, Reason: "another order of the unit in progress, on this desk", Make: unchanged, Shared: desk(rules.SharedOrder, certFrom+"number"), Rule: "order-under-way", Field: certFrom + "number", Severity: w},
		{Row: 3, Reason: "domain filed under someone else", Make: answer("websites.0.answers.domain_on_record", "other"), Rule: "answer-domain-on-record", Field: "websites.0.answers.domain_on_record", Severity: e},
		{Row: 4, Reason: "shell subject", Make: all(in("430000"), onRecord("new_website"), answer("answers.shell_subject", "yes")), Rule: "answer-shell-subject", Field: "answers.shell_subject", Severity: w},
		{Row: 5, Reason: "blacklist, told", Make: unchanged, Rule: "told-blacklist", Field: "kind", Severity: h, Moment: rules.Sending},
		{Row: 5, Reason: "punished before", Make: answer("answers.punished", "yes"), Rule: "answer-punished", Field: "answers.punished", Severity: w},
		{Row: 6, Reason: "suffix not approved", Make: set(domain+"name", "xinghe.io"), Rule: "domain-suffix-refused", Field: domain + "name", Severity: e},
		{Row: 7, Reason: "registrar abroad", Make: set(domain+"registrar", "NameCheap, Inc."), Rule: "domain-registrar-overseas", Field: domain + "registrar", Severity: w},
		{Row: 8, Reason: "domain verified yesterday", Make: set(domain+"verified_on", "2026-11-22"), Rule: "domain-just-verified", Field: domain + "verified_on", Severity: w},
		{Row: 9, Reason: "domain held by the legal representative", Make: set(domain+"holder", "林知遥"), Rule: "domain-other-holder", Field: domain + "holder", Severity: e},
		{Row: 10, Reason: "domain expires in two months", Make: set(domain+"expires_on", "2027-01-20"), Rule: "domain-validity", Field: domain + "expires_on", Severity: e},
		{Row: 10, Reason: "domain expired", Make: set(domain+"expires_on", "2026-11-22"), Rule: "domain-expired", Field: domain + "expires_on", Severity: e},
		{Row: 11, Reason: "certificate lacks something", Make: answer(domain+"answers.certificate_shows_all", "no"), Rule: "answer-certificate-shows-all", Field: domain + "answers.certificate_shows_all", Severity: w},
		{Row: 12, Reason: "www given for the domain", Make: set(domain+"name", "www.xinghe-yuntu.cn"), Rule: "domain-subdomain", Field: domain + "name", Severity: e},
		{Row: 12, Reason: "URL given for the domain", Make: set(domain+"name", "https://xinghe-yuntu.cn/"), Rule: "domain-url", Field: domain + "name", Severity: e},
		{Row: 13, Reason: "two domains on one website", Make: domains(2), Rule: "several-domains", Field: "websites.0.domains", Severity: w},
		{Row: 14, Reason: "home page on another domain", Make: set("websites.0.home_page", "www.xinghe.com"), Rule: "home-page-without-domain", Field: "websites.0.home_page", Severity: e},
		{Row: 14, Reason: "home page with http://", Make: set("websites.0.home_page", "http://www.xinghe-yuntu.cn"), Rule: "home-page-scheme", Field: "websites.0.home_page", Severity: e},
		{Row: 15, Reason: "unfiled domain opens", Make: answer("websites.0.answers.resolution_off", "no"), Rule: "answer-resolution-off", Field: "websites.0.answers.resolution_off", Severity: e},
		{Row: 16, Reason: "filed website without footer number", Make: all(onRecord("new_website"), answer("answers.filed_sites_ready", "no")), Rule: "answer-filed-sites-ready", Field: "answers.filed_sites_ready", Severity: e},
		{Row: 17, Reason: "website named like the state", Make: set("websites.0.name", "国家云图"), Rule: "website-name-state", Field: "websites.0.name", Severity: e},
		{Row: 17, Reason: "website name of two characters", Make: set("websites.0.name", "星禾"), Rule: "website-name-short", Field: "websites.0.name", Severity: e},
		{Row: 17, Reason: "website name is a domain", Make: set("websites.0.name", "星禾xinghe.cn"), Rule: "website-name-domain", Field: "websites.0.name", Severity: e},
		{Row: 18, Reason: "website name unrelated to the unit", Make: set("websites.0.name", "青松茶话"), Rule: "website-name-unrelated", Field: "websites.0.name", Severity: w},
		{Row: 19, Reason: "unit name not compared", Make: answer("answers.certificate_compared", "no"), Rule: "answer-certificate-compared", Field: "answers.certificate_compared", Severity: w},
		{Row: 19, Reason: "brackets of both widths", Make: set(host+"name", "北京星禾（云图)科技有限公司"), Rule: "text-mixed-brackets", Field: host + "name", Severity: w},
		{Row: 20, Reason: "credit code with a wrong digit", Make: set(certFrom+"number", "91110105MA6KD35T44"), Rule: "uscc-check-character", Field: certFrom + "number", Severity: e},
		{Row: 20, Reason: "credit code with a letter O", Make: set(certFrom+"number", "911101O5MA6KD35T43"), Rule: "uscc-characters", Field: certFrom + "number", Severity: e},
		{Row: 21, Reason: "a company filed as an institution", Make: nature("institution", "institution_certificate"), Rule: "uscc-other-nature", Field: host + "nature", Severity: w},
		{Row: 21, Reason: "certificate does not fit the nature", Make: set(host+"nature", "government"), Rule: "certificate-other-nature", Field: certFrom + "type", Severity: e},
		{Row: 21, Reason: "an association filed as a company", Make: all(set(certFrom+"number", ""), set(host+"name", "北京星禾软件行业协会")), Rule: "nature-by-name", Field: host + "nature", Severity: w},
		{Row: 22, Reason: "two digits of the resident ID swapped", Make: set(lead+"document.number", "320102198506070312"), Rule: "resident-id-check-character", Field: lead + "document.number", Severity: e},
		{Row: 22, Reason: "resident ID with a day that is none", Make: set(lead+"document.number", "320102198502303012"), Rule: "resident-id-date", Field: lead + "document.number", Severity: e},
		{Row: 23, Reason: "licence expired", Make: set(certFrom+"valid_until", "2026-10-31"), Rule: "certificate-expired", Field: certFrom + "valid_until", Severity: e},
		{Row: 23, Reason: "licence with two months left", Make: set(certFrom+"valid_until", "2027-01-31"), Rule: "certificate-expires-soon", Field: certFrom + "valid_until", Severity: e},
		{Row: 23, Reason: "licence with half a year left, in Shanghai", Make: all(in("310000"), set(certFrom+"valid_until", "2027-05-31")), Rule: "certificate-months-of-province", Field: certFrom + "valid_until", Severity: e},
		{Row: 23, Reason: "ID expired", Make: set(lead+"document.valid_until", "2026-10-31"), Rule: "document-expired", Field: lead + "document.valid_until", Severity: e},
		{Row: 23, Reason: "ID with two months left, in Zhejiang", Make: all(in("330000"), set(lead+"document.valid_until", "2027-01-31")), Rule: "document-months-of-province", Field: lead + "document.valid_until", Severity: e},
		{Row: 24, Reason: "a lead of seventeen, in Hunan", Make: all(in("430000"), set(lead+"document.number", residentID("110105", "20090101", "301"))), Rule: "lead-below-least-age", Field: lead + "document.number", Severity: e},
		{Row: 24, Reason: "a lead of sixty, in Tianjin", Make: all(in("120000"), set(lead+"document.number", residentID("110105", "19660101", "301"))), Rule: "website-lead-past-retirement", Field: lead + "document.number", Severity: w},
		{Row: 25, Reason: "host lead is not the legal representative, in Hubei", Make: all(in("420000"), otherLead), Rule: "host-lead-not-legal-representative", Field: host + "lead_is_legal_representative", Severity: e},
		{Row: 26, Reason: "letter of authorisation missing", Make: func(f *rules.Filing) { f.Attachments = nil }, Paper: "authorization_letter"},
		{Row: 26, Reason: "letter dated in the future", Make: answer("websites.0.answers.authorization_letter_date", "2026-12-01"), Rule: "authorization-letter-future", Field: "websites.0.answers.authorization_letter_date", Severity: e},
		{Row: 26, Reason: "letter older than three months", Make: answer("websites.0.answers.authorization_letter_date", "2026-07-01"), Rule: "authorization-letter-old", Field: "websites.0.answers.authorization_letter_date", Severity: w},
		{Row: 27, Reason: "mobile with a digit too few", Make: set(lead+"mobile", "1370013908"), Rule: "mobile-format", Field: lead + "mobile", Severity: e},
		{Row: 27, Reason: "landline without area code", Make: set(lead+"office_phone", "64738821"), Rule: "office-phone-format", Field: lead + "office_phone", Severity: e},
		{Row: 28, Reason: "one number for two people", Make: set(lead+"mobile", "13800136621"), Rule: "leads-share-mobile", Field: lead + "mobile", Severity: e},
		{Row: 28, Reason: "mobile is the emergency phone", Make: set(lead+"emergency_phone", "13700139086"), Rule: "emergency-phone-same-as-mobile", Field: lead + "emergency_phone", Severity: e},
		{Row: 29, Reason: "number of another company's filing", Make: unchanged, Shared: desk(rules.SharedMobile, lead+"mobile"), Rule: "shared-mobile", Field: lead + "mobile", Severity: w},
		{Row: 30, Reason: "landline of another province, in Shaanxi", Make: all(in("610000"), set(lead+"office_phone", "010-64738821")), Rule: "landline-from-elsewhere", Field: lead + "office_phone", Severity: w},
		{Row: 30, Reason: "mobile not local, in Xinjiang", Make: all(in("650000"), answer("answers.mobiles_local", "no")), Rule: "answer-mobiles-local", Field: "answers.mobiles_local", Severity: w},
		{Row: 31, Reason: "phone not answered", Make: unchanged, Rule: "told-answer-the-phone", Field: host + "legal_representative.mobile", Severity: h, Moment: rules.Sending},
		{Row: 32, Reason: "e-mail without @", Make: set(lead+"email", "zhouyuan.xinghe-yuntu.cn"), Rule: "email-format", Field: lead + "email", Severity: e},
		{Row: 32, Reason: "e-mail shared", Make: set(lead+"email", "linzhiyao@xinghe-yuntu.cn"), Rule: "leads-share-email", Field: lead + "email", Severity: e},
		{Row: 33, Reason: "no office telephone", Make: set(lead+"office_phone", ""), Rule: "field-required", Field: lead + "office_phone", Severity: e},
		{Row: 34, Reason: "address without a number", Make: set(host+"address", "望和路北口"), Rule: "address-not-detailed", Field: host + "address", Severity: w},
		{Row: 35, Reason: "address with 市辖区", Make: set(host+"address", "市辖区望和路18号"), Rule: "address-repeats-place", Field: host + "address", Severity: w},
		{Row: 35, Reason: "address repeats the province", Make: set(host+"address", "北京市朝阳区望和路18号"), Rule: "address-repeats-place", Field: host + "address", Severity: w},
		{Row: 35, Reason: "abolished district", Make: set(host+"county", "110103"), Rule: "county-unknown", Field: host + "county", Severity: w}, // 崇文区, gone since 2010
		{Row: 36, Reason: "mailing address in another city, in Henan", Make: all(in("410000"), set(host+"city", "410300"), set(host+"county", "410302")), Rule: "address-in-another-city", Field: host + "city", Severity: e},
		{Row: 37, Reason: "certificate address not compared", Make: answer("answers.certificate_compared", "no"), Rule: "answer-certificate-compared", Field: "answers.certificate_compared", Severity: w},
		{Row: 38, Reason: "licence of another province", Make: all(set(host+"province", "310000"), set(host+"city", "310100"), set(host+"county", "310115")), Rule: "address-in-another-province", Field: host + "province", Severity: e},
		{Row: 39, Reason: "Tibet", Make: in("540000"), Rule: "tibet-not-accepted", Field: host + "province", Severity: e},
		{Row: 40, Reason: "business abnormal", Make: answer("answers.credit_normal", "no"), Rule: "answer-credit-normal", Field: "answers.credit_normal", Severity: e},
		{Row: 41, Reason: "finance in the website's name", Make: set("websites.0.name", "星禾理财"), Rule: "field-words-in-website-name", Field: "websites.0.name", Severity: w},
		{Row: 41, Reason: "medicine in the unit's name", Make: set(host+"name", "北京星禾医药科技有限公司"), Rule: "field-words-in-unit-name", Field: host + "name", Severity: w},
		{Row: 42, Reason: "pre-approval expired", Make: approval("北京星禾云图科技有限公司", "2026-01-01"), Rule: "pre-approval-expired", Field: "websites.0.pre_approvals.0.valid_until", Severity: e},
		{Row: 42, Reason: "pre-approval of another holder", Make: approval("北京星禾文化有限公司", "2030-01-01"), Rule: "pre-approval-other-holder", Field: "websites.0.pre_approvals.0.holder", Severity: e},
		{Row: 43, Reason: "other content, in Heilongjiang", Make: all(in("230000"), set("websites.0.services", []string{"other"})), Rule: "service-refused-in-province", Field: "websites.0.services", Severity: w},
		{Row: 44, Reason: "no language ticked", Make: set("websites.0.languages", []string(nil)), Rule: "field-required", Field: "websites.0.languages", Severity: e},
		{Row: 44, Reason: "languages not the real ones, in Xinjiang", Make: all(in("650000"), answer("websites.0.answers.languages_real", "no")), Rule: "answer-languages-real", Field: "websites.0.answers.languages_real", Severity: w},
		{Row: 45, Reason: "no place of the servers", Make: set("websites.0.access.locations", []string(nil)), Rule: "field-required", Field: "websites.0.access.locations", Severity: e},
		{Row: 45, Reason: "access provider left out", Make: set("websites.0.access.isp", ""), Rule: "field-required", Field: "websites.0.access.isp", Severity: e},
		{Row: 46, Reason: "private address", Make: set("websites.0.access.ips", []rules.IPRange{{Kind: "eip", From: "192.168.1.10"}}), Rule: "ip-not-public", Field: "websites.0.access.ips.0.from", Severity: e},
		{Row: 46, Reason: "range the wrong way round", Make: set("websites.0.access.ips", []rules.IPRange{{Kind: "eip", From: "52.80.1.9", To: "52.80.1.1"}}), Rule: "ip-reversed", Field: "websites.0.access.ips.0.to", Severity: e},
		{Row: 46, Reason: "address twice", Make: set("websites.0.access.ips", []rules.IPRange{{Kind: "eip", From: "52.80.1.9"}, {Kind: "eip", From: "52.80.1.9", To: "52.80.1.9"}}), Rule: "ip-twice", Field: "websites.0.access.ips", Severity: w},
		{Row: 47, Reason: "address outside the Beijing Region", Make: set("websites.0.access.ips", []rules.IPRange{{Kind: "eip", From: "39.156.66.10"}}), Rule: "ip-not-beijing", Field: "websites.0.access.ips.0.from", Severity: w},
		{Row: 47, Reason: "address of another account", Make: answer("answers.account_owns_addresses", "no"), Rule: "answer-account-owns-addresses", Field: "answers.account_owns_addresses", Severity: e},
		{Row: 48, Reason: "address assigned by itself", Make: set("websites.0.access.ips.0.kind", "public"), Rule: "ip-public-kind", Field: "websites.0.access.ips.0.kind", Severity: e},
		{Row: 49, Reason: "address released later", Make: unchanged, Rule: "told-keep-address", Field: "websites", Severity: h, Moment: rules.Sending},
		{Row: 50, Reason: "account of another company", Make: set("account.company", "星禾集团"), Rule: "account-other-company", Field: "account.company", Severity: e},
		{Row: 50, Reason: "and no letter of both", Make: all(set("account.company", "星禾集团"), set("account.relationship", "group")), Paper: "relationship_confirmation"},
		{Row: 51, Reason: "check list with a date", Make: all(manual, answer("websites.0.answers.check_list_clean", "no")), Rule: "answer-check-list-clean", Field: "websites.0.answers.check_list_clean", Severity: e},
		{Row: 51, Reason: "how the check list is signed, told", Make: manual, Rule: "told-check-list-by-hand", Field: "kind", Severity: h, Moment: rules.Papers},
		{Row: 52, Reason: "seal cut or wrong", Make: answer("websites.0.answers.seal_whole", "no"), Rule: "answer-seal-whole", Field: "websites.0.answers.seal_whole", Severity: w},
		{Row: 53, Reason: "grey scan or photocopy", Make: answer("websites.0.answers.scans_original", "no"), Rule: "answer-scans-original", Field: "websites.0.answers.scans_original", Severity: w},
		{Row: 54, Reason: "border cut or glare", Make: answer("websites.0.answers.scans_original", "no"), Rule: "answer-scans-original", Field: "websites.0.answers.scans_original", Severity: w},
		{Row: 55, Reason: "HEIC photo", Make: func(f *rules.Filing) { f.Attachments[0].File = "IMG_0412.heic" }, Rule: "attachment-file-type", Field: "attachments.0.file", Severity: w},
		{Row: 56, Reason: "watermark over the data", Make: answer("websites.0.answers.watermark_allowed", "no"), Rule: "answer-watermark-allowed", Field: "websites.0.answers.watermark_allowed", Severity: w},
		{Row: 57, Reason: "curtain photo reused", Make: all(manual, answer("websites.0.answers.face_photo_right", "no")), Rule: "answer-face-photo-right", Field: "websites.0.answers.face_photo_right", Severity: w},
		{Row: 58, Reason: "face check fails", Make: unchanged, Rule: "told-face-check", Field: "kind", Severity: h, Moment: rules.Papers},
		{Row: 59, Reason: "no Shanghai commitment", Make: in("310000"), Paper: "shanghai_commitment"},
		{Row: 59, Reason: "no Hunan plan", Make: in("430000"), Paper: "hunan_construction_plan"},
		{Row: 59, Reason: "no Jiangsu notification", Make: in("320000"), Paper: "jiangsu_notification"},
		{Row: 59, Reason: "no Jiangsu commitment", Make: in("320000"), Paper: "jiangsu_commitment"},
		{Row: 59, Reason: "no Guangdong commitment", Make: in("440000"), Paper: "guangdong_commitment"},
		{Row: 59, Reason: "no Xinjiang letter", Make: in("650000"), Paper: "xinjiang_party_letter"},
		{Row: 60, Reason: "six domains at once, in Henan", Make: all(in("410000"), websites(6)), Rule: "order-too-many-domains", Field: "websites", Severity: e},
		{Row: 60, Reason: "two websites at once, in Hubei", Make: all(in("420000"), websites(2)), Rule: "order-too-many-websites", Field: "websites", Severity: e},
		{Row: 61, Reason: "change of a website under a change of host unit", Make: onRecord("change_host", "host.address", "websites.0.name"), Rule: "change-of-another-kind", Field: "change.fields", Severity: e},
		{Row: 61, Reason: "a filed website in a new recordal", Make: set("websites.0.recordal_number", websiteNumber), Rule: "website-already-on-record", Field: "websites.0.recordal_number", Severity: e},
		{Row: 62, Reason: "SMS code late", Make: unchanged, Rule: "told-sms-code", Field: "kind", Severity: h, Moment: rules.After},
		{Row: 63, Reason: "emoji in the website's name", Make: set("websites.0.name", "星禾云图🚀官网"), Rule: "text-outside-gbk", Field: "websites.0.name", Severity: w},
		{Row: 63, Reason: "direction mark in the name", Make: set(host+"name", "北京星禾\u202e云图科技有限公司"), Rule: "text-invisible", Field: host + "name", Severity: w},
		{Row: 63, Reason: "full-width digits", Make: set(lead+"mobile", "１３７００１３９０８６"), Rule: "number-not-plain", Field: lead + "mobile", Severity: h},
		{Row: 64, Reason: "remark on pre-approval missing, in Jiangxi", Make: all(in("360000"), set("websites.0.remark", "")), Rule: "remark-pre-approval", Field: "websites.0.remark", Severity: w},
		{Row: 65, Reason: "sole trader without a trade name, in Anhui", Make: all(in("340000"), soleTrader), Rule: "remark-sole-trader", Field: host + "remark", Severity: e},
		{Row: 65, Reason: "sole trader without a trade name, elsewhere", Make: soleTrader, Rule: "sole-trader-without-name", Field: host + "name", Severity: w},
		{Row: 66, Reason: "foreign legal representative leads, in Shanxi", Make: all(in("140000"), foreign), Rule: "foreign-representative-leads", Field: host + "legal_representative.document.type", Severity: e},
		{Row: 66, Reason: "Hong Kong passport, in Shanghai", Make: all(in("310000"), passport("K12345678")), Rule: "passport-of-hong-kong-in-province", Field: lead + "document.type", Severity: w},
		{Row: 67, Reason: "one website lead for two companies, in Jiangsu", Make: in("320000"), Shared: desk(rules.SharedWebsiteLead, lead+"document.number"), Rule: "website-lead-of-several", Field: lead + "document.number", Severity: w},
		{Row: 68, Reason: "originals not posted", Make: unchanged, Rule: "told-post-papers", Field: "kind", Severity: h, Moment: rules.Sending},
	}
}

// approval gives the website a pre-approval.
func approval(holder, until string) func(*rules.Filing) {
	return func(f *rules.Filing) {
		f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "culture", Number: "京网文〔2025〕0001-001号", Holder: holder, ValidUntil: until}}
	}
}
