package paper

import (
	"os"
	"strings"
	"testing"

	"recordaldesk/rules"
)

// before is the sample as it was sent before: another name, telephone and scan.
func before(t *testing.T) *rules.Filing {
	t.Helper()
	f, _ := sample(t, func(f *rules.Filing) {
		f.Host.Name, f.Host.Remark = "北京星禾云图科技有限责任公司", "旧的备注"
		f.Host.LegalRepresentative.Mobile = "13912345670"
		f.Attachments[0].SHA256 = strings.Repeat("ab", 32)
		f.Attachments = append(f.Attachments, rules.Attachment{Material: "website_plan", SHA256: strings.Repeat("cd", 32)})
	})
	return f
}

func TestTheChecklistSaysWhatChangedSinceTheLastPacket(t *testing.T) {
	f, r := sample(t, nil)
	o := options
	o.English, o.Last = true, before(t)
	pdf, err := Checklist(t.Context(), f, r, o)
	if err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("RECORDAL_NOTICES"); path != "" { // to be looked at
		if err := os.WriteFile(path+"/checklist.pdf", pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	checkText(t, pdf, []string{
		"与上次相比的修改", "Changes since the last packet", "主办单位名称", "北京星禾云图科技有限责任公司", "旧的备注", "未填写", "139****5670",
		"已更换", "已去掉", "removed",
	}, []string{"13912345670", unspaced(f.Host.LegalRepresentative.Mobile)})
	o.Last = f.Clone()
	if pdf, err = Checklist(t.Context(), f, r, o); err != nil {
		t.Fatal(err)
	}
	checkText(t, pdf, nil, []string{"与上次相比"})
}
