package parts

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// Link is a text that leads somewhere when it is tapped, or when Return or Space
// is pressed on it. Side by side the second language stands small beneath, and leads there
// too.
type Link struct {
	widget.Hyperlink
	presence.Keys
	OnFocus func()

	second *widget.Label
}

func newLink(tapped func()) *Link {
	l := &Link{second: widget.NewLabel("")}
	l.second.SizeName, l.second.Importance = theme.SizeNameCaptionText, widget.LowImportance
	l.OnTapped = tapped
	l.ExtendBaseWidget(l)
	return l
}

// Say says where the link leads in the languages that are spoken now.
func (l *Link) Say(v *voice.Voice, say voice.Speaker) {
	first, second := v.Pair(say)
	l.second.Hidden = second == ""
	l.second.SetText(second)
	l.SetText(first)
	l.Refresh()
}

// Says is all of what the link says in the language that comes first.
func (l *Link) Says() string { return l.Text }

// FocusGained tells OnFocus.
func (l *Link) FocusGained() {
	l.Hyperlink.FocusGained()
	if l.OnFocus != nil {
		l.OnFocus()
	}
}

// TypedKey follows the link.
func (l *Link) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter:
		l.OnTapped()
	case form.PassOn(l, key):
	default:
		l.Hyperlink.TypedKey(key)
	}
}

// Tapped follows the link.
func (l *Link) Tapped(e *fyne.PointEvent) {
	l.Hyperlink.Tapped(&fyne.PointEvent{Position: l.first(e.Position), AbsolutePosition: e.AbsolutePosition})
}

// MouseIn shows that the text under the pointer leads somewhere.
func (l *Link) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved shows it, or shows it no longer.
func (l *Link) MouseMoved(e *desktop.MouseEvent) {
	moved := *e
	moved.Position = l.first(e.Position)
	l.Hyperlink.MouseMoved(&moved)
}

// first is the place in the first language's text that stands for one in the second's: the
// toolkit knows of that text alone.
func (l *Link) first(at fyne.Position) fyne.Position {
	from := l.second.Position().Y + theme.InnerPadding()/2
	if l.second.Visible() && at.Y >= from && at.X < l.second.MinSize().Width {
		return fyne.NewSquareOffsetPos(theme.InnerPadding())
	}
	return at
}

// CreateRenderer draws the link and, beneath, the second language.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	return &linkRenderer{WidgetRenderer: l.Hyperlink.CreateRenderer(), link: l}
}

type linkRenderer struct {
	fyne.WidgetRenderer
	link *Link
}

// lap is how far the two come together: each has room of its own around it.
func (r *linkRenderer) lap() float32 { return 1.7 * theme.InnerPadding() }

func (r *linkRenderer) MinSize() fyne.Size {
	size, second := r.WidgetRenderer.MinSize(), r.link.second
	if !second.Visible() {
		return size
	}
	beneath := second.MinSize()
	return fyne.NewSize(fyne.Max(size.Width, beneath.Width), size.Height+beneath.Height-r.lap())
}

func (r *linkRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	second := r.link.second
	if !second.Visible() {
		return
	}
	second.Wrapping = r.link.Wrapping
	top := r.WidgetRenderer.MinSize().Height - r.lap()
	second.Move(fyne.NewPos(0, top))
	second.Resize(fyne.NewSize(size.Width, fyne.Max(second.MinSize().Height, size.Height-top)))
}

func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.link.second)
}

func (r *linkRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.link.second.Refresh()
	r.Layout(r.link.Size())
}
