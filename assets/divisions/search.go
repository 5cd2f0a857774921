package divisions

import (
	"sort"
	"strings"
	"unicode"
)

// How well a division answers a query, best first.
const (
	whole  = iota // all of the name, of the initials, of the pinyin or of the code
	begins        // the beginning of one of them, or of the English name
	within        // some part of the Chinese name
	later         // the pinyin or the initials from a later syllable on
	none
)

// Search returns those of the given divisions that answer a query, best
// first; with nil it searches all that can be picked. A query is a part of
// the Chinese name (西湖), pinyin (xihu, "xi hu") or its initials (xh), the
// beginning of the English name (Tibet) or of the code (3301). Case, width,
// spaces, apostrophes and 市 or 区 at the end do not matter. Words apart by
// spaces may name what lies above: "杭州 西湖", "hz xh". An empty query
// returns all.
func Search(under []Division, query string) []Division {
	words := strings.Fields(fold(query))
	if len(words) == 0 && under != nil {
		return append([]Division(nil), under...)
	}
	found := search(under, strings.Join(words, ""), nil)
	if len(found) == 0 && len(words) > 1 {
		found = search(under, words[len(words)-1], words[:len(words)-1])
	}
	return found
}

// search returns the divisions that answer query and lie in divisions that
// answer each of the words above.
func search(under []Division, query string, above []string) []Division {
	type hit struct {
		Division
		rank int
	}
	var hits []hit
	t := table()
	consider := func(e *entry) {
		if rank := match(e, query); rank < none && t.liesIn(e, above) {
			hits = append(hits, hit{e.Division, rank*3 + level(e.Code)})
		}
	}
	if under == nil {
		for i := range t.entries {
			e := &t.entries[i]
			// The city of a municipality would only repeat its province.
			if e.listed && !(level(e.Code) == 1 && e.Name == t.find(e.parent).Name) {
				consider(e)
			}
		}
	}
	for _, d := range under {
		if e := t.find(d.Code); e != nil {
			consider(e)
		}
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].rank < hits[j].rank })
	out := make([]Division, len(hits))
	for i, h := range hits {
		out[i] = h.Division
	}
	return out
}

// liesIn reports whether every word names something above the entry.
func (t *divisions) liesIn(e *entry, words []string) bool {
	for _, w := range words {
		named := false
		for up := t.find(e.parent); up != nil && !named; up = t.find(up.parent) {
			named = match(up, w) <= begins
		}
		if !named {
			return false
		}
	}
	return true
}

// level is 0 for a province, 1 for a city, 2 for a county.
func level(code string) int {
	switch {
	case strings.HasSuffix(code, "0000"):
		return 0
	case strings.HasSuffix(code, "00"):
		return 1
	}
	return 2
}

// match ranks an entry for a folded query without spaces.
func match(e *entry, query string) int {
	if query == "" {
		return begins
	}
	switch c := query[0]; {
	case c >= '0' && c <= '9':
		return matchPart(e.Code, query, 0)
	case c >= 0x80:
		return matchName(e.Name, query)
	}
	best := min(matchReading(e.Pinyin, query), matchPart(e.Initials, query, 1))
	for others := e.others; others != "" && best > whole; {
		var reading string
		reading, others, _ = strings.Cut(others, "|")
		best = min(best, matchReading(reading, query), matchPart(initialsOf(reading), query, 1))
	}
	if best > begins && beginsEnglish(e.English, query) {
		return begins
	}
	return best
}

func matchName(name, query string) int {
	switch i := strings.Index(name, query); {
	case i < 0:
		return none
	case i > 0:
		return within
	}
	if len([]rune(name))-len([]rune(query)) <= 1 {
		return whole
	}
	return begins
}

// matchPart ranks codes and initials; up to spare letters at the end may be
// missing (that of 市, 区, 县). One letter alone is only looked for in front.
func matchPart(s, query string, spare int) int {
	switch i := strings.Index(s, query); {
	case i < 0:
		return none
	case i > 0 && (len(query) < 2 || spare == 0):
		return none
	case i > 0:
		return later
	}
	if len(s)-len(query) <= spare && len(query) > 1 {
		return whole
	}
	return begins
}

// matchReading ranks pinyin: the query may begin at any syllable and end
// within one.
func matchReading(reading, query string) int {
	rest, ok := cutFolded(reading, query)
	if ok {
		// Nothing left, or one syllable: 市, 区, 县.
		if rest == "" || (rest[0] == ' ' && strings.Count(rest, " ") == 1) {
			return whole
		}
		return begins
	}
	for len(query) > 1 {
		_, reading, ok = strings.Cut(reading, " ")
		if !ok {
			return none
		}
		if _, ok := cutFolded(reading, query); ok {
			return later
		}
	}
	return none
}

// cutFolded cuts query off the front of s, passing over the spaces in s.
func cutFolded(s, query string) (rest string, ok bool) {
	i := 0
	for j := 0; j < len(query); i++ {
		if i == len(s) {
			return "", false
		}
		if s[i] == ' ' {
			continue
		}
		if s[i] != query[j] {
			return "", false
		}
		j++
	}
	return s[i:], true
}

// beginsEnglish compares as fold does, without making a string for each of
// thousands of names.
func beginsEnglish(name, query string) bool {
	for _, r := range name {
		switch {
		case query == "":
			return true
		case r == ' ' || r == '\'' || r == ',':
			continue
		case r == 'ü':
			r = 'v'
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		}
		if byte(r) != query[0] {
			return false
		}
		query = query[1:]
	}
	return query == ""
}

func initialsOf(reading string) string {
	var b strings.Builder
	for syllable := range strings.FieldsSeq(reading) {
		b.WriteByte(syllable[0])
	}
	return b.String()
}

// fold brings a query into the form of the table: full-width letters and
// digits narrow, lower case, ü as v, no apostrophes, every space a plain one.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		switch r = unicode.ToLower(r); {
		case r == 'ü':
			return 'v'
		case r == '\'' || r == '’' || r == '·':
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
}
