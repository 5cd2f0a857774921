package form

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/ui/wipe"
)

// press plays a key as the driver does: it goes down, then it is typed.
func press(e *Entry, name fyne.KeyName) {
	key := &fyne.KeyEvent{Name: name}
	e.KeyDown(key)
	e.TypedKey(key)
}

// compose plays letters that an input method keeps: they go down, and no
// character arrives.
func compose(e *Entry, letters string) {
	for _, l := range letters {
		e.KeyDown(&fyne.KeyEvent{Name: fyne.KeyName(l)})
	}
}

func commit(e *Entry, text string) {
	for _, r := range text {
		e.TypedRune(r)
	}
}

func newFocusedEntry(t *testing.T) *Entry {
	t.Helper()
	test.NewTempApp(t)
	e := NewEntry()
	w := test.NewTempWindow(t, e)
	w.Canvas().Focus(e)
	return e
}

func TestBackspaceWhileComposingKeepsCommittedText(t *testing.T) {
	e := newFocusedEntry(t)
	commit(e, "中国")
	compose(e, "NI")
	press(e, fyne.KeyBackspace)
	press(e, fyne.KeyBackspace)
	if e.Text != "中国" {
		t.Errorf("after two backspaces into the pinyin: %q, want 中国", e.Text)
	}
	press(e, fyne.KeyBackspace)
	if e.Text != "中" {
		t.Errorf("with no pinyin left, backspace gave %q, want 中", e.Text)
	}
}

func TestReturnWhileComposingDoesNotSubmit(t *testing.T) {
	e := newFocusedEntry(t)
	submitted := 0
	e.OnSubmitted = func(string) { submitted++ }
	compose(e, "BEIAN")
	press(e, fyne.KeyReturn) // the input method commits the letters
	commit(e, "beian")
	if submitted != 0 {
		t.Error("Return that commits pinyin submitted the field")
	}
	press(e, fyne.KeyReturn)
	if submitted != 1 {
		t.Errorf("the next Return submitted %d times, want 1", submitted)
	}
}

func TestArrowsWhileComposingLeaveTheCursor(t *testing.T) {
	e := newFocusedEntry(t)
	commit(e, "中国")
	compose(e, "BEI")
	press(e, fyne.KeyLeft)
	commit(e, "北")
	if e.Text != "中国北" {
		t.Errorf("text = %q, want 中国北", e.Text)
	}
}

func TestEscapeEndsComposing(t *testing.T) {
	e := newFocusedEntry(t)
	commit(e, "中国")
	compose(e, "BEI")
	press(e, fyne.KeyEscape)
	press(e, fyne.KeyBackspace)
	if e.Text != "中" {
		t.Errorf("text = %q, want 中", e.Text)
	}
}

func TestLatinTypingIsNotTakenForComposing(t *testing.T) {
	e := newFocusedEntry(t)
	for _, r := range "AB" {
		e.KeyDown(&fyne.KeyEvent{Name: fyne.KeyName(r)})
		e.TypedRune(r)
	}
	press(e, fyne.KeyBackspace)
	if e.Text != "A" {
		t.Errorf("text = %q, want A", e.Text)
	}
}

// What the rulebook calls a number is not left on the clipboard; a name is.
func TestACopiedNumberIsTakenOffTheClipboard(t *testing.T) {
	test.NewTempApp(t)
	board := test.NewClipboard()
	for _, shortcut := range []fyne.Shortcut{&fyne.ShortcutCopy{Clipboard: board}, &fyne.ShortcutCut{Clipboard: board}} {
		for kind, left := range map[rules.Type]string{rules.TypeCode: "", rules.TypePhone: "", rules.TypeText: "13857104472"} {
			c := newText(&rules.Field{Type: kind}, func(any) {})
			test.NewTempWindow(t, c.entry).Canvas().Focus(c.entry)
			c.show("13857104472")
			c.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
			c.entry.TypedShortcut(shortcut)
			if got := board.Content(); got != "13857104472" {
				t.Errorf("%s, %s: on the clipboard is %q", kind, shortcut.ShortcutName(), got)
			}
			wipe.Now()
			if got := board.Content(); got != left {
				t.Errorf("%s, %s: left on the clipboard is %q, want %q", kind, shortcut.ShortcutName(), got, left)
			}
		}
	}
}

func TestTheLetterOfTheKeyThatLedHereIsKeptOut(t *testing.T) {
	e := newFocusedEntry(t)
	e.ExpectLate()
	commit(e, "ar")
	commit(e, "原因") // composed, of which some systems tell no keys
	if e.Text != "原因" {
		t.Errorf("the text is %q", e.Text)
	}
	e.KeyDown(&fyne.KeyEvent{Name: fyne.KeyR})
	commit(e, "r")
	if e.Text != "原因r" {
		t.Errorf("after a key went down the text is %q", e.Text)
	}
}
