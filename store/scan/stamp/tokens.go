package stamp

import (
	"bytes"
	"math"
	"strconv"
)

// An operand is what stands before an operator, as far as it matters here.
type operand struct {
	number float64
	name   string
	bytes  int     // of a string, or of all strings in a list
	moved  float64 // sum of the numbers in a list
}

// tokens takes a content apart into operators with their operands (ISO 32000-1, 7.8.2).
type tokens struct {
	data   []byte
	broken bool // what is left cannot be read
}

const maxOperands = 10_000

// next returns the next operator; false at the end.
func (t *tokens) next() (string, []operand, bool) {
	var a []operand
	for {
		word, one, ok := t.one(0)
		switch {
		case !ok || len(a) > maxOperands:
			t.broken = t.broken || len(a) > maxOperands
			return "", nil, false
		case word == "":
			a = append(a, one)
		case word == "BI":
			if !t.skipImage() {
				return "", nil, false
			}
			return "EI", nil, true
		case word == "]" || word == ">>":
			t.broken = true
			return "", nil, false
		case word == "true" || word == "false" || word == "null":
			a = append(a, operand{})
		default:
			return word, a, true
		}
	}
}

// one returns an operand, or the word that is none.
func (t *tokens) one(depth int) (word string, o operand, ok bool) {
	t.space()
	if len(t.data) == 0 || depth > 20 {
		t.broken = t.broken || len(t.data) > 0
		return "", o, false
	}
	switch c := t.data[0]; {
	case c == '(':
		return "", o, t.literal(&o)
	case bytes.HasPrefix(t.data, []byte("<<")), c == '[':
		end := "]"
		t.data = t.data[1:]
		if c == '<' {
			t.data, end = t.data[1:], ">>"
		}
		for {
			word, inner, ok := t.one(depth + 1)
			if !ok {
				t.broken = true
				return "", o, false
			}
			if word == end {
				return "", o, true
			}
			o.bytes += inner.bytes
			o.moved += min(inner.number, 0) // to the left is within what is counted
		}
	case c == '<':
		end := bytes.IndexByte(t.data, '>')
		if end < 0 {
			t.broken = true
			return "", o, false
		}
		o.bytes, t.data = (end+1)/2, t.data[end+1:]
		return "", o, true
	case c == ']':
		t.data = t.data[1:]
		return "]", o, true
	case c == '>':
		n := min(2, len(t.data))
		t.data = t.data[n:]
		return ">>", o, true
	case c == '/':
		o.name, t.data = regular(t.data[1:])
		return "", o, true
	case c == ')' || c == '{' || c == '}':
		t.data = t.data[1:]
		return t.one(depth + 1)
	}
	word, t.data = regular(t.data)
	if n, err := strconv.ParseFloat(word, 64); err == nil && !math.IsNaN(n) && (word[0] < 'A') {
		o.number = n
		return "", o, true
	}
	return word, o, true
}

// literal reads a string in parentheses, which may hold others.
func (t *tokens) literal(o *operand) bool {
	depth := 0
	for i := 0; i < len(t.data); i++ {
		switch t.data[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				o.bytes, t.data = i-1, t.data[i+1:]
				return true
			}
		}
	}
	t.broken = true
	return false
}

// skipImage skips a picture that lies within the content, behind its BI.
func (t *tokens) skipImage() bool {
	for from := 0; ; {
		i := bytes.Index(t.data[from:], []byte("EI"))
		if i < 0 {
			t.broken = true
			return false
		}
		at := from + i
		from = at + 2
		if at > 0 && isSpace(t.data[at-1]) && (from == len(t.data) || isSpace(t.data[from])) {
			t.data = t.data[from:]
			return true
		}
	}
}

// space skips blanks and comments.
func (t *tokens) space() {
	for len(t.data) > 0 {
		switch {
		case isSpace(t.data[0]):
			t.data = t.data[1:]
		case t.data[0] == '%':
			end := bytes.IndexAny(t.data, "\r\n")
			if end < 0 {
				end = len(t.data)
			}
			t.data = t.data[end:]
		default:
			return
		}
	}
}

// regular cuts off what stands before a blank or a delimiter, at least a byte of it.
func regular(data []byte) (string, []byte) {
	n := 0
	for n < len(data) && !isSpace(data[n]) && bytes.IndexByte([]byte("()<>[]{}/%"), data[n]) < 0 {
		n++
	}
	return string(data[:n]), data[n:]
}

func isSpace(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}
