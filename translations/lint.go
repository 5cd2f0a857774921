package translations

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Flaw is one thing in which the languages do not agree.
type Flaw struct {
	ID       string
	Language Language // in which it stands
	Problem  Problem
}

// Problem says what is wrong with a message.
type Problem string

// The problems that [Lint] finds.
const (
	Missing   Problem = "missing"   // another language has the message, this one has not
	Empty     Problem = "empty"     // it says nothing
	Malformed Problem = "malformed" // its arguments cannot be read
	Arguments Problem = "arguments" // it has other arguments than the first language's
)

// Lint compares the built-in messages of all languages and returns what does not agree,
// by id; nothing where all is well.
func Lint() []Flaw {
	ids := map[string]bool{}
	for _, l := range Languages {
		for id := range templates()[l] {
			ids[id] = true
		}
	}
	var flaws []Flaw
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		for _, l := range Languages {
			if problem := lint(l, id); problem != "" {
				flaws = append(flaws, Flaw{ID: id, Language: l, Problem: problem})
			}
		}
	}
	return flaws
}

func lint(l Language, id string) Problem {
	m, ok := templates()[l][id]
	switch {
	case !ok:
		return Missing
	case m.empty:
		return Empty
	case m.malformed:
		return Malformed
	}
	first, ok := templates()[Languages[0]][id]
	switch {
	case !ok:
		return ""
	case strings.HasPrefix(id, "paper.") && within(m.arguments, first.arguments):
		// A paper is filed in Chinese; the English beside it explains, and need
		// not repeat the names that the Chinese puts in.
		return ""
	case !slices.Equal(first.arguments, m.arguments):
		return Arguments
	}
	return ""
}

func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(one string) bool { return !slices.Contains(all, one) })
}

// ArgumentsOf returns the names of the arguments that the message takes, sorted.
func ArgumentsOf(l Language, id string) []string {
	if p, ok := overlaid(l, id); ok {
		return p.arguments()
	}
	return BuiltInArguments(l, id)
}

// BuiltInArguments are those that the message takes without any overlay.
func BuiltInArguments(l Language, id string) []string {
	return slices.Clone(templates()[l][id].arguments)
}

// Template returns the built-in message as it is written, with its arguments open;
// "" where there is none, or where it has several forms.
func Template(l Language, id string) string { return templates()[l][id].text }

// BuiltInForms returns the built-in message as it is written, with all its forms; false
// where there is none.
func BuiltInForms(l Language, id string) (Forms, bool) {
	m, ok := templates()[l][id]
	return maps.Clone(m.forms), ok
}

// FileOf returns the name of the files in which a built-in message stands, without
// language and ending, such as "backup"; "" where there is none. It tells what a message
// is about.
func FileOf(id string) string {
	for _, l := range Languages {
		if m, ok := templates()[l][id]; ok {
			return m.file
		}
	}
	return ""
}

// message is what can be told of a message without saying it.
type message struct {
	file      string   // in which it stands, without language and ending
	forms     Forms    // as written
	text      string   // of a message with one form
	arguments []string // of all its forms, sorted
	empty     bool
	malformed bool
}

var templates = sync.OnceValue(func() map[Language]map[string]message {
	all := map[Language]map[string]message{}
	for _, l := range Languages {
		messages, err := read(l)
		if err != nil {
			panic(err) // the files are built in; every test would show it
		}
		all[l] = map[string]message{}
		for _, m := range messages {
			found := examine(m.Message)
			found.file = m.file
			all[l][m.ID] = found
		}
	}
	return all
})

func examine(m *i18n.Message) message {
	found := message{empty: m.Other == "", forms: FormsOf(m)}
	if m.Zero+m.One+m.Two+m.Few+m.Many == "" {
		found.text = m.Other
	}
	names := map[string]bool{}
	for _, text := range []string{m.Zero, m.One, m.Two, m.Few, m.Many, m.Other} {
		trees, err := parse.Parse(m.ID, text, "", "")
		if err != nil {
			found.malformed = true
			continue
		}
		for _, tree := range trees {
			collect(tree.Root, names)
		}
	}
	found.arguments = slices.Sorted(maps.Keys(names))
	return found
}

// collect gathers the fields that a template names. Messages use nothing of
// templates but fields.
func collect(list *parse.ListNode, names map[string]bool) {
	for _, node := range list.Nodes {
		action, ok := node.(*parse.ActionNode)
		if !ok {
			continue
		}
		for _, command := range action.Pipe.Cmds {
			for _, argument := range command.Args {
				if field, ok := argument.(*parse.FieldNode); ok {
					names[field.Ident[0]] = true
				}
			}
		}
	}
}
