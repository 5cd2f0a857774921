package history

import "strings"

// hide masks the numbers by which a person can be known: of identity documents,
// telephones and accounts, and e-mail addresses. Who looks over a shoulder reads the
// rest.
func hide(fieldID, value string) string {
	runes := []rune(value)
	start, end := 0, 4
	switch fieldID {
	case "person.document.number", "person.im_account":
	case "person.mobile", "person.emergency_phone", "person.office_phone":
		start = 3
	case "person.email":
		at := strings.LastIndexByte(value, '@')
		if at < 1 {
			break
		}
		return string(runes[0]) + "***" + value[at:]
	default:
		return value
	}
	if len(runes) < start+end+4 {
		start, end = 0, 0 // the rest would tell nearly all
	}
	for i := start; i < len(runes)-end; i++ {
		if runes[i] != '-' {
			runes[i] = '*'
		}
	}
	return string(runes)
}
