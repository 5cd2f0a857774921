package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// Label is a text of the program's own that does not wrap: in the language that comes first
// and, side by side, small beneath in the other. Its height goes by whether both languages
// are spoken and not by what is said, so that nothing moves when something else is.
type Label struct {
	widget.BaseWidget
	Text       string // in the language that comes first
	Aside      string // in the other, side by side
	Importance widget.Importance
	SizeName   fyne.ThemeSizeName // of the first
	Strong     bool               // the first is to stand out
	Truncation fyne.TextTruncation
	Alignment  fyne.TextAlign

	both bool // two languages are spoken
}

// NewLabel returns a label that says nothing yet.
func NewLabel() *Label {
	l := &Label{SizeName: theme.SizeNameText}
	l.ExtendBaseWidget(l)
	return l
}

// Say says something in the languages that are spoken now.
func (l *Label) Say(v *voice.Voice, say voice.Speaker) {
	l.Text, l.Aside = v.Pair(say)
	l.both = v.Mode() == voice.Both
	l.Refresh()
}

// SetText says one text, whatever is spoken: a name, a number.
func (l *Label) SetText(text string) {
	l.Text, l.Aside = text, ""
	l.Refresh()
}

// CreateRenderer draws the label.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	r := &labelRenderer{label: l, first: widget.NewLabel(""), second: widget.NewLabel("")}
	r.second.SizeName = theme.SizeNameCaptionText
	r.Refresh()
	return r
}

type labelRenderer struct {
	label         *Label
	first, second *widget.Label
}

// beneath is how much lower than the first text the second stands: closer than two labels
// do, which have room of their own around them.
func (r *labelRenderer) beneath() float32 {
	return r.first.MinSize().Height - 2*theme.InnerPadding() - form.TwinLap()
}

// height is what the label takes; with two lines it has half the room around it, as a
// button with two lines has.
func (r *labelRenderer) height() float32 {
	if !r.label.both {
		return r.first.MinSize().Height
	}
	return r.beneath() + r.second.MinSize().Height - theme.InnerPadding()
}

func (r *labelRenderer) MinSize() fyne.Size {
	width := r.first.MinSize().Width
	if r.label.Aside != "" {
		width = fyne.Max(width, r.second.MinSize().Width)
	}
	return fyne.NewSize(width, r.height())
}

func (r *labelRenderer) Layout(size fyne.Size) {
	first, second := r.first.MinSize().Height, r.second.MinSize().Height
	top := (size.Height - first) / 2
	if r.label.Aside != "" {
		top = (size.Height-r.height())/2 - theme.InnerPadding()/2
	}
	r.first.Move(fyne.NewPos(0, top))
	r.first.Resize(fyne.NewSize(size.Width, first))
	r.second.Move(fyne.NewPos(0, top+r.beneath()))
	r.second.Resize(fyne.NewSize(size.Width, second))
}

func (r *labelRenderer) Refresh() {
	l := r.label
	r.first.Importance, r.first.SizeName, r.first.Truncation, r.first.Alignment = l.Importance, l.SizeName, l.Truncation, l.Alignment
	if r.first.TextStyle = (fyne.TextStyle{}); l.Strong {
		r.first.TextStyle = look.Strong(l.Text)
	}
	if r.second.Importance = l.Importance; l.Importance == widget.MediumImportance {
		r.second.Importance = widget.LowImportance
	}
	r.second.Truncation, r.second.Alignment = l.Truncation, l.Alignment
	r.second.Hidden = l.Aside == ""
	r.first.SetText(l.Text)
	r.second.SetText(l.Aside)
	r.Layout(l.Size())
}

func (r *labelRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.first, r.second} }

func (r *labelRenderer) Destroy() {}
