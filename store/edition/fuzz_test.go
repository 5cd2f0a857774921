package edition

import (
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/hostile"
	"recordaldesk/translations"
)

// FuzzLoad gives the built-in rulebook with other text in it: it loads, or what is
// wrong is said with its line. How the language itself is read is for FuzzLoadFile of
// rules.
func FuzzLoad(f *testing.F) {
	whole := starting(f)
	seeds, err := hostile.Seeds("rulebook", 4<<10)
	if err != nil {
		f.Fatal(err)
	}
	for _, data := range seeds {
		f.Add(string(data), uint(0))
	}
	f.Add("\"rule.nothing\" = \"无。\"\n", uint(strings.LastIndex(whole, "\n[message.")+14))
	f.Add("{{range .x}}", uint(strings.LastIndex(whole, "= \"")+3))
	f.Add("\u202e", uint(strings.LastIndex(whole, "= \"")+3))
	f.Add("when = '1..1000000'\n", uint(strings.Index(whole, "[[rule]]\n")+9))
	f.Fuzz(func(t *testing.T, text string, at uint) {
		place := int(at % uint(len(whole)))
		loaded, err := Load(FileName, strings.NewReader(whole[:place]+text+whole[place:]))
		if err == nil {
			if loaded.Book.Version == "" {
				t.Error("a book without a version")
			}
			return
		}
		wrong := rules.BookErrors(err)
		if len(wrong) == 0 {
			t.Fatalf("no error of a rulebook: %v", err)
		}
		for _, l := range translations.Languages {
			if Wrong(l, wrong) == "" {
				t.Errorf("nothing is said in %s", l)
			}
		}
	})
}
