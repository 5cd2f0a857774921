package workbook

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Heights of rows in points. Excel makes a row as high as its wrapped text when it
// opens a workbook that says nothing of it; for streamed rows neither it nor
// LibreOffice does, so the lines are counted here.
const (
	lineHeight = 14.5 // of text of the usual size
	rowPadding = 4.0
	maxHeight  = 409.0 // ECMA-376 and Excel's own limit
)

// height is how high a row must be to show all of its text.
func (s *sheet) height(r *row, usual look) float64 {
	most := lineHeight
	for i, text := range r.cells {
		if text == "" || i >= len(s.columns) {
			continue
		}
		look := usual
		if own, ok := r.looks[i]; ok {
			look = own
		}
		most = max(most, look.fitting(text, s.columns[i].width).high(text, s.columns[i].width))
	}
	return min(most+rowPadding, maxHeight)
}

// high is how high the text stands in a cell of the width.
func (l look) high(text string, cellWidth float64) float64 {
	scale := l.size() / usualSize
	return float64(countLines(text, cellWidth/scale)) * lineHeight * scale
}

// fitting returns the look in letters small enough for all of the text to be seen
// in a row of the greatest height.
func (l look) fitting(text string, cellWidth float64) look {
	// Five bytes at the least stand in a line for what is much longer than it.
	if float64(len(text)) < cellWidth {
		return l
	}
	for l.high(text, cellWidth) > maxHeight-rowPadding && l.shrunk < smallest {
		l.shrunk++
	}
	return l
}

// sidePadding is what a cell keeps free at its sides, in digits.
const sidePadding = 1.0

// countLines counts the lines that a text takes in a cell: it wraps between any
// two Han characters, and before words of Latin letters that do not fit.
func countLines(text string, cellWidth float64) int {
	room := max(cellWidth-sidePadding, 2)
	count := 0
	for line := range strings.SplitSeq(text, "\n") {
		count++
		used, word := 0.0, 0.0 // of the line, and of the unbroken letters at its end
		for _, r := range line {
			w := extent(r)
			switch {
			case w == 2 || unicode.IsSpace(r):
				word = 0
			default:
				word += w
			}
			if used += w; used <= room {
				continue
			}
			if unicode.IsSpace(r) {
				continue // spaces hang over
			}
			count++
			// A word moves on whole, one longer than the line is cut.
			if used = max(word, w); word > room {
				used, word = w, w
			}
		}
	}
	return count
}

// extent measures a character in digits of the default font.
func extent(r rune) float64 {
	switch kind := width.LookupRune(r).Kind(); {
	case kind == width.EastAsianWide, kind == width.EastAsianFullwidth, kind == width.EastAsianAmbiguous:
		return 2
	case 'A' <= r && r <= 'Z', r == 'm', r == 'w', r == '@', r == '%':
		return 1.3
	}
	return 1
}
