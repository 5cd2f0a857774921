package ident

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// RecordalNumber is an ICP recordal number such as 蜀ICP备2022009836号-1.
type RecordalNumber struct {
	Prefix   string // the province's short name as written, one character
	Province string // GB/T 2260, six digits
	Number   string // 8 digits (two of the year) or, since about 2020, 10 (four of the year); see PlausibleYear
	Service  string // "1" a website, "2A" an app, "3X" a mini-program, "4K" a quick app; "" for the subject's own number
}

// String writes the number as the authorities print it.
func (n RecordalNumber) String() string {
	if n.Service == "" {
		return n.Subject()
	}
	return n.Subject() + "-" + n.Service
}

// Subject is the number of the host unit, without the service behind it.
func (n RecordalNumber) Subject() string { return n.Prefix + "ICP备" + n.Number + "号" }

// The years of the two forms of number (domain.md 2.7): filing began with the
// decree of 2005, four digits of the year with 2020. Some authorities went on
// with two for a while.
const (
	firstRecordalYear = 2005
	firstFullYear     = 2020
)

// Year is the year the number says it was given in, such as 2022.
func (n RecordalNumber) Year() int {
	digits := 4
	century := 0
	if len(n.Number) == 8 {
		digits, century = 2, 2000
	}
	year, err := strconv.Atoi(n.Number[:min(digits, len(n.Number))])
	if err != nil {
		return 0
	}
	return century + year
}

// PlausibleYear says whether a number of this form can have been given in the
// year it names, seen from a day in the year asOf. What fails is a slip or the
// placeholder of somebody's template.
func (n RecordalNumber) PlausibleYear(asOf int) bool {
	first := firstRecordalYear
	if len(n.Number) == 10 {
		first = firstFullYear
	}
	return first <= n.Year() && n.Year() <= asOf
}

// recordalPrefixes maps the short names seen before ICP备 to provinces. Six
// provinces have two; 陇 and 蜀 are what live numbers carry (domain.md 1.8.4).
var recordalPrefixes = map[string]string{
	"京": "110000", "津": "120000", "冀": "130000", "晋": "140000", "蒙": "150000",
	"辽": "210000", "吉": "220000", "黑": "230000",
	"沪": "310000", "苏": "320000", "浙": "330000", "皖": "340000", "闽": "350000", "赣": "360000", "鲁": "370000",
	"豫": "410000", "鄂": "420000", "湘": "430000", "粤": "440000", "桂": "450000", "琼": "460000",
	"渝": "500000", "蜀": "510000", "川": "510000", "黔": "520000", "贵": "520000",
	"滇": "530000", "云": "530000", "藏": "540000",
	"陕": "610000", "秦": "610000", "陇": "620000", "甘": "620000", "青": "630000", "宁": "640000", "新": "650000",
}

var (
	recordalNumber = regexp.MustCompile(`^(.?)ICP备([0-9]*)号(?:-([0-9]{1,5}[AXK]?))?$`)
	licenceNumber  = regexp.MustCompile(`ICP证|^.?[AB][12]-`)
)

// ParseRecordalNumber reads the number of a subject or of one of its services,
// with spaces, full-width characters and other dashes forgiven. ProblemArea: no
// province has this prefix; ProblemLength: not 8 or 10 digits; ProblemLicence
// and ProblemPublicSecurity: a number of another kind; ProblemFormat: the rest.
func ParseRecordalNumber(s string) (RecordalNumber, error) {
	if len(s) > longest {
		return RecordalNumber{}, problem(ProblemLength)
	}
	s = recordalText(s)
	if s == "" {
		return RecordalNumber{}, problem(ProblemEmpty)
	}
	if strings.Contains(s, "公网安备") {
		return RecordalNumber{}, problem(ProblemPublicSecurity)
	}
	if licenceNumber.MatchString(s) {
		return RecordalNumber{}, problem(ProblemLicence)
	}
	parts := recordalNumber.FindStringSubmatch(s)
	if parts == nil {
		return RecordalNumber{}, problem(ProblemFormat)
	}
	province := recordalPrefixes[parts[1]]
	switch {
	case province == "":
		return RecordalNumber{}, problemAt(ProblemArea, 0)
	case len(parts[2]) != 8 && len(parts[2]) != 10:
		return RecordalNumber{}, problem(ProblemLength)
	}
	return RecordalNumber{Prefix: parts[1], Province: province, Number: parts[2], Service: parts[3]}, nil
}

// recordalText is NormaliseCode with dashes kept, each as a plain hyphen.
func recordalText(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		switch {
		case isDash(r):
			return '-'
		case r == ' ' || isInvisible(r):
			return -1
		}
		return r
	}, norm.NFKC.String(s)))
}
