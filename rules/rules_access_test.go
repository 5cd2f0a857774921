package rules_test

import "recordaldesk/rules"

func accessRules() []ruleCase {
	ips := func(list ...rules.IPRange) func(*rules.Filing) { return set("websites.0.access.ips", list) }
	eip := func(from, to string) rules.IPRange { return rules.IPRange{Kind: "eip", From: from, To: to} }
	const from, to = "websites.0.access.ips.0.from", "websites.0.access.ips.0.to"
	return []ruleCase{
		{rule: "ip-missing", field: "websites.0.access.ips", breaks: ips(), keeps: ips(rules.IPRange{})},
		{rule: "ip-public-kind", field: "websites.0.access.ips.0.kind",
			breaks: set("websites.0.access.ips.0.kind", "public"), keeps: set("websites.0.access.ips.0.kind", "elb_reserved")},
		{rule: "ip-unreadable", field: from, breaks: ips(eip("52.80.1.256", "")), keeps: ips(eip(" 52.80.1.255", ""))},
		{rule: "ip-unreadable", field: from, breaks: ips(eip("52.80.1.0/24", "")), keeps: ips(eip("52.80.1.0", "52.80.1.255"))},
		{rule: "ip-end-unreadable", field: to, breaks: ips(eip("52.80.1.1", "52.80.1")), keeps: ips(eip("52.80.1.1", ""))},
		{rule: "ip-reversed", field: to, breaks: ips(eip("52.80.1.2", "52.80.1.1")), keeps: ips(eip("52.80.1.1", "52.80.1.1"))},
		{rule: "ip-reversed", field: to, breaks: ips(eip("52.80.1.2", "2404:c2c0::1")), keeps: ips(eip("2404:c2c0::1", "2404:c2c0::2"))},
		{rule: "ip-not-public", field: from, breaks: ips(eip("10.0.0.8", "10.0.0.8")), keeps: ips(eip("11.0.0.8", "11.0.0.8"))},
		{rule: "ip-not-public", field: from, breaks: ips(eip("172.31.255.255", "172.32.0.0")), keeps: ips(eip("172.32.0.0", ""))},
		{rule: "ip-not-beijing", field: from, breaks: ips(eip("8.8.8.8", "8.8.8.8")), keeps: ips(eip("52.80.0.1", "52.80.0.1"))},
		{rule: "ip-version-6", field: from, breaks: ips(eip("2404:c2c0::1", "2404:c2c0::1")), keeps: ips(eip("52.80.0.1", ""))},
		{rule: "ip-twice", field: "websites.0.access.ips",
			breaks: ips(eip("52.80.1.1", "52.80.1.1"), eip("52.80.1.1 ", "")), keeps: ips(eip("52.80.1.1", ""), eip("52.80.1.2", ""), eip("", ""), eip("", ""))},
		{rule: "isp-other", field: "websites.0.access.isp", breaks: set("websites.0.access.isp", "某云科技有限公司"), keeps: set("websites.0.access.isp", "Beijing SINNET Technology Co., Ltd.")},
		{rule: "access-mode-not-cloud", field: "websites.0.access.modes",
			breaks: set("websites.0.access.modes", []string{"hosting"}), keeps: set("websites.0.access.modes", []string{"cdn", "cloud"})},
		{rule: "server-not-in-beijing", field: "websites.0.access.locations",
			breaks: set("websites.0.access.locations", []string{"640000"}), keeps: set("websites.0.access.locations", []string{"640000", "110000"})},
	}
}
