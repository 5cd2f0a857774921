package keying

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
)

// list is the boxes of a platform under the heads of its pages. All of the work on them
// is done from here, by one key each.
type list struct {
	widget.List
	presence.Keys
	sheet   *sheet
	focused bool
}

var (
	_ fyne.Focusable    = (*list)(nil)
	_ fyne.Shortcutable = (*list)(nil)
)

func newList(sh *sheet) *list {
	l := &list{sheet: sh}
	l.Length = func() int { return len(sh.rows) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(sh) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(sh.rows) {
			o.(*row).set(i)
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// reveal scrolls so far that the current row is seen whole, and the head above the first
// one with it.
func (l *list) reveal() {
	if l.sheet.current <= 1 {
		l.ScrollToTop()
		return
	}
	parts.RevealRow(&l.List, l.sheet.current, rowHeight())
}

// TypedKey copies, ticks, moves the current row or leads elsewhere.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	sh, s := l.sheet, l.sheet.screen
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyC:
		sh.copyNext()
	case fyne.KeyT:
		sh.tick(true)
	case fyne.KeyU, fyne.KeyBackspace:
		sh.tick(false)
	case fyne.KeySpace:
		sh.unmask()
	case fyne.KeyHome:
		sh.choose(0)
	case fyne.KeyEnd:
		sh.choose(len(sh.rows) - 1)
	case fyne.KeyLeft:
		s.turnBy(-1)
	case fyne.KeyRight:
		s.turnBy(1)
	case fyne.KeyEscape:
		s.o.Back()
	default:
		if by, ok := parts.RowsBy(&l.List, key.Name, rowHeight()); ok {
			sh.choose(sh.current + by)
		} else {
			form.PassOn(l, key)
		}
	}
}

// TypedRune turns to the page of a number. That is not done by the key: the digit would be
// typed into the page. Letters come as keys too.
func (l *list) TypedRune(r rune) {
	if i := int(r - '1'); i >= 0 && i < len(allPages) {
		l.sheet.screen.turn(allPages[i])
	}
}

// TypedShortcut copies the current value or prints the sheet, and hands the window's own
// shortcuts on to the window.
func (l *list) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		l.sheet.copy()
		return
	}
	if c, ok := s.(*desktop.CustomShortcut); ok && c.KeyName == fyne.KeyP && c.Modifier == fyne.KeyModifierControl {
		l.sheet.print()
		return
	}
	if c, ok := l.sheet.screen.o.Canvas.(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// FocusGained draws the focus ring at the current row. The toolkit's own list would shade
// a row of its own choice.
func (l *list) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost takes the focus ring away.
func (l *list) FocusLost() { l.focused = false; l.Refresh() }
