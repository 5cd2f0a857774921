package rules_test

import "recordaldesk/rules"

func domainRules() []ruleCase {
	name := func(s string) func(*rules.Filing) { return set("websites.0.domains.0.name", s) }
	expires := func(s string) func(*rules.Filing) { return set("websites.0.domains.0.expires_on", s) }
	registered := func(s string) func(*rules.Filing) { return set("websites.0.domains.0.registered_on", s) }
	verified := func(s string) func(*rules.Filing) { return set("websites.0.domains.0.verified_on", s) }
	registrar := func(s string) func(*rules.Filing) { return set("websites.0.domains.0.registrar", s) }
	second := func(s string) func(*rules.Filing) {
		return func(f *rules.Filing) {
			d := f.Websites[0].Domains[0]
			d.Name = s
			f.Websites[0].Domains = append(f.Websites[0].Domains, d)
		}
	}
	const at = "websites.0.domains.0.name"
	return []ruleCase{
		{rule: "domain-url", field: at, args: map[string]string{"expected": "xinghe-yuntu.cn"},
			breaks: name("http://www.xinghe-yuntu.cn/"), keeps: name("XINGHE-YUNTU.CN")},
		{rule: "domain-url", field: at, breaks: name("xinghe-yuntu.cn/index"), keeps: name("xinghe-yuntu.cn.")},
		{rule: "domain-subdomain", field: at, args: map[string]string{"expected": "xinghe-yuntu.com.cn"},
			breaks: name("www.xinghe-yuntu.com.cn"), keeps: name("xinghe-yuntu.com.cn")},
		{rule: "domain-unreadable", field: at, breaks: name("xinghe_yuntu.cn"), keeps: name("星禾云图.中国")},
		{rule: "domain-unreadable", field: at, breaks: name("com.cn"), keeps: name("xn--8qua.com.cn")},
		{rule: "domain-suffix-refused", field: at, args: map[string]string{"suffix": "hk"},
			breaks: name("xinghe-yuntu.hk"), keeps: name("xinghe-yuntu.top")},
		{rule: "domain-suffix-unknown", field: at, args: map[string]string{"suffix": "museum"},
			breaks: name("xinghe-yuntu.museum"), keeps: name("xinghe-yuntu.com")},
		{rule: "domain-other-holder", field: "websites.0.domains.0.holder", args: map[string]string{"host": "北京星禾云图科技有限公司"},
			breaks: set("websites.0.domains.0.holder", "林知遥"), keeps: func(f *rules.Filing) {
				f.Host.Name, f.Websites[0].Domains[0].Holder = "星禾（北京）科技有限公司", "星禾(北京)科技有限公司"
			}},
		{rule: "domain-expired", field: "websites.0.domains.0.expires_on", breaks: expires("2026-11-22"), keeps: expires("2026-11-23")},
		{rule: "domain-validity", field: "websites.0.domains.0.expires_on", args: map[string]string{"after": "2027-02-23"},
			breaks: expires("2027-02-23"), keeps: expires("2027-02-24")},
		{rule: "domain-validity", field: "websites.0.domains.0.expires_on", args: map[string]string{"after": "2027-02-23"},
			breaks: expires("2026-11-23"), keeps: expires("2026-11-22")}, // which has expired
		{rule: "domain-validity", field: "websites.0.domains.0.expires_on", args: map[string]string{"after": "2027-02-28"},
			// Three months after the last of November is the last of February.
			breaks: func(f *rules.Filing) { f.AsOf = "2026-11-30"; expires("2027-02-28")(f) },
			keeps:  func(f *rules.Filing) { f.AsOf = "2026-11-30"; expires("2027-03-01")(f) }},
		{rule: "domain-dates-reversed", field: "websites.0.domains.0.expires_on", breaks: expires("2024-03-18"), keeps: expires("2024-03-19")},
		{rule: "domain-registered-later", field: "websites.0.domains.0.registered_on", breaks: registered("2026-11-24"), keeps: registered("2026-11-23")},
		{rule: "domain-just-verified", field: "websites.0.domains.0.verified_on", breaks: verified("2026-11-21"), keeps: verified("2026-11-20")},
		{rule: "domain-verification-unknown", field: "websites.0.domains.0.verified_on", breaks: verified(""), keeps: verified("2020-01-01")},
		{rule: "domain-registrar-overseas", field: "websites.0.domains.0.registrar", breaks: registrar("GoDaddy.com, LLC"), keeps: registrar("北京青简域名服务有限公司")},
		{rule: "several-domains", field: "websites.0.domains", args: map[string]string{"count": "2"},
			breaks: second("xinghe-yuntu.com"), keeps: func(f *rules.Filing) { second("xinghe-yuntu.com")(f); f.Kind = "change_website" }},
		{rule: "domain-missing", field: "websites.0.domains",
			breaks: func(f *rules.Filing) { f.Websites[0].Domains = nil }, keeps: name("")},
		{rule: "domain-twice", field: "websites.0.domains.1.name", breaks: second("Xinghe-Yuntu.cn "), keeps: second("xinghe-yuntu.com")},
		{rule: "domain-twice", field: "websites.1.domains.0.name",
			breaks: func(f *rules.Filing) {
				f.Websites = append(f.Websites, f.Websites[0])
				f.Websites[0].Domains = []rules.Domain{{Name: "星禾.中国"}}
				f.Websites[1].Domains = []rules.Domain{{Name: "xn--kivs05b.xn--fiqs8s"}}
			},
			keeps: func(f *rules.Filing) { // both still to be filled in
				f.Websites = append(f.Websites, f.Websites[0])
				f.Websites[0].Domains, f.Websites[1].Domains = []rules.Domain{{}}, []rules.Domain{{}}
			}},
	}
}
