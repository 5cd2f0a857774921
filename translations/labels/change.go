package labels

import (
	"slices"
	"time"

	"recordaldesk/translations"
)

// Change is that a message was said otherwise from then on.
type Change struct {
	At       time.Time             `json:"at"`
	By       string                `json:"by,omitempty"`   // the name that the translator gave
	From     string                `json:"from,omitempty"` // the name of the file that it came in; "" where it was typed
	Batch    int                   `json:"batch"`          // what was done at once has one number
	ID       string                `json:"id"`
	Language translations.Language `json:"language"`
	Before   translations.Forms    `json:"before,omitempty"` // nil where it was as built in
	After    translations.Forms    `json:"after,omitempty"`  // nil where it is as built in again
}

// Edit is what a message is to say in a language; nil forms for what is built in.
type Edit struct {
	ID       string
	Language translations.Language
	Forms    translations.Forms
}

// Change makes edits at once, so that they are undone at once too, and returns how many
// of them say something new. from is the name of the file that they come from, "" where
// they were typed. With an error, which is a [*Refusal], none is made.
func (b *Bench) Change(by, from string, edits ...Edit) (int, error) {
	for _, e := range edits {
		if e.Forms == nil {
			continue
		}
		if err := Refuse(e.Language, e.ID, e.Forms); err != nil {
			return 0, err
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	batch := b.batch() + 1
	made := 0
	for _, e := range edits {
		text := b.text(e.Language, e.ID)
		forms := e.Forms
		if forms.Equal(text.BuiltIn) {
			forms = nil
		}
		if forms.Equal(b.edits[e.Language][e.ID]) {
			continue
		}
		b.set(Change{
			At: b.now().UTC().Truncate(time.Second), By: by, From: from, Batch: batch, ID: e.ID, Language: e.Language,
			Before: b.edits[e.Language][e.ID], After: forms,
		})
		made++
	}
	if made > 0 {
		b.undone = nil
	}
	return made, nil
}

// batch is the number of the last batch.
func (b *Bench) batch() int {
	if len(b.history) == 0 {
		return 0
	}
	return b.history[len(b.history)-1].Batch
}

// set makes a change and notes it.
func (b *Bench) set(c Change) {
	b.put(c.Language, c.ID, c.After)
	b.history = append(b.history, c)
	b.last[c.ID] = len(b.history) - 1
}

// put has the message say something in the language; nil for what is built in.
func (b *Bench) put(l translations.Language, id string, forms translations.Forms) {
	switch {
	case forms == nil:
		delete(b.edits[l], id)
	case b.edits[l] == nil:
		b.edits[l] = map[string]translations.Forms{id: forms}
	default:
		b.edits[l][id] = forms
	}
}

// Undo takes back what was last done at once, also before the program was started, and
// returns its changes; none where there is nothing to take back. It is as if it had never
// been done.
func (b *Bench) Undo() []Change {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.history) == 0 {
		return nil
	}
	batch := b.batch()
	at := len(b.history)
	for ; at > 0 && b.history[at-1].Batch == batch; at-- {
		c := b.history[at-1]
		b.put(c.Language, c.ID, c.Before)
	}
	taken := slices.Clone(b.history[at:])
	b.history = b.history[:at]
	b.undone = append(b.undone, taken)
	b.index()
	return taken
}

// Redo does again what was last undone since the last change, and returns its changes;
// none where there is nothing.
func (b *Bench) Redo() []Change {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.undone) == 0 {
		return nil
	}
	again := b.undone[len(b.undone)-1]
	b.undone = b.undone[:len(b.undone)-1]
	for _, c := range again {
		b.set(c)
	}
	return again
}

// Turns tells whether there is something to undo, and something to do again.
func (b *Bench) Turns() (undo, redo bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return len(b.history) > 0, len(b.undone) > 0
}

// index finds each message's last change anew.
func (b *Bench) index() {
	b.last = map[string]int{}
	for i, c := range b.history {
		b.last[c.ID] = i
	}
}
