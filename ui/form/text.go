package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// Words is a text of the program's own: in the language that comes first and,
// side by side, small beneath in the other.
type Words struct {
	say    voice.Speaker
	voice  *voice.Voice
	strong bool
	steady bool // see [Words.Steady]
	first  *widget.Label
	second *widget.Label
	object *fyne.Container
}

// Style says how words look.
type Style int

// The styles of words.
const (
	Body    Style = iota
	Caption       // of a field
	Heading       // of a section
	Title         // of a page
	Quiet         // hints
)

// NewWords returns words that say something in a style.
func NewWords(v *voice.Voice, style Style, say voice.Speaker) *Words {
	w := &Words{say: say, voice: v, first: widget.NewLabel(""), second: widget.NewLabel("")}
	w.first.Wrapping, w.second.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	w.second.SizeName, w.second.Importance = theme.SizeNameCaptionText, widget.LowImportance
	switch style {
	case Caption:
		w.strong = true
	case Heading:
		w.strong, w.first.SizeName = true, theme.SizeNameSubHeadingText
	case Title:
		w.strong, w.first.SizeName = true, theme.SizeNameHeadingText
	case Quiet:
		w.first.SizeName, w.first.Importance = theme.SizeNameCaptionText, widget.LowImportance
	}
	w.object = container.New(tight{}, w.first, w.second)
	w.Retranslate()
	return w
}

// Object returns what to put on a page.
func (w *Words) Object() fyne.CanvasObject { return w.object }

// Say says something else from now on.
func (w *Words) Say(say voice.Speaker) {
	w.say = say
	w.Retranslate()
}

// Steady keeps room for the second language, side by side, also while nothing is said in it:
// what stands beneath words that change does not move for that.
func (w *Words) Steady(is bool) {
	w.steady = is
	w.Retranslate()
}

// Color sets how important the words look.
func (w *Words) Color(i widget.Importance) {
	w.first.Importance = i
	w.first.Refresh()
}

// Retranslate says the same in the language chosen now.
func (w *Words) Retranslate() {
	first, second := w.voice.Pair(w.say)
	if w.strong {
		w.first.TextStyle = look.Strong(first)
	}
	w.first.SetText(first)
	w.second.SetText(second)
	if w.second.Show(); second == "" && !(w.steady && w.voice.Mode() == voice.Both) {
		w.second.Hide()
	}
	w.object.Refresh()
}
