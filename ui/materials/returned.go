package materials

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/rules/casework"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/session"
)

// returned says in the row what a reviewer said of the paper, and how far that is.
func (r *row) returned(b session.Back) fyne.CanvasObject {
	s := r.screen.session
	said, by := say.ReturnedAt(s.Filing(), s.Notice(), b.Item, b.State)
	words := r.speech.Words(form.Body, said)
	words.Color(form.ReturnedImportance(b.Verdict, b.State))
	return container.New(parts.Stack{}, words.Object(), r.speech.Words(form.Quiet, by).Object())
}

// GoToPaper puts the keyboard on the row of a paper that came back, and otherwise on the
// first control.
func (s *Screen) GoToPaper(at casework.Place) {
	for _, m := range s.models {
		if casework.IsOf(at, m.material) && s.rows[m.key] != nil {
			s.rows[m.key].focus()
			return
		}
	}
	s.Focus()
}
