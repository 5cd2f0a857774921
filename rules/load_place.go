package rules

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// BookError is one thing that is wrong with a rulebook, and where.
type BookError struct {
	File  string
	Line  int    // from 1; 0 where the rulebook as a whole is to blame
	Entry string // such as "rule domain-url"; "" where it is not known
	What  string // for whoever edits the rulebook

	// Format is What before its arguments were put in; wording knows by it what to
	// say to everybody else.
	Format string
	Args   []string
}

func newBookError(file string, line int, entry, format string, args ...any) *BookError {
	e := &BookError{
		File: file, Line: line, Entry: bounded(entry), What: bounded(fmt.Sprintf(format, args...)), Format: format,
	}
	for _, arg := range args {
		e.Args = append(e.Args, bounded(fmt.Sprint(arg)))
	}
	return e
}

// bounded keeps what a file says about itself from growing as large as the file.
func bounded(s string) string {
	const limit = 2000 // bytes
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "") + "…"
}

// Error says it for whoever edits the rulebook.
func (e *BookError) Error() string {
	at := "rulebook " + e.File
	if e.Line > 0 {
		at += fmt.Sprintf(", line %d", e.Line)
	}
	if e.Entry != "" {
		at += ", " + e.Entry
	}
	return at + ": " + e.What
}

// BookErrors returns what an error of [Load] or [LoadFile] joins; nothing for any
// other error.
func BookErrors(err error) []*BookError {
	var one *BookError
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*BookError
		for _, e := range joined.Unwrap() {
			all = append(all, BookErrors(e)...)
		}
		return all
	}
	if errors.As(err, &one) {
		return []*BookError{one}
	}
	return nil
}

// lines says where the entries of one file begin. The TOML library keeps no
// places once a file is read, so they are found in its text by the lines that
// give an entry its id.
type lines struct {
	text []string
	at   map[string]int // from 1, by "rule domain-url", "field host.name"
}

var (
	tableLine = regexp.MustCompile(`^\s*\[\[?([a-z_.]+)\]\]?`)
	headLine  = regexp.MustCompile(`^\s*(?:version|date|online) *=`)
	idLine    = regexp.MustCompile(`^\s*(?:id|code) *= *"([^"]*)"`)
	nameLine  = regexp.MustCompile(`^\s*name *= *"([^"]*)"`)
	baseLine  = regexp.MustCompile(`^\s*(?:base|group) *= *"([^"]*)"`)
)

func locate(text string) lines {
	l := lines{text: strings.Split(text, "\n"), at: map[string]int{}}
	table, prefix, header := "", "", 0
	note := func(entry string, line int) {
		if _, twice := l.at[entry]; !twice {
			l.at[entry] = line
		}
	}
	for i, line := range l.text {
		if table == "" && headLine.MatchString(line) {
			note("head", i+1)
		}
		if m := tableLine.FindStringSubmatch(line); m != nil {
			table, header = m[1], i+1
			if group, found := strings.CutPrefix(table, "group."); found {
				prefix = group
			}
			continue
		}
		if m := idLine.FindStringSubmatch(line); m != nil {
			note(table[strings.LastIndexByte(table, '.')+1:]+" "+m[1], header)
		}
		if m := baseLine.FindStringSubmatch(line); m != nil {
			prefix = strings.ReplaceAll(m[1], ".*", "")
		}
		if m := nameLine.FindStringSubmatch(line); m != nil {
			note("field "+prefix+"."+m[1], header)
		}
	}
	return l
}

// of returns the line at which an entry begins; what stands behind a comma, such
// as the case of a material, is looked for below it. 0 where it is not found.
func (l lines) of(entry string) int {
	head, part, _ := strings.Cut(entry, ", ")
	line := l.at[head]
	if part == "" || line == 0 {
		return line
	}
	id := part[strings.LastIndexByte(part, ' ')+1:]
	for i := line; i < len(l.text) && !tableLine.MatchString(l.text[i]); i++ {
		if strings.Contains(l.text[i], `"`+id+`"`) || strings.Contains(l.text[i], id+" =") {
			return i + 1
		}
	}
	return line
}

// within returns the line of the file on which line n, from 1, of an entry's
// expression stands.
func (l lines) within(entry, expression string, n int) int {
	parts := strings.Split(expression, "\n")
	if n < 1 || n > len(parts) {
		return l.of(entry)
	}
	for i := max(0, l.of(entry)-1); i < len(l.text); i++ {
		if strings.Contains(l.text[i], parts[n-1]) && parts[n-1] != "" {
			return i + 1
		}
	}
	return l.of(entry)
}

// lineOfKey returns the first line that sets the key, 0 for none.
func lineOfKey(text, key string) int {
	sets := regexp.MustCompile(`(^|[\s{,"])` + regexp.QuoteMeta(key) + `"? *=|\[` + regexp.QuoteMeta(key) + `\]`)
	for i, line := range strings.Split(text, "\n") {
		if sets.MatchString(line) {
			return i + 1
		}
	}
	return 0
}
