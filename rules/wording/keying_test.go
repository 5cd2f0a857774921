package wording

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
)

const keyingDay = "2026-11-28"

func sampleFiling(t testing.TB) *rules.Filing {
	t.Helper()
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// byRow returns the boxes of a sheet by the ids of their rows.
func byRow(all []Typed) map[string][]Typed {
	rows := map[string][]Typed{}
	for _, t := range all {
		rows[t.RowID] = append(rows[t.RowID], t)
	}
	return rows
}

// The words of the guidance's screenshots, in the order in which they stand there: the
// form of registration, the first step as it is shown for a new recordal, as it goes on
// for a new website, and for a change, then the second and the third.
func TestTheSheetHasTheOrderAndWordsOfThePlatform(t *testing.T) {
	for _, c := range []struct {
		what, kind string
		pages      []string
		words      string
	}{
		{"registration", "new_recordal", []string{"register"}, "用户名 企业 请选择单位 真实姓名 邮箱 请输入绑定的手机号 座机号"},
		{"first step", "new_recordal", []string{"host"}, "证件住所 投资者或上级单位主管名称 有效证件类型 有效证件号码 姓名 办公电话号码 应急电话号码 即时通信类型 即时通信账号 备注"},
		{"first step of a new website", "new_website", []string{"host"}, "是否变更主体 主体备案号 主办单位名称 主办单位性质 主办单位所在省 主办单位所在市 主办单位有效证件类型 主办单位有效证件号码 有效证件类型 有效证件号码 姓名"},
		{"first step of a change", "change_host", []string{"host"}, "姓名 性别 有效证件类型 有效证件号码 移动电话号码 办公电话号码 应急电话号码 电子邮件 即时通信类型 即时通信账号 备注"},
		{"second step", "new_recordal", []string{"website"}, "接入网站提供者 (ISP) 名称 网站接入方式 网站IP地址 网站IP地址 服务器放置地"},
		{"third step", "new_recordal", []string{"submit"}, "主体负责人姓名 主体负责人证件类型 主体负责人证件号码 互联网信息服务名称 互联网信息服务内容 是否存在前置审批 负责人姓名 负责人证件类型 负责人证件号码"},
	} {
		f := sampleFiling(t)
		f.Kind = c.kind
		f.Host.RecordalNumber, f.Host.Remark = "京ICP备2026012345号", "无"
		f.Host.LegalRepresentative.IMType, f.Host.LegalRepresentative.IMAccount = "qq", "100001"
		got := ""
		for _, typed := range Keying(rules.Builtin(), f, keyingDay) {
			if slices.Contains(c.pages, typed.PageID) {
				got += typed.Label + "\n"
			}
		}
		rest := got
		for word := range strings.SplitSeq(strings.NewReplacer(" (ISP) 名称", "_", " ", "\n", "_", " (ISP) 名称").Replace(c.words), "\n") {
			_, after, found := strings.Cut("\n"+rest, "\n"+strings.ReplaceAll(word, "_", " (ISP) 名称")+"\n")
			if !found {
				t.Fatalf("%s: %s is missing, or stands before what should come before it:\n%s", c.what, word, got)
			}
			rest = after
		}
	}
	var titles []string
	for _, page := range rules.Builtin().Keying {
		titles = append(titles, page.Label)
	}
	if want := []string{"欢迎注册", "【第一步】主体单位信息", "【第二步】网站信息", "【第三步】提交核单"}; !slices.Equal(titles, want) {
		t.Errorf("the pages are %v", titles)
	}
}

// What the platform asks for is in the sheet; what is not, has a reason.
func TestEveryFieldOfTheFormsIsTypedOrHasAReason(t *testing.T) {
	reasons := map[string]string{
		"account.":                     "the ICP team gets it with the materials",
		"host.legal_representative.":   "the platform asks for the person in charge alone",
		"host_lead.title":              "stands in letters",
		"website_lead.title":           "stands in letters",
		"host.lead_is_legal_":          "decides who the person is",
		"websites.*.lead_is_":          "decides who the person is",
		"websites.*.domains.*.":        "of a domain its certificate says the rest",
		"websites.*.access.ips.*.kind": "AWS's own word",
		"websites.*.pre_approvals.*.":  "of an approval its scan says the rest",
		"change.":                      "the buttons of the platform say what changes",
		"answers.":                     "asked by this program alone",
		"websites.*.answers.":          "asked by this program alone",
	}
	typed := map[string]bool{}
	for _, page := range rules.Builtin().Keying {
		for _, row := range page.Rows {
			typed[row.Path] = true
		}
	}
	used := map[string]bool{}
	for _, page := range rules.Builtin().Pages {
		for _, section := range page.Sections {
			base := strings.NewReplacer("host.lead", "host_lead", "websites.*.lead", "website_lead").Replace(section.Base)
			for _, field := range section.Fields {
				path := base + "." + field.Name
				if typed[path] {
					continue
				}
				known := false
				for prefix := range reasons {
					if strings.HasPrefix(path, prefix) {
						known, used[prefix] = true, true
					}
				}
				if !known {
					t.Errorf("nobody types %s", path)
				}
			}
		}
	}
	for prefix := range reasons {
		if !used[prefix] {
			t.Errorf("everything of %s is typed", prefix)
		}
	}
}

func TestNoPasswordIsEverASheetsRow(t *testing.T) {
	for _, page := range slices.Concat(rules.Builtin().Keying, rules.Builtin().Security) {
		for _, row := range page.Rows {
			if strings.Contains(row.Label, "密码") {
				t.Errorf("%s asks for %s", row.ID, row.Label)
			}
		}
	}
}

func TestValuesAreWrittenAsThePlatformWantsThem(t *testing.T) {
	f := sampleFiling(t)
	f.Host.LegalRepresentative.OfficePhone = "(010) 6473 8820 转 12"
	f.Host.Certificate.Number = "９１110105 ma6kd35t43"
	f.Websites[0].Languages = []string{"zh_hans", "english"}
	f.Websites[0].Domains = append(f.Websites[0].Domains, rules.Domain{Name: "星禾云图.cn"})
	f.Websites[0].Access = rules.Access{IPs: []rules.IPRange{
		{Kind: "eip", From: "52.80.116.24", To: "52.80.116.24"}, {Kind: "elb_reserved", From: "52.80.116.30", To: "52.80.116.39"},
	}}
	f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "news", Number: "京网文2026第1号"}}
	rows := byRow(Keying(rules.Builtin(), f, keyingDay))
	for row, want := range map[string]struct {
		text string
		how  How
	}{
		"host_nature":             {"企业", Choose},
		"host_province":           {"北京市", Choose},
		"host_county":             {"朝阳区", Choose},
		"host_certificate_number": {"91110105MA6KD35T43", Type},
		"host_certificate_from":   {"2018-05-21", Type},
		"host_certificate_until":  {"长期", Type},
		"host_lead_office_phone":  {"086-010-64738820-12", Type},
		"website_domains":         {"xinghe-yuntu.cn;星禾云图.cn", Type},
		"website_languages":       {"中文简体、英语", Tick},
		"access_isp":              {"北京光环新网科技股份有限公司", Type}, // follows, though nobody filled it in
		"access_modes":            {"云计算", Tick},
		"submit_service":          {"网站", Choose},
		"submit_approval":         {"是", Choose},
		"approval_number":         {"京网文2026第1号", Type},
	} {
		if got := rows[row]; len(got) != 1 || got[0].Text != want.text || got[0].How != want.how {
			t.Errorf("%s: got %+v, want %v", row, got, want)
		}
	}
	// Addresses come one range after the other, the first and the last of each together.
	var addresses []string
	for _, typed := range Keying(rules.Builtin(), f, keyingDay) {
		if typed.Label == "网站IP地址" {
			addresses = append(addresses, typed.Text)
		}
	}
	if want := []string{"52.80.116.24", "52.80.116.24", "52.80.116.30", "52.80.116.39"}; !slices.Equal(addresses, want) {
		t.Errorf("addresses %v", addresses)
	}
	if f.Websites[0].Access.ISP != "" {
		t.Error("the sheet changed the filing")
	}
}

// Who the person in charge is may be said in several ways, and a part of a person stands
// where somebody wrote it.
func TestThePersonInChargeIsFoundWhoeverItIs(t *testing.T) {
	f := sampleFiling(t)
	f.Host.LegalRepresentative.Mobile, f.Host.Lead.Mobile = "", "13900137746"
	f.Websites = append(f.Websites, rules.NewWebsite(), rules.NewWebsite())
	f.Websites[2].LeadIsHostLead, f.Websites[2].LeadIsLegalRepresentative = false, true
	rows := byRow(Keying(rules.Builtin(), f, keyingDay))
	for row, want := range map[string][]string{
		"host_lead_name":    {"林知遥 host.legal_representative.name"},
		"host_lead_mobile":  {"13900137746 host.lead.mobile"},
		"website_lead_name": {"周予安 websites.0.lead.name", "林知遥 host.legal_representative.name", "林知遥 host.legal_representative.name"},
	} {
		var got []string
		for _, typed := range rows[row] {
			got = append(got, typed.Text+" "+typed.Path)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", row, got, want)
		}
	}
	f.Host.LeadIsLegalRepresentative = false
	f.Host.Lead.Name = "许清和"
	rows = byRow(Keying(rules.Builtin(), f, keyingDay))
	if got := rows["website_lead_name"][1]; got.Text != "许清和" || got.Path != "host.lead.name" {
		t.Errorf("led by the host lead: %+v", got)
	}
	seen := map[string]bool{}
	for _, typed := range Keying(rules.Builtin(), f, keyingDay) {
		if seen[typed.Key] {
			t.Errorf("two boxes are called %s", typed.Key)
		}
		seen[typed.Key] = true
	}
}

func TestAKindIsAskedWhatItIsAbout(t *testing.T) {
	f := sampleFiling(t)
	f.Host.Superior = ""
	rows := byRow(Keying(rules.Builtin(), f, keyingDay))
	if rows["host_number"] != nil || rows["website_number"] != nil || rows["host_changes"] != nil || rows["changed_lead_sex"] != nil {
		t.Error("a new recordal is asked for numbers or for what changes")
	}
	if got := rows["host_superior"]; len(got) != 1 || got[0].Ask {
		t.Errorf("what may stay empty: %+v", got)
	}
	f.Host.Address = ""
	if got := byRow(Keying(rules.Builtin(), f, keyingDay))["host_address"]; len(got) != 1 || !got[0].Ask {
		t.Errorf("what has to be asked for: %+v", got)
	}

	c := rules.New("change_host")
	c.Websites = nil
	c.Host.Name, c.Host.RecordalNumber = "北京星禾云图科技有限公司", "京ICP备2026012345号"
	c.Host.Address = "望和路20号"
	c.Change.Fields = []string{"host.address"}
	rows = byRow(Keying(rules.Builtin(), c, keyingDay))
	if got := rows["host_address"]; len(got) != 1 || !got[0].Replaces || got[0].Text != "望和路20号" {
		t.Errorf("what changes: %+v", got)
	}
	if got := rows["host_name"]; len(got) != 1 || got[0].Replaces {
		t.Errorf("what stays: %+v", got)
	}
	if rows["host_superior"] != nil || rows["submit_service"] != nil || rows["website_name"] != nil {
		t.Error("a change of the host unit is asked for the rest")
	}

	end := rules.New("cancel_website")
	end.Websites[0].RecordalNumber = "京ICP备2026012345号-1"
	rows = byRow(Keying(rules.Builtin(), end, keyingDay))
	if len(rows["website_number"]) != 1 || rows["website_services"] != nil || rows["access_isp"] != nil {
		t.Error("a cancellation is asked for the rest, or not for its number")
	}
}

func TestTheSecuritySheetMarksWhatHasToBeAsked(t *testing.T) {
	f := sampleFiling(t)
	all := Security(rules.Builtin(), f, keyingDay)
	var asked, pages []string
	for _, typed := range all {
		if !slices.Contains(pages, typed.Page) {
			pages = append(pages, typed.Page)
		}
		if typed.Ask != (typed.Text == "") {
			t.Errorf("%s: %q, asked %v", typed.RowID, typed.Text, typed.Ask)
		}
		if typed.Ask {
			asked = append(asked, typed.RowID)
		}
		for _, l := range []Language{zh, en} {
			if gloss := typed.Gloss(l); gloss == "" || strings.HasPrefix(gloss, "[") {
				t.Errorf("%s is not said in %s", typed.RowID, l)
			}
		}
	}
	if want := []string{"主体信息", "主体负责人信息", "网站信息", "网络安全负责人和应急联系人"}; !slices.Equal(pages, want) {
		t.Errorf("the pages are %v", pages)
	}
	if want := []string{"lead_home", "site_launched", "site_registrar_region", "site_icp_number", "site_interactive", "duty_on_call"}; !slices.Equal(asked, want) {
		t.Errorf("asked for: %v", asked)
	}
	f.Websites[0].RecordalNumber = "京ICP备2026012345号-1"
	if got := byRow(Security(rules.Builtin(), f, keyingDay))["site_icp_number"]; len(got) != 1 || got[0].Ask || got[0].Text != "京ICP备2026012345号-1" {
		t.Errorf("the number: %+v", got)
	}
}

func BenchmarkKeying(b *testing.B) {
	f := sampleFiling(b)
	for b.Loop() {
		Keying(rules.Builtin(), f, keyingDay)
	}
}
