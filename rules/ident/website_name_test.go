package ident

import (
	"strings"
	"testing"
)

func TestWebsiteNameProblemIsNamed(t *testing.T) {
	forbidden := []string{"赌博", "中国", "Casino", ""}
	for _, c := range []struct {
		name    string
		problem Problem
		matched string
	}{
		{"晨星茶业", "", ""},
		{"晨星茶业（北京）有限公司", "", ""},
		{"晨星茶业(北京)有限公司", "", ""},
		{"晨星Tea 2026", "", ""},
		{"", ProblemEmpty, ""},
		{"\u3000", ProblemEmpty, ""},
		{"晨星", ProblemShort, "晨星"},
		{"晨 星", ProblemShort, "晨星"},
		{"12306", ProblemOnlyDigits, "12306"},
		{"１２ ３０６", ProblemOnlyDigits, "12306"},
		{"Morning Star", ProblemOnlyLatin, "MorningStar"},
		{"Ｃａｆé", ProblemOnlyLatin, "Café"},
		{"example.cn", ProblemContainsDomain, "example.cn"},
		{"www.example.com网站", ProblemContainsDomain, "www.example.com"},
		{"欢迎访问example．com", ProblemContainsDomain, "example.com"},
		{"晨星.中国", ProblemContainsDomain, "晨星.中国"},
		{"晨星。公司", ProblemContainsDomain, "晨星.公司"},
		{"学习Vue.js教程", ProblemPunctuation, "."},
		{"晨星-茶业", ProblemPunctuation, "-"},
		{"晨星，茶业", ProblemPunctuation, "，"},
		{"晨星·茶业", ProblemPunctuation, "·"},
		{"晨星★茶业", ProblemPunctuation, "★"},
		{"晨星+茶业", ProblemPunctuation, "+"},
		{"晨星赌博网", ProblemForbiddenWord, "赌博"},
		{"晨星赌 博网", ProblemForbiddenWord, "赌博"},
		{"晨星ｃａｓｉｎｏ", ProblemForbiddenWord, "Casino"},
		{strings.Repeat("茶", 2000), ProblemLength, ""},
	} {
		problem, matched := WebsiteNameProblem(c.name, forbidden)
		if problem != c.problem || matched != c.matched {
			t.Errorf("WebsiteNameProblem(%q) = %q, %q; want %q, %q", c.name, problem, matched, c.problem, c.matched)
		}
	}
}

func TestNoWordsAreForbiddenWithoutAList(t *testing.T) {
	if problem, _ := WebsiteNameProblem("中国晨星茶业", nil); problem != "" {
		t.Errorf("got %q", problem)
	}
}

func FuzzWebsiteNameProblem(f *testing.F) {
	addHostile(f)
	f.Fuzz(func(t *testing.T, s string) {
		problem, matched := WebsiteNameProblem(s, []string{"赌博"})
		if problem == "" && matched != "" {
			t.Errorf("WebsiteNameProblem(%q) blames %q for nothing", s, matched)
		}
	})
}
