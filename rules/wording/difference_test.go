package wording

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

func TestDifferencesAreSaidInBothLanguages(t *testing.T) {
	text, err := rules.BuiltinText()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		was, is string
		zh, en  string // one of the lines begins so
	}{
		{"a milder rule", "id = \"several-domains\"\nseverity = \"warning\"", "id = \"several-domains\"\nseverity = \"hint\"", "规则从宽，由“请核对”改为“提示”：", `Milder rule, from "Please check" to "Note": `},
		{"a rule gone", "id = \"several-domains\"", "id = \"many-domains\"", "取消规则：", "Withdrawn rule: "},
		{"a kind of less forms", "id = \"new_website\"\nfills = [\"website\", \"domain\", \"access\"]", "id = \"new_website\"\nfills = [\"domain\", \"access\"]", "备案类型有修改（要填写的表单）：新增网站", "Changed kind of recordal (forms): "},
		{"a shorter field", "max = 255", "max = 254", "表单栏目有修改（形式要求）：", "Changed field (form): "},
		{"an open list", "id = \"nature\"\nopen = true", "id = \"nature\"\nopen = false", "可选项有修改（选项）：主办单位性质", "Changed list of choices (choices): "},
		{"another answer", "{ id = \"unsure\", stop = true },\n", "", "选择类型的问题有修改（回答）：", "Changed question that chooses the kind (answers): "},
		{"another seal", "id = \"account_screenshot\"\nper = \"filing\"\ncopies = 1", "id = \"account_screenshot\"\nper = \"filing\"\ncopies = 2", "材料有修改（形式要求）：", "Changed material (form): "},
		{"another route", "host.certificate.type == \"business_licence\"\nand host_lead", "host_lead", "核验方式有修改（适用条件）：", "Changed way of verification (condition): "},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := strings.Replace(text, c.was, c.is, 1)
			if changed == text {
				t.Fatal("nothing was changed")
			}
			file, err := rules.LoadFile("rulebook.toml", strings.NewReader(changed))
			if err != nil {
				t.Fatal(err)
			}
			for l, want := range map[Language]string{zh: c.zh, en: c.en} {
				lines := Differences(l, rules.Builtin(), file.Book)
				if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, want) }) {
					t.Errorf("no line begins with %q: %q", want, lines)
				}
				for _, line := range lines {
					if line = strings.ReplaceAll(line, "[rule.many-domains]", ""); unsaid.MatchString(line) {
						t.Errorf("%s: %q", l, line)
					}
				}
			}
		})
	}
}

// A difference about anything has its words.
func TestEverySubjectAndPartHasItsName(t *testing.T) {
	source, err := os.ReadFile("../compare.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range translations.Languages {
		for _, of := range []rules.Subject{rules.OfKind, rules.OfRule, rules.OfMaterial, rules.OfFact, rules.OfField, rules.OfList, rules.OfQuestion, rules.OfRoute,
			rules.OfStage, rules.OfClock, rules.OfStale, rules.OfFooter, rules.OfKeying, rules.OfSecurity} {
			if id := "book.of." + string(of); !translations.Has(l, id) {
				t.Errorf("%s is not said in %s", id, l)
			}
		}
		parts := regexp.MustCompile(`part\{"([a-z]+)"`).FindAllStringSubmatch(string(source), -1)
		if len(parts) < 20 {
			t.Fatalf("found %d parts", len(parts))
		}
		for _, part := range parts {
			if id := "book.part." + part[1]; part[1] != "severity" && !translations.Has(l, id) {
				t.Errorf("%s is not said in %s", id, l)
			}
		}
	}
	if lines := News(en, rules.Builtin()); len(lines) == 0 || unsaid.MatchString(lines[0]) {
		t.Errorf("news: %q", lines)
	}
}
