package edition

import (
	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// About is what there is to say about the rulebook in force, in one language.
type About struct {
	Version string   // and its date
	From    string   // the program, or the user's file
	Notice  string   // one sentence that nobody should miss; "" where the built-in book is alone
	News    []string // by the editors, the newest first
	Changes []string // against the built-in book, a line each; none where that is in force
}

// About says what rulebook is in force, why, and what it changes. It speaks with
// the messages in force, so [InForce.Speak] comes first.
func (f *InForce) About(l translations.Language) About {
	a := About{
		Version: translations.Text(l, "book.version", map[string]string{"version": f.Book.Version, "date": f.Book.Date}),
		From:    translations.Text(l, "book.from.builtin"),
		Notice:  f.Notice(l),
		News:    wording.News(l, f.Book),
	}
	if f.loaded != nil {
		a.From = translations.Text(l, "book.from.newer", map[string]string{"file": FileName, "builtin": rules.Builtin().Version})
		a.Changes = f.loaded.Changes(l)
	}
	return a
}

// Changes says what the book does otherwise than the built-in one, and which
// messages it says otherwise; one line where that is nothing.
func (l *Loaded) Changes(language translations.Language) []string {
	lines := append(wording.Differences(language, rules.Builtin(), l.Book), wording.Reworded(language, l.Reworded)...)
	if len(lines) == 0 {
		lines = []string{translations.Text(language, "book.change.none")}
	}
	return lines
}

// Notice says in one sentence that another rulebook than the built-in one is in
// force, or why the user's is not; "" where there is no file.
func (f *InForce) Notice(l translations.Language) string {
	if f.Standing == Builtin {
		return ""
	}
	return translations.Text(l, "book.notice."+string(f.Standing), map[string]string{
		"file": FileName, "version": f.Book.Version, "date": f.Book.Date, "offered": f.Offered, "wrong": Wrong(l, f.Problems),
		"page": translations.Text(l, "rulebook.title"),
	})
}

// Wrong says what is wrong with a rulebook: the first thing with its line, and how
// many more there are. It has no full stop.
func Wrong(l translations.Language, problems []*rules.BookError) string {
	if len(problems) == 0 {
		return ""
	}
	first := wording.Refusal(l, problems[0])
	if more := len(problems) - 1; more > 0 {
		return translations.Count(l, "book.more", more, map[string]string{"first": first})
	}
	return first
}
