package form

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// sight gives the scroll of a page all there is, and then brings the field that
// has the keyboard into sight: a page is given the keyboard before the window has
// its size.
type sight struct{ page *Page }

func (sight) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (s sight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	p := s.page
	offset := p.scroll.Offset.Y
	objects[0].Resize(size)
	if p.lower != 0 {
		p.scrollTo(offset + p.lower)
		p.lower = 0
	}
	p.revealFocused()
}

// revealFocused brings the field that has the keyboard into sight.
func (p *Page) revealFocused() {
	for _, f := range p.fields {
		if f.focused {
			p.reveal(f)
		}
	}
}

// reveal scrolls so far that the field is seen whole or, of one that may be longer
// than the window, the part that has the keyboard.
func (p *Page) reveal(f *Field) {
	if long, ok := f.control.(*fieldsControl); ok {
		if part := long.part(); part != nil {
			p.revealPart(part)
		}
		return
	}
	p.show(p.body.Position().Y+f.frame.Position().Y, f.frame.Size().Height)
}

// revealPart does the same for what stands deeper, as a button.
func (p *Page) revealPart(o fyne.CanvasObject) {
	if p.scroll == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	p.show(driver.AbsolutePositionForObject(o).Y-driver.AbsolutePositionForObject(p.scroll.Content).Y, o.Size().Height)
}

// show scrolls so far that a part of the page is seen, and a little around it.
func (p *Page) show(top, height float32) {
	if p.scroll == nil {
		return
	}
	top -= theme.Padding()
	bottom := top + height + 3*theme.Padding()
	offset := p.scroll.Offset.Y
	switch {
	case top < offset:
		offset = top
	case bottom > offset+p.scroll.Size().Height:
		offset = bottom - p.scroll.Size().Height
	default:
		return
	}
	p.scrollTo(offset)
}

// Lowered tells that the page is about to stand so much lower on the screen, or higher, and
// to be so much less high. What is worked on stays where it is, unless the page was just
// opened: then it is read from its beginning.
func (p *Page) Lowered(by float32) {
	if p.scroll.Offset.Y > 0 || !p.atFirst() {
		p.lower = by
	}
}

// atFirst reports whether none but the first field of the page has the keyboard.
func (p *Page) atFirst() bool {
	i := slices.IndexFunc(p.fields, func(f *Field) bool { return f.focused })
	return i < 0 || !slices.ContainsFunc(p.fields[:i], func(f *Field) bool { return f.control != nil })
}

// hold does what gives the fields another height. The one that has the keyboard or, where
// none has, the first that is seen stays where it is on the screen.
func (p *Page) hold(do func()) {
	anchor := p.anchor()
	if anchor == nil {
		do()
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	before := at(anchor).Y
	do()
	p.scrollTo(p.scroll.Offset.Y + at(anchor).Y - before)
	p.revealFocused()
}

// anchor is what a person looks at, nil where the page is seen from its beginning.
func (p *Page) anchor() fyne.CanvasObject {
	for _, f := range p.fields {
		if !f.focused {
			continue
		}
		if o, ok := f.control.focus().(fyne.CanvasObject); ok {
			return o
		}
	}
	if p.scroll.Offset.Y == 0 {
		return nil
	}
	if i := slices.IndexFunc(p.fields, func(f *Field) bool { return f.frame.Position().Y >= p.scroll.Offset.Y }); i >= 0 {
		return p.fields[i].frame
	}
	return nil
}

func (p *Page) scrollTo(offset float32) {
	p.scroll.ScrollToOffset(fyne.NewPos(0, fyne.Max(0, offset)))
}

// settle sets the fields out anew after some of them have grown or shrunk. The
// toolkit would do so before it paints, but forgets it where text is typed into
// a field further down at the same moment.
func (p *Page) settle() {
	p.body.Layout.Layout(p.body.Objects, p.body.Size())
	p.scroll.Refresh()
	p.revealFocused()
}
