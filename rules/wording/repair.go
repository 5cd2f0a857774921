package wording

import (
	"fmt"
	"strings"
	"unicode"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Repair says what stands at the field and what may stand there instead, "" where
// a person must mend it. What cannot be seen is named by its code: of two texts
// that look alike nobody can tell what is to change.
func Repair(l Language, f rules.Finding) string {
	if f.Repair == "" {
		return ""
	}
	return translations.Text(l, "output.repair", map[string]string{
		"before": Visible(f.Args["value"]), "after": Visible(f.Repair),
	})
}

// Visible writes each character that shows nothing, or only a gap, as its code:
// [U+200B]. A plain space stays.
func Visible(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		if r != ' ' && hidden(r) {
			fmt.Fprintf(&b, "[%U]", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func hidden(r rune) bool {
	return unicode.IsSpace(r) || !unicode.IsGraphic(r) ||
		unicode.In(r, unicode.Zs, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}
