package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"
	"time"
)

// Drafts returns all drafts, the one saved last first. The order is that of the
// saves, whatever the clock said. The first call waits until the drafts are
// read; after that the answer comes from memory.
func (s *Store) Drafts(ctx context.Context) ([]Summary, error) {
	if err := s.load(ctx); err != nil {
		return nil, wrap("list drafts", err)
	}
	return s.Search(""), nil
}

// Search returns the drafts in which every word of the query occurs, in the
// order of [Store.Drafts]; an empty query gives all. Words are separated by
// spaces and may be any part of the host unit's name or certificate number, a
// website's name, a domain, a recordal number, or the name of a person. Letter
// case and width do not count: Ａbc finds abc.
//
// It looks through memory and finds nothing before Drafts has returned.
func (s *Store) Search(query string) []Summary {
	words := strings.Fields(fold(query))
	return s.list.find(func(m *Summary) bool {
		for _, w := range words {
			if !strings.Contains(m.text, w) {
				return false
			}
		}
		return true
	})
}

// load fills the list from the database unless it is filled.
func (s *Store) load(ctx context.Context) error {
	select {
	case s.list.loading <- struct{}{}:
		defer func() { <-s.list.loading }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if s.list.isComplete() {
		return nil
	}
	rows, err := s.db.read.QueryContext(ctx, "SELECT id, state, created_ms, updated_ms, seq, value FROM draft")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var d Draft
		var created, updated int64
		var value sql.RawBytes
		if err := rows.Scan(&d.ID, &d.State, &created, &updated, &d.Seq, &value); err != nil {
			return err
		}
		d.Created, d.Updated = time.UnixMilli(created), time.UnixMilli(updated)
		if err := s.decode(&d, value); err != nil {
			s.list.put(Summary{ID: d.ID, Seq: d.Seq, State: d.State, Created: d.Created, Updated: d.Updated, Damaged: true})
			continue
		}
		s.list.put(summarise(d))
	}
	if err := rows.Err(); err != nil {
		return err
	}
	s.list.complete()
	return nil
}

// list is the summaries in memory.
type list struct {
	loading chan struct{} // held by who reads the database

	mu      sync.RWMutex
	byID    map[string]*Summary
	order   []*Summary      // oldest first; kept once full
	full    bool            // all drafts are here
	removed map[string]bool // ids, so that loading or a late put does not bring them back
}

func newList() *list {
	return &list{
		loading: make(chan struct{}, 1),
		byID:    map[string]*Summary{},
		removed: map[string]bool{},
	}
}

func (l *list) isComplete() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.full
}

// put takes a summary in unless it knows a later version of the draft.
func (l *list) put(m Summary) {
	l.mu.Lock()
	defer l.mu.Unlock()
	old := l.byID[m.ID]
	if l.removed[m.ID] || old != nil && old.Seq >= m.Seq {
		return
	}
	l.byID[m.ID] = &m
	if !l.full {
		return
	}
	l.drop(old)
	// Nearly always the end; not when two goroutines come here in the other
	// order than they committed.
	at, _ := slices.BinarySearchFunc(l.order, &m, older)
	l.order = slices.Insert(l.order, at, &m)
}

func (l *list) remove(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.removed[id] = true
	l.drop(l.byID[id])
	delete(l.byID, id)
}

func (l *list) drop(m *Summary) {
	if m == nil {
		return
	}
	if at, found := slices.BinarySearchFunc(l.order, m, older); found {
		l.order = slices.Delete(l.order, at, at+1)
	}
}

// older orders by version. The number of a deleted draft can come back, and for
// a moment both may be here.
func older(a, b *Summary) int { return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID)) }

// complete is called when all drafts were put.
func (l *list) complete() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.order = make([]*Summary, 0, len(l.byID))
	for _, m := range l.byID {
		l.order = append(l.order, m)
	}
	slices.SortFunc(l.order, older)
	l.full = true
}

func (l *list) find(wanted func(*Summary) bool) []Summary {
	l.mu.RLock()
	defer l.mu.RUnlock()
	found := make([]*Summary, 0, len(l.order))
	for _, m := range slices.Backward(l.order) {
		if wanted(m) {
			found = append(found, m)
		}
	}
	all := make([]Summary, len(found))
	for i, m := range found {
		all[i] = *m
	}
	return all
}
