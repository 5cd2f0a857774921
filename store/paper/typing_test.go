package paper

import (
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
)

func TestTheKeyingSheetOnPaperHasEveryValueInOrder(t *testing.T) {
	f, _ := sample(t, severalWebsites)
	for _, security := range []bool{false, true} {
		rows := wording.Keying(rules.Builtin(), f, today)
		if security {
			rows = wording.Security(rules.Builtin(), f, today)
		}
		pdf, err := TypingSheet(t.Context(), f, Typing{Security: security, Rows: rows, Done: func(wording.Typed) bool { return false }}, options)
		if err != nil {
			t.Fatal(err)
		}
		plain := func(s string) string { return strings.Join(strings.Fields(s), "") }
		rest := plain(text(t, pdf))
		if strings.Contains(rest, "[typing") || strings.Contains(rest, "[paper") {
			t.Error("a message is missing")
		}
		// Long values are broken between the lines of other columns; those in one line tell the order.
		for _, one := range rows {
			if one.Text == "" || len([]rune(one.Text)) > 16 {
				continue
			}
			_, after, found := strings.Cut(rest, plain(one.Text))
			if !found {
				t.Fatalf("%s is missing, or stands before what should come before it", one.RowID)
			}
			rest = after
		}
	}
}
