package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recordaldesk/translations"
)

// Visible says a text with a name, or else its code, in the place of each
// character that a person cannot see: at the ends and side by side, spaces too.
func Visible(l Language, text string) string {
	var said strings.Builder
	for i, r := range text {
		if name, hidden := nameOf(l, text, i, r); hidden {
			said.WriteString(translations.Text(l, "character.hidden", map[string]string{"name": name}))
			continue
		}
		said.WriteRune(r)
	}
	return said.String()
}

func nameOf(l Language, text string, i int, r rune) (name string, hidden bool) {
	switch r {
	case ' ':
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+1:])
		lonely := i > 0 && i+1 < len(text) && !unicode.IsSpace(before) && !unicode.IsSpace(after)
		return translations.Text(l, "character.space"), !lonely
	case '\u3000':
		return translations.Text(l, "character.wide_space"), true
	case '\t':
		return translations.Text(l, "character.tab"), true
	case '\n', '\r':
		return translations.Text(l, "character.line_end"), true
	case utf8.RuneError:
		return "U+FFFD", true
	}
	if unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Variation_Selector, r) && !isFiller(r) {
		return "", false
	}
	return codeOf(r), true
}

// isFiller reports whether a character counts as a letter and shows nothing.
func isFiller(r rune) bool {
	return r == '\u115F' || r == '\u1160' || r == '\u3164' || r == '\uFFA0' || r == '\u2800'
}

// codeOf writes a character the way its standard does: U+200B.
func codeOf(r rune) string {
	const digits = "0123456789ABCDEF"
	code := ""
	for n := r; n > 0 || len(code) < 4; n /= 16 {
		code = string(digits[n%16]) + code
	}
	return "U+" + code
}
