package rules

import (
	"strings"
	"testing"
)

// Each expression is valid in the expression language, and would do harm.
func TestExpressionsKeepToTheLanguageOfRulebooks(t *testing.T) {
	for name, text := range map[string]string{
		"a method that changes the filing":        `filing.Set("host.name", "x") == nil`,
		"a method through a condition":            `(online ? filing.Set : filing.Set)("host.name", "x") == nil`,
		"a method through the environment":        `$env.filing.Set("host.name", "x") == nil`,
		"a text doubled at each step":             `let a = value + value; let b = a + a; len(b) > 0`,
		"a million rounds":                        `all(1..1000000, # > 0)`,
		"three loops within one another":          `any(filing.websites, any(.domains, any(filing.websites, .name == "")))`,
		"a loop in the list of a loop":            `any(filter(filing.websites, any(.domains, .name == "")), true)`,
		"a text repeated":                         `len(repeat(value, 1000000)) > 0`,
		"a text put between all letters":          `len(replace(replace(value, "", value), "", value)) > 0`,
		"a list summed up into a text":            `reduce(website_leads, #acc + #acc, value) == ""`,
		"the clock":                               `now().Year() > 2026`,
		"a pattern of the filing":                 `value matches value`,
		"a pattern that fills the memory":         `value matches "(\\pL{100}){9}"`,
		"a number that overflows":                 `10 ** 300 > 1`,
		"several statements":                      `true; true`,
		"an expression of many parts":             strings.Repeat("true and ", 400) + "true",
		"an expression longer than a page":        `value == "` + strings.Repeat("x", maxExpression) + `"`,
		"brackets within brackets":                strings.Repeat("(", 4000) + "true",
		"an object read from text":                `fromJSON(value) == nil`,
		"a list within a list, again and again":   `len([[[[[[[[[[value]]]]]]]]]]) > 0 and flatten([[1]]) == []`,
		"conditions that nest a thousand deep":    strings.Repeat("online ? true : ", 250) + "true",
		"all of them, one behind the other, once": `any(filing.websites, any(.domains, true)) and count(filing.websites, any(.domains, any(filing.websites, true))) > 0`,
	} {
		t.Run(name, func(t *testing.T) {
			l := newLoader()
			l.cond("rule tried", text)
			if len(l.errs) == 0 {
				t.Errorf("accepted: %.100s", text)
			}
		})
	}
}

func TestExpressionsMaySayWhatRulesAreMadeOf(t *testing.T) {
	for _, text := range []string{
		`any(filing.websites, any(.domains, .name == ""))`,
		`all(website_leads, .document.type == "resident_id") and len(website.domains) > 0`,
		`count(filing.websites, .name == "") > 1 and trim(lower(value)) matches "^[0-9]{12}$"`,
		`value in ["", "enterprise"] ? has_fact("x") : changes("host.name")`,
		`(website.domains)[0].name startsWith "www." or value endsWith "x" or value contains "y"`,
	} {
		l := newLoader()
		if l.cond("rule tried", text); len(l.errs) > 0 {
			t.Errorf("%s: %v", text, l.errs)
		}
	}
}

// Whatever a filing holds, a program that makes much is stopped.
func TestARunningExpressionHasABudget(t *testing.T) {
	l := newLoader()
	p := l.compile("rule tried", source{text: `all(filing.websites, count(filing.websites, len([.name, .name, .name]) == 2) == 0)`})
	if len(l.errs) > 0 {
		t.Fatal(l.errs)
	}
	f := New("")
	f.Websites = make([]Website, 2000)
	s := (&Book{}).root(f, "2026-11-28")
	p.run(s)
	if len(s.lists.faults) == 0 {
		t.Error("twelve million members were made")
	}
}

func TestVersionsCompareByNumber(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"2026.11.1", "2026.9.1", 1}, {"2026.9.1", "2026.11.1", -1}, {"2026.11.10", "2026.11.9", 1},
		{"2026.11.1", "2026.11.01", 0}, {"2027.1.1", "2026.12.9", 1},
	} {
		got, err := CompareVersions(c.a, c.b)
		if err != nil || got != c.want {
			t.Errorf("%s against %s: %d, %v, want %d", c.a, c.b, got, err, c.want)
		}
	}
	for _, text := range []string{"", "2026", "2026.11", "v2026.11.1", "2026.11.1-beta", "2026.11.1.1", "9.9.9", "2026.11.99999", " 2026.11.1", "２０２６.11.1"} {
		if _, err := CompareVersions("2026.11.1", text); err == nil {
			t.Errorf("%q is a version", text)
		}
	}
}

func TestTheVersionIsFoundInABrokenFile(t *testing.T) {
	for text, want := range map[string]string{
		"version = \"2026.1.1\"\n[[rule]]":         "2026.1.1",
		"\xef\xbb\xbfversion='2026.1.2'\r\n\x00[":  "", // a mark stands before it
		"# version = \"1\"\nversion  = \"2026.1.3": "",
		"nothing": "",
	} {
		if got := VersionIn([]byte(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
