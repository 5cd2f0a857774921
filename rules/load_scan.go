package rules

import "strings"

// The TOML library reads whatever is TOML. Nesting goes on its stack, which a
// megabyte of brackets overflows, and it keeps the full name of every key, which a
// long name over many keys makes huge. So a rulebook is scanned before: it may not
// be deeper nor have longer names than a rulebook ever needs.
const (
	maxDepth = 8     // of lists and tables within a value
	maxKey   = 120   // bytes of a key, dots and quotation marks included
	maxParts = 6     // of a key, between dots
	maxKeys  = 50000 // in one file
)

// keyPlace is where a key is set.
type keyPlace struct {
	path  string // such as rule.severity, or message.zh.rule.domain-url
	line  int    // from 1
	begin byte   // what its value begins with, 0 for a table's head
}

// scanner goes over the text of a rulebook, without understanding more of it than
// where strings, comments, keys and nested values begin and end. What is no TOML
// at all is left to the library, which says why.
type scanner struct {
	text   string
	at     int
	line   int
	places []keyPlace
	wrong  string // the first thing found wrong; "" for nothing
}

// scan returns where the keys of the text stand and, where the text is more than
// a rulebook needs, what it has too much of, and the line.
func scan(text string) (places []keyPlace, wrong string, line int) {
	s := &scanner{text: text, line: 1}
	table := ""
	for s.space(); s.at < len(s.text) && s.wrong == ""; s.space() {
		if s.text[s.at] == '[' {
			table = s.header()
			continue
		}
		key := s.key("=\n")
		s.note(table+"."+key, s.first())
		if s.at < len(s.text) && s.text[s.at] == '=' {
			s.at++
			s.value(table + "." + key)
		}
	}
	return s.places, s.wrong, s.line
}

// first returns what the value behind the equals sign at hand begins with.
func (s *scanner) first() byte {
	rest := strings.TrimLeft(s.text[min(s.at+1, len(s.text)):min(s.at+20, len(s.text))], " \t")
	if rest == "" {
		return 0
	}
	return rest[0]
}

func (s *scanner) note(path string, begin byte) {
	s.places = append(s.places, keyPlace{strings.TrimPrefix(path, "."), s.line, begin})
	if len(s.places) > maxKeys {
		s.wrong = "too many entries"
	}
}

// space skips white space, the ends of lines and comments.
func (s *scanner) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\r':
			s.at++
		case '\n':
			s.at, s.line = s.at+1, s.line+1
		case '#':
			s.comment()
		default:
			return
		}
	}
}

func (s *scanner) comment() {
	end := strings.IndexByte(s.text[s.at:], '\n')
	if end < 0 {
		end = len(s.text) - s.at
	}
	s.at += end
}

// header reads [table] or [[table]] and returns its name.
func (s *scanner) header() string {
	s.skip('[')
	name := s.key("]\n")
	s.note(name, 0)
	s.skip(']')
	return name
}

// skip goes past one or two brackets.
func (s *scanner) skip(bracket byte) {
	for range 2 {
		if s.at < len(s.text) && s.text[s.at] == bracket {
			s.at++
		}
	}
}

// key reads a key up to one of the ends and returns it without quotation marks.
func (s *scanner) key(ends string) string {
	from, parts := s.at, 1
	for s.at < len(s.text) && !strings.ContainsRune(ends, rune(s.text[s.at])) {
		switch s.text[s.at] {
		case '"', '\'':
			s.quoted()
			continue
		case '.':
			parts++
		}
		s.at++
	}
	return s.named(s.text[from:min(s.at, len(s.text))], parts)
}

// named checks a key and returns it without quotation marks.
func (s *scanner) named(key string, parts int) string {
	key = strings.TrimSpace(key)
	if len(key) > maxKey || parts > maxParts {
		s.wrong = "the name of an entry is too long"
		return ""
	}
	return unquoted.Replace(key)
}

var unquoted = strings.NewReplacer(`"`, "", `'`, "")

// quoted skips a string, whatever its quotation marks.
func (s *scanner) quoted() {
	mark := s.text[s.at : s.at+1]
	if long := strings.Repeat(mark, 3); strings.HasPrefix(s.text[s.at:], long) {
		mark = long
	}
	s.at += len(mark)
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '\\' && mark[0] == '"':
			s.at++ // what it escapes ends nothing
			if s.at < len(s.text) && s.text[s.at] == '\n' {
				s.line++
			}
		case strings.HasPrefix(s.text[s.at:], mark):
			s.at += len(mark)
			// Up to two marks more may stand before those that end a long string.
			for range 2 {
				if len(mark) == 3 && s.at < len(s.text) && s.text[s.at] == mark[0] {
					s.at++
				}
			}
			return
		case c == '\n':
			if len(mark) == 1 {
				return // no string ends here; the library will say so
			}
			s.line++
		}
		s.at++
	}
}

// value skips the value of a key and notes the keys within it.
func (s *scanner) value(path string) {
	depth, from, parts := 0, s.at, 1
	again := func() { from, parts = s.at+1, 1 }
	for s.at < len(s.text) && s.wrong == "" {
		switch s.text[s.at] {
		case '"', '\'':
			s.quoted()
			continue
		case '#':
			s.comment()
			continue
		case '\n':
			if depth <= 0 {
				return
			}
			s.line++
			again()
		case '[', '{':
			if depth++; depth > maxDepth {
				s.wrong = "too deeply nested"
			}
			again()
		case ']', '}':
			depth--
			again()
		case ',':
			again()
		case '.':
			parts++
		case '=':
			s.note(path+"."+s.named(s.text[from:s.at], parts), s.first())
			again()
		}
		s.at++
	}
}

// lineOf returns the first line that sets the key, 0 for none.
func lineOf(places []keyPlace, path string) int {
	for _, p := range places {
		if p.path == path {
			return p.line
		}
	}
	return 0
}

// lineOfType returns the first line that sets the key to a value that Go reads as
// of a type such as "int64", 0 for none.
func lineOfType(places []keyPlace, path, goType string) int {
	begins := map[string]string{
		"string": `"'`, "bool": "tf", "int64": "0123456789+-", "float64": "0123456789+-in", "[]interface {}": "[", "map[string]interface {}": "{",
	}[goType]
	for _, p := range places {
		if p.path == path && p.begin != 0 && strings.IndexByte(begins, p.begin) >= 0 {
			return p.line
		}
	}
	return 0
}
