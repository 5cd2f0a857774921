package rules_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"recordaldesk/rules"
)

// bookFiles returns the rulebook's own files, to be changed.
func bookFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	dir := os.DirFS("book")
	names, err := fs.Glob(dir, "*.toml")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

const aRule = `
[[rule]]
id = "tried"
severity = "warning"
for = "domain"
field = "name"
when = 'domain.name == "x"'
source = "domain 2.9"
confidence = "single"
as_of = "2026-11-23"
`

const aMaterial = `
[[material]]
id = "tried"
per = "filing"
copies = 1
delivery = ["email"]
signature = "none"
seal = "none"
date = "none"
source = "domain 6.1"
confidence = "seed"
as_of = "2026-11-23"
case = [{ id = "always", needed = true }]
`

const aPage = `
[[page]]
id = "tried"
step = "website"
  [[page.section]]
  id = "tried"
  base = "websites.*"
    [[page.section.field]]
    name = "name"
    type = "text"
`

const aProvince = `
[[province]]
code = "990000"
facts = [{ id = "moon", by = ["huawei"], as_of = "2026-07-01" }]
`

const aQuestion = `
[[question]]
id = "tried"
answers = [{ id = "yes", kind = "new_access" }]
`

func TestLoadAcceptsAnotherChapter(t *testing.T) {
	for _, chapter := range []string{aRule, aMaterial, aPage, aQuestion} {
		files := bookFiles(t)
		files["zz.toml"] = &fstest.MapFile{Data: []byte(chapter)}
		if _, err := rules.Load(files); err != nil {
			t.Error(err)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, test := range []struct {
		name    string
		chapter string
		was, is string   // a change of the chapter
		says    []string // in the error
	}{
		{"a key nobody knows", aRule, "severity", "severety", []string{"zz.toml", "severety"}},
		{"a key nobody knows in a field", aPage, "type =", "tipe =", []string{"zz.toml, line 10", "tipe"}},
		{"a condition broken on its second line", aRule, `when = 'domain.name == "x"'`, "when = '''\ndomain.name == \"x\"\nand domian.name != \"\"\n'''", []string{"zz.toml, line 9", "rule tried", "domian"}},
		{"a repair that is no text", aRule, "source =", "repair = 'length(domain.name)'\nsource =", []string{"zz.toml", "rule tried", "string"}},
		{"a fact that no province has", aRule, "source =", "fact = \"moon\"\nsource =", []string{"zz.toml, line 2", "rule tried", "moon"}},
		{"a moment nobody knows", aRule, "source =", "moment = \"dawn\"\nsource =", []string{"zz.toml, line 2", "rule tried", "dawn"}},
		{"a fact that no rule judges", aProvince, "", "", []string{"zz.toml, line 2", "province 990000", "moon"}},
		{"a fact without a source", aProvince, `by = ["huawei"]`, "by = []", []string{"zz.toml", "province 990000", "by"}},
		{"a paper needed on one source's word", aMaterial, `"seed"`, `"single"`, []string{"zz.toml", "material tried", "advised"}},
		{"a page of no step", aPage, `"website"`, `"attic"`, []string{"zz.toml, line 2", "page tried", "attic"}},
		{"a section of no block", aPage, `base =`, "block = \"roof\"\n  base =", []string{"zz.toml", "section tried", "roof"}},
		{"broken TOML", aRule, `"tried"`, `"tried`, []string{"zz.toml", "line 3"}},
		{"a misspelt word", aRule, "domain.name ==", "domian.name ==", []string{"zz.toml, line 7", "rule tried", "domian"}},
		{"a misspelt field", aRule, "domain.name ==", "domain.nmae ==", []string{"zz.toml", "rule tried", "nmae"}},
		{"a misspelt function", aRule, `domain.name == "x"`, `registrable_domian(domain.name) == ""`, []string{"zz.toml", "rule tried", "registrable_domian"}},
		{"a condition that is no yes or no", aRule, `domain.name == "x"`, `domain.name`, []string{"zz.toml", "rule tried", "bool"}},
		{"types that do not compare", aRule, `domain.name == "x"`, `domain.name > 3`, []string{"zz.toml", "rule tried"}},
		{"a misspelt word in an argument", aRule, "source =", "args = { day = 'as_off' }\nsource =", []string{"zz.toml", "rule tried", "day", "as_off"}},
		{"no condition", aRule, `when = 'domain.name == "x"'`, "", []string{"rule tried", "no condition"}},
		{"no source", aRule, `source = "domain 2.9"`, "", []string{"rule tried", "source"}},
		{"no date", aRule, `"2026-11-23"`, `"2026-11-31"`, []string{"rule tried", "as_of"}},
		{"an error on one source's word", aRule, `"warning"`, `"error"`, []string{"rule tried", "single", "error"}},
		{"a warning on our own word", aRule, `"single"`, `"own"`, []string{"rule tried", "own", "warning"}},
		{"a confidence nobody knows", aRule, `"single"`, `"certain"`, []string{"rule tried", "certain"}},
		{"a severity nobody knows", aRule, `"warning"`, `"fatal"`, []string{"rule tried", "fatal"}},
		{"a scope nobody knows", aRule, `for = "domain"`, `for = "galaxy"`, []string{"rule tried", "galaxy"}},
		{"a field that is not there", aRule, `field = "name"`, `field = "nmae"`, []string{"zz.toml, line 2", "rule tried", "nmae"}},
		{"a field of a rule over fields", aRule, `for = "domain"`, `for = "field"`, []string{"rule tried", "field"}},
		{"a kind nobody knows", aRule, "severity =", "kinds = [\"renewal\"]\nseverity =", []string{"rule tried", "renewal"}},
		{"a rule twice", aRule, `"tried"`, `"domain-url"`, []string{"rule domain-url", "twice"}},
		{"a material twice", aMaterial, `"tried"`, `"check_list"`, []string{"material check_list", "twice"}},
		{"a material without last case", aMaterial, `id = "always",`, `id = "always", when = "online",`, []string{"material tried", "last case"}},
		{"a seal neither wanted nor not", aMaterial, `seal = "none"`, `seal = "maybe"`, []string{"material tried", "maybe"}},
		{"a fingerprint neither wanted nor not", aMaterial, `seal = "none"`, "seal = \"none\"\nfingerprint = \"thumb\"", []string{"material tried", "thumb"}},
		{"a case with a fingerprint neither wanted nor not", aMaterial, `needed = true }`, `needed = true, fingerprint = "thumb" }`, []string{"material tried", "thumb"}},
		{"a date neither wanted nor not", aMaterial, `date = "none"`, `date = ""`, []string{"material tried"}},
		{"a material per planet", aMaterial, `per = "filing"`, `per = "planet"`, []string{"material tried", "planet"}},
		{"a page twice", aPage, `id = "tried"`, `id = "domains"`, []string{"page domains", "twice"}},
		{"a field that no filing has", aPage, `name = "name"`, `name = "slogan"`, []string{"field websites.slogan"}},
		{"a field of another type", aPage, `type = "text"`, `type = "flag"`, []string{"field websites.name", "flag"}},
		{"a type nobody knows", aPage, `type = "text"`, `type = "colour"`, []string{"field websites.name", "colour"}},
		{"a list that is not there", aPage, `type = "text"`, "type = \"choice\"\n choices = \"colours\"", []string{"field websites.name", "colours"}},
		{"a question that leads nowhere", aQuestion, `kind = "new_access"`, `next = "nowhere"`, []string{"question tried", "yes"}},
		{"a question that leads to no kind", aQuestion, `kind = "new_access"`, `kind = "renewal"`, []string{"question tried", "renewal"}},
		{"an answer that says nothing", aQuestion, `, kind = "new_access"`, ``, []string{"question tried", "yes"}},
		{"an answer that leads to two places", aQuestion, `kind = "new_access"`, `kind = "new_access", stop = true`, []string{"question tried", "yes"}},
		{"a question twice", aQuestion, `"tried"`, `"purpose"`, []string{"question purpose", "twice"}},
		{"a list twice", "[[list]]\nid = \"language\"\nchoice = []\n", "", "", []string{"list language", "twice"}},
		{"a group twice", "[[group.person]]\nname = \"x\"\ntype = \"text\"\n", "", "", []string{"group person", "twice"}},
		{"a kind twice", "[[kind]]\nid = \"new_access\"\n", "", "", []string{"kind new_access", "twice"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			chapter := strings.Replace(test.chapter, test.was, test.is, 1)
			if chapter == test.chapter && test.was != test.is {
				t.Fatal("the chapter was not changed")
			}
			files := bookFiles(t)
			files["zz.toml"] = &fstest.MapFile{Data: []byte(chapter)}
			_, err := rules.Load(files)
			if err == nil {
				t.Fatal("accepted")
			}
			for _, word := range test.says {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("the error does not say %q: %v", word, err)
				}
			}
		})
	}
}

func TestLoadNamesAllThatIsWrong(t *testing.T) {
	files := bookFiles(t)
	files["zz.toml"] = &fstest.MapFile{Data: []byte(strings.Replace(aRule, "domain.name", "domian.name", 1) + strings.Replace(aMaterial, `"filing"`, `"planet"`, 1))}
	_, err := rules.Load(files)
	if err == nil || !strings.Contains(err.Error(), "domian") || !strings.Contains(err.Error(), "planet") {
		t.Errorf("got %v", err)
	}
}

func TestLoadRefusesHalfABook(t *testing.T) {
	files := bookFiles(t)
	delete(files, "book.toml")
	if _, err := rules.Load(files); err == nil || !strings.Contains(err.Error(), "version") {
		t.Errorf("without its head: %v", err)
	}
	if _, err := rules.Load(fstest.MapFS{}); err == nil {
		t.Error("an empty folder is a rulebook")
	}
}
