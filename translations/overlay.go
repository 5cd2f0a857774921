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

// Overlay is messages that stand before the built-in ones: those that come with a
// rulebook, or a translator's edits. It is read-only and may be used from several
// goroutines.
//
// Its messages come from outside, so they are no templates as the built-in ones
// are: an argument {{.name}} is all that can stand in one.
type Overlay struct {
	messages map[Language]map[string]phrases
}

// phrases is a message taken apart, by its forms.
type phrases map[Form]phrase

// form returns the phrase for n of a thing; one of a rulebook has one form whatever the
// number.
func (p phrases) form(l Language, n int) phrase {
	if said, ok := p[FormFor(l, n)]; ok {
		return said
	}
	return p[Other]
}

// arguments are those of all forms, sorted.
func (p phrases) arguments() []string {
	var all []string
	for _, said := range p {
		all = append(all, said.arguments...)
	}
	slices.Sort(all)
	return slices.Compact(all)
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

// The overlays in force, nil for none. What a translator says comes first, so that an
// edit is seen whatever the rulebook says.
var edits, overlay atomic.Pointer[Overlay]

// NewOverlay makes an overlay of texts by language and id, which have one form whatever
// the number. Its error wraps one of the Err… of this package and names the message.
func NewOverlay(texts map[Language]map[string]string) (*Overlay, error) {
	forms := map[Language]map[string]Forms{}
	for l, byID := range texts {
		forms[l] = make(map[string]Forms, len(byID))
		for id, text := range byID {
			forms[l][id] = Single(text)
		}
	}
	return newOverlay(forms, parsePhrase)
}

// NewEdits makes an overlay of a translator's edits. Unlike a rulebook's messages they
// have forms, and may have line ends. Its error is that of [NewOverlay].
func NewEdits(edits map[Language]map[string]Forms) (*Overlay, error) {
	return newOverlay(edits, parseEdit)
}

func newOverlay(messages map[Language]map[string]Forms, parse func(string) (phrase, error)) (*Overlay, error) {
	o := &Overlay{messages: map[Language]map[string]phrases{}}
	for l, byID := range messages {
		o.messages[l] = make(map[string]phrases, len(byID))
		for id, forms := range byID {
			said := phrases{}
			for form, text := range forms {
				p, err := parse(text)
				if err != nil {
					return nil, fmt.Errorf("%s in %s: %w", id, l, err)
				}
				said[form] = p
			}
			if _, ok := said[Other]; !ok {
				return nil, fmt.Errorf("%s in %s: %w", id, l, ErrTextEmpty)
			}
			o.messages[l][id] = said
		}
	}
	return o, nil
}

// Use puts the messages of a rulebook before the built-in ones from now on, in
// place of any other rulebook's; nil leaves the built-in ones alone.
func Use(o *Overlay) { overlay.Store(o) }

// UseEdits puts a translator's edits before all other messages from now on, in place of
// any other edits; nil for none.
func UseEdits(o *Overlay) { edits.Store(o) }

// ArgumentsIn returns the names of the arguments in a text that is to be a message
// of an overlay, sorted. Its error is one of the Err… of this package.
func ArgumentsIn(text string) ([]string, error) {
	p, err := parsePhrase(text)
	return p.arguments, err
}

// ArgumentsInEdit is [ArgumentsIn] for an edit, which may have line ends.
func ArgumentsInEdit(text string) ([]string, error) {
	p, err := parseEdit(text)
	return p.arguments, err
}

// overlaid returns a message of the overlays in force.
func overlaid(l Language, id string) (phrases, bool) {
	for _, layer := range []*atomic.Pointer[Overlay]{&edits, &overlay} {
		if o := layer.Load(); o != nil {
			if p, ok := o.messages[l][id]; ok {
				return p, true
			}
		}
	}
	return nil, false
}

// phrase is a text taken apart: literal texts and, between them, the names of
// arguments.
type phrase struct {
	parts     []phrasePart
	arguments []string // sorted, each once
}

type phrasePart struct{ literal, argument string }

var phrasePlace = regexp.MustCompile(`\{\{\.([a-z][a-z0-9_]*)\}\}`)

func parseEdit(text string) (phrase, error) {
	p, err := parsePhrase(strings.ReplaceAll(text, "\n", lineEnd))
	for i := range p.parts {
		p.parts[i].literal = strings.ReplaceAll(p.parts[i].literal, lineEnd, "\n")
	}
	return p, err
}

// lineEnd stands for a line end in a text that may have none: a symbol that no message has.
const lineEnd = "\u2424"

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
