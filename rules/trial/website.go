package trial

import "recordaldesk/rules"

func websiteRules() []Case {
	name := func(s string) func(*rules.Filing) { return set("websites.0.name", s) }
	page := func(s string) func(*rules.Filing) { return set("websites.0.home_page", s) }
	approved := func(holder, until string) func(*rules.Filing) {
		return func(f *rules.Filing) {
			f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "culture", Number: "京网文〔2025〕0001-001号", Holder: holder, ValidUntil: until}}
		}
	}
	const company = "北京星禾云图科技有限公司"
	return []Case{
		{Rule: "website-name-short", Field: "websites.0.name", Breaks: name("星 禾"), Keeps: name("星禾云")},
		{Rule: "website-name-digits", Field: "websites.0.name", Breaks: name("１２３４５"), Keeps: name("12345网")},
		{Rule: "website-name-latin", Field: "websites.0.name", Breaks: name("Xinghe Yuntu"), Keeps: name("Xinghe云图")},
		{Rule: "website-name-domain", Field: "websites.0.name", Args: map[string]string{"match": "xinghe.cn"},
			Breaks: name("星禾xinghe.cn官网"), Keeps: name("星禾xinghe官网")},
		{Rule: "website-name-symbol", Field: "websites.0.name", Args: map[string]string{"match": "！"},
			Breaks: name("星禾云图！"), Keeps: name("星禾（云图）")},
		{Rule: "website-name-state", Field: "websites.0.name", Args: map[string]string{"match": "中国"},
			Breaks: name("中国星禾"), Keeps: func(f *rules.Filing) { f.Websites[0].Name, f.Host.Name = "中国星禾", "中国星禾有限公司" }},
		{Rule: "website-name-state", Field: "websites.0.name", Breaks: name("人民云图"), Keeps: name("星禾中国")},
		{Rule: "website-name-word", Field: "websites.0.name", Args: map[string]string{"match": "廉政"},
			Breaks: name("星禾廉政网"), Keeps: name("星禾清廉网")},
		{Rule: "home-page-scheme", Field: "websites.0.home_page", Breaks: page("HTTPS://www.xinghe-yuntu.cn"), Keeps: page("www.xinghe-yuntu.cn/https")},
		{Rule: "home-page-without-domain", Field: "websites.0.home_page", Args: map[string]string{"domain": "xinghe-yuntu.cn"},
			Breaks: page("www.notxinghe-yuntu.cn"), Keeps: page("shop.xinghe-yuntu.cn/index.html")},
		{Rule: "pre-approval-expired", Field: "websites.0.pre_approvals.0.valid_until",
			Breaks: approved(company, "2026-11-22"), Keeps: approved(company, "2026-11-23")},
		{Rule: "pre-approval-other-holder", Field: "websites.0.pre_approvals.0.holder", Args: map[string]string{"host": company},
			Breaks: approved("北京星禾文化有限公司", "long_term"), Keeps: approved(company+" ", "long_term")},
		{Rule: "pre-approval-expected", Field: "websites.0.services",
			Breaks: set("websites.0.services", []string{"company_portal", "news"}), Keeps: func(f *rules.Filing) {
				f.Websites[0].Services = []string{"news"}
				approved(company, "long_term")(f)
			}},
	}
}
