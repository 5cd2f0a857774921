package ident

import "testing"

// Published examples: GB 11643-1999 prints 11010519491231002X and
// 440524188001010014; the 15-digit form of the first is 110105491231002.
func TestResidentIDOfTheStandardIsRead(t *testing.T) {
	for number, want := range map[string]ResidentID{
		"11010519491231002X":    {AreaCode: "110105", Birth: "1949-12-31", Male: false},
		"11010519491231002x":    {AreaCode: "110105", Birth: "1949-12-31", Male: false},
		"110105 19491231 002Ｘ":  {AreaCode: "110105", Birth: "1949-12-31", Male: false},
		"440524188001010014":    {AreaCode: "440524", Birth: "1880-01-01", Male: true},
		"440524-18800101-001 4": {AreaCode: "440524", Birth: "1880-01-01", Male: true},
	} {
		got, err := ParseResidentID(number)
		if err != nil || got != want {
			t.Errorf("ParseResidentID(%q) = %+v, %v; want %+v", number, got, err, want)
		}
	}
}

func TestResidentIDProblemIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, number string
		problem      Problem
		want         string
		at           int
	}{
		{"nothing", "", ProblemEmpty, "", -1},
		{"only spaces", " \u3000", ProblemEmpty, "", -1},
		{"one digit short", "1101051949123100", ProblemLength, "", -1},
		{"one digit too many", "11010519491231002X1", ProblemLength, "", -1},
		{"nineteen digits", "1101051949123100211", ProblemLength, "", -1},
		{"a letter inside", "1101O519491231002X", ProblemCharacter, "", 4},
		{"X in the middle", "1101051949123100X2", ProblemCharacter, "", 16},
		{"Chinese inside", "1101一519491231002X", ProblemCharacter, "", 4},
		{"no such province", withCheck("16010519491231002"), ProblemArea, "", 0},
		{"a district of Hong Kong, which gives out no such numbers", withCheck("81000119900101001"), ProblemArea, "", 0},
		{"a county of Taiwan, likewise", withCheck("83010119900101001"), ProblemArea, "", 0},
		{"first digit nought", withCheck("01010519491231002"), ProblemArea, "", 0},
		{"thirteenth month", withCheck("11010519491331002"), ProblemDate, "", 6},
		{"29 February of a common year", withCheck("11010519000229002"), ProblemDate, "", 6},
		{"last digit mistyped", "110105194912310021", ProblemCheck, "X", 17},
		{"first-generation number", "110105491231002", ProblemObsolete, "11010519491231002X", -1},
		{"first-generation number of no day", "110105491331002", ProblemDate, "", 6},
		{"permit of a Hong Kong resident", withCheck("81000019900101001"), ProblemDocumentType, DocumentHKMacaoResidence, -1},
		{"permit of a Taiwan resident", withCheck("83000019900101001"), ProblemDocumentType, DocumentTaiwanResidence, -1},
		{"card of a foreign resident", withCheck("93184019850507001"), ProblemDocumentType, DocumentForeignPermanentResidence, -1},
	} {
		_, err := ParseResidentID(c.number)
		wantProblem(t, c.name, err, c.problem)
		if e, ok := err.(*Error); ok && (e.Want != c.want || e.At != c.at) {
			t.Errorf("%s: want %q at %d, got %q at %d", c.name, c.want, c.at, e.Want, e.At)
		}
	}
}

// withCheck finishes a number of the resident scheme.
func withCheck(first17 string) string {
	check, ok := ResidentIDCheck(first17)
	if !ok {
		panic("not 17 digits: " + first17)
	}
	return first17 + string(check)
}

func TestLeapDayIsADate(t *testing.T) {
	got, err := ParseResidentID(withCheck("11010520000229002"))
	if err != nil || got.Birth != "2000-02-29" {
		t.Errorf("got %+v, %v; want 2000-02-29", got, err)
	}
}

func TestAnySingleChangedCharacterOfAResidentIDIsFound(t *testing.T) {
	for _, number := range []string{"11010519491231002X", "440524188001010014"} {
		everySingleChange(number, "0123456789X", func(changed string) {
			if _, err := ParseResidentID(changed); err == nil {
				t.Errorf("%s, one character off %s, was accepted", changed, number)
			}
		})
	}
}

func TestAnySwappedNeighboursOfAResidentIDAreFound(t *testing.T) {
	number := "11010519491231002X"
	for i := 0; i+1 < len(number); i++ {
		if number[i] == number[i+1] {
			continue
		}
		swapped := number[:i] + string(number[i+1]) + string(number[i]) + number[i+2:]
		if _, err := ParseResidentID(swapped); err == nil {
			t.Errorf("%s was accepted", swapped)
		}
	}
}

func TestUpgradeResidentIDInsertsCenturyAndCheck(t *testing.T) {
	got, err := UpgradeResidentID("110105491231002")
	if err != nil || got != "11010519491231002X" {
		t.Errorf("got %q, %v", got, err)
	}
	for name, c := range map[string]struct {
		number string
		want   Problem
	}{
		"eighteen digits": {"440524188001010014", ProblemLength},
		"a letter":        {"11010549123100X", ProblemCharacter},
		"no province":     {"990105491231002", ProblemArea},
		"no such day":     {"110105490230002", ProblemDate},
	} {
		_, err := UpgradeResidentID(c.number)
		wantProblem(t, name, err, c.want)
	}
}

func TestResidencePermitNeedsItsOwnAddressCode(t *testing.T) {
	for name, c := range map[string]struct {
		number string
		want   Problem
	}{
		"Hong Kong":         {withCheck("81000019900101001"), ""},
		"Macao":             {withCheck("82000019900101001"), ""},
		"Taiwan":            {withCheck("83000019900101002"), ""},
		"a mainland card":   {"11010519491231002X", ProblemArea},
		"a wrong check":     {"810000199001010010", ProblemCheck},
		"a day that is not": {withCheck("81000019900231001"), ProblemDate},
	} {
		_, err := ParseHMTResidence(c.number)
		wantProblem(t, name, err, c.want)
	}
}

func TestForeignResidenceCardOfBothDesigns(t *testing.T) {
	for name, c := range map[string]struct {
		number  string
		want    ForeignResidence
		problem Problem
	}{
		"2017":                        {"CAN110085050715", ForeignResidence{2017, "CAN"}, ""},
		"2017 in lower case":          {"can 110085050715", ForeignResidence{2017, "CAN"}, ""},
		"2023":                        {withCheck("93184019850507001"), ForeignResidence{2023, ""}, ""},
		"2017 with two letters":       {"CA1110085050715", ForeignResidence{}, ProblemFormat},
		"2017 one digit short":        {"CAN11008505071", ForeignResidence{}, ProblemLength},
		"2017 with a letter inside":   {"CAN1100850507A5", ForeignResidence{}, ProblemCharacter},
		"2023 with a wrong check":     {"931840198505070010", ForeignResidence{}, ProblemCheck},
		"2023 that does not begin 9":  {"11010519491231002X", ForeignResidence{}, ProblemFormat},
		"2023 with a letter inside":   {"9318401985O5070010", ForeignResidence{}, ProblemCharacter},
		"2023 with a digit left out":  {"93184019850507001", ForeignResidence{}, ProblemLength},
		"nothing":                     {"", ForeignResidence{}, ProblemEmpty},
		"letters and nothing besides": {"CAN", ForeignResidence{}, ProblemLength},
	} {
		got, err := ParseForeignPermanentResidence(c.number)
		wantProblem(t, name, err, c.problem)
		if got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

func FuzzParseResidentID(f *testing.F) {
	addHostile(f)
	f.Fuzz(func(t *testing.T, s string) {
		if upgraded, err := UpgradeResidentID(s); err == nil {
			if _, err := parseResidentScheme(upgraded); err != nil {
				t.Errorf("the upgrade of %q, %q, is refused: %v", s, upgraded, err)
			}
		}
		ParseHMTResidence(s)
		ParseForeignPermanentResidence(s)
		id, err := ParseResidentID(s)
		if err != nil {
			return
		}
		number := NormaliseCode(s)
		if number[:6] != id.AreaCode || number[6:10]+"-"+number[10:12]+"-"+number[12:14] != id.Birth {
			t.Errorf("ParseResidentID(%q) = %+v", s, id)
		}
		everySingleChange(number, "0123456789X", func(changed string) {
			if _, err := ParseResidentID(changed); err == nil {
				t.Errorf("%q and %q, one character apart, are both accepted", number, changed)
			}
		})
	})
}
