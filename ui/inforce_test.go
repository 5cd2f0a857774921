package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store/edition"
	"recordaldesk/translations"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// withRulebook opens the window over a data folder that holds the starting
// rulebook with a change.
func withRulebook(t *testing.T, was, is string) *desk {
	t.Helper()
	var text bytes.Buffer
	if err := edition.Starting(&text); err != nil {
		t.Fatal(err)
	}
	dir, changed := t.TempDir(), strings.Replace(text.String(), was, is, 1)
	if err := os.WriteFile(filepath.Join(dir, edition.FileName), []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { translations.Use(nil) })
	inForce := edition.Find(dir)
	inForce.Speak()
	d := &desk{ui: make(chan func(), 1000)}
	d.Desk = New(t.Context(), Options{
		App: test.NewTempApp(t), Store: openStore(t), Now: time.Now, Program: "test",
		Book: func() *rules.Book { return inForce.Book }, Rulebook: func() *edition.InForce { return inForce },
		Do: func(f func()) { d.ui <- f },
	})
	d.window.Show()
	d.Begin(t.Context())
	t.Cleanup(d.leave)
	d.until(t, "the rulebook in force is known", func() bool { return d.Desk.inForce != nil })
	return d
}

// windowText is what can be read in the window.
func windowText(d *desk) string {
	var said []string
	for _, o := range seen.Objects(d.window.Content()) {
		if l, ok := o.(*widget.Label); ok {
			said = append(said, l.Text)
		}
	}
	return strings.Join(said, "\n")
}

func TestTheWindowSaysWhyARulebookIsRefused(t *testing.T) {
	version := `version = "` + rules.Builtin().Version + `"`
	d := withRulebook(t, version, `version = "2999.1"`)
	if d.o.Book() != rules.Builtin() {
		t.Error("a broken rulebook is in force")
	}
	for mode, want := range map[voice.Mode][]string{
		voice.Chinese: {"rulebook.toml没有启用", "第", "2999.1", "仍按随程序安装的版本" + rules.Builtin().Version},
		voice.English: {"rulebook.toml of the data folder is not in force", "line ", "2999.1", "version " + rules.Builtin().Version},
	} {
		d.voice.Switch(mode)
		for _, words := range want {
			if got := windowText(d); !strings.Contains(got, words) {
				t.Errorf("%s: the window does not say %q:\n%s", mode, words, got)
			}
		}
	}
	// It is said again when the person comes back to the list.
	d.newFiling()
	d.opened(t, "")
	if strings.Contains(windowText(d), "rulebook.toml") {
		t.Error("it is said on the page of a filing")
	}
	d.Home()
	if !strings.Contains(windowText(d), "rulebook.toml") {
		t.Error("it is not said again")
	}
}

func TestTheWindowSaysThatANewerRulebookIsInForce(t *testing.T) {
	d := withRulebook(t, `version = "`+rules.Builtin().Version+`"`, `version = "2999.1.1"`)
	d.voice.Switch(voice.English)
	if got := windowText(d); !strings.Contains(got, "version 2999.1.1 of "+rules.Builtin().Date) {
		t.Errorf("the window says\n%s", got)
	}
	d.showRulebook("")
	if got := windowText(d); !strings.Contains(got, "version 2999.1.1 of") {
		t.Errorf("the page of the rulebook says\n%s", got)
	}
	for _, words := range []string{edition.FileName + " in the data folder", translations.Text(translations.English, "news.all-kinds"), "says the same"} {
		if got := d.bookChanges(translations.English); !strings.Contains(got, words) {
			t.Errorf("what is new does not say %q:\n%s", words, got)
		}
	}
	d.leaveRulebook()
	d.newFiling()
	d.opened(t, "")
	if got := d.session.Report().Rulebook; got != "2999.1.1" {
		t.Errorf("the filing is judged by %s", got)
	}
}

func TestTheWindowSaysNothingOfTheBuiltinRulebook(t *testing.T) {
	d := newDesk(t, openStore(t))
	if got := windowText(d); strings.Contains(got, "rulebook.toml") {
		t.Errorf("the window says\n%s", got)
	}
}
