package labels

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

// Which returns the ids of the messages that a text in the window can be, the likeliest
// first; none where it is none. Said are those that were said when the window was last
// said anew.
func Which(text string, said []translations.Saying, b *labels.Bench) []string {
	text = flatten(text)
	if text == "" {
		return nil
	}
	var ids []string
	add := func(id string) {
		if _, known := b.Record(id); known && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, s := range said {
		if flatten(s.Text) == text {
			add(s.ID)
		}
	}
	if len(ids) > 0 {
		return ids
	}
	for _, r := range b.Records() { // a dialog, which was said before
		for _, t := range r.Texts {
			for _, form := range t.Forms {
				if matches(form, text) {
					add(r.ID)
				}
			}
		}
	}
	if len(ids) > 0 {
		return ids
	}
	// A text of several messages, or one that is cut off.
	parts := slices.Clone(said)
	slices.SortStableFunc(parts, func(a, b translations.Saying) int { return len(b.Text) - len(a.Text) })
	shortened := strings.TrimSuffix(text, "…")
	for _, s := range parts {
		whole := flatten(s.Text)
		if utf8.RuneCountInString(whole) > 1 && strings.Contains(text, whole) || shortened != text && strings.HasPrefix(whole, shortened) {
			add(s.ID)
		}
	}
	return ids
}

func flatten(text string) string { return strings.Join(strings.Fields(text), " ") }

var argument = regexp.MustCompile(`\\\{\\\{\\\.[a-z0-9_]+\\\}\\\}`)

// matches reports whether a message says the text, with whatever in its arguments.
func matches(form, text string) bool {
	form = flatten(form)
	if !strings.Contains(form, "{{") {
		return form == text
	}
	literal := argument.ReplaceAllString(regexp.QuoteMeta(form), "")
	if utf8.RuneCountInString(literal) < 4 {
		return false // it would be anything
	}
	pattern, err := regexp.Compile(`^` + argument.ReplaceAllString(regexp.QuoteMeta(form), `.*`) + `$`)
	return err == nil && pattern.MatchString(text)
}
