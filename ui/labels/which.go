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
	if len(ids) == 0 {
		part(text, said, 0.5, add) // the larger part of a text of several messages
	}
	if len(ids) == 0 {
		for _, r := range b.Records() { // a dialog, which was said before
			for _, t := range r.Texts {
				for _, form := range t.Forms {
					if matches(form, text) {
						add(r.ID)
					}
				}
			}
		}
	}
	if len(ids) == 0 {
		part(text, said, 0, add)
	}
	return ids
}

// part adds the messages that are a part of a text and more than a share of it, the
// longest first, and those of which the text is the shortened beginning.
func part(text string, said []translations.Saying, share float64, add func(id string)) {
	all := slices.Clone(said)
	slices.SortStableFunc(all, func(a, b translations.Saying) int { return len(b.Text) - len(a.Text) })
	begins, shortened := strings.CutSuffix(text, "…")
	for _, s := range all {
		whole := flatten(s.Text)
		covers := utf8.RuneCountInString(whole) > 1 && strings.Contains(text, whole) && float64(len(whole)) > share*float64(len(text))
		if covers || shortened && begins != "" && strings.HasPrefix(whole, begins) {
			add(s.ID)
		}
	}
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
