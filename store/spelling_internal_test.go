package store

import "testing"

// The readings are those of the Xinhua dictionary; a character with several is found by
// each of them.
func TestCharactersAreTypedByAnyOfTheirReadings(t *testing.T) {
	for _, c := range []struct {
		text, typed string
		found       bool
	}{
		{"重庆长江航运", "cqcjhy", true}, {"重庆长江航运", "zqzjhy", true}, {"重庆长江航运", "jh", true},
		{"行唐银行", "xtyh", true}, {"行唐银行", "htyx", true},
		{"音乐之声", "yyzs", true}, {"快乐音乐", "klyl", true},
		{"安徽恩施", "aes", false}, {"安徽恩施", "ahes", true},
		{"易宝 pay（2026）中心", "ybpay2026zx", true},
		{"星禾\n云图", "xhyt", false},
		{"xinghe", "xh", false},
	} {
		if got := spelled(spells(nil, []byte(c.text)), spellable(c.typed)); got != c.found {
			t.Errorf("%q types a part of %q: %v", c.typed, c.text, got)
		}
	}
	for _, word := range []string{"", "12", "a-b", "星a"} {
		if spellable(word) != nil {
			t.Errorf("%q types Chinese characters", word)
		}
	}
}

func TestATextIsFoundByItsCharactersItsInitialsAndItsWords(t *testing.T) {
	const text = "印章不清晰\nSeal is not clear"
	for query, want := range map[string]bool{
		"印章": true, "yz": true, "zbq": true, "YZBQX": true, "seal": true, "CLEAR seal": true, "ＳＥＡＬ": true, "": true,
		"印章 clear": true, "bz": false, "seal 签": false,
	} {
		if Finds(text, query) != want {
			t.Errorf("%q finds it: %v", query, !want)
		}
	}
}
