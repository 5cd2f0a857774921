package labels

import (
	"image/color"
	"slices"

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
	"recordaldesk/ui/seen"
)

// Picker lies over a window and has one of the texts in it chosen: by a click on it, or
// with the arrow keys and Return.
type Picker struct {
	widget.BaseWidget
	presence.Keys
	texts  []seen.Text
	at     int              // index of the text that is framed; -1 for none
	chosen func(*seen.Text) // nil where none was
	frame  *canvas.Rectangle
}

var (
	_ fyne.Focusable    = (*Picker)(nil)
	_ desktop.Mouseable = (*Picker)(nil)
	_ desktop.Hoverable = (*Picker)(nil)
	_ fyne.Tappable     = (*Picker)(nil)
)

// NewPicker returns a picker for texts of a window; chosen is called once.
func NewPicker(texts []seen.Text, chosen func(*seen.Text)) *Picker {
	p := &Picker{at: -1, chosen: chosen, frame: canvas.NewRectangle(color.Transparent)}
	for _, t := range texts {
		if t.Box.Width > 0 && t.Box.Height > 0 {
			p.texts = append(p.texts, t)
		}
	}
	slices.SortStableFunc(p.texts, func(a, b seen.Text) int {
		if a.Layer != b.Layer {
			return b.Layer - a.Layer
		}
		if a.Box.Y != b.Box.Y {
			return int(a.Box.Y - b.Box.Y)
		}
		return int(a.Box.X - b.Box.X)
	})
	p.ExtendBaseWidget(p)
	return p
}

// near is how far beside a text a click still means it: it may stand in a button.
const near = 12

// under returns the index of the text at a point, of the uppermost the nearest and then
// the smallest; -1 for none.
func (p *Picker) under(at fyne.Position) int {
	found := -1
	var best [3]float32
	for i, t := range p.texts {
		b := t.Box
		away := max(b.X-at.X, at.X-b.Right(), b.Y-at.Y, at.Y-b.Bottom(), 0)
		if away > near {
			continue
		}
		rank := [3]float32{-float32(t.Layer), away, b.Width * b.Height}
		if found < 0 || slices.Compare(rank[:], best[:]) < 0 {
			found, best = i, rank
		}
	}
	return found
}

func (p *Picker) point(i int) {
	if i != p.at {
		p.at = i
		p.Refresh()
	}
}

func (p *Picker) choose() {
	done := p.chosen
	if done == nil {
		return
	}
	p.chosen = nil
	if p.at < 0 {
		done(nil)
		return
	}
	done(&p.texts[p.at])
}

// MouseIn frames the text under the pointer.
func (p *Picker) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved frames the text under the pointer.
func (p *Picker) MouseMoved(e *desktop.MouseEvent) { p.point(p.under(e.AbsolutePosition)) }

// MouseOut frames nothing.
func (p *Picker) MouseOut() { p.point(-1) }

// MouseDown frames the text under the pointer.
func (p *Picker) MouseDown(e *desktop.MouseEvent) { p.point(p.under(e.AbsolutePosition)) }

// MouseUp does nothing.
func (p *Picker) MouseUp(*desktop.MouseEvent) {}

// Tapped chooses the text under the pointer. The mouse is up by then: when it goes down,
// the toolkit takes the keyboard from whatever has just been given it.
func (p *Picker) Tapped(*fyne.PointEvent) { p.choose() }

// Cursor shows that something is to be pointed at.
func (p *Picker) Cursor() desktop.Cursor {
	presence.Sign()
	return desktop.CrosshairCursor
}

// FocusGained frames the first text.
func (p *Picker) FocusGained() {
	if p.at < 0 && len(p.texts) > 0 {
		p.point(0)
	}
}

// FocusLost does nothing.
func (p *Picker) FocusLost() {}

// TypedRune does nothing.
func (p *Picker) TypedRune(rune) {}

// TypedKey goes from text to text, chooses one, or none.
func (p *Picker) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyDown, fyne.KeyRight:
		p.point(min(p.at+1, len(p.texts)-1))
	case fyne.KeyUp, fyne.KeyLeft:
		p.point(max(p.at-1, 0))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.choose()
	case fyne.KeyEscape, fyne.KeyF12:
		p.at = -1
		p.choose()
	default:
		form.PassOn(p, key)
	}
}

// CreateRenderer draws the frame.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	r := &pickerRenderer{p}
	r.Refresh()
	return r
}

type pickerRenderer struct{ of *Picker }

func (r *pickerRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *pickerRenderer) Layout(fyne.Size)   { r.Refresh() }
func (r *pickerRenderer) Refresh() {
	f := r.of.frame
	f.StrokeColor, f.StrokeWidth, f.CornerRadius = theme.Color(look.ColorRing), 2, theme.InputRadiusSize()
	if r.of.at < 0 || r.of.at >= len(r.of.texts) {
		f.Hide()
		return
	}
	box := r.of.texts[r.of.at].Box
	f.Move(fyne.NewPos(box.X-3, box.Y-2))
	f.Resize(fyne.NewSize(box.Width+6, box.Height+4))
	f.Show()
	f.Refresh()
}
func (r *pickerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.of.frame} }
func (r *pickerRenderer) Destroy()                     {}

// Dock lies over a window and has the panel at its right edge or at its left; the rest of
// the window stays as it is and can be worked with.
type Dock struct {
	Left   bool
	object *fyne.Container
	panel  *Panel
}

// NewDock returns a dock with nothing in it.
func NewDock() *Dock {
	d := &Dock{}
	d.object = container.New(dockLayout{d})
	return d
}

// Object returns what to put over the window.
func (d *Dock) Object() *fyne.Container { return d.object }

// Panel returns the panel that is shown, nil for none.
func (d *Dock) Panel() *Panel { return d.panel }

// Show shows a panel; nil takes it away.
func (d *Dock) Show(p *Panel) {
	d.panel = p
	d.object.Objects = nil
	if p != nil {
		ground := canvas.NewRectangle(theme.Color(look.ColorPaper))
		ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
		d.object.Objects = []fyne.CanvasObject{container.NewStack(parts.NewShield(), ground, p.Object())}
	}
	d.object.Refresh()
}

// Over puts something over all of the window instead; nil takes it away.
func (d *Dock) Over(o fyne.CanvasObject) {
	if o == nil {
		d.Show(d.panel)
		return
	}
	below := d.object.Objects
	if d.panel == nil {
		below = nil
	}
	d.object.Objects = append(slices.Clone(below[:min(1, len(below))]), o)
	d.object.Refresh()
}

// panelWidth is that of the panel, in heights of the text.
const panelWidth = 30

type dockLayout struct{ dock *Dock }

func (dockLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l dockLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		if i == 0 && l.dock.panel != nil {
			width := fyne.Min(panelWidth*theme.TextSize(), size.Width*0.6)
			x := size.Width - width
			if l.dock.Left {
				x = 0
			}
			o.Move(fyne.NewPos(x, 0))
			o.Resize(fyne.NewSize(width, size.Height))
			continue
		}
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}
