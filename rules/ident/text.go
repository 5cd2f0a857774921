package ident

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/width"
)

// FindInvisible looks for a character that shows nothing or breaks the line:
// control characters, zero-width and direction marks, no-break and other odd
// spaces, variation selectors, broken UTF-8. It gives the position in
// characters from 0 and the character's code point as "U+200B"; -1 and "" when
// there is none. The plain and the full-width space are not counted.
func FindInvisible(s string) (int, string) {
	n := 0
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return n, "U+FFFD"
			}
		}
		if isInvisible(r) {
			return n, fmt.Sprintf("U+%04X", r)
		}
		n++
	}
	return -1, ""
}

// fillers are drawn as nothing though Unicode files them under letters, marks
// and symbols.
var fillers = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034F, Hi: 0x034F, Stride: 1}, // combining grapheme joiner
		{Lo: 0x115F, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1},
		{Lo: 0x180B, Hi: 0x180F, Stride: 1},
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // empty Braille cell
		{Lo: 0x3164, Hi: 0x3164, Stride: 1},
		{Lo: 0xFE00, Hi: 0xFE0F, Stride: 1}, // variation selectors
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0xE0100, Hi: 0xE01EF, Stride: 1}},
}

func isInvisible(r rune) bool {
	if r == ' ' || r == '\u3000' {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Z, fillers)
}

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

// NotInGBK finds the first character the national interface cannot carry: it
// transports text as GBK, the two-byte part of GB 18030 (domain.md 2.10). False
// when all can go. Rare names are the usual case.
func NotInGBK(s string) (rune, bool) {
	encoder := simplifiedchinese.GBK.NewEncoder()
	var src [utf8.UTFMax]byte
	var dst [2 * utf8.UTFMax]byte
	for _, r := range s {
		if r < utf8.RuneSelf {
			continue
		}
		if r == utf8.RuneError {
			return r, true
		}
		encoder.Reset()
		n := utf8.EncodeRune(src[:], r)
		if _, _, err := encoder.Transform(dst[:], src[:n], true); err != nil {
			return r, true
		}
	}
	return 0, false
}

// SameText compares two names as a person would: full- and half-width forms
// are the same, white space and invisible characters do not count. Case does.
func SameText(a, b string) bool { return TextKey(a) == TextKey(b) }

// TextKey is the same for two texts exactly where [SameText] holds.
func TextKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || isInvisible(r) {
			return -1
		}
		return r
	}, width.Fold.String(s))
}
