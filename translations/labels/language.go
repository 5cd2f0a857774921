package labels

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"recordaldesk/translations"
)

// LanguageName says what a language is called in another one.
func LanguageName(in, l translations.Language) string {
	switch l {
	case translations.Chinese, translations.English, translations.Pseudo:
		return translations.Text(in, "labels.language."+string(l))
	}
	tag := language.Make(string(l))
	if translations.Base(in) == translations.Chinese {
		return display.Languages(language.Chinese).Name(tag)
	}
	return display.Languages(language.English).Name(tag)
}
