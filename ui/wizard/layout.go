package wizard

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// railWidth is what the rail takes of the window, in the toolkit's units.
const railWidth = 250

// Split sets the rail on the left of the page. The page is the first of its
// objects all the same, since that is the order in which Tab goes through them.
type Split struct{}

// MinSize has room for both.
func (Split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	page := objects[0].MinSize()
	return fyne.NewSize(page.Width+railWidth, fyne.Max(page.Height, objects[1].MinSize().Height))
}

// Layout gives the rail its width and the page the rest.
func (Split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[1].Resize(fyne.NewSize(railWidth, size.Height))
	objects[0].Move(fyne.NewPos(railWidth, 0))
	objects[0].Resize(fyne.NewSize(size.Width-railWidth, size.Height))
}

// railLayout keeps the rail a little off its edges, and the place at hand in sight
// where the rail is longer than the window.
type railLayout struct{ wizard *Wizard }

func (railLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, objects[0].MinSize().Height+2*theme.Padding())
}

func (r railLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(theme.Padding(), theme.Padding()))
	objects[0].Resize(fyne.NewSize(size.Width-3*theme.Padding(), size.Height))
	r.wizard.revealItem(r.wizard.items[r.wizard.at.id()])
}

// revealItem scrolls the rail so far that the item is seen with its neighbours.
func (w *Wizard) revealItem(item *railItem) {
	if item == nil || w.railScroll == nil {
		return
	}
	top := item.Position().Y - item.Size().Height
	bottom := top + 3*item.Size().Height
	offset := w.railScroll.Offset.Y
	switch {
	case top < offset:
		offset = top
	case bottom > offset+w.railScroll.Size().Height:
		offset = bottom - w.railScroll.Size().Height
	default:
		return
	}
	w.railScroll.ScrollToOffset(fyne.NewPos(0, fyne.Max(0, offset)))
}

// height gives an object a height of its own.
type height struct{ of float32 }

func (h height) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, h.of)
}

func (h height) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// buildRail sets up the rail for the filing's websites.
func (w *Wizard) buildRail() {
	w.items = map[string]*railItem{}
	w.headings = nil
	w.rail.Objects = nil
	w.websites = len(w.session.Filing().Websites)
	step, website := "", -1
	for _, p := range w.places() {
		if p.step != step || p.website != website {
			step, website = p.step, p.website
			w.railHeading(p)
		}
		item := newRailItem(func() { w.show(p, "") })
		item.entered = func() { w.revealItem(item) }
		w.items[p.id()] = item
		w.rail.Add(item)
	}
	w.rail.Refresh()
}

func (w *Wizard) railHeading(p place) {
	h := form.NewWords(w.voice, form.Caption, func(l translations.Language) string {
		said := translations.Text(l, "step."+p.step+".heading")
		if p.website >= 0 && w.websites > 1 {
			said += " " + translations.Text(l, "step.website.number", map[string]string{"number": number(p.website)})
		}
		return said
	})
	w.headings = append(w.headings, h)
	w.rail.Add(h.Object())
}

// refreshRail says how far each place is.
func (w *Wizard) refreshRail() {
	if len(w.session.Filing().Websites) != w.websites {
		w.buildRail()
	}
	shown := w.shown()
	for _, p := range w.places() {
		item := w.items[p.id()]
		state := stateOf(w.session, p, shown)
		item.text, item.aside = w.voice.Pair(voice.Message(p.name()))
		item.word = ""
		if state.word != "" {
			item.word = w.voice.Text(state.word, map[string]string{"count": strconv.Itoa(state.errors)})
		}
		item.alarm = state.word == "state.problems"
		item.current = p.id() == w.at.id()
		item.Refresh()
	}
}

// number says an index counted from 1.
func number(i int) string { return strconv.Itoa(i + 1) }
