package translations

import (
	"maps"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Form is a plural form of the Unicode CLDR, by the name that go-i18n has for it.
type Form string

// The plural forms. Every message has Other; Chinese has no more, English One besides.
const (
	Zero  Form = "zero"
	One   Form = "one"
	Two   Form = "two"
	Few   Form = "few"
	Many  Form = "many"
	Other Form = "other"
)

// AllForms lists the plural forms in the order of the CLDR.
var AllForms = []Form{Zero, One, Two, Few, Many, Other}

// Forms is a message as it is written, its arguments open: what it says in each of its
// plural forms. One that counts nothing has Other alone.
type Forms map[Form]string

// Equal reports whether both say the same in the same forms.
func (f Forms) Equal(other Forms) bool { return maps.Equal(f, other) }

// Single is a message with one form.
func Single(text string) Forms { return Forms{Other: text} }

// List returns the forms that the message has, in the order of [AllForms].
func (f Forms) List() []Form {
	return slices.DeleteFunc(slices.Clone(AllForms), func(form Form) bool { _, has := f[form]; return !has })
}

// FormsOf returns what a message of a go-i18n file says.
func FormsOf(m *i18n.Message) Forms {
	f := Forms{}
	for form, text := range map[Form]string{Zero: m.Zero, One: m.One, Two: m.Two, Few: m.Few, Many: m.Many} {
		if text != "" {
			f[form] = text
		}
	}
	f[Other] = m.Other
	return f
}

var byPlural = map[plural.Form]Form{
	plural.Zero: Zero, plural.One: One, plural.Two: Two, plural.Few: Few, plural.Many: Many, plural.Other: Other,
}

// FormFor returns the form in which a language says n of a thing, by the rules of the
// CLDR.
func FormFor(l Language, n int) Form {
	n = max(n, -n)
	return byPlural[plural.Cardinal.MatchPlural(language.Make(string(l)), n, 0, 0, 0, 0)]
}

// FormsFor returns the forms that a language has for whole numbers, in the order of
// [AllForms].
func FormsFor(l Language) []Form {
	has := map[Form]bool{Other: true}
	// No rule of the CLDR for whole numbers looks further than a number's last two
	// digits, but for millions.
	for n := range 201 {
		has[FormFor(l, n)] = true
	}
	has[FormFor(l, 1_000_000)] = true
	return slices.DeleteFunc(slices.Clone(AllForms), func(form Form) bool { return !has[form] })
}
