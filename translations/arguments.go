package translations

import (
	"maps"
	"slices"
	"sync"
	"text/template/parse"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

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
	found := message{forms: FormsOf(m)}
	if m.Zero+m.One+m.Two+m.Few+m.Many == "" {
		found.text = m.Other
	}
	names := map[string]bool{}
	for _, text := range []string{m.Zero, m.One, m.Two, m.Few, m.Many, m.Other} {
		trees, err := parse.Parse(m.ID, text, "", "")
		if err != nil {
			continue // the lint of package labels tells
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
