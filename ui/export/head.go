package export

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// headLayout keeps the verdict and the buttons in sight above what scrolls. Where the
// letters are so large that little would be left, they scroll along.
type headLayout struct {
	head   fyne.CanvasObject
	above  *fyne.Container // where it stands above
	rest   *fyne.Container // what scrolls
	scroll *container.Scroll
	along  bool
}

// mostHead is the share of the height that the head may take.
const mostHead = 0.6

// MinSize returns the room for the head beside which something is seen.
func (h *headLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	if h.along {
		return h.scroll.MinSize()
	}
	head := h.above.MinSize()
	return fyne.NewSize(head.Width, h.scroll.MinSize().Height)
}

// Layout sets the head above, or among what scrolls.
func (h *headLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width
	if h.along {
		width = h.rest.Size().Width
	}
	for range 2 { // wrapped words know their height once they have a width
		h.head.Resize(fyne.NewSize(width, h.head.MinSize().Height))
	}
	height := h.head.MinSize().Height
	if along := height > mostHead*size.Height; along != h.along {
		h.along = along
		h.move()
	}
	if h.along {
		height = 0
	}
	h.scroll.Move(fyne.NewPos(0, height))
	h.scroll.Resize(fyne.NewSize(size.Width, size.Height-height))
	h.above.Resize(fyne.NewSize(size.Width, height))
}

// move puts the head where it belongs now.
func (h *headLayout) move() {
	at := slices.Index(h.rest.Objects, h.head)
	switch {
	case h.along && at < 0:
		h.above.Objects, h.rest.Objects = nil, slices.Insert(h.rest.Objects, 0, h.head)
	case !h.along && at >= 0:
		h.above.Objects, h.rest.Objects = []fyne.CanvasObject{h.head}, slices.Delete(h.rest.Objects, at, at+1)
	}
	h.rest.Refresh()
	h.scroll.Refresh()
}
