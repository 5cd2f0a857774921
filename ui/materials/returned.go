package materials

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/casework"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/session"
)

// returned says in the row what a reviewer said of the paper, and how far that is.
func (r *row) returned(b session.Back) fyne.CanvasObject {
	f, n := r.screen.session.Filing(), r.screen.session.Notice()
	words := r.speech.Words(form.Body, func(l translations.Language) string {
		return translations.Text(l, "returning.at_field", map[string]string{
			"verdict": say.ReturnedAs(b.Verdict)(l), "words": say.Returned(f, b.Item)(l),
		})
	})
	words.Color(widget.WarningImportance)
	switch {
	case b.State == casework.Mended:
		words.Color(widget.SuccessImportance)
	case b.State == casework.ToMend && b.Verdict == casework.Returned:
		words.Color(widget.DangerImportance)
	}
	aside := r.speech.Words(form.Quiet, func(l translations.Language) string {
		return translations.Text(l, "returning.aside", map[string]string{
			"by": say.ReturnedBy(n)(l), "state": say.StateOf(b.Verdict, b.State)(l),
		})
	})
	return container.New(parts.Stack{}, words.Object(), aside.Object())
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
