package materials

import (
	"reflect"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/ui/parts"
)

// tell says what no program can find, where that is another thing than before.
func (s *Screen) tell() {
	now := parts.ToldAt(rules.Papers, s.session.Report().Findings)
	if reflect.DeepEqual(now, s.telling) {
		return
	}
	s.telling = now
	s.told.Objects = []fyne.CanvasObject{s.speech.Told(now)}
	s.told.Refresh()
}
