// Package help is the screen on which a person reads how the program is used and what
// comes after it: a search, the pages it found, and one of them beside the list.
package help

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Options are what the screen needs from around it.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas // of the window the screen is shown in
	// Leads returns what leads to a stop of the tour, over the filings that are there; nil
	// where nothing does.
	Leads func(stop string) func()
	// Rule names an entry of the rulebook; nil where it has none. ShowRule shows it.
	Rule     func(key string) voice.Speaker
	ShowRule func(key string)
	Fact     func(name string) voice.Speaker // what the rulebook in force says, by a section's fact
	Walk     func()                          // walks through the sample filing
	Back     func()                          // to where one was
	Do       func(func())                    // runs a function on the UI goroutine
}

// Screen shows the help. It can be shown again and again: what was searched for and read
// stays.
type Screen struct {
	o Options

	found   []*Page // in the order shown
	current int     // index in found; -1 where there is none

	speech  *parts.Speech
	search  parts.Search
	list    *parts.Names
	nothing *form.Words // what to say where nothing was found
	reader  *reader
	left    *fyne.Container
	object  *fyne.Container
}

// share of the width that the list has.
const share = 0.3

// New builds the screen.
func New(o Options) *Screen {
	s := &Screen{o: o, found: Pages(), speech: parts.NewSpeech(o.Voice)}
	s.search = parts.NewSearch(s.speech, voice.Message("help.find"), voice.Message("help.find.help"), s.count)
	s.search.Entry.OnChanged = func(string) { s.look() }
	s.search.Entry.OnSubmitted = func(string) { s.open() }
	s.search.Entry.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			s.leave()
			return true
		}
		return s.list.Moved(key)
	}
	s.list = parts.NewNames(parts.NamesOptions{
		Voice:   o.Voice,
		Count:   func() int { return len(s.found) },
		Says:    func(i int) parts.NameSays { return s.row(s.found[i]) },
		Current: func() int { return s.current },
		Choose:  s.choose,
		Clicked: func() { o.Canvas.Focus(s.search.Entry) }, // from where the arrow keys go on
		Open:    s.open,
		Leave:   s.leave,
		Find:    s.Find,
		Type: func(r rune) {
			s.Find()
			s.search.Entry.TypedRune(r)
		},
	})
	s.nothing = s.speech.Words(form.Body, voice.Message("help.none_found"))
	s.reader = newReader(s)
	s.left = container.NewStack(s.list)
	page := container.NewStack(parts.NewGround(look.ColorPaper, ""), s.reader)
	keys := s.speech.Label(widget.LowImportance, voice.Message("help.keys"))
	// In the order of the Tab key: the search, what it found, the page, then the buttons at
	// the top.
	s.object = container.New(parts.LookingUp{Share: share}, s.search.Object, s.left, page, s.top(), keys)
	s.show()
	return s
}

// top is the title, and the buttons beside it.
func (s *Screen) top() fyne.CanvasObject {
	title := s.speech.Words(form.Title, voice.Message("help.title"))
	walk := s.speech.Button(theme.MediaPlayIcon(), voice.Message("walk.offer"), s.o.Walk)
	back := s.speech.Button(theme.NavigateBackIcon(), voice.Message("help.back"), s.o.Back)
	walk.OnEscape, back.OnEscape = s.leave, s.leave
	return container.New(parts.NewHead(), title.Object(), walk, back)
}

// row is what the list says of a page: its name, and how it begins.
func (s *Screen) row(p *Page) parts.NameSays {
	name, other := s.o.Voice.Pair(p.name())
	return parts.NameSays{Name: name, Other: other, About: p.head(p.Sections[0])(s.o.Voice.Language())}
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.show()
	s.object.Refresh()
	s.list.Reveal() // rows have another height with two languages
}

// Refresh does nothing: what the help says changes with the language alone.
func (s *Screen) Refresh() {}

// Focus puts the keyboard into the search, with what was searched for last ready to be
// typed over.
func (s *Screen) Focus() { s.Find() }

// Find does the same.
func (s *Screen) Find() {
	s.o.Canvas.Focus(s.search.Entry)
	s.search.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Open reads a page, among all pages. It does nothing where there is no such page.
func (s *Screen) Open(id string) {
	at := slices.IndexFunc(Pages(), func(p *Page) bool { return p.ID == id })
	if at < 0 {
		return
	}
	s.search.Entry.SetText("")
	s.found = Pages()
	s.choose(at)
}

// Reading returns the id of the page that is read, "" for none.
func (s *Screen) Reading() string {
	if s.reader.page == nil {
		return ""
	}
	return s.reader.page.ID
}

// Reread says the page anew, as when the rulebook's entries have their names by now.
func (s *Screen) Reread() {
	s.reader.mode = ""
	s.show()
}

// look takes in another question. The first page that is found is the likeliest.
func (s *Screen) look() {
	s.current, s.found = 0, Pages()
	if query := s.search.Entry.Text; query != "" {
		s.found = find(Pages(), query, store.Finds)
	}
	s.list.ScrollToTop()
	s.show()
}

// count says how many pages there are, or how many of them were found.
func (s *Screen) count(l translations.Language) string {
	if s.search.Entry == nil || s.search.Entry.Text == "" {
		return translations.Count(l, "help.count", len(Pages()), nil)
	}
	return translations.Count(l, "help.found", len(s.found), map[string]string{"total": strconv.Itoa(len(Pages()))})
}

// show puts what there is into the window.
func (s *Screen) show() {
	content := fyne.CanvasObject(s.list)
	if len(s.found) == 0 {
		s.current = -1
		content = s.nothing.Object()
	}
	s.search.Count.Say(s.o.Voice, s.count)
	s.search.Object.Refresh() // it is as wide as what it says
	s.list.Refill()
	if s.left.Objects[0] != content {
		s.left.Objects[0] = content
		s.left.Refresh()
	}
	if s.current >= 0 {
		s.reader.read(s.found[s.current])
	} else {
		s.reader.read(nil)
	}
}

// choose makes the page in the row the current one, or the nearest there is.
func (s *Screen) choose(row int) {
	if len(s.found) == 0 {
		return
	}
	s.current = max(0, min(len(s.found)-1, row))
	s.show()
	s.list.Reveal()
}

// open goes on to read the current page.
func (s *Screen) open() {
	if s.current >= 0 {
		s.o.Canvas.Focus(s.reader)
	}
}

// leave goes back by one: from the page or the list to the search, from what was searched
// for to all pages, from there to where one was.
func (s *Screen) leave() {
	switch {
	case s.o.Canvas.Focused() != s.search.Entry:
		s.o.Canvas.Focus(s.search.Entry)
	case s.search.Entry.Text != "":
		s.search.Entry.SetText("")
	default:
		s.o.Back()
	}
}
