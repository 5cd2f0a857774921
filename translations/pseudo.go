package translations

import (
	"strings"
	"sync"
)

// Pseudo is no language but a way to see at a glance what is wrong with a screen: every
// message is the English one with accents on its letters, longer by two fifths and in
// brackets. A text without accents does not come from this package; one without its last
// bracket is cut off; one within the brackets of another is put together from pieces.
// Its name is one that no language has (ISO 639-3, for private use).
const Pseudo Language = "qps"

// The brackets of a message in the pseudo-language.
const (
	PseudoOpen  = "〖"
	PseudoClose = "〗"
)

var accents = strings.NewReplacer(
	"a", "á", "e", "é", "i", "í", "o", "ó", "u", "ú", "n", "ñ", "c", "ç", "y", "ý",
	"A", "Á", "E", "É", "I", "Í", "O", "Ó", "U", "Ú", "N", "Ñ", "C", "Ç", "Y", "Ý",
)

// pseudoPhrases are the messages that were said in it, by id.
var pseudoPhrases sync.Map

func pseudo(id string, data map[string]string, form func(Language, phrases) phrase) string {
	if p, ok := overlaid(English, id); ok {
		return form(English, disguise(p)).say(data)
	}
	if p, ok := pseudoPhrases.Load(id); ok {
		return form(English, p.(phrases)).say(data)
	}
	forms, ok := BuiltInForms(English, id)
	if !ok {
		return "[" + id + "]"
	}
	said := phrases{}
	for f, text := range forms {
		p, err := parseEdit(text)
		if err != nil {
			return "[" + id + "]"
		}
		said[f] = p
	}
	said = disguise(said)
	pseudoPhrases.Store(id, said)
	return form(English, said).say(data)
}

func disguise(plain phrases) phrases {
	all := phrases{}
	for form, p := range plain {
		var length int
		odd := phrase{arguments: p.arguments, parts: []phrasePart{{literal: PseudoOpen}}}
		for _, part := range p.parts {
			length += len(part.literal)
			odd.parts = append(odd.parts, phrasePart{accents.Replace(part.literal), part.argument})
		}
		odd.parts = append(odd.parts, phrasePart{literal: strings.Repeat("~", (length*2+4)/5) + PseudoClose})
		all[form] = odd
	}
	return all
}
