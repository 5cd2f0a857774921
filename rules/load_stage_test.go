package rules_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"recordaldesk/rules"
)

const aStage = `
[[stage]]
id = "tried"
next = ["closed"]
source = "domain 5.2"
confidence = "seed"
as_of = "2026-11-23"
`

const aClock = `
[[clock]]
id = "tried"
from = ["mailed"]
until = ["closed"]
workdays = 2
by = "client"
source = "domain 5.3"
confidence = "seed"
as_of = "2026-11-23"
`

const aStale = `
[[stale]]
id = "tried"
rules = ["domain-validity", "domain-expired"]
material = "domain_certificate"
`

const aFooter = `
[[footer]]
id = "icp"
link = "https://example.cn/"
source = "domain 5.4"
confidence = "seed"
as_of = "2026-11-23"
`

const aSheet = `
[[keying]]
id = "tried"
label = "试填"
source = "domain 1.2"
confidence = "seed"
as_of = "2026-11-23"
rows = [
  { id = "tried_name", label = "名称", path = "host.name" },
]
`

func TestLoadAcceptsAnotherStageClockAndSheet(t *testing.T) {
	for _, chapter := range []string{aStage, aClock, aStale, aSheet} {
		files := bookFiles(t)
		files["zz.toml"] = &fstest.MapFile{Data: []byte(chapter)}
		if _, err := rules.Load(files); err != nil {
			t.Error(err)
		}
	}
}

func TestLoadRefusesWrongStagesAndSheets(t *testing.T) {
	for _, test := range []struct {
		name    string
		chapter string
		was, is string
		says    []string // in the error
	}{
		{"a stage that leads nowhere", aStage, `"closed"`, `"heaven"`, []string{"zz.toml, line 2", "stage tried", "heaven"}},
		{"a stage twice", aStage, `"tried"`, `"mailed"`, []string{"stage mailed", "twice"}},
		{"a stage of no kind", aStage, "source =", "kinds = [\"renewal\"]\nsource =", []string{"zz.toml, line 2", "stage tried", "renewal"}},
		{"a stage on no route", aStage, "source =", "route = \"by_sea\"\nsource =", []string{"stage tried", "by_sea"}},
		{"a stage without source", aStage, `source = "domain 5.2"`, "", []string{"zz.toml, line 2", "stage tried", "source"}},
		{"a stage of no day", aStage, "2026-11-23", "2026-11-31", []string{"stage tried", "as_of"}},
		{"a stage of no confidence", aStage, `"seed"`, `"certain"`, []string{"stage tried", "certain"}},
		{"a stage with a key nobody knows", aStage, "next", "nest", []string{"zz.toml, line 4", "nest"}},
		{"a stage with an id of blanks", aStage, `"tried"`, `"tried out"`, []string{"stage tried out", "no id"}},
		{"a clock without a length", aClock, "workdays = 2", "", []string{"zz.toml, line 2", "clock tried", "length"}},
		{"a clock with two lengths", aClock, "workdays = 2", "workdays = 2\ndays = 3", []string{"clock tried", "length"}},
		{"a clock that runs backwards", aClock, "= 2", "= -2", []string{"clock tried", "bounds"}},
		{"a clock that runs for ages", aClock, "= 2", "= 100000", []string{"clock tried", "bounds"}},
		{"a clock that is over before it may be", aClock, "= 2", "= 2\nleast = 3", []string{"clock tried", "bounds"}},
		{"a clock that never begins", aClock, `["mailed"]`, `[]`, []string{"clock tried", "begins"}},
		{"a clock that begins nowhere", aClock, `"mailed"`, `"posted"`, []string{"zz.toml, line 2", "clock tried", "posted"}},
		{"a clock that stops nowhere", aClock, `"closed"`, `"opened"`, []string{"clock tried", "opened"}},
		{"a clock for nobody", aClock, `"client"`, `"somebody"`, []string{"clock tried", "somebody"}},
		{"a clock of no province", aClock, "by =", "provinces = [\"999999\"]\nby =", []string{"clock tried", "999999"}},
		{"a length in no province", aClock, "workdays = 2", `where = [{ provinces = ["999999"], days = 2 }]`, []string{"clock tried", "999999"}},
		{"a length that hides another", aClock, "workdays = 2", `where = [{ days = 2 }, { provinces = ["110000"], days = 3 }]`, []string{"clock tried", "hides"}},
		{"a clock twice", aClock, `"tried"`, `"sms"`, []string{"clock sms", "twice"}},
		{"what no rule judges", aStale, `"domain-expired"`, `"domain-lost"`, []string{"zz.toml, line 2", "stale tried", "domain-lost"}},
		{"what is judged in two places", aStale, `"domain-expired"`, `"document-expired"`, []string{"stale tried", "document-expired", "another field"}},
		{"what nobody judges", aStale, `["domain-validity", "domain-expired"]`, `[]`, []string{"stale tried", "names no rule"}},
		{"a paper that is none", aStale, `"domain_certificate"`, `"papyrus"`, []string{"stale tried", "papyrus"}},
		{"a footer twice", aFooter, "", "", []string{"footer icp", "twice"}},
		{"a footer of nothing", aFooter, `"icp"`, `"visitors"`, []string{"footer visitors", "icp"}},
		{"a footer that leads to a program", aFooter, `https://example.cn/`, `javascript:alert(1)`, []string{"footer icp", "https"}},
		{"a page twice", aSheet, `"tried"`, `"host"`, []string{"keying host", "twice"}},
		{"a row twice", aSheet, `"tried_name"`, `"host_name"`, []string{"zz.toml, line 9", "host_name", "twice"}},
		{"a row that is a page", aSheet, `"tried_name"`, `"tried"`, []string{"keying tried, tried", "twice"}},
		{"a page without rows", aSheet, `{ id = "tried_name", label = "名称", path = "host.name" },`, ``, []string{"zz.toml, line 2", "keying tried", "rows"}},
		{"a row without label", aSheet, `"名称"`, `""`, []string{"zz.toml, line 9", "tried_name", "label"}},
		{"a row with a path and a text", aSheet, `path =`, `text = "无", path =`, []string{"tried_name", "not both"}},
		{"a row that leads nowhere", aSheet, `"host.name"`, `"host.slogan"`, []string{"zz.toml, line 9", "tried_name", "slogan"}},
		{"a row that no form asks for", aSheet, `"host.name"`, `"schema"`, []string{"tried_name", "schema"}},
		{"a row of a website on a page of none", aSheet, `"host.name"`, `"websites.*.name"`, []string{"tried_name", "once a website"}},
		{"a row that joins nothing", aSheet, `"host.name"`, `"host.name", join = true`, []string{"tried_name", "joined"}},
		{"a row of no kind", aSheet, `"host.name"`, `"host.name", kinds = ["renewal"]`, []string{"tried_name", "renewal"}},
		{"a row of no confidence", aSheet, `"host.name"`, `"host.name", confidence = "certain"`, []string{"tried_name", "certain"}},
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

func TestTooManyStagesAreRefused(t *testing.T) {
	files := bookFiles(t)
	files["zz.toml"] = &fstest.MapFile{Data: []byte(strings.Repeat(aStage, 65))}
	if _, err := rules.Load(files); err == nil || !strings.Contains(err.Error(), "too many entries") {
		t.Errorf("got %v", err)
	}
	// In two files they are as many: there is a bit for each.
	half := strings.Builder{}
	for i := range 60 {
		half.WriteString(strings.Replace(aStage, "tried", "tried"+string(rune('a'+i/26))+string(rune('a'+i%26)), 1))
	}
	files["zz.toml"] = &fstest.MapFile{Data: []byte(half.String())}
	if _, err := rules.Load(files); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("in two files: %v", err)
	}
}

// A rulebook that an office wrote for the program of last year has none of the lists.
func TestABookWithoutTheListsKeepsTheBuiltinOnes(t *testing.T) {
	text, err := rules.BuiltinText()
	if err != nil {
		t.Fatal(err)
	}
	builtin := rules.Builtin()
	for name, without := range map[string]string{"all": withoutTables(text, "stage", "clock", "stale", "footer", "keying", "security"), "the stages alone": withoutTables(text, "stage")} {
		file, err := rules.LoadFile("rulebook.toml", strings.NewReader(without))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b := file.Book
		if !reflect.DeepEqual(b.Stages, builtin.Stages) || len(b.Clocks) != len(builtin.Clocks) || len(b.Keying) != len(builtin.Keying) ||
			len(b.Security) != len(builtin.Security) || len(b.Footers) != len(builtin.Footers) || len(b.StaleRules) != len(builtin.StaleRules) {
			t.Errorf("without %s: the lists are others", name)
		}
		in := rules.DueInput{Kind: "new_recordal", Route: rules.Online, Reached: reach(t, "mailed", "2026-11-02 10:00")}
		if got := b.Due(in); len(got) != 2 {
			t.Errorf("without %s: %d clocks run", name, len(got))
		}
	}
}

// withoutTables drops all tables of the names from a rulebook.
func withoutTables(text string, names ...string) string {
	var kept []string
	drop := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "[") {
			drop = false
			for _, name := range names {
				drop = drop || strings.HasPrefix(line, "[["+name+"]]")
			}
		}
		if !drop {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}
