package wizard

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// railWidth is what the rail takes of the window: with larger letters more, but less than
// they would have, so that the page has its share of an office screen.
func railWidth() float32 { return 125 + 9*theme.TextSize() }

// Split sets the rail on the left of the page. The page is the first of its
// objects all the same, since that is the order in which Tab goes through them.
type Split struct{}

// MinSize has room for both.
func (Split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	page := objects[0].MinSize()
	return fyne.NewSize(page.Width+railWidth(), fyne.Max(page.Height, objects[1].MinSize().Height))
}

// Layout gives the rail its width and the page the rest.
func (Split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[1].Resize(fyne.NewSize(railWidth(), size.Height))
	objects[0].Move(fyne.NewPos(railWidth(), 0))
	objects[0].Resize(fyne.NewSize(size.Width-railWidth(), size.Height))
}

// between sets the page, its first object, between what is to be mended, its second, and the
// buttons. What is to be mended comes and goes while a person types: what is worked on stays
// where it is on the screen.
type between struct {
	wizard *Wizard
	top    float32 // of the page
	page   *form.Page
}

func (*between) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, -theme.Padding())
	for _, o := range objects {
		if min := o.MinSize(); o.Visible() {
			size = fyne.NewSize(fyne.Max(size.Width, min.Width), size.Height+min.Height+theme.Padding())
		}
	}
	return size
}

func (b *between) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	body, summary, buttons := objects[0], objects[1], objects[2]
	top, bottom := float32(0), buttons.MinSize().Height
	if summary.Visible() {
		top = summary.MinSize().Height
		summary.Resize(fyne.NewSize(size.Width, top))
		top += theme.Padding()
	}
	buttons.Move(fyne.NewPos(0, size.Height-bottom))
	buttons.Resize(fyne.NewSize(size.Width, bottom))
	page := b.wizard.page
	if lower := top - b.top; lower != 0 && page != nil && page == b.page {
		page.Lowered(lower)
	}
	b.top, b.page = top, page
	body.Move(fyne.NewPos(0, top))
	body.Resize(fyne.NewSize(size.Width, size.Height-top-bottom-theme.Padding()))
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

// height gives a list room for its rows, and no more than a part of the page.
type height struct{ rows func() int }

// most is the height that a list above a page may have.
const most = 180

func (h height) MinSize(objects []fyne.CanvasObject) fyne.Size {
	row := objects[0].MinSize() // a list wants no more than one row
	return fyne.NewSize(row.Width, fyne.Min(most, float32(h.rows())*(row.Height+theme.Padding())))
}

func (h height) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// buildRail sets up the rail for the places there are.
func (w *Wizard) buildRail() {
	focused := focusedItem(w.items)
	w.items = map[string]*railItem{}
	w.headings = nil
	w.rail.Objects = nil
	w.built = nil
	step, website := "", -1
	for _, p := range w.places() {
		w.built = append(w.built, p.id())
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
	if item := w.items[focused]; item != nil {
		form.Focus(item)
	}
}

// focusedItem returns the id of the place whose item has the keyboard.
func focusedItem(items map[string]*railItem) string {
	for id, item := range items {
		if item.focused {
			return id
		}
	}
	return ""
}

func (w *Wizard) railHeading(p place) {
	h := form.NewWords(w.voice, form.Caption, func(l translations.Language) string {
		said := translations.Text(l, "step."+p.step+".heading")
		if p.website >= 0 && len(w.session.Filing().Websites) > 1 {
			said += " " + translations.Text(l, "step.website.number", map[string]string{"number": number(p.website)})
		}
		return said
	})
	w.headings = append(w.headings, h)
	w.rail.Add(h.Object())
}

// refreshRail says how far each place is.
func (w *Wizard) refreshRail() {
	shown := w.shown()
	all := places(w.session.Book(), w.session.Filing(), shown)
	if !slices.EqualFunc(all, w.built, func(p place, id string) bool { return p.id() == id }) {
		w.buildRail()
	}
	for _, h := range w.headings {
		h.Retranslate() // they count the websites where there are several
	}
	for _, p := range all {
		item := w.items[p.id()]
		state := stateOf(w.session, p, shown)
		item.text, item.aside = w.voice.Pair(voice.Message(p.name()))
		item.word, item.wordAside = "", ""
		if state.word != "" {
			item.word, item.wordAside = w.voice.Pair(voice.Message(state.word, map[string]string{"count": strconv.Itoa(state.errors)}))
		}
		item.alarm = state.word == "state.problems"
		item.current = p.id() == w.at.id()
		item.Refresh()
	}
}

// number says an index counted from 1.
func number(i int) string { return strconv.Itoa(i + 1) }
