package trial

import "recordaldesk/rules"

func domainRules() []Case {
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
	return []Case{
		{Rule: "domain-url", Field: at, Args: map[string]string{"expected": "xinghe-yuntu.cn"},
			Breaks: name("http://www.xinghe-yuntu.cn/"), Keeps: name("XINGHE-YUNTU.CN")},
		{Rule: "domain-url", Field: at, Breaks: name("xinghe-yuntu.cn/index"), Keeps: name("xinghe-yuntu.cn.")},
		{Rule: "domain-subdomain", Field: at, Args: map[string]string{"expected": "xinghe-yuntu.com.cn"},
			Breaks: name("www.xinghe-yuntu.com.cn"), Keeps: name("xinghe-yuntu.com.cn")},
		{Rule: "domain-unreadable", Field: at, Breaks: name("xinghe_yuntu.cn"), Keeps: name("星禾云图.中国")},
		{Rule: "domain-unreadable", Field: at, Breaks: name("com.cn"), Keeps: name("xn--8qua.com.cn")},
		{Rule: "domain-suffix-refused", Field: at, Args: map[string]string{"suffix": "hk"},
			Breaks: name("xinghe-yuntu.hk"), Keeps: name("xinghe-yuntu.top")},
		{Rule: "domain-suffix-unknown", Field: at, Args: map[string]string{"suffix": "museum"},
			Breaks: name("xinghe-yuntu.museum"), Keeps: name("xinghe-yuntu.com")},
		{Rule: "domain-other-holder", Field: "websites.0.domains.0.holder", Args: map[string]string{"host": "北京星禾云图科技有限公司"},
			Breaks: set("websites.0.domains.0.holder", "林知遥"), Keeps: func(f *rules.Filing) {
				f.Host.Name, f.Websites[0].Domains[0].Holder = "星禾（北京）科技有限公司", "星禾(北京)科技有限公司"
			}},
		{Rule: "domain-expired", Field: "websites.0.domains.0.expires_on", Breaks: expires("2026-11-22"), Keeps: expires("2026-11-23")},
		{Rule: "domain-validity", Field: "websites.0.domains.0.expires_on", Args: map[string]string{"after": "2027-02-23"},
			Breaks: expires("2027-02-23"), Keeps: expires("2027-02-24")},
		{Rule: "domain-validity", Field: "websites.0.domains.0.expires_on", Args: map[string]string{"after": "2027-02-23"},
			Breaks: expires("2026-11-23"), Keeps: expires("2026-11-22")}, // which has expired
		{Rule: "domain-validity", Field: "websites.0.domains.0.expires_on", Args: map[string]string{"after": "2027-02-28"},
			// Three months after the last of November is the last of February.
			Breaks: func(f *rules.Filing) { f.AsOf = "2026-11-30"; expires("2027-02-28")(f) },
			Keeps:  func(f *rules.Filing) { f.AsOf = "2026-11-30"; expires("2027-03-01")(f) }},
		{Rule: "domain-dates-reversed", Field: "websites.0.domains.0.expires_on", Breaks: expires("2024-03-18"), Keeps: expires("2024-03-19")},
		{Rule: "domain-registered-later", Field: "websites.0.domains.0.registered_on", Breaks: registered("2026-11-24"), Keeps: registered("2026-11-23")},
		{Rule: "domain-verified-later", Field: "websites.0.domains.0.verified_on", Breaks: verified("2026-11-24"), Keeps: verified("2026-11-23")},
		{Rule: "domain-just-verified", Field: "websites.0.domains.0.verified_on", Breaks: verified("2026-11-19"), Keeps: verified("2026-11-18")},
		{Rule: "domain-verification-unknown", Field: "websites.0.domains.0.verified_on", Breaks: verified(""), Keeps: verified("2020-01-01")},
		{Rule: "domain-registrar-overseas", Field: "websites.0.domains.0.registrar", Breaks: registrar("GoDaddy.com, LLC"), Keeps: registrar("北京青简域名服务有限公司")},
		{Rule: "several-domains", Field: "websites.0.domains", Args: map[string]string{"count": "2"},
			Breaks: second("xinghe-yuntu.com"), Keeps: func(f *rules.Filing) { second("xinghe-yuntu.com")(f); f.Kind = "change_website" }},
		{Rule: "domain-missing", Field: "websites.0.domains",
			Breaks: func(f *rules.Filing) { f.Websites[0].Domains = nil }, Keeps: name("")},
		{Rule: "domain-twice", Field: "websites.0.domains.1.name", Breaks: second("Xinghe-Yuntu.cn "), Keeps: second("xinghe-yuntu.com")},
		{Rule: "domain-twice", Field: "websites.1.domains.0.name",
			Breaks: func(f *rules.Filing) {
				f.Websites = append(f.Websites, f.Websites[0])
				f.Websites[0].Domains = []rules.Domain{{Name: "星禾.中国"}}
				f.Websites[1].Domains = []rules.Domain{{Name: "xn--kivs05b.xn--fiqs8s"}}
			},
			Keeps: func(f *rules.Filing) { // both still to be filled in
				f.Websites = append(f.Websites, f.Websites[0])
				f.Websites[0].Domains, f.Websites[1].Domains = []rules.Domain{{}}, []rules.Domain{{}}
			}},
	}
}
