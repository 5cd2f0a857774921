// Package guidance has the paragraphs of the access provider's guidance that the rulebook
// cites, word for word, each with a translation of this project's own and with where it errs.
// Where it comes from is said in guidance.toml.
package guidance

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// Paragraph is one paragraph of the guidance, or one row of its tables.
type Paragraph struct {
	Place   string   // as a source of the rulebook names it: "guidance_item 6"
	Title   string   // tells the paragraphs of a place apart
	English string   `toml:"en"` // word for word
	Chinese string   `toml:"zh"` // our translation
	Fields  []string // of the rulebook, of which it speaks; one stands for all that begin with it
	Slips   []int    // rows of the domain dossier's section 9: where it errs, or is out of date
}

// Guidance is the document.
type Guidance struct {
	Source     string      // its title
	AsOf       string      `toml:"as_of"`     // the day it is of, as 2022-07-01
	Paragraphs []Paragraph `toml:"paragraph"` // in reading order
}

//go:embed guidance.toml
var file string

// Whole returns the document as far as it is quoted. It is read once and shared: do not
// change it.
var Whole = sync.OnceValue(func() *Guidance {
	g := &Guidance{}
	meta, err := toml.Decode(file, g)
	if unknown := meta.Undecoded(); err == nil && len(unknown) > 0 {
		err = fmt.Errorf("what is %s?", unknown[0])
	}
	if err != nil {
		panic(fmt.Errorf("read the guidance: %w", err)) // the file is built in; every test would show it
	}
	return g
})

// At returns the paragraphs that a source of the rulebook means, such as
// "guidance_item 6; domain 6.2", in the order of the document.
func (g *Guidance) At(source string) []Paragraph {
	var places []string
	for place := range strings.SplitSeq(source, ";") {
		places = append(places, strings.TrimSpace(place))
	}
	return g.where(func(p Paragraph) bool { return slices.Contains(places, p.Place) })
}

// Of returns what the guidance says of a field of the rulebook, to which rules with these
// sources speak: the paragraphs that name it, and those cited that are about no other field; those of the first chapter last.
func (g *Guidance) Of(field string, sources ...string) []Paragraph {
	cited := g.At(strings.Join(sources, ";"))
	named := map[string]bool{} // the places of which a paragraph names the field
	for _, p := range g.Paragraphs {
		named[p.Place] = named[p.Place] || p.names(field)
	}
	all := g.where(func(p Paragraph) bool {
		return p.names(field) || !named[p.Place] && slices.ContainsFunc(cited, func(c Paragraph) bool { return c.Place == p.Place && c.Title == p.Title })
	})
	// What is general comes after what is about filling in.
	slices.SortStableFunc(all, func(a, b Paragraph) int { return a.general() - b.general() })
	return all
}

// general is 1 for a paragraph of the first chapter, which defines what is what, and 0 for
// the others.
func (p *Paragraph) general() int {
	if strings.HasPrefix(p.Place, "guidance ") {
		return 1
	}
	return 0
}

// names reports whether the paragraph speaks of a field.
func (p *Paragraph) names(field string) bool {
	return slices.ContainsFunc(p.Fields, func(f string) bool { return f == field || strings.HasPrefix(field, f+".") })
}

func (g *Guidance) where(holds func(Paragraph) bool) []Paragraph {
	var all []Paragraph
	for _, p := range g.Paragraphs {
		if holds(p) {
			all = append(all, p)
		}
	}
	return all
}
