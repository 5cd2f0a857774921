package wording

import (
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// About names the website or domain that a place in a filing belongs to: by its
// name or, while it has none, by its number; "" for a place outside all lists.
func About(l Language, f *rules.Filing, at string) string {
	parts := strings.Split(at, ".")
	for n := len(parts); n >= 2; n-- {
		number, err := strconv.Atoi(parts[n-1])
		if err != nil {
			continue
		}
		if name := f.Text(strings.Join(parts[:n], ".") + ".name"); name != "" {
			return name
		}
		return translations.Text(l, "member."+parts[n-2], map[string]string{"number": strconv.Itoa(number + 1)})
	}
	return ""
}
