package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/places"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// A label that is cut off, lies under another one or was never translated is found by
// whoever looks at that screen in that language, which nobody does before each release.
func TestEveryScreenCanBeReadInEveryLanguage(t *testing.T) {
	folder := os.Getenv("RECORDAL_TOUR") // for pictures of what is wrong
	var only []string
	if names := os.Getenv("RECORDAL_TOUR_ONLY"); names != "" {
		only = strings.Split(names, ",")
	}
	scale := float32(1)
	if os.Getenv("RECORDAL_TOUR_SCALE") != "" {
		scale = 2
	}
	modes := []voice.Mode{voice.Chinese, voice.English, voice.Both, voice.Mode(translations.Pseudo)}
	if m := os.Getenv("RECORDAL_TOUR_MODE"); m != "" {
		modes = []voice.Mode{voice.Mode(m)}
	}
	err := Tour(t.Context(), TourOptions{
		App: test.NewTempApp(t), Dir: t.TempDir(), Book: rules.Builtin, Now: time.Now, Program: "test",
		Modes: modes, Size: fyne.NewSize(1366, 730), Only: only, Scale: scale,
		Seen: func(v places.View) error {
			wrong := read(v)
			for _, w := range wrong {
				t.Errorf("%s in %s: %s", v.Stop, v.Mode, w)
			}
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
}

var rawID = regexp.MustCompile(`\[[a-z]+(\.[a-z0-9_-]+)+\]`)

// read says what is wrong with what can be read.
func read(v places.View) (wrong []string) {
	texts := seen.In(v.Canvas)
	said := map[string]bool{}
	for _, s := range v.Said {
		said[s.Text] = true
	}
	for _, text := range texts {
		switch {
		case rawID.MatchString(text.Says):
			wrong = append(wrong, fmt.Sprintf("a raw id in %q", text.Says))
		case said[text.Says] && text.Cut():
			wrong = append(wrong, fmt.Sprintf("cut off: %q, drawn %q in %v", text.Says, text.Drawn, text.Lines))
		case strings.HasSuffix(text.Drawn, "…") && begins(said, strings.TrimSuffix(text.Drawn, "…")):
			wrong = append(wrong, fmt.Sprintf("shortened: %q", text.Drawn))
		case !translated(v, said, text.Says):
			wrong = append(wrong, fmt.Sprintf("in another language or hard-wired: %q", text.Says))
		}
	}
	for _, o := range seen.Overlaps(texts) {
		wrong = append(wrong, fmt.Sprintf("over one another: %q and %q", o.One.Drawn, o.Other.Drawn))
	}
	return wrong
}

// begins reports whether a message begins like this, which none is as a whole.
func begins(said map[string]bool, text string) bool {
	if said[text+"…"] {
		return false
	}
	for s := range said {
		if strings.HasPrefix(s, text) {
			return true
		}
	}
	return false
}

// translated reports whether a text is made of messages, of what was typed, and of what
// needs no words.
func translated(v places.View, said map[string]bool, text string) bool {
	rest := text
	parts := make([]string, 0, len(said))
	for s := range said {
		if strings.Contains(rest, s) {
			parts = append(parts, s)
		}
	}
	slices.SortFunc(parts, func(a, b string) int { return len(b) - len(a) })
	for _, s := range parts {
		rest = strings.ReplaceAll(rest, s, " ")
	}
	for _, word := range strings.FieldsFunc(rest, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-@._", r)
	}) {
		if strings.ContainsFunc(word, unicode.IsLetter) && !strings.Contains(v.Typed, word) {
			return false
		}
	}
	return true
}
