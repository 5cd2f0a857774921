package translations

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzOverlay gives a rulebook's messages any text: it is refused with a reason that
// this package has, or it is said as it stands, with nothing but the arguments that
// it names put in.
func FuzzOverlay(f *testing.F) {
	for _, seed := range []string{
		"请填写。", "The last character of “{{.value}}” should be {{.expected}}.", "{{.value}}{{.value}}", "{{range .x}}{{end}}", "{{.Value}}",
		"{{", "}}", "{{{.value}}}", "{{.value", "\u202eabc", "a\x00b", "\xff", " ", strings.Repeat("长", maxOverlayText+1), `{{template "x"}}`, "{{/* */}}",
	} {
		f.Add(seed, "mended")
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		names, err := ArgumentsIn(text)
		o, errOverlay := NewOverlay(map[Language]map[string]string{Chinese: {"rule.x": text}, English: {"rule.x": text}})
		if (err == nil) != (errOverlay == nil) {
			t.Fatalf("taken apart: %v, as an overlay: %v", err, errOverlay)
		}
		if err != nil {
			known := []error{ErrTextEmpty, ErrTextLong, ErrTextPlaces, ErrTextUnclean}
			if !slices.Contains(known, err) {
				t.Errorf("refused for no reason of the list: %v", err)
			}
			return
		}
		if utf8.RuneCountInString(text) > maxOverlayText || !utf8.ValidString(text) {
			t.Errorf("taken: %d characters, valid: %v", utf8.RuneCountInString(text), utf8.ValidString(text))
		}
		args, replaced := map[string]string{}, text
		for _, name := range names {
			args[name] = value
			replaced = strings.ReplaceAll(replaced, "{{."+name+"}}", "\x00")
		}
		if got, want := o.messages[Chinese]["rule.x"][Other].say(args), strings.ReplaceAll(replaced, "\x00", value); got != want {
			t.Errorf("%q says %q, want %q", text, got, want)
		}
	})
}
