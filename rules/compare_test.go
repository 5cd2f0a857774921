package rules

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// edited returns the least of a rulebook with a change.
func edited(t *testing.T, was, is string) *Book {
	t.Helper()
	text := strings.Replace(small, was, is, 1)
	if text == small && was != is {
		t.Fatalf("nothing was changed: %q", was)
	}
	file, err := LoadFile("rulebook.toml", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return file.Book
}

func TestCompareNamesWhatIsDifferent(t *testing.T) {
	const another = `[[rule]]
id = "long-name"
severity = "hint"
for = "filing"
field = "host.name"
when = 'len(host.name) > 100'
source = "domain 1.2"
confidence = "own"
as_of = "2026-11-28"

`
	const province = "[[province]]\ncode = \"430000\"\nfacts = [{ id = \"plan\", limit = 3, by = [\"huawei\"], as_of = \"2026-07-01\" }]\n\n"
	for _, c := range []struct {
		name    string
		was, is string
		want    []string
	}{
		{"nothing", "", "", nil},
		{"another line break in a condition", `when = 'host.name == ""'`, "when = '''\n  host.name ==\n  \"\"'''", nil},
		{"a rule more", "[[rule]]\n", another + "[[rule]]\n", []string{"rule long-name new"}},
		{"a milder rule", `severity = "error"`, `severity = "warning"`, []string{"rule no-name milder error warning"}},
		{"a milder rule from another source", "severity = \"error\"", "severity = \"warning\"\nprovinces = [\"430000\"]", []string{"rule no-name milder error warning provinces"}},
		{"another condition", `host.name == ""`, `host.name == "x"`, []string{"rule no-name changed condition"}},
		{"other kinds and provinces", `severity = "error"`, "severity = \"error\"\nkinds = [\"new_recordal\"]\nprovinces = [\"430000\"]", []string{"rule no-name changed kinds provinces"}},
		{"another source and date", "source = \"domain 1.2\"\nconfidence = \"seed\"\nas_of = \"2026-11-28\"", "source = \"domain 1.3\"\nconfidence = \"seed\"\nas_of = \"2026-11-27\"", []string{"rule no-name changed source date"}},
		{"a repair", `source = "domain 1.2"`, "repair = 'trim(host.name)'\nargs = { name = 'host.name' }\nsource = \"domain 1.2\"", []string{"rule no-name changed wording repair"}},
		{"a paper under another id", `id = "check_list"`, `id = "checklist"`, []string{"material checklist new", "material check_list withdrawn"}},
		{"a paper with a seal by post", "delivery = [\"email\"]\nsignature = \"none\"\nseal = \"none\"", "delivery = [\"post\"]\nsignature = \"none\"\nseal = \"required\"", []string{"material check_list changed form delivery"}},
		{"a paper with a fingerprint", "seal = \"none\"", "seal = \"none\"\nfingerprint = \"required\"", []string{"material check_list changed form"}},
		{"a paper without a seal in one case", `case = [{ id = "always", needed = true }]`, `case = [{ id = "always", needed = true, seal = "none", fingerprint = "required" }]`, []string{"material check_list changed condition"}},
		{"a paper not always", `case = [{ id = "always", needed = true }]`, `case = [{ id = "online", when = "online", needed = false }, { id = "always", needed = true }]`, []string{"material check_list changed condition"}},
		{"a demand of a province", "[[rule]]\n", province + "[[rule]]\nfact = \"plan\"\n", []string{"rule no-name changed condition", "fact 430000 plan new"}},
		{"another kind", "[[question]]", "[[kind]]\nid = \"new_access\"\n[[question]]", []string{"kind new_access new"}},
		{"another way through the questions", "{ id = \"open\"", "{ id = \"no\", stop = true }, { id = \"open\"", []string{"question purpose changed answers"}},
		{"a field that must be filled in", `type = "text"`, "type = \"text\"\nrequired = \"true\"\nmax = 10", []string{"field host.name changed condition form"}},
		{"a list", "[[rule]]", "[[list]]\nid = \"colour\"\nchoice = [{ id = \"red\" }]\n[[rule]]", []string{"list colour new"}},
		{"the route", `online = "false"`, `online = "true"`, []string{"route online changed condition"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, next := edited(t, "", ""), edited(t, c.was, c.is)
			var got, back []string
			for _, d := range Compare(old, next) {
				got = append(got, shown(d))
			}
			for _, d := range Compare(next, old) {
				back = append(back, shown(d))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if len(back) != len(got) {
				t.Errorf("the other way round %q", back)
			}
		})
	}
}

func shown(d Difference) string {
	text := string(d.Of)
	for _, part := range append([]string{d.Province, d.ID, string(d.Became), string(d.From), string(d.To)}, d.Parts...) {
		if part != "" {
			text = fmt.Sprint(text, " ", part)
		}
	}
	return text
}

// Who gives the rulebook a new part tells Compare, and then this test.
func TestCompareKnowsEveryPartOfABook(t *testing.T) {
	for _, c := range []struct {
		part any
		want int
	}{
		{Kind{}, 5}, {Page{}, 3}, {Section{}, 5}, {Field{}, 15}, {List{}, 2}, {Choice{}, 4}, {Rule{}, 18},
		{MaterialRule{}, 17}, {materialCase{}, 7}, {Question{}, 2}, {Answer{}, 4}, {Fact{}, 7},
		{Reason{}, 9}, {Original{}, 6}, {PhotoCheck{}, 6}, {LicencePoint{}, 4},
	} {
		if got := reflect.TypeOf(c.part).NumField(); got != c.want {
			t.Errorf("%T has %d parts, and Compare knows %d", c.part, got, c.want)
		}
	}
}
