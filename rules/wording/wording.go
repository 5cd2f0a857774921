// Package wording says in words what the rulebook says in ids: findings,
// materials, places in a filing and the values of its fields. It joins rules,
// translations and the names of places, so that the window, the workbook, the
// printed forms and the command line all speak alike.
package wording

import (
	"strconv"
	"strings"

	"recordaldesk/assets/divisions"
	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Language is a language to speak.
type Language = translations.Language

// Label returns the label of a field, such as "Host unit name".
func Label(l Language, fieldID string) string { return translations.Text(l, "field."+fieldID) }

// Message returns what a finding says is wrong, and how to mend it.
func Message(l Language, f rules.Finding) (message, fix string) {
	args := make(map[string]string, len(f.Args)+len(f.Names))
	for name, text := range f.Args {
		args[name] = text
	}
	for name, id := range f.Names {
		args[name] = argument(l, id)
	}
	return translations.Text(l, "rule."+f.Rule, args), translations.Text(l, "rule."+f.Rule+".fix", args)
}

// argument says what an argument of a message stands for: a place by its code, or
// another message.
func argument(l Language, id string) string {
	switch {
	case id == "":
		return ""
	case len(id) == 6 && id[0] >= '0' && id[0] <= '9':
		return Place(l, id)
	}
	if !translations.Has(l, id) {
		// A choice of an open list that the rulebook does not know is said as it
		// was typed.
		return id[strings.LastIndexByte(id, '.')+1:]
	}
	return translations.Text(l, id)
}

// Place returns the name of a province, city or county by its GB/T 2260 code,
// the code itself where nobody has that code today.
func Place(l Language, code string) string {
	d, ok := divisions.Lookup(code)
	switch {
	case !ok:
		return code
	case translations.Base(l) == translations.Chinese:
		return d.Name
	}
	return d.English
}

// Reason returns why a material is needed, or is not.
func Reason(l Language, m rules.Material) string { return translations.Text(l, m.Reason) }

// Where says in which member of a list a field stands, such as "website 1,
// domain 2"; "" for a field outside all lists. A list with one member goes
// without a number; a website or domain that is not there was removed.
func Where(l Language, f *rules.Filing, path string) string {
	parts := strings.Split(path, ".")
	var said []string
members:
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || i == 0 {
			continue
		}
		switch many := f.Len(strings.Join(parts[:i], ".")); {
		case n >= many && translations.Has(l, "removed."+parts[i-1]):
			said = append(said, translations.Text(l, "removed."+parts[i-1]))
			break members
		case many > 1:
			said = append(said, translations.Text(l, "member."+parts[i-1], map[string]string{"number": strconv.Itoa(n + 1)}))
		}
	}
	if person := personOf(path); person != "" {
		said = append(said, translations.Text(l, "section."+person))
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}

// personOf returns the section of the person whose field the path names.
func personOf(path string) string {
	switch {
	case strings.HasPrefix(path, "host.legal_representative."):
		return "legal_representative"
	case strings.HasPrefix(path, "host.lead."):
		return "host_lead"
	case strings.HasPrefix(path, "websites.") && strings.Contains(path, ".lead."):
		return "website_lead"
	}
	return ""
}

// Value says a field's value: a choice by its name, a place by its name, a flag
// as yes or no, a text as it stands; "" for what is not filled in.
func Value(l Language, field *rules.Field, value any) string {
	switch v := value.(type) {
	case bool:
		if v {
			return translations.Text(l, "value.yes")
		}
		return translations.Text(l, "value.no")
	case []string:
		said := make([]string, len(v))
		for i, one := range v {
			said[i] = single(l, field, one)
		}
		return strings.Join(said, translations.Text(l, "list.separator"))
	case string:
		return single(l, field, v)
	}
	return ""
}

func single(l Language, field *rules.Field, v string) string {
	switch {
	case v == "":
		return ""
	case field.Type == rules.TypeFields:
		return changing(l, v)
	case v == rules.LongTerm && field.Type == rules.TypeUntil:
		return translations.Text(l, "value.long_term")
	case field.Type == rules.TypeProvince, field.Type == rules.TypeCity, field.Type == rules.TypeCounty,
		field.Choices == "province":
		return Place(l, v)
	case field.Choices != "" && translations.Has(l, "choice."+field.Choices+"."+v):
		return translations.Text(l, "choice."+field.Choices+"."+v)
	}
	return v
}

// changing names a field of a filing by its path, such as "website 2, Website
// name"; the first website goes without its number.
func changing(l Language, path string) string {
	label := "field." + rules.FieldID(path)
	if !translations.Has(l, label) {
		return path // of a later version
	}
	var said []string
	if parts := strings.Split(path, "."); len(parts) > 1 && parts[0] == "websites" && parts[1] != "0" {
		if n, err := strconv.Atoi(parts[1]); err == nil {
			said = append(said, translations.Text(l, "member.websites", map[string]string{"number": strconv.Itoa(n + 1)}))
		}
	}
	if person := personOf(path); person != "" {
		said = append(said, translations.Text(l, "section."+person))
	}
	return strings.Join(append(said, translations.Text(l, label)), translations.Text(l, "summary.where"))
}

// Source says where a rule comes from. The rulebook writes it as the key of a
// document, or of a part of one, and a number in it, several joined by
// semicolons: "guidance_item 9; domain 2.9".
func Source(l Language, source string) string {
	var said []string
	for one := range strings.SplitSeq(source, ";") {
		key, place, _ := strings.Cut(strings.TrimSpace(one), " ")
		said = append(said, translations.Text(l, "source."+key, map[string]string{"place": place}))
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}
