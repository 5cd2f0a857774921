package translations

import (
	"regexp"
	"strings"
	"testing"
)

// messagesOf reads a language's files as they are written, because the catalog
// keeps no texts with their arguments open.
func messagesOf(t *testing.T, l Language) []filed {
	t.Helper()
	messages, err := read(l)
	if err != nil {
		t.Fatal(err)
	}
	return messages
}

func textsOf(m filed) []string {
	if m.One != "" {
		return []string{m.One, m.Other}
	}
	return []string{m.Other}
}

// A translator who drops an argument drops what was typed, or the number of
// things; one who adds an argument gets an empty place.
func TestBothLanguagesHaveTheSameMessagesWithTheSameArguments(t *testing.T) {
	if len(IDs(Chinese)) == 0 {
		t.Fatal("no messages at all")
	}
	for _, flaw := range Lint() {
		// A paper is filed in Chinese; the English beside it explains, and need
		// not repeat the names that the Chinese puts in.
		if flaw.Problem == Arguments && strings.HasPrefix(flaw.ID, "paper.") {
			continue
		}
		t.Errorf("%s in %s: %s", flaw.ID, flaw.Language, flaw.Problem)
	}
}

// Conditions in a message are invisible to the other language's translator.
func TestMessagesHaveNothingButPlacesForArguments(t *testing.T) {
	place := regexp.MustCompile(`^\{\{\.[a-z][a-z0-9_]*\}\}$`)
	braces := regexp.MustCompile(`\{\{.*?\}\}|\{\{|\}\}`)
	for _, l := range Languages {
		for _, m := range messagesOf(t, l) {
			for _, text := range textsOf(m) {
				for _, found := range braces.FindAllString(text, -1) {
					if !place.MatchString(found) {
						t.Errorf("%s %s has %s, want {{.lower_case}}: %s", l, m.ID, found, text)
					}
				}
			}
		}
	}
}

func TestPluralsHaveTheFormsOfTheirLanguage(t *testing.T) {
	for _, l := range Languages {
		for _, m := range messagesOf(t, l) {
			if m.Zero+m.Two+m.Few+m.Many != "" || l == Chinese && m.One != "" {
				t.Errorf("%s %s has a plural form the language does not use", l, m.ID)
			}
		}
	}
}

func TestWordsAndPunctuationAreThoseOfAnOffice(t *testing.T) {
	const plainWords = "say what is wrong and how to mend it"
	for _, rule := range []struct {
		language Language
		wrong    *regexp.Regexp
		why      string
	}{
		{Chinese, regexp.MustCompile(`\p{Han}[,;:!?()]|[,;:!?()]\p{Han}`), "Chinese takes full-width punctuation"},
		{Chinese, regexp.MustCompile(`["']`), "Chinese takes the quotation marks “ ”"},
		{Chinese, regexp.MustCompile(`。。|，，|。，|，。|；。`), "two stops in a row"},
		{Chinese, regexp.MustCompile(`非法|错误！|抱歉|对不起`), plainWords},
		{English, regexp.MustCompile(`[，。；：（）！？、]`), "English takes half-width punctuation"},
		{English, regexp.MustCompile(`\.\.(?:[^.]|$)|,,|[,;]\.(?:[^a-z]|$)`), "two stops in a row"},
		{English, regexp.MustCompile(`(?i)\b(invalid|illegal|oops|sorry)\b`), plainWords},
		{English, regexp.MustCompile(`(?i)\blegal persons?\b`), "法定代表人 is the legal representative (domain.md 0.3)"},
	} {
		for _, m := range messagesOf(t, rule.language) {
			for _, text := range textsOf(m) {
				if rule.why == plainWords && strings.HasPrefix(m.ID, "paper.") {
					continue // letters speak the language of the law
				}
				if at := rule.wrong.FindString(text); at != "" {
					t.Errorf("%s %s: %q: %s: %s", rule.language, m.ID, at, rule.why, text)
				}
			}
		}
	}
}

// The names of things stand in tables and before fields, without a full stop;
// what the rulebook says to a person in sentences ends with one.
func TestNamesEndWithoutAFullStopAndSentencesWithOne(t *testing.T) {
	name := regexp.MustCompile(`^(field|section|choice|severity|confidence|source|member|value|delivery|mark)\.` +
		`|^(page|kind|material|route|reason|original|photo|licence)\.[a-z_]+$`)
	sentence := regexp.MustCompile(`^rule\.|^page\.[a-z_]+\.intro$|^(kind|material|question|route|licence)\.[a-z_]+\.help$|^reason\.[a-z_]+\.words$` +
		`|^kind\.[a-z_]+\.why$|^kind\.[a-z_]+\.not\.|^material\.[a-z_]+\.because\.|^question\.[a-z_]+\.[a-z]+\.stop$`)
	stop := map[Language]string{Chinese: "。", English: "."}
	for _, l := range Languages {
		for _, m := range messagesOf(t, l) {
			for _, text := range textsOf(m) {
				switch stopped := strings.HasSuffix(text, stop[l]); {
				case stopped && name.MatchString(m.ID):
					t.Errorf("%s %s is a name, but ends with a full stop: %s", l, m.ID, text)
				case !stopped && sentence.MatchString(m.ID):
					t.Errorf("%s %s is a sentence, but ends without a full stop: %s", l, m.ID, text)
				}
			}
		}
	}
}

// A button that a sentence sends to is called what stands on the button.
func TestButtonsAreCalledWhatStandsOnThem(t *testing.T) {
	for sentence, buttons := range map[string][]string{
		"scan.worth.tilted.fix": {"materials.view", "retouch.straighten"},
		"retouch.no_outline":    {"retouch.corners"},
	} {
		for _, l := range Languages {
			for _, button := range buttons {
				if said, name := Text(l, sentence), "“"+Text(l, button)+"”"; !strings.Contains(said, name) {
					t.Errorf("%s %s does not name the button %s: %s", l, sentence, name, said)
				}
			}
		}
	}
}

func TestTextPutsArgumentsIn(t *testing.T) {
	args := map[string]string{"number": "2"}
	for l, want := range map[Language]string{Chinese: "网站 2", English: "website 2"} {
		if got := Text(l, "member.websites", args); got != want {
			t.Errorf("Text(%s) = %q, want %q", l, got, want)
		}
	}
	if got := Text(Chinese, "no.such.message"); got != "[no.such.message]" {
		t.Errorf("a message that does not exist gave %q, want its id in brackets", got)
	}
}

func TestCountTakesTheFormOfTheNumber(t *testing.T) {
	for _, c := range []struct {
		l    Language
		n    int
		want string
	}{
		{English, 1, "1 copy"}, {English, 2, "2 copies"}, {English, 0, "0 copies"},
		{Chinese, 1, "1份"}, {Chinese, 2, "2份"},
	} {
		if got := Count(c.l, "material.copies", c.n, nil); got != c.want {
			t.Errorf("Count(%s, %d) = %q, want %q", c.l, c.n, got, c.want)
		}
	}
}
