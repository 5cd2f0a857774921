package stamp

import "bytes"

// states counts the graphics states that a page's content saves and restores (the
// operators q and Q; ISO 32000-1, 8.4.2), fed stream by stream. Some programs leave
// states open, others restore one too many; what is drawn behind such content lies
// anywhere, or nowhere, unless that is put right.
type states struct {
	open   int // saved and not restored; below zero where too many were restored
	lowest int // the least that open ever was
}

// read looks through one content stream. Letters in comments, texts and the data of
// inline images are no operators.
func (s *states) read(content []byte) {
	for i := 0; i < len(content); {
		switch c := content[i]; {
		case c == '%':
			i += untilAny(content[i:], "\r\n")
		case c == '(':
			i += textLength(content[i:])
		case bytes.HasPrefix(content[i:], []byte("<<")):
			i += 2
		case c == '<':
			i += untilAny(content[i:], ">")
		case c == '/':
			i += 1 + wordLength(content[i+1:])
		default:
			n := wordLength(content[i:])
			if n == 0 {
				i++
				continue
			}
			i += n
			switch word := string(content[i-n : i]); word {
			case "q":
				s.open++
			case "Q":
				s.open--
				s.lowest = min(s.lowest, s.open)
			case "ID":
				i += imageLength(content[i:])
			}
		}
	}
}

// wordLength is the length of the name, number or operator that content begins with.
func wordLength(content []byte) int {
	return untilAny(content, "\x00\t\n\f\r ()<>[]{}/%")
}

// untilAny is how many bytes stand before the first of those given.
func untilAny(content []byte, any string) int {
	if i := bytes.IndexAny(content, any); i >= 0 {
		return i
	}
	return len(content)
}

// textLength is the length of the text in parentheses that content begins with.
func textLength(content []byte) int {
	depth := 0
	for i := 0; i < len(content); i++ {
		switch content[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(content)
}

// imageLength is the length of an inline image's data, which end before an EI that
// stands alone.
func imageLength(content []byte) int {
	for i := 0; i < len(content); {
		n := bytes.Index(content[i:], []byte("EI"))
		if n < 0 {
			return len(content)
		}
		i += n
		if i > 0 && wordLength(content[i-1:]) == 0 && wordLength(content[i:]) == 2 {
			return i
		}
		i += 2
	}
	return len(content)
}
