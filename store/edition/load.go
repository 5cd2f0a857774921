package edition

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Loaded is a rulebook from a file that has passed all checks.
type Loaded struct {
	Book     *rules.Book
	Reworded []string // ids of the built-in messages that it says otherwise, sorted

	words *translations.Overlay
	said  map[translations.Language]map[string]string // what the overlay is made of
}

// Speak has the program speak with the messages of the book from now on.
func (l *Loaded) Speak() { translations.Use(l.words) }

// Load reads a rulebook with its messages from r and checks it whole: as
// [rules.LoadFile] does, and that all the book speaks of is said in both languages,
// with the same arguments, which the book brings. The error is as of
// [rules.LoadFile].
func Load(name string, r io.Reader) (*Loaded, error) {
	file, err := rules.LoadFile(name, r)
	if err != nil {
		return nil, err
	}
	c := &checker{file: file, said: map[translations.Language]map[string]string{}}
	c.check()
	if len(c.wrong) > 0 {
		return nil, errors.Join(c.wrong...)
	}
	l := &Loaded{Book: file.Book, said: c.said}
	for language, texts := range c.said {
		for id := range texts {
			if translations.BuiltIn(language, id) {
				l.Reworded = append(l.Reworded, id)
			}
		}
	}
	slices.Sort(l.Reworded)
	l.Reworded = slices.Compact(l.Reworded)
	l.words, err = translations.NewOverlay(c.said)
	return l, err
}

func (l *Loaded) texts(language translations.Language) string {
	return strings.Join(slices.Collect(maps.Values(l.said[language])), "\n")
}

// checker checks the messages of a rulebook.
type checker struct {
	file  *rules.BookFile
	said  map[translations.Language]map[string]string // what the program does not say, or not so
	wrong []error
}

const maxWrong = 50 // more help nobody

func (c *checker) fail(language translations.Language, id, format string, args ...any) {
	if len(c.wrong) < maxWrong {
		c.wrong = append(c.wrong, c.file.Refusal(string(language), id, format, args...))
	}
}

func (c *checker) check() {
	needed := c.file.Book.Messages()
	for _, m := range c.file.Messages {
		c.take(needed, m)
	}
	for _, id := range needed {
		c.checkSaid(id)
	}
}

// take takes a message of the file in, unless the program says the very same.
func (c *checker) take(needed []string, m rules.Message) {
	l := translations.Language(m.Language)
	_, err := translations.ArgumentsIn(m.Text)
	switch _, wanted := slices.BinarySearch(needed, m.ID); {
	case !slices.Contains(translations.Languages, l):
		c.fail(l, m.ID, "no language %q, only zh and en", m.Language)
	case !wanted && !c.general(m.ID):
		c.fail(l, m.ID, "nothing in the rulebook says this message")
	case errors.Is(err, translations.ErrTextEmpty):
		c.fail(l, m.ID, "the message says nothing")
	case errors.Is(err, translations.ErrTextLong):
		c.fail(l, m.ID, "the message is too long")
	case errors.Is(err, translations.ErrTextUnclean):
		c.fail(l, m.ID, "the message has a character that cannot be seen")
	case err != nil:
		c.fail(l, m.ID, "only {{.name}} can stand in braces")
	case m.Text != translations.Template(l, m.ID):
		if c.said[l] == nil {
			c.said[l] = map[string]string{}
		}
		c.said[l][m.ID] = m.Text
	}
}

// general reports whether the message says one of the book's rules without a
// filing, rulebook.rule.<id>, as the window's page of the rulebook does.
func (c *checker) general(id string) bool {
	rule, is := strings.CutPrefix(id, "rulebook.rule.")
	return is && slices.ContainsFunc(c.file.Book.Rules, func(r rules.Rule) bool { return r.ID == strings.TrimSuffix(rule, ".fix") })
}

// checkSaid makes sure that a message is said in both languages, with the same
// arguments.
func (c *checker) checkSaid(id string) {
	var first []string
	for i, l := range translations.Languages {
		arguments, said := c.arguments(l, id)
		switch {
		case !said:
			c.fail(l, id, "the message is not said in %s", l)
			return
		case i == 0:
			first = arguments
		case !slices.Equal(first, arguments):
			c.fail(l, id, "the message has other arguments than in %s", translations.Languages[0])
		}
		brought := c.file.Book.ArgumentsOf(id)
		for _, name := range arguments {
			if !slices.Contains(brought, name) {
				c.fail(l, id, "the book brings no argument %q", name)
			}
		}
	}
}

func (c *checker) arguments(l translations.Language, id string) ([]string, bool) {
	if text, ok := c.said[l][id]; ok {
		arguments, err := translations.ArgumentsIn(text)
		return arguments, err == nil
	}
	return translations.BuiltInArguments(l, id), translations.BuiltIn(l, id)
}
