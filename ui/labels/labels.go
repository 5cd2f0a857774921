// Package labels is the translators' page: every text of the program in all languages,
// with what there is to know of it, to be found, edited and marked as checked; and the
// panel that does so for one text beside the screen it stands on.
package labels

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Options are what the page and the panel need from around them.
type Options struct {
	Voice  *voice.Voice
	Canvas fyne.Canvas
	Bench  *labels.Bench
	Now    func() time.Time

	By    func() string // the name of the translator, "" before one was given
	Named func(by string)

	// Changed is called when something was changed or checked: it is kept, and all that
	// is shown is said anew. Try has the program speak with an edit as it is typed, and
	// Unsay has it speak with what is kept again.
	Changed, Unsay func()
	Try            func(l translations.Language, id string, forms translations.Forms) error

	// Note says what a message is for, Elsewhere in words where it is met. Each may be nil.
	Note, Elsewhere func(id string) voice.Speaker

	Lint labels.Options // what is against the style
	Do   func(func())   // runs a function on the UI goroutine

	// Places are where a message stands, as far as is known. Show leads there.
	Places func(id string) []Place
	Show   func(place Place, id string)

	// Of the page; nil for none. Export is given the messages that were found.
	Export                  func(ids []string)
	Import, HandBack, Begin func()
	Back                    func()
	Out                     func()      // where Escape leads from a text; nil for nowhere
	Refuse                  func() bool // whether nothing may be changed; the person was told
}

// Place is where a message stands.
type Place struct {
	Stop    string               // of a tour, which the message tour.<stop> names
	Leads   bool                 // the program can lead there
	Picture func() fyne.Resource // of its surroundings; nil for none
}

// Screen shows all messages. It can be shown again and again: what was searched for stays.
type Screen struct {
	o Options

	records []*labels.Record         // all there are
	flaws   map[string][]labels.Flaw // nil until all were looked at
	linting bool
	found   []*labels.Record // in the order shown
	current int              // index in found; -1 where there is none

	speech *parts.Speech
	top    *top
	finder *finder
	list   *list
	panel  *Panel
	foot   *parts.Foot
	object *fyne.Container
}

// New builds the page.
func New(o Options) *Screen {
	s := &Screen{speech: parts.NewSpeech(o.Voice)}
	keep := o.Changed
	o.Changed = func() {
		keep()
		s.changed()
	}
	s.o = o
	s.top = newTop(s)
	s.finder = newFinder(s)
	s.list = newList(s)
	o.Out = func() { o.Canvas.Focus(s.list) }
	s.panel = NewPanel(o, nil)
	s.panel.next = func(by int) { s.move(by); s.panel.Focus() }
	s.foot = parts.NewFoot(o.Voice, voice.Message("labels.keys"))
	body := container.New(beside{}, s.list, container.NewStack(parts.NewGround(look.ColorPaper, ""), s.panel.Object()))
	page := parts.Tight{Page: parts.Page{Body: 2}, Keys: s.foot.Keys, Heads: s.top.intro, Cramped: func(is bool) {
		parts.SetVisible(s.top.title, !is)
		s.foot.Cramped(is)
	}}
	s.object = container.New(page, s.top.object, s.finder.object, body, s.foot.Object)
	s.Refresh()
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.finder.retranslate()
	s.panel.Retranslate()
	s.foot.Retranslate()
	s.list.Refill()
}

// Refresh takes in what was changed elsewhere.
func (s *Screen) Refresh() {
	s.records = s.o.Bench.Records()
	s.search(s.currentID())
}

// Focus puts the keyboard into the search.
func (s *Screen) Focus() { s.Find() }

// Find does the same.
func (s *Screen) Find() {
	s.o.Canvas.Focus(s.finder.Entry)
	s.finder.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Open shows a message, among all messages where the search does not have it.
func (s *Screen) Open(id string) {
	if at := s.at(id); at >= 0 {
		s.choose(at)
		return
	}
	s.finder.clear()
	s.search(id)
}

// Placed takes in that it is known by now where messages stand.
func (s *Screen) Placed() { s.panel.Placed() }

// Tell says on the page what is being done; nil for nothing.
func (s *Screen) Tell(say voice.Speaker) {
	if say == nil {
		say = parts.Nothing
	}
	s.foot.Tell(say)
}

// Close keeps what was typed.
func (s *Screen) Close() { s.panel.Leave() }

func (s *Screen) currentID() string {
	if s.current >= 0 && s.current < len(s.found) {
		return s.found[s.current].ID
	}
	return ""
}

func (s *Screen) at(id string) int {
	for i, r := range s.found {
		if r.ID == id {
			return i
		}
	}
	return -1
}

// search finds anew, and stays at the message where it is among what was found.
func (s *Screen) search(id string) {
	s.found = s.finder.find(s.records)
	s.current = max(s.at(id), 0)
	if len(s.found) == 0 {
		s.current = -1
	}
	s.finder.recount()
	s.list.Refill()
	s.list.Reveal()
	s.read()
}

// lint looks at all messages in the background, once they are to be narrowed by what is
// wrong with them.
func (s *Screen) lint() {
	if s.flaws != nil || s.linting {
		return
	}
	s.linting = true
	crash.Go(func() {
		flaws := map[string][]labels.Flaw{}
		for _, f := range s.o.Bench.Lint(s.o.Lint) {
			flaws[f.ID] = append(flaws[f.ID], f)
		}
		s.o.Do(func() {
			s.flaws, s.linting = flaws, false
			s.search(s.currentID())
		})
	})
}

// choose makes another message the current one, or the nearest there is.
func (s *Screen) choose(row int) {
	if len(s.found) == 0 {
		return
	}
	before := s.current
	s.current = max(0, min(len(s.found)-1, row))
	s.list.Mark(before)
	s.read()
}

func (s *Screen) move(by int) { s.choose(s.current + by) }

// read shows the current message in the panel.
func (s *Screen) read() { s.panel.Read(s.currentID()) }

// changed takes in that the current message was changed.
func (s *Screen) changed() {
	id := s.currentID()
	if r, ok := s.o.Bench.Record(id); ok {
		s.found[s.current] = r
		if s.flaws != nil {
			s.flaws[id] = labels.LintMessage(id, r.Says(), s.o.Lint)
		}
		for i := range s.records {
			if s.records[i].ID == id {
				s.records[i] = r
			}
		}
		s.list.Refill()
	}
}

// beside gives the list its share of the width and the panel the rest.
type beside struct{}

const listShare = 0.5

func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, panel := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(list.Width+panel.Width, fyne.Max(list.Height, panel.Height))
}

func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width * listShare
	objects[0].Resize(fyne.NewSize(width-8, size.Height))
	objects[1].Move(fyne.NewPos(width, 0))
	objects[1].Resize(fyne.NewSize(size.Width-width, size.Height))
}

// top is the title and what can be done with all messages.
type top struct {
	title, intro fyne.CanvasObject
	object       *fyne.Container
}

func newTop(s *Screen) *top {
	title := s.speech.Words(form.Title, voice.Message("labels.title"))
	row := container.New(parts.NewHead(), title.Object())
	add := func(id string, do func()) *form.Button {
		b := s.speech.Button(nil, voice.Message(id), do)
		b.OnEscape = s.Find
		row.Add(b)
		return b
	}
	for _, one := range []struct {
		id string
		do func()
	}{
		{"labels.export", s.export()}, {"labels.import", s.o.Import}, {"labels.begin", s.o.Begin}, {"labels.hand_back", s.o.HandBack},
	} {
		if one.do != nil {
			add(one.id, one.do)
		}
	}
	add("labels.pseudo", func() { s.o.Voice.Switch(voice.Mode(translations.Pseudo)) })
	add("labels.undo", func() { s.turn(s.o.Bench.Undo) })
	add("labels.redo", func() { s.turn(s.o.Bench.Redo) })
	add("labels.back", s.o.Back)
	intro := s.speech.Label(widget.LowImportance, voice.Message("labels.intro"))
	intro.Truncation = fyne.TextTruncateEllipsis
	return &top{title.Object(), intro, container.New(parts.Stack{}, row, intro)}
}

// export exports the messages that were found; nil where nothing can be exported.
func (s *Screen) export() func() {
	if s.o.Export == nil {
		return nil
	}
	return func() {
		s.panel.Leave()
		ids := make([]string, len(s.found))
		for i, r := range s.found {
			ids[i] = r.ID
		}
		s.o.Export(ids)
	}
}

// Reread shows the current message as it stands by now.
func (s *Screen) Reread() { s.panel.Reread() }

// turn undoes or does again, and shows one of the messages that it is about.
func (s *Screen) turn(do func() []labels.Change) {
	s.panel.Leave()
	if s.o.Refuse() {
		return
	}
	all := do()
	if len(all) == 0 {
		return
	}
	s.o.Changed()
	s.Refresh()
	s.Open(all[0].ID)
	s.panel.Reread()
}

// Export exports the messages that were found.
func (s *Screen) Export() {
	if export := s.export(); export != nil {
		export()
	}
}

// Import brings messages back.
func (s *Screen) Import() {
	if s.o.Import != nil {
		s.panel.Leave()
		s.o.Import()
	}
}

// Check marks the current message as checked.
func (s *Screen) Check() { s.panel.Check() }

// Undo takes the last change back.
func (s *Screen) Undo() { s.turn(s.o.Bench.Undo) }

// Redo makes it again.
func (s *Screen) Redo() { s.turn(s.o.Bench.Redo) }
