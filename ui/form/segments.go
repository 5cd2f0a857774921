package form

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/ui/look"
	"recordaldesk/ui/presence"
	"recordaldesk/ui/voice"
)

// fewChoices is how many answers can stand side by side instead of in a list.
const fewChoices = 3

// Segments chooses one of a few, all of which are seen: by a click, by its number
// or first letter, or with Left and Right. Delete takes the answer back.
type Segments struct {
	widget.BaseWidget
	presence.Keys

	Chosen  func(id string) // "" where the answer was taken back
	OnFocus func()
	OnBlur  func()

	options []Option
	chosen  string
	focused bool
}

var (
	_ fyne.Focusable = (*Segments)(nil)
	_ fyne.Tappable  = (*Segments)(nil)
)

// NewSegments returns the widget with nothing chosen.
func NewSegments(chosen func(id string)) *Segments {
	s := &Segments{Chosen: chosen}
	s.ExtendBaseWidget(s)
	return s
}

// Offer shows the options, the one with the id chosen.
func (s *Segments) Offer(options []Option, chosen string) {
	s.options, s.chosen = options, chosen
	s.Refresh()
}

func (s *Segments) choose(i int) {
	id := ""
	if i >= 0 && i < len(s.options) {
		id = s.options[i].ID
	}
	if id == s.chosen {
		return
	}
	s.chosen = id
	s.Refresh()
	s.Chosen(id)
}

func (s *Segments) at() int {
	return slices.IndexFunc(s.options, func(o Option) bool { return o.ID == s.chosen })
}

// Tapped chooses the option under the pointer.
func (s *Segments) Tapped(e *fyne.PointEvent) {
	if c := canvasOf(s); c != nil {
		c.Focus(s)
	}
	left := float32(0)
	for i, o := range s.options {
		left += segmentWidth(o)
		if e.Position.X < left {
			s.choose(i)
			return
		}
	}
}

// TypedRune chooses the option of a number, from 1, or the first that begins with
// the letter.
func (s *Segments) TypedRune(r rune) {
	i := int(r - '1')
	if i < 0 || i >= len(s.options) {
		letter := strings.ToLower(string(r))
		i = slices.IndexFunc(s.options, func(o Option) bool {
			return strings.HasPrefix(strings.ToLower(o.Text), letter) || strings.HasPrefix(strings.ToLower(o.Aside), letter)
		})
	}
	if i >= 0 {
		s.choose(i)
	}
}

// TypedKey goes to the next option or the one before, or takes the answer back.
func (s *Segments) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyRight, fyne.KeySpace:
		s.choose(min(s.at()+1, len(s.options)-1))
	case fyne.KeyLeft:
		s.choose(max(s.at()-1, 0))
	case fyne.KeyDelete, fyne.KeyBackspace:
		s.choose(-1)
	default:
		PassOn(s, key)
	}
}

// FocusGained draws the focus ring.
func (s *Segments) FocusGained() {
	s.focused = true
	s.Refresh()
	if s.OnFocus != nil {
		s.OnFocus()
	}
}

// FocusLost takes the focus ring away.
func (s *Segments) FocusLost() {
	s.focused = false
	s.Refresh()
	if s.OnBlur != nil {
		s.OnBlur()
	}
}

// CreateRenderer draws the options side by side in one frame.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentsRenderer{segments: s, frame: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

// both reports whether an option is said in two languages: then all have room for two.
func (s *Segments) both() bool {
	return slices.ContainsFunc(s.options, func(o Option) bool { return o.Aside != "" })
}

// segmentsRenderer draws a ground and the texts for each option, and a frame round
// all.
type segmentsRenderer struct {
	segments *Segments
	frame    *canvas.Rectangle
	grounds  []*canvas.Rectangle
	texts    []*twin
}

func segmentWidth(o Option) float32 {
	text := newTwin(false)
	text.say(o.Text, o.Aside, true)
	return fyne.Max(text.minSize().Width+4*theme.InnerPadding(), 5*theme.TextSize())
}

func (r *segmentsRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(0, shortHeight(r.segments.both()))
	for _, o := range r.segments.options {
		size.Width += segmentWidth(o)
	}
	return size
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	left := float32(0)
	for i, o := range r.segments.options {
		width := segmentWidth(o)
		r.grounds[i].Move(fyne.NewPos(left, 0))
		r.grounds[i].Resize(fyne.NewSize(width, size.Height))
		r.texts[i].place(fyne.NewPos(left, 0), fyne.NewSize(width, size.Height), fyne.TextAlignCenter)
		left += width
	}
	r.frame.Resize(fyne.NewSize(left, size.Height))
}

func (r *segmentsRenderer) Refresh() {
	s := r.segments
	for len(r.grounds) < len(s.options) {
		r.grounds, r.texts = append(r.grounds, canvas.NewRectangle(nil)), append(r.texts, newTwin(false))
	}
	r.grounds, r.texts = r.grounds[:len(s.options)], r.texts[:len(s.options)]
	th, variant := fyne.CurrentApp().Settings().Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	for i, o := range s.options {
		ground, first, second := theme.ColorNameInputBackground, theme.ColorNameForeground, theme.ColorNamePlaceHolder
		if o.ID == s.chosen {
			ground, first, second = theme.ColorNamePrimary, theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnPrimary
		}
		r.grounds[i].FillColor = th.Color(ground, variant)
		r.grounds[i].CornerRadius = theme.InputRadiusSize()
		r.grounds[i].Refresh()
		r.texts[i].say(o.Text, o.Aside, s.both())
		r.texts[i].color(th.Color(first, variant), th.Color(second, variant))
	}
	r.frame.StrokeColor, r.frame.StrokeWidth = th.Color(theme.ColorNameInputBorder, variant), theme.InputBorderSize()
	if s.focused {
		r.frame.StrokeColor, r.frame.StrokeWidth = th.Color(look.ColorRing, variant), 3
	}
	r.frame.CornerRadius = theme.InputRadiusSize()
	r.Layout(s.Size())
	r.frame.Refresh()
}

func (r *segmentsRenderer) Objects() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, 0, 3*len(r.grounds)+1)
	for i := range r.grounds {
		all = append(all, r.grounds[i], r.texts[i].first, r.texts[i].second)
	}
	return append(all, r.frame)
}

func (r *segmentsRenderer) Destroy() {}

// segmentsControl chooses one of a list of a few.
type segmentsControl struct {
	segments *Segments
	voice    *voice.Voice
	field    *rules.Field
	options  func() []string
	value    string
}

func newSegments(v *voice.Voice, f *rules.Field, options func() []string, changed func(any)) *segmentsControl {
	c := &segmentsControl{voice: v, field: f, options: options}
	c.segments = NewSegments(func(id string) { c.value = id; changed(id) })
	c.retranslate()
	return c
}

func (c *segmentsControl) object() fyne.CanvasObject { return container.NewHBox(c.segments) }
func (c *segmentsControl) focus() fyne.Focusable     { return c.segments }

func (c *segmentsControl) show(value any) {
	c.value, _ = value.(string)
	c.retranslate()
}

func (c *segmentsControl) retranslate() {
	c.segments.Offer(offer(c.voice, c.field, c.options(), ""), c.value)
}
