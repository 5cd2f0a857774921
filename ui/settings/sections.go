package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// section is a part of the page that has a heading.
type section struct {
	heading fyne.CanvasObject
	link    *form.Button // leads there
}

// section begins one: its heading on the page, and beside that what leads to it.
func (s *Screen) section(id string) {
	heading := container.NewVBox(widget.NewSeparator(), s.speech.Words(form.Heading, voice.Message(id)).Object())
	s.column.Add(heading)
	at := len(s.sections)
	link := s.speech.Button(nil, voice.Message(id), func() { s.goTo(at) })
	link.Importance, link.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	link.OnEscape = s.o.Back
	s.sections = append(s.sections, section{heading, link})
	s.links.Add(link)
}

// Step goes to the section so many further, from the one that has the keyboard.
func (s *Screen) Step(by int) {
	at := 0
	if focused, ok := s.o.Canvas.Focused().(fyne.CanvasObject); ok {
		for i := range s.sections {
			for _, o := range s.of(i) {
				if holds(o, focused) {
					at = i
				}
			}
		}
	}
	s.goTo(max(0, min(len(s.sections)-1, at+by)))
}

// goTo shows a section from its heading on, and puts the keyboard there.
func (s *Screen) goTo(at int) {
	s.lay()
	for _, o := range s.of(at) {
		for _, one := range seen.Objects(o) {
			if f, ok := one.(fyne.Focusable); ok {
				s.o.Canvas.Focus(f)
				y := s.sections[at].heading.Position().Y
				if at == 0 {
					y = 0 // with the title
				}
				s.scroll.ScrollToOffset(fyne.NewPos(0, y))
				return
			}
		}
	}
}

// of are the objects of a section.
func (s *Screen) of(at int) []fyne.CanvasObject {
	from, to := len(s.column.Objects), len(s.column.Objects)
	for i, o := range s.column.Objects {
		switch {
		case o == s.sections[at].heading:
			from = i
		case at+1 < len(s.sections) && o == s.sections[at+1].heading:
			to = i
		}
	}
	return s.column.Objects[from:to]
}

// holds reports whether an object is part of another.
func holds(whole, part fyne.CanvasObject) bool {
	for _, o := range seen.Objects(whole) {
		if o == part {
			return true
		}
	}
	return false
}

// leastPage is the width that a page keeps beside the links to its sections, in heights of
// the text. Where there is less only the keys lead to a section.
const leastPage = 50

// beside sets the links to the sections, in a scroll, beside the page.
type beside struct{}

func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	page, links := objects[0], objects[1]
	left := links.(*container.Scroll).Content.MinSize().Width + 2*theme.InnerPadding()
	if size.Width-left < leastPage*theme.TextSize() {
		left = 0
	}
	if links.Visible() != (left > 0) {
		parts.SetVisible(links, left > 0)
	}
	page.Move(fyne.NewPos(left, 0))
	page.Resize(fyne.NewSize(size.Width-left, size.Height))
	links.Resize(fyne.NewSize(fyne.Max(0, left-theme.InnerPadding()), size.Height))
}
