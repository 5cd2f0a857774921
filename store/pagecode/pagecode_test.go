package pagecode

import (
	"strings"
	"testing"

	"recordaldesk/rules"
)

func TestNumbersAreReadAsTheyAreWritten(t *testing.T) {
	reference := referenceOf([]byte("1234567"))
	for _, c := range []Code{
		{Filing: reference, Form: "06", Website: 1, Page: 1, Pages: 2},
		{Filing: reference, Form: "RC", Page: 1, Pages: 1},
		{Filing: reference, Form: "DHS", Website: 12, Domain: 3, Page: 10, Pages: 11},
	} {
		got, err := Parse(c.String())
		if err != nil || got != c {
			t.Errorf("Parse(%q) = %+v, %v", c.String(), got, err)
		}
	}
}

func TestNumbersAreReadAsTheyAreTyped(t *testing.T) {
	const number = "0123456" // and its check
	check, _ := checkOf(number)
	want := Code{Filing: number + string(check), Form: "06", Website: 1, Page: 1, Pages: 2}
	for _, typed := range []string{
		want.String(), strings.ToLower(want.String()), " " + want.String()[:4] + " " + want.String()[4:] + "\n",
		strings.Replace(want.String(), "01", "OL", 1), strings.Replace(want.String(), "01", "oi", 1),
		strings.NewReplacer("-", "－", ".", "．", "/", "／").Replace(want.String()),
	} {
		if got, err := Parse(typed); err != nil || got != want {
			t.Errorf("Parse(%q) = %+v, %v", typed, got, err)
		}
	}
	for _, other := range []string{
		"", "K7QM2F9D", "https://example.cn", strings.Replace(want.String(), "0123", "0213", 1), strings.Replace(want.String(), "0123", "0124", 1),
		want.Filing + "-06.1-0/2", want.Filing + "-06.1-3/2", want.Filing + "-6-1/2", want.Filing + "-06.1-1/2x", strings.Repeat("9", 5000),
	} {
		if got, err := Parse(other); err == nil {
			t.Errorf("Parse(%q) = %+v", other, got)
		}
	}
}

// Luhn's promise: one character mistyped, or two neighbours swapped but for the
// first and the last character of the alphabet.
func TestAMistypedReferenceIsFound(t *testing.T) {
	for range 200 {
		reference := NewReference()
		if !IsReference(reference) {
			t.Fatalf("%s is none", reference)
		}
		for i := range reference {
			for _, other := range alphabet {
				if wrong := reference[:i] + string(other) + reference[i+1:]; wrong != reference && IsReference(wrong) {
					t.Errorf("%s mistyped as %s is not found", reference, wrong)
				}
			}
			if i == 0 {
				continue
			}
			swapped := reference[:i-1] + string(reference[i]) + string(reference[i-1]) + reference[i+1:]
			ends := reference[i-1 : i+1]
			if swapped != reference && ends != "0Z" && ends != "Z0" && IsReference(swapped) {
				t.Errorf("%s swapped to %s is not found", reference, swapped)
			}
		}
	}
}

func TestAReferenceFollowsTheFilingThatHasNone(t *testing.T) {
	f, g := rules.New("new_recordal"), rules.New("new_recordal")
	f.Host.Name, g.Host.Name = "甲公司", "乙公司"
	if Reference(f) != Reference(f.Clone()) || Reference(f) == Reference(g) || !IsReference(Reference(f)) {
		t.Errorf("the references are %s and %s", Reference(f), Reference(g))
	}
	f.Reference = NewReference()
	if Reference(f) != f.Reference {
		t.Error("the filing's own reference is not taken")
	}
	f.Reference = "11111111"
	if Reference(f) == f.Reference {
		t.Error("what is no reference is taken for one")
	}
}

// No two forms of a filing may have one code, or a scan would go to the wrong
// place.
func TestEveryFormHasItsCode(t *testing.T) {
	f := rules.New("new_recordal")
	f.Websites = append(f.Websites, rules.NewWebsite())
	f.Websites[1].Domains = []rules.Domain{{Name: "a.cn"}, {Name: "b.cn"}}
	materials := rules.Builtin().Check(f, "2026-11-23").Materials
	seen := map[Code]string{}
	for _, m := range materials {
		c := Of(f, m)
		c.Page, c.Pages = 2, 3
		if other, taken := seen[c]; taken && m.Printable {
			t.Errorf("%s and %s have one code, %s", m.ID, other, c)
		}
		seen[c] = m.ID
		back, ok := c.Material(f, materials)
		if m.Printable && (!ok || back.ID != m.ID || back.Website != m.Website || back.Domain != m.Domain) {
			t.Errorf("%s leads to %s of website %d", c, back.ID, back.Website)
		}
		c.Filing = NewReference()
		if _, ok := c.Material(f, materials); ok {
			t.Errorf("the code of another filing leads to %s", m.ID)
		}
	}
}
