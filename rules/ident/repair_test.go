package ident

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestInvisibleCharactersAreTakenOut(t *testing.T) {
	for in, want := range map[string]string{
		"晨星茶业 有限公司":               "晨星茶业 有限公司",
		" 晨星　茶业  ":                " 晨星　茶业  ", // spaces alone are another flaw
		"晨星\u200b茶业":              "晨星茶业",
		"\ufeff晨星":                "晨星",
		"\u202e晨星\u202c":          "晨星",
		"晨\x00星":                  "晨星",
		"葛\U000e0100城":            "葛城",
		"晨星\xff茶业":                "晨星茶业",
		"晨星\u00a0茶业":              "晨星茶业",
		"（北京）\u00a0有限公司":          "（北京）有限公司",
		"Morning\u00a0Star":       "Morning Star",
		"晨星\u00a0Tea":             "晨星 Tea",
		"010\u20098299\u20098299": "010 8299 8299",
		"茶\u3164业":                "茶业",
		"晨星\n茶业":                  "晨星 茶业",
		"晨星\r\n茶业":                "晨星 茶业",
		"晨星\n\n  茶业":              "晨星 茶业",
		"张三\t李四":                  "张三 李四",
		"晨星\u2028茶业":              "晨星 茶业",
		"晨星\n":                    "晨星",
		"\t晨星":                    "晨星",
		"晨星 \u200b":               "晨星",
		"Star \u200b Tea":         "Star Tea",
		"晨星\u3000\u00a0茶业":        "晨星\u3000茶业",
		"\u00a0":                  "",
		"\xff":                    "",
		"":                        "",
	} {
		if got := RepairInvisible(in); got != want {
			t.Errorf("RepairInvisible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLinesStayWhenInvisibleCharactersGo(t *testing.T) {
	for in, want := range map[string]string{
		"第一行\n第二行\n":            "第一行\n第二行\n",
		"第一行\r\n第二行\r第三行":       "第一行\n第二行\n第三行",
		"第一行\u2028第二行\u0085":    "第一行\n第二行\n",
		"第\u200b一行\n\u00a0第二行":  "第一行\n第二行",
		"  第一行\n\n\u200b\n 第二行": "  第一行\n\n\n 第二行",
	} {
		if got := RepairInvisibleInLines(in); got != want {
			t.Errorf("RepairInvisibleInLines(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSpacesAreTidied(t *testing.T) {
	for in, want := range map[string]string{
		"晨星 茶业":              "晨星 茶业",
		" 晨星　":               "晨星",
		"晨星  茶业":             "晨星 茶业",
		"晨星　　茶业":             "晨星　茶业",
		"晨星　 茶业":             "晨星 茶业",
		"晨星\u00a0\u00a0茶业":   "晨星 茶业",
		"Star   Tea  Ltd.  ": "Star Tea Ltd.",
		"晨\u00a0星 ":          "晨\u00a0星", // one odd space is another flaw
		"  ":                 "",
		" \xff ":             "\xff",
	} {
		if got := RepairSpaces(in); got != want {
			t.Errorf("RepairSpaces(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNumbersBecomePlain(t *testing.T) {
	for in, want := range map[string]string{
		"9135０1００Ｍ000１00ｙ43": "91350100M000100y43",
		"０１０－８２９９８２９９":       "010-82998299",
		"＋８６":                "+86",
		"ｍａｉｌ＠ｅｘａｍｐｌｅ．ｃｎ":    "mail@example.cn",
		"1234567890（Ｂ）":      "1234567890（B）",
		"晨星（北京）":             "晨星（北京）",
		"０\xff":              "0\xff",
		"91350100":           "91350100",
	} {
		if got := RepairWidth(in); got != want {
			t.Errorf("RepairWidth(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBracketsGetOneWidth(t *testing.T) {
	for _, c := range []struct{ in, asMost, half, full string }{
		{"晨星茶业", "晨星茶业", "晨星茶业", "晨星茶业"},
		{"晨星（北京）茶业", "晨星（北京）茶业", "晨星(北京)茶业", "晨星（北京）茶业"},
		{"晨星(北京)茶业", "晨星(北京)茶业", "晨星(北京)茶业", "晨星（北京）茶业"},
		{"晨星（北京)茶业", "晨星（北京）茶业", "晨星(北京)茶业", "晨星（北京）茶业"},
		{"晨星(北京）茶业", "晨星(北京)茶业", "晨星(北京)茶业", "晨星（北京）茶业"},
		{"晨星(北京)茶业（集团）", "晨星(北京)茶业(集团)", "晨星(北京)茶业(集团)", "晨星（北京）茶业（集团）"},
		{"晨星（北京)茶业（集团）", "晨星（北京）茶业（集团）", "晨星(北京)茶业(集团)", "晨星（北京）茶业（集团）"},
		{"(）)", "())", "())", "（））"},
		{"(\xff）", "(\xff)", "(\xff)", "（\xff）"},
	} {
		for width, want := range map[BracketWidth]string{BracketsAsMost: c.asMost, BracketsHalf: c.half, BracketsFull: c.full} {
			if got := RepairBrackets(c.in, width); got != want {
				t.Errorf("RepairBrackets(%q, %d) = %q, want %q", c.in, width, got, want)
			}
		}
	}
}

func TestAllIsMendedAtOnce(t *testing.T) {
	for in, want := range map[string]string{
		"　晨星\u200b⽊业（北京)有限公司\r\n":       "晨星木业（北京）有限公司",
		"茶 ☎\ufe0f  010 8299\u00a08299": "茶 010 8299 8299",
		"Cafe\u200d\u0301 · 晨星":         "Café · 晨星",
		"欧阳•明 \u202e":                   "欧阳·明",
		"王𠮷🍵":                           "王𠮷",
		"晨星茶业有限公司":                      "晨星茶业有限公司",
	} {
		if got := RepairText(in); got != want {
			t.Errorf("RepairText(%q) = %q, want %q", in, got, want)
		}
	}
}

// shown are the flaws a text can show.
func shown(s string) map[string]bool {
	_, invisible := DescribeInvisible(s)
	_, inLines := DescribeInvisibleInLines(s)
	half, full := BracketWidths(s)
	return map[string]bool{
		"invisible": invisible, "invisible in lines": inLines, "outer space": HasOuterSpace(s), "double space": HasDoubleSpace(s),
		"full width": HasFullWidth(s), "mixed brackets": half && full, "half brackets": half, "full brackets": full,
	}
}

func FuzzRepair(f *testing.F) {
	addHostile(f)
	for _, s := range []string{
		" 晨星\u200b（北京)  有限公司\r\n", "\u00a0茶\u00a0Tea\u00a0", "⼥𝟏½²⑪", "e\u0301🙂\u0301", "🙂 🙂", "ﾊﾞ\u3000☎\ufe0f", "０１０－８２９９", "\xff\u2028\xfe",
	} {
		f.Add(s)
	}
	repairs := []struct {
		name   string
		repair func(string) string
		flaws  []string // any of them must be there for a text to be changed, and none may be there afterwards
	}{
		{"RepairInvisible", RepairInvisible, []string{"invisible"}},
		{"RepairInvisibleInLines", RepairInvisibleInLines, []string{"invisible in lines"}},
		{"RepairSpaces", RepairSpaces, []string{"outer space", "double space"}},
		{"RepairWidth", RepairWidth, []string{"full width"}},
		{"RepairBrackets as most", func(s string) string { return RepairBrackets(s, BracketsAsMost) }, []string{"mixed brackets"}},
		{"RepairBrackets half", func(s string) string { return RepairBrackets(s, BracketsHalf) }, []string{"full brackets"}},
		{"RepairBrackets full", func(s string) string { return RepairBrackets(s, BracketsFull) }, []string{"half brackets"}},
	}
	f.Fuzz(func(t *testing.T, s string) {
		before := shown(s)
		for _, r := range repairs {
			mended := r.repair(s)
			if again := r.repair(mended); again != mended {
				t.Errorf("%s(%q) = %q, and again %q", r.name, s, mended, again)
			}
			flawed := false
			for _, flaw := range r.flaws {
				flawed = flawed || before[flaw]
				if shown(mended)[flaw] {
					t.Errorf("%s(%q) = %q, with %s", r.name, s, mended, flaw)
				}
			}
			if flawed == (mended == s) {
				t.Errorf("%s(%q) = %q, flawed %v", r.name, s, mended, flawed)
			}
		}
		mended := RepairInvisible(s)
		for _, flaw := range []string{"outer space", "double space"} {
			if shown(mended)[flaw] && !before[flaw] {
				t.Errorf("RepairInvisible(%q) = %q puts an %s", s, mended, flaw)
			}
		}

		whole := RepairText(s)
		if again := RepairText(whole); again != whole {
			t.Errorf("RepairText(%q) = %q, and again %q", s, whole, again)
		}
		if !utf8.ValidString(whole) {
			t.Errorf("RepairText(%q) = %q is no UTF-8", s, whole)
		}
		after := shown(whole)
		for _, flaw := range []string{"invisible", "outer space", "double space", "mixed brackets"} {
			if after[flaw] {
				t.Errorf("RepairText(%q) = %q, with %s", s, whole, flaw)
			}
		}
		if whole != RepairCharacters(whole) {
			t.Errorf("RepairText(%q) = %q, which RepairCharacters changes", s, whole)
		}
		if strings.TrimSpace(s) == s && len(s) > 0 && !before["invisible"] && !before["double space"] && !before["mixed brackets"] && RepairCharacters(s) == s && whole != s {
			t.Errorf("RepairText(%q) = %q, without a flaw", s, whole)
		}
	})
}
