package history

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// shown is a screen in a window, with what it was asked to do.
type shown struct {
	*Screen
	ui       chan func()
	restored *store.Record
	back     bool
}

// show shows the history of a filing; asOf is what it was at any time.
func show(t *testing.T, mode voice.Mode, now *rules.Filing, all []store.Change, asOf *rules.Filing) *shown {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Look{})
	w := a.NewWindow("")
	s := &shown{ui: make(chan func(), 100)}
	s.Screen = New(Options{
		Voice: voice.New(mode), Book: rules.Builtin(), Today: "2026-11-29", Canvas: w.Canvas(), Filing: now,
		Read:    func(context.Context) ([]store.Change, error) { return all, nil },
		AsOf:    func(context.Context, int64) (store.Record, error) { return store.Record{Filing: asOf}, nil },
		Restore: func(r store.Record) { s.restored = &r },
		Ask:     func(_, _ voice.Speaker, do func()) { do() },
		Failed:  func(err error) { t.Errorf("failed: %v", err) },
		Back:    func() { s.back = true },
		Do:      func(f func()) { s.ui <- f },
	})
	w.SetContent(s.Object())
	w.Resize(fyne.NewSize(1366, 730))
	(<-s.ui)() // the history is read
	return s
}

// texts are what the labels of an object say.
func texts(o fyne.CanvasObject) string {
	var said []string
	for _, one := range seen.Objects(o) {
		switch l := one.(type) {
		case *widget.Label:
			said = append(said, l.Text)
		case *parts.Veil:
			said = append(said, l.Text)
		}
	}
	return strings.Join(said, "\n")
}

func at(day, minute int) time.Time { return time.Date(2026, 11, day, 10, minute, 0, 0, time.Local) }

func step(path, old, now string) store.Step {
	s := store.Step{At: "/filing"}
	for _, part := range strings.Split(path, ".") {
		s.At = s.At.AppendToken(part)
	}
	if old != "" {
		s.Old = []byte(old)
	}
	if now != "" {
		s.New = []byte(now)
	}
	return s
}

func TestEntriesStandUnderTheirDaysTheNewestFirst(t *testing.T) {
	f := trial.Valid()
	all := []store.Change{
		{N: 1, At: at(27, 0), From: store.Imported, By: "一号窗口"},
		{N: 2, At: at(28, 1), From: store.Typed, By: "三号窗口", Steps: []store.Step{step("host.name", `"甲"`, `"乙"`)}},
		{N: 3, At: at(28, 2), From: store.Undone, By: "三号窗口", Of: 2, Steps: []store.Step{step("host.name", `"乙"`, `"甲"`)}},
	}
	s := show(t, voice.Chinese, f, all, f)
	var got []string
	for i := range s.rows {
		r := newRow(s.Screen)
		r.set(i)
		got = append(got, strings.Join([]string{r.when.Said, r.fields.Said, r.became.Said}, "|"))
	}
	want := []string{
		"|2026年11月28日|", "10:02:00  ·  三号窗口  ·  撤销|主办单位名称|乙 → 甲", "10:01:00  ·  三号窗口  ·  填写|主办单位名称|甲 → 乙",
		"|2026年11月27日|", "10:00:00  ·  一号窗口  ·  导入|从文件导入这份备案|",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("listed:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatWasChangedIsSaidInTheWordsOfTheForms(t *testing.T) {
	f := trial.Valid()
	f.Websites = append(f.Websites, f.Websites[0])
	w := newWords(rules.Builtin(), f, "2026-11-29")
	for _, c := range []struct {
		of   string
		step store.Step
		want []line
	}{
		{"a choice", step("host.nature", `""`, `"enterprise"`), []line{{"主办单位性质", "host.nature", "", "企业"}}},
		{"a field of a website", step("websites.1.name", `"甲"`, `"乙"`), []line{{"网站2：网站名称", "websites.name", "甲", "乙"}}},
		{"a number", step("host.legal_representative.mobile", `""`, `"13800138000"`), []line{{"法定代表人：移动电话号码", "person.mobile", "", "13800138000"}}},
		{"a scan of what the rulebook does not know", step("attachments", `[]`, `[{"material":"x","file":"a.jpg"}]`), []line{{label: "材料扫描件", new: "a.jpg"}}},
		{"scans that come and go", step("attachments", `[{"material":"check_list","file":"旧.jpg"},{"material":"host_certificate","file":"执照.jpg"}]`,
			`[{"material":"host_certificate","file":"执照.jpg"},{"material":"check_list","file":"新13800138000.jpg"}, {"material":"domain_certificate","file":"域名.pdf"}]`),
			[]line{{label: "网站备案信息真实性核验单的扫描件", old: "旧.jpg", new: "新138****8000.jpg"}, {label: "域名证书的扫描件", new: "域名.pdf"}}},
		{"what was done to a scan", step("attachments.0.retouch", `null`, `{"turn":90}`), []line{{label: "材料扫描件"}}},
		{"a member of a list", step("websites.0.access.ips", `[]`, `[{"from":"52.80.116.24","to":"52.80.116.24"}]`),
			[]line{{"网站1：起始IP地址", "websites.access.ips.from", "", "52.80.116.24"}, {"网站1：结束IP地址", "websites.access.ips.to", "", "52.80.116.24"}}},
		{"what no form has", store.Step{At: "/shelved/host.lead", New: []byte(`{}`)}, []line{{label: "其他内容"}}},
	} {
		t.Run(c.of, func(t *testing.T) {
			got := w.lines(translations.Chinese, store.Change{Steps: []store.Step{c.step}})
			if len(got) != len(c.want) {
				t.Fatalf("said %+v, want %+v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("said %+v, want %+v", got[i], c.want[i])
				}
			}
		})
	}
}

func TestTheFilingAsItWasIsShownWithWhatDiffersAndTakenOver(t *testing.T) {
	now, then := trial.Valid(), trial.Valid()
	then.Host.Remark, then.Host.LegalRepresentative.Mobile = "当时的备注", "13911112222"
	s := show(t, voice.Chinese, now, []store.Change{
		{N: 1, At: at(27, 0), From: store.Typed},
		{N: 2, At: at(28, 1), From: store.Typed, Steps: []store.Step{step("host.remark", `"当时的备注"`, `""`)}},
	}, then)
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	(<-s.ui)()
	said := texts(s.side.box)
	if !strings.Contains(said, "● 主体备注") || !strings.Contains(said, "当时的备注") {
		t.Errorf("what differs is not said:\n%s", said)
	}
	if strings.Contains(said, "13911112222") || !strings.Contains(said, "139****2222") {
		t.Error("a mobile number is shown in full")
	}
	s.side.first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.restored == nil || s.restored.Filing.Host.Remark != "当时的备注" {
		t.Errorf("taken over is %+v", s.restored)
	}
	focused := s.o.Canvas.Focused().(*form.Button)
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.then != nil || s.back {
		t.Error("Escape did not lead back to the entries")
	}
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !s.back {
		t.Error("a second Escape did not lead back to the filing")
	}
}

// Ten thousand entries are put into words only as they come into sight.
func TestALongHistoryIsSaidAsItComesIntoSight(t *testing.T) {
	f := trial.Valid()
	all := []store.Change{{N: 1, At: at(1, 0), From: store.Typed}}
	for n := int64(2); n <= 10_000; n++ {
		all = append(all, store.Change{N: n, At: at(1, 0).Add(time.Duration(n) * time.Minute), From: store.Typed, Steps: []store.Step{step("host.remark", `""`, `"备"`)}})
	}
	s := show(t, voice.Both, f, all, f)
	if allocated := testing.AllocsPerRun(1, func() { s.list.Refresh() }); allocated > 20_000 {
		t.Errorf("a look at the list takes %.0f allocations: as many as for all entries", allocated)
	}
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if s.entry().N != 1 {
		t.Errorf("End leads to entry %d", s.entry().N)
	}
}
