package ui

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

var asks = regexp.MustCompile(`(?:\b[aA]sk|\boffer|\bOffer|\binform|\bproblem|\bconfirm)\((?:voice\.Message\()?"([a-z_.]+)"(?:, (?:voice\.Message\()?"([a-z_.]+)")?`)

// questions are the messages that are shown in a dialog, each with what its button says,
// as the source has them.
func questions(t *testing.T) (all [][2]string) {
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, found := range asks.FindAllStringSubmatch(string(source), -1) {
			if one := [2]string{found[1], found[2]}; translations.BuiltIn(translations.English, one[0]) && !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range translations.BuiltInIDs(translations.English) {
		if strings.HasPrefix(id, "store.problem.") {
			all = append(all, [2]string{id, ""})
		}
	}
	return all
}

// Dialogs are all made alike. What one says must fit it, whichever it is: nobody sees most
// of them before they are needed.
func TestEveryQuestionFitsItsDialog(t *testing.T) {
	d := newDesk(t, openStore(t))
	all := questions(t)
	if len(all) < 60 {
		t.Errorf("only %d dialogs are found", len(all))
	}
	for _, scale := range []float32{1, 2} {
		d.o.App.Settings().SetTheme(look.Look{Scale: scale})
		d.window.Resize(fyne.NewSize(tourWidth, tourHeight))
		for _, mode := range []voice.Mode{voice.Chinese, voice.English, voice.Both, voice.Mode(translations.Pseudo)} {
			if scale == 2 && mode == voice.Mode(translations.Pseudo) {
				continue
			}
			d.voice.Switch(mode)
			for _, one := range all {
				args := map[string]string{}
				for _, name := range translations.ArgumentsOf(translations.English, one[0]) {
					args[name] = tourName
				}
				var yes voice.Speaker
				if translations.BuiltIn(translations.English, one[1]) {
					yes = voice.Message(one[1])
				}
				d.ask(voice.Message(one[0], args), yes, func() {})
				overlays := d.window.Canvas().Overlays()
				texts := slices.DeleteFunc(seen.In(d.window.Canvas()), func(text seen.Text) bool { return text.Layer == 0 })
				if len(texts) == 0 {
					t.Fatalf("%s in %s: no dialog is shown", one[0], mode)
				}
				for _, text := range texts {
					if text.Cut() || text.Torn() || rawID.MatchString(text.Says) {
						t.Errorf("%s in %s, letters %v times as large: %q is seen as %q at %v", one[0], mode, scale, text.Says, text.Drawn, text.Lines)
					}
				}
				for _, o := range seen.Overlaps(texts) {
					t.Errorf("%s in %s, letters %v times as large: %q lies over %q", one[0], mode, scale, o.One.Drawn, o.Other.Drawn)
				}
				for overlays.Top() != nil {
					overlays.Remove(overlays.Top())
				}
			}
		}
	}
}
