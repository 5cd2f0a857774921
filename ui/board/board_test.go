package board

import (
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// shown returns a board of 400 × 400 with a picture of 200 × 100 on it, which then
// lies 400 wide in the middle.
func shown(t *testing.T, things []Thing, linked bool) *Board {
	t.Helper()
	test.NewTempApp(t)
	b := New()
	b.SetPicture(image.NewGray(image.Rect(0, 0, 200, 100)))
	b.SetThings(things, linked)
	w := test.NewTempWindow(t, b)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 400))
	return b
}

func press(b *Board, x, y float32) {
	b.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary})
}

func drop(b *Board, x, y float32) {
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	b.DragEnd()
}

func TestACornerGoesWhereTheMousePutsIt(t *testing.T) {
	b := shown(t, []Thing{{X: 0.1, Y: 0.1}, {X: 0.9, Y: 0.1}, {X: 0.9, Y: 0.9}, {X: 0.1, Y: 0.9}}, true)
	var moved []int
	ended := 0
	b.Moved = func(i int, done bool) {
		moved = append(moved, i)
		if done {
			ended++
		}
	}
	press(b, 362, 122) // two off the corner at 360, 120
	drop(b, 202, 202)
	if got := b.Things()[1]; math.Abs(got.X-0.5) > 1e-6 || math.Abs(got.Y-0.5) > 1e-6 || b.Current() != 1 {
		t.Errorf("corner %d lies at %+v", b.Current(), got)
	}
	if len(moved) != 2 || moved[0] != 1 || ended != 1 {
		t.Errorf("told of %v, ended %d times", moved, ended)
	}
	press(b, 200, 200)
	drop(b, 4000, -50)
	if got := b.Things()[1]; got.X != 1 || got.Y != 0 {
		t.Errorf("beyond the picture the corner lies at %+v", got)
	}
}

func TestThingsMoveByKeyboard(t *testing.T) {
	b := shown(t, []Thing{{X: 0.5, Y: 0.5, Width: 0.2, Height: 0.1, Text: "姓名"}, {X: 0.2, Y: 0.2, Width: 0.1, Height: 0.1}}, false)
	b.FocusGained()
	if b.Current() != 0 {
		t.Fatalf("the current thing is %d", b.Current())
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	got := b.Things()[0]
	if got.X <= 0.5 || got.Y <= 0.5 {
		t.Errorf("the thing lies at %+v", got)
	}
	// The picture is twice as wide as high: a step down is twice the part of it.
	if ratio := (got.Y - 0.5) / (got.X - 0.5); math.Abs(ratio-2) > 1e-6 {
		t.Errorf("a step down is %v times one across", ratio)
	}
	b.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	before := b.Things()[0].X
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if b.Things()[0].X-before < 0.01 {
		t.Error("with Shift a step is no larger")
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if b.Current() != 1 {
		t.Errorf("Space leads to %d", b.Current())
	}
	taken := fyne.KeyName("")
	b.Key = func(k fyne.KeyName) bool { taken = k; return k == fyne.KeyDelete }
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if taken != fyne.KeyDelete {
		t.Error("the key is not offered")
	}
}

func TestThingsThatComeLaterCanBeMovedByKeyboard(t *testing.T) {
	b := shown(t, nil, false)
	b.FocusGained()
	b.SetThings([]Thing{{X: 0.5, Y: 0.5, Width: 0.2, Height: 0.1}}, false)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if got := b.Things()[0].X; got >= 0.5 {
		t.Errorf("the thing lies at %v", got)
	}
}

func TestAnEmptyPlaceIsTold(t *testing.T) {
	b := shown(t, []Thing{{X: 0.5, Y: 0.5, Width: 0.2, Height: 0.2}}, false)
	var at []float64
	b.Tapped = func(x, y float64) { at = append(at, x, y) }
	press(b, 200, 200) // on the thing
	press(b, 40, 20)   // beside the picture
	if len(at) != 0 {
		t.Fatalf("told of %v", at)
	}
	press(b, 40, 120)
	if len(at) != 2 || math.Abs(at[0]-0.1) > 1e-6 || math.Abs(at[1]-0.1) > 1e-6 {
		t.Errorf("told of %v, want 0.1 0.1", at)
	}
}
