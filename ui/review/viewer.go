package review

import (
	"image"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/presence"
)

// fitting is how large a picture is shown.
type fitting int

const (
	whole  fitting = iota // all of it is seen
	width                 // as wide as there is room
	height                // as high as there is room
	free                  // as a person has set it
)

const (
	enlarged = 1.25 // by one press of a key, or one notch of the wheel
	largest  = 12   // times as large as the whole picture fits
	panned   = 60   // units that an arrow key moves the picture
)

// trace is a closed line around what a remark is about, in parts of the picture.
type trace struct {
	points [][2]float64
	number int // said beside it
}

// viewer shows a scan, to be enlarged and moved about by keys and mouse.
type viewer struct {
	widget.BaseWidget
	presence.Keys
	screen *Screen

	picture image.Image
	traces  []trace
	saying  string // in place of a picture
	fitted  fitting
	scale   float32       // units for a pixel, where it is free
	corner  fyne.Position // of the picture, where it is larger than the room
	focused bool
}

var (
	_ fyne.Focusable    = (*viewer)(nil)
	_ fyne.Shortcutable = (*viewer)(nil)
	_ fyne.Scrollable   = (*viewer)(nil)
	_ fyne.Draggable    = (*viewer)(nil)
	_ desktop.Mouseable = (*viewer)(nil)
)

func newViewer(s *Screen) *viewer {
	v := &viewer{screen: s}
	v.ExtendBaseWidget(v)
	return v
}

// set shows a picture or, where there is none, says why.
func (v *viewer) set(picture image.Image, saying string) {
	v.picture, v.saying, v.traces = picture, saying, nil
	v.Refresh()
}

// trace draws lines around what is remarked on the page that is shown.
func (v *viewer) trace() {
	v.traces = v.screen.traces()
	v.Refresh()
}

// fit shows the picture as large as there is room.
func (v *viewer) fit(f fitting) {
	v.fitted, v.corner = f, fyne.Position{}
	v.Refresh()
}

// fits is the scale at which a picture has the room that a fitting says.
func (v *viewer) fits(f fitting) float32 {
	room := v.Size()
	b := v.picture.Bounds()
	across, down := room.Width/float32(b.Dx()), room.Height/float32(b.Dy())
	switch f {
	case width:
		return across
	case height:
		return down
	case free:
		return v.scale
	}
	return fyne.Min(across, down)
}

// place is where the picture lies in the room.
func (v *viewer) place() (at fyne.Position, size fyne.Size) {
	room := v.Size()
	if v.picture == nil || room.Width <= 0 || room.Height <= 0 {
		return at, size
	}
	b := v.picture.Bounds()
	scale := v.fits(v.fitted)
	size = fyne.NewSize(float32(b.Dx())*scale, float32(b.Dy())*scale)
	within := func(corner, side, room float32) float32 {
		if side <= room {
			return (room - side) / 2
		}
		return fyne.Max(room-side, fyne.Min(0, corner))
	}
	return fyne.NewPos(within(v.corner.X, size.Width, room.Width), within(v.corner.Y, size.Height, room.Height)), size
}

// enlarge shows the picture so many times as large; its middle stays where it is.
func (v *viewer) enlarge(times float32) {
	v.enlargeAt(times, fyne.NewPos(v.Size().Width/2, v.Size().Height/2))
}

func (v *viewer) enlargeAt(times float32, stays fyne.Position) {
	at, size := v.place()
	if size.Width == 0 {
		return
	}
	least := v.fits(whole)
	before := v.fits(v.fitted)
	v.scale = fyne.Max(least, fyne.Min(before*times, least*largest))
	times = v.scale / before
	v.fitted = free
	v.corner = fyne.NewPos(stays.X-(stays.X-at.X)*times, stays.Y-(stays.Y-at.Y)*times)
	v.Refresh()
}

// pan moves the picture.
func (v *viewer) pan(x, y float32) {
	at, _ := v.place()
	v.corner = at.AddXY(x, y)
	v.corner, _ = v.place()
	v.Refresh()
}

// Scrolled moves the picture; with Ctrl it enlarges it about the pointer.
func (v *viewer) Scrolled(e *fyne.ScrollEvent) {
	if !ctrlHeld() {
		v.pan(e.Scrolled.DX, e.Scrolled.DY)
		return
	}
	if e.Scrolled.DY > 0 {
		v.enlargeAt(enlarged, e.Position)
	} else if e.Scrolled.DY < 0 {
		v.enlargeAt(1/float32(enlarged), e.Position)
	}
}

// ctrlHeld is whether the Ctrl key is down.
var ctrlHeld = func() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0
}

// Dragged moves the picture with the pointer.
func (v *viewer) Dragged(e *fyne.DragEvent) { v.pan(e.Dragged.DX, e.Dragged.DY) }

// DragEnd has nothing to do.
func (v *viewer) DragEnd() {}

// MouseDown gives the scan the keyboard.
func (v *viewer) MouseDown(*desktop.MouseEvent) { v.screen.o.Canvas.Focus(v) }

// MouseUp has nothing to do.
func (v *viewer) MouseUp(*desktop.MouseEvent) {}

// FocusGained draws the ring.
func (v *viewer) FocusGained() { v.focused = true; v.Refresh() }

// FocusLost takes the ring away.
func (v *viewer) FocusLost() { v.focused = false; v.Refresh() }

// TypedRune takes what has no key of its own on every keyboard.
func (v *viewer) TypedRune(r rune) { v.screen.rune(r) }

// TypedShortcut does what the screen's own shortcuts do.
func (v *viewer) TypedShortcut(shortcut fyne.Shortcut) { v.screen.shortcut(shortcut) }

// TypedKey moves the picture, or does what the key does in the list.
func (v *viewer) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		v.pan(panned, 0)
	case fyne.KeyRight:
		v.pan(-panned, 0)
	case fyne.KeyUp:
		v.pan(0, panned)
	case fyne.KeyDown:
		v.pan(0, -panned)
	case fyne.KeyPageUp:
		v.pan(0, v.Size().Height*0.9)
	case fyne.KeyPageDown:
		v.pan(0, -v.Size().Height*0.9)
	case fyne.KeyJ, fyne.KeyK:
		v.screen.list.TypedKey(key)
	default:
		if !v.screen.key(key.Name) {
			form.PassOn(v, key)
		}
	}
}

// CreateRenderer draws the picture, cut at the edges of the room, and the lines on it.
func (v *viewer) CreateRenderer() fyne.WidgetRenderer {
	r := &viewRenderer{viewer: v, ground: canvas.NewRectangle(nil), image: canvas.NewImageFromImage(nil), ring: canvas.NewRectangle(color.Transparent), words: widget.NewLabel("")}
	r.image.FillMode, r.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	r.words.Wrapping, r.words.Alignment = fyne.TextWrapWord, fyne.TextAlignCenter
	r.inside = container.NewWithoutLayout(r.image)
	r.clip = container.NewClip(r.inside)
	r.Refresh()
	return r
}

type viewRenderer struct {
	viewer *viewer
	ground *canvas.Rectangle
	image  *canvas.Image
	inside *fyne.Container
	clip   *container.Clip
	words  *widget.Label
	ring   *canvas.Rectangle
}

func (r *viewRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 140) }

func (r *viewRenderer) Destroy() {}

func (r *viewRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.clip, r.words, r.ring}
}

func (r *viewRenderer) Layout(size fyne.Size) {
	for _, o := range []fyne.CanvasObject{r.ground, r.clip, r.ring} {
		o.Resize(size)
	}
	r.words.Resize(fyne.NewSize(size.Width, r.words.MinSize().Height))
	r.words.Move(fyne.NewPos(0, (size.Height-r.words.MinSize().Height)/2))
	at, room := r.viewer.place()
	r.image.Move(at)
	r.image.Resize(room)
	r.draw(at, room)
}

func (r *viewRenderer) Refresh() {
	r.ground.FillColor = theme.Color(look.ColorRail)
	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.Hidden = theme.Color(look.ColorRing), 2, !r.viewer.focused
	if r.image.Image != r.viewer.picture {
		r.image.Image = r.viewer.picture
		r.image.Refresh()
	}
	r.image.Hidden = r.viewer.picture == nil
	r.words.Hidden = r.viewer.picture != nil
	r.words.SetText(r.viewer.saying)
	r.ground.Refresh()
	r.ring.Refresh()
	r.Layout(r.viewer.Size())
	canvas.Refresh(r.viewer)
}

// A line around a remark is drawn in a colour that no paper has, with a light one beneath.
var (
	traceColor = color.NRGBA{R: 0xd8, G: 0x1b, B: 0x60, A: 0xff}
	haloColor  = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xc0}
)

// draw lays the lines on the picture.
func (r *viewRenderer) draw(at fyne.Position, size fyne.Size) {
	r.inside.Objects = []fyne.CanvasObject{r.image}
	if r.viewer.picture == nil {
		return
	}
	on := func(p [2]float64) fyne.Position {
		return at.AddXY(float32(p[0])*size.Width, float32(p[1])*size.Height)
	}
	for _, t := range r.viewer.traces {
		for i, p := range t.points {
			for _, one := range []struct {
				color color.Color
				width float32
			}{{haloColor, 4}, {traceColor, 2}} {
				line := canvas.NewLine(one.color)
				line.StrokeWidth = one.width
				line.Position1, line.Position2 = on(p), on(t.points[(i+1)%len(t.points)])
				r.inside.Add(line)
			}
		}
		if len(t.points) > 0 {
			number := canvas.NewText(strconv.Itoa(t.number), traceColor)
			number.Move(on(t.points[0]).AddXY(4, 2))
			number.Resize(number.MinSize())
			r.inside.Add(number)
		}
	}
}
