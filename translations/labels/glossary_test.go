package labels

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"recordaldesk/translations"
)

// The words of the dossier are those of everybody who deals with the authorities.
func TestTheGlossaryHasTheWordsOfTheDossier(t *testing.T) {
	for chinese, want := range map[string]string{
		"备案": "recordal", "主办单位": "host unit", "主体负责人": "person in charge of the host unit",
		"网站负责人": "person in charge of the website", "互联网信息服务负责人": "person in charge of the website",
		"法定代表人": "legal representative", "接入服务提供者": "access provider", "接入商": "access provider",
		"管局": "communications administration", "核验单": "check list", "空壳主体": "shell", "前置审批": "pre-approval",
		"单位": "unit", "企业": "enterprise",
	} {
		found := ""
		for _, term := range Glossary() {
			for _, word := range term.Chinese {
				if word == chinese {
					found = term.English[0]
				}
			}
		}
		if found != want {
			t.Errorf("%s is %q, want %q", chinese, found, want)
		}
	}
}

// A term that no message says would be looked for in vain.
func TestTheGlossaryIsOfUse(t *testing.T) {
	seen := map[string]bool{}
	for _, term := range Glossary() {
		if len(term.Chinese) == 0 || len(term.English) == 0 {
			t.Fatalf("%v says nothing in one of the languages", term)
		}
		used := false
		for _, id := range IDs() {
			forms, _ := translations.BuiltInForms(translations.Chinese, id)
			used = used || strings.Contains(forms[translations.Other], term.Chinese[0])
		}
		if !used {
			t.Errorf("no message says %s", term.Chinese[0])
		}
		if (term.Beware[translations.Chinese] == "") != (term.Beware[translations.English] == "") {
			t.Errorf("%s: what to beware of is said in one language", term.Chinese[0])
		}
		for _, word := range term.Chinese {
			if seen[word] {
				t.Errorf("%s stands twice", word)
			}
			seen[word] = true
		}
	}
}

const guide = "../../docs/translating.md"

// The guide has the glossary as it is, and stays as short as a translator will read.
func TestTheGuideHasTheGlossaryOnTwoPages(t *testing.T) {
	data, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	before, after, ok := strings.Cut(string(data), " writes it anew. -->\n")
	if !ok {
		t.Fatal("the guide has no place for the glossary")
	}
	if want := "\n" + glossaryTable(); after != want {
		if os.Getenv("RECORDAL_UPDATE_DOCS") == "" {
			t.Errorf("the table is not that of the glossary; RECORDAL_UPDATE_DOCS=1 writes it anew:\n%s", want)
		} else if err := os.WriteFile(guide, []byte(before+" writes it anew. -->\n"+want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	han := 0
	for _, r := range before {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	// Two pages hold some 900 words, or 1.6 times as many characters, beside the table.
	words := len(regexp.MustCompile(`[A-Za-z][A-Za-z'+-]*`).FindAllString(before, -1))
	if size := float64(words) + float64(han)/1.6; size > 950 {
		t.Errorf("the guide has %d English words and %d Chinese characters, which is more than two pages", words, han)
	}
}

// glossaryTable is the glossary as the guide has it: two terms a row.
func glossaryTable() string {
	var cells []string
	for _, term := range Glossary() {
		english := term.English[0]
		if len(term.WrongEnglish) > 0 {
			english += " (not " + term.WrongEnglish[0] + ")"
		}
		cells = append(cells, term.Chinese[0]+" | "+english)
	}
	half := (len(cells) + 1) / 2
	var out strings.Builder
	out.WriteString("| 中文 | English | 中文 | English |\n|---|---|---|---|\n")
	for i := range half {
		second := " | "
		if half+i < len(cells) {
			second = cells[half+i]
		}
		out.WriteString("| " + cells[i] + " | " + second + " |\n")
	}
	return out.String()
}
