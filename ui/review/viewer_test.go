package review

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheWheelEnlargesAboutThePointerAndTheMouseMovesTheScan(t *testing.T) {
	b := open(t, nil)
	v := b.viewer
	v.set(image.NewRGBA(image.Rect(0, 0, 1000, 500)), "")
	v.fit(whole)
	held := ctrlHeld
	t.Cleanup(func() { ctrlHeld = held })
	ctrlHeld = func() bool { return true }
	at, size := v.place()
	pointer := at.AddXY(size.Width/4, size.Height/2)
	under := func() float32 { // how far from the left the pointer lies on the picture
		at, size := v.place()
		return (pointer.X - at.X) / size.Width
	}
	for range 4 {
		v.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: pointer}, Scrolled: fyne.NewDelta(0, 10)})
	}
	if _, now := v.place(); now.Width < 2*size.Width {
		t.Errorf("four notches make %v of %v", now, size)
	}
	if got := under(); got < 0.24 || got > 0.26 {
		t.Errorf("under the pointer lies %v of the width, before a quarter", got)
	}
	ctrlHeld = func() bool { return false }
	before, _ := v.place()
	v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -15)})
	v.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-20, 0)})
	if now, _ := v.place(); now.X != before.X-20 || now.Y != before.Y-15 {
		t.Errorf("moved from %v to %v", before, now)
	}
	v.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(9999, 9999)})
	if now, _ := v.place(); now.X != 0 || now.Y != 0 {
		t.Errorf("it can be moved out of sight: %v", now)
	}
	for range 40 {
		v.enlarge(1 / float32(enlarged))
	}
	if _, now := v.place(); now.Width < size.Width-1 {
		t.Errorf("made smaller than whole it is %v", now)
	}
}
