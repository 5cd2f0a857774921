package source

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// write makes a folder of source of these files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func scan(t *testing.T, files map[string]string) *Uses {
	t.Helper()
	u, err := Scan(write(t, files))
	if err != nil {
		t.Fatal(err)
	}
	return u
}

const code = `package window

const prefix = "page"

var whole = []string{"dialog.cancel", "dialog.cancle", "dialog.json", "host.name"}

func say(id string, n int, ready bool) string {
	title := "done.title"
	if !ready {
		title += ".draft"
	}
	_ = "kind." + id + ".help"
	_ = fmt.Sprintf("step.%d.name", n)
	_ = strings.Join([]string{"state", id}, ".")
	_ = "lost." + id
	return prefix + "." + id + ".intro"
}
`

var exists = []string{
	"dialog.cancel", "dialog.close", "done.title", "done.title.draft", "done.title.other", "kind.new.help", "kind.new.why", "lost",
	"page.host.intro", "page.host.outro", "rule.left", "rule.told", "state.begun", "step.1.name", "step.1.other",
}

func TestWhatIsUsedAndDoesNotExistIsFoundWithItsPlace(t *testing.T) {
	u := scan(t, map[string]string{"ui/window.go": code, "ui/window_test.go": "package window\nvar x = \"dialog.tested\"\n"})
	got := u.Unknown(Known{IDs: exists, Told: []string{"rule.told", "rule.forgotten"}})
	want := []Use{{"dialog.cancle", "ui/window.go:5"}, {"lost.*", "ui/window.go:15"}, {"rule.forgotten", ""}}
	if !slices.Equal(got, want) {
		t.Errorf("unknown are %v, want %v", got, want)
	}
	if got := u.Unknown(Known{IDs: exists, Other: []string{"dialog.cancle", "lost.*"}}); len(got) > 0 {
		t.Errorf("strings that are known to be no ids are taken for ids: %v", got)
	}
}

func TestWhatExistsAndIsNotUsedIsFound(t *testing.T) {
	u := scan(t, map[string]string{
		"window.go":            code,
		"rules/book/form.toml": "names = { kind = '\"state.\" + kind(value)' }\nmessage = \"rule.left\"\n",
	})
	got := u.Unused(Known{IDs: exists, Told: []string{"rule.told"}})
	want := []string{"dialog.close", "done.title.other", "kind.new.why", "lost", "page.host.outro", "step.1.other"}
	if !slices.Equal(got, want) {
		t.Errorf("unused are %v, want %v", got, want)
	}
	// What belongs to a rulebook is used where the rulebook says so, and not because some
	// code can say any of it.
	got = u.Unused(Known{IDs: exists, Told: []string{"rule.told"}, Sorts: []string{"kind"}})
	if !slices.Contains(got, "kind.new.help") {
		t.Errorf("unused are %v, without kind.new.help, which no rulebook has", got)
	}
}

func TestAFolderWithoutSourceIsAnError(t *testing.T) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "nothing"), write(t, map[string]string{"a.go": "package"})} {
		if _, err := Scan(dir); err == nil {
			t.Errorf("%s is taken for source", dir)
		}
	}
}
