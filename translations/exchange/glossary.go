package exchange

import (
	"strings"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// Glossary is the glossary of the program as a workbook has it.
func Glossary() []Term {
	var all []Term
	for _, t := range labels.Glossary() {
		all = append(all, Term{
			Chinese: strings.Join(t.Chinese, "、"), English: strings.Join(t.English, ", "),
			Beware: strings.TrimSpace(t.Beware.In(translations.Chinese) + "\n" + t.Beware.In(translations.English)),
		})
	}
	return all
}
