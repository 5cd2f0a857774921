// Package divisions knows the administrative divisions of mainland China:
// the 31 provinces, their cities and their counties, by the six-digit codes
// of GB/T 2260, with what is needed to find one by typing and to read which an
// address begins with.
//
// Names and codes are those of the National Bureau of Statistics of
// 2023-06-30 with the two counties founded at the end of 2024 (see
// assets/NOTICE.md). Hong Kong, Macao and Taiwan are not among them: a filing
// cannot be made there. The Bureau's own numbers for development zones
// (third pair 71 to 79) are left out, because they are no divisions: a
// company in such a zone belongs to the county around it.
//
// What a person picks from and what a filing holds differ in three places:
//
//   - The Bureau calls the cities of Beijing, Tianjin, Shanghai and Chongqing
//     市辖区, which many authorities refuse. They are named like the
//     municipality here: 110100 is 北京市.
//   - Chongqing has a second such city, 500200 县. Nobody picks it: its
//     counties are listed under 500100 with the districts.
//   - 419000, 429000, 469000 and 659000 stand for counties without a city,
//     such as 济源市 (419001). Nobody picks them either: those counties are
//     listed directly under the province.
//
// [Path] answers with what a person sees, [Codes] with what a filing holds.
package divisions

import "strings"

// AsOf is the day the names and codes stand for (YYYY-MM-DD).
const AsOf = "2023-06-30"

// A Division is a province, a city (prefecture level) or a county.
type Division struct {
	// Code is the six-digit code of GB/T 2260: 330000, 330100, 330106.
	Code string
	// Name is the official Chinese name: 杭州市.
	Name string
	// English is the established English name of a province; below that,
	// pinyin with a word for the kind: "Hangzhou", "Xihu District".
	English string
	// Initials are the first letters of the pinyin, in lower case: "hzs".
	Initials string
	// Pinyin is the usual reading without tones, ü written v, a space
	// between syllables: "hang zhou shi".
	Pinyin string
}

// Provinces returns the 31 provinces, autonomous regions and municipalities
// in the order of their codes.
func Provinces() []Division { return Children("") }

// Children returns what a person can pick below a division, in the order of
// the codes: the cities of a province with its counties that have no city,
// the counties of a city. It is empty for a county, for a city without
// counties (东莞, 中山, 儋州, 嘉峪关) and for a code that does not exist.
func Children(code string) []Division {
	t := table()
	if code == "500200" {
		code = "500100"
	}
	positions := t.children[code]
	out := make([]Division, len(positions))
	for i, p := range positions {
		out[i] = t.entries[p].Division
	}
	return out
}

// Lookup returns the division of a six-digit code. It knows the codes nobody
// picks (419000, 500200 ...) too, since filings hold them.
func Lookup(code string) (Division, bool) {
	e := table().find(code)
	if e == nil {
		return Division{}, false
	}
	return e.Division, true
}

// Path returns a division with all above it, the province first, as a person
// picks them one after the other: 浙江省, 杭州市, 西湖区; 河南省, 济源市. Codes
// nobody picks are left out or, for 500200, replaced. An unknown code has no
// path.
func Path(code string) []Division {
	t := table()
	if code == "500200" {
		code = "500100"
	}
	var path []Division
	for e := t.find(code); e != nil; e = t.find(e.parent) {
		if e.listed {
			path = append([]Division{e.Division}, path...)
		}
	}
	return path
}

// Codes returns the three codes that a filing holds for the division a person
// picked; those below it are empty. By GB/T 2260 the first two digits give
// the province and the first four the city, so 419001 (济源市) is filed as
// 410000, 419000, 419001. All three are empty for an unknown code.
func Codes(code string) (province, city, county string) {
	if table().find(code) == nil {
		return "", "", ""
	}
	province = code[:2] + "0000"
	if code != province {
		city = code[:4] + "00"
	}
	if code != province && code != city {
		county = code
	}
	return province, city, county
}

// Contains reports whether a division lies in another one or is that one. It
// takes both what a person sees and what a filing holds for true: 500229
// (城口县) lies in 500100 and in 500200.
func Contains(outer, code string) bool {
	if outer == "" || code == "" {
		return false
	}
	province, city, county := Codes(code)
	if outer == province || outer == city || outer == county {
		return true
	}
	for _, d := range Path(code) {
		if d.Code == outer {
			return true
		}
	}
	return false
}

// FullName returns the Chinese name as an address begins: 浙江省杭州市西湖区,
// 北京市东城区, 河南省济源市. It is empty for an unknown code.
func FullName(code string) string {
	var b strings.Builder
	last := ""
	for _, d := range Path(code) {
		if d.Name != last {
			b.WriteString(d.Name)
		}
		last = d.Name
	}
	return b.String()
}

// FullEnglish returns the English name, the smallest division first: "Xihu
// District, Hangzhou, Zhejiang". It is empty for an unknown code.
func FullEnglish(code string) string {
	var parts []string
	for _, d := range Path(code) {
		if len(parts) == 0 || parts[0] != d.English {
			parts = append([]string{d.English}, parts...)
		}
	}
	return strings.Join(parts, ", ")
}
