package labels

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
)

// list is the rows of the messages found. Characters typed go to the search.
type list struct {
	parts.List[*row]
	screen *Screen
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.Begin(func() int { return len(s.found) }, func() int { return s.current }, s.choose, rowHeight, func() *row { return newRow(l, func() { s.panel.Focus() }) })
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey moves the current row, goes on to edit it, or back to the search.
func (l *list) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.screen.panel.Focus()
	case fyne.KeyEscape, fyne.KeyBackspace:
		l.screen.Find()
	default:
		if !l.MovedFar(key.Name) {
			form.PassOn(l, key)
		}
	}
}

// TypedRune goes on typing in the search.
func (l *list) TypedRune(r rune) {
	l.screen.Find()
	l.screen.finder.Entry.TypedRune(r)
}

// fill shows a message in a row: what it says in Chinese and in English, and how it stands.
func (l *list) fill(r *row, index int) {
	of := l.screen.found[index]
	r.upper.Said = oneLine(of, translations.Chinese)
	r.lower.Said = oneLine(of, translations.English)
	r.state.Said = standing(of)(l.screen.o.Voice.Language())
	r.state.Color = theme.ColorNamePlaceHolder
	if of.Changed() || edited(of) {
		r.state.Color = theme.ColorNameWarning
	}
	if of.Seen() {
		r.state.Color = theme.ColorNameSuccess
	}
}

// choose makes a row the current one.
func (l *list) choose(index int) {
	l.screen.choose(index)
	l.screen.o.Canvas.Focus(l)
}

// current is the index of the current row, with whether the keyboard is in the list.
func (l *list) current() (index int, focused bool) { return l.screen.current, l.Focused }

// oneLine is what a message says in a language, on one line.
func oneLine(r *labels.Record, l translations.Language) string {
	return flat(r.Texts[l].Forms[translations.Other])
}
