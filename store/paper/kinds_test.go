package paper

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"recordaldesk/rules"
)

// ofKind returns the filing of a kind that package rules keeps for tests, with a
// change, and what the rulebook says of it; its materials are the test's own, since
// which are asked for is the rulebook's to change.
func ofKind(t testing.TB, kind string, change func(*rules.Filing), materials ...rules.Material) (*rules.Filing, *rules.Report) {
	t.Helper()
	data, err := os.ReadFile("../../rules/testdata/kinds/" + kind + ".json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := rules.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(f)
	}
	r := rules.Builtin().Check(f, today)
	if materials != nil {
		r.Materials = materials
	}
	return f, r
}

// letter is a material that is signed, sealed and dated.
func letter(id string) rules.Material {
	return rules.Material{
		ID: id, Per: "filing", Advised: true, Printable: true, Copies: 1, Delivery: []string{"email"},
		Signature: "required", Seal: "required", Date: "required", Reason: "material.pre_approval.because.named",
		Source: "domain 6.6", Confidence: rules.Single, AsOf: "2026-07-01",
	}
}

// otherLead gives the host unit a lead who is not the legal representative.
func otherLead(f *rules.Filing) {
	f.Host.LeadIsLegalRepresentative = false
	f.Host.Lead = rules.Person{Name: "陆行舟", Title: "行政主管", Mobile: "13817720583",
		Document: rules.Document{Type: "resident_id", Number: "310104198809213351"}}
}

func TestLettersOfTheKindsSayWhatTheyMust(t *testing.T) {
	for _, test := range []struct {
		kind, material, file string
		change               func(*rules.Filing)
		want, unwanted       []string
	}{
		{"cancel_host", "cancellation_form", "00_注销申请表.pdf", nil,
			[]string{"致：四川省通信管理局、北京光环新网", "注销下列主体的ICP备案", "成都青瓦餐饮管理有限公司", "蜀ICP备2018044091号", "公司停止经营线上业务",
				"罗听雨", "13881506294", "不能恢复", "法定代表人签名：", "在此加盖单位公章", "日期：年月日", "由申请单位自拟", "the applicant's own"},
			[]string{"网站备案号"}},
		{"cancel_website", "cancellation_form", "00_注销申请表.pdf", nil,
			[]string{"注销下列网站的ICP备案", "远岫读书会", "京ICP备17052608号-1", "yuanxiu-dushu.cn", "网站停止运营，域名不再使用。"}, []string{"网站IP地址"}},
		{"cancel_access", "cancellation_form", "00_注销申请表.pdf", func(f *rules.Filing) { f.Websites[0].Access.ISP = "" },
			[]string{"取消下列网站在接入服务单位的接入", "北舟物流", "北京光环新网科技股份有限公司", "52.80.150.212", "空壳网站"}, nil},
		{"change_host", "host_lead_authorization", "00_主体负责人授权书.pdf", otherLead,
			[]string{"担任主体负责人", "陆行舟", "行政主管", "居民身份证", "310104198809213351", "方若临", "京ICP备2020017462号", "自签署之日起",
				"法定代表人签名：", "日期：年月日", "由授权单位自拟", "请务必填写日期"}, []string{"网站域名"}},
		{"new_website", "host_lead_authorization", "00_主体负责人授权书.pdf", otherLead, []string{"浙ICP备2023041877号"}, nil},
	} {
		t.Run(test.kind+" "+test.material, func(t *testing.T) {
			f, r := ofKind(t, test.kind, test.change, letter(test.material))
			all, err := Forms(t.Context(), f, r, options)
			if err != nil {
				t.Fatal(err)
			}
			if len(all) != 1 || all[0].Name != test.file {
				t.Fatalf("the forms are %q, want %q", names(all), test.file)
			}
			checkText(t, all[0].PDF, append(test.want, "并非北京光环新网的正式附件", "第1页共1页"), append(test.unwanted, "[paper.", "[material.", "[output."))
		})
	}
}

func TestTheChecklistIsRightForTheKind(t *testing.T) {
	for _, test := range []struct {
		kind           string
		want, unwanted []string
	}{
		{"new_recordal", []string{"真实性核验方式", "80、8080、443", "公安联网备案", "可能需要的材料", "只有一个来源这样说", "One source alone"}, []string{"变更内容", "备案号京", "注销或取消"}},
		{"new_access", []string{"蜀ICP备2022058316号-1", "80、8080、443"}, []string{"公安联网备案"}},
		{"change_host", []string{"变更主体", "京ICP备2020017462号", "变更内容", "现有备案", "变更后", "百万庄北街9号1层105室", "知行南路6号院4号楼312室",
			"海淀区", "Haidian District", "真实性核验方式"}, []string{"网站域名", "443", "公安联网备案", "[output."}},
		{"change_access", []string{"网站IP地址", "52.81.88.14", "52.81.120.33", "未填写"}, nil},
		{"cancel_website", []string{"注销网站", "注销或取消的内容", "网站“远岫读书会”的备案（京ICP备17052608号-1、yuanxiu-dushu.cn）", "网站停止运营，域名不再使用。",
			"The recordal of the website", "短信验证码", "无须到场"}, []string{"真实性核验方式", "443", "变更内容", "[output."}},
		{"cancel_access", nil, []string{"短信验证码"}},
	} {
		t.Run(test.kind, func(t *testing.T) {
			f, r := ofKind(t, test.kind, nil, letter("pre_approval"))
			pdf, err := Checklist(t.Context(), f, r, options)
			if err != nil {
				t.Fatal(err)
			}
			checkText(t, pdf, test.want, test.unwanted)
		})
	}
}

func TestTheReviewSheetIsRightForTheKind(t *testing.T) {
	for _, test := range []struct {
		kind           string
		want, unwanted []string
	}{
		{"change_website", []string{"变更网站", "变更内容", "半亩园艺商品展示", "banmu-yuanyi.cn；banmu-huahui.cn", "叶霁川", "宋知微"}, []string{"websites.0."}},
		{"cancel_host", []string{"注销主体", "主体备案及其名下全部网站的备案", "The host unit's recordal", "公司停止经营线上业务"}, []string{"真实性核验方式", "变更内容现有"}},
	} {
		t.Run(test.kind, func(t *testing.T) {
			f, r := ofKind(t, test.kind, nil)
			pdf, err := Review(t.Context(), f, r, rules.Builtin(), options)
			if err != nil {
				t.Fatal(err)
			}
			checkText(t, pdf, test.want, append(test.unwanted, "[paper.", "[field.", "[output.", "[packet."))
		})
	}
}

func TestTheReviewSheetKeepsMomentsToItsEnd(t *testing.T) {
	f, r := ofKind(t, "change_host", nil)
	find := func(edit func(*rules.Finding)) rules.Finding {
		one := rules.Finding{Rule: "field-required", Severity: rules.Hint, Field: "host.address", FieldID: "host.address", Source: "domain 3.2",
			AsOf: "2026-07-01", Args: map[string]string{"value": "北\u200b京"}, Names: map[string]string{"field": "field.host.address"}}
		edit(&one)
		return one
	}
	r.Findings = []rules.Finding{
		find(func(f *rules.Finding) { f.Moment = rules.After }),
		find(func(f *rules.Finding) { f.Repair, f.Confidence = "北京", rules.Single }),
		find(func(f *rules.Finding) { f.Missing, f.Field = true, "answers.compared" }),
	}
	pdf, err := Review(t.Context(), f, r, rules.Builtin(), options)
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, pdf)
	repair, moment := strings.Index(got, "可以改为“北京”"), strings.Index(got, "寄出后")
	if repair < 0 || moment < repair || !strings.Contains(got, "[U+200B]") || !strings.Contains(got, "只有一个来源这样说") {
		t.Errorf("repair at %d, moment at %d:\n%s", repair, moment, got)
	}
	if strings.Count(got, "提示：") != 2 { // an open question is counted, not repeated
		t.Errorf("the sheet has other hints:\n%s", got)
	}
}

// A cancellation of several websites, and a change of long texts, with the longest
// names there are.
func TestNothingOfTheKindsIsCutOffOrOverlaps(t *testing.T) {
	longest := func(f *rules.Filing) {
		otherLead(f)
		f.Host.Lead.Name = strings.Repeat("阿卜杜热西提·", 9)
		if len(f.Websites) == 0 {
			f.Websites = []rules.Website{rules.NewWebsite()}
		}
		longNames(f)
		f.Websites = append(f.Websites, f.Websites[0])
		f.Change.Reason = strings.Repeat("业务调整，网站不再使用。\n", 30)
		f.Change.Fields = append(f.Change.Fields, "host.name", "websites.0.remark", "websites.1.domains")
		f.Change.Before = map[string]string{"host.name": f.Host.Name, "websites.0.remark": strings.Repeat("旧备注，", 300)}
	}
	for _, kind := range []string{"cancel_host", "cancel_website", "cancel_access", "change_website"} {
		f, r := ofKind(t, kind, longest, letter("cancellation_form"), letter("host_lead_authorization"), letter("pre_approval"))
		for _, english := range []bool{true, false} {
			o := options
			o.English = english
			all, err := Forms(t.Context(), f, r, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, form := range all {
				checkText(t, form.PDF, []string{f.Host.Name}, nil)
				checkPlaces(t, kind+" "+form.Name, form.PDF)
			}
			list, err := Checklist(t.Context(), f, r, o)
			if err != nil {
				t.Fatal(err)
			}
			checkPlaces(t, kind+" checklist", list)
			sheet, err := Review(t.Context(), f, r, rules.Builtin(), o)
			if err != nil {
				t.Fatal(err)
			}
			checkPlaces(t, kind+" review", sheet)
			if kind == "change_website" {
				if n := strings.Count(text(t, sheet), "旧"); n != 300 { // it goes on over pages
					t.Errorf("%d of 300 characters of what is on record are on the sheet", n)
				}
			}
		}
	}
}
