package rules_test

import "recordaldesk/rules"

func websiteRules() []ruleCase {
	name := func(s string) func(*rules.Filing) { return set("websites.0.name", s) }
	page := func(s string) func(*rules.Filing) { return set("websites.0.home_page", s) }
	approved := func(holder, until string) func(*rules.Filing) {
		return func(f *rules.Filing) {
			f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "culture", Number: "京网文〔2025〕0001-001号", Holder: holder, ValidUntil: until}}
		}
	}
	const company = "北京星禾云图科技有限公司"
	return []ruleCase{
		{rule: "website-name-short", field: "websites.0.name", breaks: name("星 禾"), keeps: name("星禾云")},
		{rule: "website-name-digits", field: "websites.0.name", breaks: name("１２３４５"), keeps: name("12345网")},
		{rule: "website-name-latin", field: "websites.0.name", breaks: name("Xinghe Yuntu"), keeps: name("Xinghe云图")},
		{rule: "website-name-domain", field: "websites.0.name", args: map[string]string{"match": "xinghe.cn"},
			breaks: name("星禾xinghe.cn官网"), keeps: name("星禾xinghe官网")},
		{rule: "website-name-symbol", field: "websites.0.name", args: map[string]string{"match": "！"},
			breaks: name("星禾云图！"), keeps: name("星禾（云图）")},
		{rule: "website-name-state", field: "websites.0.name", args: map[string]string{"match": "中国"},
			breaks: name("中国星禾"), keeps: func(f *rules.Filing) { f.Websites[0].Name, f.Host.Name = "中国星禾", "中国星禾有限公司" }},
		{rule: "website-name-state", field: "websites.0.name", breaks: name("人民云图"), keeps: name("星禾中国")},
		{rule: "website-name-word", field: "websites.0.name", args: map[string]string{"match": "廉政"},
			breaks: name("星禾廉政网"), keeps: name("星禾清廉网")},
		{rule: "home-page-scheme", field: "websites.0.home_page", breaks: page("HTTPS://www.xinghe-yuntu.cn"), keeps: page("www.xinghe-yuntu.cn/https")},
		{rule: "home-page-without-domain", field: "websites.0.home_page", args: map[string]string{"domain": "xinghe-yuntu.cn"},
			breaks: page("www.notxinghe-yuntu.cn"), keeps: page("shop.xinghe-yuntu.cn/index.html")},
		{rule: "pre-approval-expired", field: "websites.0.pre_approvals.0.valid_until",
			breaks: approved(company, "2026-11-22"), keeps: approved(company, "2026-11-23")},
		{rule: "pre-approval-other-holder", field: "websites.0.pre_approvals.0.holder", args: map[string]string{"host": company},
			breaks: approved("北京星禾文化有限公司", "long_term"), keeps: approved(company+" ", "long_term")},
		{rule: "pre-approval-expected", field: "websites.0.services",
			breaks: set("websites.0.services", []string{"company_portal", "news"}), keeps: func(f *rules.Filing) {
				f.Websites[0].Services = []string{"news"}
				approved(company, "long_term")(f)
			}},
	}
}
