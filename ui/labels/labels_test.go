package labels

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// translator is somebody before the page of labels.
type translator struct {
	*uitest.Person
	bench  *labels.Bench
	screen *Screen
	by     string
	kept   int // how often something was kept
}

func open(t *testing.T) *translator {
	t.Helper()
	t.Cleanup(func() { translations.UseEdits(nil) })
	now := func() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) }
	tr := &translator{Person: uitest.Before(t), bench: labels.New(now), by: "林译"}
	v := voice.New(voice.Chinese)
	speak := func() {
		if err := tr.bench.Speak(); err != nil {
			t.Error(err)
		}
	}
	tr.screen = New(Options{
		Voice: v, Canvas: tr.Window.Canvas(), Bench: tr.bench, Now: now,
		By: func() string { return tr.by }, Named: func(by string) { tr.by = by },
		Changed: func() { tr.kept++; speak(); v.Switch(v.Mode()) },
		Unsay:   func() { speak(); v.Switch(v.Mode()) },
		Try: func(l translations.Language, id string, forms translations.Forms) error {
			defer v.Switch(v.Mode())
			return tr.bench.Try(l, id, forms)
		},
		Places: func(string) []Place { return nil }, Show: func(Place, string) {}, Back: func() {},
		Refuse: func() bool { return false },
	})
	v.OnChange(tr.screen.Retranslate)
	tr.Show(tr.screen.Object())
	tr.screen.Focus()
	return tr
}

// asks types into the search.
func (tr *translator) asks(question string) {
	tr.screen.Find()
	for _, r := range question {
		tr.Window.Canvas().Focused().TypedRune(r)
	}
}

// writes types into the text of a language, over what is there.
func (tr *translator) writes(l translations.Language, text string) *form.Entry {
	tr.T.Helper()
	for _, t := range tr.screen.panel.texts {
		if t.language == l && t.form == translations.Other {
			tr.Window.Canvas().Focus(t.entry)
			t.entry.SetText("")
			for _, r := range text {
				t.entry.TypedRune(r)
			}
			return t.entry
		}
	}
	tr.T.Fatalf("there is no text in %s", l)
	return nil
}

func (tr *translator) shows(id string) {
	tr.T.Helper()
	if got := tr.screen.panel.Showing(); got != id {
		tr.T.Fatalf("the panel shows %q, want %q", got, id)
	}
}

func TestATextIsFoundAndSaidOtherwiseAsItIsTyped(t *testing.T) {
	tr := open(t)
	tr.asks("dialog.cancel")
	tr.shows("dialog.cancel")
	tr.writes(translations.English, "Never mind")
	if got := translations.Text(translations.English, "dialog.cancel"); got != "Never mind" {
		t.Errorf("while it is typed the program says %q", got)
	}
	if r, _ := tr.bench.Record("dialog.cancel"); r.Texts[translations.English].Edited() {
		t.Error("it is kept before the text is left")
	}
	tr.Window.Canvas().Unfocus()
	if r, _ := tr.bench.Record("dialog.cancel"); r.Texts[translations.English].Forms[translations.Other] != "Never mind" || r.Last.By != "林译" {
		t.Errorf("left, it is not kept: %+v", r)
	}
	tr.asks("never MIND") // in any case of letters
	if len(tr.screen.found) != 1 {
		t.Errorf("%d messages found by the new text", len(tr.screen.found))
	}
	tr.screen.Undo()
	if got := translations.Text(translations.English, "dialog.cancel"); got == "Never mind" {
		t.Error("undone, the program still says it")
	}
}

func TestATextThatWouldLoseSomethingIsNotKept(t *testing.T) {
	tr := open(t)
	tr.asks("member.websites")
	tr.shows("member.websites")
	was := translations.Text(translations.English, "member.websites", map[string]string{"number": "2"})
	tr.writes(translations.English, "site")
	tr.Reads("{{.number}}")
	if got := translations.Text(translations.English, "member.websites", map[string]string{"number": "2"}); got != was {
		t.Errorf("without the number the program says %q", got)
	}
	tr.Window.Canvas().Unfocus()
	if r, _ := tr.bench.Record("member.websites"); r.Texts[translations.English].Edited() {
		t.Error("a text without the number is kept")
	}
}

func TestCheckedMessagesLeaveTheListOfThoseToCheck(t *testing.T) {
	tr := open(t)
	tr.screen.finder.chosen = "unseen"
	tr.screen.search("")
	all := len(tr.screen.found)
	id := tr.screen.panel.Showing()
	tr.screen.panel.Check()
	if r, _ := tr.bench.Record(id); !r.Seen() || r.Check.By != "林译" || r.Check.At != "2026-11-30" {
		t.Errorf("%s is not checked: %+v", id, r.Check)
	}
	if tr.screen.panel.Showing() == id {
		t.Error("the panel does not go on to the next message")
	}
	tr.screen.Refresh()
	if got := len(tr.screen.found); got != all-1 {
		t.Errorf("%d messages to check, there were %d", got, all)
	}
	tr.screen.Open(id)
	tr.writes(translations.Chinese, "另一个说法")
	tr.Window.Canvas().Unfocus()
	tr.screen.finder.chosen = "changed"
	tr.screen.search("")
	if len(tr.screen.found) != 1 || tr.screen.found[0].ID != id {
		t.Errorf("%d messages have changed since they were checked", len(tr.screen.found))
	}
}

func TestNobodyChecksWithoutAName(t *testing.T) {
	tr := open(t)
	tr.by = ""
	id := tr.screen.panel.Showing()
	tr.screen.panel.Check()
	if r, _ := tr.bench.Record(id); r.Check != nil {
		t.Error("nobody has checked it")
	}
	if tr.Window.Canvas().Focused() != fyne.Focusable(tr.screen.panel.by) {
		t.Error("the name is not asked for")
	}
}

func TestAMessageThatCountsHasATextForEachForm(t *testing.T) {
	tr := open(t)
	tr.asks("material.copies")
	tr.Reads("英文（单数）", "英文（复数）")
	if n := len(tr.screen.panel.texts); n != 3 {
		t.Errorf("%d texts, want one in Chinese and two in English", n)
	}
	tr.bench.Begin("ru")
	tr.screen.panel.Reread()
	if n := len(tr.screen.panel.texts); n != 7 {
		t.Errorf("%d texts with Russian", n)
	}
}

func TestATextInTheWindowIsKnownByWhatWasSaid(t *testing.T) {
	b := labels.New(time.Now)
	say := func(id string, args map[string]string) translations.Saying {
		return translations.Saying{Language: translations.Chinese, ID: id, Text: translations.Text(translations.Chinese, id, args)}
	}
	said := []translations.Saying{say("dialog.close", nil), say("member.websites", map[string]string{"number": "2"}), say("filings.new", nil)}
	for text, want := range map[string]string{
		translations.Text(translations.Chinese, "dialog.close"):                                      "dialog.close",
		translations.Text(translations.Chinese, "member.websites", map[string]string{"number": "2"}): "member.websites",
		translations.Text(translations.Chinese, "filings.new") + "  New filing":                      "filings.new",
		translations.Text(translations.Chinese, "conflict.found"):                                    "conflict.found", // not said anew
		translations.Text(translations.Chinese, "app.saved", map[string]string{"time": "11:22"}):     "app.saved",
		"北京星禾云图科技有限公司":                                                                               "",
	} {
		got := Which(text, said, b)
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%q is %v, want %q", text, got, want)
		}
	}
}

func TestThePickerTakesTheTextUnderThePointer(t *testing.T) {
	p := uitest.Before(t)
	texts := []seen.Text{
		{Says: "below", Box: seen.Box{X: 10, Y: 10, Width: 200, Height: 20}, Lines: make([]seen.Line, 1)},
		{Says: "beside", Box: seen.Box{X: 300, Y: 10, Width: 50, Height: 20}, Lines: make([]seen.Line, 1)},
		{Says: "over", Box: seen.Box{X: 20, Y: 12, Width: 40, Height: 16}, Lines: make([]seen.Line, 1), Layer: 1},
	}
	for at, want := range map[fyne.Position]string{
		fyne.NewPos(30, 15): "over", fyne.NewPos(150, 15): "below", fyne.NewPos(305, 35): "beside", fyne.NewPos(250, 15): "",
	} {
		got := "nothing"
		picker := NewPicker(texts, func(t *seen.Text) {
			got = ""
			if t != nil {
				got = t.Says
			}
		})
		p.Show(picker)
		picker.point(picker.under(at))
		picker.Tapped(nil)
		if got != want {
			t.Errorf("at %v %q is picked, want %q", at, got, want)
		}
	}
}

// A translator who types waits for no letter: with thousands of messages the window is to
// say all it shows anew within a tenth of a second.
func BenchmarkAnEditIsTyped(b *testing.B) {
	bench := labels.New(time.Now)
	defer translations.UseEdits(nil)
	for i := 0; b.Loop(); i++ {
		text := strings.Repeat("x", i%20+1)
		if err := bench.Try(translations.English, "dialog.cancel", translations.Single(text)); err != nil {
			b.Fatal(err)
		}
	}
}
