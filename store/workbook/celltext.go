package workbook

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// richText reads what stands in an element as text, up to its end: the runs one
// after the other, without how they are pronounced.
func (d *decoder) richText() (string, error) {
	var text strings.Builder
	inside, spoken, within := 1, 0, 0 // depth of the element, of rPh and of t
	for inside > 0 {
		token, err := d.next()
		if err != nil {
			return "", unexpectedEnd(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			inside++
			switch t.Name.Local {
			case "rPh":
				spoken = inside
			case "t":
				within = inside
			}
		case xml.EndElement:
			if inside == spoken {
				spoken = 0
			}
			if inside == within {
				within = 0
			}
			inside--
		case xml.CharData:
			if within > 0 && spoken == 0 {
				if text.Len()+len(t) > maxText {
					return "", refuse(TooLarge, "a text of more than %d bytes", maxText)
				}
				text.Write(t)
			}
		}
	}
	return unescape(text.String()), nil
}

func unexpectedEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return refuse(Damaged, "a part ends too early")
	}
	return err
}

// plainText reads the text of an element up to its end.
func (d *decoder) plainText() (string, error) {
	var text strings.Builder
	for inside := 1; inside > 0; {
		token, err := d.next()
		if err != nil {
			return "", unexpectedEnd(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			inside++
		case xml.EndElement:
			inside--
		case xml.CharData:
			if text.Len()+len(t) > maxText {
				return "", refuse(TooLarge, "a text of more than %d bytes", maxText)
			}
			text.Write(t)
		}
	}
	return text.String(), nil
}

// unescape takes back what the format writes for characters that XML cannot hold:
// _x000D_ is one character, _x005F_ the line before what only looks like such (ECMA-376
// part 1, 22.9.2.19, ST_Xstring).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		at := strings.Index(s, "_x")
		if at < 0 || len(s) < at+7 {
			b.WriteString(s)
			return b.String()
		}
		code, ok := escaped(s[at:])
		if !ok {
			b.WriteString(s[:at+2])
			s = s[at+2:]
			continue
		}
		b.WriteString(s[:at])
		s = s[at+7:]
		if low, ok := escaped(s); ok && utf16.IsSurrogate(rune(code)) {
			if both := utf16.DecodeRune(rune(code), rune(low)); both != utf8.RuneError {
				b.WriteRune(both)
				s = s[7:]
				continue
			}
		}
		b.WriteRune(rune(code)) // half of a character becomes U+FFFD
	}
}

// escaped reads _xHHHH_ at the beginning of s.
func escaped(s string) (code uint16, ok bool) {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return uint16(n), err == nil
}
