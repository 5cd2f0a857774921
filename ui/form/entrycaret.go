package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/composing"
)

// Where an entry types, for the input method.

var _ composing.Field = (*Entry)(nil)

// CreateRenderer also finds what the text is in. An entry scrolls its text within itself and
// tells nobody how far.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if scroll, ok := o.(*container.Scroll); ok {
			e.text = scroll.Content
		}
	}
	return r
}

// Caret is where the next character comes.
func (e *Entry) Caret() composing.Caret {
	letters := theme.SizeForWidget(theme.SizeNameText, e)
	c := composing.Caret{
		In: e.text, At: e.CursorPosition(), Text: letters,
		Size: fyne.NewSize(theme.SizeForWidget(theme.SizeNameInputBorder, e), lineHeight(letters)),
	}
	if c.In == nil {
		c.In = e
	}
	return c
}

// Resize gives the entry its size, which it gets anew when the page around it is set out anew.
func (e *Entry) Resize(size fyne.Size) {
	e.Entry.Resize(size)
	composing.Scrolled()
}

func (e *Entry) caretMoved() { composing.Moved(e) }
