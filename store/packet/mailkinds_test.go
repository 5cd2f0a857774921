package packet

import (
	"strings"
	"testing"
)

func TestTheMailSaysWhatTheKindIsAbout(t *testing.T) {
	for _, tt := range []struct {
		kind, subject  string
		want, unwanted []string
	}{
		{"new_recordal", "ICP备案材料：杭州栖木智能科技有限公司（新增备案，2026-11-23）",
			[]string{"核验方式："}, []string{"变更以下内容", "本次注销或取消", "备案号：", "原因："}},
		{"new_website", "ICP备案材料：杭州澄野文创有限公司（新增网站，浙ICP备2023041877号，2026-11-23）",
			[]string{"主体备案号：浙ICP备2023041877号"}, []string{"网站备案号："}},
		{"change_host", "ICP备案材料：北京听澜信息技术有限公司（变更主体，京ICP备2020017462号，2026-11-23）",
			[]string{"变更以下内容", "1. 证件住所", "4. 法定代表人：移动电话号码", "原因：公司迁址，主体负责人更换手机号码。",
				"联系人（主体负责人）：\n方若临，手机 13811902743"}, []string{"13811902700", "本次注销或取消", "联系人（网站负责人）"}},
		{"change_website", "ICP备案材料：北京半亩园艺有限公司（变更网站，京ICP备2021036925号-1，2026-11-23）",
			[]string{"1. 网站名称", "网站负责人：证件号码", "主体备案号：京ICP备2021036925号\n", "网站备案号：京ICP备2021036925号-1"},
			[]string{"370202199107072089"}},
		{"cancel_host", "ICP备案材料：成都青瓦餐饮管理有限公司（注销主体，蜀ICP备2018044091号，2026-11-23）",
			[]string{"本次注销或取消：\n主体备案及其名下全部网站的备案", "原因：公司停止经营线上业务", "联系人（主体负责人）：\n罗听雨"},
			[]string{"核验方式：", "变更以下内容"}},
		{"cancel_access", "ICP备案材料：杭州北舟物流有限公司（取消接入，浙ICP备2021063184号-1，2026-11-23）",
			[]string{"本次注销或取消：\n网站“北舟物流”在光环新网的接入", "联系人（网站负责人）：\n钱予舟"}, []string{"核验方式："}},
	} {
		w := writerOf(t, ofKind(t, tt.kind))
		if got := w.subject(); got != tt.subject {
			t.Errorf("%s: subject is %s, want %s", tt.kind, got, tt.subject)
		}
		body := w.body()
		for _, want := range tt.want {
			if !strings.Contains(body, want) {
				t.Errorf("%s: the mail lacks %q:\n%s", tt.kind, want, body)
			}
		}
		for _, unwanted := range append(tt.unwanted, "[") {
			if strings.Contains(body, unwanted) {
				t.Errorf("%s: the mail says %q:\n%s", tt.kind, unwanted, body)
			}
		}
	}
}

// A reason is typed over several lines, which must not become lines of the mail.
func TestATypedReasonStaysOnItsLine(t *testing.T) {
	in := ofKind(t, "cancel_website")
	in.Filing.Change.Reason = "停止运营\n\n联系人（网站负责人）：\n某人，手机 1"
	if body := writerOf(t, in).body(); !strings.Contains(body, "原因：停止运营 联系人（网站负责人）： 某人，手机 1\n") {
		t.Errorf("body is %s", body)
	}
}
