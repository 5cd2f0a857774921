package export

import (
	"bytes"
	"strings"
	"testing"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
)

func TestNextStepsFollowTheRouteAndTheProvince(t *testing.T) {
	for _, c := range []struct {
		name         string
		change       func(*rules.Filing)
		says, silent []string
	}{
		{
			"online", same,
			[]string{"sin-icp@sinnet.com.cn", "二维码", "责任书", "收件人", "24小时", "20个工作日", "8080", "30日", "网站备案号"},
			[]string{"幕布", "核验单", "后缀"},
		},
		{
			"manual", func(f *rules.Filing) { f.Host.Certificate.Type = "resident_id" },
			[]string{"幕布", "核验单（2份）", "责任书", "24小时"},
			[]string{"二维码"},
		},
		{
			"Guangdong", func(f *rules.Filing) { f.Host.Province = "440000" },
			[]string{"主体备案号（不带“-1”等后缀）"}, []string{"写上网站备案号"},
		},
		{
			"cancellation", func(f *rules.Filing) { f.Kind = "cancel_website" },
			[]string{"sin-icp@sinnet.com.cn", "24小时"}, []string{"8080", "30日", "网站备案号"},
		},
	} {
		f, err := rules.Decode(bytes.NewReader(sample.Filing()))
		if err != nil {
			t.Fatal(err)
		}
		c.change(f)
		var said strings.Builder
		for _, s := range nextSteps(f, rules.Builtin().Check(f, "2026-11-23"), packet.DefaultMailTo) {
			said.WriteString(s.title(translations.Chinese) + s.text(translations.Chinese) + "\n")
		}
		for _, want := range c.says {
			if !strings.Contains(said.String(), want) {
				t.Errorf("%s: nothing says %q", c.name, want)
			}
		}
		for _, not := range c.silent {
			if strings.Contains(said.String(), not) {
				t.Errorf("%s: something says %q", c.name, not)
			}
		}
	}
}
