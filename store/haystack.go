package store

import (
	"bytes"
	"runtime"
	"slices"
	"unicode/utf8"

	"recordaldesk/store/crash"
)

// haystack is what is searched: the texts of all drafts one after the other, in the
// order in which they were saved, so that a search runs through memory once. A draft
// that is saved again has its text at the end; what it had before is dead.
type haystack struct {
	text   []byte     // each text ends with a line break, which no word has in it
	starts []int      // of the texts
	of     []*Summary // whose they are; nil for the dead
	dead   int        // bytes
	living int        // drafts
	newest int64      // version of those that are here
	mixed  bool       // not in the order of the saves
	seen   [256]int   // how often each byte is in text

	spellings   []spelling // of the texts
	spellStarts []int
}

// add appends a draft and its text, which the summary need not keep then.
func (h *haystack) add(m *Summary, text string) {
	m.at = len(h.of)
	h.living++
	h.mixed = h.mixed || m.Seq <= h.newest && len(h.of) > 0
	h.newest = max(h.newest, m.Seq)
	h.of, h.starts = append(h.of, m), append(h.starts, len(h.text))
	h.text = append(append(h.text, text...), '\n')
	for _, b := range h.text[h.starts[m.at]:] {
		h.seen[b]++
	}
	h.spellStarts = append(h.spellStarts, len(h.spellings))
	h.spellings = spells(h.spellings, h.text[h.starts[m.at]:])
}

// grow makes room for drafts.
func (h *haystack) grow(all []*Summary) {
	bytes := 0
	for _, m := range all {
		bytes += len(m.text) + 1
	}
	h.text, h.spellings = slices.Grow(h.text, bytes), slices.Grow(h.spellings, bytes/utf8.UTFMax)
	h.of, h.starts, h.spellStarts = slices.Grow(h.of, len(all)), slices.Grow(h.starts, len(all)), slices.Grow(h.spellStarts, len(all))
}

// drop takes a draft out.
func (h *haystack) drop(m *Summary) {
	h.dead += len(h.textOf(m.at))
	h.of[m.at] = nil
	h.living--
	if h.dead > len(h.text)/2 && h.dead > 1<<20 {
		*h = h.alive()
	}
}

// alive is a haystack without the dead.
func (h *haystack) alive() haystack {
	var fresh haystack
	for i, m := range h.of {
		if m != nil {
			text := h.textOf(i)
			fresh.add(m, string(text[:len(text)-1]))
		}
	}
	return fresh
}

func (h *haystack) textOf(i int) []byte { return h.text[h.starts[i]:h.end(i)] }

func (h *haystack) end(i int) int {
	if i+1 < len(h.starts) {
		return h.starts[i+1]
	}
	return len(h.text)
}

// fewest drafts are worth another processor.
const fewest = 1000

// find returns the drafts in whose text every word is, the last saved first. All
// processors look at once: each letter that somebody types is a search.
func (h *haystack) find(words []string) []*Summary {
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) }) // the longest is the rarest
	parts := make([][]*Summary, 1+min(len(h.of)/fewest, runtime.GOMAXPROCS(0)-1))
	var work crash.Group
	for i := range parts {
		look := func() { parts[i] = h.look(i*len(h.of)/len(parts), (i+1)*len(h.of)/len(parts), words) }
		if i == len(parts)-1 {
			look()
		} else {
			work.Go(look)
		}
	}
	work.Wait()
	all := slices.Concat(parts...)
	slices.Reverse(all)
	if h.mixed { // two goroutines came here in the other order than they saved
		slices.SortFunc(all, func(a, b *Summary) int { return older(b, a) })
	}
	return all
}

// look looks through some of the texts, from one up to another.
func (h *haystack) look(from, to int, words []string) (found []*Summary) {
	if len(words) == 0 {
		found = make([]*Summary, 0, to-from)
		for _, m := range h.of[from:to] {
			if m != nil {
				found = append(found, m)
			}
		}
		return found
	}
	places := h.with(from, to, words[0])
	if letters := spellable(words[0]); letters != nil {
		places = h.orSpelled(places, from, to, letters)
	}
	found = make([]*Summary, 0, len(places))
	for _, i := range places {
		if h.hasAll(i, words[1:]) {
			found = append(found, h.of[i])
		}
	}
	return found
}

// with returns the places among some drafts in whose texts the word stands.
func (h *haystack) with(from, to int, word string) (found []int) {
	needle := h.needle(word)
	for i := from; i < to; i++ {
		at := needle.in(h.text[h.starts[i]:h.end(to-1)])
		if at < 0 {
			return found
		}
		for at += h.starts[i]; h.end(i) <= at; i++ {
		}
		if h.of[i] != nil {
			found = append(found, i)
		}
	}
	return found
}

func (h *haystack) hasAll(i int, words []string) bool {
	for _, w := range words {
		if bytes.Contains(h.textOf(i), []byte(w)) {
			continue
		}
		if letters := spellable(w); letters == nil || !spelled(h.spelling(i), letters) {
			return false
		}
	}
	return true
}

// needle is a word with the place of its byte that is seldom seen. All but a few of
// the first bytes of Chinese characters are the same, so that looking for the first
// byte would stop at each.
type needle struct {
	word   []byte
	rare   int
	common bool // even that byte is seen often
}

func (h *haystack) needle(word string) needle {
	n := needle{word: []byte(word)}
	for i, b := range n.word {
		if h.seen[b] < h.seen[n.word[n.rare]] {
			n.rare = i
		}
	}
	n.common = h.seen[n.word[n.rare]] > len(h.text)/32
	return n
}

// in returns where the word is in a text, -1 for nowhere.
func (n needle) in(text []byte) int {
	if n.common {
		return bytes.Index(text, n.word)
	}
	for at := n.rare; at < len(text); at++ {
		i := bytes.IndexByte(text[at:], n.word[n.rare])
		if i < 0 {
			return -1
		}
		at += i
		if bytes.HasPrefix(text[at-n.rare:], n.word) {
			return at - n.rare
		}
	}
	return -1
}
