package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
)

const poHead = `# A translator's file.
msgid ""
msgstr ""
"Language: ru\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 "
"&& (n%100<10 || n%100>=20) ? 1 : 2);\n"
`

// Other programs wrap, comment, keep what is not in use, and have another order.
func TestAPOFileOfAnotherProgramIsRead(t *testing.T) {
	b := labels.New(now)
	p := mustImport(t, b, []byte("\ufeff"+strings.ReplaceAll(poHead+`
#  a translator's remark
#. a note
#: somewhere.go:1
#, c-format
#| msgid "old"
msgctxt ""
"material."
"copies"
msgid "{{.count}}份"
msgid_plural ""
"{{.count}}份"
msgstr[2] "{{.count}} \"копий\""
msgstr[0] ""
"{{.count}} "
"копия"
msgstr[1] "{{.count}} коп\
ии"

#~ msgctxt "dialog.close"
#~ msgid "x"
#~ msgstr "{{.lost}}"
# The next one is doubtful.
#, fuzzy
msgctxt "dialog.close"
msgid "x"
msgstr "Закрыть"
msgctxt "dialog.cancel"
msgid "取消"
msgstr "\101\x42\tx"

msgid "no context"
msgstr "whose is this?"
`, "\\\nии", "ии")))
	want := translations.Forms{"one": "{{.count}} копия", "few": "{{.count}} копии", "many": "{{.count}} \"копий\"", "other": "{{.count}} \"копий\""}
	if len(p.Changes) != 1 || p.Changes[0].ID != plural || !p.Changes[0].After.Equal(want) {
		t.Errorf("changes are %+v", p.Changes)
	}
	if !slices.Equal(p.Fuzzy, []string{"dialog.close"}) || p.Nameless != 1 {
		t.Errorf("fuzzy %v, nameless %d", p.Fuzzy, p.Nameless)
	}
	// A tab cannot be seen.
	if len(p.Refused) != 1 || p.Refused[0].After[translations.Other] != "AB\tx" || p.Refused[0].Refusal.Why != labels.Unclean {
		t.Errorf("refused: %+v", p.Refused)
	}
}

// gettext has no form for fractions where whole numbers have another. What is said in it
// stays, unless it was the same as that other.
func TestAFormThatAFileHasNoPlaceForIsKept(t *testing.T) {
	for other, want := range map[string]string{"{{.count}} копии": "{{.count}} копии", "{{.count}} копий": "{{.count}} экз."} {
		b := labels.New(now)
		mustChange(t, b, labels.Edit{ID: plural, Language: russian, Forms: translations.Forms{
			"one": "{{.count}} копия", "few": "{{.count}} копии", "many": "{{.count}} копий", "other": other,
		}})
		p := mustImport(t, b, []byte(poHead+"\nmsgctxt \"material.copies\"\nmsgid \"x\"\nmsgid_plural \"x\"\n"+
			"msgstr[0] \"{{.count}} копия\"\nmsgstr[1] \"{{.count}} копии\"\nmsgstr[2] \"{{.count}} экз.\"\n"))
		if len(p.Changes) != 1 || p.Changes[0].After[translations.Other] != want {
			t.Errorf("with %q: %+v", other, p)
		}
	}
}

func TestWhatIsNoPOFileIsRefused(t *testing.T) {
	for text, want := range map[string]Problem{
		"msgid \"\"\nmsgstr \"Language: \\n\"\n":                                                                        Foreign,
		"msgid \"x\"\nmsgstr \"y\"\n":                                                                                   Foreign,
		"msgid \"\"\nmsgstr \"Language: ru\\nContent-Type: text/plain; charset=KOI8-R\\n\"\n":                           Encoding,
		"msgid \"\"\nmsgstr \"Language: ru\\nPlural-Forms: nplurals=2; plural=n != 1;\\n\"\n":                           Damaged,
		"msgid \"\"\nmsgstr \"Language: ru\\nPlural-Forms: nplurals=9; plural=n;\\n\"\n":                                Damaged,
		"msgid \"\"\nmsgstr \"Language: ru\\nPlural-Forms: nplurals=3; plural=" + strings.Repeat("(", 900) + ";\\n\"\n": Damaged,
		poHead + "msgctxt \"dialog.cancel\nmsgid \"x\"\nmsgstr \"y\"\n":                                                 Damaged,
		poHead + "msgctxt \"dialog.cancel\"\nmsgid \"x\"\nmsgstr \"y\"\nmsgstr \"z\"\n":                                 Damaged,
		poHead + "msgctxt \"material.copies\"\nmsgid \"x\"\nmsgid_plural \"x\"\nmsgstr[3] \"y\"\n":                      Damaged,
		poHead + "nonsense\n": Damaged,
	} {
		_, err := Import(labels.New(now), strings.NewReader(text))
		var refused *Error
		if !errors.As(err, &refused) || refused.Problem != want {
			t.Errorf("%.120q: %v, want %s", text, err, want)
		}
	}
}

// Other programs may say more of a language than they were told.
func TestTheLanguageOfAPOFile(t *testing.T) {
	known := []translations.Language{zh, en, russian, "en-GB"}
	for code, want := range map[string]translations.Language{
		"zh_CN": zh, "zh": zh, "en_US": en, "en_GB": "en-GB", "ru_RU": russian, "zh_TW": "zh-TW", "fr_FR": "fr-FR", "fr": "fr",
	} {
		p := &poReader{known: known}
		if err := p.header("Language: " + code + "\n"); err != nil || p.language != want {
			t.Errorf("%s is taken for %s, %v, want %s", code, p.language, err, want)
		}
	}
}

// Each language that golang.org/x/text knows has a rule, and it is the right one.
func TestGettextChoosesTheFormsOfTheCLDR(t *testing.T) {
	for code, want := range map[translations.Language]string{
		"zh": "0", "ja": "0", "en": "n != 1", "fr": "n > 1", "pl": plurals[4], "ru": plurals[3], "ar": plurals[5],
	} {
		if got, ok := pluralOf(code); !ok || got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	used := map[string]bool{}
	tried := 0
	codes := []string{"fil", "ksh", "lag", "shi", "tzm", "smn", "dsb", "prg", "ars", "guw", "pt-BR", "zh-Hant"}
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			codes = append(codes, string([]rune{a, b}))
		}
	}
	for _, code := range codes {
		l, ok := languageOf(code)
		if !ok {
			continue
		}
		tried++
		rule, ok := pluralOf(l)
		if !ok {
			t.Errorf("%s has no rule", code)
			continue
		}
		used[rule] = true
		forms := translations.FormsFor(l)
		if got := formsOfPlural(l, rule, len(forms)); !slices.Equal(got, forms) {
			t.Errorf("%s: read back the forms are %v, want %v", code, got, forms)
		}
	}
	if tried < 150 || len(used) != len(plurals) {
		t.Errorf("%d languages tried, %d of %d rules used", tried, len(used), len(plurals))
	}
}

func TestExpressionsOfC(t *testing.T) {
	for text, want := range map[string]int{
		"n": 7, "1+2*3": 7, "(1+2)*3": 9, "10-2-3": 5, "n%4": 3, "n/2": 3, "!n": 0, "!!n": 1, "n==7 ? 1 : 2": 1, "n<7 ? 1 : n<8 ? 2 : 3": 2,
		"1 || 0 && 0": 1, "n>=7&&n<=7": 1, " n != 7 ": 0,
	} {
		if got, ok := evaluate(text, 7); !ok || got != want {
			t.Errorf("%q gives %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "n n", "n?1", "n%0", "(n", "n)", "x", "1 = 1", strings.Repeat("!", 500) + "n", strings.Repeat("(", 500), fmt.Sprint(1, strings.Repeat("0", 30))} {
		if got, ok := evaluate(text, 7); ok {
			t.Errorf("%.20q gives %d", text, got)
		}
	}
}
