package ident

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// HasFullWidthDigit finds ０–９, which belong in names but not in numbers.
func HasFullWidthDigit(s string) bool {
	return strings.ContainsAny(s, "０１２３４５６７８９")
}

// HasOuterSpace finds white space before or behind the text.
func HasOuterSpace(s string) bool { return strings.TrimSpace(s) != s }

// HasDoubleSpace finds two white-space characters in a row, of whatever width.
func HasDoubleSpace(s string) bool {
	before := false
	for _, r := range s {
		space := unicode.IsSpace(r)
		if space && before {
			return true
		}
		before = space
	}
	return false
}

// BracketWidths says which round brackets the text holds: half-width () and
// full-width （）. A company's name carries those of its certificate.
func BracketWidths(s string) (half, full bool) {
	return strings.ContainsAny(s, "()"), strings.ContainsAny(s, "（）")
}

// SameText compares two names as a person would: full- and half-width forms
// are the same, so are an é of one character and of two; white space and
// invisible characters do not count. Case does.
func SameText(a, b string) bool { return TextKey(a) == TextKey(b) }

// TextKey is the same for two texts exactly where [SameText] holds.
func TextKey(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || isInvisible(r) {
			return -1
		}
		return r
	}, width.Fold.String(s)))
}
