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
	parts.List[*parts.TwoLines]
	screen *Screen
}

var _ fyne.Focusable = (*list)(nil)

func newList(s *Screen) *list {
	l := &list{screen: s}
	l.Begin(func() int { return len(s.found) }, func() int { return s.current }, s.choose, parts.TwoLinesHeight, func() *parts.TwoLines {
		return parts.NewTwoLines(l.says, l.marked, l.click, func() { s.panel.Focus() })
	})
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

// says is what a message says in Chinese and in English, and how it stands.
func (l *list) says(index int) parts.RowSays {
	of := l.screen.found[index]
	says := parts.RowSays{
		First: oneLine(of, translations.Chinese), Second: oneLine(of, translations.English), End: standing(of)(l.screen.o.Voice.Language()),
	}
	switch {
	case of.Seen():
		says.EndColor = theme.ColorNameSuccess
	case of.Changed() || edited(of):
		says.EndColor = theme.ColorNameWarning
	}
	return says
}

// click makes a row the current one.
func (l *list) click(index int) {
	l.screen.choose(index)
	l.screen.o.Canvas.Focus(l)
}

// marked is the index of the current row, with whether the keyboard is in the list.
func (l *list) marked() (index int, focused bool) { return l.screen.current, l.Focused }

// oneLine is what a message says in a language, on one line.
func oneLine(r *labels.Record, l translations.Language) string {
	return flat(r.Texts[l].Forms[translations.Other])
}
