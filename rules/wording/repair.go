package wording

import (
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
		"before": Visible(l, f.Args["value"]), "after": Visible(l, f.Repair),
	})
}

// Unrepaired and Repaired say a field's text with its flaw and without it, where
// the rulebook knows how to mend it.
func Unrepaired(l Language, f rules.Finding) string {
	return translations.Text(l, "form.repair.before", map[string]string{"before": Visible(l, f.Args["value"])})
}

// Repaired says the text that a finding offers instead, see [Unrepaired].
func Repaired(l Language, f rules.Finding) string {
	return translations.Text(l, "form.repair", map[string]string{"after": Visible(l, f.Repair)})
}
