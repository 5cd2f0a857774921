package form

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// A question of a checklist is answered with one key, and the answer taken back.
func TestSegmentsAreAnsweredWithOneKey(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	var given []string
	s := NewSegments(func(id string) { given = append(given, id) })
	s.Offer([]Option{{ID: "yes", Text: "是", Aside: "Yes"}, {ID: "no", Text: "否", Aside: "No"}}, "")
	w := test.NewTempWindow(t, s)
	w.Canvas().Focus(s)
	key := func(name fyne.KeyName) func() { return func() { s.TypedKey(&fyne.KeyEvent{Name: name}) } }
	for _, step := range []struct {
		press func()
		want  string
	}{
		{func() { s.TypedRune('2') }, "no"},
		{func() { s.TypedRune('y') }, "yes"},
		{key(fyne.KeyRight), "no"},
		{key(fyne.KeyLeft), "yes"},
		{key(fyne.KeyDelete), ""},
		{key(fyne.KeyRight), "yes"},
		{func() { test.TapAt(s, fyne.NewPos(s.MinSize().Width-4, 8)) }, "no"},
	} {
		step.press()
		if last := given[len(given)-1]; last != step.want || s.chosen != step.want {
			t.Fatalf("answers are %q, shown is %q; want %q", given, s.chosen, step.want)
		}
	}
	before := len(given)
	s.TypedRune('9')
	s.TypedRune('n')
	if len(given) != before {
		t.Errorf("a key that chooses nothing new gave %q", given[before:])
	}
}

// In every language a choice has the height of a button, so that nothing jumps in a row of
// both.
func TestAChoiceIsAsHighAsAButton(t *testing.T) {
	looks(t, func(t *testing.T) {
		for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
			v := voice.New(mode)
			b, s := NewButton(nil, func() {}), NewSegments(func(string) {})
			b.Say(v, pair("复制", "Copy"))
			s.Offer([]Option{NewOption(v, "yes", pair("是", "Yes")), NewOption(v, "10", pair("10 MB", "10 MB"))}, "yes")
			picker := NewPicker(v, func(string) []Option { return nil }, func(string) {})
			picker.SetChosen(Option{}, NewOption(v, "", pair("请选择", "Choose")))
			want := b.MinSize().Height
			if got := s.MinSize().Height; got != want {
				t.Errorf("%s: the choice is %v high, a button %v", mode, got, want)
			}
			if got := picker.MinSize().Height; got != want {
				t.Errorf("%s: the list is %v high, a button %v", mode, got, want)
			}
			picker.SetChosen(Option{ID: "x", Text: "甲公司"}, Option{})
			if got := picker.MinSize().Height; got != want {
				t.Errorf("%s: the list is %v high with a name in it", mode, got)
			}
		}
	})
}
