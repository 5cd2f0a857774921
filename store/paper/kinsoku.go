package paper

import (
	"strings"
	"unicode"
)

// Line breaking as a Chinese reader expects it (避头尾, GB/T 15834 section 5):
// no line begins with a closing mark, none ends with an opening one, ——, ……
// and a mark following a mark stay together, and Latin words and numbers are
// not divided unless they are longer than a line.

const (
	// noStart are the characters that may not begin a line.
	noStart = "，。、；：？！）》〉】」』〕］｝〗〞’”…—～－–／·％‰℃°′″々〻ー" +
		",.;:?!)]}>'\"%"
	// noEnd are those that may not end one.
	noEnd = "（《〈【「『〔［｛〖〝‘“￥＄№／" + "([{<$#@"
	// joints are where a domain or an address that is longer than a line is divided,
	// if it can be: behind them.
	joints = ".-_/@&="
)

// wrap divides text into lines no wider than width, the first no wider than
// first, but for the blank half of a mark at their end. measure gives the width of a character in the same unit. A line feed
// in the text ends a line. Spaces at a break are dropped; nothing else is.
func wrap(text string, first, width float64, measure func(rune) float64) []string {
	w := wrapper{setter: newSetter(measure), room: first, width: width}
	for i, paragraph := range strings.Split(text, "\n") {
		if i > 0 {
			w.breakLine()
		}
		for _, u := range units([]rune(paragraph)) {
			w.add(u)
		}
	}
	w.breakLine()
	return w.lines
}

type wrapper struct {
	setter
	room, width float64 // of the line being filled, of the lines after it
	line        []rune
	used        float64
	lines       []string
}

// add puts a unit on the line, or on the next where it has no room.
func (w *wrapper) add(unit []rune) {
	bare := trimRight(unit)
	switch over := w.atEnd(bare); {
	case w.used+w.after(w.last(), bare)-over <= w.room:
	case w.after(0, bare)-over <= w.width:
		w.breakLine()
	default:
		w.split(unit)
		return
	}
	if len(w.line) == 0 && len(w.lines) > 0 {
		for len(unit) > 0 && unit[0] == ' ' {
			unit = unit[1:]
		}
	}
	w.put(unit)
}

// put adds characters to the line, whether they fit or not.
func (w *wrapper) put(text []rune) {
	w.used += w.after(w.last(), text)
	w.line = append(w.line, text...)
}

// last is the last character of the line, 0 for none.
func (w *wrapper) last() rune {
	if len(w.line) == 0 {
		return 0
	}
	return w.line[len(w.line)-1]
}

// split puts a unit that is longer than a line on as many lines as it needs.
// Still no line begins or ends wrongly, unless there is nothing else to do.
func (w *wrapper) split(unit []rune) {
	for len(unit) > 0 {
		fit := 0
		for fit < len(unit) && w.used+w.after(w.last(), unit[:fit+1])-w.atEnd(unit[:fit+1]) <= w.room {
			fit++
		}
		if fit == len(unit) {
			break
		}
		if fit == 0 {
			if len(w.line) > 0 {
				w.breakLine()
				continue
			}
			fit = 1 // a character wider than the paper still has to stand somewhere
		}
		fit = breakWithin(unit, fit)
		w.put(unit[:fit])
		unit = unit[fit:]
		if len(unit) > 0 {
			w.breakLine()
		}
	}
	w.put(unit)
}

// breakWithin is where a unit of which fit characters have room is divided: behind the
// last joint of a domain or an address where that fills half of the room, else at the
// last place where neither line begins or ends wrongly.
func breakWithin(unit []rune, fit int) int {
	allowed := func(k int) bool {
		return k < len(unit) && !mayNotStart(unit[k]) && !mayNotEnd(unit[k-1]) && !unicode.Is(unicode.M, unit[k])
	}
	for k := fit; k > fit/2; k-- {
		if allowed(k) && strings.ContainsRune(joints, unit[k-1]) {
			return k
		}
	}
	for k := fit; k > 0; k-- {
		if allowed(k) {
			return k
		}
	}
	return fit
}

func (w *wrapper) breakLine() {
	w.lines = append(w.lines, string(trimRight(w.line)))
	w.line, w.used, w.room = nil, 0, w.width
}

// units divides a paragraph into the pieces between which a line may break: a
// Chinese character or a Latin word, each with the marks that cling to it and
// the spaces behind it.
func units(text []rune) [][]rune {
	var all [][]rune
	start := 0
	for i := 1; i < len(text); i++ {
		if mayBreak(facing(text, i-1), facing(text, i)) {
			all = append(all, text[start:i])
			start = i
		}
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

// facing is the character at i, but a straight quote that opens as the mark “: it has
// one form on both sides, so only what stands before it tells.
func facing(text []rune, i int) rune {
	if straight := text[i] == '"' || text[i] == '\''; straight && (i == 0 || text[i-1] == ' ' || mayNotEnd(text[i-1])) {
		return '“'
	}
	return text[i]
}

// mayBreak reports whether a line may end with a and the next begin with b.
func mayBreak(a, b rune) bool {
	switch {
	case b == ' ', unicode.Is(unicode.M, b), mayNotStart(b), mayNotEnd(a):
		return false
	case a == ' ', isWide(a), isWide(b):
		return true
	}
	// Between a mark such as ” or — and a Latin word a line may break; within
	// a word it may not.
	return strings.ContainsRune("”…—", a)
}

func mayNotStart(r rune) bool { return strings.ContainsRune(noStart, r) }
func mayNotEnd(r rune) bool   { return strings.ContainsRune(noEnd, r) }

// isWide reports whether the character takes a square of its own, so that
// lines may break on either side of it.
func isWide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo) ||
		r >= 0x2460 && r <= 0x24FF || r >= 0x25A0 && r <= 0x25FF || // ① □
		r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

func trimRight(s []rune) []rune {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}
