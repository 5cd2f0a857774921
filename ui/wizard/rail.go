package wizard

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
)

// railItem is one place on the rail: its name, and in a word how far it is.
type railItem struct {
	widget.BaseWidget
	parts.Hover
	presence.Keys

	text      string
	aside     string // in the other language, side by side
	word      string
	wordAside string
	alarm     bool // the word tells of errors
	current   bool
	focused   bool
	tapped    func()
	entered   func() // has got the keyboard
}

var (
	_ fyne.Focusable    = (*railItem)(nil)
	_ fyne.Tappable     = (*railItem)(nil)
	_ desktop.Hoverable = (*railItem)(nil)
)

func newRailItem(tapped func()) *railItem {
	r := &railItem{tapped: tapped}
	r.Hover = parts.NewHover(r.Refresh)
	r.ExtendBaseWidget(r)
	return r
}

// Tapped goes to the place.
func (r *railItem) Tapped(*fyne.PointEvent) { r.tapped() }

// TypedKey goes to the place with Return or Space.
func (r *railItem) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.tapped()
	default:
		form.PassOn(r, key)
	}
}

// TypedRune does nothing; a place is not typed into.
func (r *railItem) TypedRune(rune) {}

// FocusGained and FocusLost draw the focus ring and take it away.
func (r *railItem) FocusGained() { r.focused = true; r.Refresh(); r.entered() }

// FocusLost takes the focus ring away.
func (r *railItem) FocusLost() { r.focused = false; r.Refresh() }

// CreateRenderer draws the item.
func (r *railItem) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(color.Transparent)
	back.CornerRadius = theme.InputRadiusSize()
	label := func(small, trailing bool) *widget.Label {
		l := widget.NewLabel("")
		if small {
			l.SizeName, l.Importance = theme.SizeNameCaptionText, widget.LowImportance
		}
		if trailing {
			l.Alignment = fyne.TextAlignTrailing
		} else {
			l.Wrapping = fyne.TextWrapWord
		}
		return l
	}
	renderer := &railRenderer{
		item: r, back: back,
		text: label(false, false), aside: label(true, false), word: label(true, true), wordAside: label(true, true),
	}
	names, words := container.New(stacked{}, renderer.text, renderer.aside), container.New(stacked{}, renderer.word, renderer.wordAside)
	renderer.WidgetRenderer = widget.NewSimpleRenderer(container.NewStack(back, container.New(named{}, names, words)))
	renderer.Refresh()
	return renderer
}

type railRenderer struct {
	fyne.WidgetRenderer
	item            *railItem
	back            *canvas.Rectangle
	text, aside     *widget.Label
	word, wordAside *widget.Label
}

func (r *railRenderer) Refresh() {
	th := fyne.CurrentApp().Settings().Theme()
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	i := r.item
	r.back.FillColor, r.back.StrokeWidth = color.Transparent, 0
	switch {
	case i.current:
		r.back.FillColor = th.Color(look.ColorCurrent, variant)
	case i.Over:
		r.back.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	if i.focused {
		r.back.StrokeColor, r.back.StrokeWidth = th.Color(look.ColorRing, variant), 2
	}
	r.text.TextStyle = fyne.TextStyle{}
	if i.current {
		r.text.TextStyle = look.Strong(i.text)
	}
	r.text.SetText(i.text)
	r.aside.SetText(i.aside)
	parts.SetVisible(r.aside, i.aside != "")
	r.word.Importance = widget.LowImportance
	if i.alarm {
		r.word.Importance = widget.DangerImportance
	}
	r.wordAside.Importance = r.word.Importance
	r.word.SetText(i.word)
	r.wordAside.SetText(i.wordAside)
	parts.SetVisible(r.wordAside, i.wordAside != "")
	r.back.Refresh()
	r.WidgetRenderer.Refresh()
}

// named sets a name, its first object, before the words about it; what is left of the width
// is the name's, which takes a second line where it needs one.
type named struct{}

func (named) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, words := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(name.Width+words.Width, fyne.Max(name.Height, words.Height))
}

func (named) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, words := objects[0], objects[1]
	beside := words.MinSize()
	if said := words.(*fyne.Container).Objects[0].(*widget.Label); said.Text == "" {
		beside.Width = 0
	} else {
		beside.Width -= theme.InnerPadding() // the name has room of its own at its end
	}
	name.Resize(fyne.NewSize(size.Width-beside.Width, size.Height))
	words.Move(fyne.NewPos(size.Width-beside.Width-theme.InnerPadding(), 0))
	words.Resize(fyne.NewSize(beside.Width+theme.InnerPadding(), beside.Height))
}

// stacked sets two labels closely above one another, each as high as its words are at the
// width there is.
type stacked struct{}

// closer is how much of the room around labels two of them do without.
func closer() float32 { return theme.InnerPadding() * 1.3 }

func (stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if second := objects[1].MinSize(); objects[1].Visible() {
		size = fyne.NewSize(fyne.Max(size.Width, second.Width), size.Height+second.Height-closer())
	}
	return size
}

func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		height := o.MinSize().Height // a wrapped label knows it once it has a width
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height - closer()
	}
}
