package composing_test

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/composing"
	"recordaldesk/ui/form"
)

// pink is the colour of the caret, and of nothing else.
var pink = color.NRGBA{255, 0, 255, 255}

type pinkCaret struct{ fyne.Theme }

func (p pinkCaret) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == theme.ColorNamePrimary {
		return pink
	}
	return p.Theme.Color(name, variant)
}

// watched is a window with an entry in a scroll, of which is known what the system is told.
type watched struct {
	entry  *form.Entry
	scroll *container.Scroll
	window fyne.Window
	told   composing.Place
	times  int
	left   bool
}

// watch opens the window; the entry is one of a hundred.
func watch(t *testing.T, entry *form.Entry, scale float32) *watched {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(pinkCaret{test.Theme()})
	w := &watched{entry: entry}
	t.Cleanup(composing.Listen(func(p composing.Place) { w.told, w.times = p, w.times+1 }, func() { w.left = true }))
	above := canvas.NewRectangle(color.White)
	above.SetMinSize(fyne.NewSize(10, 130))
	below := canvas.NewRectangle(color.White)
	below.SetMinSize(fyne.NewSize(10, 900))
	w.scroll = container.NewVScroll(container.NewVBox(above, w.entry, below))
	w.window = test.NewTempWindow(t, w.scroll)
	w.window.Canvas().(software.WindowlessCanvas).SetScale(scale)
	w.window.Resize(fyne.NewSize(300, 400))
	w.window.Canvas().Focus(w.entry)
	return w
}

// drawn is where the caret is seen: the entry's border has its colour, too, and is left out.
func (w *watched) drawn(t *testing.T) image.Rectangle {
	t.Helper()
	c := w.window.Canvas()
	picture := c.Capture()
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.entry)
	border := fyne.NewSquareOffsetPos(3 * theme.InputBorderSize())
	left, top := c.PixelCoordinateForPosition(corner.Add(border))
	right, bottom := c.PixelCoordinateForPosition(corner.Add(w.entry.Size()).Subtract(border))
	var at image.Rectangle
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			if r, g, b, _ := picture.At(x, y).RGBA(); r > 0xf000 && g < 0x1000 && b > 0xf000 {
				at = at.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if at.Empty() {
		t.Fatal("no caret is seen")
	}
	return at
}

// agree fails unless the system was told where the caret is seen.
func (w *watched) agree(t *testing.T, when string) {
	t.Helper()
	at := w.drawn(t)
	off := func(a, b int) bool { return a-b > 1 || b-a > 1 } // edges between pixels are drawn softly
	if off(w.told.X, at.Min.X) || off(w.told.Y, at.Min.Y) || off(w.told.Y+w.told.Height, at.Max.Y) {
		t.Errorf("%s: the system was told %+v, the caret is seen at %v", when, w.told, at)
	}
}

func TestTheSystemIsToldWhereTheCaretIsSeen(t *testing.T) {
	for _, scale := range []float32{1, 1.5, 2} {
		w := watch(t, form.NewEntry(), scale)
		w.agree(t, "empty")
		test.Type(w.entry, "杭州 Qingyan")
		w.agree(t, "after typing")
		w.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
		w.agree(t, "at the beginning")
		w.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		w.agree(t, "after the first character")
		w.entry.SetText(strings.Repeat("很长的名称", 30))
		w.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		w.agree(t, "in a text longer than the entry")
		w.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		w.agree(t, "further left in it")
		w.window.Canvas().Unfocus()
		if !w.left {
			t.Error("nobody said that nothing is typed into any more")
		}
	}
}

func TestTheCaretOfALongTextIsInItsLine(t *testing.T) {
	w := watch(t, form.NewLongEntry(), 1.5)
	first := w.told
	test.Type(w.entry, strings.Repeat("杭州", 30)+"abc")
	w.agree(t, "in the second line or a later one")
	if w.told.Y < first.Y+first.Height {
		t.Errorf("the caret is told at %+v, in the first line", w.told)
	}
	w.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	w.agree(t, "a line up")
}

func TestTheCaretIsFollowedWhenThePageScrolls(t *testing.T) {
	w := watch(t, form.NewEntry(), 1)
	before := w.told.Y
	w.scroll.OnScrolled = func(fyne.Position) { composing.Scrolled() }
	w.scroll.ScrollToOffset(fyne.NewPos(0, 60))
	composing.Settle()
	w.agree(t, "scrolled")
	if w.told.Y != before-60 {
		t.Errorf("told at %d, want %d", w.told.Y, before-60)
	}
	w.window.Canvas().Unfocus()
	w.times = 0
	w.scroll.ScrollToOffset(fyne.NewPos(0, 0))
	composing.Settle()
	if w.times > 0 {
		t.Error("the system is told of an entry without the keyboard")
	}
}

// BenchmarkKey is what following adds to a key: in a page of a hundred fields.
func BenchmarkKey(b *testing.B) {
	test.NewTempApp(b)
	box := container.NewVBox()
	var last *form.Entry
	for range 100 {
		last = form.NewEntry()
		box.Add(container.NewVBox(canvas.NewText("name", color.Black), container.NewPadded(last)))
	}
	w := test.NewTempWindow(b, container.NewVScroll(box))
	told := 0
	defer composing.Listen(func(composing.Place) { told++ }, func() {})()
	w.Canvas().Focus(last)
	for b.Loop() {
		composing.Moved(last)
	}
}
