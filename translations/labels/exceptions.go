package labels

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"recordaldesk/translations"
)

// Exception is that a message need not keep a rule of the lint.
type Exception struct {
	ID       string                `toml:"id"`       // with stars for several
	Language translations.Language `toml:"language"` // "" for all
	Problem  Problem               `toml:"problem"`
	What     string                `toml:"what"` // the word that is accepted; "" for any
	Why      string                `toml:"why"`
}

// accepts reports whether it accepts the flaw.
func (e *Exception) accepts(f Flaw) bool {
	return e.Problem == f.Problem && (e.Language == "" || e.Language == f.Language) &&
		(e.What == "" || e.What == f.What) && pattern(e.ID).fits(f.ID)
}

//go:embed lint.toml
var lintFile []byte

// house is lint.toml: what the texts of this program may have beside what their language has.
type house struct {
	// Names and Shapes are what may stand in Latin letters in a Chinese text.
	Names      []string `toml:"names"`
	Shapes     []string `toml:"shapes"` // regular expressions of the whole of it
	NoMessages []string `toml:"no_messages"`
	// Harsh words, which blame or apologise instead of saying what is to be done.
	Harsh map[translations.Language][]string `toml:"harsh"`

	Exceptions []Exception `toml:"except"`

	names  map[string]bool
	shapes *regexp.Regexp
}

var readHouse = sync.OnceValue(func() *house {
	h := &house{names: map[string]bool{}}
	mustDecode("lint.toml", lintFile, h)
	for _, name := range h.Names {
		h.names[name] = true
	}
	h.shapes = regexp.MustCompile(`^(?:` + strings.Join(h.Shapes, "|") + `)$`)
	return h
})

// Exceptions returns what the lint accepts although it is against a rule, each with its
// reason.
func Exceptions() []Exception { return slices.Clone(readHouse().Exceptions) }

// NoMessages returns the strings of the source that look like the ids of messages and are
// none.
func NoMessages() []string { return slices.Clone(readHouse().NoMessages) }

func excepted(f Flaw) bool {
	all := readHouse().Exceptions
	return slices.ContainsFunc(all, func(e Exception) bool { return e.accepts(f) })
}
