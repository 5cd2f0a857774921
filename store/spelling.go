package store

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// A spelling tells by which letters a character can be typed: those that its readings in
// pinyin begin with, or the letter or digit that it is. 长 is typed by c and by z. It is
// the place in a table of the few hundred sets of letters that there are, so that a
// search over all filings reads two bytes a character.
type spelling uint16

// noLetter is that of a character which is not typed, such as a bracket. Those are left
// out; between two texts one stands.
const noLetter spelling = 0

// A key is a bit for a letter or digit.
type key = uint64

func keyOf(r rune) key {
	switch {
	case 'a' <= r && r <= 'z':
		return 1 << (r - 'a')
	case '0' <= r && r <= '9':
		return 1 << (26 + r - '0')
	}
	return 0
}

// Finds reports whether every word of a query occurs in a text, as [Store.Search] has it:
// without regard to case and width, and letters also where they begin the pinyin of the
// characters.
func Finds(text, query string) bool {
	text = fold(text)
	spelling := spells(nil, []byte(text))
	for word := range strings.FieldsSeq(fold(query)) {
		if letters := spellable(word); !strings.Contains(text, word) && (letters == nil || !spelled(spelling, letters)) {
			return false
		}
	}
	return true
}

// spells appends the spellings of a folded text to all, line by line. A line without
// Chinese characters is found as it stands, and not spelled.
func spells(all []spelling, text []byte) []spelling {
	table := spellings()
	for line := range strings.Lines(string(text)) {
		if !strings.ContainsFunc(line, table.isHan) {
			continue
		}
		for _, r := range line {
			if s := table.spelling(r); s != noLetter {
				all = append(all, s)
			}
		}
		all = append(all, noLetter)
	}
	return all
}

// spellable returns the keys that type a folded word, nil where it is not of letters and
// digits alone, with a letter among them.
func spellable(word string) []key {
	var all []key
	letters := false
	for _, r := range word {
		k := keyOf(r)
		if k == 0 {
			return nil
		}
		letters = letters || r >= 'a'
		all = append(all, k)
	}
	if !letters {
		return nil
	}
	return all
}

// spelled reports whether the keys type something that is somewhere in the spellings.
func spelled(all []spelling, keys []key) bool {
	table := spellings()
	for i := 0; i+len(keys) <= len(all); i++ {
		n := 0
		for n < len(keys) && table.keys[all[i+n]]&keys[n] != 0 {
			n++
		}
		if n == len(keys) {
			return true
		}
	}
	return false
}

// spellingTable knows the spellings of all characters that have one.
type spellingTable struct {
	of   []spelling // by character
	keys []key      // by spelling
}

func (t *spellingTable) spelling(r rune) spelling {
	if int(r) < len(t.of) {
		return t.of[r]
	}
	return noLetter
}

func (t *spellingTable) isHan(r rune) bool { return r >= utf8.RuneSelf && t.spelling(r) != noLetter }

var spellings = sync.OnceValue(func() *spellingTable {
	last := 0
	for r := range pinyin.PinyinDict {
		last = max(last, r)
	}
	t := &spellingTable{of: make([]spelling, last+1), keys: make([]key, 1, 1024)}
	known := map[key]spelling{}
	put := func(r rune, keys key) {
		if _, ok := known[keys]; !ok {
			known[keys] = spelling(len(t.keys))
			t.keys = append(t.keys, keys)
		}
		t.of[r] = known[keys]
	}
	for _, r := range "abcdefghijklmnopqrstuvwxyz0123456789" {
		put(r, keyOf(r))
	}
	for r, readings := range pinyin.PinyinDict {
		var keys key
		for reading := range strings.SplitSeq(readings, ",") {
			first, _ := utf8.DecodeRuneInString(reading)
			if first >= utf8.RuneSelf { // ā is typed as a
				first = rune(norm.NFD.String(string(first))[0])
			}
			keys |= keyOf(first)
		}
		if keys != 0 {
			put(rune(r), keys)
		}
	}
	return t
})

// orSpelled adds to places, some drafts in their order, those of which the keys type a part.
func (h *haystack) orSpelled(places []int, from, to int, keys []key) []int {
	all := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		switch {
		case len(places) > 0 && places[0] == i:
			all, places = append(all, i), places[1:]
		case h.of[i] != nil && spelled(h.spelling(i), keys):
			all = append(all, i)
		}
	}
	return all
}

func (h *haystack) spelling(i int) []spelling {
	end := len(h.spellings)
	if i+1 < len(h.spellStarts) {
		end = h.spellStarts[i+1]
	}
	return h.spellings[h.spellStarts[i]:end]
}
