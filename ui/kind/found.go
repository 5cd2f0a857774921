package kind

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// showKind explains the kind that was found, and why those it is taken for would
// be wrong, and asks to confirm it.
func (s *Screen) showKind(id string) {
	if s.listed == "" {
		s.showSteps()
	}
	s.page.say(form.Quiet, voice.Message("kindpage.found"))
	s.page.say(form.Title, voice.Message("kind."+id))
	if s.listed == "" {
		s.page.say(form.Body, voice.Message("kind."+id+".why"))
	} else {
		s.page.say(form.Body, voice.Message("kind."+id+".help"))
	}
	choose := s.page.button("kindpage.confirm", theme.ConfirmIcon(), widget.HighImportance, func() { s.confirm(id) })
	s.page.first = choose
	s.page.row(choose, s.backButton(), s.closeButton())
	if k := s.kind(id); k != nil && len(k.Neighbours) > 0 {
		s.page.say(form.Heading, voice.Message("kindpage.neighbours"))
		for _, other := range k.Neighbours {
			s.page.say(form.Caption, voice.Message("kind."+other))
			s.page.say(form.Body, voice.Message("kind."+id+".not."+other))
		}
	}
	s.page.escape(s.Back)
}

// confirm takes the kind, once it is known which website it is about.
func (s *Screen) confirm(id string) {
	k := s.kind(id)
	if k != nil && k.Continues() && len(s.websites) > 1 {
		s.asking = id
		s.show()
		s.Focus()
		return
	}
	s.choose(id, min(0, len(s.websites)-1))
}

// showWebsites asks which of the websites on record the filing is about.
func (s *Screen) showWebsites() {
	id := s.asking
	s.page.say(form.Quiet, voice.Message("kind."+id))
	s.page.say(form.Title, voice.Message("kindpage.website"))
	s.page.say(form.Body, voice.Message("kindpage.website.help"))
	for i, name := range s.websites {
		say := voice.Message("member.websites", map[string]string{"number": strconv.Itoa(i + 1)})
		if name != "" {
			say = func(translations.Language) string { return name }
		}
		s.addAnswer(say, nil, func() { s.choose(id, i) })
	}
	s.mark(-1)
	s.page.row(s.backButton(), s.closeButton())
}

// choose hands the choice on, with the answers that led to it.
func (s *Screen) choose(id string, website int) {
	c := Choice{Kind: id, Website: website}
	if s.listed == "" {
		c.Answers = map[string]string{}
		for _, step := range s.walk.steps {
			c.Answers[step.question.ID] = step.answer.ID
		}
	}
	s.actions.Chosen(c)
}

// kind returns the kind by its id, nil for one that the book does not have.
func (s *Screen) kind(id string) *rules.Kind {
	i := slices.IndexFunc(s.book.Kinds, func(k rules.Kind) bool { return k.ID == id })
	if i < 0 {
		return nil
	}
	return &s.book.Kinds[i]
}
