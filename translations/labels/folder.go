package labels

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"recordaldesk/translations"
)

// The files of a translator's folder. A file of edits is called active.<language>.toml.
const (
	checksName  = "checked.toml"
	historyName = "history.jsonl"
)

// New returns a bench on which nothing has been done.
func New(now func() time.Time) *Bench {
	return &Bench{
		now: now, edits: map[translations.Language]map[string]translations.Forms{},
		checks: map[string]Check{}, last: map[string]int{},
	}
}

// IsFile reports whether a file of the name belongs to a translator's folder.
func IsFile(name string) bool {
	return name == checksName || name == historyName || languageOf(name) != ""
}

// languageOf is the language of a file of edits; "" for any other file.
func languageOf(name string) translations.Language {
	code, ok := strings.CutPrefix(name, "active.")
	code, toml := strings.CutSuffix(code, ".toml")
	tag, err := language.Parse(code)
	if !ok || !toml || err != nil || tag.String() != code {
		return ""
	}
	return translations.Language(code)
}

// Read takes up the files of a translator's folder, by their names. What cannot be taken
// up (a message that the program no longer has, or that has lost an argument since) is
// left out and returned as errors, each a [*Refusal] or one that names the file. The rest
// is there in any case.
func Read(now func() time.Time, files map[string][]byte) (*Bench, []error) {
	b := New(now)
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch l := languageOf(name); {
		case l != "":
			edits, errs := readEdits(name, l, files[name])
			b.edits[l] = edits
			wrong = append(wrong, errs...)
		case name == checksName:
			if err := toml.Unmarshal(files[name], &b.checks); err != nil {
				wrong = append(wrong, fmt.Errorf("read %s: %w", name, err))
			}
		case name == historyName:
			if err := b.readHistory(files[name]); err != nil {
				wrong = append(wrong, fmt.Errorf("read %s: %w", name, err))
			}
		}
	}
	b.index()
	return b, wrong
}

// readEdits reads a language's edits. Those that the program says by itself by now are
// no edits any more.
func readEdits(name string, l translations.Language, data []byte) (map[string]translations.Forms, []error) {
	edits := map[string]translations.Forms{}
	file, err := i18n.ParseMessageFileBytes(data, name, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		return edits, []error{fmt.Errorf("read %s: %w", name, err)}
	}
	var wrong []error
	for _, m := range file.Messages {
		forms := translations.FormsOf(m)
		if err := Refuse(l, m.ID, forms); err != nil {
			wrong = append(wrong, err)
			continue
		}
		if builtIn, _ := translations.BuiltInForms(l, m.ID); !forms.Equal(builtIn) {
			edits[m.ID] = forms
		}
	}
	return edits, wrong
}

func (b *Bench) readHistory(data []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c Change
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return err
		}
		b.history = append(b.history, c)
	}
	return lines.Err()
}

// Files returns what the translator's folder has to hold, by name: the edits of each
// language that has any or that was begun, who has checked what, and the changes.
func (b *Bench) Files() (map[string][]byte, error) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	files := map[string][]byte{}
	for l, edits := range b.edits {
		if len(edits) == 0 && translations.Is(l) {
			continue
		}
		data, err := marshal(messages(edits))
		if err != nil {
			return nil, err
		}
		files["active."+string(l)+".toml"] = data
	}
	if len(b.checks) > 0 {
		data, err := marshal(b.checks)
		if err != nil {
			return nil, err
		}
		files[checksName] = data
	}
	if len(b.history) > 0 {
		var out bytes.Buffer
		for _, c := range b.history {
			line, err := json.Marshal(c)
			if err != nil {
				return nil, fmt.Errorf("write a change: %w", err)
			}
			out.Write(line)
			out.WriteByte('\n')
		}
		files[historyName] = out.Bytes()
	}
	return files, nil
}

func marshal(v any) ([]byte, error) {
	data, err := toml.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("write TOML: %w", err)
	}
	return data, nil
}

// messages are edits as go-i18n writes them: a text, or a table of forms.
func messages(edits map[string]translations.Forms) map[string]any {
	all := make(map[string]any, len(edits))
	for id, forms := range edits {
		if len(forms) == 1 {
			all[id] = forms[translations.Other]
			continue
		}
		all[id] = forms
	}
	return all
}

// ErrNotHandedBack is the error for a file that is none of [Bench.HandBack].
var ErrNotHandedBack = errors.New("this is no file of a translator's edits")

// HandedBack is a translator's work in one file, in TOML: the edits of each language as
// go-i18n has them, and who has checked what.
type HandedBack struct {
	Kind    string                                   `toml:"kind"`    // [HandedBackKind]
	Program string                                   `toml:"program"` // name and version
	On      string                                   `toml:"on"`      // YYYY-MM-DD
	Edits   map[translations.Language]map[string]any `toml:"edits"`
	Checked map[string]Check                         `toml:"checked"`
}

// HandedBackKind is the kind of all files of [Bench.HandBack].
const HandedBackKind = "recordal-labels/1"

// HandBack returns all that was done as one file for the project; program is the name and
// version of the program.
func (b *Bench) HandBack(program string) ([]byte, error) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	h := HandedBack{
		Kind: HandedBackKind, Program: program, On: b.now().Format(time.DateOnly),
		Edits: map[translations.Language]map[string]any{}, Checked: b.checks,
	}
	for l, edits := range b.edits {
		h.Edits[l] = messages(edits)
	}
	return marshal(h)
}
