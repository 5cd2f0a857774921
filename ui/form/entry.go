package form

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/composing"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/wipe"
)

// Entry is a text field for people who type Chinese. While an input method
// composes, the window still hears of each letter that goes down, though no
// character arrives; a plain entry then lets Backspace eat committed text and
// Return leave the field. Entry counts such letters and keeps its hands off as
// long as the input method has some.
type Entry struct {
	widget.Entry

	OnFocus func()                  // the entry has got the focus
	OnBlur  func()                  // the entry has lost it
	OnKey   func(fyne.KeyName) bool // sees keys first; true keeps them from the entry
	Number  bool                    // of a document or telephone: a copy of it does not stay on the clipboard

	// OnUndo and OnRedo undo and redo where the text is part of something that can be
	// undone as a whole; nil leaves the entry its own undo.
	OnUndo, OnRedo func()

	composing int  // letters the input method holds
	late      bool // see [Entry.ExpectLate]

	text fyne.CanvasObject // what the caret's place is counted from; nil until the entry is drawn
}

var (
	_ desktop.Keyable = (*Entry)(nil)
	_ fyne.Focusable  = (*Entry)(nil)
)

// NewEntry returns an entry of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = fyne.ScrollHorizontalOnly
	e.OnCursorChanged = e.caretMoved
	e.ExtendBaseWidget(e)
	return e
}

// NewLongEntry returns an entry of several lines.
func NewLongEntry() *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.OnCursorChanged = e.caretMoved
	e.ExtendBaseWidget(e)
	return e
}

// ExpectLate keeps letters, digits and the like out until a key goes down in the entry:
// where a key has put the keyboard here, its character and those of keys before it may
// arrive only now, or not at all. What an input method has composed is none of them.
func (e *Entry) ExpectLate() { e.late = true }

// KeyDown counts the letters that may go to an input method.
func (e *Entry) KeyDown(key *fyne.KeyEvent) {
	presence.Sign()
	e.late = false
	if isLetter(key.Name) && modifiers()&^fyne.KeyModifierShift == 0 {
		e.composing++
	}
	e.Entry.KeyDown(key)
}

// AcceptsTab is false: Tab leads on from a text of several lines as from any other.
func (e *Entry) AcceptsTab() bool { return false }

// KeyUp is a sign that somebody is there.
func (e *Entry) KeyUp(key *fyne.KeyEvent) {
	presence.Sign()
	e.Entry.KeyUp(key)
}

// TypedRune takes a character; whatever was composed has arrived with it. On some
// systems a composed character is all that is heard of the keys that made it.
func (e *Entry) TypedRune(r rune) {
	presence.Sign()
	e.composing = 0
	if e.late && r <= unicode.MaxASCII {
		return
	}
	e.Entry.TypedRune(r)
	e.Entry.TypedKey(&fyne.KeyEvent{}) // a key that does nothing but keep the caret from blinking
}

// TypedKey takes a key, unless the input method has it too.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if e.composing > 0 {
		switch key.Name {
		case fyne.KeyBackspace:
			e.composing--
			return
		case fyne.KeyReturn, fyne.KeyEnter:
			e.composing = 0 // the letters themselves are committed
			return
		case fyne.KeyEscape:
			e.composing = 0
			return
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd,
			fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyDelete:
			return
		}
	}
	if e.OnKey != nil && e.OnKey(key.Name) || PassOn(e, key) {
		return
	}
	if len(key.Name) == 1 {
		// Its character is still to come. The toolkit would show the caret now, and have that
		// picture painted first: on an office PC without a graphics card whoever types quickly
		// would wait for it.
		return
	}
	e.Entry.TypedKey(key)
}

// TypedShortcut hands the window's own shortcuts on to the window; a plain entry
// would keep them.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.turned(s) {
		return
	}
	custom, ok := s.(*desktop.CustomShortcut)
	if ok && !movesByWord(custom) {
		if c, ok := canvasOf(e).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
			return
		}
	}
	text := e.SelectedText() // which a cut removes
	e.Entry.TypedShortcut(s)
	if e.Number && text != "" {
		switch s := s.(type) {
		case *fyne.ShortcutCopy:
			wipe.Copied(s.Clipboard, text)
		case *fyne.ShortcutCut:
			wipe.Copied(s.Clipboard, text)
		}
	}
}

func movesByWord(s *desktop.CustomShortcut) bool {
	return s.Modifier&fyne.KeyModifierControl != 0 && (s.KeyName == fyne.KeyLeft || s.KeyName == fyne.KeyRight)
}

// PassOn hands a function key to the window, whichever widget has the focus, and
// reports whether the key was one.
func PassOn(from fyne.CanvasObject, key *fyne.KeyEvent) bool {
	if len(key.Name) < 2 || key.Name[0] != 'F' || key.Name[1] < '1' || key.Name[1] > '9' {
		return false
	}
	c := canvasOf(from)
	if c == nil || c.OnTypedKey() == nil {
		return false
	}
	c.OnTypedKey()(key)
	return true
}

// FocusGained tells OnFocus.
func (e *Entry) FocusGained() {
	e.composing = 0
	e.Entry.FocusGained()
	composing.Follow(e)
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

// FocusLost tells OnBlur.
func (e *Entry) FocusLost() {
	e.composing = 0
	e.Entry.FocusLost()
	composing.Leave(e)
	if e.OnBlur != nil {
		e.OnBlur()
	}
}

func isLetter(name fyne.KeyName) bool {
	return len(name) == 1 && name[0] >= 'A' && name[0] <= 'Z'
}

func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
