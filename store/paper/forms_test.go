package paper

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
)

func TestFormsSayWhatTheyMust(t *testing.T) {
	manual := func(f *rules.Filing) { f.Websites[0].Lead.Document.Type = "passport" }
	province := func(code string) func(*rules.Filing) {
		return func(f *rules.Filing) { f.Host.Province = code }
	}
	const host, domain = "北京星禾云图科技有限公司", "xinghe-yuntu.cn"
	tests := []struct {
		material, file string
		change         func(*rules.Filing)
		want, unwanted []string
	}{
		{"check_list", "06_网站备案信息真实性核验单.pdf", manual,
			[]string{host, domain, "网站备案信息真实性核验单", "请勿填写日期", "Do not date this form", "2份", "网站负责人签名",
				"在此加盖单位公章", "主办单位请留空", "接入服务单位已依照备案管理规定逐项核验", "本单位及网站负责人承诺"},
			[]string{"日期：", "年月日", "2026-11-23", "周予安"}},
		{"authorization_letter", "07_网站备案授权书.pdf", nil,
			[]string{host, domain, "致：北京市通信管理局、北京光环新网科技股份有限公司", "周予安", "居民身份证", "320102198506073012",
				"技术部经理", "星禾云图企业官网", "林知遥", "110105198703140026", "自签署之日起", "法定代表人签名：", "日期：年月日"}, nil},
		{"responsibility_letter", "08_网络信息安全管理责任书.pdf", nil,
			[]string{host, domain, "52.80.116.24", "不少于六个月", "法定代表人或授权代表签名：", "日期：年月日", "13700139086",
				"邮寄至：北京市东城区东中街9号东环广场A座3层", "3rd Floor, Tower A, East Gate Plaza", "10100766转4"}, nil},
		{"shanghai_commitment", "11_网站备案承诺书（上海）.pdf", province("310000"),
			[]string{host, domain, "致：上海市通信管理局", "现郑重承诺如下", "在此加盖单位公章", "日期：年月日"}, nil},
		{"hunan_construction_plan", "12_网站建设方案书（湖南）.pdf", province("430000"),
			[]string{host, domain, "一、单位与网站简介", "二、栏目设置与内容", "三、人员与资金安排", "四、网络结构与接入", "五、内容管理与审核制度",
				"六、安全技术措施与日志留存", "七、应急处置预案", "八、承诺", "单位门户网站", "云计算", "52.80.116.24", "望和路18号院"},
			[]string{"日期：年月日"}},
		{"jiangsu_notification", "13_网站备案信息真实性责任告知书（江苏）.pdf", province("320000"),
			[]string{host, domain, "网站负责人周予安", "亲笔抄写在两行横线上", "本人已阅读并知悉上述责任", "网站负责人签名：", "日期：年月日"},
			[]string{"单位公章"}},
		{"jiangsu_commitment", "14_网站备案信息真实性承诺书（江苏）.pdf", province("320000"),
			[]string{host, domain, "本人周予安，系", "网站负责人签名：", "日期：年月日"}, []string{"单位公章"}},
		{"relationship_confirmation", "00_账户单位与备案单位关系确认函.pdf",
			func(f *rules.Filing) {
				f.Account.Relationship, f.Account.Company = "group", "上海星禾控股有限公司"
			},
			[]string{host, domain, "310277481096", "上海星禾控股有限公司", "账户单位（甲方）：上海星禾控股有限公司",
				"备案单位（乙方）：北京星禾云图科技有限公司", "52.80.116.24"}, nil},
	}
	for _, test := range tests {
		t.Run(test.material, func(t *testing.T) {
			f, r := sample(t, test.change)
			all, err := Forms(t.Context(), f, r, options)
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(all, func(p Form) bool { return p.Material.ID == test.material })
			if i < 0 {
				t.Fatalf("%s is not among the forms", test.material)
			}
			if all[i].Name != test.file {
				t.Errorf("the file is called %q, want %q", all[i].Name, test.file)
			}
			checkText(t, all[i].PDF, append(test.want, "并非北京光环新网的正式附件", "第1页共"), append(test.unwanted, "[paper.", "[material.", "草稿"))
		})
	}
}

func TestOnlyNeededFormsArePrinted(t *testing.T) {
	f, r := sample(t, func(f *rules.Filing) {
		f.Host.LeadIsLegalRepresentative = true
		f.Websites[0].LeadIsHostLead = true
	})
	all, err := Forms(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].Material.ID != "responsibility_letter" {
		t.Errorf("the forms are %v, want the responsibility letter alone", names(all))
	}
}

func names(all []Form) []string {
	var names []string
	for _, f := range all {
		names = append(names, f.Name)
	}
	return names
}

func TestEveryPrintableMaterialHasAForm(t *testing.T) {
	for _, m := range rules.Builtin().Papers {
		if m.Printable && !Prints(m.ID) {
			t.Errorf("the rulebook calls %s printable, and there is no form", m.ID)
		}
	}
}

func TestFormsOfSeveralWebsitesAreToldApart(t *testing.T) {
	all := allForms(t, func(f *rules.Filing) {
		second := f.Websites[0]
		second.Name = "第二个网站"
		second.Domains = []rules.Domain{{Name: `a/b\c:*?"<>|.cn`}}
		f.Websites = append(f.Websites, second)
	}, options)
	seen := map[string]bool{}
	for _, form := range all {
		if seen[form.Name] || strings.ContainsAny(form.Name, `<>:"/\|?*`) {
			t.Errorf("the name %q is taken or not safe", form.Name)
		}
		seen[form.Name] = true
	}
	for _, want := range []string{"06_网站备案信息真实性核验单_网站1_xinghe-yuntu.cn.pdf", "06_网站备案信息真实性核验单_网站2_a-b-c-------.cn.pdf",
		"00_账户单位与备案单位关系确认函.pdf"} {
		if !seen[want] {
			t.Errorf("no form is called %q: %q", want, names(all))
		}
	}
}

func TestStatementsOfSeveralDomainsAreToldApart(t *testing.T) {
	f, r := sample(t, severalWebsites)
	for i := range r.Materials {
		r.Materials[i].Needed = r.Materials[i].ID == "domain_holder_statement"
	}
	all, err := Forms(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"00_域名注册人声明_域名1_xinghe-yuntu.cn.pdf", "00_域名注册人声明_域名2_xinghe-zhichi.cn.pdf",
		"00_域名注册人声明_域名3_xinghe-zhichi.com.pdf", "00_域名注册人声明_域名4_星禾支持.公司.pdf"}
	if !slices.Equal(names(all), want) {
		t.Errorf("the statements are %q, want %q", names(all), want)
	}
}

func TestPapersAreDraftsWhileTheFilingIsIncomplete(t *testing.T) {
	o := options
	o.Incomplete = true
	for _, form := range allForms(t, nil, o) {
		for i, page := range words(t, form.PDF) {
			if !slices.ContainsFunc(page, func(w word) bool { return w.Text == "DRAFT" && w.Bottom < top }) {
				t.Errorf("page %d of %s does not say DRAFT in its head", i+1, form.Name)
			}
		}
	}
}

func TestEnglishCanBeLeftOut(t *testing.T) {
	o := options
	o.English = false
	for _, form := range allForms(t, nil, o) {
		checkText(t, form.PDF, []string{"并非北京光环新网的正式附件"},
			[]string{"Host unit", "Domain names", "Page 1 of", "Company seal", "ICP team"})
	}
}

func TestAnEmptyFilingStillPrints(t *testing.T) {
	f := &rules.Filing{Schema: rules.Schema}
	r := rules.Builtin().Check(f, today)
	for i := range r.Materials {
		r.Materials[i].Needed = true
	}
	if _, err := Forms(t.Context(), f, r, options); err != nil {
		t.Error(err)
	}
	if _, err := Checklist(t.Context(), f, r, options); err != nil {
		t.Error(err)
	}
	if _, err := Review(t.Context(), f, r, rules.Builtin(), options); err != nil {
		t.Error(err)
	}
}

// TestSentencesOfADraftHaveRoomToWrite fails where a sentence closes over what the
// filing does not say yet, which a hand can then not write in.
func TestSentencesOfADraftHaveRoomToWrite(t *testing.T) {
	for _, form := range allForms(t, func(f *rules.Filing) { *f = rules.Filing{Websites: []rules.Website{{}}} }, options) {
		checkText(t, form.PDF, nil, []string{"“”", "：）", "本人，", "网站负责人：现将"})
		switch form.Material.ID {
		case "jiangsu_commitment":
			who, what := strings.Repeat("_", 12), strings.Repeat("_", 20)
			checkText(t, form.PDF, []string{"本人" + who + "，系" + what + "网站“" + what + "”（域名：" + what + "）的负责人"}, nil)
		case "several_domains_statement":
			checkText(t, form.PDF, []string{"Purpose(pleasefillin)123" + "1.上述域名均由"}, nil)
		}
	}
}

// TestTheAccessProviderHasRoomToSeal measures the box that is left to the provider,
// whose seal is 42 mm wide, and sees that it parts no sheet in two.
func TestTheAccessProviderHasRoomToSeal(t *testing.T) {
	for english, least := range map[bool]float64{false: 42 * mm, true: 25 * mm} {
		o := options
		o.English = english
		for _, form := range allForms(t, nil, o) {
			if form.Material.ID != "check_list" {
				continue
			}
			pages := words(t, form.PDF)
			var caption, below float64
			for _, w := range pages[0] {
				switch {
				case strings.HasPrefix(w.Text, "核验人签名"):
					caption = w.Top
				case strings.HasPrefix(w.Text, "三、"):
					below = w.Top
				}
			}
			if len(pages) != 1 || below-caption < least {
				t.Errorf("English %v: %d pages, with %.0f points for the provider", english, len(pages), below-caption)
			}
		}
	}
}

// TestALineToWriteOnIsNotSpread fails where the room in a sentence falls to dashes.
func TestALineToWriteOnIsNotSpread(t *testing.T) {
	d := newDocument(options, "", "")
	spread := func(name string) (lines int) {
		for w := 200.0; w < 211; w++ { // wherever the first line ends
			if d.setLines("本人"+name+"系本网站的负责人，就该网站的备案信息承诺如下，如有虚假愿意承担责任。", bodyStyle, w)[0].spread > 0 {
				lines++
			}
		}
		return lines
	}
	if spread("阿卜杜热西提") == 0 {
		t.Error("no line of a sentence is spread")
	}
	if n := spread(roomForPerson); n > 0 {
		t.Errorf("%d of 11 lines with room to write are spread", n)
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	first, second := allForms(t, nil, options), allForms(t, nil, options)
	for i := range first {
		if !bytes.Equal(first[i].PDF, second[i].PDF) {
			t.Errorf("%s differs from one printing to the next", first[i].Name)
		}
	}
	o := options
	o.Date = "2026-11-24"
	if later := allForms(t, nil, o); bytes.Equal(first[0].PDF, later[0].PDF) {
		t.Error("the date of printing is not in the file")
	}
}

func TestFormsStaySmall(t *testing.T) {
	for name, change := range map[string]func(*rules.Filing){
		"the sample": nil,
		// As long as names are, with nearly as many characters that nothing else on the form has.
		"a name of 120 characters": func(f *rules.Filing) {
			f.Host.Name = "新疆克孜勒苏柯尔克孜自治州阿图什市松他克乡农村集体经济联合社（䶮𠮷）与鄂尔多斯准噶尔旗薛家湾镇蒙牛羊绒纺织品加工贸易股份有限公司" +
				"驻北京朝阳区望京街道办事处联络处暨黔东南苗族侗族自治州榕江县忠诚镇乐乡村旅游开发投资管理咨询服务部"
		},
	} {
		for _, form := range allForms(t, change, options) {
			if len(form.PDF) >= 60_000 {
				t.Errorf("%s: %s has %d bytes", name, form.Name, len(form.PDF))
			}
		}
	}
}

func TestPrintingStopsWhenAskedTo(t *testing.T) {
	f, r := sample(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Forms(ctx, f, r, options); !errors.Is(err, context.Canceled) {
		t.Errorf("Forms: %v, want it cancelled", err)
	}
	if _, err := Checklist(ctx, f, r, options); !errors.Is(err, context.Canceled) {
		t.Errorf("Checklist: %v, want it cancelled", err)
	}
}

func TestADateThatIsNoneIsRefused(t *testing.T) {
	f, r := sample(t, nil)
	o := options
	o.Date = "23.11.2026"
	if _, err := Forms(t.Context(), f, r, o); err == nil {
		t.Error("the forms are printed with a date that is none")
	}
}

// BenchmarkForms measures the forms of one filing, the font being read already.
func BenchmarkForms(b *testing.B) {
	f, r := sample(b, nil)
	for b.Loop() {
		if _, err := Forms(b.Context(), f, r, options); err != nil {
			b.Fatal(err)
		}
	}
}
