package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"
	"github.com/go-json-experiment/json"

	"recordaldesk/translations"
	"recordaldesk/ui/voice"
)

// A new version of the toolkit may bring words that nobody has translated: they would be
// said in the system's language, whatever the program speaks.
func TestTheToolkitSpeaksTheLanguageOfTheProgram(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "lang", "translations", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]any
	if err := json.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	for word := range words {
		if toolkitWords[word] == "" {
			t.Errorf("the toolkit's %q is not translated", word)
		}
	}
	d := newDesk(t, openStore(t))
	for _, mode := range []voice.Mode{voice.English, voice.Chinese, "qps"} {
		d.voice.Switch(mode)
		for word, id := range toolkitWords {
			if got, want := lang.X(word, word), translations.Text(d.voice.Language(), id); got != want {
				t.Errorf("in %s the toolkit says %q for %q, want %q", mode, got, word, want)
			}
		}
	}
	d.voice.Switch(voice.Chinese)
}
