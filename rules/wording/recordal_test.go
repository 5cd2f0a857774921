package wording_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

const (
	zh = translations.Chinese
	en = translations.English
)

// ofKind returns the filing of a kind that package rules keeps for tests.
func ofKind(t *testing.T, kind string) *rules.Filing {
	t.Helper()
	file, err := os.Open("../testdata/kinds/" + kind + ".json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := rules.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func compared(t *testing.T, l translations.Language, f *rules.Filing) string {
	t.Helper()
	var lines []string
	for _, c := range wording.Compared(l, rules.Builtin(), f, "2026-11-23") {
		lines = append(lines, c.Label+"|"+c.Before+"|"+c.After)
	}
	return strings.Join(lines, "\n")
}

func TestAChangeIsComparedInWords(t *testing.T) {
	for _, test := range []struct {
		kind string
		l    translations.Language
		want []string
	}{
		{"change_host", zh, []string{"证件住所|北京市西城区百万庄北街9号1层105室|北京市海淀区知行南路6号院4号楼312室",
			"主办单位所在县（区）|西城区|海淀区", "法定代表人：移动电话号码|13811902700|13811902743"}},
		{"change_host", en, []string{"|西城区|Haidian District", "Legal representative: Mobile phone|13811902700|13811902743"}},
		{"change_website", zh, []string{"网站名称|半亩园艺|半亩园艺商品展示", "网站域名|banmu-yuanyi.cn；banmu-huahui.cn|banmu-yuanyi.cn",
			"网站负责人：姓名|叶霁川|宋知微", "网站负责人：证件类型||居民身份证"}},
		{"change_access", zh, []string{"网站IP地址|52.81.88.14|EIP（弹性IP） 52.81.120.33", "服务器放置地||北京市"}},
	} {
		got := compared(t, test.l, ofKind(t, test.kind))
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s in %s lacks %q; it says\n%s", test.kind, test.l, want, got)
			}
		}
		if strings.Contains(got, "[") {
			t.Errorf("%s in %s shows an id:\n%s", test.kind, test.l, got)
		}
	}
	for _, kind := range []string{"new_recordal", "new_access", "cancel_host"} {
		if got := compared(t, zh, ofKind(t, kind)); got != "" {
			t.Errorf("%s changes nothing, and is said to change\n%s", kind, got)
		}
	}
}

// What is ticked stands in the table even where nobody has filled anything in; of
// a whole person only what there is.
func TestAComparisonLeavesOutWhatIsEmptyUnlessItIsTicked(t *testing.T) {
	f := ofKind(t, "change_host")
	f.Change.Fields = []string{"host.superior", "host.legal_representative"}
	f.Change.Before = nil
	got := compared(t, zh, f)
	if !strings.Contains(got, "||") || strings.Contains(got, "即时通信") {
		t.Errorf("compared is\n%s", got)
	}
}

func TestSeveralWebsitesAreToldApartInAComparison(t *testing.T) {
	f := ofKind(t, "change_website")
	f.Websites = append(f.Websites, f.Websites[0])
	f.Change.Fields = []string{"websites.1.name"}
	if got, want := compared(t, zh, f), "网站2：网站名称||半亩园艺商品展示"; got != want {
		t.Errorf("compared is %q, want %q", got, want)
	}
}

func TestACancellationSaysWhatEnds(t *testing.T) {
	for kind, want := range map[string]string{
		"cancel_host":    "主体备案及其名下全部网站的备案（蜀ICP备2018044091号、成都青瓦餐饮管理有限公司）",
		"cancel_website": "网站“远岫读书会”的备案（京ICP备17052608号-1、yuanxiu-dushu.cn）",
		"cancel_access":  "网站“北舟物流”在光环新网的接入（浙ICP备2021063184号-1、beizhou-wl.cn、EIP（弹性IP） 52.80.150.212）",
		"change_host":    "",
	} {
		f := ofKind(t, kind)
		if got := strings.Join(wording.Ended(zh, f), "\n"); got != want {
			t.Errorf("%s ends %q, want %q", kind, got, want)
		}
		if got := strings.Join(wording.Ended(en, f), "\n"); strings.Contains(got, "[") || (got == "") != (want == "") {
			t.Errorf("%s ends in English: %q", kind, got)
		}
	}
	bare := &rules.Filing{Kind: "cancel_website", Websites: make([]rules.Website, 1)}
	if got, want := strings.Join(wording.Ended(zh, bare), "\n"), "网站“网站1”的备案"; got != want {
		t.Errorf("a draft ends %q, want %q", got, want)
	}
}

func TestAFilingIsKnownByTheNumberOfWhatItIsAbout(t *testing.T) {
	for kind, want := range map[string]string{
		"new_recordal": "", "new_website": "浙ICP备2023041877号", "new_access": "蜀ICP备2022058316号-1",
		"change_host": "京ICP备2020017462号", "cancel_website": "京ICP备17052608号-1",
	} {
		if got := wording.Number(rules.Builtin(), ofKind(t, kind)); got != want {
			t.Errorf("%s is known by %q, want %q", kind, got, want)
		}
	}
}

func TestARepairNamesWhatCannotBeSeen(t *testing.T) {
	f := rules.Finding{Repair: "北京 星禾", Args: map[string]string{"value": "北\u200b京\u3000星禾\ue000"}}
	if got, want := wording.Repair(zh, f), "可以改为“北京 星禾”，现在是“北[U+200B]京[全角空格]星禾[U+E000]”。"; got != want {
		t.Errorf("repair is %q, want %q", got, want)
	}
	if got := wording.Repair(en, rules.Finding{}); got != "" {
		t.Errorf("nothing to repair is said as %q", got)
	}
	if got, want := wording.Visible(en, "a b\t\u00a0龙𠮷é\xff\ufe00"), "a b[tab][U+00A0]龙𠮷é[U+FFFD][U+FE00]"; got != want {
		t.Errorf("visible is %q, want %q", got, want)
	}
}

func TestASingleSourceIsSaidToBeOne(t *testing.T) {
	f := rules.Finding{Source: "domain 3.2", Confidence: rules.Single, AsOf: "2026-07-01"}
	for _, l := range translations.Languages {
		single := wording.Cited(l, f)
		if !strings.Contains(single, wording.Source(l, f.Source)) || !strings.Contains(single, "2026-07-01") {
			t.Errorf("%s: a single source is said as %q", l, single)
		}
		if got := wording.CitedPaper(l, rules.Material{Source: f.Source, Confidence: f.Confidence, AsOf: f.AsOf}); got != single {
			t.Errorf("%s: of a material it is said as %q", l, got)
		}
		f := f
		f.Confidence = rules.Corroborated
		if got, want := wording.Cited(l, f), wording.Source(l, f.Source); got != want {
			t.Errorf("%s: several sources are said as %q, want %q", l, got, want)
		}
	}
}

func TestFindingsAreGroupedByWhenTheyMatter(t *testing.T) {
	g := wording.Group([]rules.Finding{
		{Rule: "after", Severity: rules.Hint, Moment: rules.After},
		{Rule: "wrong", Severity: rules.Error, Moment: rules.Papers},
		{Rule: "papers", Severity: rules.Warning, Moment: rules.Papers},
		{Rule: "open", Severity: rules.Hint, Missing: true, Field: "websites.0.domains.1.answers.compared"},
		{Rule: "open", Severity: rules.Hint, Missing: true, Field: "answers.originals"},
		{Rule: "answered badly", Severity: rules.Warning, Field: "answers.originals"},
		{Rule: "empty", Severity: rules.Hint, Missing: true, Field: "host.name"},
	})
	names := func(all []rules.Finding) string {
		var s []string
		for _, f := range all {
			s = append(s, f.Rule)
		}
		return strings.Join(s, ",")
	}
	if got, want := names(g.AtFields), "wrong,answered badly,empty"; got != want {
		t.Errorf("at fields: %s, want %s", got, want)
	}
	if got, want := names(g.Unanswered), "open,open"; got != want {
		t.Errorf("unanswered: %s, want %s", got, want)
	}
	if len(g.Moments) != 2 || names(g.Moments[0].Findings) != "papers" || names(g.Moments[1].Findings) != "after" {
		t.Errorf("moments are %v", g.Moments)
	}
	for _, id := range []rules.Moment{rules.Papers, rules.Sending, rules.After} {
		if title := (wording.Moment{ID: id}).Title(); !translations.Has(zh, title) {
			t.Errorf("no message %s", title)
		}
	}
}

// What a hostile program may send is compared all the same, in a time that grows
// with the filing and not with its square.
func TestAHugeChangeIsCompared(t *testing.T) {
	f := ofKind(t, "change_website")
	const many = 5_000
	for i := range many {
		f.Websites = append(f.Websites, f.Websites[0])
		f.Change.Fields = append(f.Change.Fields, "websites."+strconv.Itoa(i)+".name")
	}
	f.Change.Fields = append(f.Change.Fields[:20:20], "websites")
	if n := len(wording.Compared(zh, rules.Builtin(), f, "2026-11-23")); n < many {
		t.Errorf("%d things change, want more than %d", n, many)
	}
}
