package translations

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
)

// use puts an overlay in force for the test.
func use(t *testing.T, texts map[Language]map[string]string) {
	t.Helper()
	o, err := NewOverlay(texts)
	if err != nil {
		t.Fatal(err)
	}
	Use(o)
	t.Cleanup(func() { Use(nil) })
}

func TestAnOverlaySpeaksBeforeTheBuiltInMessages(t *testing.T) {
	const known, added = "rule.domain-expired", "rule.tried"
	before := Text(English, known)
	use(t, map[Language]map[string]string{
		English: {known: "Otherwise: {{.value}}, {{.value}} and {{.other}}.", added: "New."},
		Chinese: {added: "新的。"},
	})
	if got := Text(English, known, map[string]string{"value": "{{.other}}"}); got != "Otherwise: {{.other}}, {{.other}} and ." {
		t.Errorf("says %q", got)
	}
	if got := Count(English, added, 2, nil); got != "New." {
		t.Errorf("counts %q", got)
	}
	if got := ArgumentsOf(English, known); !slices.Equal(got, []string{"other", "value"}) {
		t.Errorf("arguments %v", got)
	}
	if slices.Equal(BuiltInArguments(English, known), ArgumentsOf(English, known)) || Template(English, known) == "" {
		t.Error("the built-in message is not to be told from the other")
	}
	if !Has(Chinese, added) || BuiltIn(Chinese, added) || !slices.Contains(IDs(English), added) || !slices.IsSorted(IDs(English)) {
		t.Error("the added message is not there, or built in")
	}
	if strings.Contains(Text(Chinese, known), "Otherwise") {
		t.Error("another language says it")
	}
	if forms, _ := BuiltInForms(English, known); strings.Contains(forms[Other], "Otherwise") {
		t.Error("the overlay is taken for what is built in")
	}
	use(t, map[Language]map[string]string{Chinese: {known: "另一个。"}})
	if Has(English, added) || Text(Chinese, known) != "另一个。" || Text(English, known) != before {
		t.Error("the first overlay stays behind the second")
	}
	Use(nil)
	if Has(English, added) || Text(English, known) != before || slices.Contains(IDs(English), added) {
		t.Error("something stays behind")
	}
}

// A message that comes with a rulebook is no program.
func TestAnOverlayTakesPlacesForArgumentsAlone(t *testing.T) {
	for text, want := range map[string]error{
		"":                              ErrTextEmpty,
		" \t ":                          ErrTextEmpty,
		strings.Repeat("长", 2001):       ErrTextLong,
		`{{printf "%1000000000d" 1}}`:   ErrTextPlaces,
		`{{range $x := .value}}{{end}}`: ErrTextPlaces,
		`{{.value.Method}}`:             ErrTextPlaces,
		`{{.Value}}`:                    ErrTextPlaces,
		`{{ .value }}`:                  ErrTextPlaces,
		`{{.value`:                      ErrTextPlaces,
		`.value}}`:                      ErrTextPlaces,
		`{{/* nothing */}}`:             ErrTextPlaces,
		`{{template "x"}}{{.value}}`:    ErrTextPlaces,
		"two\nlines":                    ErrTextUnclean,
		"a zero\x00":                    ErrTextUnclean,
		"turned \u202eround":            ErrTextUnclean,
		"no \u200bwidth":                ErrTextUnclean,
		"no UTF-8 \xff":                 ErrTextUnclean,
		"{{.value}} and {{.other_1}} {one} }{ 。": nil,
	} {
		if _, err := ArgumentsIn(text); !errors.Is(err, want) {
			t.Errorf("%.40q: %v, want %v", text, err, want)
		}
		if _, err := NewOverlay(map[Language]map[string]string{English: {"rule.tried": text}}); !errors.Is(err, want) {
			t.Errorf("%.40q as an overlay: %v, want %v", text, err, want)
		}
	}
}

// Checks run in workers while the window takes a rulebook up.
func TestAnOverlayCanBeReplacedWhileOthersSpeak(t *testing.T) {
	t.Cleanup(func() { Use(nil) })
	one, errOne := NewOverlay(map[Language]map[string]string{English: {"rule.tried": "one"}})
	two, errTwo := NewOverlay(map[Language]map[string]string{English: {"rule.tried": "two"}})
	if err := errors.Join(errOne, errTwo); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 500 {
				if got := Text(English, "rule.tried"); got != "one" && got != "two" && got != "[rule.tried]" {
					t.Errorf("says %q", got)
				}
				Has(English, "rule.tried")
				ArgumentsOf(English, "rule.tried")
			}
		})
	}
	for i := range 500 {
		Use([]*Overlay{one, two, nil}[i%3])
	}
	wg.Wait()
}
