package ident

import "testing"

func TestPhoneIsWrittenAsItIsFiled(t *testing.T) {
	for in, want := range map[string]string{
		"13800138000":             "13800138000",
		"138 0013 8000":           "13800138000",
		"+86 138-0013-8000":       "13800138000",
		"008613800138000":         "13800138000",
		"086-13800138000":         "13800138000",
		"86 13800138000":          "13800138000",
		"013800138000":            "13800138000",
		"１３８００１３８０００":             "13800138000",
		"\u202a13800138000\u202c": "13800138000",

		"086-010-82998299":         "086-010-82998299",
		"086-010-82998299-1234":    "086-010-82998299-1234",
		"01082998299":              "086-010-82998299",
		"(010)82998299":            "086-010-82998299",
		"（010）8299 8299":           "086-010-82998299",
		"010-8299-8299":            "086-010-82998299",
		"+86 10 8299 8299":         "086-010-82998299",
		"+86 (0)10 8299 8299":      "086-010-82998299",
		"+86.10.82998299":          "086-010-82998299",
		"+8601055640647":           "086-010-55640647",
		"86-10-82998299":           "086-010-82998299",
		"0086-571-87654321":        "086-0571-87654321",
		"0571-7654321":             "086-0571-7654321",
		"010－82998299转1234":        "086-010-82998299-1234",
		"010-82998299 ext. 12":     "086-010-82998299-12",
		"010-82998299 x12":         "086-010-82998299-12",
		"010-82998299#12":          "086-010-82998299-12",
		"0571-87654321 分机 8":       "086-0571-87654321-8",
		"(021) 61234567—806":       "086-021-61234567-806",
		"86-0755-12345678-123456 ": "086-0755-12345678-123456",
	} {
		if got := NormalisePhone(in); got != want {
			t.Errorf("NormalisePhone(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPhoneThatCannotBeReadStaysAsTyped(t *testing.T) {
	for _, s := range []string{
		"", " ", "82998299", "4000988000-2", "10100766-4", "12800138000", "1380013800", "138001380001",
		"+1 650 253 0000", "+852 2345 6789", "13800138000;13900139000", "010-82998299/82998300",
		"010-829982991234", "010-82998299-1234-5", "010-82998299-1234567", "01112345678", "phone",
		"13800138000转1", "++8613800138000", "\xff13800138000", "010-82998299-1转2",
		"057-87654321", "0101 1234567", "057 87654321",
	} {
		if got := NormalisePhone(s); got != s {
			t.Errorf("NormalisePhone(%q) = %q, want it unchanged", s, got)
		}
	}
}

func TestOnlyElevenDigitsAreAMobile(t *testing.T) {
	for s, want := range map[string]bool{
		"13800138000": true, "19912345678": true, "12012345678": false, "1380013800": false,
		"138001380000": false, " 13800138000": false, "１３８００１３８０００": false, "13800138000\n": false, "": false,
	} {
		if got := IsMobile(s); got != want {
			t.Errorf("IsMobile(%q) = %v", s, got)
		}
	}
}

func TestLandlineIsParted(t *testing.T) {
	got, err := ParseLandline("010-82998299转1234")
	if want := (Landline{"010", "82998299", "1234"}); err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	for s, want := range map[string]Problem{
		"":                     ProblemEmpty,
		"\u3000":               ProblemEmpty,
		"13800138000":          ProblemFormat,
		"82998299":             ProblemFormat,
		"086-0101-1234567":     ProblemAreaCode,
		"086-057-87654321":     ProblemAreaCode,
		"086-0571-87654321-12": "",
	} {
		_, err := ParseLandline(s)
		wantProblem(t, s, err, want)
	}
}

func FuzzNormalisePhone(f *testing.F) {
	addHostile(f)
	for _, s := range []string{"+86 10 8299 8299", "010-82998299转1234", "86 13800138000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := NormalisePhone(s)
		if twice := NormalisePhone(once); twice != once {
			t.Errorf("NormalisePhone(%q) = %q, and again %q", s, once, twice)
		}
		if once != s && !IsMobile(once) && !landline.MatchString(once) {
			t.Errorf("NormalisePhone(%q) = %q, neither mobile nor landline", s, once)
		}
		line, err := ParseLandline(s)
		if err != nil {
			return
		}
		if again, err := ParseLandline(line.String()); err != nil || again != line {
			t.Errorf("%q is %+v, read again %+v, %v", s, line, again, err)
		}
	})
}
