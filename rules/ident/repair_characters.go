package ident

import (
	"bytes"
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// RepairCharacters puts the usual character for one that the recordal systems
// cannot carry ([NotInGBK]) where Unicode or custom knows one that means the
// same: ideographs encoded a second time (U+F900 and later), the radicals that
// PDF readers hand out for ideographs, letters in circles, ligatures, fractions,
// accents apart from their letters, bullets written for the middle dot of a
// name. Emoji go. A character for which there is no other, such as a rare one of
// a name, stays: a person must look at it. So does a small or circled figure
// beside another figure, since 10² is not 102; a fraction there is set apart by
// a space, 3½ as 3 1/2.
//
// The nine ideographs that GBK has twice are put right too, since a computer
// takes the second for another character than the first. Invisible characters
// are left to [RepairInvisible].
func RepairCharacters(s string) string {
	// What is put may meet an accent that stands behind it. Every round leaves
	// fewer characters to change, and the second as a rule none.
	for {
		mended := mendCharacters(s)
		if mended == s {
			return s
		}
		s = mended
	}
}

func mendCharacters(s string) string {
	if !strings.ContainsFunc(s, isOdd) {
		return s
	}
	b := make([]byte, 0, len(s))
	before := rune(-1)
	for s != "" {
		cluster := s[:clusterSize(s)]
		r, size := utf8.DecodeRuneInString(cluster)
		behind := s[len(cluster):]
		switch {
		case !strings.ContainsFunc(cluster, isOdd):
			b = append(b, cluster...)
		case isEmoji(r) && plain(r) == "":
			b, behind = dropEmoji(b, behind)
		case inGBKWhole(compose(cluster)):
			b = append(b, compose(cluster)...)
		default:
			p := cluster[:size]
			if r != utf8.RuneError {
				after, _ := utf8.DecodeRuneInString(s[size:])
				p = plainBetween(before, r, after)
			}
			if bytes.HasSuffix(b, []byte(" ")) {
				p = strings.TrimPrefix(p, " ") // two fractions in a row
			}
			b = append(b, p...)
			for _, accent := range cluster[size:] {
				b = append(b, cmp.Or(plain(accent), string(accent))...)
			}
		}
		before, _ = utf8.DecodeLastRuneInString(cluster)
		s = behind
	}
	return string(b)
}

// clusterSize is the length in bytes of the character s begins with and the
// accents behind it.
func clusterSize(s string) int {
	for i, r := range s {
		if i > 0 && !isAccent(r) {
			return i
		}
	}
	return len(s)
}

// isAccent also knows the voicing marks of half-width kana.
func isAccent(r rune) bool {
	return r == '\uFF9E' || r == '\uFF9F' || unicode.Is(unicode.M, r) && !isInvisible(r) && r != keycap
}

// isOdd says whether a character may have to be replaced.
func isOdd(r rune) bool { return !inGBK(r) && !isInvisible(r) || isSecondCopy(r) }

// isSecondCopy knows the compatibility ideographs that GBK has besides the
// character they copy, 郎 (U+F92C) for one.
func isSecondCopy(r rune) bool {
	return 0xF900 <= r && r <= 0xFAFF && inGBK(r) && norm.NFC.String(string(r)) != string(r)
}

// inGBKWhole says whether a replacement is worth making.
func inGBKWhole(s string) bool {
	return s != "" && !strings.ContainsFunc(s, isOdd) && !strings.ContainsFunc(s, isInvisible)
}

// compose puts accents upon their letter. One character alone has nothing to
// compose and gives "".
func compose(cluster string) string {
	if utf8.RuneCountInString(cluster) == 1 {
		return ""
	}
	if composed := norm.NFC.String(cluster); inGBKWhole(composed) {
		return composed
	}
	return norm.NFKC.String(cluster)
}

// plainBetween is what stands for r between two characters: r itself where
// nothing better is known.
func plainBetween(before, r, after rune) string {
	p := plain(r)
	if p == "" {
		return string(r)
	}
	joins := isDigit(p[0]) && unicode.IsNumber(before)
	joinsBehind := isDigit(p[len(p)-1]) && unicode.IsNumber(after)
	switch {
	case !joins && !joinsBehind, unicode.Is(unicode.Nd, r):
		return p
	case !strings.Contains(p, "/"):
		return string(r)
	}
	if joins {
		p = " " + p
	}
	if joinsBehind {
		p += " "
	}
	return p
}

// plain is the usual character for an odd one, "" for none.
func plain(r rune) string {
	if !isOdd(r) {
		return ""
	}
	if p, known := customary()[r]; known {
		return p
	}
	p := norm.NFKC.String(string(r))
	if inGBKWhole(p) {
		return p
	}
	var b strings.Builder
	for _, c := range p {
		if usual, known := customary()[c]; known {
			b.WriteString(usual)
		} else {
			b.WriteRune(c)
		}
	}
	if inGBKWhole(b.String()) {
		return b.String()
	}
	return ""
}

// dropEmoji leaves an emoji out between what is written and what stands behind
// it: with it the joiners, selectors and signs that complete it, and the
// spaces that would then stand beside another or at an end.
func dropEmoji(written []byte, behind string) ([]byte, string) {
	behind = strings.TrimLeftFunc(behind, func(r rune) bool {
		return r == '\u200D' || r == '\uFE0E' || r == '\uFE0F' || r == keycap || 0xE0020 <= r && r <= 0xE007F
	})
	before, _ := utf8.DecodeLastRune(written)
	if len(written) == 0 || unicode.IsSpace(before) {
		behind = strings.TrimLeftFunc(behind, unicode.IsSpace)
	}
	if behind == "" {
		written = bytes.TrimRightFunc(written, unicode.IsSpace)
	}
	return written, behind
}
