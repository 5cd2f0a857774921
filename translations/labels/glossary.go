package labels

import (
	_ "embed"
	"sync"
)

// Term is a term that is said in one way throughout the program.
type Term struct {
	// Accepted wordings, the preferred one first. English ones stand for all words that
	// begin with them, whatever the case: "recordal" for "Recordals" too.
	Chinese []string `toml:"zh"`
	English []string `toml:"en"`
	Loose   bool     `toml:"loose"` // a text may also say it with a pronoun, or leave it out

	// Wrong wordings. English ones stand for whole words, and their plurals, whatever the
	// case.
	WrongChinese []string `toml:"wrong_zh"`
	WrongEnglish []string `toml:"wrong_en"`

	Beware Words  `toml:"beware"` // what is easily mistaken; nil for nothing
	Source string `toml:"source"` // where it is laid down; "" for the program's own use
}

//go:embed glossary.toml
var glossaryFile []byte

var readGlossary = sync.OnceValue(func() []Term {
	var file struct {
		Terms []Term `toml:"term"`
	}
	mustDecode("glossary.toml", glossaryFile, &file)
	return file.Terms
})

// Glossary returns the terms in the order in which a translator is told of them.
func Glossary() []Term { return readGlossary() }
