package wizard

import (
	"slices"

	"recordaldesk/rules/casework"
	"recordaldesk/ui/form"
	"recordaldesk/ui/say"
	"recordaldesk/ui/session"
)

// What came back from the desk: shown at its fields, listed in the summary, and gone to
// before anything else.

// remarkAt is what the reviewer said of the field at a path, nil for nothing.
func (w *Wizard) remarkAt(path string) *form.Remark {
	b, found := w.session.BackAt(casework.FieldPlace(path))
	if !found {
		return nil
	}
	n := w.session.Notice()
	words, aside := say.ReturnedAt(w.session.Filing(), n, b.Item, b.State)
	return &form.Remark{
		Key: n.ID + "/" + string(b.State), Say: words, Aside: aside, Importance: form.ReturnedImportance(b.Verdict, b.State),
	}
}

// paperFinder is a screen that can show a paper of the filing.
type paperFinder interface{ GoToPaper(at casework.Place) }

// goToPlace goes to what came back: its field, or its paper among the materials.
func (w *Wizard) goToPlace(at casework.Place) {
	w.nearPaper = casework.Place{}
	if !at.IsMaterial() {
		w.GoTo(at.Field)
		return
	}
	w.Show(stepMaterials)
	w.nearPaper = at
	if p, ok := w.screen.(paperFinder); ok {
		p.GoToPaper(at)
	}
}

// ShowReturned lists what came back and goes to the first that is to be mended.
func (w *Wizard) ShowReturned() {
	all := w.session.Back()
	if len(all) == 0 {
		return
	}
	w.summary.showBack()
	if i := slices.IndexFunc(all, func(b session.Back) bool { return b.State != casework.Mended }); i >= 0 {
		w.goToPlace(all[i].Place)
	}
}

// NextProblem goes to the next thing behind the place at hand: first through what came
// back and is not mended, then through the findings.
func (w *Wizard) NextProblem() {
	stops := w.stops()
	if len(stops) == 0 {
		return
	}
	here := casework.FieldPlace(w.session.Record().Field)
	if w.at.step == stepMaterials && w.at.page == nil && w.nearPaper.IsMaterial() {
		here = w.nearPaper
	}
	at := slices.Index(stops, here)
	w.goToPlace(stops[(at+1)%len(stops)])
}

// stops are the places that [Wizard.NextProblem] goes through, each once.
func (w *Wizard) stops() []casework.Place {
	var all []casework.Place
	for _, b := range w.session.Back() {
		if b.State != casework.Mended {
			all = append(all, b.Place)
		}
	}
	for _, f := range visible(w.session, w.places(), w.shown()) {
		if at := casework.FieldPlace(f.Field); !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	return all
}
