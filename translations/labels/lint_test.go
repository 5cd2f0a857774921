package labels

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/translations"
)

// What the program says has no flaw: a translator who finds one has found it before a user.
func TestTheProgramsTextsHaveNoFlaw(t *testing.T) {
	for _, f := range LintBuiltIn(Options{}) {
		forms, _ := translations.BuiltInForms(f.Language, f.ID)
		t.Errorf("%s: %s\n\t%s", f.ID, f.Say(english), forms[translations.Other])
	}
}

// says is a message that says these in Chinese and English.
func says(chinese, english string) Texts {
	return Texts{translations.Chinese: translations.Single(chinese), translations.English: translations.Single(english)}
}

func TestWhatIsWrongIsFound(t *testing.T) {
	const (
		name     = "field.host.name"
		sentence = "rule.domain-expired"
		question = "question.purpose"
		lead     = "filings.empty.intro"
	)
	zh, en := translations.Chinese, translations.English
	counted := func(chinese string, english translations.Forms) Texts {
		return Texts{zh: translations.Single(chinese), en: english}
	}
	for _, c := range []struct {
		id    string
		texts Texts
		want  Flaw // without the id; the zero value for none
	}{
		{name, says("名称", "Name"), Flaw{}},
		{name, Texts{zh: translations.Single("名称")}, Flaw{Language: en, Problem: Missing}},
		{name, says("名称", " "), Flaw{Language: en, Problem: Blank}},
		{name, says("名称{{if .x}}", "Name"), Flaw{Language: zh, Problem: Malformed, What: "{{if .x}}"}},
		{sentence, says("{{.value}}已过期。", "It has expired."), Flaw{Language: en, Problem: Lacking, What: "value"}},
		{sentence, says("已过期。", "{{.value}} has expired."), Flaw{Language: en, Problem: Foreign, What: "value"}},
		{"material.copies", counted("{{.count}}份", translations.Forms{"one": "one copy", "other": "{{.count}} copies"}), Flaw{}},
		{"material.copies", Texts{zh: {"one": "一份", "other": "{{.count}}份"}, en: {"one": "one copy", "other": "{{.count}} copies"}}, Flaw{Language: zh, Problem: Plurals, What: "one"}},
		{"material.copies", counted("{{.count}}份", translations.Forms{"few": "few", "one": "one copy", "other": "{{.count}} copies"}), Flaw{Language: en, Problem: Plurals, What: "few"}},
		{name, says("法定代表人", "Legal representative"), Flaw{}},
		{name, says("法定代表人", "Boss"), Flaw{Language: en, Problem: Wording, What: "法定代表人"}},
		{name, says("负责人", "The legal person"), Flaw{Language: en, Problem: WrongWord, What: "legal person"}},
		{name, says("法人代表", "Lead"), Flaw{Language: zh, Problem: WrongWord, What: "法人代表"}},
		{"rulebook.severity.error", says("{{.mend}}", "{{.mend}}"), Flaw{}}, // the name of an argument is no word
		{name, says("主体负责人", "Host lead"), Flaw{}},                          // and not 主体, which is within it
		{sentence, says("抱歉，请重填。", "Please fill it in again."), Flaw{Language: zh, Problem: Harsh, What: "抱歉"}},
		{name, says("名称。", "Name"), Flaw{Language: zh, Problem: Stopped, What: "名称。"}},
		{sentence, says("已过期。", "It has expired"), Flaw{Language: en, Problem: Unstopped}},
		{question, says("办什么？", "What is to be done"), Flaw{Language: en, Problem: Unasked}},
		{lead, says("请备齐", "Have these at hand:"), Flaw{Language: zh, Problem: Unled}},
		{sentence, says("已过期, 请续费。", "It has expired."), Flaw{Language: zh, Problem: Punctuation, What: ","}},
		{sentence, says("已过期。", "It has expired。Renew it."), Flaw{Language: en, Problem: Punctuation, What: "。"}},
		{name, says("名称(简称)", "Name"), Flaw{Language: zh, Problem: Bracket, What: "("}},
		{name, says("名称", "Name（short)"), Flaw{Language: en, Problem: Bracket, What: "（"}},
		{name, says(`选"是"`, `Choose "yes"`), Flaw{Language: zh, Problem: Quote, What: `"`}},
		{name, says("选“是”", "Choose “yes”"), Flaw{Language: en, Problem: Quote, What: "“"}},
		{name, says("选“是”", `Choose "yes`), Flaw{Language: en, Problem: Quote, What: `"`}},
		{sentence, says("已过期。。", "It has expired."), Flaw{Language: zh, Problem: Twice, What: "。。"}},
		{name, says("名称", "Name  of it"), Flaw{Language: en, Problem: Space, What: "  "}},
		{name, says("名称 ", "Name"), Flaw{Language: zh, Problem: Space, What: " "}},
		{name, says("网站 2", "Website 2"), Flaw{Language: zh, Problem: Spacing, What: "站 2"}},
		{"member.websites", says("网站 {{.number}}", "Website {{.number}}"), Flaw{Language: zh, Problem: Spacing, What: "站 …"}},
		{name, says("Name", "Name"), Flaw{Language: zh, Problem: Latin, What: "Name"}},
		{name, says("ICP、a@example.cn、a.pdf、Ctrl+F", "Names"), Flaw{}},
		{name, says("名称", "名称"), Flaw{Language: en, Problem: Han, What: "名称"}},
		{name, says("𠮷祥", "Luck"), Flaw{Language: zh, Problem: Unread, What: "𠮷"}},
		{name, says("写“长期”", `Write "长期"`), Flaw{}},
	} {
		found := LintMessage(c.id, c.texts, Options{})
		for i := range found {
			found[i].ID = ""
		}
		switch {
		case c.want == Flaw{} && len(found) > 0:
			t.Errorf("%v: found %v", c.texts, found)
		case c.want != Flaw{} && !slices.Contains(found, c.want):
			t.Errorf("%v: found %v, want %v", c.texts, found, c.want)
		}
	}
}

func TestATextThatDoesNotFitIsFound(t *testing.T) {
	o := Options{
		Room:  func(_ translations.Language, id string) (float32, bool) { return 4, id == single },
		Width: func(_ translations.Language, text string) float32 { return float32(len([]rune(text))) },
	}
	if found := LintMessage(single, says("取消操作", "Cancel"), o); len(found) != 1 || found[0].Problem != TooLong || found[0].Language != english {
		t.Errorf("found %v", found)
	}
	if found := LintMessage("dialog.close", says("关闭窗口和文件", "Close"), o); len(found) > 0 {
		t.Errorf("a text with all the room it needs is too long: %v", found)
	}
}

// A language that a translator begins lacks most messages and has a style of its own.
func TestABegunLanguageIsHeldToWhatTheProgramNeeds(t *testing.T) {
	texts := says("网站{{.number}}", "website {{.number}}")
	if found := LintMessage("member.websites", texts, Options{}); len(found) > 0 {
		t.Errorf("a language that nobody has begun is missing: %v", found)
	}
	texts["fr"] = translations.Single("« site »")
	want := []Flaw{{"member.websites", "fr", Lacking, "number"}}
	if found := LintMessage("member.websites", texts, Options{}); !slices.Equal(found, want) {
		t.Errorf("found %v, want %v", found, want)
	}
}

// What a translator types is looked at as it would be said, before it is built in.
func TestTheBenchIsLintedWithItsEdits(t *testing.T) {
	b := New(now)
	mustChange(t, b, edit(single, english, "Cancel."))
	if found := b.Lint(Options{}); len(found) != 1 || found[0].ID != single || found[0].Problem != Stopped {
		t.Errorf("found %v", found)
	}
}

// An exception that accepts nothing is one whose text was mended.
func TestEveryExceptionIsNeededAndHasAReason(t *testing.T) {
	all := readHouse().Exceptions
	defer func() { readHouse().Exceptions = all }()
	readHouse().Exceptions = nil
	flaws := LintBuiltIn(Options{})
	for _, e := range all {
		if !slices.ContainsFunc(flaws, e.accepts) {
			t.Errorf("%s %s %s %s: nothing is accepted by it", e.ID, e.Language, e.Problem, e.What)
		}
		if e.Why == "" || !slices.Contains(Problems, e.Problem) {
			t.Errorf("%s: no reason, or no such problem as %q", e.ID, e.Problem)
		}
	}
}

func TestEveryProblemIsToldWithWhatIsWrong(t *testing.T) {
	for _, p := range Problems {
		for _, l := range translations.Languages {
			f := Flaw{ID: single, Language: english, Problem: p, What: "法定代表人"}
			said := f.Say(l)
			if strings.HasPrefix(said, "[") || strings.Contains(said, "<no value>") || strings.Contains(said, "“”") || strings.Contains(said, `""`) {
				// Only a wrong word of the glossary has another one to be used.
				if p != WrongWord {
					t.Errorf("%s in %s: %s", p, l, said)
				}
			}
		}
	}
	if said := (Flaw{ID: single, Language: english, Problem: WrongWord, What: "legal persons"}).Say(english); !strings.Contains(said, `"legal representative"`) {
		t.Errorf("the word to use is not told: %s", said)
	}
}
