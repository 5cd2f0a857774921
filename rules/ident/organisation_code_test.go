package ident

import "testing"

// D2143569X is the example of GB 11714-1997.
func TestOrganisationCodeIsReadWithAndWithoutHyphen(t *testing.T) {
	for _, number := range []string{"D2143569X", "D2143569-X", "d2143569-x", "Ｄ２１４３５６９－Ｘ"} {
		if got, err := ParseOrganisationCode(number); err != nil || got != "D2143569X" {
			t.Errorf("ParseOrganisationCode(%q) = %q, %v", number, got, err)
		}
	}
	for name, c := range map[string]struct {
		number string
		want   Problem
	}{
		"nothing":                {"", ProblemEmpty},
		"one character short":    {"D2143569", ProblemLength},
		"wrong check":            {"D2143569-1", ProblemCheck},
		"a character not of it":  {"D214356一X", ProblemCharacter},
		"check character is X":   {"D2143569-X", ""},
		"inside the credit code": {"M000100Y4", ""},
	} {
		_, err := ParseOrganisationCode(c.number)
		wantProblem(t, name, err, c.want)
	}
	_, err := ParseOrganisationCode("D21435691")
	if got := wantOf(err); got != "X" {
		t.Errorf("wanted check character %q, want X", got)
	}
}

// 110108000000016 is the widely published example of a number by GS 15-2006.
func TestRegistrationNumberHasItsCheckDigit(t *testing.T) {
	if got, err := ParseRegistrationNumber("110108 000000016"); err != nil || got != "110108000000016" {
		t.Errorf("got %q, %v", got, err)
	}
	everySingleChange("110108000000016", "0123456789", func(changed string) {
		_, err := ParseRegistrationNumber(changed)
		wantProblem(t, changed, err, ProblemCheck)
	})
	for name, c := range map[string]struct {
		number string
		want   Problem
	}{
		"nothing":             {"", ProblemEmpty},
		"a letter":            {"11010800000001X", ProblemCharacter},
		"one digit short":     {"11010800000001", ProblemLength},
		"one digit too many":  {"1101080000000160", ProblemLength},
		"Chinese for a digit": {"11010800000001六", ProblemCharacter},
	} {
		_, err := ParseRegistrationNumber(c.number)
		wantProblem(t, name, err, c.want)
	}
}

func FuzzParseOrganisationCode(f *testing.F) {
	addHostile(f)
	f.Add("110108000000016")
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := ParseRegistrationNumber(s); err == nil && got != NormaliseCode(s) {
			t.Errorf("ParseRegistrationNumber(%q) = %q", s, got)
		}
		got, err := ParseOrganisationCode(s)
		if err != nil {
			return
		}
		if again, err := ParseOrganisationCode(got[:8] + "-" + got[8:]); err != nil || again != got {
			t.Errorf("%q read again is %q, %v", got, again, err)
		}
	})
}
