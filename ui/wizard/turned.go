package wizard

// Turned shows the filing after an undo, a redo or a return to what was earlier, and
// goes to the field at path; "" stays where the wizard stands.
func (w *Wizard) Turned(path string) {
	if w.page != nil {
		w.page.Replaced()
	}
	w.reported()
	if path != "" {
		w.GoTo(path)
	}
	if w.page != nil {
		w.page.ToEnd()
	}
}
