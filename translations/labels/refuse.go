package labels

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"recordaldesk/translations"
)

// Why says why an edit cannot be taken.
type Why string

// The reasons. Each is told to a person by the message labels.refused.<reason>.
const (
	Unknown   Why = "unknown"   // there is no such message
	Empty     Why = "empty"     // it says nothing
	Long      Why = "long"      // more than 2000 characters
	Unclean   Why = "unclean"   // a character that cannot be seen
	Braces    Why = "braces"    // something else than {{.name}} stands in braces
	Lost      Why = "lost"      // an argument went missing
	Added     Why = "added"     // an argument that the program does not bring
	Form      Why = "form"      // a plural form went missing
	FormAdded Why = "formadded" // a plural form that the language, or the message, does not have
	LineEnds  Why = "lines"     // there are more or fewer line ends
)

// Refusal is an edit that cannot be taken.
type Refusal struct {
	ID       string
	Language translations.Language
	Form     translations.Form // in which it is; "" for the message as a whole
	Why      Why
	What     string // the argument, or the plural form, that it is about; "" for none
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%s in %s, form %q: %s %s", r.ID, r.Language, r.Form, r.Why, r.What)
}

var whyOfText = map[error]Why{
	translations.ErrTextEmpty: Empty, translations.ErrTextLong: Long,
	translations.ErrTextUnclean: Unclean, translations.ErrTextPlaces: Braces,
}

// Refuse returns a [*Refusal] where the message cannot say this in the language, nil
// where it can: with the arguments, plural forms and line ends that it has in the program.
func Refuse(l translations.Language, id string, forms translations.Forms) error {
	refused := func(form translations.Form, why Why, what string) error {
		return &Refusal{ID: id, Language: l, Form: form, Why: why, What: what}
	}
	model := modelOf(l, id)
	if model == nil {
		return refused("", Unknown, "")
	}
	wanted := []translations.Form{translations.Other}
	if Counts(id) {
		wanted = translations.FormsFor(l)
	}
	for _, form := range wanted {
		if strings.TrimSpace(forms[form]) == "" {
			if form == translations.Other {
				return refused(form, Empty, "")
			}
			return refused(form, Form, string(form))
		}
	}
	known := translations.BuiltInArguments(translations.Chinese, id)
	for _, form := range forms.List() {
		if !slices.Contains(wanted, form) {
			return refused(form, FormAdded, string(form))
		}
		arguments, err := translations.ArgumentsInEdit(forms[form])
		if err != nil {
			for cause, why := range whyOfText {
				if errors.Is(err, cause) {
					return refused(form, why, "")
				}
			}
			return fmt.Errorf("read an edit of %s: %w", id, err)
		}
		of := model[form]
		if of == "" {
			of = model[translations.Other]
		}
		for _, name := range needed(l, id, form) {
			if !slices.Contains(arguments, name) {
				return refused(form, Lost, name)
			}
		}
		for _, name := range arguments {
			if !slices.Contains(known, name) {
				return refused(form, Added, name)
			}
		}
		if strings.Count(forms[form], "\n") != strings.Count(of, "\n") {
			return refused(form, LineEnds, "")
		}
	}
	return nil
}

// modelOf is the built-in message after which one in the language is made: its own or,
// for a language that is not built in, the English one.
func modelOf(l translations.Language, id string) translations.Forms {
	if forms, ok := translations.BuiltInForms(l, id); ok {
		return forms
	}
	forms, _ := translations.BuiltInForms(translations.English, id)
	return forms
}

// needed are the arguments that a form of the message must have: those of the form that
// is built in. The number need not stand in a form that is for one number alone.
func needed(l translations.Language, id string, form translations.Form) []string {
	text, ok := modelOf(l, id)[form]
	if !ok {
		text = modelOf(l, id)[translations.Other]
	}
	arguments, err := translations.ArgumentsInEdit(text)
	if err != nil {
		return nil // a test keeps the built-in messages from it
	}
	if form == translations.Zero || form == translations.One || form == translations.Two {
		arguments = slices.DeleteFunc(arguments, func(name string) bool { return name == "count" })
	}
	return arguments
}
