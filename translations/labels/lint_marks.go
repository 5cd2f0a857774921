package labels

import (
	"regexp"
	"slices"
	"strings"

	"recordaldesk/translations"
)

var (
	inBraces   = regexp.MustCompile(`\{\{.*?\}\}|\{\{|\}\}`)
	anArgument = regexp.MustCompile(`^\{\{\.[a-z][a-z0-9_]*\}\}$`)
)

// place stands for an argument while a text's marks are looked at: a character that no
// message has.
const place = "\uFFFC"

// figure stands for one that is a number.
const figure = "\uFFFD"

// style looks at how one form of the message is written.
func (e *examination) style(text string) {
	open := inBraces.ReplaceAllStringFunc(text, func(argument string) string {
		if isFigure(strings.Trim(argument, "{.}")) {
			return figure
		}
		return place
	})
	kind := Kind("")
	if family := FamilyOf(e.id); family != nil {
		kind = family.Kind
	}
	e.spaces(open, kind)
	switch e.language {
	case translations.Chinese:
		e.end(open, kind, "。", "？", "：")
		e.chineseMarks(open)
		e.latin(open)
		e.readings(open)
	case translations.English:
		e.end(open, kind, ".", "?", ":")
		e.englishMarks(open)
		e.han(open)
	default:
		return
	}
	e.words(open)
}

// end looks at how the text ends. A sentence may end as a question or with an
// exclamation mark, or go on after what it says (…).
func (e *examination) end(text string, kind Kind, stop, mark, colon string) {
	text = strings.TrimRight(text, "”\"）)")
	ends := func(marks ...string) bool {
		return slices.ContainsFunc(marks, func(mark string) bool { return strings.HasSuffix(text, mark) })
	}
	switch kind {
	case Sentence:
		if !ends(stop, mark, "！", "!", "…", place, figure) {
			e.found(Unstopped, "")
		}
	case Question:
		if !ends(mark) {
			e.found(Unasked, "")
		}
	case Lead:
		if !ends(colon, "，", ",", "！") {
			e.found(Unled, "")
		}
	case Frame, Keys, File:
	default:
		if ends(stop) {
			e.found(Stopped, lastWord(text))
		}
	}
}

// lastWord is what stands behind the last space: an abbreviation, it may be.
func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

// match finds the problem wherever the expression matches, with what one of its groups
// holds, or with all that it matches where it has none.
func (e *examination) match(p Problem, expression *regexp.Regexp, text string) {
	for _, m := range expression.FindAllStringSubmatch(text, -1) {
		what := m[0]
		for _, group := range m[1:] {
			if group != "" {
				what = group
			}
		}
		e.found(p, strings.NewReplacer(place, "…", figure, "…").Replace(what))
	}
}

// What is Han, or stands for something that may be, beside a mark.
const hanOrPlace = `[\p{Han}“”。，、；：（）\x{FFFC}\x{FFFD}]`

var (
	halfBeside    = regexp.MustCompile(hanOrPlace + `([,;:!?])|([,;:!?])` + hanOrPlace + `|\p{Han}(\.)(?:\s|$)|\p{Han}(\.)\p{Han}`)
	halfBrackets  = regexp.MustCompile(`[()]|` + hanOrPlace + `([\[\]])|([\[\]])` + hanOrPlace)
	latinQuotes   = regexp.MustCompile(`["'‘’「」『』]`)
	chineseStops  = regexp.MustCompile(`[。，、；：]{2,}|[？！][。，、；：]|\.\.+|……`)
	fullMarks     = regexp.MustCompile(`[，。；：！？、《》〈〉　]`)
	fullBrackets  = regexp.MustCompile(`[（）【】〔〕]`)
	curledQuotes  = regexp.MustCompile(`[“”‘’«»„]`)
	englishStops  = regexp.MustCompile(`\.\.+|,,|;;|::|[,;:]\.(?:\s|$)|\.[,;:]|[?!][,;:.]`)
	spaceBefore   = regexp.MustCompile(`\S( [,;:!?.])(?:\s|$)`)
	beyondASpace  = regexp.MustCompile(`[ \t\x{00A0}\x{3000}]{2,}|[\t\x{00A0}]`)
	numberSpacing = regexp.MustCompile(`\p{Han} +(?:[0-9]+(?:[^0-9-]|$)|\x{FFFD})|(?:^|[^A-Za-z0-9-])[0-9]+ +\p{Han}|\x{FFFD} +\p{Han}`)
	inQuotes      = regexp.MustCompile(`"[^"]*"`)
)

func (e *examination) chineseMarks(text string) {
	e.match(Punctuation, halfBeside, text)
	e.match(Bracket, halfBrackets, text)
	e.match(Quote, latinQuotes, text)
	e.match(Twice, chineseStops, text)
	if strings.Count(text, "“") != strings.Count(text, "”") {
		e.found(Quote, "“”")
	}
	if strings.Count(text, "（") != strings.Count(text, "）") {
		e.found(Bracket, "（）")
	}
}

func (e *examination) englishMarks(text string) {
	e.match(Quote, curledQuotes, text)
	plain := inQuotes.ReplaceAllString(text, `""`) // what is quoted may be Chinese
	e.match(Punctuation, fullMarks, plain)
	e.match(Bracket, fullBrackets, plain)
	e.match(Twice, englishStops, text)
	e.match(Space, spaceBefore, plain)
	if strings.Count(text, `"`)%2 != 0 {
		e.found(Quote, `"`)
	}
	if strings.Count(text, "(") != strings.Count(text, ")") {
		e.found(Bracket, "()")
	}
}

// spaces looks for those that nobody would type on purpose. Keys and the parts of
// a line are set apart by wide spaces, and pieces of text may begin or end with the space that joins them.
func (e *examination) spaces(text string, kind Kind) {
	if kind == Keys || kind == Frame {
		return
	}
	if strings.TrimSpace(text) != text && kind != Fragment {
		e.found(Space, " ")
	}
	e.match(Space, beyondASpace, strings.TrimSpace(text))
	if e.language == translations.Chinese {
		e.match(Spacing, numberSpacing, text)
	}
}
