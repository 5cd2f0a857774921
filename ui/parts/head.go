package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Head sets buttons beside a title, its first object, at the right edge or, where they
// have no room there, in lines below it: a window must not grow beyond the screen where
// the letters are large. Without the title the buttons stand alone. Make it with
// [NewHead].
type Head struct {
	Least float32 // what the title needs beside the buttons, in heights of the text

	width float32
}

// NewHead returns a layout of its own for one container.
func NewHead() *Head { return &Head{Least: 10} }

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
	var all, high float32
	for _, b := range buttons {
		if b.Visible() {
			all += b.MinSize().Width + theme.Padding()
			high = fyne.Max(high, b.MinSize().Height)
		}
	}
	if width == 0 || h.Least*theme.TextSize()+all <= width {
		// The title may be taller: the buttons stand beside its first line.
		put(title, fyne.NewPos(0, fyne.Max(0, high-title.MinSize().Height)/2), fyne.NewSize(fyne.Max(0, width-all), title.MinSize().Height))
		x := fyne.Max(0, width-all) + theme.Padding()
		for _, b := range buttons {
			if !b.Visible() {
				continue
			}
			size := b.MinSize()
			put(b, fyne.NewPos(x, (high-size.Height)/2), size)
			x += size.Width + theme.Padding()
		}
		return
	}
	height := title.MinSize().Height
	put(title, fyne.NewPos(0, 0), fyne.NewSize(width, height))
	(&Flow{}).place(buttons, width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		put(o, p.AddXY(0, height), s)
	})
}

// Searching sets out the row of a search: what is typed into with its name before it, a
// hint, and how much was found. The hint is left out where there is no room for all of it,
// and the field is narrower where the count needs the room.
type Searching struct{}

// MinSize returns the room for what is never left out.
func (Searching) MinSize(objects []fyne.CanvasObject) fyne.Size {
	field, hint, count := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(field.Width/2+count.Width+theme.Padding(), fyne.Max(field.Height, fyne.Max(hint.Height, count.Height)))
}

// Layout sets the count at the right edge and the hint behind the field.
func (Searching) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	field, hint, count := objects[0], objects[1], objects[2]
	behind := count.MinSize().Width
	before := fyne.Min(field.MinSize().Width, size.Width-behind-theme.Padding())
	field.Move(fyne.NewPos(0, 0))
	field.Resize(fyne.NewSize(before, size.Height))
	count.Move(fyne.NewPos(size.Width-behind, 0))
	count.Resize(fyne.NewSize(behind, size.Height))
	room := size.Width - before - behind - 2*theme.Padding()
	SetVisible(hint, hint.MinSize().Width <= room)
	hint.Move(fyne.NewPos(before+theme.Padding(), 0))
	hint.Resize(fyne.NewSize(fyne.Max(0, room), size.Height))
}

// Grown gives its one object the width that the widest of what it has said had, so that
// what stands beside it does not move. Make it with [NewGrown].
type Grown struct{ width, text float32 }

// NewGrown returns a layout of its own for one container.
func NewGrown() *Grown { return &Grown{} }

// Forget begins anew, as after the language was switched.
func (g *Grown) Forget() { *g = Grown{} }

// MinSize returns the greatest width so far, for the size of the letters.
func (g *Grown) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if text := theme.TextSize(); text != g.text {
		*g = Grown{text: text}
	}
	size := objects[0].MinSize()
	g.width = fyne.Max(g.width, size.Width)
	return fyne.NewSize(g.width, size.Height)
}

// Layout gives the object all there is.
func (*Grown) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
