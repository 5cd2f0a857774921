package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The Repair functions mend one flaw each (domain.md 2.10) and give the text as
// it should be, for a window to show before it is taken over. A text without the
// flaw comes back as it is, byte for byte, so a repair is worth offering exactly
// where it changes something. Mended text does not show the flaw again.

// RepairText makes all repairs that need no choice on a text of one line, such
// as a name or an address: [RepairInvisible], [RepairCharacters], [RepairSpaces],
// and brackets as most of them are.
func RepairText(s string) string {
	// The invisible ones go first, since they keep letters from their accents.
	return RepairBrackets(RepairSpaces(RepairCharacters(RepairInvisible(s))), BracketsAsMost)
}

// RepairInvisible takes out of a text of one line what [FindInvisible] finds.
// Line breaks and tabs become a space. So do odd spaces, but between two Chinese
// characters, where word processors put them without anybody seeing, they go.
// Everything else goes without a trace, bytes that are no UTF-8 among it: what
// they stood for cannot be known, which is why a person sees both texts. At the
// ends and beside a plain or full-width space nothing is put, so that no flaw is
// mended with another.
func RepairInvisible(s string) string {
	if _, found := DescribeInvisible(s); !found {
		return s
	}
	var b strings.Builder
	before := rune(-1)
	for rest := s; rest != ""; {
		gap, size := gapAt(rest)
		if size == 0 {
			r, n := utf8.DecodeRuneInString(rest)
			b.WriteString(rest[:n])
			before, rest = r, rest[n:]
			continue
		}
		after := rune(-1)
		if size < len(rest) {
			after, _ = utf8.DecodeRuneInString(rest[size:])
		}
		if gap.invisible {
			b.WriteString(gap.mended(before, after))
		} else {
			b.WriteString(rest[:size])
		}
		rest = rest[size:]
	}
	return b.String()
}

// RepairInvisibleInLines does the same for each line of a text of several, and
// makes every kind of line break a line feed. It takes out what
// [DescribeInvisibleInLines] finds.
func RepairInvisibleInLines(s string) string {
	if _, found := DescribeInvisibleInLines(s); !found {
		return s
	}
	lines := strings.Split(lineBreaks.Replace(s), "\n")
	for i, line := range lines {
		lines[i] = RepairInvisible(line)
	}
	return strings.Join(lines, "\n")
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// A gap is a run of spaces and characters that show nothing.
type gap struct {
	invisible  bool // there is something to mend
	plain      bool // a plain space is in it
	fullWidth  bool // a full-width one is
	lineOrTab  bool // a line break or a tab, which part what stands beside them
	otherSpace bool // a no-break or another odd space
}

// gapAt describes the gap s begins with; size is its length in bytes, 0 for
// none.
func gapAt(s string) (g gap, size int) {
	for i, r := range s {
		kind := invisibleKind(r)
		if isBrokenAt(s, i, r) {
			kind = InvisibleBroken
		}
		switch {
		case r == ' ':
			g.plain = true
		case r == '\u3000':
			g.fullWidth = true
		case kind == "":
			return g, i
		case kind == InvisibleSpace:
			g.otherSpace = true
		case kind == InvisibleControl && unicode.In(r, unicode.White_Space):
			g.lineOrTab = true
		}
		g.invisible = g.invisible || kind != ""
	}
	return g, len(s)
}

// mended is what a gap becomes between two characters; -1 is an end of the text.
func (g gap) mended(before, after rune) string {
	switch {
	case before < 0 || after < 0:
		return ""
	case g.plain:
		return " "
	case g.fullWidth:
		return "\u3000"
	case g.lineOrTab:
		return " "
	case g.otherSpace && !(isChinese(before) && isChinese(after)):
		return " "
	}
	return ""
}

// isChinese knows what is written without spaces around it: ideographs, kana,
// and the punctuation and full-width forms that go with them.
func isChinese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		0x3001 <= r && r <= 0x303F || 0xFF01 <= r && r <= 0xFF60 || 0xFFE0 <= r && r <= 0xFFE6
}

// RepairSpaces takes the spaces from both ends and makes one of several in a
// row, of whatever width: a full-width one where all were, else a plain one.
func RepairSpaces(s string) string {
	if !HasOuterSpace(s) && !HasDoubleSpace(s) {
		return s
	}
	s = strings.TrimSpace(s)
	var b strings.Builder
	for s != "" {
		end := strings.IndexFunc(s, unicode.IsSpace)
		if end < 0 {
			break
		}
		b.WriteString(s[:end])
		s = s[end:]
		behind := strings.TrimLeftFunc(s, unicode.IsSpace)
		run := s[:len(s)-len(behind)]
		switch {
		case utf8.RuneCountInString(run) == 1:
			b.WriteString(run)
		case strings.Trim(run, "\u3000") == "":
			b.WriteString("\u3000")
		default:
			b.WriteByte(' ')
		}
		s = behind
	}
	return b.String() + s
}

// RepairWidth makes the full-width digits, Latin letters and signs －．＋＠ of a
// number, a telephone, a domain or a mail address plain. It is not for names,
// in which width is as printed. [HasFullWidth] finds the flaw.
func RepairWidth(s string) string {
	if !HasFullWidth(s) {
		return s
	}
	return replaceRunes(s, func(r rune) rune {
		if isFullWidth(r) {
			return r - '！' + '!'
		}
		return r
	})
}

// HasFullWidth finds what [RepairWidth] mends.
func HasFullWidth(s string) bool { return strings.ContainsFunc(s, isFullWidth) }

func isFullWidth(r rune) bool {
	return '０' <= r && r <= '９' || 'Ａ' <= r && r <= 'Ｚ' || 'ａ' <= r && r <= 'ｚ' || strings.ContainsRune("－．＋＠", r)
}

// A BracketWidth is the width that [RepairBrackets] gives to round brackets.
type BracketWidth int

// Widths of round brackets.
const (
	BracketsAsMost BracketWidth = iota // as most in the text are; as the first, if there are as many of both
	BracketsHalf                       // ()
	BracketsFull                       // （）
)

// RepairBrackets gives all round brackets one width. A company's name carries
// those of its certificate, so a caller that knows them chooses.
func RepairBrackets(s string, width BracketWidth) string {
	half, full := BracketWidths(s)
	if width == BracketsAsMost {
		if !half || !full {
			return s
		}
		width = commonBrackets(s)
	}
	switch {
	case width == BracketsHalf && full:
		return halfBrackets.Replace(s)
	case width == BracketsFull && half:
		return fullBrackets.Replace(s)
	}
	return s
}

var (
	halfBrackets = strings.NewReplacer("（", "(", "）", ")")
	fullBrackets = strings.NewReplacer("(", "（", ")", "）")
)

func commonBrackets(s string) BracketWidth {
	half := strings.Count(s, "(") + strings.Count(s, ")")
	full := strings.Count(s, "（") + strings.Count(s, "）")
	first := strings.IndexAny(s, "()（）")
	if half > full || half == full && s[first] < utf8.RuneSelf {
		return BracketsHalf
	}
	return BracketsFull
}

// replaceRunes is strings.Map that leaves broken UTF-8 as it is: that is another
// flaw.
func replaceRunes(s string, change func(rune) rune) string {
	var b strings.Builder
	for i, r := range s {
		if isBrokenAt(s, i, r) {
			b.WriteByte(s[i])
			continue
		}
		b.WriteRune(change(r))
	}
	return b.String()
}
