package rules

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// small is the least that is a rulebook.
const small = `version = "2026.12.1"
date = "2026-11-28"
online = "false"

[[kind]]
id = "new_recordal"
fills = ["host"]

[[question]]
id = "purpose"
answers = [{ id = "open", kind = "new_recordal" }]

[[page]]
id = "host_unit"
step = "host"

  [[page.section]]
  id = "host_unit"
  block = "host"
  base = "host"

    [[page.section.field]]
    name = "name"
    type = "text"

[[rule]]
id = "no-name"
severity = "error"
for = "filing"
field = "host.name"
when = 'host.name == ""'
source = "domain 1.2"
confidence = "seed"
as_of = "2026-11-28"

[[material]]
id = "check_list"
per = "filing"
copies = 1
delivery = ["email"]
signature = "none"
seal = "none"
date = "none"
source = "domain 6.1"
confidence = "seed"
as_of = "2026-11-28"
case = [{ id = "always", needed = true }]

[message.zh]
"rule.no-name" = "没有名称。"
`

func TestLoadFileReadsOneFile(t *testing.T) {
	for name, text := range map[string]string{
		"as it is":               small,
		"from Notepad":           "\xef\xbb\xbf" + strings.ReplaceAll(small, "\n", "\r\n"),
		"with an inline rule":    strings.Replace(small, "[message.zh]\n\"rule.no-name\" = ", "[message]\nzh.\"rule.no-name\" = ", 1),
		"with a long string":     strings.Replace(small, `'host.name == ""'`, "'''\nhost.name == \"\"'''\n", 1),
		"with marks in a string": strings.Replace(small, `'host.name == ""'`, "\"\"\"host.name == \\\"[[[[[[[[[[[[{{{{{{{{{{\\\"\"\"\"", 1),
	} {
		file, err := LoadFile("rulebook.toml", strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(file.Book.Rules) != 1 || len(file.Messages) != 1 || file.Messages[0].ID != "rule.no-name" || file.Messages[0].Language != "zh" {
			t.Errorf("%s: %d rules, messages %v", name, len(file.Book.Rules), file.Messages)
		}
		if name == "as it is" && file.Messages[0].Line != 1+strings.Count(text[:strings.LastIndex(text, `"rule.no-name"`)], "\n") {
			t.Errorf("the message stands at line %d", file.Messages[0].Line)
		}
	}
}

func TestTheBuiltinBookIsTheSameAsOneFile(t *testing.T) {
	text, err := BuiltinText()
	if err != nil {
		t.Fatal(err)
	}
	file, err := LoadFile("rulebook.toml", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if d := Compare(Builtin(), file.Book); len(d) > 0 {
		t.Errorf("differences: %v", d)
	}
	if file.Book.Version != Builtin().Version || file.Book.Date != Builtin().Date || len(file.Book.News) != len(Builtin().News) {
		t.Error("the heads differ")
	}
	for i, page := range Builtin().Pages {
		if file.Book.Pages[i].ID != page.ID {
			t.Errorf("page %d is %s, want %s", i, file.Book.Pages[i].ID, page.ID)
		}
	}
	for i, rule := range Builtin().Rules {
		if file.Book.Rules[i].ID != rule.ID {
			t.Fatalf("rule %d is %s, want %s", i, file.Book.Rules[i].ID, rule.ID)
		}
	}
}

// Files that are made to take all memory, all time or the stack. A file is refused
// in the time that reading one takes; the limit is for a busy machine with the race
// detector.
func TestHugeFilesAreRefusedSoon(t *testing.T) {
	fill := func(s string) string { return strings.Repeat(s, (MaxBookBytes-len(small))/len(s)) }
	numbered := func(one string) string {
		var b strings.Builder
		for i := 0; b.Len() < 2<<20; i++ {
			b.WriteString(strings.ReplaceAll(one, "#", strings.Repeat("x", i%7)+string(rune('a'+i%26))))
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"longer than allowed":              strings.Repeat("# \n", MaxBookBytes/2),
		"brackets without end":             "a = " + fill("["),
		"braces without end":               "a = " + fill("{a="),
		"brackets over lines":              "a = [\n" + fill("[\n"),
		"a key of a million parts":         fill("a.") + "a = 1",
		"a table of a million parts":       "[" + fill("a.") + "a]",
		"a long name over many keys":       "[" + strings.Repeat("a", 1<<20) + "]\n" + numbered("# = 1\n"),
		"a long name within a table":       "a = { \"" + strings.Repeat("a", 1<<20) + "\" = { b = 1 } }",
		"nothing but table heads":          fill("[[rule]]\n"),
		"nothing but kinds":                small + fill("[[kind]]\nid='x'\n"),
		"nothing but a string":             `version = "` + fill("x") + `"`,
		"a string that never ends":         "version = '''" + fill("x\n"),
		"nothing but comments":             fill("#\n"),
		"an expression of a million signs": strings.Replace(small, `when = '`, `when = '`+strings.Repeat("(", 1<<20), 1),
		"a group in a thousand sections": small + "[[group.g]]\n" + strings.Repeat("name = \"name\"\ntype = \"text\"\n[[group.g]]\n", 900) + "name = \"name\"\ntype = \"text\"\n" +
			"[[page]]\nid = \"p\"\nstep = \"host\"\n" + strings.Repeat("[[page.section]]\nid = \"s\"\nbase = \"host\"\ngroup = \"g\"\n", 190),
		"a rule with all arguments":   strings.Replace(small, `source = "domain 1.2"`, "source = \"domain 1.2\"\nargs = { "+strings.TrimSuffix(manyArgs(20000), ", ")+" }", 1),
		"messages beyond number":      small + manyMessages(60000),
		"reasons beyond number":       small + fill("[[reason]]\nid='x'\n"),
		"a thousand wrong rules":      small + strings.Repeat("[[rule]]\nid = \"x\"\nwhen = \"nonsense\"\n", 900),
		"a stage before thousands":    small + "[[stage]]\nid = 'x'\nnext = [" + strings.Repeat("'x',\n", 600000) + "]\n",
		"a day judged by thousands":   small + "[[stale]]\nid = 'x'\nrules = [" + strings.Repeat("'no-name',\n", 300000) + "]\n",
		"a sheet of thousands":        small + "[[keying]]\nid = 'x'\nrows = [" + strings.Repeat("{id='x'},\n", 40000) + "]\n",
		"a list of a million members": small + "[[list]]\nid = \"x\"\nchoice = [" + strings.Repeat("{id='x'},\n", 40000) + "]\n",
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			_, err := LoadFile("rulebook.toml", strings.NewReader(text))
			if err == nil {
				t.Fatal("accepted")
			}
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			if n := len(BookErrors(err)); n == 0 || n > maxErrors {
				t.Errorf("%d errors", n)
			}
			if len(err.Error()) > 1<<20 {
				t.Errorf("the error has %d bytes", len(err.Error()))
			}
		})
	}
}

// useLists runs what a window would ask the book's lists.
func useLists(b *Book) {
	f := New("new_recordal")
	f.Host.Province = "110000"
	f.Host.Certificate.ValidUntil, f.Websites[0].Domains[0].ExpiresOn = "2027-01-31", "2027-02-28"
	b.Stale(f, "2026-11-28")
	b.Placed(b.Keying, f)
	b.Placed(b.Security, f)
	for _, s := range b.Stages {
		b.Following(f.Kind, Online, s.ID)
		b.Due(DueInput{Kind: f.Kind, Province: "110000", Route: Online, Reached: []Reached{{s.ID, time.Unix(1e9, 0)}}})
	}
	b.Footer("京ICP备2026012345号-1")
}

func manyArgs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a" + strings.Repeat("b", i%90) + string(rune('a'+i%26)) + " = 'host.name', ")
	}
	return b.String()
}

func manyMessages(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("\"x" + strings.Repeat("y", i%90) + string(rune('a'+i/90%26)) + "\" = \"x\"\n")
	}
	return b.String()
}

func TestLoadFilePassesOnWhatReadingFailedWith(t *testing.T) {
	broken := errors.New("the disk is gone")
	if _, err := LoadFile("rulebook.toml", failing{broken}); !errors.Is(err, broken) || len(BookErrors(err)) > 0 {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// FuzzLoadFile proves that no file crashes the loader: it gives a book, or errors
// of which each names the file.
func FuzzLoadFile(f *testing.F) {
	f.Add([]byte(small))
	for _, line := range strings.SplitAfter(small, "\n") {
		f.Add([]byte(strings.Replace(small, line, "", 1)))
	}
	names, err := filepath.Glob("book/*.toml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 2000)])
	}
	hostile, err := filepath.Glob("../store/hostile/testdata/rulebook/*.toml")
	if err != nil || len(hostile) == 0 {
		f.Fatalf("no hostile rulebooks: %v", err)
	}
	for _, name := range hostile {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(data) < 16<<10 {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := LoadFile("rulebook.toml", strings.NewReader(string(data)))
		if err != nil {
			for _, one := range BookErrors(err) {
				if one.File != "rulebook.toml" || one.What == "" || one.Format == "" || one.Line < 0 || one.Line > 1+strings.Count(string(data), "\n") {
					t.Errorf("%+v", one)
				}
			}
			if len(BookErrors(err)) == 0 {
				t.Errorf("no error of a book: %v", err)
			}
			return
		}
		file.Book.Messages()
		if d := Compare(file.Book, file.Book); len(d) > 0 {
			t.Errorf("differs from itself: %v", d)
		}
		Compare(Builtin(), file.Book)
		useLists(file.Book)
	})
}
