package rules_test

import (
	"reflect"
	"strings"
	"testing"

	"recordaldesk/rules"
)

// A rulebook that an office wrote for the program of last year has none of the lists.
func TestABookWithoutTheListsKeepsTheBuiltinOnes(t *testing.T) {
	text, err := rules.BuiltinText()
	if err != nil {
		t.Fatal(err)
	}
	builtin := rules.Builtin()
	for name, without := range map[string]string{"all": withoutTables(text, "stage", "clock", "stale", "footer", "keying", "security"), "the stages alone": withoutTables(text, "stage")} {
		file, err := rules.LoadFile("rulebook.toml", strings.NewReader(without))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b := file.Book
		if !reflect.DeepEqual(b.Stages, builtin.Stages) || len(b.Clocks) != len(builtin.Clocks) || len(b.Keying) != len(builtin.Keying) ||
			len(b.Security) != len(builtin.Security) || len(b.Footers) != len(builtin.Footers) || len(b.StaleRules) != len(builtin.StaleRules) {
			t.Errorf("without %s: the lists are others", name)
		}
		in := rules.DueInput{Kind: "new_recordal", Route: rules.Online, Reached: reach(t, "mailed", "2026-11-02 10:00")}
		if got := b.Due(in); len(got) != 2 {
			t.Errorf("without %s: %d clocks run", name, len(got))
		}
	}
}

// withoutTables drops all tables of the names from a rulebook.
func withoutTables(text string, names ...string) string {
	var kept []string
	drop := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "[") {
			drop = false
			for _, name := range names {
				drop = drop || strings.HasPrefix(line, "[["+name+"]]")
			}
		}
		if !drop {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}
