package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// A dialog whose last line is hidden while there is room around it says half of what it has
// to say.
func TestADialogIsAsHighAsItsWords(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Look{})
	w := a.NewWindow("")
	w.Resize(fyne.NewSize(1366, 730))
	looked := 0
	for _, id := range translations.IDs(translations.Chinese) {
		if !strings.HasPrefix(id, "store.problem.") && !strings.HasPrefix(id, "conflict.") && !strings.HasPrefix(id, "crash.") {
			continue
		}
		for _, mode := range voice.Modes {
			showDialog(w, voice.New(mode), voice.Message(id), "dialog.cancel", []parts.Answer{{Say: voice.Message("dialog.close"), Do: func() {}}}, nil)
			top := w.Canvas().Overlays().Top()
			for _, o := range seen.Objects(top) {
				if s, ok := o.(*container.Scroll); ok {
					looked++
					if hidden := s.Content.MinSize().Height - s.Size().Height; hidden > 0 {
						t.Errorf("%s in %s: %.0f points of it are hidden", id, mode, hidden)
					}
				}
			}
			w.Canvas().Overlays().Remove(top)
		}
	}
	if looked < 100 {
		t.Errorf("only %d dialogs were looked at", looked)
	}
}
