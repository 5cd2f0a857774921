package workbook

import (
	"slices"
	"strings"

	"recordaldesk/assets/divisions"
	"recordaldesk/rules"
)

// findPlace returns the code of the place that a text names: a code, or a name in
// Chinese, which may lack its last word (杭州 for 杭州市), or in English. It is
// looked for below what the filing says of the province and the city already.
func findPlace(f *rules.Filing, key string, field *rules.Field, text string) (string, Mistake) {
	name := nameKey(text)
	if name == "" {
		return "", Mistake{}
	}
	// The three stand beside one another, host.province, host.city, host.county.
	base := key[:strings.LastIndexByte(key, '.')+1]
	province, city := codeAt(f, base+string(rules.TypeProvince)), codeAt(f, base+string(rules.TypeCity))
	var among []divisions.Division
	switch field.Type {
	case rules.TypeProvince:
		among = divisions.Provinces()
	case rules.TypeCity:
		among = below([]string{province}, nil)
	case rules.TypeCounty:
		among = below([]string{province}, []string{city})
	}
	if d, ok := divisions.Lookup(strings.TrimSpace(text)); ok {
		return codeFor(field.Type, d, among)
	}
	code, m := oneOf(field.Type, listed(among), name)
	if m.Kind == UnknownPlace {
		return oneOf(field.Type, among, name)
	}
	return code, m
}

// codeAt returns the code of the place at a path, "" where no place stands there.
func codeAt(f *rules.Filing, path string) string {
	code := f.Text(path)
	if _, ok := divisions.Lookup(code); !ok {
		return ""
	}
	return code
}

// listed leaves out the divisions that nobody picks, some of which are called like
// one that is.
func listed(among []divisions.Division) []divisions.Division {
	var all []divisions.Division
	for _, d := range among {
		if slices.ContainsFunc(divisions.Path(d.Code), func(p divisions.Division) bool { return p.Code == d.Code }) {
			all = append(all, d)
		}
	}
	return all
}

// placeText says a place as the cell of its field does; a code that is none of the
// field's level as it stands, since the name of another would be read for it.
func placeText(t rules.Type, code string) string {
	province, city, county := divisions.Codes(code)
	d, ok := divisions.Lookup(code)
	switch {
	case !ok:
		return code
	case t == rules.TypeProvince && code == province:
		return join(d.Name, d.English)
	case t == rules.TypeCity && isNamesake(d, province):
		return code
	case t == rules.TypeCity && code == city, t == rules.TypeCounty && code == county:
		return d.Name
	}
	return code
}

// isNamesake reports whether a city that nobody picks is called like one of its
// province that is picked.
func isNamesake(city divisions.Division, province string) bool {
	picked := divisions.Children(province)
	return !isAmong(picked, city.Code) && slices.ContainsFunc(picked, func(d divisions.Division) bool { return d.Name == city.Name })
}

// below lists what lies in a province, or in a city of it; in all where they are
// not known.
func below(provinces, cities []string) []divisions.Division {
	if provinces[0] == "" {
		provinces = nil
		for _, d := range divisions.Provinces() {
			provinces = append(provinces, d.Code)
		}
	}
	var all []divisions.Division
	for _, p := range provinces {
		// The codes that nobody picks stand in filings all the same.
		for _, code := range []string{p[:2] + "9000", p[:2] + "0200"} {
			if d, ok := divisions.Lookup(code); ok && !isAmong(divisions.Children(p), code) {
				all = append(all, d)
			}
		}
		all = append(all, divisions.Children(p)...)
	}
	if cities == nil {
		return all
	}
	if cities[0] != "" {
		return inCity(cities[0])
	}
	var counties []divisions.Division
	for _, d := range all {
		if children := divisions.Children(d.Code); len(children) > 0 {
			counties = append(counties, children...)
		} else {
			counties = append(counties, d)
		}
	}
	return counties
}

// inCity lists the counties of a city; those without a city lie under a code that
// nobody picks.
func inCity(city string) []divisions.Division {
	if all := divisions.Children(city); len(all) > 0 {
		return all
	}
	var all []divisions.Division
	if len(city) == 6 {
		for _, d := range divisions.Children(city[:2] + "0000") {
			if _, of, county := divisions.Codes(d.Code); of == city && county != "" {
				all = append(all, d)
			}
		}
	}
	return all
}

func isAmong(all []divisions.Division, code string) bool {
	for _, d := range all {
		if d.Code == code {
			return true
		}
	}
	return false
}

// codeFor returns the code that the field holds for a division.
func codeFor(t rules.Type, d divisions.Division, among []divisions.Division) (string, Mistake) {
	province, city, county := divisions.Codes(d.Code)
	switch {
	case t == rules.TypeProvince && city == "":
		return province, Mistake{}
	case t == rules.TypeCity && county == "" && city != "" && isAmong(among, d.Code),
		t == rules.TypeCity && county != "" && isAmong(among, d.Code): // 济源市, which is a county without a city
		return city, Mistake{}
	case t == rules.TypeCounty && county != "" && isAmong(among, d.Code):
		return county, Mistake{}
	}
	return "", Mistake{Kind: UnknownPlace}
}

// oneOf returns the code of the only division that a name fits: whole, else its
// beginning.
func oneOf(t rules.Type, among []divisions.Division, name string) (string, Mistake) {
	var whole, begin []divisions.Division
	for _, d := range among {
		chinese, english := nameKey(d.Name), nameKey(d.English)
		switch {
		case name == chinese, name == english, name == nameKey(join(d.Name, d.English)):
			whole = append(whole, d)
		case rules.Length(name) >= 2 && name[0] >= 0x80 && strings.HasPrefix(chinese, name):
			begin = append(begin, d)
		}
	}
	if len(whole) == 0 {
		whole = begin
	}
	switch codes := codesOf(t, whole, among); len(codes) {
	case 0:
		return "", Mistake{Kind: UnknownPlace}
	case 1:
		return codes[0], Mistake{}
	}
	return "", Mistake{Kind: Ambiguous}
}

// codesOf returns what the field holds for the divisions, each once.
func codesOf(t rules.Type, all, among []divisions.Division) []string {
	var codes []string
	seen := map[string]bool{}
	for _, d := range all {
		if code, m := codeFor(t, d, among); m.Kind == "" && !seen[code] {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	return codes
}

// provinceNamed finds a province by its name.
func provinceNamed(text string) (divisions.Division, bool) {
	code, m := oneOf(rules.TypeProvince, divisions.Provinces(), nameKey(text))
	if m.Kind != "" {
		return divisions.Division{}, false
	}
	return divisions.Lookup(code)
}
