package workbook

import (
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/translations"
)

// value reads a cell as what its field holds; nil for a cell that says nothing.
func (in *intake) value(f *rules.Filing, key string, field *rules.Field, one given) (any, Mistake) {
	switch field.Type {
	case rules.TypeFlag:
		return optional(in.flag(one))
	case rules.TypeDate:
		return optional(in.date(one))
	case rules.TypeUntil:
		return optional(in.until(one))
	}
	text, m := in.text(one)
	if m.Kind != "" {
		return nil, m
	}
	switch field.Type {
	case rules.TypeChoice:
		return optional(in.choice(field.Choices, text))
	case rules.TypeProvince, rules.TypeCity, rules.TypeCounty:
		return optional(findPlace(f, key, field, text))
	}
	tidied := rules.Tidy(field.Type, text)
	if field.Max > 0 && rules.Length(tidied) > field.Max {
		return nil, Mistake{Kind: TooLong, max: field.Max}
	}
	return tidied, Mistake{}
}

// optional makes nothing of a value where there is a mistake.
func optional[T any](value T, m Mistake) (any, Mistake) {
	if m.Kind != "" {
		return nil, m
	}
	return value, m
}

// text reads a cell as text. A whole number of up to 15 digits, which all programs
// keep, is the text of its digits.
func (in *intake) text(one given) (string, Mistake) {
	switch one.kind {
	case cellFormula:
		return "", Mistake{Kind: Formula}
	case cellError:
		return "", Mistake{Kind: ErrorValue}
	case cellDate, cellTrue, cellFalse:
		return "", Mistake{Kind: Altered}
	case cellNumber:
		return wholeNumber(one.text)
	}
	text := strings.ReplaceAll(one.text, "\r\n", "\n")
	if !isUsable(text) {
		return "", Mistake{Kind: Unusable}
	}
	return text, Mistake{}
}

// isUsable reports whether a text can stand in a filing and be shown: XML can hold
// it, and it is not half of a character.
func isUsable(s string) bool {
	return isCellText(s) && !strings.ContainsRune(s, '\ufffd')
}

// keptDigits are those of a number that a spreadsheet program does not round.
const keptDigits = 15

// wholeNumber reads the digits of a number as the file has it, such as 13800000000
// or 1.38E10.
func wholeNumber(s string) (string, Mistake) {
	mantissa, exponent, _ := strings.Cut(strings.ToUpper(s), "E")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	shift, ok := 0, true
	if exponent != "" {
		shift, ok = smallNumber(strings.TrimPrefix(exponent, "+"))
	}
	if !ok || !isDigits(whole) || fraction != "" && !isDigits(fraction) {
		return "", Mistake{Kind: Altered}
	}
	fraction = strings.TrimRight(fraction, "0")
	if shift < 0 || shift < len(fraction) {
		return "", Mistake{Kind: Altered} // part of a whole
	}
	if len(whole)+shift > keptDigits {
		return "", Mistake{Kind: Rounded}
	}
	digits := strings.TrimLeft(whole+fraction+strings.Repeat("0", shift-len(fraction)), "0")
	if digits == "" {
		digits = "0"
	}
	return digits, Mistake{}
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// smallNumber reads a number of at most three digits.
func smallNumber(s string) (n int, ok bool) {
	digits, negative := strings.CutPrefix(s, "-")
	if !isDigits(digits) || len(digits) > 3 {
		return 0, false
	}
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}

// date reads a day, however it is written or kept; "" for nothing.
func (in *intake) date(one given) (string, Mistake) {
	if one.kind == cellDate {
		if day, ok := in.sheets.day(one.text); ok {
			return day, Mistake{}
		}
		return "", Mistake{Kind: NotDate}
	}
	text, m := in.text(one)
	if m.Kind != "" {
		if m.Kind == Altered || m.Kind == Rounded {
			m.Kind = NotDate
		}
		return "", m
	}
	if strings.TrimSpace(text) == "" {
		return "", Mistake{}
	}
	day := rules.Tidy(rules.TypeDate, text)
	if !rules.IsDate(day) {
		return "", Mistake{Kind: NotDate}
	}
	return day, Mistake{}
}

// until reads a day, or that there is none.
func (in *intake) until(one given) (string, Mistake) {
	if one.kind == cellText {
		name := strings.TrimSuffix(nameKey(one.text), "有效")
		if name == nameKey(rules.LongTerm) || sameName(name, "value.long_term") {
			return rules.LongTerm, Mistake{}
		}
	}
	day, m := in.date(one)
	if m.Kind == NotDate {
		m.Kind = NotUntil
	}
	return day, m
}

// flag reads yes or no.
func (in *intake) flag(one given) (bool, Mistake) {
	switch one.kind {
	case cellTrue:
		return true, Mistake{}
	case cellFalse:
		return false, Mistake{}
	}
	text, m := in.text(one)
	switch {
	case m.Kind == Formula, m.Kind == ErrorValue:
		return false, m
	case m.Kind == "" && sameName(text, "value.yes"):
		return true, Mistake{}
	case m.Kind == "" && sameName(text, "value.no"):
		return false, Mistake{}
	}
	return false, Mistake{Kind: NotFlag}
}

// choice reads a choice by its name in either language, by both as its list has
// them, or by its id. Of a list that is open, the id of a later version is taken.
func (in *intake) choice(list, text string) (string, Mistake) {
	name := nameKey(text)
	if name == "" {
		return "", Mistake{}
	}
	if id, ok := in.namesOf(list)[name]; ok {
		return id, Mistake{}
	}
	if list == "province" {
		if d, ok := provinceNamed(text); ok {
			return d.Code, Mistake{}
		}
	}
	if in.book.Lists[list].Open && isID(strings.TrimSpace(text)) {
		return strings.TrimSpace(text), Mistake{}
	}
	return "", Mistake{Kind: UnknownChoice}
}

// namesOf returns what each choice of a list is called, and its id.
func (in *intake) namesOf(list string) map[string]string {
	if names := in.names[list]; names != nil {
		return names
	}
	names := map[string]string{}
	for _, c := range in.book.Lists[list].Choices {
		names[nameKey(c.ID)], names[nameKey(choiceName(list, c.ID))] = c.ID, c.ID
		for _, l := range translations.Languages {
			if message := "choice." + list + "." + c.ID; translations.Has(l, message) {
				names[nameKey(say(l, message))] = c.ID
			}
		}
	}
	if in.names == nil {
		in.names = map[string]map[string]string{}
	}
	in.names[list] = names
	return names
}

// isID reports whether a text is written as ids are, in English snake case.
func isID(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == "" && len(s) <= 64
}

// betweenChoices are what people put between several.
const betweenChoices = "、，,;；\n"

// longestChoices is more characters than all choices of any list together.
const longestChoices = 2000

// several reads some choices of a list. A name may hold a comma of its own, so
// parts are put together until they are one.
func (in *intake) several(field *rules.Field, text string) ([]string, Mistake) {
	if rules.Length(text) > longestChoices {
		return nil, Mistake{Kind: TooLong, max: longestChoices}
	}
	if one, m := in.choice(field.Choices, text); m.Kind == "" && !strings.ContainsAny(text, betweenChoices) {
		if one == "" {
			return nil, m
		}
		return []string{one}, m
	}
	var ids []string
	for text = strings.TrimSpace(text); text != ""; {
		id, rest, ok := in.firstChoice(field.Choices, text)
		if !ok {
			return nil, Mistake{Kind: UnknownChoice}
		}
		if id != "" {
			ids = append(ids, id)
		}
		text = rest
	}
	return ids, Mistake{}
}

// mostParts bounds what is put together to be one name.
const mostParts = 4

// firstChoice takes the first choice off a text of several, the longest that is
// one.
func (in *intake) firstChoice(list, text string) (id, rest string, ok bool) {
	var ends []int
	for i, r := range text {
		if strings.ContainsRune(betweenChoices, r) {
			ends = append(ends, i)
		}
		if len(ends) == mostParts {
			break
		}
	}
	if len(ends) < mostParts {
		ends = append(ends, len(text))
	}
	for i := len(ends) - 1; i >= 0; i-- {
		if id, m := in.choice(list, text[:ends[i]]); m.Kind == "" {
			return id, strings.TrimLeft(text[ends[i]:], betweenChoices+" \u3000"), true
		}
	}
	return "", "", false
}

// nameKey is the same for two spellings of one name: width, case and spaces do not
// count.
func nameKey(s string) string { return strings.ToLower(ident.TextKey(s)) }

// sameName reports whether a text is a message in either language, or both as a
// drop-down list has them.
func sameName(text, message string) bool {
	name := nameKey(text)
	if !translations.Has(zh, message) {
		return false
	}
	return name == nameKey(say(zh, message)) || name == nameKey(say(en, message)) || name == nameKey(both(message))
}
