package paper

import "strings"

// The width of punctuation (标点挤压; W3C Requirements for Chinese Text Layout,
// "adjustment of adjacent punctuation marks"). A full-width mark has its ink in one
// half of its square, and the other half is blank. Two marks that follow each other
// take one and a half squares together, so that no hole stands between them, and a
// closing mark at the end of a line leaves its blank half outside, so that the right
// edge is even. Only places change: what is copied from the paper is the same text.

const (
	openingMarks = "（《〈【「『〔［｛〖“‘"
	closingMarks = "，。、；：？！）》〉】」』〕］｝〗”’"
)

func isOpening(r rune) bool { return strings.ContainsRune(openingMarks, r) }
func isClosing(r rune) bool { return strings.ContainsRune(closingMarks, r) }

// inLatin gives English the marks that stand well in it: those that the two languages
// share have a square of their own in the papers' font, which leaves holes between
// Latin letters.
var inLatin = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "…", "...")

// dashGap is the blank between the halves of a dash, ——, in the papers' font.
const dashGap = 0.093

// tuck is how much nearer b stands behind a than the width of a says, in squares.
func tuck(a, b rune) float64 {
	switch {
	case a == '—' && b == '—':
		return dashGap
	case isClosing(a) && (isClosing(b) || isOpening(b)), isOpening(a) && isOpening(b):
		return 0.5
	}
	return 0
}

// overhang is how much of a line's last character may stand outside the line, in
// squares.
func overhang(last rune) float64 {
	if isClosing(last) {
		return 0.5
	}
	return 0
}

// A setter measures text with its marks tucked together. measure gives the width of
// a character alone.
type setter struct {
	measure func(rune) float64
	em      float64 // the side of a square
}

func newSetter(measure func(rune) float64) setter { return setter{measure, measure('　')} }

// after is the width of s behind the character before, 0 for none.
func (s setter) after(before rune, text []rune) float64 {
	var sum float64
	for _, r := range text {
		sum += s.measure(r) - s.tucked(before, r)
		before = r
	}
	return sum
}

// tucked is tuck in the unit of the measure.
func (s setter) tucked(a, b rune) float64 {
	if a == 0 {
		return 0
	}
	return tuck(a, b) * s.em
}

// atEnd is how much of the text may stand outside the line that it ends.
func (s setter) atEnd(text []rune) float64 {
	if len(text) == 0 {
		return 0
	}
	return overhang(text[len(text)-1]) * s.em
}

// runs divides a line where characters are tucked together.
func runs(text string) []string {
	var all []string
	start, before := 0, rune(0)
	for at, r := range text {
		if at > start && before != 0 && tuck(before, r) > 0 {
			all = append(all, text[start:at])
			start = at
		}
		before = r
	}
	return append(all, text[start:])
}
