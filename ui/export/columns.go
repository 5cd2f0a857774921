package export

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/parts"
)

// valueLayout sets label and value side by side, in Chinese and then in English. Where the
// letters are so large that words would be torn, each value stands beneath its label.
type valueLayout struct{ narrow bool }

// narrowSheet is the width, in heights of the text, below which values stand beneath.
const narrowSheet = 55

// half are the objects of one language, label and value.
func halves(objects []fyne.CanvasObject) [2][]fyne.CanvasObject {
	return [2][]fyne.CanvasObject{objects[0:2], objects[2:4]}
}

// MinSize returns the height that the words take at the width they have.
func (v *valueLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if !v.narrow {
		return valueColumns.MinSize(objects)
	}
	var height float32
	for _, half := range halves(objects) {
		height = fyne.Max(height, parts.Stack{}.MinSize(half).Height)
	}
	return fyne.NewSize(0, height)
}

// Layout sets the objects out.
func (v *valueLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if v.narrow = size.Width < narrowSheet*theme.TextSize(); !v.narrow {
		valueColumns.Layout(objects, size)
		return
	}
	for i, half := range halves(objects) {
		parts.Stack{}.Layout(half, fyne.NewSize(size.Width/2, size.Height))
		for _, o := range half {
			o.Move(o.Position().AddXY(float32(i)*size.Width/2, 0))
		}
	}
	objects[4].Resize(fyne.Size{}) // where lines of another kind have a link
}

// textLayout sets what stands in both languages side by side, with a link behind it, which
// has more of the width where the letters are large.
type textLayout struct{}

// MinSize returns the height that the words take at the width they have.
func (textLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return textColumns.MinSize(objects) }

// Layout sets the objects out.
func (textLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	columns := textColumns
	if size.Width < narrowSheet*theme.TextSize() {
		columns = narrowColumns
	}
	columns.Layout(objects, size)
}
