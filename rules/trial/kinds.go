package trial

import "recordaldesk/rules"

// Recordal numbers of the sample's company, had it filed before.
const (
	hostNumber    = "京ICP备2024071839号"
	websiteNumber = hostNumber + "-1"
)

// onRecord makes the sample a recordal of another kind, with the numbers that
// its company has on record.
func onRecord(kind string, changed ...string) func(*rules.Filing) {
	return func(f *rules.Filing) {
		f.Kind, f.Host.RecordalNumber = kind, hostNumber
		if kind != "new_website" {
			f.Websites[0].RecordalNumber = websiteNumber
		}
		f.Change.Fields = changed
		if kind[:6] == "cancel" {
			f.Change.Reason = "网站停止运营"
		}
	}
}

func kindRules() []Case {
	const host, website = "host.recordal_number", "websites.0.recordal_number"
	second := func(number string) func(*rules.Filing) {
		return func(f *rules.Filing) {
			w := f.Clone().Websites[0]
			w.RecordalNumber, w.Domains[0].Name, w.HomePage = number, "xinghe-shop.cn", "www.xinghe-shop.cn"
			f.Websites = append(f.Websites, w)
		}
	}
	before := func(path, value string) func(*rules.Filing) {
		return func(f *rules.Filing) { f.Change.Before = map[string]string{path: value} }
	}
	return []Case{
		{Rule: "host-already-on-record", Field: host, Breaks: set(host, hostNumber), Keeps: unchanged},
		{Rule: "website-already-on-record", Field: website, Breaks: set(website, websiteNumber), Keeps: onRecord("new_access")},
		{Rule: "website-already-on-record", Field: website,
			Breaks: all(onRecord("new_website"), set(website, websiteNumber)), Keeps: onRecord("new_website")},
		{Rule: "host-number-format", Field: host,
			Breaks: all(onRecord("new_website"), set(host, "京ICP备20240718号39")), Keeps: all(onRecord("new_website"), set(host, "京ＩＣＰ备 20240718号"))},
		{Rule: "host-number-format", Field: host, // a commercial licence
			Breaks: all(onRecord("new_website"), set(host, "京ICP证030173号")), Keeps: onRecord("cancel_host")},
		{Rule: "host-number-year", Field: host,
			Breaks: all(onRecord("new_website"), set(host, "京ICP备2031071839号")), Keeps: all(onRecord("new_website"), set(host, "京ICP备05071839号"))},
		{Rule: "host-number-of-a-website", Field: host, Args: map[string]string{"expected": hostNumber}, Repaired: hostNumber,
			Breaks: all(onRecord("new_website"), set(host, websiteNumber)), Keeps: onRecord("new_website")},
		{Rule: "host-number-of-another-province", Field: host, Args: map[string]string{"province": "510000", "here": "110000"},
			Breaks: all(onRecord("new_website"), set(host, "蜀ICP备2022009836号")), Keeps: onRecord("new_website")},
		{Rule: "website-number-format", Field: website,
			Breaks: all(onRecord("new_access"), set(website, "京ICP备2024071839-1号")), Keeps: onRecord("new_access")},
		{Rule: "website-number-of-the-host", Field: website,
			Breaks: all(onRecord("new_access"), set(website, hostNumber)), Keeps: onRecord("new_access")},
		{Rule: "website-number-of-another-host", Field: website, Args: map[string]string{"host": hostNumber},
			Breaks: all(onRecord("change_access"), set(website, "京ICP备2024071838号-1")), Keeps: onRecord("change_access")},
		{Rule: "website-number-twice", Field: "websites.1.recordal_number",
			Breaks: all(onRecord("new_access"), second("京ICP备2024071839号－1")), Keeps: all(onRecord("new_access"), second(hostNumber+"-2"))},
		{Rule: "website-number-of-an-app", Field: website,
			Breaks: all(onRecord("new_access"), set(website, hostNumber+"-2A")), Keeps: all(onRecord("new_access"), set(website, hostNumber+"-2"))},

		{Rule: "change-unknown-field", Field: "change.fields", Args: map[string]string{"path": "host.slogan"},
			Breaks: onRecord("change_host", "host.address", "host.slogan"), Keeps: onRecord("change_host", "host.address")},
		{Rule: "change-of-what-is-fixed", Field: "change.fields", Args: map[string]string{"changed": "field.host.certificate.number"},
			Breaks: onRecord("change_host", "host.certificate.number"), Keeps: onRecord("change_host", "host.certificate.address")},
		{Rule: "change-of-what-is-fixed", Field: "change.fields",
			Breaks: onRecord("change_website", "host.province"), Keeps: onRecord("change_website", "host.city")},
		{Rule: "change-of-another-kind", Field: "change.fields", Args: map[string]string{"changed": "field.websites.name"},
			Breaks: onRecord("change_host", "websites.0.name"), Keeps: onRecord("change_website", "websites.0.name", "host.name")},
		{Rule: "change-without-new-value", Field: "change.fields", Args: map[string]string{"changed": "field.host.superior"},
			Breaks: all(onRecord("change_host", "host.superior"), set("host.superior", "")), Keeps: onRecord("change_host", "host.superior")},
		{Rule: "change-of-nothing", Field: "change.fields",
			Breaks: all(onRecord("change_host", "host.name"), before("host.name", "北京星禾云图科技有限公司 ")),
			Keeps:  all(onRecord("change_host", "host.name"), before("host.name", "北京星禾科技有限公司"))},
		{Rule: "change-before-unknown", Field: "change.fields",
			Breaks: onRecord("change_host", "host.address"), Keeps: all(onRecord("change_host", "host.address"), before("host.address", "广顺大街7号"))},
		{Rule: "change-of-name", Field: "host.name", Breaks: onRecord("change_host", "host.name"), Keeps: onRecord("change_host", "host.superior")},
		{Rule: "change-adds-domain", Field: "websites.0.domains.0.name",
			Breaks: all(onRecord("change_website", "websites.0.domains"), before("websites.0.domains", "xinghe.cn；xinghe-yuntu.com")),
			Keeps:  all(onRecord("change_website", "websites.0.domains"), before("websites.0.domains", "xinghe.cn；Xinghe-Yuntu.cn"))},
		{Rule: "change-of-single-domain", Field: "websites.0.domains",
			Breaks: onRecord("change_website", "websites.0.domains"), Keeps: onRecord("change_website", "websites.0.name")},

		{Rule: "cancel-host-ends-all", Field: "kind", Breaks: onRecord("cancel_host"), Keeps: onRecord("cancel_website")},
		{Rule: "cancel-access-leaves-shell", Field: "kind", Breaks: onRecord("cancel_access"), Keeps: onRecord("cancel_website")},
		{Rule: "cancel-one-at-a-time", Field: "websites", Args: map[string]string{"count": "2"},
			Breaks: all(onRecord("cancel_website"), second(hostNumber+"-2")), Keeps: onRecord("cancel_website")},
	}
}
