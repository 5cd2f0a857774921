package labels

import (
	"testing"

	"recordaldesk/translations"
)

// A translator who types sees at each key what is wrong.
func BenchmarkAMessageIsLookedAt(b *testing.B) {
	id := "app.close_unsaved"
	texts := Texts{}
	for _, l := range translations.Languages {
		texts[l], _ = translations.BuiltInForms(l, id)
	}
	LintMessage(id, texts, Options{})
	for b.Loop() {
		LintMessage(id, texts, Options{})
	}
}
