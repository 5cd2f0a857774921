package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr"

	"recordaldesk/assets/divisions"
)

// What the rulebook's expressions may ask of places, by their GB/T 2260 codes.
var placeFunctions = []expr.Option{
	function("division_known", func(s string) bool { _, ok := divisions.Lookup(s); return ok }),
	function2("division_within", func(code, parent string) bool { return divisions.Contains(parent, code) }),
	function("has_children", func(s string) bool { return len(divisions.Children(s)) > 0 }),
	expr.Function("repeated_place", func(p ...any) (any, error) { return repeatedPlace(p[0].(Host)), nil }, repeatedPlace),
	function("address_province", func(s string) string { p, _ := addressPlaces(s); return p }),
	function2("address_city", addressCity),
	function2("place_in", placeIn),
}

// province returns the province a GB/T 2260 code lies in, "" for no code.
func province(code string) string {
	if len(code) < 2 {
		return ""
	}
	return code[:2] + "0000"
}

// repeatedPlace returns the name of the province, city or county that the mailing
// address begins with though the form asks for it above, or the placeholder
// 市辖区 where it stands in the address; "" for neither.
func repeatedPlace(h Host) string {
	if strings.Contains(h.Address, "市辖区") {
		return "市辖区"
	}
	address := strings.TrimSpace(h.Address)
	for _, p := range divisions.Provinces() {
		if beginsWithPlace(address, p.Name) {
			return p.Name
		}
	}
	for _, code := range []string{h.City, h.County} {
		if d, ok := divisions.Lookup(code); ok && beginsWithPlace(address, d.Name) {
			return d.Name
		}
	}
	return ""
}

// beginsWithPlace tells a place from a street that is named after it, such as
// 上海市场路.
func beginsWithPlace(address, place string) bool {
	rest, found := strings.CutPrefix(address, place)
	next, _ := utf8.DecodeRuneInString(rest)
	return found && !strings.ContainsRune("路街巷弄胡场大", next)
}

// addressCity returns the city of the province that an address names at its
// beginning, "" where it names none for certain.
func addressCity(address, province string) string {
	in, city := addressPlaces(address)
	if in != "" && in != province {
		return ""
	}
	return city
}

// placeIn returns the name of the province, or of one of its cities or counties,
// that stands in a text, with or without what it is; "" for none.
func placeIn(text, province string) string {
	in, ok := divisions.Lookup(province)
	if !ok {
		return ""
	}
	if short := divisions.ShortName(province); short != "" && strings.Contains(text, short) {
		return short
	}
	all := []divisions.Division{in}
	for _, city := range divisions.Children(province) {
		all = append(append(all, city), divisions.Children(city.Code)...)
	}
	for _, d := range all {
		if strings.Contains(text, d.Name) {
			return d.Name
		}
		if name := withoutKind(d.Name); utf8.RuneCountInString(name) >= 2 && strings.Contains(text, name) {
			return name
		}
	}
	return ""
}

// withoutKind takes 市, 县, 区 or 州 off a name that keeps two characters without
// it.
func withoutKind(name string) string {
	for _, kind := range []string{"市", "县", "区", "州"} {
		if short, found := strings.CutSuffix(name, kind); found {
			return short
		}
	}
	return name
}

// addressPlaces returns the province and the city that an address names at its
// beginning, "" for each that it does not name for certain.
func addressPlaces(address string) (province, city string) {
	address = strings.TrimSpace(address)
	for _, p := range divisions.Provinces() {
		rest, found := strings.CutPrefix(address, p.Name)
		if !found {
			continue
		}
		for _, c := range divisions.Children(p.Code) {
			if strings.HasPrefix(rest, c.Name) {
				return p.Code, c.Code
			}
		}
		return p.Code, ""
	}
	return "", ""
}
