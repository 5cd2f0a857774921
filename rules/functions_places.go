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
	expr.Function("repeated_place", func(p ...any) (any, error) { return repeatedPlace(p[0].(*Host)), nil }, repeatedPlace),
	expr.Function("without_place", func(p ...any) (any, error) { return withoutPlace(p[0].(*Host)), nil }, withoutPlace),
	function("address_province", func(s string) string { return divisions.ReadAddress(s).Province }),
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
func repeatedPlace(h *Host) string {
	if strings.Contains(h.Address, placeholder) {
		return placeholder
	}
	head := divisions.ReadAddress(h.Address)
	for _, code := range []string{head.County, head.City, head.Province} {
		if d, ok := divisions.Lookup(code); ok && strings.HasPrefix(strings.TrimSpace(h.Address), d.Name) {
			return d.Name
		}
	}
	for _, code := range []string{h.City, h.County} {
		// A county of many cities names itself only where it is the one chosen.
		if d, ok := divisions.Lookup(code); ok && beginsWithPlace(h.Address, d.Name) {
			return d.Name
		}
	}
	if head.Province != "" && head.Rest != h.Address {
		return strings.TrimSuffix(strings.TrimSpace(h.Address), head.Rest)
	}
	return ""
}

const placeholder = "市辖区"

// withoutPlace takes what [repeatedPlace] finds off the mailing address, with the
// places behind it.
func withoutPlace(h *Host) string {
	address := strings.ReplaceAll(strings.TrimSpace(h.Address), placeholder, "")
	if head := divisions.ReadAddress(address); head.Rest != "" {
		address = strings.TrimSpace(head.Rest)
	}
	for _, code := range []string{h.Province, h.City, h.County} {
		if d, ok := divisions.Lookup(code); ok && beginsWithPlace(address, d.Name) {
			address = strings.TrimPrefix(address, d.Name)
		}
	}
	return address
}

// beginsWithPlace tells a place from a street that is named after it, such as
// 上海市场路.
func beginsWithPlace(address, place string) bool {
	rest, found := strings.CutPrefix(strings.TrimSpace(address), place)
	next, _ := utf8.DecodeRuneInString(rest)
	return found && rest != "" && !strings.ContainsRune("路街巷弄胡场大", next)
}

// addressCity returns the city of the province that an address names at its
// beginning, "" where it names none for certain, or one elsewhere.
func addressCity(address, province string) string {
	head := divisions.ReadAddress(address)
	if head.Province != province {
		return ""
	}
	return head.City
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
