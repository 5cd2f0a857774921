package kind

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// answer is one of several things to choose from, large enough to be hit at
// once. Return, Space, a click or its number takes it; the arrow keys go to its
// neighbours.
type answer struct {
	widget.BaseWidget
	parts.Hover
	presence.Keys

	number  int  // counted from 1; what to type for it
	given   bool // taken earlier
	words   []*form.Words
	picked  func()
	move    func(by int)  // to a neighbour
	typed   func(rune)    // a character that may be a number
	leave   func()        // Escape
	focus   func(*answer) // has got the keyboard
	focused bool
}

var (
	_ fyne.Focusable    = (*answer)(nil)
	_ fyne.Tappable     = (*answer)(nil)
	_ desktop.Hoverable = (*answer)(nil)
)

// newAnswer says what it stands for and, where help is not nil, more beneath.
func newAnswer(v *voice.Voice, number int, say, help voice.Speaker) *answer {
	a := &answer{number: number, words: []*form.Words{form.NewWords(v, form.Body, say)}}
	if help != nil {
		a.words = append(a.words, form.NewWords(v, form.Quiet, help))
	}
	a.Hover = parts.NewHover(a.Refresh)
	a.ExtendBaseWidget(a)
	return a
}

// Tapped takes the answer.
func (a *answer) Tapped(*fyne.PointEvent) { a.picked() }

// TypedKey takes the answer, goes to a neighbour or back.
func (a *answer) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		a.picked()
	case fyne.KeyDown, fyne.KeyRight:
		a.move(1)
	case fyne.KeyUp, fyne.KeyLeft:
		a.move(-1)
	case fyne.KeyEscape:
		a.leave()
	default:
		form.PassOn(a, key)
	}
}

// TypedRune takes the answer whose number is typed.
func (a *answer) TypedRune(r rune) { a.typed(r) }

// FocusGained draws the focus ring.
func (a *answer) FocusGained() {
	a.focused = true
	a.Refresh()
	a.focus(a)
}

// FocusLost takes the focus ring away.
func (a *answer) FocusLost() { a.focused = false; a.Refresh() }

// Retranslate says the answer in the language chosen now.
func (a *answer) Retranslate() {
	for _, w := range a.words {
		w.Retranslate()
	}
	a.Refresh()
}

// CreateRenderer draws the answer: its number in a circle, its words beside it.
func (a *answer) CreateRenderer() fyne.WidgetRenderer {
	r := &answerRenderer{
		answer: a,
		back:   canvas.NewRectangle(color.Transparent),
		circle: canvas.NewCircle(color.Transparent),
		number: canvas.NewText(strconv.Itoa(a.number), color.Transparent),
	}
	r.number.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type answerRenderer struct {
	answer *answer
	back   *canvas.Rectangle
	circle *canvas.Circle
	number *canvas.Text
}

// diameter is that of the circle round the number.
func (r *answerRenderer) diameter() float32 { return theme.TextSize() * 1.9 }

// indent is where the words begin.
func (r *answerRenderer) indent() float32 { return r.diameter() + 3*theme.InnerPadding() }

func (r *answerRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	d := r.diameter()
	at := fyne.NewPos(2*theme.InnerPadding(), (size.Height-d)/2)
	r.circle.Move(at)
	r.circle.Resize(fyne.NewSquareSize(d))
	r.number.Move(at)
	r.number.Resize(fyne.NewSquareSize(d))
	height := stack(r.objects(), fyne.NewPos(r.indent(), 0), size.Width-r.indent()-theme.InnerPadding())
	for _, o := range r.objects() {
		o.Move(o.Position().AddXY(0, fyne.Max(0, (size.Height-height)/2)))
	}
}

func (r *answerRenderer) MinSize() fyne.Size {
	var size fyne.Size
	for _, o := range r.objects() {
		size.Width = fyne.Max(size.Width, o.MinSize().Width)
		size.Height += o.MinSize().Height
	}
	size.Height -= float32(len(r.objects())-1) * snug()
	return fyne.NewSize(size.Width+r.indent()+theme.InnerPadding(),
		fyne.Max(size.Height, r.diameter()+theme.InnerPadding()))
}

func (r *answerRenderer) Refresh() {
	th := fyne.CurrentApp().Settings().Theme()
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	a := r.answer
	r.back.FillColor = th.Color(theme.ColorNameInputBackground, variant)
	switch {
	case a.given:
		r.back.FillColor = th.Color(look.ColorCurrent, variant)
	case a.Over:
		r.back.FillColor = th.Color(theme.ColorNameButton, variant)
	}
	r.back.StrokeColor, r.back.StrokeWidth = th.Color(theme.ColorNameInputBorder, variant), theme.InputBorderSize()
	if a.focused {
		r.back.StrokeColor, r.back.StrokeWidth = th.Color(look.ColorRing, variant), 3
	}
	r.back.CornerRadius = 2 * theme.InputRadiusSize()
	r.circle.StrokeColor, r.circle.StrokeWidth = th.Color(theme.ColorNamePrimary, variant), 1.5
	r.number.Color = th.Color(theme.ColorNamePrimary, variant)
	r.number.TextSize = theme.TextSize()
	r.back.Refresh()
	r.circle.Refresh()
	r.number.Refresh()
}

func (r *answerRenderer) objects() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, len(r.answer.words))
	for i, w := range r.answer.words {
		all[i] = w.Object()
	}
	return all
}

func (r *answerRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.circle, r.number}, r.objects()...)
}

func (r *answerRenderer) Destroy() {}
