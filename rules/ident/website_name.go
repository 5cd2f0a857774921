package ident

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/width"
)

// shortestWebsiteName is the least number of characters in every province.
const shortestWebsiteName = 3

var (
	// A Latin name may stand amid Chinese without a space, so it is looked for
	// by itself as well.
	latinDotted = regexp.MustCompile(`[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	anyDotted   = regexp.MustCompile(`[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)
)

// WebsiteNameProblem judges the name of a website by the rules all provinces
// share (domain.md 2.8) and gives the first that it breaks, with the part of
// the name at fault: ProblemEmpty, ProblemShort (under 3 characters),
// ProblemOnlyDigits, ProblemOnlyLatin, ProblemContainsDomain,
// ProblemPunctuation, ProblemForbiddenWord; before all these ProblemLength for a
// text far too long to be a name. It answers "" and "" for a name that breaks
// none.
//
// Round brackets pass, because the guidance's own list of websites shows a
// company name with them; spaces do not count at all. Which words are forbidden
// is data and depends on the unit, so the caller brings the list; case and width
// of letters do not matter in it.
func WebsiteNameProblem(name string, forbidden []string) (Problem, string) {
	if len(name) > longest {
		return ProblemLength, ""
	}
	plain := strings.ReplaceAll(width.Fold.String(name), "。", ".")
	tight := TextKey(plain)
	if tight == "" {
		return ProblemEmpty, ""
	}
	letters := []rune(tight)
	if len(letters) < shortestWebsiteName {
		return ProblemShort, tight
	}
	if only(letters, unicode.IsDigit) {
		return ProblemOnlyDigits, tight
	}
	if only(letters, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
		return ProblemOnlyLatin, tight
	}
	if domain := domainIn(plain); domain != "" {
		return ProblemContainsDomain, domain
	}
	for _, r := range name {
		if isNameSymbol(r) {
			return ProblemPunctuation, string(r)
		}
	}
	folded := strings.ToLower(tight)
	for _, word := range forbidden {
		if w := strings.ToLower(TextKey(word)); w != "" && strings.Contains(folded, w) {
			return ProblemForbiddenWord, word
		}
	}
	return "", ""
}

func only(letters []rune, is func(rune) bool) bool {
	for _, r := range letters {
		if !is(r) {
			return false
		}
	}
	return true
}

// isNameSymbol knows what is neither letter, digit nor space. Broken UTF-8
// arrives as U+FFFD, a symbol.
func isNameSymbol(r rune) bool {
	if strings.ContainsRune("()（）", r) {
		return false
	}
	return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsControl(r)
}

// domainIn finds the first dotted word whose last label is a suffix of the
// Public Suffix List: Vue.js is none, example.com is.
func domainIn(text string) string {
	for _, shape := range []*regexp.Regexp{latinDotted, anyDotted} {
		for _, word := range shape.FindAllString(text, -1) {
			ascii, err := idna.Lookup.ToASCII(word)
			if err != nil {
				continue
			}
			last := ascii[strings.LastIndexByte(ascii, '.')+1:]
			if _, known := publicsuffix.PublicSuffix(last); known {
				return word
			}
		}
	}
	return ""
}
