// Package walk leads a person through the program: a panel at the foot of the window that
// says what to look at or to do, with the buttons to go on, and a ring around the place.
package walk

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Options are what the panel needs from around it.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas // of the window it is shown in
	Next   func()
	Back   func()
	End    func() // the person leaves
}

// Walk is the panel and the ring. It is shown in a window by [Walk.Around].
type Walk struct {
	o      Options
	id     string // of the step that is shown; "" for none
	number int    // counted from 1
	of     int
	size   float32 // of the text when it was said

	title, text *form.Words
	where       *parts.Label
	back, next  *form.Button
	end         *form.Button
	bar         *fyne.Container
	ring        *canvas.Rectangle
}

// New makes a walk that shows nothing yet.
func New(o Options) *Walk {
	w := &Walk{o: o, where: parts.NewLabel(), ring: canvas.NewRectangle(color.Transparent)}
	w.title = form.NewWords(o.Voice, form.Heading, parts.Nothing)
	w.text = form.NewWords(o.Voice, form.Body, parts.Nothing)
	w.where.Importance, w.where.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	w.back = form.NewButton(theme.NavigateBackIcon(), o.Back)
	w.next = form.NewButton(theme.NavigateNextIcon(), o.Next)
	w.next.Importance, w.next.IconPlacement = widget.HighImportance, widget.ButtonIconTrailingText
	w.end = form.NewButton(theme.CancelIcon(), o.End)
	for _, b := range []*form.Button{w.back, w.next, w.end} {
		b.OnEscape = o.End
	}
	head := container.New(parts.NewHead(), w.title.Object(), w.next, w.back, w.end, w.where)
	w.bar = container.NewStack(parts.NewGround(look.ColorCurrent, theme.ColorNamePrimary), container.New(foot{}, head, w.text.Object()))
	w.bar.Hide()
	w.ring.StrokeWidth, w.ring.CornerRadius = 3, 6
	w.ring.Hide()
	return w
}

// Around returns the contents of a window with the panel below them and the ring over them.
func (w *Walk) Around(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(container.New(above{w}, content, w.bar), container.NewWithoutLayout(w.ring))
}

// Say shows a step, by the id of its messages, and how far it is.
func (w *Walk) Say(id string, number, of int) {
	w.id, w.number, w.of = id, number, of
	w.Retranslate()
	w.bar.Show()
}

// Hide takes the panel and the ring away.
func (w *Walk) Hide() {
	w.bar.Hide()
	w.ring.Hide()
}

// Shown reports whether the panel is shown.
func (w *Walk) Shown() bool { return w.bar.Visible() }

// Retranslate says the step in the language chosen now.
func (w *Walk) Retranslate() {
	if w.id == "" {
		return
	}
	v := w.o.Voice
	w.size = theme.TextSize()
	w.title.Say(w.brief(voice.Message("walk." + w.id)))
	w.text.Say(w.brief(voice.Message("walk." + w.id + ".text")))
	w.where.Say(v, w.sayWhere)
	w.back.Say(v, voice.Message("walk.back"))
	w.end.Say(v, voice.Message("walk.end"))
	next := "walk.next"
	if w.number == w.of {
		next = "walk.finish"
	}
	w.next.Say(v, voice.Message(next))
	if w.number == 1 {
		w.back.Disable()
	} else {
		w.back.Enable()
	}
	w.bar.Refresh()
}

// large is from which size of the letters on the panel would leave no room for what it is
// about, were it to say all in two languages.
const large = 18

// brief says a thing in one language alone where the letters are large.
func (w *Walk) brief(say voice.Speaker) voice.Speaker {
	if theme.TextSize() >= large {
		return w.o.Voice.First(say)
	}
	return say
}

// sayWhere says how far the walk is and, where there is room, by which keys it goes on.
func (w *Walk) sayWhere(l translations.Language) string {
	where := translations.Text(l, "walk.where", map[string]string{"number": strconv.Itoa(w.number), "of": strconv.Itoa(w.of)})
	if theme.TextSize() >= large {
		return where
	}
	return where + translations.Text(l, "walk.keys")
}

// Focus puts the keyboard on the button that goes on.
func (w *Walk) Focus() { w.o.Canvas.Focus(w.next) }

// Focused reports whether the panel has the keyboard.
func (w *Walk) Focused() bool {
	at := w.o.Canvas.Focused()
	return at == fyne.Focusable(w.next) || at == fyne.Focusable(w.back) || at == fyne.Focusable(w.end)
}

// Point draws the ring around an object of the window; nil, and one that is not seen, has
// none.
func (w *Walk) Point(o fyne.CanvasObject) {
	if o == nil || !o.Visible() || !w.Shown() {
		w.ring.Hide()
		return
	}
	const around = 4
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	most := w.o.Canvas.Size().Height - w.bar.Size().Height
	if size.Width == 0 || at.Y < 0 || at.Y > most-theme.TextSize() {
		w.ring.Hide()
		return
	}
	// Other than a scroll's content, the window begins at its own edge.
	height := fyne.Min(size.Height+2*around, most-at.Y+around)
	w.ring.StrokeColor = theme.Color(look.ColorRing)
	if to := fyne.NewPos(at.X-around, at.Y-around); w.ring.Position() != to || w.ring.Size() != fyne.NewSize(size.Width+2*around, height) {
		w.ring.Move(to)
		w.ring.Resize(fyne.NewSize(size.Width+2*around, height))
	}
	w.ring.Show()
}

// Pointing reports whether the ring is seen.
func (w *Walk) Pointing() bool { return w.ring.Visible() }

// above sets the panel, its second object, below what the window shows.
type above struct{ walk *Walk }

func (above) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize() // the panel takes of what there is
}

func (a above) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := float32(0)
	if bar := objects[1]; bar.Visible() {
		if a.walk.size != theme.TextSize() {
			a.walk.Retranslate() // how much it says follows the size of the text
		}
		for range 2 { // what wraps knows its height once it has a width
			bar.Resize(fyne.NewSize(size.Width, bar.MinSize().Height))
		}
		high = fyne.Min(bar.MinSize().Height, size.Height/2)
		bar.Resize(fyne.NewSize(size.Width, high))
		bar.Move(fyne.NewPos(0, size.Height-high))
	}
	objects[0].Resize(fyne.NewSize(size.Width, size.Height-high))
}

// foot sets the title with its buttons above the text, with a margin.
type foot struct{}

func (foot) edge() float32 { return theme.InnerPadding() }

func (f foot) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head, text := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(fyne.Max(head.Width, text.Width), head.Height+text.Height+f.edge()/2)
}

func (f foot) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, text := objects[0], objects[1]
	width := size.Width - 2*f.edge()
	for range 2 { // what wraps knows its height once it has a width
		head.Resize(fyne.NewSize(width, head.MinSize().Height))
		text.Resize(fyne.NewSize(width, text.MinSize().Height))
	}
	head.Move(fyne.NewPos(f.edge(), f.edge()/2))
	text.Move(fyne.NewPos(f.edge(), f.edge()/2+head.Size().Height-f.edge()/2))
}
