// Package labels is the translators' bench: every message of the program with what is
// known of it, and what translators have done to it.
//
// A translator's edits lie in a folder of the user, over the built-in messages: one file
// a language as go-i18n reads it, who has checked what, and all changes ever made, see
// [Open]. Nothing there changes the program's own files; what was done can be handed back
// to the project as one file, see [Bench.HandBack].
//
// What a message is, where it stands and what goes into it tells [FamilyOf]; how it is to be
// written, [Kind] and [Glossary]; what is wrong with it, [LintMessage].
package labels

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"recordaldesk/translations"
)

// Bench is the messages of the program and a translator's work on them. It may be used
// from several goroutines.
type Bench struct {
	now func() time.Time

	mu      sync.RWMutex
	edits   map[translations.Language]map[string]translations.Forms
	checks  map[string]Check
	history []Change
	undone  [][]Change     // what can be done again, the last undone last
	last    map[string]int // index in history of a message's last change
}

// Check is that a translator has looked at a message in all its languages and found it
// right.
type Check struct {
	By string `toml:"by"` // the name that the translator gave
	At string `toml:"at"` // YYYY-MM-DD
	Of string `toml:"of"` // see [fingerprint]: of what was said then
}

// Record is all that is known of a message.
type Record struct {
	ID    string
	Texts map[translations.Language]Text // of all languages, also those where it is missing
	Check *Check                         // nil where nobody has
	Last  *Change                        // nil where the message is as it was built in
}

// Text is a message in a language.
type Text struct {
	Forms   translations.Forms // what is said; nil where it is missing
	BuiltIn translations.Forms // what the program says by itself; nil where it does not
}

// Edited reports whether a translator has changed what the program says.
func (t Text) Edited() bool { return !t.Forms.Equal(t.BuiltIn) }

// Missing reports whether the language does not have the message.
func (t Text) Missing() bool { return len(t.Forms) == 0 }

// Changed reports whether the message says something else than when it was checked.
func (r *Record) Changed() bool { return r.Check != nil && r.Check.Of != fingerprint(r.Texts) }

// Seen reports whether a translator has checked the message as it is.
func (r *Record) Seen() bool { return r.Check != nil && !r.Changed() }

// Counts reports whether the message says how many of a thing there are, so that a
// language needs all its plural forms.
func Counts(id string) bool {
	forms, _ := translations.BuiltInForms(translations.English, id)
	return len(forms) > 1
}

// fingerprint tells texts apart: the same for the same forms in the built-in languages.
// Another language of the user's does not count, since others do not have it.
func fingerprint(texts map[translations.Language]Text) string {
	sum := sha256.New()
	for _, l := range translations.Languages {
		for _, form := range translations.AllForms {
			fmt.Fprintf(sum, "%s\x00%s\x00%s\x00", l, form, texts[l].Forms[form]) // a hash takes everything
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// Fingerprint tells what a message says in one language apart from anything else that it
// may say: 16 hexadecimal digits.
func Fingerprint(forms translations.Forms) string {
	sum := sha256.New()
	for _, form := range translations.AllForms {
		fmt.Fprintf(sum, "%s\x00%s\x00", form, forms[form]) // a hash takes everything
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

// IDs returns the ids of all messages, sorted: those that are built in.
func IDs() []string { return slices.Clone(ids()) }

var ids = sync.OnceValue(func() []string {
	all := map[string]bool{}
	for _, l := range translations.Languages {
		for _, id := range translations.BuiltInIDs(l) {
			all[id] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
})

// Languages returns the languages that the bench has: those that are built in and those
// that a translator has begun, these by their codes.
func (b *Bench) Languages() []translations.Language {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.languages()
}

func (b *Bench) languages() []translations.Language {
	all := slices.Clone(translations.Languages)
	for _, l := range slices.Sorted(maps.Keys(b.edits)) {
		if !translations.Is(l) {
			all = append(all, l)
		}
	}
	return all
}

// Record returns what is known of a message; false where there is none of that id.
func (b *Bench) Record(id string) (*Record, bool) {
	if _, ok := slices.BinarySearch(ids(), id); !ok {
		return nil, false
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.record(id), true
}

// Records returns all messages by their ids.
func (b *Bench) Records() []*Record {
	b.mu.RLock()
	defer b.mu.RUnlock()
	all := make([]*Record, len(ids()))
	for i, id := range ids() {
		all[i] = b.record(id)
	}
	return all
}

func (b *Bench) record(id string) *Record {
	r := &Record{ID: id, Texts: map[translations.Language]Text{}}
	for _, l := range b.languages() {
		r.Texts[l] = b.text(l, id)
	}
	if c, ok := b.checks[id]; ok {
		r.Check = &c
	}
	if at, ok := b.last[id]; ok {
		last := b.history[at] // a copy: what is undone makes room for something else
		r.Last = &last
	}
	return r
}

func (b *Bench) text(l translations.Language, id string) Text {
	builtIn, _ := translations.BuiltInForms(l, id)
	if edit, ok := b.edits[l][id]; ok {
		return Text{Forms: edit, BuiltIn: builtIn}
	}
	return Text{Forms: builtIn, BuiltIn: builtIn}
}

// Touched reports whether anything was edited, begun or checked.
func (b *Bench) Touched() bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for l, edits := range b.edits {
		if len(edits) > 0 || !translations.Is(l) {
			return true
		}
	}
	return len(b.checks) > 0
}

// EditedIn returns what a language's edits say, in no order.
func (b *Bench) EditedIn(l translations.Language) []translations.Forms {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return slices.Collect(maps.Values(b.edits[l]))
}

// Speak has the program speak with the edits from now on.
func (b *Bench) Speak() error {
	b.mu.RLock()
	defer b.mu.RUnlock()
	o, err := translations.NewEdits(b.edits)
	if err != nil {
		return fmt.Errorf("take up edits of messages: %w", err)
	}
	translations.UseEdits(o)
	return nil
}

// Try has the program speak with one message otherwise, as it is being typed; nothing is
// kept. Its error is one of [Refuse].
func (b *Bench) Try(l translations.Language, id string, forms translations.Forms) error {
	if err := Refuse(l, id, forms); err != nil {
		return err
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	all := map[translations.Language]map[string]translations.Forms{}
	for language, edits := range b.edits {
		all[language] = edits
	}
	all[l] = maps.Clone(all[l])
	if all[l] == nil {
		all[l] = map[string]translations.Forms{}
	}
	all[l][id] = forms
	o, err := translations.NewEdits(all)
	if err != nil {
		return fmt.Errorf("try an edit: %w", err)
	}
	translations.UseEdits(o)
	return nil
}

// Begin begins another language, in which nothing is said yet. One that is there already
// stays as it is.
func (b *Bench) Begin(l translations.Language) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.edits[l] == nil {
		b.edits[l] = map[string]translations.Forms{}
	}
}

// MarkChecked notes that a translator has looked at messages and found them right. Of an
// unknown id it notes nothing.
func (b *Bench) MarkChecked(by string, which ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	by = strings.TrimSpace(by)
	for _, id := range which {
		if _, ok := slices.BinarySearch(ids(), id); ok {
			b.checks[id] = Check{By: by, At: b.now().Format(time.DateOnly), Of: fingerprint(b.record(id).Texts)}
		}
	}
}

// TakeChecks takes over the notes of others that they have looked at messages, where those
// say what they looked at and nobody here has looked at that, and returns how many it takes.
func (b *Bench) TakeChecks(checks map[string]Check) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	taken := 0
	for id, c := range checks {
		if _, known := slices.BinarySearch(ids(), id); !known || c.By == "" {
			continue
		}
		if now := fingerprint(b.record(id).Texts); c.Of == now && b.checks[id].Of != now {
			b.checks[id] = c
			taken++
		}
	}
	return taken
}

// Uncheck takes the note back that a message was checked.
func (b *Bench) Uncheck(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.checks, id)
}
