package wording

import (
	"strings"
	"testing"
	"unicode/utf8"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// A reviewer picks a reason out of 68 from one line each, and the client reads the
// words alone: they say what is wrong and then what to do, as an office asks for it.
func TestReasonsOfReturnAreShortToPickAndWholeToRead(t *testing.T) {
	const (
		longestChinese = 14 // characters of a label
		longestEnglish = 40
		sentences      = 420 // bytes of the words at the most: a line or two of the notice
	)
	labels := map[string]string{}
	for _, r := range rules.Builtin().Reasons {
		label, words := ReasonOfReturn(translations.Chinese, r.ID)
		english, inEnglish := ReasonOfReturn(translations.English, r.ID)
		if n := utf8.RuneCountInString(label); n > longestChinese || n < 3 {
			t.Errorf("%s has %d characters: %s", r.ID, n, label)
		}
		if len(english) > longestEnglish || len(english) < 5 {
			t.Errorf("%s has %d letters: %s", r.ID, len(english), english)
		}
		if strings.ContainsAny(label, "。；") || strings.HasSuffix(english, ".") {
			t.Errorf("the label of %s is a sentence: %s, %s", r.ID, label, english)
		}
		if !strings.Contains(words, "请") || !strings.HasSuffix(words, "。") {
			t.Errorf("%s does not ask for anything: %s", r.ID, words)
		}
		if !strings.Contains(inEnglish, "lease ") || !strings.HasSuffix(inEnglish, ".") {
			t.Errorf("%s does not ask for anything: %s", r.ID, inEnglish)
		}
		if len(words) > sentences || len(inEnglish) > sentences {
			t.Errorf("the words of %s are too long: %d and %d bytes", r.ID, len(words), len(inEnglish))
		}
		for _, text := range []string{label, english} {
			if other, twice := labels[text]; twice {
				t.Errorf("%s and %s are both called %s", other, r.ID, text)
			}
			labels[text] = r.ID
		}
	}
}
