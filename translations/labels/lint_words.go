package labels

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"

	"recordaldesk/translations"
)

// words looks for words that are better not said.
func (e *examination) words(text string) {
	for _, w := range wrongWords() {
		if w.language == e.language {
			e.match(w.problem, w.expression, text)
		}
	}
}

// wording looks whether each term of the Chinese text is in the English one, which may also
// quote it.
func (e *examination) wording() {
	chinese := e.texts[translations.Chinese][translations.Other]
	said := strings.ToLower(e.texts[translations.English][translations.Other])
	for _, t := range termsByLength() {
		if !strings.Contains(chinese, t.word) {
			continue
		}
		chinese = strings.ReplaceAll(chinese, t.word, place) // a longer term is not its shorter part
		if !t.loose && !strings.Contains(said, t.word) && !slices.ContainsFunc(t.english, func(e *regexp.Regexp) bool { return e.MatchString(said) }) {
			e.found(Wording, t.word)
		}
	}
}

// term is one Chinese wording of a term.
type term struct {
	word    string
	english []*regexp.Regexp
	loose   bool
}

var termsByLength = sync.OnceValue(func() []term {
	var all []term
	for _, t := range readGlossary() {
		var english []*regexp.Regexp
		for _, wording := range t.English {
			english = append(english, regexp.MustCompile(`(?:^|[^a-z])`+regexp.QuoteMeta(strings.ToLower(wording))))
		}
		for _, word := range t.Chinese {
			all = append(all, term{word, english, t.Loose})
		}
	}
	slices.SortStableFunc(all, func(a, b term) int { return cmp.Compare(len(b.word), len(a.word)) })
	return all
})

// wrongWord is a word that should not be said.
type wrongWord struct {
	language   translations.Language
	problem    Problem
	expression *regexp.Regexp
}

var wrongWords = sync.OnceValue(func() []wrongWord {
	var all []wrongWord
	english := func(p Problem, word string) {
		all = append(all, wrongWord{translations.English, p, regexp.MustCompile(`(?i)\b` + regexp.QuoteMeta(word) + `s?\b`)})
	}
	chinese := func(p Problem, word string) {
		all = append(all, wrongWord{translations.Chinese, p, regexp.MustCompile(regexp.QuoteMeta(word))})
	}
	for _, t := range readGlossary() {
		for _, word := range t.WrongEnglish {
			english(WrongWord, word)
		}
		for _, word := range t.WrongChinese {
			chinese(WrongWord, word)
		}
	}
	for _, word := range readHouse().Harsh[translations.English] {
		english(Harsh, word)
	}
	for _, word := range readHouse().Harsh[translations.Chinese] {
		chinese(Harsh, word)
	}
	return all
})

// wanted is the preferred wording for what a flaw is about.
func wanted(f Flaw) string {
	for _, t := range readGlossary() {
		is := func(word string) bool {
			return strings.EqualFold(strings.TrimSuffix(word, "s"), strings.TrimSuffix(f.What, "s"))
		}
		switch {
		case f.Problem == Wording && slices.Contains(t.Chinese, f.What), slices.ContainsFunc(t.WrongEnglish, is):
			return t.English[0]
		case slices.Contains(t.WrongChinese, f.What):
			return t.Chinese[0]
		}
	}
	return ""
}

var latinWord = regexp.MustCompile(`(?:--)?[A-Za-z][A-Za-z0-9.@:+/_-]*`)

// latin looks for words in Latin letters in a Chinese text that are neither names nor of
// the shapes that lint.toml accepts (addresses, file names, keys, parts of the command line).
func (e *examination) latin(text string) {
	h := readHouse()
	for _, word := range latinWord.FindAllString(text, -1) {
		word = strings.TrimRight(word, ".:+/-")
		if !h.names[word] && !h.shapes.MatchString(word) {
			e.found(Latin, word)
		}
	}
}

// readings looks for Chinese characters that have no reading: what holds one is not found
// by its pinyin, and has no place of its own where it is sorted.
func (e *examination) readings(text string) {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) && pinyin.PinyinDict[int(r)] == "" {
			e.found(Unread, string(r))
		}
	}
}

// han looks for Chinese characters in an English text that are not quoted: what the reader
// has to type or look for in Chinese stands in quotation marks, so that it does not seem to
// be forgotten.
func (e *examination) han(text string) {
	text = inQuotes.ReplaceAllString(text, "")
	from := -1
	for i, r := range text + " " {
		switch {
		case unicode.Is(unicode.Han, r) && from < 0:
			from = i
		case !unicode.Is(unicode.Han, r) && from >= 0:
			e.found(Han, text[from:i])
			from = -1
		}
	}
}
