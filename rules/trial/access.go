package trial

import "recordaldesk/rules"

func accessRules() []Case {
	ips := func(list ...rules.IPRange) func(*rules.Filing) { return set("websites.0.access.ips", list) }
	eip := func(from, to string) rules.IPRange { return rules.IPRange{Kind: "eip", From: from, To: to} }
	const from, to = "websites.0.access.ips.0.from", "websites.0.access.ips.0.to"
	return []Case{
		{Rule: "ip-missing", Field: "websites.0.access.ips", Breaks: ips(), Keeps: ips(rules.IPRange{})},
		{Rule: "ip-public-kind", Field: "websites.0.access.ips.0.kind",
			Breaks: set("websites.0.access.ips.0.kind", "public"), Keeps: set("websites.0.access.ips.0.kind", "elb_reserved")},
		{Rule: "ip-unreadable", Field: from, Breaks: ips(eip("52.80.1.256", "")), Keeps: ips(eip(" 52.80.1.255", ""))},
		{Rule: "ip-unreadable", Field: from, Breaks: ips(eip("52.80.1.0/24", "")), Keeps: ips(eip("52.80.1.0", "52.80.1.255"))},
		{Rule: "ip-end-unreadable", Field: to, Breaks: ips(eip("52.80.1.1", "52.80.1")), Keeps: ips(eip("52.80.1.1", ""))},
		{Rule: "ip-reversed", Field: to, Breaks: ips(eip("52.80.1.2", "52.80.1.1")), Keeps: ips(eip("52.80.1.1", "52.80.1.1"))},
		{Rule: "ip-reversed", Field: to, Breaks: ips(eip("52.80.1.2", "2404:c2c0::1")), Keeps: ips(eip("2404:c2c0::1", "2404:c2c0::2"))},
		{Rule: "ip-not-public", Field: from, Breaks: ips(eip("10.0.0.8", "10.0.0.8")), Keeps: ips(eip("11.0.0.8", "11.0.0.8"))},
		{Rule: "ip-not-public", Field: from, Breaks: ips(eip("172.31.255.255", "172.32.0.0")), Keeps: ips(eip("172.32.0.0", ""))},
		{Rule: "ip-not-beijing", Field: from, Breaks: ips(eip("8.8.8.8", "8.8.8.8")), Keeps: ips(eip("52.80.0.1", "52.80.0.1"))},
		{Rule: "ip-version-6", Field: from, Breaks: ips(eip("2404:c2c0::1", "2404:c2c0::1")), Keeps: ips(eip("52.80.0.1", ""))},
		{Rule: "ip-twice", Field: "websites.0.access.ips",
			Breaks: ips(eip("52.80.1.1", "52.80.1.1"), eip("52.80.1.1 ", "")), Keeps: ips(eip("52.80.1.1", ""), eip("52.80.1.2", ""), eip("", ""), eip("", ""))},
		{Rule: "isp-other", Field: "websites.0.access.isp", Breaks: set("websites.0.access.isp", "某云科技有限公司"), Keeps: set("websites.0.access.isp", "Beijing SINNET Technology Co., Ltd.")},
		{Rule: "access-mode-not-cloud", Field: "websites.0.access.modes",
			Breaks: set("websites.0.access.modes", []string{"hosting"}), Keeps: set("websites.0.access.modes", []string{"cdn", "cloud"})},
		{Rule: "server-not-in-beijing", Field: "websites.0.access.locations",
			Breaks: set("websites.0.access.locations", []string{"640000"}), Keeps: set("websites.0.access.locations", []string{"640000", "110000"})},
	}
}
