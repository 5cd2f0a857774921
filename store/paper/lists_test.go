package paper

import (
	"strings"
	"testing"

	"recordaldesk/rules"
)

func TestTheChecklistSaysWhatGoesWhere(t *testing.T) {
	attach := func(f *rules.Filing) {
		f.Attachments = []rules.Attachment{{Material: "account_screenshot", File: "a.png", SHA256: "00"}}
	}
	tests := []struct {
		name           string
		change         func(*rules.Filing)
		want, unwanted []string
	}{
		{"online, with one scan in the packet", attach,
			[]string{"北京星禾云图科技有限公司", "新增备案", "在线核验", "一、已放入压缩包", "二、需邮寄的纸质原件", "无须到场", "四、尚待签署或补齐",
				"还缺3项电子材料", "3 scans are still missing", "sin-icp@sinnet.com.cn", "10100766，接通后按4", "4000988000，接通后按2",
				"北京市东城区东中街9号东环广场A座3层", "24小时内", "beian.mps.gov.cn"},
			[]string{"压缩包内还没有材料", "人工核验可以到场", "sinnnet", "[paper.", "[material."}},
		{"manual, with none", func(f *rules.Filing) {
			f.Websites[0].Lead.Document.Type = "passport"
			f.Attachments = nil
		},
			[]string{"人工核验", "压缩包内还没有材料", "请勿填写日期", "网站负责人本人的身份证件原件"}, []string{"无须到场"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, r := sample(t, test.change)
			pdf, err := Checklist(t.Context(), f, r, options)
			if err != nil {
				t.Fatal(err)
			}
			checkText(t, pdf, test.want, test.unwanted)
		})
	}
}

// TestWhatIsBroughtIsNotPartedFromItsHeading looks at a list that fills its first page.
func TestWhatIsBroughtIsNotPartedFromItsHeading(t *testing.T) {
	f, r := sample(t, inProvince("320000", byPassport))
	pdf, err := Checklist(t.Context(), f, r, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range copied(t, pdf) {
		page = unspaced(page)
		if strings.Contains(page, "三、到场核验时携带") && !strings.Contains(page, "网站负责人本人的身份证件原件") {
			t.Errorf("the heading stands on another page than its list:\n%s", page)
		}
	}
}

func TestTheReviewSheetShowsTheFilingInBothLanguages(t *testing.T) {
	f, r := sample(t, func(f *rules.Filing) {
		f.Host.Certificate.Number = ""
		f.Websites[0].Domains[0].ExpiresOn = "2026-12-01"
	})
	pdf, err := Review(t.Context(), f, r, rules.Builtin(), options)
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, pdf, []string{
		"备案信息核对表", "Review sheet of the filing", "营业执照", "Business licence", "朝阳区", "Chaoyang District",
		"长期", "Long-term", "52.80.116.24", "未填写", "not filled in", "错误：", "Error:", "2026-12-01",
	}, []string{"[paper.", "[field.", "[section.", "[page.", "[rule.", "[choice."})
}
