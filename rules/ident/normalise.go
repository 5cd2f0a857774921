package ident

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longest is the number of bytes beyond which no value of this package can be
// right; parsers refuse it before doing any work on it.
const longest = 1024

// NormaliseCode writes a number as it is filed: full-width and other
// compatibility forms become plain characters (Unicode NFKC), spaces, hyphens
// and invisible characters go, a–z becomes A–Z. Anything else stays, so that a
// parser can point at it; so does all of a text too long to be a number.
func NormaliseCode(s string) string {
	if len(s) > longest || isPlainCode(s) {
		return s
	}
	// Twice, because a character dropped may have kept two others from composing.
	s = norm.NFKC.String(strings.Map(plainCodeRune, s))
	return norm.NFKC.String(strings.Map(plainCodeRune, s))
}

func isPlainCode(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) && (s[i] < 'A' || s[i] > 'Z') {
			return false
		}
	}
	return true
}

func plainCodeRune(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z':
		return r - 'a' + 'A'
	case unicode.IsSpace(r), isDash(r), isInvisible(r):
		return -1
	}
	return r
}

// isDash knows the hyphens, dashes and the minus sign, which people and word
// processors put for one another.
func isDash(r rune) bool {
	return r == '-' || r == '\u2212' || r > unicode.MaxASCII && unicode.Is(unicode.Pd, r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// firstNotDigit is the place of the first byte of s that is not 0–9, or -1.
func firstNotDigit(s string) int {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return i
		}
	}
	return -1
}

// code normalises s and refuses what is empty or far too long.
func code(s string) (string, error) {
	if len(s) > longest {
		return "", problem(ProblemLength)
	}
	s = NormaliseCode(s)
	if s == "" {
		return "", problem(ProblemEmpty)
	}
	return s, nil
}
