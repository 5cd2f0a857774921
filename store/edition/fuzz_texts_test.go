package edition

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// aMessage is a line of the messages in a rulebook's file.
var aMessage = regexp.MustCompile(`(?m)^"([a-z0-9_.-]+)" = "(.*)"$`)

// FuzzTexts gives one of the messages that come with a rulebook other text, as a
// translator may write it: the book is refused with the line, or the program says what
// was written.
func FuzzTexts(f *testing.F) {
	whole := starting(f)
	messages := strings.Index(whole, "\n[message.")
	lines := aMessage.FindAllStringSubmatchIndex(whole[messages:], -1)
	if len(lines) < 1000 {
		f.Fatalf("the book has only %d messages", len(lines))
	}
	for i, seed := range []string{
		"请填写。", "{{.value}}", "{{.nothing}}", "{{range .x}}", `\u202e`, `\u0000`, `"`, `" = 1`, "\"\n[rule]\n\"x\" = \"", "\xff", `\`, "",
		strings.Repeat("长", 3000), strings.Repeat("{{.value}}", 1000),
	} {
		f.Add(seed, uint(i*37))
	}
	f.Cleanup(func() { translations.Use(nil) })
	f.Fuzz(func(t *testing.T, text string, which uint) {
		line := lines[which%uint(len(lines))]
		id := whole[messages+line[2] : messages+line[3]]
		loaded, err := Load(FileName, strings.NewReader(whole[:messages+line[4]]+text+whole[messages+line[5]:]))
		if err != nil {
			wrong := rules.BookErrors(err)
			if len(wrong) == 0 {
				t.Fatalf("no error of a rulebook: %v", err)
			}
			for _, l := range translations.Languages {
				if said := Wrong(l, wrong); said == "" || !utf8.ValidString(said) {
					t.Errorf("in %s is said %q", l, said)
				}
			}
			return
		}
		loaded.Speak()
		for _, l := range translations.Languages {
			names := map[string]string{}
			for _, name := range translations.ArgumentsOf(l, id) {
				names[name] = "‹" + name + "›"
			}
			if said := translations.Text(l, id, names); said == "" || !utf8.ValidString(said) || strings.Contains(said, "{{") {
				t.Errorf("%s says in %s %q", id, l, said)
			}
		}
	})
}
