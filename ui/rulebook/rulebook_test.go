package rulebook

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// desk is a window with the screen in it, and what the screen handed on.
type desk struct {
	t       testing.TB
	voice   *voice.Voice
	window  fyne.Window
	screen  *Screen
	queue   chan func() // what waits for the UI goroutine
	back    int
	changes string
	notice  string
}

// open shows the screen, with what the search needs being there.
func open(t testing.TB) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Look{Variant: look.Light})
	d := &desk{t: t, voice: voice.New(voice.Chinese), queue: make(chan func(), 10), window: test.NewTempWindow(t, nil)}
	d.window.Resize(fyne.NewSize(1366, 730))
	d.screen = New(Options{
		Voice: d.voice, Book: rules.Builtin(), Canvas: d.window.Canvas(),
		Changes: func(translations.Language) string { return d.changes },
		Notice:  func(translations.Language) string { return d.notice },
		Back:    func() { d.back++ },
		Do:      func(f func()) { d.queue <- f },
	})
	d.voice.OnChange(d.screen.Retranslate)
	d.window.SetContent(d.screen.Object())
	d.screen.Refresh()
	d.screen.Focus()
	d.settle()
	return d
}

// settle does one thing that waits for the UI goroutine.
func (d *desk) settle() {
	d.t.Helper()
	select {
	case f := <-d.queue:
		f()
	case <-time.After(30 * time.Second):
		d.t.Fatal("nothing came back from the background")
	}
}

// press presses keys where the keyboard is.
func (d *desk) press(keys ...fyne.KeyName) {
	d.t.Helper()
	for _, key := range keys {
		if d.window.Canvas().Focused() == nil {
			d.t.Fatalf("nothing has the keyboard for %s", key)
		}
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// ask types a question where the keyboard is.
func (d *desk) ask(question string) {
	d.t.Helper()
	for _, r := range question {
		d.window.Canvas().Focused().TypedRune(r)
	}
}

func (d *desk) mustRead(key string) {
	d.t.Helper()
	if got := d.screen.Reading(); got != key {
		d.t.Errorf("%q is read, want %q", got, key)
	}
}

// texts are all that an object shows; long texts are broken into lines, so they
// are joined.
func texts(o fyne.CanvasObject) string {
	var all []string
	o.Refresh() // a window on a screen makes room for what has grown
	for _, o := range seen.Objects(o) {
		if text, ok := o.(*canvas.Text); ok {
			all = append(all, text.Text)
		}
	}
	return strings.Join(all, "")
}

func (d *desk) mustShow(shown string, want ...string) {
	d.t.Helper()
	tight := strings.NewReplacer(" ", "", "\n", "") // lines break at spaces
	for _, w := range want {
		if !strings.Contains(tight.Replace(shown), tight.Replace(w)) {
			d.t.Errorf("%q is not shown in %q", w, shown)
		}
	}
}

const plan = "material/hunan_construction_plan"

func TestAQuestionIsAnsweredByTheKeyboardAlone(t *testing.T) {
	for _, question := range []string{"湖南为什么要建设方案书", "why does Hunan want a plan?"} {
		d := open(t)
		d.ask(question)
		d.mustRead(plan)
		d.mustShow(texts(d.screen.reader), "主办单位在湖南，须提交网站建设方案书。", "材料清单第12项")
		d.press(fyne.KeyReturn)
		if d.window.Canvas().Focused() != fyne.Focusable(d.screen.reader) {
			t.Fatal("Enter does not go on to read the entry")
		}
		d.press(fyne.KeyEscape)
		if d.window.Canvas().Focused() != fyne.Focusable(d.screen.finder.entry) {
			t.Fatal("Esc does not go back to the search")
		}
		d.press(fyne.KeyEscape)
		if d.screen.finder.entry.Text != "" || d.back != 0 {
			t.Fatal("Esc does not take the question away first")
		}
		d.press(fyne.KeyEscape)
		if d.back != 1 {
			t.Error("Esc does not go back to where one was")
		}
	}
}

func TestArrowsGoThroughTheListFromTheSearch(t *testing.T) {
	d := open(t)
	entries := lookup.Entries(rules.Builtin())
	d.mustRead(entries[0].Key())
	d.press(fyne.KeyDown, fyne.KeyDown)
	d.mustRead(entries[2].Key())
	d.press(fyne.KeyUp)
	d.mustRead(entries[1].Key())
	for range entries {
		d.press(fyne.KeyPageDown)
	}
	d.mustRead(entries[len(entries)-1].Key())
	list := d.screen.list
	if got, most := list.GetScrollOffset()+list.Size().Height, list.RowHeight()*float32(len(entries)); got < most {
		t.Errorf("the list is scrolled to %v of %v; the last entry is not seen", got, most)
	}
	d.press(fyne.KeyUp)
	d.ask("tibet")
	d.mustRead("rule/tibet-not-accepted")
}

// Tab must lead on from the search to the list and the entry.
func TestTabGoesFromTheSearchToTheListToTheEntry(t *testing.T) {
	d := open(t)
	c := d.window.Canvas()
	for _, want := range []fyne.Focusable{d.screen.list, d.screen.reader, d.screen.reader.copy} {
		c.FocusNext()
		if got := c.Focused(); got != want {
			t.Fatalf("Tab leads to %T, want %T", got, want)
		}
	}
	c.Focus(d.screen.list)
	d.press(fyne.KeyEnd, fyne.KeyHome, fyne.KeyDown)
	d.mustRead(d.screen.entries[1].Key())
	d.ask("西藏") // goes on in the search
	d.mustRead("rule/tibet-not-accepted")
}

func TestAnEntryIsShownWhole(t *testing.T) {
	d := open(t)
	for _, e := range d.screen.entries {
		d.screen.Open(e.Key())
		d.mustRead(e.Key())
		shown := texts(d.screen.reader)
		d.mustShow(shown, e.Name(translations.Chinese))
		for _, p := range e.Parts {
			for _, line := range strings.Split(p.Say(translations.Chinese), "\n") {
				d.mustShow(shown, line)
			}
		}
	}
	d.voice.Switch(voice.Both)
	d.screen.Open("rule/host-lead-not-legal-representative")
	d.mustShow(texts(d.screen.reader),
		"部分省份要求由法定代表人担任主体负责人。", "Some provinces want the legal representative in charge",
		"湖南省", "Hunan", "多个来源一致", "Several sources agree", "规则 · 必须改正或请核对", "Rule · Must fix or Please check")
}

func TestEveryLanguageFollowsAtOnce(t *testing.T) {
	d := open(t)
	d.ask("湖南方案")
	for mode, want := range map[voice.Mode][]string{
		voice.English: {"Rulebook", "12. Website construction document (Hunan)", "Copy", "Source: Sinnet's guidance"},
		voice.Both:    {"规则查询", "网站建设方案书（湖南）", "Website construction document (Hunan)", "复制  Copy"},
		voice.Chinese: {"规则查询", "网站建设方案书（湖南）", "依据：《光环新网备案指南》"},
	} {
		d.voice.Switch(mode)
		d.mustShow(texts(d.window.Content()), want...)
		d.mustRead(plan)
		if d.screen.finder.entry.Text != "湖南方案" || d.window.Canvas().Focused() != fyne.Focusable(d.screen.finder.entry) {
			t.Errorf("in %s the question or the keyboard is gone", mode)
		}
	}
	d.voice.Switch(voice.English)
	if got := texts(d.window.Content()); strings.Contains(got, "依据") {
		t.Errorf("Chinese stays: %q", got)
	}
}

func TestNothingFoundIsSaid(t *testing.T) {
	d := open(t)
	d.ask("qwertz")
	d.mustShow(texts(d.window.Content()), translations.Text(translations.Chinese, "rulebook.none_found"))
	d.press(fyne.KeyDown, fyne.KeyReturn) // lead nowhere
	if got := d.screen.Reading(); got != "" {
		t.Errorf("%s is read although nothing was found", got)
	}
	d.press(fyne.KeyEscape)
	d.mustRead(d.screen.entries[0].Key())
}

func TestWhatIsNewAndWhatIsWrongIsSaidWhereThereIsSomething(t *testing.T) {
	d := open(t)
	d.mustShow(texts(d.window.Content()), rules.Builtin().Version, rules.Builtin().Date)
	if d.screen.top.changes.Visible() || d.screen.top.notice.Object().Visible() {
		t.Error("there is nothing new or wrong, but room is kept for it")
	}
	d.changes = "湖南改了要求。"
	d.notice = "您放入的规则文件没有采用。"
	d.screen.Refresh()
	d.mustShow(texts(d.window.Content()), d.notice)
	test.Tap(d.screen.top.changes)
	d.mustShow(texts(d.screen.reader), d.changes)
	d.press(fyne.KeyEscape)
	d.mustRead(d.screen.entries[0].Key())
}

func TestAnEntryCanBeCopiedForAMail(t *testing.T) {
	d := open(t)
	d.screen.Open("rule/tibet-not-accepted")
	d.press(fyne.KeyReturn)
	d.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{})
	got := fyne.CurrentApp().Clipboard().Content()
	for _, want := range []string{"光环新网目前不受理西藏的备案。", "怎么改正：", "依据：《光环新网备案指南》备案说明第3条"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is copied, without %q", got, want)
		}
	}
	d.mustShow(texts(d.screen.reader), "已复制")
	d.voice.Switch(voice.Both)
	test.Tap(d.screen.reader.copy)
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "Sinnet does not accept filings from Tibet") {
		t.Errorf("both languages are spoken, but %q is copied", got)
	}
}

// Backspace in the search belongs to the input method while it composes.
func TestTheSearchIsForInputMethods(t *testing.T) {
	d := open(t)
	d.ask("湖南")
	d.screen.finder.entry.KeyDown(&fyne.KeyEvent{Name: fyne.KeyJ})
	d.press(fyne.KeyBackspace, fyne.KeyBackspace)
	if got := d.screen.finder.entry.Text; got != "湖" {
		t.Errorf("the search holds %q; the first Backspace goes to the pinyin", got)
	}
}

func TestARowSaysForWhomAnEntryIs(t *testing.T) {
	for _, c := range []struct {
		entry  lookup.Entry
		zh, en string
	}{
		{lookup.Entry{Type: lookup.TypeRule, Severity: rules.Error, Provinces: []string{"540000"}}, "必须改正 · 西藏自治区", "Must fix · Tibet"},
		{lookup.Entry{Type: lookup.TypeRule, Severity: rules.Warning, Kinds: []string{"new_recordal", "new_website"}},
			"请核对 · 新增备案、新增网站", "Please check · New recordal, New website"},
		{lookup.Entry{Type: lookup.TypeRule, Severity: rules.Warning, Kinds: []string{"new_website", "new_access", "change_host", "change_website"}},
			"请核对 · 新增网站等，另有3种类型", "Please check · New website and 3 more kinds"},
		{lookup.Entry{Type: lookup.TypeRule, Severity: rules.Error, Softer: rules.Warning, Provinces: []string{"430000", "440000"}},
			"必须改正或请核对 · 湖南省、广东省", "Must fix or Please check · Hunan, Guangdong"},
		{lookup.Entry{Type: lookup.TypeMaterial}, "材料", "Material"},
		{lookup.Entry{Type: lookup.TypeProvince, Provinces: []string{"430000"}}, "各省要求", "Province"},
		{lookup.Entry{Type: lookup.TypeKind}, "备案类型", "Kind of recordal"},
	} {
		for mode, want := range map[voice.Mode]string{voice.Chinese: c.zh, voice.English: c.en} {
			if got := about(voice.New(mode), &c.entry); got != want {
				t.Errorf("the row says %q, want %q", got, want)
			}
		}
	}
}

// BenchmarkScreen looks at what a person waits for: the screen to appear, a
// letter typed, an arrow key.
func BenchmarkScreen(b *testing.B) {
	d := open(b)
	b.Run("appear", func(b *testing.B) {
		indexed := make(chan bool)
		for b.Loop() {
			New(Options{Voice: d.voice, Book: rules.Builtin(), Canvas: d.window.Canvas(), Do: func(func()) { indexed <- true }})
			b.StopTimer() // the index of the screen before would hold this one up
			<-indexed
			b.StartTimer()
		}
	})
	b.Run("letter", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			d.screen.finder.entry.SetText([]string{"域名", "IP", "湖南", "手机"}[i%4])
		}
	})
	d.screen.finder.entry.SetText("")
	b.Run("arrow", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			d.screen.choose(i % 100)
		}
	})
}
