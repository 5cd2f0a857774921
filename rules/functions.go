package rules

import (
	"cmp"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr"

	"recordaldesk/assets"
	"recordaldesk/assets/divisions"
	"recordaldesk/rules/ident"
)

// environment is what an expression of the rulebook may use: the words of
// [scope] and the functions below. The compiler knows the types of both, so a
// misspelt word fails when the book is loaded.
var environment = []expr.Option{
	expr.Env(&scope{}),
	// Dates. An unreadable date gives "", -1 or false.
	function("is_date", func(s string) bool { return IsDate(s) }),
	expr.Function("plus_months", func(p ...any) (any, error) { return PlusMonths(p[0].(string), p[1].(int)), nil },
		new(func(string, int) string)),
	expr.Function("plus_days", func(p ...any) (any, error) { return PlusDays(p[0].(string), p[1].(int)), nil },
		new(func(string, int) string)),
	expr.Function("plus_workdays", func(p ...any) (any, error) { day, _ := PlusWorkdays(p[0].(string), p[1].(int)); return day, nil },
		new(func(string, int) string)),
	function2("workdays_known", func(from, to string) bool { _, known := WorkdaysBetween(from, to); return known }),
	expr.Function("age", func(p ...any) (any, error) { return Age(p[0].(string), p[1].(string)), nil },
		new(func(string, string) int)),

	// What is wrong with a number, "" for nothing.
	function("credit_code_problem", func(s string) string { _, err := ident.ParseCreditCode(s); return problem(err) }),
	function("credit_code_check", func(s string) string { _, err := ident.ParseCreditCode(s); return wanted(err) }),
	function("credit_code_natures", func(s string) []string {
		c, err := ident.ParseCreditCode(s)
		if err != nil {
			return nil
		}
		return c.Natures()
	}),
	function("credit_code_province", func(s string) string {
		c, err := ident.ParseCreditCode(s)
		if err != nil {
			return ""
		}
		return province(c.AreaCode)
	}),
	function("organisation_code_problem", func(s string) string { _, err := ident.ParseOrganisationCode(s); return problem(err) }),
	function("resident_id_problem", func(s string) string { _, err := ident.ParseResidentID(s); return problem(err) }),
	function("resident_id_check", func(s string) string { _, err := ident.ParseResidentID(s); return wanted(err) }),
	function("resident_id_birth", func(s string) string {
		id, err := ident.ParseResidentID(s)
		if err != nil {
			return ""
		}
		return id.Birth
	}),
	function("recordal_number_problem", func(s string) string { _, err := ident.ParseRecordalNumber(s); return problem(err) }),
	function("recordal_subject", func(s string) string { return recordal(s, ident.RecordalNumber.Subject) }),
	function("recordal_service", func(s string) string {
		return recordal(s, func(n ident.RecordalNumber) string { return n.Service })
	}),
	function("recordal_province", func(s string) string {
		return recordal(s, func(n ident.RecordalNumber) string { return n.Province })
	}),
	function("passport_region", ident.PassportRegion),
	expr.Function("birth_of", func(p ...any) (any, error) { return birthOf(p[0].(Person)), nil }, birthOf),
	function2("document_problem", func(kind, s string) string { return problem(ident.CheckDocument(kind, s)) }),
	function("mobile", func(s string) bool { return ident.IsMobile(ident.NormalisePhone(s)) }),
	function("landline", func(s string) bool { _, err := ident.ParseLandline(ident.NormalisePhone(s)); return err == nil }),
	function("phone", func(s string) string { return ident.NormalisePhone(s) }),
	function("phone_provinces", func(s string) []string {
		line, err := ident.ParseLandline(ident.NormalisePhone(s))
		if err != nil {
			return nil
		}
		return ident.ProvincesOfAreaCode(line.AreaCode)
	}),
	function("email_problem", emailProblem),

	// Domains and addresses.
	function("domain_problem", func(s string) string { _, err := ident.ParseDomain(s); return problem(err) }),
	function("registrable_domain", registrableDomain),
	function("suffix", func(s string) string {
		d, err := ident.ParseDomain(s)
		if err != nil {
			return ""
		}
		return d.Suffix
	}),
	function("suffix_status", func(s string) string {
		d, err := ident.ParseDomain(s)
		if err != nil {
			return ""
		}
		status, _ := assets.SuffixStatus(d.Suffix)
		return status
	}),
	function2("home_page_contains", ident.HomePageContains),
	function2("ip_problem", func(from, to string) string { _, err := ident.ParseIPRange(from, to); return problem(err) }),
	function2("ip_in_beijing", func(from, to string) bool {
		r, err := ident.ParseIPRange(from, to)
		return err == nil && ident.Contains(assets.BeijingPrefixes(), r)
	}),
	expr.Function("ip_listed_twice", func(p ...any) (any, error) { return ipListedTwice(p[0].([]IPRange)), nil }, ipListedTwice),
	function("ip_is_v6", func(s string) bool {
		a, err := netip.ParseAddr(strings.TrimSpace(s))
		return err == nil && a.Is6() && !a.Is4In6()
	}),

	// Names and text.
	function("state_word", func(s string) string {
		for _, word := range stateWords {
			if strings.HasPrefix(strings.TrimSpace(s), word) {
				return word
			}
		}
		return ""
	}),
	function2("same_text", ident.SameText),
	function("length", func(s string) int { return utf8.RuneCountInString(s) }),
	function("normal", clean),
	function("last_character", func(s string) string {
		_, size := utf8.DecodeLastRuneInString(s)
		return s[len(s)-size:]
	}),
	twoPersons("same_person", Person.SamePersonAs),
	twoPersons("contradicts", contradicts),
	twoPersons("other_name_same_number", otherNameSameNumber),
	function("invisible", func(s string) string { _, name := ident.FindInvisible(s); return name }),
	function("outside_gbk", func(s string) string {
		if r, found := ident.NotInGBK(s); found {
			return fmt.Sprintf("%c (U+%04X)", r, r)
		}
		return ""
	}),
	function("mixed_brackets", func(s string) bool { half, full := ident.BracketWidths(s); return half && full }),
	function("double_space", ident.HasDoubleSpace),
	expr.Function("website_name_problem", func(p ...any) (any, error) {
		kind, _ := ident.WebsiteNameProblem(p[0].(string), texts(p[1]))
		return string(kind), nil
	}, new(func(string, []any) string)),
	expr.Function("website_name_match", func(p ...any) (any, error) {
		_, match := ident.WebsiteNameProblem(p[0].(string), texts(p[1]))
		return match, nil
	}, new(func(string, []any) string)),
	expr.Function("contained", func(p ...any) (any, error) {
		return firstContained(p[0].(string), texts(p[1])), nil
	}, new(func(string, []any) string)),

	// Places.
	function("division_known", func(s string) bool { _, ok := divisions.Lookup(s); return ok }),
	function2("division_within", func(code, parent string) bool { return divisions.Contains(parent, code) }),
	function("has_children", func(s string) bool { return len(divisions.Children(s)) > 0 }),
	expr.Function("repeated_place", func(p ...any) (any, error) { return repeatedPlace(p[0].(Host)), nil }, repeatedPlace),
}

// function offers a Go function of one argument to the expressions.
func function[R any](name string, f func(string) R) expr.Option {
	return expr.Function(name, func(p ...any) (any, error) { return f(p[0].(string)), nil }, f)
}

func function2[R any](name string, f func(string, string) R) expr.Option {
	return expr.Function(name, func(p ...any) (any, error) { return f(p[0].(string), p[1].(string)), nil }, f)
}

func twoPersons(name string, f func(p, q Person) bool) expr.Option {
	return expr.Function(name, func(p ...any) (any, error) { return f(p[0].(Person), p[1].(Person)), nil }, f)
}

// clean reads a printed number as a person may have typed it.
func clean(s string) string { return ident.NormaliseCode(s) }

// problem returns what ident found wrong, in its own word.
func problem(err error) string {
	var e *ident.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return string(e.Problem)
	}
	return "unreadable"
}

// wanted returns what ident says should stand there, such as a check character.
func wanted(err error) string {
	var e *ident.Error
	if errors.As(err, &e) {
		return e.Want
	}
	return ""
}

// recordal returns a part of a recordal number, "" of one that cannot be read.
func recordal(s string, part func(ident.RecordalNumber) string) string {
	n, err := ident.ParseRecordalNumber(s)
	if err != nil {
		return ""
	}
	return part(n)
}

// province returns the province a GB/T 2260 code lies in, "" for no code.
func province(code string) string {
	if len(code) < 2 {
		return ""
	}
	return code[:2] + "0000"
}

// birthOf returns the date of birth that a person's document tells, "" for a
// document that tells none.
func birthOf(p Person) string {
	var id ident.ResidentID
	var err error
	switch p.Document.Type {
	case "resident_id":
		id, err = ident.ParseResidentID(p.Document.Number)
	case "hk_macao_residence", "taiwan_residence":
		id, err = ident.ParseHMTResidence(p.Document.Number)
	default:
		return ""
	}
	if err != nil {
		return ""
	}
	return id.Birth
}

func texts(list any) []string {
	members, _ := list.([]any)
	out := make([]string, 0, len(members))
	for _, m := range members {
		if s, ok := m.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func firstContained(s string, words []string) string {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

// registrableDomain returns what to file for an address of a page or for a
// sub-domain, "" where that cannot be told.
func registrableDomain(s string) string {
	for range 2 { // an address holds a host name, which may be a sub-domain
		d, err := ident.ParseDomain(s)
		if err == nil {
			return d.Unicode
		}
		s = wanted(err)
	}
	return s
}

// emailProblem follows the national interface: 6 to 128 characters and one @
// (domain.md 1.3), and what every mail system wants besides.
func emailProblem(s string) string {
	local, host, found := strings.Cut(s, "@")
	switch {
	case !found || local == "" || strings.Contains(host, "@"):
		return "at"
	case strings.ContainsAny(s, " \t;,，；　"):
		return "several"
	case !strings.Contains(host, ".") || strings.HasPrefix(host, ".") || strings.HasSuffix(host, ".") || strings.Contains(host, ".."):
		return "host"
	case utf8.RuneCountInString(s) < 6 || utf8.RuneCountInString(s) > 128:
		return "length"
	}
	for _, r := range s {
		if r < 0x21 || r > 0x7e {
			return "characters"
		}
	}
	return ""
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

// stateWords are the beginnings of a website's name that are kept for the state
// and for units entitled to them (domain.md 2.8).
var stateWords = []string{"中国", "中华", "中央", "国家", "人民", "人大"}

// ipListedTwice reports whether a website lists an address range twice. An
// empty end is the beginning, as everywhere.
func ipListedTwice(ranges []IPRange) bool {
	seen := make(map[ident.IPRange]bool, len(ranges))
	for _, r := range ranges {
		one, err := ident.ParseIPRange(r.From, cmp.Or(r.To, r.From))
		if err != nil && !one.From.IsValid() {
			continue
		}
		if seen[one] {
			return true
		}
		seen[one] = true
	}
	return false
}
