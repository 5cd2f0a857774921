package composing

import "fyne.io/fyne/v2"

// Place is where a caret stands in its window, in the pixels of the window's inside.
type Place struct {
	X, Y          int // upper left corner
	Width, Height int
	Text          int // height of the letters
}

// pixels is what is known of a window's inside.
type pixels interface {
	PixelCoordinateForPosition(fyne.Position) (x, y int)
	Size() fyne.Size
}

// placeOf is the place of a caret that stands at a position of the canvas, with a size and
// letters of a size. One that is scrolled out of sight is taken to the nearest edge, so that
// the input method stays with the window.
func placeOf(c pixels, at fyne.Position, size fyne.Size, text float32) Place {
	inside := c.Size()
	at.X = fyne.Max(0, fyne.Min(at.X, inside.Width-size.Width))
	at.Y = fyne.Max(0, fyne.Min(at.Y, inside.Height-size.Height))
	left, top := c.PixelCoordinateForPosition(at)
	right, bottom := c.PixelCoordinateForPosition(at.Add(size))
	_, letters := c.PixelCoordinateForPosition(fyne.NewPos(0, text))
	return Place{X: left, Y: top, Width: max(1, right-left), Height: max(1, bottom-top), Text: max(1, letters)}
}
