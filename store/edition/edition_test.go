package edition

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// starting returns the file to begin with, under a version that is newer than any.
func starting(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	if err := Starting(&b); err != nil {
		t.Fatal(err)
	}
	return replace(t, b.String(), `version = "`+rules.Builtin().Version+`"`, `version = "2999.1.1"`)
}

func replace(t testing.TB, text, was, is string) string {
	t.Helper()
	if !strings.Contains(text, was) {
		t.Fatalf("there is no %q", was)
	}
	return strings.Replace(text, was, is, 1)
}

// keep puts a rulebook into a new data folder.
func keep(t testing.TB, text string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, FileName), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { translations.Use(nil) })
	return dir
}

func TestTheStartingFileIsTheBuiltinBook(t *testing.T) {
	var b bytes.Buffer
	if err := Starting(&b); err != nil {
		t.Fatal(err)
	}
	loaded, err := Load(FileName, &b)
	if err != nil {
		t.Fatal(err)
	}
	if d := rules.Compare(rules.Builtin(), loaded.Book); len(d) > 0 || loaded.Book.Version != rules.Builtin().Version {
		t.Errorf("version %s, differences %v", loaded.Book.Version, d)
	}
	if len(loaded.Reworded) > 0 {
		t.Errorf("says otherwise: %v", loaded.Reworded)
	}
}

func TestWithoutAFileTheBuiltinBookIsInForce(t *testing.T) {
	f := Find(t.TempDir())
	if f.Standing != Builtin || f.Book != rules.Builtin() || f.Notice(translations.Chinese) != "" {
		t.Errorf("got %+v", f)
	}
	about := f.About(translations.English)
	if !strings.Contains(about.Version, rules.Builtin().Version) || !strings.Contains(about.Version, rules.Builtin().Date) ||
		len(about.News) == 0 || len(about.Changes) > 0 {
		t.Errorf("about: %+v", about)
	}
}

func TestANewerBookIsInForceAndSpeaks(t *testing.T) {
	text := starting(t)
	text = replace(t, text, "[message.zh]\n", "[message.zh]\n\"rule.tried\" = \"“{{.value}}”不对。\"\n\"rule.tried.fix\" = \"请改正。\"\n")
	text = replace(t, text, "[message.en]\n", "[message.en]\n\"rule.tried\" = \"“{{.value}}” is wrong.\"\n\"rule.tried.fix\" = \"Mend it.\"\n")
	text = replace(t, text, "\n[message.zh]", `
[[rule]]
id = "tried"
severity = "warning"
for = "filing"
field = "host.name"
when = 'host.name == "x"'
source = "domain 1.2"
confidence = "single"
as_of = "2026-11-28"

[message.zh]`)
	text = replace(t, text, `"rule.domain-expired.fix" = "`, `"rule.domain-expired.fix" = "注意！`)
	f := Find(keep(t, text))
	if f.Standing != Newer || f.Book.Version != "2999.1.1" {
		t.Fatalf("standing %s: %v", f.Standing, f.Problems)
	}
	f.Speak()
	filing := rules.New("new_recordal")
	filing.Host.Name = "x"
	report := f.Book.Check(filing, "2026-11-28")
	if report.Rulebook != "2999.1.1" {
		t.Errorf("judged by %s", report.Rulebook)
	}
	if got := translations.Text(translations.English, "rule.tried", map[string]string{"value": "x"}); got != "“x” is wrong." {
		t.Errorf("says %q", got)
	}
	about := f.About(translations.Chinese)
	changes := strings.Join(about.Changes, "\n")
	for _, want := range []string{"新增规则：“‹value›”不对。", "文字有修改：注意！"} {
		if !strings.Contains(changes, want) {
			t.Errorf("the changes do not say %q:\n%s", want, changes)
		}
	}
	if len(about.Changes) != 2 {
		t.Errorf("%d changes:\n%s", len(about.Changes), changes)
	}
	if !strings.Contains(about.Notice, "2999.1.1") || !strings.Contains(about.From, FileName) {
		t.Errorf("about: %+v", about)
	}
	Find(t.TempDir()).Speak()
	if translations.Has(translations.English, "rule.tried") {
		t.Error("the messages stay after the book has gone")
	}
}

// A rulebook of an office is newer than the program and older than the lists of the
// review desk: it is in force, changes nothing of them, and the lists speak.
func TestABookFromBeforeTheListsOfTheDeskIsInForceWithThem(t *testing.T) {
	entries := regexp.MustCompile(`(?m)^\[\[(reason|original|photo|licence)\]\]\n((([^\[\n].*)?)\n)*`)
	messages := regexp.MustCompile(`(?m)^"(reason|original|photo|licence)\.[^"]*" = ".*"\n`)
	text := starting(t)
	before := messages.ReplaceAllString(entries.ReplaceAllString(text, ""), "")
	if strings.Contains(before, "[[reason]]") || strings.Contains(before, `"reason.`) || len(text)-len(before) < 50_000 {
		t.Fatalf("the lists are not taken out: %d bytes of %d are left", len(before), len(text))
	}
	f := Find(keep(t, before))
	if f.Standing != Newer {
		t.Fatalf("standing %s: %v", f.Standing, f.Problems)
	}
	f.Speak()
	if changes := f.Changes(); len(changes) > 0 {
		t.Errorf("changes: %v", changes)
	}
	if len(f.Book.Reasons) != len(rules.Builtin().Reasons) {
		t.Fatalf("%d reasons", len(f.Book.Reasons))
	}
	for _, l := range translations.Languages {
		if label, words := wording.ReasonOfReturn(l, f.Book.Reasons[0].ID); strings.Contains(label+words, "reason.") {
			t.Errorf("says %q, %q", label, words)
		}
	}
	// The office may say a reason in its own words all the same.
	f = Find(keep(t, strings.Replace(before, "[message.zh]\n", "[message.zh]\n\"reason.seal\" = \"公章不行\"\n", 1)))
	f.Speak()
	if label, _ := wording.ReasonOfReturn(translations.Chinese, "seal"); f.Standing != Newer || label != "公章不行" {
		t.Errorf("standing %s, says %q: %v", f.Standing, label, f.Problems)
	}
}

func TestAnOldBookIsLeftAsideHoweverBroken(t *testing.T) {
	for name, text := range map[string]string{
		"as old":           replace(t, starting(t), "2999.1.1", rules.Builtin().Version),
		"older by number":  replace(t, starting(t), "2999.1.1", "2026.9.30"),
		"older and broken": "version = \"2025.1.1\"\n[[rule]]\nno such thing",
	} {
		f := Find(keep(t, text))
		if f.Standing != NotNewer || f.Book != rules.Builtin() {
			t.Errorf("%s: %s", name, f.Standing)
		}
		for _, l := range translations.Languages {
			if notice := f.Notice(l); !strings.Contains(notice, f.Offered) || !strings.Contains(notice, rules.Builtin().Version) {
				t.Errorf("%s: %s", name, notice)
			}
		}
	}
}

func TestAFileThatCannotBeReadIsSaid(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, FileName), 0o700); err != nil {
		t.Fatal(err)
	}
	f := Find(dir)
	if f.Standing != Unreadable || f.Err == nil || !strings.Contains(f.Notice(translations.English), FileName) {
		t.Errorf("%s: %q", f.Standing, f.Notice(translations.English))
	}
}
