package paper

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// noticeOf makes a notice of so many items about the filing: every third to be confirmed,
// each with the words of a reason, one in four with the reviewer's own.
func noticeOf(f *rules.Filing, count int) *casework.Notice {
	book := rules.Builtin()
	fields, materials := casework.Places(book, f, today)
	var places []casework.Place
	for i := range max(len(fields), len(materials)) {
		if i < len(fields) {
			places = append(places, casework.FieldPlace(fields[i].Path))
		}
		if i < len(materials) {
			places = append(places, casework.MaterialPlace(materials[i]))
		}
	}
	n := &casework.Notice{ID: "0193a1d2-7c3e-7abc-8def-0123456789ab", At: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), By: "甲", Desk: "一号窗口", Reference: f.Reference}
	for k := range count {
		i := casework.Item{Place: places[k%len(places)], Verdict: casework.Returned, Reason: book.Reasons[(k*5)%len(book.Reasons)].ID}
		_, i.Said.Chinese = wording.ReasonOfReturn(translations.Chinese, i.Reason)
		_, i.Said.English = wording.ReasonOfReturn(translations.English, i.Reason)
		if k%3 == 2 {
			i.Verdict = casework.Queried
		}
		if k%4 == 1 {
			i.Words = "请看证件的第二页，\n那里写的不是这个。"
		}
		n.Items = append(n.Items, i)
	}
	return n
}

// noticeModes are the languages of a notice.
var noticeModes = map[string]Options{
	"zh": {}, "both": {English: true}, "en": {NoChinese: true},
}

func printNotice(t testing.TB, f *rules.Filing, n *casework.Notice, o Options) []byte {
	t.Helper()
	o.Date, o.Program = today, options.Program
	pdf, err := Notice(t.Context(), f, n, rules.Builtin(), o)
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("RECORDAL_NOTICES"); dir != "" { // to be looked at
		name := fmt.Sprintf("notice-%d-%v-%v.pdf", len(n.Items), o.English, o.NoChinese)
		if err := os.WriteFile(filepath.Join(dir, name), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return pdf
}

func withReference(f *rules.Filing) { f.Reference = "K7QM2F9D" }

// tenWebsites gives the filing ten, each with a domain of its own.
func tenWebsites(f *rules.Filing) {
	withReference(f)
	one := f.Clone().Websites[0]
	f.Websites = nil
	for i := range 10 {
		w := one
		w.Name, w.Domains = fmt.Sprintf("星禾云图第%d站", i+1), []rules.Domain{{Name: fmt.Sprintf("xinghe-%d-example.cn", i+1)}}
		f.Websites = append(f.Websites, w)
	}
}

func TestADozenItemsAreOnOnePageInEachLanguage(t *testing.T) {
	for name, change := range map[string]func(*rules.Filing){"one website": withReference, "ten websites": tenWebsites} {
		f, _ := sample(t, change)
		for mode, o := range noticeModes {
			for _, test := range []struct{ items, most int }{{1, 1}, {12, 1}, {40, 6}} {
				pdf := printNotice(t, f, noticeOf(f, test.items), o)
				if got := len(copied(t, pdf)); got > test.most {
					t.Errorf("%s, %s: %d items take %d pages", name, mode, test.items, got)
				}
			}
		}
	}
}

func TestTheNoticeSaysWhatGoesBackWhyAndHowItComesInAgain(t *testing.T) {
	f, _ := sample(t, func(f *rules.Filing) { withReference(f); f.Host.Remark = "" })
	place := func(path string) casework.Place { return casework.FieldPlace(path) }
	n := &casework.Notice{ID: "x", At: time.Now(), By: "甲", Desk: "一号窗口", Reference: f.Reference, Items: []casework.Item{
		{Place: place("host.name"), Verdict: casework.Returned, Said: casework.Said{Chinese: "与证件不一致。", English: "Not as on the licence."}, Words: "少了“科技”二字🙂"},
		{Place: place("host.remark"), Verdict: casework.Queried},
		{Place: casework.Place{Material: "responsibility_letter"}, Verdict: casework.Returned, Words: "章不清楚"},
		{Place: place("host.of_a_later_version"), Verdict: casework.Returned, Words: "后来的栏目"},
		{Place: casework.Place{Material: "paper_of_a_later_version", Website: 7}, Verdict: casework.Returned, Words: "后来的材料"},
	}}
	for mode, test := range map[string]struct{ want, unwanted []string }{
		"zh": {
			[]string{"退回通知单", "北京星禾云图科技有限公司", "新增备案", "xinghe-yuntu.cn", "K7QM2F9D", "一号窗口", "审核", today, "有5项", "须修改的内容（4项）",
				"须核实的内容（1项）", "主办单位名称", "在“主办单位信息”一页，现为：北京星禾云图科技有限公司", "与证件不一致。", "审核意见：少了“科技”二字〓",
				"现为：未填写", "请核对是否属实。", "网络信息安全管理责任书", "除扫描件外，原件也请带来或寄来：网络信息安全管理责任书", "以“.json”结尾", "K7QM2F9D-RN-1/1",
				"本程序不认识的一栏", "本程序不认识的材料（已删除的网站）", "填写无误的不必改动"},
			[]string{"Not as on", "Return notice", "later_version", "[paper", "草稿"},
		},
		"both": {[]string{"退回通知单", "Return notice", "与证件不一致。", "Not as on the licence.", "Host unit name"}, []string{"Reviewer'swords"}},
		"en":   {[]string{"Return notice", "Not as on the licence.", "Reviewer's words: 少了", "now: not filled in", "To be confirmed (1 item)"}, []string{"退回通知单", "与证件不一致", "审核意见", "第1页"}},
	} {
		t.Run(mode, func(t *testing.T) { checkText(t, printNotice(t, f, n, noticeModes[mode]), test.want, test.unwanted) })
	}
}

// It may be lost on the way.
func TestTheNoticeShowsNoNumberInFull(t *testing.T) {
	f, _ := sample(t, withReference)
	fields, _ := casework.Places(rules.Builtin(), f, today)
	n := noticeOf(f, 1)
	n.Items = nil
	for _, i := range fields {
		n.Items = append(n.Items, casework.Item{Place: casework.FieldPlace(i.Path), Verdict: casework.Returned})
	}
	got := unspaced(strings.Join(copied(t, printNotice(t, f, n, noticeModes["both"])), ""))
	for _, number := range numbersOf(f) {
		if len(number) > 6 && strings.Contains(got, unspaced(number)) {
			t.Errorf("the notice says %s", number)
		}
	}
	if !strings.Contains(got, "****") {
		t.Error("no number was masked, so none was there")
	}
}

// Words without end are broken and carried on, and nothing of them is lost.
func TestLongWordsOfAReviewerGoOnToTheNextPage(t *testing.T) {
	f, _ := sample(t, withReference)
	n := noticeOf(f, 13)
	n.Items[0].Words = strings.Repeat("很长的意见", 399) + "到此为止"
	n.Items[1].Words = strings.Repeat("x", 1500) + "end-of-words"
	pdf := printNotice(t, f, n, noticeModes["zh"])
	checkText(t, pdf, []string{"到此为止", "end-of-words"}, nil)
	if got := len(copied(t, pdf)); got < 2 {
		t.Errorf("%d page", got)
	}
}
