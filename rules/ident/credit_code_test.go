package ident

import (
	"slices"
	"strings"
	"testing"
)

// 91350100M000100Y43 is the example of GB 32100-2015.
func TestCreditCodeOfTheStandardIsRead(t *testing.T) {
	want := CreditCode{Department: '9', Category: '1', AreaCode: "350100", Organisation: "M000100Y4"}
	for _, number := range []string{"91350100M000100Y43", "91350100m000100y43", "9135 0100 M000 100Y 43", "９１３５０１００Ｍ０００１００Ｙ４３"} {
		got, err := ParseCreditCode(number)
		if err != nil || got != want {
			t.Errorf("ParseCreditCode(%q) = %+v, %v; want %+v", number, got, err, want)
		}
	}
	if got := want.Province(); got != "350000" {
		t.Errorf("province %q, want 350000", got)
	}
}

func TestCreditCodeProblemIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, number string
		problem      Problem
		want         string
		at           int
	}{
		{"nothing", "", ProblemEmpty, "", -1},
		{"one character short", "91350100M000100Y4", ProblemLength, "", -1},
		{"one character too many", "91350100M000100Y433", ProblemLength, "", -1},
		{"O typed for nought", "91350100M0001O0Y43", ProblemCharacter, "0", 13},
		{"I typed for one, in the address", "9I350100M000100Y43", ProblemCharacter, "1", 1},
		{"V has no lookalike", "91350100V000100Y43", ProblemCharacter, "", 8},
		{"letter in the address code", "9135A100M000100Y43", ProblemCharacter, "", 4},
		{"wrong check character", "91350100M000100Y44", ProblemCheck, "3", 17},
		{"old registration number", "110108000000016", ProblemObsolete, "", -1},
		{"old organisation code", "D2143569-X", ProblemObsolete, "", -1},
		{"organisation code with a wrong check inside", withCreditCheck("91350100M000100Y5"), ProblemOrganisation, "4", 16},
	} {
		_, err := ParseCreditCode(c.number)
		wantProblem(t, c.name, err, c.problem)
		if e, ok := err.(*Error); ok && (e.Want != c.want || e.At != c.at) {
			t.Errorf("%s: want %q at %d, got %q at %d", c.name, c.want, c.at, e.Want, e.At)
		}
	}
}

func TestPartsStayKnownWhenOnlyTheInnerCheckFails(t *testing.T) {
	got, err := ParseCreditCode(withCreditCheck("91350100M000100Y5"))
	wantProblem(t, "inner check", err, ProblemOrganisation)
	if got.AreaCode != "350100" || got.Organisation != "M000100Y5" {
		t.Errorf("got %+v", got)
	}
}

// withCreditCheck finishes a credit code.
func withCreditCheck(first17 string) string {
	check, ok := CreditCodeCheck(first17)
	if !ok {
		panic("not the first 17 of a credit code: " + first17)
	}
	return first17 + string(check)
}

func TestAnySingleChangedCharacterOfACreditCodeIsFound(t *testing.T) {
	number := "91350100M000100Y43"
	everySingleChange(number, organisationCodeAlphabet, func(changed string) {
		if _, err := ParseCreditCode(changed); err == nil {
			t.Errorf("%s, one character off %s, was accepted", changed, number)
		}
	})
}

func TestNaturesFollowTheFirstTwoCharacters(t *testing.T) {
	for pair, want := range map[string][]string{
		"91": {"enterprise"},
		"92": {"enterprise"},
		"93": {"enterprise"},
		"11": {"government"},
		"31": {"law_firm"},
		"53": {"foundation"},
		"A1": {"military"},
		"A9": {"military"},
		"13": {"mass_organisation", "social_group"},
		"N1": {"collective_economy"},
		"N2": {"collective_economy"},
		"N3": {"collective_economy"},
		"N9": nil,
		"33": nil,
		"Y1": nil,
		"19": nil,
		"G1": nil,
	} {
		c := CreditCode{Department: pair[0], Category: pair[1]}
		if got := c.Natures(); !slices.Equal(got, want) {
			t.Errorf("natures of %s: got %v, want %v", pair, got, want)
		}
	}
	for pair, first := range map[string]string{"12": "institution", "51": "social_group", "52": "private_non_enterprise", "54": "mass_organisation", "55": "mass_organisation"} {
		c := CreditCode{Department: pair[0], Category: pair[1]}
		if got := c.Natures(); len(got) == 0 || got[0] != first {
			t.Errorf("natures of %s: got %v, want %s first", pair, got, first)
		}
	}
}

// The pairs of GB 32100-2015 and the two of newer lists, as in domain.md 2.3.
// Each has its natures, or none on purpose.
func TestEveryPairOfTheStandardIsDecidedUpon(t *testing.T) {
	without := map[string]bool{"19": true, "29": true, "33": true, "39": true, "49": true, "59": true, "69": true, "79": true, "89": true, "N9": true, "Y1": true}
	pairs := "11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 54 55 59 61 62 69 71 72 79 81 89 91 92 93 A1 A9 N1 N2 N3 N9 Y1"
	listed := 0
	for pair := range strings.FieldsSeq(pairs) {
		natures := CreditCode{Department: pair[0], Category: pair[1]}.Natures()
		if (len(natures) == 0) != without[pair] {
			t.Errorf("natures of %s: %v", pair, natures)
		}
		if len(natures) > 0 {
			listed++
		}
	}
	if listed != len(creditCodeNatures) {
		t.Errorf("the table has %d pairs, %d of them in the standard", len(creditCodeNatures), listed)
	}
}

func TestNaturesCannotBeChangedByTheCaller(t *testing.T) {
	c := CreditCode{Department: '9', Category: '1'}
	c.Natures()[0] = "government"
	if got := c.Natures()[0]; got != "enterprise" {
		t.Errorf("got %q", got)
	}
}

func TestNationalOfficeIsNoProvince(t *testing.T) {
	if got := (CreditCode{AreaCode: "100000"}).Province(); got != "" {
		t.Errorf("got %q", got)
	}
	if got := (CreditCode{}).Province(); got != "" {
		t.Errorf("zero value: got %q", got)
	}
}

func FuzzParseCreditCode(f *testing.F) {
	addHostile(f)
	f.Add("91350100M0001O0Y43")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCreditCode(s)
		if err != nil {
			return
		}
		number := NormaliseCode(s)
		check, _ := CreditCodeCheck(number[:17])
		if back := string([]byte{c.Department, c.Category}) + c.AreaCode + c.Organisation + string(check); back != number {
			t.Errorf("%q read and written again is %q", number, back)
		}
		everySingleChange(number, creditCodeAlphabet, func(changed string) {
			if _, err := ParseCreditCode(changed); err == nil {
				t.Errorf("%q and %q, one character apart, are both accepted", number, changed)
			}
		})
	})
}
