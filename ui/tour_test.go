package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
)

// A label that is cut off, lies under another one or was never translated is found by
// whoever looks at that screen in that language, which nobody does before each release.
func TestEveryScreenCanBeReadInEveryLanguage(t *testing.T) {
	tour(t, 1, voice.Chinese, voice.English, voice.Both, voice.Mode(translations.Pseudo))
}

// Who needs large letters sees the same screens; there is no room for half as much.
func TestEveryScreenCanBeReadInLargeLetters(t *testing.T) {
	tour(t, 2, voice.Chinese, voice.English, voice.Both)
}

// The text can be made larger while any screen is shown, which then must be as readable as
// one that was made so.
func TestEveryScreenCanBeReadOnceItsTextHasGrown(t *testing.T) {
	j := newJudge(rules.Builtin(), 2)
	app := test.NewTempApp(t)
	size := fyne.NewSize(tourWidth, tourHeight)
	err := Tour(t.Context(), TourOptions{
		App: app, Dir: t.TempDir(), Book: rules.Builtin, Now: time.Now, Program: "test",
		Modes: []voice.Mode{voice.Both}, Size: size, Only: onlyStops(),
		Seen: func(v places.View) error {
			if v.Canvas.Overlays().Top() != nil || v.Stop == "crash_again" {
				return nil // is as large as its text was when it opened
			}
			before := app.Settings().Theme()
			app.Settings().SetTheme(look.Look{Scale: 2})
			for range 2 { // what wraps knows its height once it has a width
				v.Canvas.Content().Refresh()
			}
			tell(t, v, " once its text has grown", j.legible(v))
			app.Settings().SetTheme(before)
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// tour looks at all screens. These choose what of it is seen, and keep pictures of it:
//
//	RECORDAL_TOUR=folder RECORDAL_TOUR_MODE=en RECORDAL_TOUR_ONLY=queue,rulebook
func tour(t *testing.T, scale float32, modes ...voice.Mode) {
	folder := os.Getenv("RECORDAL_TOUR") // for pictures
	only := onlyStops()
	if m := voice.Mode(os.Getenv("RECORDAL_TOUR_MODE")); m != "" {
		modes = slices.DeleteFunc(modes, func(mode voice.Mode) bool { return mode != m })
	}
	j := newJudge(rules.Builtin(), scale)
	stops := 0
	err := Tour(t.Context(), TourOptions{
		App: test.NewTempApp(t), Dir: t.TempDir(), Book: rules.Builtin, Now: time.Now, Program: "test",
		Modes: modes, Size: fyne.NewSize(tourWidth, tourHeight), Only: only, Scale: scale,
		Early: func(v places.View) error {
			tell(t, v, " at first", j.legible(v))
			return nil
		},
		Seen: func(v places.View) error {
			stops++
			tell(t, v, "", j.read(v))
			if folder == "" {
				return nil
			}
			f, err := os.Create(filepath.Join(folder, v.Stop+"-"+string(v.Mode)+".png"))
			if err != nil {
				return err
			}
			defer f.Close()
			return png.Encode(f, v.Canvas.Capture())
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := len(Stops()) * len(modes); len(only) == 0 && stops != want {
		t.Errorf("the tour came to %d stops of %d", stops, want)
	}
}

// onlyStops are the stops that RECORDAL_TOUR_ONLY names; none stands for all of them.
func onlyStops() []string {
	if names := os.Getenv("RECORDAL_TOUR_ONLY"); names != "" {
		return strings.Split(names, ",")
	}
	return nil
}

// tell says what is wrong at a stop.
func tell(t *testing.T, v places.View, when string, wrong []string) {
	t.Helper()
	const most = 12 // one cause is often behind all of them
	for i, w := range wrong {
		if i == most {
			t.Errorf("%s in %s%s: and %d more", v.Stop, v.Mode, when, len(wrong)-most)
			break
		}
		t.Errorf("%s in %s%s: %s", v.Stop, v.Mode, when, w)
	}
}
