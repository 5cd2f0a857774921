package fault

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Line says what came of one fault.
type Line struct {
	Fault        string
	Tries        int
	Acknowledged int      // edits that were said to be safe before the fault
	Lost         int      // of those
	Damaged      int      // tries after which something was broken
	Said         []string // the sentences people were shown, each in all languages
}

// Table collects the lines of a run. It may be used from several goroutines.
type Table struct {
	mu    sync.Mutex
	lines map[string]Line
}

// Add adds a line; of several for one fault the figures are added up.
func (t *Table) Add(line Line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lines == nil {
		t.lines = map[string]Line{}
	}
	sum := t.lines[line.Fault]
	sum.Fault = line.Fault
	sum.Tries += line.Tries
	sum.Acknowledged += line.Acknowledged
	sum.Lost += line.Lost
	sum.Damaged += line.Damaged
	for _, said := range line.Said {
		if !slices.Contains(sum.Said, said) {
			sum.Said = append(slices.Clone(sum.Said), said)
		}
	}
	t.lines[line.Fault] = sum
}

// Markdown writes the table, sorted by fault; "" where there is no line.
func (t *Table) Markdown() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.lines) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("| fault | tries | acknowledged edits | lost | damaged | plain sentence seen |\n|---|--:|--:|--:|--:|---|\n")
	for _, line := range t.sorted() {
		said := slices.Sorted(slices.Values(line.Said))
		fmt.Fprintf(&out, "| %s | %d | %d | %d | %d | %s |\n",
			line.Fault, line.Tries, line.Acknowledged, line.Lost, line.Damaged, strings.Join(said, "<br><br>"))
	}
	return out.String()
}

func (t *Table) sorted() []Line {
	var lines []Line
	for _, line := range t.lines {
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b Line) int { return strings.Compare(a.Fault, b.Fault) })
	return lines
}
