// Package rulebook is the screen on which anyone looks up what the rulebook says,
// and why: a search, what it found, and the entry chosen as a whole beside it.
package rulebook

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/store/crash"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Options are what the screen needs from around it.
type Options struct {
	Voice  *voice.Voice
	Book   *rules.Book // in force
	Canvas fyne.Canvas // of the window the screen is shown in
	// Changes says what is new in the book, and Notice that something is wrong with
	// one of the user's own, such as that it was refused and why. Either may be nil
	// or say nothing; both are asked anew by Refresh.
	Changes, Notice voice.Speaker
	Back            func()       // to where one was
	Do              func(func()) // runs a function on the UI goroutine
}

// Screen shows the rulebook. It can be shown again and again: what was searched
// for and chosen stays.
type Screen struct {
	o Options

	entries []*lookup.Entry
	index   *lookup.Index   // nil until it is made
	found   []*lookup.Entry // in the order shown
	current int             // index in found; -1 where there is none
	changes bool            // what is new is read, not an entry

	top     *top
	finder  *finder
	list    *parts.Names
	nothing *form.Words // what to say where nothing was found
	reader  *reader
	keys    *parts.Speech
	left    *fyne.Container
	object  *fyne.Container
}

// New builds the screen. What the search needs is made in the background; until
// it is there the whole book is listed.
func New(o Options) *Screen {
	s := &Screen{o: o, entries: lookup.Entries(o.Book)}
	s.found = s.entries
	s.top = newTop(s)
	s.finder = newFinder(s)
	s.list = newNames(s)
	s.nothing = form.NewWords(o.Voice, form.Body, voice.Message("rulebook.none_found"))
	s.reader = newReader(s)
	s.keys = parts.NewSpeech(o.Voice)
	keys := s.keys.Label(widget.LowImportance, voice.Message("rulebook.keys"))
	s.left = container.NewStack(s.list)
	page := container.NewStack(parts.NewGround(look.ColorPaper, ""), s.reader)
	// In the order of the Tab key: the search, what it found, the entry, then the
	// buttons at the top.
	s.object = container.New(parts.LookingUp{Share: 0.44}, s.finder.object, s.left, page, s.top.object, keys)
	s.show()
	crash.Go(func() {
		index := lookup.New(s.entries)
		o.Do(func() {
			s.index = index
			if s.finder.entry.Text != "" {
				s.search()
			}
		})
	})
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.top.retranslate()
	s.finder.speech.Retranslate()
	s.nothing.Retranslate()
	s.keys.Retranslate()
	s.show()
	s.object.Refresh()
	s.list.Reveal() // rows have another height with two languages
}

// Refresh says what there is to say of the book by now.
func (s *Screen) Refresh() { s.top.retranslate() }

// Focus puts the keyboard into the search, with what was searched for last ready
// to be typed over.
func (s *Screen) Focus() { s.Find() }

// Find does the same.
func (s *Screen) Find() {
	s.o.Canvas.Focus(s.finder.entry)
	s.finder.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Open reads the entry of the key, among all entries. It does nothing where the
// book has no such entry.
func (s *Screen) Open(key string) {
	at := slices.IndexFunc(s.entries, func(e *lookup.Entry) bool { return e.Key() == key })
	if at < 0 {
		return
	}
	s.finder.entry.SetText("")
	s.found, s.changes = s.entries, false
	s.choose(at)
}

// Reading returns the key of the entry that is shown whole, "" for none.
func (s *Screen) Reading() string {
	if e := s.reader.page.entry; e != nil {
		return e.Key()
	}
	return ""
}

// search takes in another question. Its first entry is the likeliest.
func (s *Screen) search() {
	s.current, s.changes = 0, false
	s.found = s.entries
	if s.index != nil {
		s.found = s.index.Find(s.finder.entry.Text)
	}
	s.list.ScrollToTop()
	s.show()
}

// show puts what there is into the window.
func (s *Screen) show() {
	content := fyne.CanvasObject(s.list)
	if len(s.found) == 0 {
		s.current = -1
		content = s.nothing.Object()
	}
	s.finder.recount()
	s.list.Refill()
	if s.left.Objects[0] != content {
		s.left.Objects[0] = content
		s.left.Refresh()
	}
	s.read()
}

// choose makes the entry in the row the current one, or the nearest there is.
func (s *Screen) choose(row int) {
	if len(s.found) == 0 {
		return
	}
	s.current = max(0, min(len(s.found)-1, row))
	s.changes = false
	s.show()
	s.list.Reveal()
}

// read shows the current entry whole.
func (s *Screen) read() {
	switch {
	case s.changes:
		s.reader.read(news(s.o.Changes))
	case s.current >= 0:
		s.reader.read(leaf(s.found[s.current]))
	default:
		s.reader.read(page{})
	}
}

// open goes on to read the current entry.
func (s *Screen) open() {
	if s.current >= 0 {
		s.o.Canvas.Focus(s.reader)
	}
}

// readChanges shows what is new in the book.
func (s *Screen) readChanges() {
	s.changes = true
	s.read()
	s.o.Canvas.Focus(s.reader)
}

// leave goes back by one: from the entry or the list to the search, from what
// was searched for to the whole book, from there to where one was.
func (s *Screen) leave() {
	switch {
	case s.o.Canvas.Focused() != s.finder.entry:
		if s.changes {
			s.changes = false
			s.read()
		}
		s.o.Canvas.Focus(s.finder.entry)
	case s.finder.entry.Text != "":
		s.finder.entry.SetText("")
	default:
		s.o.Back()
	}
}
