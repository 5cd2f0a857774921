package ident

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// wantProblem compares an error with the problem expected; "" expects none.
func wantProblem(t *testing.T, what string, err error, want Problem) {
	t.Helper()
	if err == nil {
		if want != "" {
			t.Errorf("%s: accepted, want problem %q", what, want)
		}
		return
	}
	if got := ProblemOf(err); got != want {
		t.Errorf("%s: got problem %q (%v), want %q", what, got, err, want)
	}
}

// wantOf is the value an error proposes.
func wantOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Want
	}
	return ""
}

// hostile are the inputs every parser must survive; they also seed the fuzz tests.
var hostile = []string{
	"", " ", "\x00", "\xff\xfe", "\xed\xa0\x80", "é", "－－－", "１２３",
	"\u200b\u202e\ufeff", "🙂", strings.Repeat("1", 5000), strings.Repeat("\u0301", 3000),
	strings.Repeat("一", 5000), "11010519491231002X", "91350100M000100Y43", "D2143569-X",
	"086-010-82998299-1234", "京ICP备20016559号-1A", "https://www.example.cn:80/?#", "::ffff:10.0.0.1",
	"示例.公司.cn", "xn--", "xn--a.cn", "a..b", strings.Repeat("a.", 60) + "cn",
}

func addHostile(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
}

func TestErrorTextRepeatsNeitherTheValueNorTheAnswer(t *testing.T) {
	for number, want := range map[string]string{
		"110105194912310021": "number refused: check at character 18",
		"11010519491231002":  "number refused: length",
	} {
		_, err := ParseResidentID(number)
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestNormaliseCodeWritesWhatIsFiled(t *testing.T) {
	for in, want := range map[string]string{
		"11010519491231002x":   "11010519491231002X",
		"110105 19491231 002X": "11010519491231002X",
		"１１０１０５１９４９１２３１００２Ｘ": "11010519491231002X",
		"D2143569-X":                     "D2143569X",
		"D2143569－X":                     "D2143569X",
		"\ufeff9135\u200b0100M000100Y43": "91350100M000100Y43",
		"9135\u00a00100\tM000100Y43\r\n": "91350100M000100Y43",
		"京A1":                            "京A1",
		"":                               "",
	} {
		if got := NormaliseCode(in); got != want {
			t.Errorf("NormaliseCode(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzNormaliseCode(f *testing.F) {
	addHostile(f)
	f.Add("A\u200d\u0301")
	f.Add("a\u00a8")
	f.Fuzz(func(t *testing.T, s string) {
		once := NormaliseCode(s)
		if twice := NormaliseCode(once); twice != once {
			t.Errorf("NormaliseCode(%q) = %q, and again %q", s, once, twice)
		}
		if len(s) <= longest && !utf8.ValidString(once) {
			t.Errorf("NormaliseCode(%q) = %q is not UTF-8", s, once)
		}
	})
}

// everySingleChange calls f with every string that differs from s in one place.
func everySingleChange(s, alphabet string, f func(changed string)) {
	for i := range s {
		for _, r := range alphabet {
			if byte(r) != s[i] {
				f(s[:i] + string(r) + s[i+1:])
			}
		}
	}
}
