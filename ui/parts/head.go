package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Head sets buttons beside a title, its first object, at the right edge or, where they
// have no room there, in lines below it: a window must not grow beyond the screen where
// the letters are large. Without the title the buttons stand alone. Make it with
// [NewHead].
type Head struct{ width float32 }

// NewHead returns a layout of its own for one container.
func NewHead() *Head { return &Head{} }

// roomForTitle is what the title needs beside the buttons, in heights of the text.
const roomForTitle = 10

// MinSize returns the height that the objects took when they were last set out.
func (h *Head) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	h.place(objects, h.width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		size.Height = fyne.Max(size.Height, p.Y+s.Height)
		if o != objects[0] {
			size.Width = fyne.Max(size.Width, s.Width)
		}
	})
	return size
}

// Layout sets the objects out.
func (h *Head) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h.width = size.Width
	h.place(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

func (h *Head) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) {
	title, buttons := objects[0], objects[1:]
	if !title.Visible() {
		(&Flow{}).place(buttons, width, put)
		return
	}
	var all float32
	for _, b := range buttons {
		all += b.MinSize().Width + theme.Padding()
	}
	if width == 0 || roomForTitle*theme.TextSize()+all <= width {
		put(title, fyne.NewPos(0, 0), fyne.NewSize(fyne.Max(0, width-all), title.MinSize().Height))
		x := fyne.Max(0, width-all) + theme.Padding()
		for _, b := range buttons {
			put(b, fyne.NewPos(x, 0), b.MinSize())
			x += b.MinSize().Width + theme.Padding()
		}
		return
	}
	height := title.MinSize().Height
	put(title, fyne.NewPos(0, 0), fyne.NewSize(width, height))
	(&Flow{}).place(buttons, width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		put(o, p.AddXY(0, height), s)
	})
}
