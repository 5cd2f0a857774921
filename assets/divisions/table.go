package divisions

import (
	_ "embed" // divisions.tsv
	"sort"
	"strings"
	"sync"
)

// divisions.tsv is written by the module in the folder make. Its strings are
// used in place, so that the table costs little more memory than the file.
//
//go:embed divisions.tsv
var data string

// An entry is a line of divisions.tsv.
type entry struct {
	Division
	// parent is the code under which a person picks it; empty for a province.
	parent string
	// listed is false for the codes that nobody picks.
	listed bool
	// others are further readings in the form of Pinyin, apart by a bar.
	others string
}

type divisions struct {
	entries  []entry // in the order of the codes
	children map[string][]int
}

var table = sync.OnceValue(func() *divisions {
	t := &divisions{
		entries:  make([]entry, 0, strings.Count(data, "\n")),
		children: make(map[string][]int),
	}
	for line := range strings.Lines(data) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		e := parse(line)
		if e.listed {
			t.children[e.parent] = append(t.children[e.parent], len(t.entries))
		}
		t.entries = append(t.entries, e)
	}
	return t
})

// parse cuts a line at its tabs. A missing column is left empty; the tests
// hold the file to its form.
func parse(line string) entry {
	var columns [8]string
	for i := range columns {
		columns[i], line, _ = strings.Cut(line, "\t")
	}
	return entry{
		Division: Division{
			Code: columns[0], Name: columns[3], English: columns[4],
			Initials: columns[5], Pinyin: columns[6],
		},
		parent: columns[1],
		listed: columns[2] == "yes",
		others: columns[7],
	}
}

func (t *divisions) find(code string) *entry {
	i := sort.Search(len(t.entries), func(i int) bool { return t.entries[i].Code >= code })
	if i == len(t.entries) || t.entries[i].Code != code {
		return nil
	}
	return &t.entries[i]
}
