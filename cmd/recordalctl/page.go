package main

import (
	"fmt"
	"io"
	"strings"

	"recordaldesk/translations"
)

// page writes text for a person, in the languages asked for. It does not watch
// for failures of its writer: standard output keeps its first and tells it when
// it is flushed, and of a failing standard error nobody can be told.
type page struct {
	w         io.Writer
	languages []translations.Language
	discreet  bool // nothing is quoted from a filing
}

func (p *program) result() *page { return &page{w: p.stdout, languages: p.languages} }

// notes is a page on standard error, which scripts keep in their logs.
func (p *program) notes() *page {
	return &page{w: p.stderr, languages: p.languages, discreet: true}
}

// line writes one line, indented by depth.
func (t *page) line(depth int, text string) {
	_, _ = fmt.Fprintln(t.w, strings.Repeat("  ", depth)+visible(text))
}

func (t *page) gap() { _, _ = fmt.Fprintln(t.w) }

// inOne returns what is said in all languages on one line, once where they agree.
func (t *page) inOne(say func(translations.Language) string) string {
	var said []string
	for _, l := range t.languages {
		if s := say(l); len(said) == 0 || s != said[0] {
			said = append(said, s)
		}
	}
	return strings.Join(said, " · ")
}

// label returns a message in all languages on one line.
func (t *page) label(id string) string {
	return t.inOne(func(l translations.Language) string { return translations.Text(l, id) })
}

// lines writes what is said, a line a language.
func (t *page) lines(depth int, say func(translations.Language) string) {
	for _, l := range t.languages {
		t.line(depth, say(l))
	}
}

// message writes a message, a line a language.
func (t *page) message(depth int, id string, args map[string]string) {
	t.lines(depth, func(l translations.Language) string { return translations.Text(l, id, args) })
}

// count writes a message about n of a thing, a line a language.
func (t *page) count(depth int, id string, n int) {
	t.lines(depth, func(l translations.Language) string { return translations.Count(l, id, n, nil) })
}

// sentences puts two sentences together as the language does it.
func sentences(l translations.Language, first, second string) string {
	return translations.Text(l, "ctl.sentences", map[string]string{"first": first, "second": second})
}
