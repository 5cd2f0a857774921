package form

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
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
