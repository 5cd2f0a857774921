package composing

import (
	"testing"

	"fyne.io/fyne/v2"
)

// inside is a window of a size, whose units have a number of pixels.
type inside struct {
	size  fyne.Size
	scale float32
}

func (i inside) Size() fyne.Size { return i.size }

func (i inside) PixelCoordinateForPosition(p fyne.Position) (x, y int) {
	return int(p.X*i.scale + .5), int(p.Y*i.scale + .5)
}

func TestAPlaceIsInThePixelsOfTheWindow(t *testing.T) {
	size := fyne.NewSize(2, 20)
	for _, c := range []struct {
		name  string
		scale float32
		at    fyne.Position
		want  Place
	}{
		{"100 %", 1, fyne.NewPos(100, 50), Place{100, 50, 2, 20, 14}},
		{"150 %", 1.5, fyne.NewPos(100, 50), Place{150, 75, 3, 30, 21}},
		{"200 %", 2, fyne.NewPos(100, 50), Place{200, 100, 4, 40, 28}},
		{"scrolled out above", 1, fyne.NewPos(100, -300), Place{100, 0, 2, 20, 14}},
		{"scrolled out below", 1, fyne.NewPos(100, 3000), Place{100, 580, 2, 20, 14}},
		{"beyond the right edge", 1, fyne.NewPos(900, 50), Place{798, 50, 2, 20, 14}},
		{"in a window that is not open yet", 0, fyne.NewPos(1, 1), Place{0, 0, 1, 1, 1}},
	} {
		if got := placeOf(inside{fyne.NewSize(800, 600), c.scale}, c.at, size, 14); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
