package ident

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kinds of characters that show nothing, as [Invisible.Kind] gives them: stable
// ids, never shown to a person.
const (
	InvisibleBidi      = "bidi"       // turns the direction of the text around it, so that it reads otherwise than it is stored
	InvisibleControl   = "control"    // a control character; line breaks and tabs are among them
	InvisibleZeroWidth = "zero_width" // takes no room: joiners, soft hyphens, byte order marks
	InvisibleSpace     = "space"      // a space that is neither the plain nor the full-width one, or drawn like a space
	InvisibleVariation = "variation"  // chooses another drawing of the character before it
	InvisibleBroken    = "broken"     // a byte that is no UTF-8: something was lost here
)

// Invisible is a character that shows nothing, with what a message can say of
// it.
type Invisible struct {
	At   int    // position in characters, from 0
	Code string // "U+202E"; "U+FFFD" for broken UTF-8
	Kind string // one of the kinds above
	Name string // English, from Unicode's names: "right-to-left override"; "" where none is commonly known
}

// FindInvisible looks for a character that shows nothing or breaks the line:
// control characters, zero-width and direction marks, no-break and other odd
// spaces, variation selectors, broken UTF-8. It gives the position in
// characters from 0 and the character's code point as "U+200B"; -1 and "" when
// there is none. The plain and the full-width space are not counted.
func FindInvisible(s string) (int, string) {
	if c, found := DescribeInvisible(s); found {
		return c.At, c.Code
	}
	return -1, ""
}

// DescribeInvisible finds what [FindInvisible] finds and says more about it.
func DescribeInvisible(s string) (Invisible, bool) {
	at := 0
	for i, r := range s {
		kind := invisibleKind(r)
		if isBrokenAt(s, i, r) {
			kind = InvisibleBroken
		}
		if kind != "" {
			return Invisible{At: at, Code: fmt.Sprintf("U+%04X", r), Kind: kind, Name: invisibleName(r)}, true
		}
		at++
	}
	return Invisible{}, false
}

// DescribeInvisibleInLines does the same for a text of several lines, in which
// line feeds have their place. A carriage return has not.
func DescribeInvisibleInLines(s string) (Invisible, bool) {
	before := 0
	for {
		line, rest, more := strings.Cut(s, "\n")
		if c, found := DescribeInvisible(line); found {
			c.At += before
			return c, true
		}
		if !more {
			return Invisible{}, false
		}
		before += utf8.RuneCountInString(line) + 1
		s = rest
	}
}

// isBrokenAt tells a byte that is no UTF-8 from a U+FFFD that was written.
func isBrokenAt(s string, i int, r rune) bool {
	if r != utf8.RuneError {
		return false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return size == 1
}

func isInvisible(r rune) bool { return invisibleKind(r) != "" }

// invisibleKind is "" for a character that is seen and for the plain and the
// full-width space.
func invisibleKind(r rune) string {
	switch {
	case r > ' ' && r < 0x7F, r == ' ', r == '\u3000':
		return ""
	case unicode.Is(unicode.Bidi_Control, r):
		return InvisibleBidi
	case unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp):
		return InvisibleControl
	case unicode.Is(unicode.Zs, r), unicode.Is(blanks, r):
		return InvisibleSpace
	case unicode.Is(unicode.Variation_Selector, r):
		return InvisibleVariation
	case unicode.Is(unicode.Cf, r), unicode.Is(fillers, r):
		return InvisibleZeroWidth
	}
	return ""
}

// blanks are drawn as a space though Unicode files them under letters and
// symbols.
var blanks = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x115F, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // empty Braille cell
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1}, // half-width Hangul filler
	},
}

// fillers are drawn as nothing though Unicode files them under marks.
var fillers = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034F, Hi: 0x034F, Stride: 1}, // combining grapheme joiner
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1}, // Khmer inherent vowels
	},
}

// invisibleName is a table of the names worth saying; all of Unicode's would
// weigh more than the rest of the package.
func invisibleName(r rune) string {
	switch {
	case 0xFE00 <= r && r <= 0xFE0F:
		return fmt.Sprintf("variation selector-%d", r-0xFE00+1)
	case 0xE0100 <= r && r <= 0xE01EF:
		return fmt.Sprintf("variation selector-%d", r-0xE0100+17)
	}
	return invisibleNames[r]
}

var invisibleNames = map[rune]string{
	0x061C: "Arabic letter mark", 0x200E: "left-to-right mark", 0x200F: "right-to-left mark",
	0x202A: "left-to-right embedding", 0x202B: "right-to-left embedding", 0x202C: "pop directional formatting",
	0x202D: "left-to-right override", 0x202E: "right-to-left override",
	0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate", 0x2068: "first strong isolate", 0x2069: "pop directional isolate",

	0x0000: "null", 0x0008: "backspace", 0x0009: "tab", 0x000A: "line feed", 0x000B: "line tabulation", 0x000C: "form feed",
	0x000D: "carriage return", 0x001B: "escape", 0x007F: "delete", 0x0085: "next line", 0x2028: "line separator", 0x2029: "paragraph separator",

	0x00AD: "soft hyphen", 0x034F: "combining grapheme joiner", 0x180E: "Mongolian vowel separator",
	0x200B: "zero width space", 0x200C: "zero width non-joiner", 0x200D: "zero width joiner",
	0x2060: "word joiner", 0x2061: "function application", 0x2062: "invisible times", 0x2063: "invisible separator", 0x2064: "invisible plus",
	0xFEFF: "zero width no-break space",

	0x00A0: "no-break space", 0x1680: "Ogham space mark", 0x2000: "en quad", 0x2001: "em quad", 0x2002: "en space", 0x2003: "em space",
	0x2004: "three-per-em space", 0x2005: "four-per-em space", 0x2006: "six-per-em space", 0x2007: "figure space",
	0x2008: "punctuation space", 0x2009: "thin space", 0x200A: "hair space", 0x202F: "narrow no-break space",
	0x205F: "medium mathematical space", 0x2800: "Braille pattern blank", 0x3164: "Hangul filler", 0xFFA0: "halfwidth Hangul filler",
}
