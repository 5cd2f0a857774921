package wording

import (
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Held says what a filing holds where something changes: a field's value, the
// members of a list by what tells them apart; "" for nothing.
func Held(l Language, f *rules.Filing, c rules.Changed) string {
	value, err := f.Get(c.Path)
	if err != nil {
		return ""
	}
	if c.Field != nil {
		return Value(l, c.Field, value)
	}
	var said []string
	add := func(parts ...string) {
		if one := strings.TrimSpace(strings.Join(parts, " ")); one != "" {
			said = append(said, one)
		}
	}
	switch list := value.(type) {
	case []rules.Domain:
		for _, d := range list {
			add(d.Name)
		}
	case []rules.IPRange:
		for _, ip := range list {
			if ip.To == "" || ip.To == ip.From {
				add(ip.From)
				continue
			}
			add(ip.From + "-" + ip.To)
		}
	case []rules.PreApproval:
		for _, p := range list {
			add(single(l, &rules.Field{Choices: "pre_approval"}, p.Category), p.Number)
		}
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}
