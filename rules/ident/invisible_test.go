package ident

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestInvisibleCharacterIsFound(t *testing.T) {
	for _, c := range []struct {
		in               string
		at               int
		code, kind, name string
	}{
		{"晨星茶业 有限公司", -1, "", "", ""},
		{"晨星\u3000茶业", -1, "", "", ""},
		{"", -1, "", "", ""},
		{"晨星\u200b茶业", 2, "U+200B", InvisibleZeroWidth, "zero width space"},
		{"\ufeff晨星", 0, "U+FEFF", InvisibleZeroWidth, "zero width no-break space"},
		{"晨\u00ad星", 1, "U+00AD", InvisibleZeroWidth, "soft hyphen"},
		{"晨星\u00a0茶业", 2, "U+00A0", InvisibleSpace, "no-break space"},
		{"晨\u3164星", 1, "U+3164", InvisibleSpace, "Hangul filler"},
		{"晨\u2003星", 1, "U+2003", InvisibleSpace, "em space"},
		{"晨星\n", 2, "U+000A", InvisibleControl, "line feed"},
		{"晨\t星", 1, "U+0009", InvisibleControl, "tab"},
		{"晨\u2028星", 1, "U+2028", InvisibleControl, "line separator"},
		{"晨\x02星", 1, "U+0002", InvisibleControl, ""},
		{"晨\u202e星", 1, "U+202E", InvisibleBidi, "right-to-left override"},
		{"晨\u2067星", 1, "U+2067", InvisibleBidi, "right-to-left isolate"},
		{"晨\u200f星", 1, "U+200F", InvisibleBidi, "right-to-left mark"},
		{"葛\U000e0100城", 1, "U+E0100", InvisibleVariation, "variation selector-17"},
		{"☎\ufe0f", 1, "U+FE0F", InvisibleVariation, "variation selector-16"},
		{"晨星\xff", 2, "U+FFFD", InvisibleBroken, ""},
		{"晨星\xff\u200b", 2, "U+FFFD", InvisibleBroken, ""},
		{"晨星\ufffd", -1, "", "", ""}, // written, not broken; NotInGBK finds it
	} {
		at, code := FindInvisible(c.in)
		if at != c.at || code != c.code {
			t.Errorf("FindInvisible(%q) = %d, %q; want %d, %q", c.in, at, code, c.at, c.code)
		}
		got, found := DescribeInvisible(c.in)
		if want := (Invisible{At: max(c.at, 0), Code: c.code, Kind: c.kind, Name: c.name}); got != want || found != (c.at >= 0) {
			t.Errorf("DescribeInvisible(%q) = %+v, %v; want %+v", c.in, got, found, want)
		}
	}
}

func TestEveryDirectionControlHasItsName(t *testing.T) {
	n := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !unicode.Is(unicode.Bidi_Control, r) {
			continue
		}
		n++
		if c, _ := DescribeInvisible(string(r)); c.Kind != InvisibleBidi || c.Name == "" {
			t.Errorf("U+%04X is described as %+v", r, c)
		}
	}
	if n != 12 {
		t.Errorf("%d direction controls, want 12", n)
	}
}

// All that Unicode calls a control, a format character or a separator shows
// nothing, and no letter, figure or punctuation mark does.
func TestKindsCoverWhatUnicodeCallsInvisible(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r == ' ' || r == '\u3000' || !utf8.ValidRune(r) {
			continue
		}
		kind := invisibleKind(r)
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Z) && kind == "" {
			t.Errorf("U+%04X has no kind", r)
		}
		if unicode.In(r, unicode.Lu, unicode.Ll, unicode.N, unicode.P) && kind != "" {
			t.Errorf("U+%04X is taken for %s", r, kind)
		}
	}
}

func TestLinesMayBreakInALongText(t *testing.T) {
	for in, want := range map[string]Invisible{
		"第一行\n第二行\n":    {},
		"":              {},
		"第一行\r\n第二行":    {At: 3, Code: "U+000D", Kind: InvisibleControl, Name: "carriage return"},
		"第一行\n第\u200b二": {At: 5, Code: "U+200B", Kind: InvisibleZeroWidth, Name: "zero width space"},
		"\n\n\xff":      {At: 2, Code: "U+FFFD", Kind: InvisibleBroken},
	} {
		got, found := DescribeInvisibleInLines(in)
		if got != want || found != (want != Invisible{}) {
			t.Errorf("DescribeInvisibleInLines(%q) = %+v, %v; want %+v", in, got, found, want)
		}
	}
}

func FuzzDescribeInvisible(f *testing.F) {
	addHostile(f)
	f.Fuzz(func(t *testing.T, s string) {
		at, code := FindInvisible(s)
		c, found := DescribeInvisible(s)
		if (at < 0) != (code == "") || found != (at >= 0) || at >= utf8.RuneCountInString(s) {
			t.Errorf("FindInvisible(%q) = %d, %q; %+v", s, at, code, c)
		}
		if found && (c.At != at || c.Code != code || c.Kind == "") {
			t.Errorf("DescribeInvisible(%q) = %+v beside %d, %q", s, c, at, code)
		}
		if strings.Contains(s, "\n") {
			return
		}
		if lines, foundInLines := DescribeInvisibleInLines(s); lines != c || foundInLines != found {
			t.Errorf("%q: %+v in lines, %+v in one", s, lines, c)
		}
	})
}
