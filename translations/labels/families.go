package labels

import (
	_ "embed"
	"slices"
	"sync"

	"github.com/BurntSushi/toml"

	"recordaldesk/translations"
)

// Words is a text in the languages that are built in.
type Words map[translations.Language]string

// In returns the text in the language, in English where there is none in it.
func (w Words) In(l translations.Language) string {
	if text, ok := w[l]; ok {
		return text
	}
	return w[translations.English]
}

// Kind says what a message is to the one who reads it, and so how it is written.
type Kind string

// The kinds of messages.
const (
	Name     Kind = "name"     // of a thing: a field, a column, a choice
	Heading  Kind = "heading"  // over a page, a window, a paper or a part of one
	Button   Kind = "button"   // what is pressed
	State    Kind = "state"    // what the matter is, in few words
	Hint     Kind = "hint"     // short, beside or in a field
	Fragment Kind = "fragment" // a piece of another text
	Sentence Kind = "sentence" // one or more whole sentences
	Question Kind = "question" // asks, in the end
	Lead     Kind = "lead"     // a list or a place to fill in follows
	Frame    Kind = "frame"    // little but places for other texts
	Keys     Kind = "keys"     // which keys do what
	File     Kind = "file"     // the name of a file
)

// Kinds lists all kinds.
var Kinds = []Kind{Name, Heading, Button, State, Hint, Fragment, Sentence, Question, Lead, Frame, Keys, File}

// Called is what the kind is called in the language.
func (k Kind) Called(l translations.Language) string {
	return translations.Text(l, "labels.kind."+string(k))
}

// Help says how a message of the kind is written.
func (k Kind) Help(l translations.Language) string {
	return translations.Text(l, "labels.kind."+string(k)+".help")
}

// Family is messages that are of one kind and stand in one place.
type Family struct {
	Kind  Kind
	Place Words // where its messages are met
	Note  Words // what they are and what to mind, for the translator
}

// Argument is what the program puts into a message.
type Argument struct {
	Name string
	What Words
}

// family is a family as it is written: where it is met is named by one word.
type family struct {
	IDs   []pattern          `toml:"ids"`
	Kind  Kind               `toml:"kind"`
	But   map[Kind][]pattern `toml:"but"` // those of another kind
	Place string             `toml:"place"`
	Note  Words              `toml:"note"`
}

// closest is how closely a pattern of the family describes the id, and the kind that it
// gives it; less than 0 where none does.
func (f *family) closest(id string) (weight int, kind Kind) {
	weight = -1
	look := func(all []pattern, of Kind) {
		for _, p := range all {
			if w := p.weight(); w > weight && p.fits(id) {
				weight, kind = w, of
			}
		}
	}
	look(f.IDs, f.Kind)
	for of, all := range f.But {
		look(all, of)
	}
	return weight, kind
}

//go:embed families.toml
var familiesFile []byte

// families is families.toml taken up.
type families struct {
	Places    map[string]Words `toml:"place"`
	Families  []family         `toml:"family"`
	Notes     map[string]Words `toml:"note"`
	Arguments map[string]struct {
		Chinese string `toml:"zh"`
		English string `toml:"en"`
		Figure  bool   `toml:"figure"`
	} `toml:"argument"`
	byID sync.Map // *Family, by the ids that were asked for and exist
}

var readFamilies = sync.OnceValue(func() *families {
	f := &families{}
	mustDecode("families.toml", familiesFile, f)
	return f
})

// mustDecode reads a file that is built in; every test would show that it cannot be read.
func mustDecode(name string, data []byte, v any) {
	if err := toml.Unmarshal(data, v); err != nil {
		panic("read " + name + ": " + err.Error())
	}
}

// FamilyOf returns the family that describes the id most closely, nil where there is none.
// A test keeps any message from having none.
func FamilyOf(id string) *Family {
	f := readFamilies()
	if known, ok := f.byID.Load(id); ok {
		return known.(*Family)
	}
	var described *Family
	weight := -1
	for _, one := range f.Families {
		if w, kind := one.closest(id); w > weight {
			weight, described = w, &Family{Kind: kind, Place: f.Places[one.Place], Note: one.Note}
		}
	}
	if described == nil {
		return nil
	}
	if _, ok := slices.BinarySearch(ids(), id); ok {
		f.byID.Store(id, described)
	}
	return described
}

// NoteOf returns what is to be said to the translator of this message alone; nil for most.
func NoteOf(id string) Words { return readFamilies().Notes[id] }

// ArgumentsOf returns what the program puts into the message, by the arguments' names.
func ArgumentsOf(id string) []Argument {
	var all []Argument
	for _, name := range translations.BuiltInArguments(translations.Chinese, id) {
		what := readFamilies().Arguments[name]
		all = append(all, Argument{Name: name, What: Words{translations.Chinese: what.Chinese, translations.English: what.English}})
	}
	return all
}

// isFigure reports whether the argument is a number, which takes no space before or after
// it in Chinese.
func isFigure(argument string) bool { return readFamilies().Arguments[argument].Figure }
