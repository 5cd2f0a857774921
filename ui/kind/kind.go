// Package kind finds the kind of recordal: the rulebook's plain questions, one
// a page, and a list of all kinds for people who know theirs.
package kind

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// Actions are what the screen hands on to the window.
type Actions struct {
	Chosen func(Choice) // a kind was chosen and confirmed
	Close  func()       // back to the filings, with nothing chosen
}

// Choice is what a person chose, and by which answers.
type Choice struct {
	Kind    string
	Answers map[string]string // by question; none where the kind was chosen from the list
	Website int               // index among those that were offered; -1 where there is none
}

// Screen asks the questions. It stands at a question, at the list of kinds, at
// a kind to be confirmed, or at a stop, where no filing can be made.
type Screen struct {
	voice    *voice.Voice
	book     *rules.Book
	canvas   fyne.Canvas
	websites []string // names of those on record
	actions  Actions

	walk    *walk
	listing bool   // at the list of kinds, or at a kind chosen there
	listed  string // the kind chosen from the list
	asking  string // the kind that was confirmed, while the website is asked

	page   *page
	scroll *container.Scroll
	object *fyne.Container
}

// New begins at the first question; in a book without questions, at the list of
// kinds. The canvas is that of the window the screen is shown in, websites are the
// names of those that an earlier filing knows.
func New(v *voice.Voice, book *rules.Book, canvas fyne.Canvas, websites []string, a Actions) *Screen {
	s := &Screen{voice: v, book: book, canvas: canvas, websites: websites, actions: a, walk: newWalk(book.Questions)}
	s.listing = len(book.Questions) == 0
	s.scroll = container.NewVScroll(container.New(middle{}, container.New(column{})))
	s.object = container.NewStack(s.scroll)
	s.show()
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Retranslate says the page at hand in the language chosen now.
func (s *Screen) Retranslate() {
	s.page.speech.Retranslate()
	s.object.Refresh()
}

// Refresh does nothing: the questions do not depend on a filing.
func (s *Screen) Refresh() {}

// Focus puts the keyboard on the answer given earlier, on the first one, or on
// what goes on.
func (s *Screen) Focus() {
	if s.page.first != nil {
		s.canvas.Focus(s.page.first)
	}
}

// Back goes to the page before; from the first one to the filings.
func (s *Screen) Back() {
	switch {
	case s.asking != "":
		s.asking = ""
	case s.listed != "":
		s.listed = ""
	case s.listing && len(s.book.Questions) > 0:
		s.listing = false
	case !s.walk.back():
		s.actions.Close()
		return
	}
	s.show()
	s.Focus()
}

// begins reports whether nothing is behind the page at hand.
func (s *Screen) begins() bool {
	return s.listed == "" && len(s.walk.steps) == 0 && (!s.listing || len(s.book.Questions) == 0)
}

// show builds the page at which the person stands.
func (s *Screen) show() {
	s.page = newPage(s.voice)
	end := s.walk.end()
	switch {
	case s.asking != "":
		s.showWebsites()
	case s.listed != "":
		s.showKind(s.listed)
	case s.listing:
		s.showList()
	case end != nil && end.Kind != "":
		s.showKind(end.Kind)
	case end != nil && end.Stop:
		s.showStop()
	default:
		s.showQuestion()
	}
	s.scroll.Content.(*fyne.Container).Objects[0] = container.New(column{gap: theme.Padding()}, s.page.objects...)
	s.scroll.Offset = fyne.Position{}
	s.object.Refresh()
}

// showQuestion asks the question at hand.
func (s *Screen) showQuestion() {
	q := s.walk.question()
	s.showSteps()
	number, left := len(s.walk.steps)+1, s.walk.left()
	s.page.say(form.Quiet, progress(number, left))
	s.page.say(form.Title, voice.Message("question."+q.ID))
	s.page.say(form.Body, voice.Message("question."+q.ID+".help"))
	for i, a := range q.Answers {
		s.addAnswer(voice.Message("question."+q.ID+"."+a.ID), nil, func() {
			s.walk.answer(i)
			s.show()
			s.Focus()
		})
	}
	s.mark(s.walk.before(q))
	s.page.row(s.backButton(), s.closeButton(), s.page.button("kindpage.know", nil, widget.LowImportance, func() {
		s.listing = true
		s.show()
		s.Focus()
	}))
}

// showSteps lists what was answered so far.
func (s *Screen) showSteps() {
	for _, step := range s.walk.steps {
		s.page.say(form.Quiet, answered(step))
	}
}

// showList offers all kinds of the book.
func (s *Screen) showList() {
	s.page.say(form.Title, voice.Message("kindpage.list"))
	s.page.say(form.Body, voice.Message("kindpage.list.help"))
	for _, k := range s.book.Kinds {
		// Side by side the name takes one line, so that more kinds are seen at once.
		name := func(translations.Language) string { return s.voice.Line(voice.Message("kind." + k.ID)) }
		s.addAnswer(name, voice.Message("kind."+k.ID+".help"), func() {
			s.listed = k.ID
			s.show()
			s.Focus()
		})
	}
	s.mark(-1)
	s.page.row(s.backButton(), s.closeButton())
}

// showStop says what to do instead of a filing.
func (s *Screen) showStop() {
	s.showSteps()
	last := s.walk.steps[len(s.walk.steps)-1]
	s.page.say(form.Title, voice.Message("kindpage.stop"))
	s.page.say(form.Body, voice.Message("question."+last.question.ID+"."+last.answer.ID+".stop"))
	s.page.say(form.Quiet, voice.Message("kindpage.stop.saved"))
	back := s.backButton()
	back.Importance = widget.HighImportance
	s.page.first = back
	s.page.row(back, s.closeButton())
	s.page.escape(s.Back)
}

// addAnswer adds something to choose to the page.
func (s *Screen) addAnswer(say, help voice.Speaker, picked func()) {
	p := s.page
	a := newAnswer(s.voice, len(p.answers)+1, say, help)
	a.picked, a.leave, a.focus = picked, s.Back, s.reveal
	a.move = func(by int) {
		to := slices.Index(p.answers, a) + by
		if to >= 0 && to < len(p.answers) {
			s.canvas.Focus(p.answers[to])
		}
	}
	a.typed = func(r rune) {
		if n, err := strconv.Atoi(string(r)); err == nil && n >= 1 && n <= len(p.answers) {
			p.answers[n-1].picked()
		}
	}
	p.answers = append(p.answers, a)
	p.objects = append(p.objects, a)
	p.speech.Also(a.Retranslate)
}

// mark shows which answer was given earlier and lets the keyboard begin there,
// otherwise at the first.
func (s *Screen) mark(given int) {
	if given >= 0 {
		s.page.answers[given].given = true
	}
	if len(s.page.answers) > 0 {
		s.page.first = s.page.answers[max(given, 0)]
	}
	s.page.escape(s.Back)
}

// reveal scrolls so far that the answer is seen whole.
func (s *Screen) reveal(a *answer) {
	top := a.Position().Y
	bottom := top + a.Size().Height + 6*theme.InnerPadding()
	switch view := s.scroll.Size().Height; {
	case top < s.scroll.Offset.Y:
		s.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > s.scroll.Offset.Y+view:
		s.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}

// backButton goes back; nil where there is nothing to go back to.
func (s *Screen) backButton() *form.Button {
	if s.begins() {
		return nil
	}
	return s.page.button("kindpage.back", theme.NavigateBackIcon(), widget.MediumImportance, s.Back)
}

func (s *Screen) closeButton() *form.Button {
	return s.page.button("kindpage.close", theme.HomeIcon(), widget.MediumImportance, s.actions.Close)
}
