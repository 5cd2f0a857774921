// Package licences holds what others ask to be said where their work is passed on:
// the licence of every library, font and table that the program carries.
//
// third-party.txt is made by make, from the modules that the program is linked of
// on each system; a test there names those that it lacks. It is shipped beside the
// program as it is.
package licences

import (
	_ "embed" // the texts
	"strings"
)

//go:embed third-party.txt
var text string

// Rule is the line that stands above each entry of the text, and nowhere else.
const Rule = "==============================================================================\n"

// A Licence says on which terms one library, font or table is passed on.
type Licence struct {
	// Name is the path of a Go module, or what anything else is called.
	Name string
	// Version is empty where it has none, as for the Go runtime.
	Version string
	// SPDX is an expression of identifiers of spdx.org, such as "MIT AND Zlib".
	SPDX string
	// Text is the licence as it was found, with its copyright lines.
	Text string
}

// All returns every licence: first what is no Go module, then the modules by path.
func All() []Licence {
	entries := strings.Split(text, Rule)[1:]
	all := make([]Licence, 0, len(entries))
	for _, entry := range entries {
		all = append(all, Read(entry))
	}
	return all
}

// Text returns all licences as one text, as it is shipped beside the program.
func Text() string { return text }

// Read takes one entry apart: lines such as "Name: …", an empty line, and the text.
func Read(entry string) Licence {
	head, body, _ := strings.Cut(entry, "\n\n")
	l := Licence{Text: strings.Trim(body, "\n")}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "Name":
			l.Name = value
		case "Version":
			l.Version = value
		case "Licence":
			l.SPDX = value
		}
	}
	return l
}
