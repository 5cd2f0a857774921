package translations

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// Overlay is messages that come with a rulebook: those the program does not have,
// and those that say something otherwise than the program does. It is read-only
// and may be used from several goroutines.
//
// Its messages come from outside, so they are no templates as the built-in ones
// are: an argument {{.name}} is all that can stand in one, and it has one form
// whatever the number.
type Overlay struct {
	messages map[Language]map[string]phrase
}

// maxOverlayText bounds a message of an overlay, in characters.
const maxOverlayText = 2000

// Why a text cannot be a message of an overlay.
var (
	ErrTextEmpty   = errors.New("the message says nothing")
	ErrTextLong    = errors.New("the message is too long")
	ErrTextPlaces  = errors.New("the message has braces with something else than {{.name}} in them")
	ErrTextUnclean = errors.New("the message has a character that cannot be seen")
)

// overlay is the one in force, nil for none.
var overlay atomic.Pointer[Overlay]

// NewOverlay makes an overlay of texts by language and id. Its error wraps one of
// the Err… of this package and names the message.
func NewOverlay(texts map[Language]map[string]string) (*Overlay, error) {
	o := &Overlay{messages: map[Language]map[string]phrase{}}
	for l, byID := range texts {
		o.messages[l] = make(map[string]phrase, len(byID))
		for id, text := range byID {
			p, err := parsePhrase(text)
			if err != nil {
				return nil, fmt.Errorf("%s in %s: %w", id, l, err)
			}
			o.messages[l][id] = p
		}
	}
	return o, nil
}

// Use puts the messages of an overlay before the built-in ones from now on, in
// place of any other overlay; nil leaves the built-in ones alone.
func Use(o *Overlay) { overlay.Store(o) }

// ArgumentsIn returns the names of the arguments in a text that is to be a message
// of an overlay, sorted. Its error is one of the Err… of this package.
func ArgumentsIn(text string) ([]string, error) {
	p, err := parsePhrase(text)
	return p.arguments, err
}

// overlaid returns a message of the overlay in force.
func overlaid(l Language, id string) (phrase, bool) {
	o := overlay.Load()
	if o == nil {
		return phrase{}, false
	}
	p, ok := o.messages[l][id]
	return p, ok
}

// phrase is a text taken apart: literal texts and, between them, the names of
// arguments.
type phrase struct {
	parts     []phrasePart
	arguments []string // sorted, each once
}

type phrasePart struct{ literal, argument string }

var phrasePlace = regexp.MustCompile(`\{\{\.([a-z][a-z0-9_]*)\}\}`)

func parsePhrase(text string) (phrase, error) {
	switch {
	case strings.TrimSpace(text) == "":
		return phrase{}, ErrTextEmpty
	case utf8.RuneCountInString(text) > maxOverlayText:
		return phrase{}, ErrTextLong
	case strings.ContainsFunc(text, unclean):
		return phrase{}, ErrTextUnclean
	}
	var p phrase
	names := map[string]bool{}
	rest := text
	for {
		at := phrasePlace.FindStringSubmatchIndex(rest)
		literal := rest
		if at != nil {
			literal = rest[:at[0]]
		}
		if strings.Contains(literal, "{{") || strings.Contains(literal, "}}") {
			return phrase{}, ErrTextPlaces
		}
		p.parts = append(p.parts, phrasePart{literal: literal})
		if at == nil {
			break
		}
		name := rest[at[2]:at[3]]
		names[name] = true
		p.parts = append(p.parts, phrasePart{argument: name})
		rest = rest[at[1]:]
	}
	p.arguments = slices.Sorted(maps.Keys(names))
	return p, nil
}

// unclean tells characters that a reader cannot see, or that turn the order of
// those that can be seen.
func unclean(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r)
}

func (p phrase) say(args map[string]string) string {
	var b strings.Builder
	for _, part := range p.parts {
		b.WriteString(part.literal)
		if part.argument != "" {
			b.WriteString(args[part.argument])
		}
	}
	return b.String()
}
