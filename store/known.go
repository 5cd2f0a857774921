package store

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"
)

// What comes in is compared with what is here: by the reference of its filing, and by
// the hash of the file. Both are looked up in memory, since a folder of a thousand
// files may come in beside a hundred thousand drafts.

// fileMark is half of the SHA-256 of a file in which a filing came in: enough to tell it
// from every other.
type fileMark [16]byte

func fileMarkOf(sha256 string) (mark fileMark, ok bool) {
	sum, err := hex.DecodeString(sha256)
	return mark, err == nil && copy(mark[:], sum) == len(mark)
}

// known finds drafts by their reference and by the files in which they came in. It only
// grows: whoever looks something up sees whether the draft still has it.
type known struct {
	complete   bool                // all drafts are in it
	references map[string][]string // the drafts' ids
	files      map[fileMark]string
}

// add takes a draft in. Of nil, which nobody has asked for, it does nothing.
func (k *known) add(m *Summary) {
	if k == nil {
		return
	}
	for _, file := range m.files {
		k.files[file] = m.ID
	}
	if m.reference != nil && *m.reference != "" && !slices.Contains(k.references[*m.reference], m.ID) {
		k.references[*m.reference] = append(k.references[*m.reference], m.ID)
	}
}

// WithReference returns the drafts whose filing has the reference, the one saved last
// first.
func (s *Store) WithReference(ctx context.Context, reference string) ([]*Summary, error) {
	if err := s.know(ctx); err != nil {
		return nil, wrap("look for a reference", err)
	}
	return s.list.withReference(reference), nil
}

func (l *list) withReference(reference string) (found []*Summary) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.known != nil { // else the store was locked meanwhile
		for _, id := range l.known.references[reference] {
			if m := l.byID[id]; m != nil && m.reference != nil && *m.reference == reference {
				found = append(found, m)
			}
		}
	}
	slices.SortFunc(found, func(a, b *Summary) int { return older(b, a) })
	return found
}

// ReceivedIn returns the draft that came in as the file with the SHA-256, of which its
// case has the receipt; nil where none did.
func (s *Store) ReceivedIn(ctx context.Context, sha256 string) (*Summary, error) {
	mark, ok := fileMarkOf(sha256)
	if !ok {
		return nil, nil
	}
	if err := s.know(ctx); err != nil {
		return nil, wrap("look for a receipt", err)
	}
	l := s.list
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.known == nil {
		return nil, nil
	}
	m := l.byID[l.known.files[mark]]
	if m == nil || !slices.Contains(m.files, mark) {
		return nil, nil
	}
	return m, nil
}

// know has everything ready for looking drafts up.
func (s *Store) know(ctx context.Context) error {
	if _, err := s.opened(); err != nil {
		return err
	}
	if err := s.load(ctx); err != nil {
		return err
	}
	if s.list.knowsAll() {
		return nil
	}
	release, err := s.Reserve(ctx, "what is known") // the others wait until all is read
	if err != nil {
		return err
	}
	defer release()
	for _, id := range s.list.know() {
		d, err := s.Load(ctx, id)
		switch {
		case err == nil:
			s.list.refer(id, d.Seq, d.Record.Filing.Reference)
		case !errors.Is(err, ErrDraftDamaged) && !errors.Is(err, ErrNotFound):
			return err
		}
	}
	s.list.knewAll()
	return nil
}

func (l *list) knowsAll() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.known != nil && l.known.complete
}

func (l *list) knewAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known != nil { // else the store was locked meanwhile
		l.known.complete = true
	}
}

// know begins known where it is not complete, and returns the drafts whose summary does
// not say their reference, as those that an earlier version of the program has written.
func (l *list) know() (unread []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shut || l.known != nil && l.known.complete {
		return nil
	}
	l.known = &known{references: map[string][]string{}, files: map[fileMark]string{}}
	for id, m := range l.byID {
		l.known.add(m)
		if m.reference == nil {
			unread = append(unread, id)
		}
	}
	return unread
}

// refer notes the reference of a version of a draft whose summary does not say it.
func (l *list) refer(id string, seq int64, reference string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	m := l.byID[id]
	if m == nil || m.Seq != seq || m.reference != nil {
		return
	}
	l.alter(m, func(m *Summary) { m.reference = &reference })
}
