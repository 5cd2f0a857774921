package kind

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// desk is a window with the screen in it, and what the screen handed on.
type desk struct {
	t      *testing.T
	voice  *voice.Voice
	window fyne.Window
	screen *Screen
	chosen []string
	choice Choice // the last one
	closed int

	websites []string // that an earlier filing knows
}

func open(t *testing.T, book *rules.Book) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Look{Variant: look.Light})
	d := &desk{t: t, voice: voice.New(voice.Chinese), window: test.NewTempWindow(t, nil)}
	d.window.Resize(fyne.NewSize(1366, 730))
	d.begin(book)
	d.voice.OnChange(func() { d.screen.Retranslate() })
	return d
}

// begin shows the screen anew.
func (d *desk) begin(book *rules.Book) {
	d.chosen, d.closed = nil, 0
	d.screen = New(d.voice, book, d.window.Canvas(), d.websites, Actions{
		Chosen: func(c Choice) { d.chosen, d.choice = append(d.chosen, c.Kind), c },
		Close:  func() { d.closed++ },
	})
	d.window.SetContent(d.screen.Object())
	d.screen.Focus()
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

// number types the number of an answer.
func (d *desk) number(n int) { d.window.Canvas().Focused().TypedRune([]rune(strconv.Itoa(n))[0]) }

// texts are all texts that the window shows.
func (d *desk) texts() []string {
	var texts []string
	for _, o := range seen.Objects(d.window.Content()) {
		if text, ok := o.(*canvas.Text); ok {
			texts = append(texts, text.Text)
		}
	}
	return texts
}

// shown reports whether the window shows the message in Chinese. Long texts are
// broken into lines, so they are compared without the breaks.
func (d *desk) shown(id string) bool {
	return strings.Contains(strings.Join(d.texts(), ""), translations.Text(translations.Chinese, id))
}

func (d *desk) mustShow(id string) {
	d.t.Helper()
	if !d.shown(id) {
		d.t.Errorf("the page does not say %s; it says %q", id, d.texts())
	}
}

// path is a way through the book: the numbers of the answers, and its end.
type path struct {
	numbers []int
	last    rules.Answer
	stop    string // the message of the stop
}

// paths lists all ways through the book from a question on.
func paths(book *rules.Book, q rules.Question, so []int) []path {
	var all []path
	for i, a := range q.Answers {
		numbers := append(slices.Clone(so), i+1)
		if a.Next == "" {
			all = append(all, path{numbers, a, "question." + q.ID + "." + a.ID + ".stop"})
			continue
		}
		next := slices.IndexFunc(book.Questions, func(q rules.Question) bool { return q.ID == a.Next })
		all = append(all, paths(book, book.Questions[next], numbers)...)
	}
	return all
}

func TestEveryWayThroughTheBookEndsAtAKindOrAStop(t *testing.T) {
	book := rules.Builtin()
	d := open(t, book)
	reached := map[string]bool{}
	for _, p := range paths(book, book.Questions[0], nil) {
		d.begin(book)
		for _, n := range p.numbers {
			d.number(n)
		}
		if p.last.Stop {
			d.mustShow("kindpage.stop")
			d.mustShow(p.stop)
			continue
		}
		reached[p.last.Kind] = true
		d.mustShow("kind." + p.last.Kind)
		d.mustShow("kind." + p.last.Kind + ".why")
		if len(d.chosen) > 0 {
			t.Errorf("way %v chose %v before it was confirmed", p.numbers, d.chosen)
		}
		d.press(fyne.KeyReturn)
		if !slices.Equal(d.chosen, []string{p.last.Kind}) {
			t.Errorf("way %v chose %v, want %s", p.numbers, d.chosen, p.last.Kind)
		}
	}
	for _, k := range book.Kinds {
		if !reached[k.ID] {
			t.Errorf("no way leads to %s", k.ID)
		}
	}
}

func TestArrowsAndReturnAnswer(t *testing.T) {
	d := open(t, rules.Builtin())
	d.press(fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown) // stops at both ends
	d.press(fyne.KeyReturn)
	d.mustShow("question.what_is_cancelled")
	d.press(fyne.KeyDown, fyne.KeySpace)
	d.mustShow("kind.cancel_website")
}

func TestANumberThatNoAnswerHasDoesNothing(t *testing.T) {
	d := open(t, rules.Builtin())
	for _, r := range "049x" {
		d.window.Canvas().Focused().TypedRune(r)
	}
	d.mustShow("question.purpose")
}

func TestBackReturnsToTheAnswerGiven(t *testing.T) {
	d := open(t, rules.Builtin())
	d.number(1)
	d.number(2)
	d.number(2) // the domain is on record for this unit
	d.mustShow("question.access_with_sinnet")
	d.press(fyne.KeyEscape)
	d.mustShow("question.domain_on_record")
	if got, ok := d.window.Canvas().Focused().(*answer); !ok || got.number != 2 || !got.given {
		t.Errorf("the keyboard is at %v, want the answer given before", got)
	}
	d.press(fyne.KeyEscape, fyne.KeyEscape)
	d.mustShow("question.purpose")
	if d.closed > 0 {
		t.Fatal("the screen closed while there were questions to go back to")
	}
	d.press(fyne.KeyEscape)
	if d.closed != 1 {
		t.Errorf("Escape at the first question closed the screen %d times, want 1", d.closed)
	}
}

func TestAnotherAnswerAfterBackLeadsElsewhere(t *testing.T) {
	d := open(t, rules.Builtin())
	d.number(2)
	d.press(fyne.KeyEscape)
	d.number(3)
	d.mustShow("question.what_is_cancelled")
	d.number(3)
	d.press(fyne.KeyReturn)
	if !slices.Equal(d.chosen, []string{"cancel_access"}) {
		t.Errorf("chose %v, want cancel_access", d.chosen)
	}
}

func TestAStopLeadsBackAndOut(t *testing.T) {
	d := open(t, rules.Builtin())
	d.number(1)
	d.number(3)
	d.mustShow("question.host_on_record.unsure.stop")
	d.press(fyne.KeyReturn) // the keyboard is on the way back
	d.mustShow("question.host_on_record")
	if len(d.chosen)+d.closed > 0 {
		t.Errorf("a stop chose %v and closed %d times", d.chosen, d.closed)
	}
}

func TestWhoKnowsTheKindChoosesItFromTheList(t *testing.T) {
	book := rules.Builtin()
	for i, k := range book.Kinds {
		d := open(t, book)
		pressButton(t, d, "kindpage.know")
		d.mustShow("kindpage.list")
		d.number(i + 1)
		d.mustShow("kind." + k.ID)
		d.press(fyne.KeyEscape)
		d.mustShow("kindpage.list")
		d.number(i + 1)
		d.press(fyne.KeyReturn)
		if !slices.Equal(d.chosen, []string{k.ID}) {
			t.Errorf("chose %v, want %s", d.chosen, k.ID)
		}
	}
}

func TestABookWithoutQuestionsBeginsWithTheList(t *testing.T) {
	d := open(t, &rules.Book{Kinds: []rules.Kind{{ID: "new_recordal"}}})
	d.mustShow("kindpage.list")
	d.press(fyne.KeyEscape)
	if d.closed != 1 {
		t.Error("Escape at the list did not close the screen")
	}
}

func TestSwitchingTheLanguageKeepsWhereOneStands(t *testing.T) {
	d := open(t, rules.Builtin())
	d.number(1)
	d.press(fyne.KeyDown)
	before := d.window.Canvas().Focused()
	for _, mode := range []voice.Mode{voice.English, voice.Both, voice.Chinese} {
		d.voice.Switch(mode)
		if d.window.Canvas().Focused() != before {
			t.Fatalf("the keyboard moved when the language became %s", mode)
		}
		said := strings.Join(d.texts(), "")
		for l, want := range map[translations.Language]bool{
			translations.Chinese: mode != voice.English, translations.English: mode != voice.Chinese,
		} {
			question := translations.Text(l, "question.host_on_record")
			if got := strings.Contains(said, question); got != want {
				t.Errorf("in mode %s, the page says %q: %v, want %v", mode, question, got, want)
			}
		}
	}
	d.press(fyne.KeyReturn)
	d.mustShow("question.domain_on_record")
}

func TestNoPageShowsAnID(t *testing.T) {
	book := rules.Builtin()
	for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both} {
		d := open(t, book)
		d.voice.Switch(mode)
		for _, p := range paths(book, book.Questions[0], nil) {
			d.begin(book)
			for _, n := range p.numbers {
				d.number(n)
				for _, text := range d.texts() {
					if strings.ContainsAny(text, "[]_<>") {
						t.Errorf("way %v in %s shows %q", p.numbers, mode, text)
					}
				}
			}
		}
	}
}

func TestPlaceholderLeadsOn(t *testing.T) {
	d := open(t, rules.Builtin())
	again := 0
	p := NewPlaceholder(d.voice, d.window.Canvas(), PlaceholderActions{
		Again: func() { again++ },
		Close: func() { d.closed++ },
	})
	d.window.SetContent(p.Object())
	p.Focus()
	d.mustShow("kindpage.unknown")
	d.press(fyne.KeyReturn)
	if d.closed != 1 {
		t.Error("Return does not lead back to the filings")
	}
	d.window.Canvas().FocusNext()
	d.press(fyne.KeyReturn)
	if again != 1 {
		t.Error("the second button does not ask again")
	}
	d.voice.Switch(voice.English)
	p.Retranslate()
	if !strings.Contains(strings.Join(d.texts(), ""), translations.Text(translations.English, "kindpage.unknown")) {
		t.Errorf("in English the screen says %q", d.texts())
	}
}

// pressButton goes to a button with the Tab key and presses it.
func pressButton(t *testing.T, d *desk, id string) {
	t.Helper()
	for range 20 {
		d.window.Canvas().FocusNext()
		if b, ok := d.window.Canvas().Focused().(*form.Button); ok && b.Text == d.voice.Text(id) {
			d.press(fyne.KeyReturn)
			return
		}
	}
	t.Fatalf("Tab does not reach the button %s", id)
}

func TestAKindSaysWhyItsNeighboursAreWrong(t *testing.T) {
	book := rules.Builtin()
	d := open(t, book)
	d.number(1)
	d.number(1)
	d.number(1)
	neighbours := func(id string) {
		t.Helper()
		for _, k := range book.Kinds {
			for _, other := range k.Neighbours {
				if shown := d.shown("kind." + k.ID + ".not." + other); shown != (k.ID == id) {
					t.Errorf("at %s, why not %s: %v", id, other, shown)
				}
				if k.ID == id {
					d.mustShow("kind." + other)
				}
			}
		}
	}
	neighbours("new_recordal")
	d.press(fyne.KeyReturn)
	want := map[string]string{"purpose": "open", "host_on_record": "no", "domain_on_record_elsewhere": "no"}
	if !maps.Equal(d.choice.Answers, want) || d.choice.Website != -1 {
		t.Errorf("handed on is %+v", d.choice)
	}
	d.begin(book)
	pressButton(t, d, "kindpage.know")
	d.number(8)
	neighbours("cancel_website")
	d.press(fyne.KeyReturn)
	if len(d.choice.Answers) > 0 {
		t.Errorf("answers that nobody gave: %v", d.choice.Answers)
	}
}

func TestTheWebsiteIsAskedWhereThereAreSeveral(t *testing.T) {
	book := rules.Builtin()
	d := open(t, book)
	d.websites = []string{"星禾云图企业官网", "星禾商城"}
	for _, c := range []struct {
		list  int // number in the list of kinds
		asked bool
	}{{1, false}, {2, false}, {4, false}, {5, true}, {6, true}, {7, false}, {8, true}} {
		d.begin(book)
		pressButton(t, d, "kindpage.know")
		d.number(c.list)
		d.press(fyne.KeyReturn)
		if asked := d.shown("kindpage.website"); asked != c.asked {
			t.Errorf("%s asks for the website: %v", book.Kinds[c.list-1].ID, asked)
		}
		if !c.asked {
			if d.choice.Website != 0 {
				t.Errorf("website %d", d.choice.Website)
			}
			continue
		}
		d.press(fyne.KeyEscape)
		d.mustShow("kindpage.neighbours")
		d.press(fyne.KeyReturn)
		d.number(2)
		if d.choice.Website != 1 || len(d.chosen) != 1 {
			t.Errorf("chosen is %+v", d.choice)
		}
	}
}
