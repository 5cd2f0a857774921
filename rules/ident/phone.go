package ident

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var (
	mobile    = regexp.MustCompile(`^1[3-9][0-9]{9}$`)
	landline  = regexp.MustCompile(`^086-(0[0-9]{2,3})-([0-9]{7,8})(?:-([0-9]{1,6}))?$`)
	extension = regexp.MustCompile(`^(.*?)(?:转|轉|分机|extension|ext\.?|x|#)+[: ]*([0-9]+)$`)
)

// longestPhone bounds, in bytes, what is looked at as one telephone number.
const longestPhone = 128

// Landline is a fixed-line number within China.
type Landline struct {
	AreaCode  string // with its 0: 010, 0571
	Number    string // seven or eight digits
	Extension string // up to six digits, "" for none
}

// String writes the number as the form wants it: 086-010-82998299-1234.
func (l Landline) String() string {
	s := "086-" + l.AreaCode + "-" + l.Number
	if l.Extension != "" {
		s += "-" + l.Extension
	}
	return s
}

// NormalisePhone writes one telephone number as it is filed: a mobile as its 11
// digits, a landline as 086-010-82998299 with -1234 for an extension. It
// understands +86, 0086, brackets, dots, spaces, full-width digits and 转 or
// ext. before an extension. What it cannot read, among it several numbers at
// once, 400 numbers and numbers without an area code, comes back unchanged.
func NormalisePhone(s string) string {
	text, ext, ok := phoneText(s)
	if !ok {
		return s
	}
	rest, abroad, ok := cutCountryCode(text)
	if !ok {
		return s
	}
	digits := phoneGroups.Replace(rest)
	if ext == "" {
		if m := strings.TrimPrefix(digits, "0"); mobile.MatchString(m) {
			return m
		}
	}
	if abroad && !strings.HasPrefix(rest, "0") {
		rest = "0" + rest
	}
	line, ok := cutLandline(rest, ext)
	if !ok {
		return s
	}
	return line.String()
}

// phoneText brings s to digits, hyphens and spaces, perhaps with a leading +,
// and takes off an extension that has a word of its own.
func phoneText(s string) (text, ext string, ok bool) {
	if len(s) > longestPhone {
		return "", "", false
	}
	// Most numbers need no more than a look: the rulebook asks for each often.
	if !strings.ContainsFunc(s, func(r rune) bool { return r != '-' && (r < '0' || r > '9') }) {
		s = strings.Trim(s, "-")
		return s, "", s != ""
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case isDash(r):
			return '-'
		case isInvisible(r):
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKC.String(s)))
	if m := extension.FindStringSubmatch(s); m != nil {
		s, ext = m[1], m[2]
	}
	s = phonePunctuation.Replace(s)
	s = strings.TrimLeft(strings.TrimRight(s, " -"), " -")
	if strings.Trim(s, " +-0123456789") != "" || strings.LastIndexByte(s, '+') > 0 || len(ext) > 6 {
		return "", "", false
	}
	return s, ext, s != ""
}

// phonePunctuation parts the groups of a number; (0) is the digit that is only
// dialled within the country.
var phonePunctuation = strings.NewReplacer("(0)", "0", "(", " ", ")", " ", ".", " ")

// cutCountryCode takes 86 off in its usual spellings. False when the number
// belongs to another country.
func cutCountryCode(s string) (rest string, found, ok bool) {
	for _, prefix := range []string{"+86", "+086", "+0086", "0086", "086"} {
		if rest, found = strings.CutPrefix(s, prefix); found {
			return strings.TrimLeft(rest, " -"), true, true
		}
	}
	if strings.HasPrefix(s, "+") {
		return "", false, false
	}
	// A bare 86 is the country only if more follows than a local number has.
	if rest, found = strings.CutPrefix(s, "86"); found && len(phoneGroups.Replace(rest)) >= 9 {
		return strings.TrimLeft(rest, " -"), true, true
	}
	return s, false, true
}

var phoneGroups = strings.NewReplacer(" ", "", "-", "")

// cutLandline parts a text that begins with an area code. The area code must
// end where its group of digits ends, unless the whole number is one group:
// 057-87654321 is a slip, not 0578-7654321. Only a hyphen parts a number from
// an extension that has no word before it.
func cutLandline(s, ext string) (Landline, bool) {
	group, _, _ := strings.Cut(strings.ReplaceAll(s, "-", " "), " ")
	size := areaCodeSize(group)
	if size == 0 || len(group) != size && len(group) < size+7 {
		return Landline{}, false
	}
	number := ""
	parts := strings.FieldsFunc(strings.ReplaceAll(s[size:], " ", ""), func(r rune) bool { return r == '-' })
	for len(parts) > 0 && len(number) < 7 {
		number += parts[0]
		parts = parts[1:]
	}
	switch {
	case len(number) != 7 && len(number) != 8, len(parts) > 1:
		return Landline{}, false
	case len(parts) == 1:
		if ext != "" || len(parts[0]) > 6 {
			return Landline{}, false
		}
		ext = parts[0]
	}
	return Landline{AreaCode: s[:size], Number: number, Extension: ext}, true
}

// areaCodeSize is how many digits the area code at the head of digits has: 010
// and 02x three, 03xx to 09xx four; 0 when there is none.
func areaCodeSize(digits string) int {
	switch {
	case len(digits) >= 3 && (strings.HasPrefix(digits, "010") || strings.HasPrefix(digits, "02")):
		return 3
	case len(digits) >= 4 && digits[0] == '0' && digits[1] >= '3':
		return 4
	}
	return 0
}

// IsMobile says whether s is a Chinese mobile number in the form it is filed:
// 11 digits beginning 13 to 19.
func IsMobile(s string) bool { return mobile.MatchString(s) }

// ParseLandline reads a fixed-line number that [NormalisePhone] can bring to
// 086-0xx-xxxxxxxx[-extension], the form of the guidance's own example
// 086-010-82998299. ProblemAreaCode: no area code has this shape;
// ProblemFormat: everything else, a mobile number among it.
func ParseLandline(s string) (Landline, error) {
	if len(s) > longestPhone {
		return Landline{}, problem(ProblemLength)
	}
	if strings.TrimSpace(s) == "" {
		return Landline{}, problem(ProblemEmpty)
	}
	parts := landline.FindStringSubmatch(NormalisePhone(s))
	if parts == nil {
		return Landline{}, problem(ProblemFormat)
	}
	if areaCodeSize(parts[1]) != len(parts[1]) {
		return Landline{}, problem(ProblemAreaCode)
	}
	return Landline{AreaCode: parts[1], Number: parts[2], Extension: parts[3]}, nil
}
