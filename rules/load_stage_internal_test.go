package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// smallDesk is the least of a rulebook that has lists of the desk by itself.
const smallDesk = small + `
[[rule]]
id = "short-name"
severity = "error"
for = "filing"
field = "host.name"
when = 'len(host.name) == 1'
source = "domain 1.2"
confidence = "seed"
as_of = "2026-11-28"

[[rule]]
id = "no-kind"
severity = "error"
for = "filing"
field = "kind"
when = 'kind == ""'
source = "domain 5.1"
confidence = "seed"
as_of = "2026-11-28"

[[list]]
id = "province"
choice = [{ id = "110000" }, { id = "620000" }]

[[stage]]
id = "mailed"
next = ["closed"]
source = "domain 5.2"
confidence = "seed"
as_of = "2026-11-28"

[[stage]]
id = "closed"
ends = true
source = "domain 5.2"
confidence = "seed"
as_of = "2026-11-28"

[[clock]]
id = "waiting"
from = ["mailed"]
workdays = 5
where = [{ provinces = ["110000"], workdays = 3 }]
by = "client"
source = "domain 5.3"
confidence = "seed"
as_of = "2026-11-28"

[[stale]]
id = "name"
rules = ["no-name"]

[[footer]]
id = "icp"
link = "https://example.cn/"
source = "domain 5.4"
confidence = "seed"
as_of = "2026-11-28"

[[keying]]
id = "host"
label = "主体单位信息"
source = "domain 1.2"
confidence = "seed"
as_of = "2026-11-28"
rows = [
  { id = "host_name", label = "名称", path = "host.name" },
]

[[security]]
id = "subject"
label = "主体信息"
source = "domain 7.1"
confidence = "seed"
as_of = "2026-11-28"
rows = [
  { id = "subject_name", label = "主体名称", path = "host.name" },
]
`

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
rules = ["no-name", "short-name"]
material = "check_list"
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
	for _, chapter := range []string{"", aStage, aClock, aStale, aSheet} {
		if _, err := LoadFile("rulebook.toml", strings.NewReader(smallDesk+chapter)); err != nil {
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
		{"a stage that leads nowhere", aStage, `"closed"`, `"heaven"`, []string{"line +2", "stage tried", "heaven"}},
		{"a stage twice", aStage, `"tried"`, `"mailed"`, []string{"stage mailed", "twice"}},
		{"a stage of no kind", aStage, "source =", "kinds = [\"renewal\"]\nsource =", []string{"line +2", "stage tried", "renewal"}},
		{"a stage on no route", aStage, "source =", "route = \"by_sea\"\nsource =", []string{"stage tried", "by_sea"}},
		{"a stage without source", aStage, `source = "domain 5.2"`, "", []string{"line +2", "stage tried", "source"}},
		{"a stage of no day", aStage, "2026-11-23", "2026-11-31", []string{"stage tried", "as_of"}},
		{"a stage of no confidence", aStage, `"seed"`, `"certain"`, []string{"stage tried", "certain"}},
		{"a stage with a key nobody knows", aStage, "next", "nest", []string{"line +4", "nest"}},
		{"a stage with an id of blanks", aStage, `"tried"`, `"tried out"`, []string{"stage tried out", "no id"}},
		{"a clock without a length", aClock, "workdays = 2", "", []string{"line +2", "clock tried", "length"}},
		{"a clock with two lengths", aClock, "workdays = 2", "workdays = 2\ndays = 3", []string{"clock tried", "length"}},
		{"a clock that runs backwards", aClock, "= 2", "= -2", []string{"clock tried", "bounds"}},
		{"a clock that runs for ages", aClock, "= 2", "= 100000", []string{"clock tried", "bounds"}},
		{"a clock that is over before it may be", aClock, "= 2", "= 2\nleast = 3", []string{"clock tried", "bounds"}},
		{"a clock that never begins", aClock, `["mailed"]`, `[]`, []string{"clock tried", "begins"}},
		{"a clock that begins nowhere", aClock, `"mailed"`, `"posted"`, []string{"line +2", "clock tried", "posted"}},
		{"a clock that stops nowhere", aClock, `"closed"`, `"opened"`, []string{"clock tried", "opened"}},
		{"a clock for nobody", aClock, `"client"`, `"somebody"`, []string{"clock tried", "somebody"}},
		{"a clock of no province", aClock, "by =", "provinces = [\"999999\"]\nby =", []string{"clock tried", "999999"}},
		{"a length in no province", aClock, "workdays = 2", `where = [{ provinces = ["999999"], days = 2 }]`, []string{"clock tried", "999999"}},
		{"a length that hides another", aClock, "workdays = 2", `where = [{ days = 2 }, { provinces = ["110000"], days = 3 }]`, []string{"clock tried", "hides"}},
		{"a clock twice", aClock, `"tried"`, `"waiting"`, []string{"clock waiting", "twice"}},
		{"what no rule judges", aStale, `"short-name"`, `"lost"`, []string{"line +2", "stale tried", "lost"}},
		{"what is judged in two places", aStale, `"short-name"`, `"no-kind"`, []string{"stale tried", "no-kind", "another field"}},
		{"what nobody judges", aStale, `["no-name", "short-name"]`, `[]`, []string{"stale tried", "names no rule"}},
		{"a paper that is none", aStale, `"check_list"`, `"papyrus"`, []string{"stale tried", "papyrus"}},
		{"a footer twice", aFooter, "", "", []string{"footer icp", "twice"}},
		{"a footer of nothing", aFooter, `"icp"`, `"visitors"`, []string{"footer visitors", "icp"}},
		{"a footer that leads to a program", aFooter, `https://example.cn/`, `javascript:alert(1)`, []string{"footer icp", "https"}},
		{"a footer that leads to nobody", aFooter, `https://example.cn/`, `https:///x`, []string{"footer icp", "https"}},
		{"a text without end", aSheet, `"名称"`, `"` + strings.Repeat("名", 501) + `"`, []string{"tried_name", "longer than"}},
		{"a text that turns round", aSheet, `"名称"`, "\"名\u202e称\"", []string{"tried_name", "cannot be seen"}},
		{"a page twice", aSheet, `"tried"`, `"host"`, []string{"keying host", "twice"}},
		{"a row twice", aSheet, `"tried_name"`, `"host_name"`, []string{"line +9", "host_name", "twice"}},
		{"a row that is a page", aSheet, `"tried_name"`, `"tried"`, []string{"keying tried, tried", "twice"}},
		{"a page without rows", aSheet, `{ id = "tried_name", label = "名称", path = "host.name" },`, ``, []string{"line +2", "keying tried", "rows"}},
		{"a row without label", aSheet, `"名称"`, `""`, []string{"line +9", "tried_name", "label"}},
		{"a row with a path and a text", aSheet, `path =`, `text = "无", path =`, []string{"tried_name", "not both"}},
		{"a row that leads nowhere", aSheet, `"host.name"`, `"host.slogan"`, []string{"line +9", "tried_name", "slogan"}},
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
			_, err := LoadFile("rulebook.toml", strings.NewReader(smallDesk+chapter))
			if err == nil {
				t.Fatal("accepted")
			}
			for _, word := range test.says {
				if n, line := 0, ""; strings.HasPrefix(word, "line +") {
					fmt.Sscanf(word, "line +%d", &n)
					line = fmt.Sprintf("rulebook.toml, line %d", strings.Count(smallDesk, "\n")+n)
					word = line
				}
				if !strings.Contains(err.Error(), word) {
					t.Errorf("the error does not say %q: %v", word, err)
				}
			}
		})
	}
}

func TestTooManyStagesAreRefused(t *testing.T) {
	if _, err := LoadFile("rulebook.toml", strings.NewReader(smallDesk+strings.Repeat(aStage, 65))); err == nil || !strings.Contains(err.Error(), "too many entries") {
		t.Errorf("got %v", err)
	}
	// Over several files they are as many: there is a bit for each.
	half := strings.Builder{}
	for i := range 40 {
		half.WriteString(strings.Replace(aStage, "tried", "tried"+string(rune('a'+i/26))+string(rune('a'+i%26)), 1))
	}
	l := newLoader()
	for _, text := range []string{smallDesk, half.String(), strings.ReplaceAll(half.String(), "tried", "tested")} {
		file, err := decodeBook("rulebook.toml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		l.files = append(l.files, file)
	}
	l.load(l.files)
	if err := errors.Join(l.errs...); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("in several files: %v", err)
	}
}

func TestCompareNamesWhatIsDifferentInStagesAndSheets(t *testing.T) {
	before, err := LoadFile("rulebook.toml", strings.NewReader(smallDesk))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ was, is, want string }{
		{"workdays = 5", "workdays = 4", "clock waiting changed [limit]"},
		{`provinces = ["110000"], workdays = 3`, `provinces = ["620000"], workdays = 3`, "clock waiting changed [limit]"},
		{`by = "client"`, `by = "desk"`, "clock waiting changed [condition]"},
		{`next = ["closed"]`, `next = []`, "stage mailed changed [condition]"},
		{`rules = ["no-name"]`, `rules = ["no-name", "short-name"]`, "stale name changed [condition]"},
		{`link = "https://example.cn/"`, `link = "https://example.cn/x"`, "footer icp changed [form]"},
		{`label = "名称"`, `label = "单位名称"`, "keying host changed [forms]"},
		{`label = "主体名称"`, `label = "单位名称"`, "security subject changed [forms]"},
	} {
		if strings.Count(smallDesk, c.was) != 1 {
			t.Fatalf("%q stands %d times", c.was, strings.Count(smallDesk, c.was))
		}
		file, err := LoadFile("rulebook.toml", strings.NewReader(strings.Replace(smallDesk, c.was, c.is, 1)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range Compare(before.Book, file.Book) {
			got = append(got, fmt.Sprintf("%s %s %s %v", d.Of, d.ID, d.Became, d.Parts))
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("got %v, want %s", got, c.want)
		}
	}
}
