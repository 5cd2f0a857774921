package labels

import "strings"

// pattern stands for the ids of several messages: "field.*.help". A star is one character
// or more, dots included. One without a star is an id.
type pattern string

// fits reports whether the id is one of the pattern's.
func (p pattern) fits(id string) bool {
	parts := strings.Split(string(p), "*")
	if len(parts) == 1 {
		return string(p) == id
	}
	rest, ok := strings.CutPrefix(id, parts[0])
	if !ok {
		return false
	}
	last := len(parts) - 1
	for _, part := range parts[1:last] {
		at := -1
		if rest != "" {
			at = strings.Index(rest[1:], part)
		}
		if at < 0 {
			return false
		}
		rest = rest[1+at+len(part):]
	}
	return len(rest) > len(parts[last]) && strings.HasSuffix(rest, parts[last])
}

// weight says how closely the pattern describes its ids: an id more than any pattern, a
// long pattern more than a short one.
func (p pattern) weight() int {
	if !strings.Contains(string(p), "*") {
		return 1 << 20
	}
	return len(p) - strings.Count(string(p), "*")
}
