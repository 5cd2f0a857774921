// Package board shows a picture with things on it that a person moves by mouse or
// by keyboard: the corners of a paper, a mark, the fields of a form.
//
// All places are parts of the picture's width and height, 0 to 1, so that they mean
// the same at any size.
package board

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/presence"
)

// A Thing lies on the picture.
type Thing struct {
	X, Y          float64 // its middle
	Width, Height float64 // of a box; zero for a corner
	Text          string  // in the box
}

// corner reports whether the thing is a point and no box.
func (t Thing) corner() bool { return t.Width == 0 }

// A Trace is a closed line on the picture that cannot be moved.
type Trace struct {
	Points [][2]float64
	Number int // said beside it; 0 for none
}

// Board is the picture with its things. It belongs to the UI goroutine.
type Board struct {
	widget.BaseWidget
	presence.Keys

	// Moved is called while a thing is moved, with its number; done says that it was
	// let go.
	Moved func(i int, done bool)
	// Chosen is called when another thing is the current one; -1 for none.
	Chosen func(i int)
	// Tapped is called for a place on the picture where nothing lies; may be nil.
	Tapped func(x, y float64)
	// Key is offered the keys that the board does not use itself; it reports
	// whether it took one. May be nil.
	Key func(fyne.KeyName) bool

	picture image.Image
	things  []Thing
	traces  []Trace
	linked  bool // the things are the corners of one paper, joined by lines
	current int

	zoom    float32 // 1 fits the picture into the room there is
	focused bool
	wide    bool // shift is held: larger steps
	drag    *drag
}

// drag is a thing being moved by the mouse.
type drag struct {
	thing int
	offX  float64 // of the pointer from its middle
	offY  float64
	moved bool
}

// New returns an empty board.
func New() *Board {
	b := &Board{current: -1, zoom: 1}
	b.ExtendBaseWidget(b)
	return b
}

// SetPicture shows another picture under the things.
func (b *Board) SetPicture(img image.Image) {
	b.picture = img
	b.Refresh()
}

// SetThings lays other things on the picture. Linked ones are joined by lines, in
// their order and back to the first.
func (b *Board) SetThings(things []Thing, linked bool) {
	b.things, b.linked = things, linked
	if b.current >= len(things) {
		b.current = -1
	}
	if b.focused && b.current < 0 && len(things) > 0 {
		b.current = 0
	}
	b.Refresh()
}

// SetTraces draws other lines on the picture.
func (b *Board) SetTraces(traces []Trace) {
	b.traces = traces
	b.Refresh()
}

// Things returns the things as they lie now.
func (b *Board) Things() []Thing { return b.things }

// Current returns the number of the current thing, -1 for none.
func (b *Board) Current() int { return b.current }

// Choose makes a thing the current one; -1 none.
func (b *Board) Choose(i int) {
	if i == b.current || i >= len(b.things) {
		return
	}
	b.current = i
	b.Refresh()
	if b.Chosen != nil {
		b.Chosen(i)
	}
}

// Zoom shows the picture so many times as large as it fits.
func (b *Board) Zoom(times float32) {
	b.zoom = fyne.Max(1, fyne.Min(times, 6))
	b.Refresh()
}

// Zoomed returns how many times as large as it fits the picture is.
func (b *Board) Zoomed() float32 { return b.zoom }

// least is the smallest a board gets.
var least = fyne.NewSize(240, 200)

// place returns where the picture lies on the board.
func (b *Board) place() (at fyne.Position, size fyne.Size) {
	room := b.Size()
	if b.picture == nil || room.Width <= 0 || room.Height <= 0 {
		return fyne.Position{}, fyne.Size{}
	}
	bounds := b.picture.Bounds()
	w, h := float32(bounds.Dx()), float32(bounds.Dy())
	scale := fyne.Min(room.Width/w, room.Height/h)
	size = fyne.NewSize(w*scale, h*scale)
	return fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2), size
}

// at returns the place on the picture under a position on the board, within its
// edges.
func (b *Board) at(p fyne.Position) (x, y float64, inside bool) {
	from, size := b.place()
	if size.Width == 0 {
		return 0, 0, false
	}
	x, y = float64((p.X-from.X)/size.Width), float64((p.Y-from.Y)/size.Height)
	inside = x >= 0 && x <= 1 && y >= 0 && y <= 1
	return within(x), within(y), inside
}

func within(v float64) float64 { return math.Max(0, math.Min(1, v)) }

// position is where a place on the picture lies on the board.
func (b *Board) position(x, y float64) fyne.Position {
	from, size := b.place()
	return fyne.NewPos(from.X+float32(x)*size.Width, from.Y+float32(y)*size.Height)
}

// grip is how near to a corner the pointer takes hold of it.
const grip = 18

// under returns the thing under a position on the board, the nearest corner or the
// topmost box; -1 for none.
func (b *Board) under(p fyne.Position) int {
	found, nearest := -1, float32(grip)
	for i, t := range b.things {
		middle := b.position(t.X, t.Y)
		if t.corner() {
			if d := float32(math.Hypot(float64(p.X-middle.X), float64(p.Y-middle.Y))); d <= nearest {
				found, nearest = i, d
			}
			continue
		}
		_, size := b.place()
		w, h := fyne.Max(float32(t.Width)*size.Width, grip)/2, fyne.Max(float32(t.Height)*size.Height, grip)/2
		if p.X >= middle.X-w && p.X <= middle.X+w && p.Y >= middle.Y-h && p.Y <= middle.Y+h {
			found = i
		}
	}
	return found
}

// MouseDown takes hold of what lies under the pointer.
func (b *Board) MouseDown(e *desktop.MouseEvent) {
	form.Focus(b)
	b.drag = nil
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	x, y, inside := b.at(e.Position)
	if i := b.under(e.Position); i >= 0 {
		b.Choose(i)
		t := b.things[i]
		b.drag = &drag{thing: i, offX: x - t.X, offY: y - t.Y}
		return
	}
	if inside && b.Tapped != nil {
		b.Tapped(x, y)
	}
}

// MouseUp lets go.
func (b *Board) MouseUp(*desktop.MouseEvent) { b.letGo() }

// Dragged moves what is held.
func (b *Board) Dragged(e *fyne.DragEvent) {
	if b.drag == nil {
		return
	}
	x, y, _ := b.at(e.Position)
	b.drag.moved = true
	b.move(b.drag.thing, x-b.drag.offX, y-b.drag.offY, false)
}

// DragEnd lets go.
func (b *Board) DragEnd() { b.letGo() }

func (b *Board) letGo() {
	if b.drag == nil {
		return
	}
	held := b.drag
	b.drag = nil
	if held.moved && b.Moved != nil {
		b.Moved(held.thing, true)
	}
}

func (b *Board) move(i int, x, y float64, done bool) {
	b.things[i].X, b.things[i].Y = within(x), within(y)
	b.Refresh()
	if b.Moved != nil {
		b.Moved(i, done)
	}
}

// Cursor is a cross where something can be moved or placed.
func (b *Board) Cursor() desktop.Cursor {
	if len(b.things) > 0 || b.Tapped != nil {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

// FocusGained draws the ring, and makes the first thing current.
func (b *Board) FocusGained() {
	b.focused = true
	if b.current < 0 && len(b.things) > 0 {
		b.Choose(0)
	}
	b.Refresh()
}

// FocusLost takes the ring away.
func (b *Board) FocusLost() {
	b.focused, b.wide = false, false
	b.Refresh()
}

// KeyDown notes that Shift is held.
func (b *Board) KeyDown(key *fyne.KeyEvent) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		b.wide = true
	}
}

// KeyUp notes that Shift is let go.
func (b *Board) KeyUp(key *fyne.KeyEvent) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		b.wide = false
	}
}

// TypedRune is not for the board.
func (b *Board) TypedRune(rune) {}

// How far an arrow key moves a thing, as a part of the picture's width.
const (
	step     = 0.002
	wideStep = 0.02
)

// TypedKey moves the current thing with the arrows, goes to the next one with
// Space, and enlarges with Page Up and Page Down.
func (b *Board) TypedKey(key *fyne.KeyEvent) {
	if b.Key != nil && b.Key(key.Name) {
		return
	}
	by := step
	if b.wide {
		by = wideStep
	}
	ratio := 1.0 // so that a step is as long down as across
	if _, size := b.place(); size.Height > 0 {
		ratio = float64(size.Width / size.Height)
	}
	var dx, dy float64
	switch key.Name {
	case fyne.KeyLeft:
		dx = -by
	case fyne.KeyRight:
		dx = by
	case fyne.KeyUp:
		dy = -by * ratio
	case fyne.KeyDown:
		dy = by * ratio
	case fyne.KeySpace:
		if len(b.things) > 0 {
			b.Choose((b.current + 1) % len(b.things))
		}
		return
	case fyne.KeyPageUp:
		b.Zoom(b.zoom * 1.5)
		return
	case fyne.KeyPageDown:
		b.Zoom(b.zoom / 1.5)
		return
	default:
		form.PassOn(b, key)
		return
	}
	if b.current >= 0 && b.current < len(b.things) {
		t := b.things[b.current]
		b.move(b.current, t.X+dx, t.Y+dy, true)
	}
}
