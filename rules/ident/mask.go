package ident

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Here it is decided how much of a number others may read: those who look over a
// shoulder, or find a slip of paper. Its owner still knows which one is meant.
// Numbers keep their length, so that a text does not jump when one is shown.

const (
	star = "*"

	// keptEnd is how many characters are shown at the end of a number, keptStart at
	// the beginning of a telephone's.
	keptEnd, keptStart = 4, 3

	// leastHidden is how many must be hidden for anything to be shown at all: of a
	// number of seven, four would tell nearly all.
	leastHidden = 4

	// mostStars bounds what stands for a text that is no number any more.
	mostStars = 24
)

// Mask hides a number of a document or an account but for its last four characters,
// and wholly one of fewer than eight. Full-width digits, spaces and hyphens are
// written plainly first.
func Mask(number string) string { return mask(NormaliseCode(bounded(number)), 0) }

// MaskPhone hides a telephone number but for its first three and last four digits:
// 138****6621, 086-***-****8299.
func MaskPhone(number string) string {
	plain := NormalisePhone(bounded(number))
	if !IsMobile(plain) {
		if _, err := ParseLandline(plain); err != nil {
			plain = NormaliseCode(plain)
		}
	}
	return mask(plain, keptStart)
}

// MaskEmail hides whose address it is: l***@example.com. What is no address is
// hidden as any number.
func MaskEmail(address string) string {
	plain := strings.TrimSpace(norm.NFKC.String(bounded(address)))
	at := strings.LastIndexByte(plain, '@')
	if at < 0 {
		return Mask(plain)
	}
	first, size := utf8.DecodeRuneInString(plain[:at])
	if size == at {
		return strings.Repeat(star, 3) + plain[at:] // it has no more than one letter
	}
	return string(first) + strings.Repeat(star, 3) + plain[at:]
}

// bounded cuts a text that is too long for any number.
func bounded(s string) string { return s[:min(len(s), longest)] }

// mask hides all but start characters at the beginning and four at the end. Hyphens
// stay, since they say what the groups of a telephone number are.
func mask(s string, start int) string {
	runes := []rune(s)
	n := len(runes) - strings.Count(s, "-")
	end := keptEnd
	if n-start-end < leastHidden {
		start = 0
	}
	if n-end < leastHidden {
		end = 0
	}
	var b strings.Builder
	seen, stars := 0, 0
	for _, r := range runes {
		switch {
		case r == '-':
		case seen < start, seen >= n-end:
			seen++
		default:
			seen++
			if stars++; stars > mostStars {
				continue
			}
			r = '*'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// inText finds what is a number of a person wherever it stands in a text: resident
// identity numbers by their date of birth, mobiles, landlines and e-mail addresses;
// the groups of digits may be parted. Each is hidden in its own way.
var inText = []struct {
	shape *regexp.Regexp
	mask  func(string) string
}{
	{regexp.MustCompile(`[1-9](?:[ -]?\d){5}[ -]?(?:1[ -]?9|2[ -]?0)(?:[ -]?\d){2}[ -]?[01](?:[ -]?\d)[ -]?[0-3](?:[ -]?\d){4}[ -]?[\dXx]`), Mask},
	{regexp.MustCompile(`(?:\+?(?:00)?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}`), MaskPhone},
	{regexp.MustCompile(`(?:\+?0?0?86[ -]?)?\(?0[1-9]\d{1,2}\)?[ -]?[1-9]\d{6,7}`), MaskPhone},
	{regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), MaskEmail},
}

// MaskText hides the numbers of persons that stand in a text among other words, such
// as the name of a file. The rest of the text stays as it is.
func MaskText(text string) string {
	for _, one := range inText {
		text = maskAll(text, one.shape, one.mask)
	}
	return text
}

// maskAll masks what has the shape, in one pass, since a text may have any length.
func maskAll(text string, shape *regexp.Regexp, mask func(string) string) string {
	// Full-width characters are looked at as plain ones. The two texts have the same
	// characters at the same places, though not of the same size.
	plain := strings.Map(narrow, text)
	if !strings.ContainsFunc(plain, func(r rune) bool { return r == '@' || '0' <= r && r <= '9' }) {
		return text
	}
	var b strings.Builder
	inPlain := 0
	copyTo := func(end int) (passed string) {
		n := utf8.RuneCountInString(plain[inPlain:end])
		inPlain = end
		size := 0
		for range n {
			_, one := utf8.DecodeRuneInString(text[size:])
			size += one
		}
		passed, text = text[:size], text[size:]
		return passed
	}
	for _, found := range shape.FindAllStringIndex(plain, -1) {
		if joined(plain, found[0]) || joined(plain, found[1]) {
			continue // part of a longer number or word, such as a hash
		}
		b.WriteString(copyTo(found[0]))
		copyTo(found[1])
		b.WriteString(mask(plain[found[0]:found[1]]))
	}
	b.WriteString(text)
	return b.String()
}

// narrow writes a full-width character as the plain one it stands for.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// joined reports whether a letter or digit stands on both sides of the place in s.
func joined(s string, at int) bool {
	return at > 0 && at < len(s) && isWord(s[at-1]) && isWord(s[at])
}

func isWord(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
