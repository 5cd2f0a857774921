package rules

import (
	"cmp"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/expr-lang/expr"

	"recordaldesk/assets"
	"recordaldesk/rules/ident"
)

// environment is what an expression of the rulebook may use: the words of
// [scope] and the functions below. The compiler knows the types of both, so a
// misspelt word fails when the book is loaded.
var environment = slices.Concat([]expr.Option{expr.Env(&scope{})}, generalFunctions, personFunctions, placeFunctions)

var generalFunctions = []expr.Option{
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
	function("credit_code_prefix", func(s string) string {
		if _, err := ident.ParseCreditCode(s); err != nil {
			return ""
		}
		return clean(s)[:2]
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
	function("recordal_plain", func(s string) string { return recordal(s, ident.RecordalNumber.String) }),
	function("recordal_service", func(s string) string {
		return recordal(s, func(n ident.RecordalNumber) string { return n.Service })
	}),
	function("recordal_province", func(s string) string {
		return recordal(s, func(n ident.RecordalNumber) string { return n.Province })
	}),
	function("passport_region", ident.PassportRegion),
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
	function("registrable_domain", registrableDomain),
	function("suffix", func(s string) string {
		d, err := ident.ParseDomain(s)
		if err != nil {
			return ""
		}
		return d.Suffix
	}),
	function2("suffix_is", suffixIs),
	function("registrar_overseas", registrarOverseas),
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
	function2("with_sentence", withSentence),
	function2("related_names", relatedNames),
	function("address_detailed", func(s string) bool { return firstContained(s, detailedAddress) != "" }),
	function("han_characters", func(s string) int { return len(hanCharacters(s)) }),
	expr.Function("first_in", func(p ...any) (any, error) {
		for _, one := range p[0].([]string) {
			if slices.Contains(p[1].([]string), one) {
				return one, nil
			}
		}
		return "", nil
	}, new(func([]string, []string) string)),
	function("length", func(s string) int { return utf8.RuneCountInString(s) }),
	function("normal", clean),
	function("last_character", func(s string) string {
		_, size := utf8.DecodeLastRuneInString(s)
		return s[len(s)-size:]
	}),
	function("full_width", ident.HasFullWidth),
	function("plain_width", ident.RepairWidth),
	function("outer_space", ident.HasOuterSpace),
	function("tidy_spaces", ident.RepairSpaces),
	function("visible", ident.RepairInvisible),
	function("visible_lines", ident.RepairInvisibleInLines),
	function("plain_characters", ident.RepairCharacters),
	function("one_bracket_width", func(s string) string { return ident.RepairBrackets(s, ident.BracketsAsMost) }),
	function("approval_field", func(s string) string { field, _ := approvalField(s); return field }),
	function("approval_word", func(s string) string { _, word := approvalField(s); return word }),
	function("nature_by_name", natureByName),
	function("invisible", func(s string) string { _, name := ident.FindInvisible(s); return name }),
	function("one_line", lineBreaks.Replace),
	function("invisible_kind", func(s string) string { c, _ := ident.DescribeInvisible(s); return c.Kind }),
	function("outside_code_page", func(s string) string {
		if r, found := ident.NotInCodePage936(s); found {
			return string(r)
		}
		return ""
	}),
	function2("recordal_year_plausible", func(s, day string) bool {
		n, err := ident.ParseRecordalNumber(s)
		t, errDay := time.Parse(time.DateOnly, day)
		return err != nil || errDay != nil || n.PlausibleYear(t.Year())
	}),
	function("area_code_in_use", func(s string) bool {
		line, err := ident.ParseLandline(ident.NormalisePhone(s))
		return err != nil || ident.AreaCodeInUse(line.AreaCode)
	}),
	function("outside_gbk", func(s string) string {
		if r, found := ident.NotInGBK(s); found {
			return fmt.Sprintf("%c (U+%04X)", r, r)
		}
		return ""
	}),
	function("mixed_brackets", func(s string) bool { half, full := ident.BracketWidths(s); return half && full }),
	function("double_space", ident.HasDoubleSpace),
	expr.Function("contained", func(p ...any) (any, error) {
		if words, ok := p[1].([]string); ok {
			return firstContained(p[0].(string), words), nil
		}
		return firstContained(p[0].(string), texts(p[1])), nil
	}, new(func(string, []any) string), new(func(string, []string) string)),
}

// function offers a Go function of one argument to the expressions.
func function[R any](name string, f func(string) R) expr.Option {
	return expr.Function(name, func(p ...any) (any, error) { return f(p[0].(string)), nil }, f)
}

func function2[R any](name string, f func(string, string) R) expr.Option {
	return expr.Function(name, func(p ...any) (any, error) { return f(p[0].(string), p[1].(string)), nil }, f)
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

// suffixIs reports whether a domain ends in a suffix, such as cn or gov.cn.
func suffixIs(domain, suffix string) bool {
	d, err := ident.ParseDomain(domain)
	return err == nil && (strings.HasSuffix(d.ASCII, "."+suffix) || strings.HasSuffix(d.Unicode, "."+suffix))
}

// overseasRegistrars are words of the names of registrars outside China (domain.md
// 5.5, row 7).
var overseasRegistrars = []string{
	"godaddy", "namecheap", "name.com", "enom", "gandi", "dynadot", "porkbun", "cloudflare", "google", "squarespace",
	"amazon registrar", "tucows", "network solutions", "name silo", "namesilo", "ovh", "ionos", "1&1", "hostinger",
	"domain.com", "key-systems", "markmonitor", "wix.com", "register.com",
}

// lineBreaks are what a remark of several lines has and a line has not.
var lineBreaks = strings.NewReplacer("\r", "", "\n", " ")

func registrarOverseas(name string) bool {
	return firstContained(strings.ToLower(name), overseasRegistrars) != ""
}

// detailedAddress are the words of an address that names a house, a room or a part
// of a village (domain.md 5.5, row 34).
var detailedAddress = []string{"号", "室", "栋", "幢", "村", "组", "楼", "层", "单元", "座"}

// withSentence adds a sentence to a remark, behind a semicolon where something
// stands there.
func withSentence(remark, sentence string) string {
	remark = strings.TrimRightFunc(remark, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("；;。", r) })
	if remark == "" {
		return sentence
	}
	return remark + "；" + sentence
}

// relatedNames reports whether two names have two Chinese characters in a row in
// common, or a Latin word of three letters. A name without either says nothing.
func relatedNames(a, b string) bool {
	first, second := ident.TextKey(a), ident.TextKey(b)
	pairs, runes := 0, []rune(first)
	for i := 0; i+1 < len(runes); i++ {
		if !unicode.Is(unicode.Han, runes[i]) || !unicode.Is(unicode.Han, runes[i+1]) {
			continue
		}
		pairs++
		if strings.Contains(second, string(runes[i:i+2])) {
			return true
		}
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(first), func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) }) {
		if len(word) >= 3 && strings.Contains(strings.ToLower(second), word) {
			return true
		}
	}
	return pairs == 0
}

func hanCharacters(s string) []rune {
	var han []rune
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			han = append(han, r)
		}
	}
	return han
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
