package ident

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestCharactersGetTheirUsualForm(t *testing.T) {
	for in, want := range map[string]string{
		// What GBK carries stays, be it ever so odd.
		"晨星茶业（北京）有限公司": "晨星茶业（北京）有限公司",
		"①⑽㈠Ⅷ㎡℃№":      "①⑽㈠Ⅷ㎡℃№",
		"Ｓｔａｒ１２":       "Ｓｔａｒ１２",
		"★☆♀♂":         "★☆♀♂",
		"":             "",

		"⼥⼦⽊業":           "女子木業",  // Kangxi radicals
		"⻋⻓⻢⻛⻝":          "车长马风食", // radicals of the supplement, as PDF readers give them out
		"\uF9E7\uFA19":   "裏神",    // compatibility ideographs, the first of them in GBK as well
		"\U0002F81A":     "冬",
		"王•小明":           "王·小明", // the middle dot of a name
		"阿迪力・买买提":        "阿迪力·买买提",
		"古丽‧艾山":          "古丽·艾山",
		"Cafe\u0301":     "Café",
		"nu\u0308\u030c": "nǚ",
		"ﬁne":            "fine",
		"𝐀𝟏𝟐":            "A12",
		"Ⓐ座":             "A座",
		"第⑪栋":            "第11栋",
		"½":              "1/2",
		"3½号":            "3 1/2号",
		"½3":             "1/2 3",
		"100m²":          "100m2",
		"ⅻ":              "xii",
		"¥100":           "￥100",
		"ﾁｬ ｶﾞ":          "チャ ガ",
		"2−1":            "2-1",
		"™":              "TM",

		// Beside a figure its meaning would change.
		"10²": "10²",
		"⑪⑫":  "⑪⑫",
		"1⑪":  "1⑪",

		// Nothing else means the same.
		"王𠮷㐀":          "王𠮷㐀",
		"É©":           "É©",
		"䶮":            "䶮",
		"ABC\u0301":    "ABC\u0301",
		"a\xffb":       "a\xffb",
		"\ufffd":       "\ufffd",
		"\u00a0\u200b": "\u00a0\u200b", // the work of RepairInvisible
		"한글":           "한글",
		"A↔B":          "A↔B",
	} {
		if got := RepairCharacters(in); got != want {
			t.Errorf("RepairCharacters(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEmojiGo(t *testing.T) {
	for in, want := range map[string]string{
		"茶🍵":                     "茶",
		"茶 🍵 店":                  "茶 店",
		"🍵 茶":                    "茶",
		"茶 🍵🍵":                   "茶",
		"茶\u3000🍵":               "茶",
		"A🍵B":                    "AB",
		"☎\ufe0f010":             "010",
		"👨\u200d👩\u200d👧茶":       "茶",
		"👍🏽茶":                    "茶",
		"🇨🇳茶":                    "茶",
		"🏴\U000E0067\U000E007F茶": "茶",
		"1\u20e3号":               "1号",
		"㊗\ufe0f福":               "祝\ufe0f福", // it has an equivalent; the selector is invisible
		"🈚料":                     "無料",
		"⭐茶➡店":                   "★茶→店",
		"🍵":                      "",
	} {
		if got := RepairCharacters(in); got != want {
			t.Errorf("RepairCharacters(%q) = %q, want %q", in, got, want)
		}
	}
}

// A replacement can be carried, and what can be carried is not replaced: GBK's
// own second copies apart.
func TestEveryReplacementCanBeCarried(t *testing.T) {
	replaced, copies := 0, 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		mended := RepairCharacters(string(r))
		if mended == string(r) {
			continue
		}
		replaced++
		if inGBK(r) {
			copies++
		}
		if _, outside := NotInGBK(mended); outside {
			t.Errorf("U+%04X becomes %q", r, mended)
		}
		if isInvisible(r) {
			t.Errorf("U+%04X is invisible and becomes %q", r, mended)
		}
		if HasOuterSpace(mended) {
			t.Errorf("U+%04X becomes %q", r, mended)
		}
	}
	if copies != 9 || replaced < 3000 {
		t.Errorf("%d characters are replaced, %d of them in GBK; want over 3000 and 9", replaced, copies)
	}
	for r := range customary() {
		if inGBK(r) {
			t.Errorf("%c U+%04X is in the table though GBK has it", r, r)
		}
	}
}

func TestEveryKangxiRadicalHasItsIdeograph(t *testing.T) {
	for r := rune(0x2F00); r <= 0x2FD5; r++ {
		got, _ := utf8.DecodeRuneInString(RepairCharacters(string(r)))
		if !unicode.Is(unicode.Unified_Ideograph, got) {
			t.Errorf("%c U+%04X becomes %c", r, r, got)
		}
	}
	kept := ""
	for r := rune(0x2E80); r <= 0x2EF3; r++ {
		if unicode.Is(unicode.Radical, r) && RepairCharacters(string(r)) == string(r) {
			kept += string(r)
		}
	}
	// Unicode knows none for ⺀; those for the others GBK lacks, or it has the radical itself.
	if want := "⺀⺁⺄⺇⺈⺋⺌⺑⺕⺗⺧⺪⺮⺳⺵⺶⺷⺸⺻⺽⻇⻊⻕⻞⻡"; kept != want {
		t.Errorf("radicals %s stay, want %s", kept, want)
	}
}

func FuzzRepairCharacters(f *testing.F) {
	addHostile(f)
	for _, s := range []string{"⼥𝟏½²⑪", "e\u0301🙂\u0301", "🙂 🙂", "ﾊﾞ☎\ufe0f", "½½", "㎩\u0301\u0363", "\uF92C\u0301", "⑪ⅺ", "a\u20dd\u0301", "\x8aﾞ☎", "あﾞ", "🙂 \n\x9f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		mended := RepairCharacters(s)
		if again := RepairCharacters(mended); again != mended {
			t.Errorf("RepairCharacters(%q) = %q, and again %q", s, mended, again)
		}
		if _, outside := NotInGBK(s); !outside && !strings.ContainsFunc(s, isSecondCopy) && mended != s {
			t.Errorf("RepairCharacters(%q) = %q, though GBK carries it", s, mended)
		}
		if HasOuterSpace(mended) && !HasOuterSpace(s) || HasDoubleSpace(mended) && !HasDoubleSpace(s) {
			t.Errorf("RepairCharacters(%q) = %q puts a space too many", s, mended)
		}
		if strings.ContainsFunc(mended, isEmoji) {
			for _, r := range mended {
				if isEmoji(r) && !inGBK(r) {
					t.Errorf("RepairCharacters(%q) = %q keeps an emoji", s, mended)
				}
			}
		}
		// What is left either has no other form, or stands beside a figure.
		letters := []rune(mended)
		for i, r := range letters {
			beside := i > 0 && unicode.IsNumber(letters[i-1]) || i+1 < len(letters) && unicode.IsNumber(letters[i+1])
			if plain(r) != "" && !beside {
				t.Errorf("RepairCharacters(%q) = %q keeps %c", s, mended, r)
			}
		}
	})
}
