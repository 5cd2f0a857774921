package paper

import (
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// numbersOf are the numbers of a filing that nobody but its owner may read.
func numbersOf(f *rules.Filing) []string {
	all := []string{f.Host.Certificate.Number}
	for _, p := range personsOf(f) {
		all = append(all, p.Document.Number, p.Mobile, p.EmergencyPhone, p.OfficePhone)
	}
	return all
}

// The slip may be lost on the way: whatever is wrong with a filing, no number that
// was typed, nor the one it should be, stands on it in full.
func TestTheSlipShowsNoNumberInFull(t *testing.T) {
	told := 0
	for _, c := range trial.Cases() {
		f := trial.Valid()
		c.Breaks(f)
		r := rules.Builtin().Check(f, trial.Today, c.Shared...)
		s := slip{checklist: &checklist{filing: f, report: r}, privacy: wording.StrictPrivacyOf(f)}
		errors, warnings, _ := s.sort(r)
		for _, finding := range append(errors, warnings...) {
			told++
			numbers := numbersOf(f)
			if strings.HasSuffix(finding.FieldID, ".number") || strings.HasSuffix(finding.FieldID, "phone") {
				numbers = append(numbers, finding.Args["expected"], finding.Repair)
			}
			for _, l := range translations.Languages {
				said := unspaced(s.said(l, finding))
				for _, number := range numbers {
					if len(number) > 6 && strings.Contains(said, unspaced(number)) {
						t.Errorf("%s: the slip says %s", finding.Rule, said)
					}
				}
			}
		}
	}
	if told < 100 {
		t.Errorf("only %d findings of the rulebook's cases are told", told)
	}
}

// A number's owner still knows which one is meant.
func TestTheSlipSaysWhichNumberIsWrong(t *testing.T) {
	f, r := sample(t, func(f *rules.Filing) { f.Websites[0].Lead.Document.Number = "320102198506070312" })
	pdf, err := Slip(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	got := unspaced(strings.Join(copied(t, pdf), ""))
	if strings.Contains(got, "320102198506070312") || !strings.Contains(got, "居民身份证号码“**************0312”的最后一位") {
		t.Errorf("the slip says %s", got)
	}
}

func TestTheSlipAsksForWhatIsMissing(t *testing.T) {
	for _, test := range []struct {
		name           string
		change         func(*rules.Filing)
		want, unwanted []string
	}{
		{"papers online", func(f *rules.Filing) { f.Attachments = nil },
			[]string{"请带齐下列材料再来", "北京星禾云图科技有限公司（新增备案）", "账户注册信息截图", "每次备案都要提交。",
				"网络信息安全管理责任书", "纸质原件1份；签名、盖章、填写日期。", "窗口地址、电话和办公时间", "Please come back with these"},
			[]string{"真实性核验单", "请改正", "草稿"}},
		{"papers by hand", func(f *rules.Filing) { byPassport(f); f.Attachments = nil },
			[]string{"网站备案信息真实性核验单", "纸质原件2份；签名、盖章、请勿填写日期。", "真实性核验单请勿填写日期。"}, nil},
		{"Guangdong's letter of a private person", inProvince("440000", individual),
			[]string{"广东互联网信息服务备案承诺书", "签名、按指印、填写日期"}, []string{"签名、按指印、盖章"}},
		{"several domains together", func(f *rules.Filing) { severalWebsites(f); f.Attachments = nil },
			[]string{"域名证书（xinghe-yuntu.cn、xinghe-zhichi.cn、xinghe-zhichi.com、星禾支持.公司）", "彩色扫描件或照片4份"}, nil},
		{"data", func(f *rules.Filing) { f.Host.Superior, f.Websites[0].Lead.OfficePhone = "", "" },
			[]string{"下列信息：", "网站负责人的办公电话号码", "备案信息里还没有填写"}, nil},
		{"a domain that expires in four months", func(f *rules.Filing) { f.Websites[0].Domains[0].ExpiresOn = "2027-03-31" },
			[]string{"域名xinghe-yuntu.cn有效期至2027-03-31；提交时须剩余3个月以上，请在2026-12-31之前提交"}, []string{"请改正"}},
		{"a domain verified on Friday", func(f *rules.Filing) { f.Websites[0].Domains[0].VerifiedOn = "2026-11-20" },
			[]string{"域名xinghe-yuntu.cn的实名认证须满3个工作日，请在2026-11-25之后提交"}, nil},
		{"nobody yet", func(f *rules.Filing) { *f = rules.Filing{Schema: rules.Schema} },
			[]string{"新客户", "请带来", "请到窗口查看。", "please ask at the desk. The forms do not have them yet."}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, r := sample(t, test.change)
			pdf, err := Slip(t.Context(), f, r, options)
			if err != nil {
				t.Fatal(err)
			}
			checkText(t, pdf, test.want, append(test.unwanted, "[paper.", "[rule.", "[field."))
			checkPlaces(t, test.name, pdf)
		})
	}
}

// The slip is what tells a client of a character that stops the forms.
func TestTheSlipIsPrintedWhateverTheCharacters(t *testing.T) {
	f, r := sample(t, func(f *rules.Filing) {
		f.Host.Name, f.Websites[0].Name, f.Websites[0].Lead.Name = "北京𪚥星公司", "星禾🌟官网", "한 周"
	})
	pdf, err := Slip(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, pdf, []string{"北京〓星公司", "星禾〓官网"}, nil)
}

func TestACompleteFilingIsToldSo(t *testing.T) {
	f, r := sample(t, nil)
	for i := range r.Materials {
		r.Materials[i].Present = true
	}
	pdf, err := Slip(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, pdf, []string{"材料已齐", "没有需要补齐的材料"}, []string{"请带齐", "请带来"})
}

// A slip is read at a bus stop: even when all is missing, it is two pages at most.
func TestTheSlipStaysShort(t *testing.T) {
	f, r := sample(t, func(f *rules.Filing) {
		byPassport(f)
		f.Attachments = nil
		f.Websites[0].Name, f.Websites[0].Lead.Mobile, f.Websites[0].Lead.Email = "国家云图", "12", "x"
		f.Host.Certificate.Number, f.Host.Address = "91110105MA6KD35T44", "北京市朝阳区"
	})
	pdf, err := Slip(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(copied(t, pdf)); n > 2 {
		t.Errorf("the slip has %d pages", n)
	}
}

func TestTheCourierSheetIsForWhatGoesByPost(t *testing.T) {
	for _, test := range []struct {
		name           string
		change         func(*rules.Filing)
		want, unwanted []string
	}{
		{"online", nil,
			[]string{"邮寄材料封面", "北京星禾云图科技有限公司", "林知遥、13800136621", "北京市朝阳区望和路18号院3号楼6层602室", "310277481096",
				"xinghe-yuntu.cn", "网络信息安全管理责任书", "共1份原件。", "地址：北京市东城区东中街9号东环广场A座3层", "收件人：光环新网ICP备案组",
				"电话：10100766转4；4000988000转2"},
			[]string{"真实性核验单", "幕布", "暂勿寄出", "110105198703140026"}},
		{"by hand", byPassport, []string{"网站备案信息真实性核验单", "共3份原件。", "幕布的收件地址"}, nil},
		{"with errors", func(f *rules.Filing) { f.Host.Certificate.Number = "91110105MA6KD35T44" }, []string{"暂勿寄出", "do not post yet"}, nil},
		{"longest names", longNames, []string{"寄件：华东新能源智能装备"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, r := sample(t, test.change)
			pdf, err := CourierSheet(t.Context(), f, r, options)
			if err != nil {
				t.Fatal(err)
			}
			checkText(t, pdf, test.want, append(test.unwanted, "[paper."))
			checkPlaces(t, test.name, pdf)
		})
	}
	f, r := ofKind(t, "cancel_website", nil)
	if pdf, err := CourierSheet(t.Context(), f, r, options); pdf != nil || err != nil {
		t.Errorf("a cancellation has a courier's sheet of %d bytes, error %v", len(pdf), err)
	}
}

// What another office makes out and seals is not asked of the ICP team.
func TestTheChecklistSaysWhoMakesOutAPaper(t *testing.T) {
	f, r := ofKind(t, "change_host", func(f *rules.Filing) { f.Change.Fields = append(f.Change.Fields, "host.name") })
	pdf, err := Checklist(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, pdf, []string{"由登记机关出具并盖章，写明新旧名称和统一社会信用代码。取得后扫描为彩色电子件。"},
		[]string{"向ICP备案组索取表格"})
}
