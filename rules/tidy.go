package rules

import (
	"strings"
	"time"

	"recordaldesk/rules/ident"
)

// Tidy returns what a person meant by what was typed into a field of the type:
// numbers without spaces and in plain digits, telephones and dates as they are
// filed. What cannot be read stays as it is.
func Tidy(t Type, text string) string {
	switch t {
	case TypeCode:
		return ident.NormaliseCode(text)
	case TypePhone:
		return ident.NormalisePhone(text)
	case TypeDate, TypeUntil:
		return tidyDate(text)
	case TypeText:
		return strings.TrimSpace(text)
	}
	return text
}

// dateForms are the ways people and certificates write a day.
var dateForms = []string{"2006-1-2", "20060102", "2006/1/2", "2006.1.2", "2006年1月2日", "2006 1 2"}

func tidyDate(text string) string {
	plain := ident.NormaliseCode(text)
	for _, s := range []string{strings.TrimSpace(text), plain} {
		for _, form := range dateForms {
			if t, err := time.Parse(form, s); err == nil {
				return t.Format(time.DateOnly)
			}
		}
	}
	return text
}
