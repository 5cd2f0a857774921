package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"recordaldesk/store/crash"
)

// Drafts returns all drafts, the one saved last first. The order is that of the
// saves, whatever the clock said. The first call waits until the drafts are
// read; after that the answer comes from memory.
func (s *Store) Drafts(ctx context.Context) ([]*Summary, error) {
	if err := s.load(ctx); err != nil {
		return nil, wrap("list drafts", err)
	}
	return s.Search(""), nil
}

// Search returns the drafts in which every word of the query occurs, in the
// order of [Store.Drafts]; an empty query gives all. Words are separated by
// spaces and may be any part of the host unit's name or certificate number, a
// website's name, a domain, a recordal number, or the name of a person. Letter
// case and width do not count: Ａbc finds abc. Letters also find the Chinese characters
// whose pinyin they begin, whatever the reading: cqcj finds 重庆长江.
//
// It looks through memory and finds nothing before Drafts has returned.
func (s *Store) Search(query string) []*Summary {
	return s.list.find(strings.Fields(fold(query)))
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
	if err := s.reading(func(k *keys) error { return s.allSummaries(ctx, k) }); err != nil {
		return err
	}
	s.list.complete()
	return nil
}

// allSummaries fills the list from the database, by several readers at once: opening a
// row takes longer than reading it. Half of them are left to who opens a filing meanwhile.
func (s *Store) allSummaries(ctx context.Context, k *keys) error {
	var first, last sql.NullInt64
	if err := s.db.read.QueryRowContext(ctx, "SELECT min(rowid), max(rowid) FROM draft").Scan(&first, &last); err != nil || !last.Valid {
		return err
	}
	span := uint64(last.Int64 - first.Int64)
	parts := min(readers/2, uint64(runtime.GOMAXPROCS(0)), span/fewest+1)
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	work := crash.Group{Stop: func() { stop(nil) }}
	for i := range parts {
		from := first.Int64 + int64(i*(span/parts+1))
		to := from + int64(span/parts)
		if i == parts-1 {
			to = last.Int64
		}
		work.Go(func() {
			if err := s.summaries(ctx, k, s.list.put, "WHERE d.rowid BETWEEN ? AND ?", from, to); err != nil {
				stop(err)
			}
		})
	}
	work.Wait()
	return context.Cause(ctx)
}

// Recent returns the drafts saved last, at most so many, as [Store.Drafts] would, but
// without waiting for the others.
func (s *Store) Recent(ctx context.Context, most int) ([]*Summary, error) {
	var all []*Summary
	// In the order in which they lie in the file, which the system reads ahead.
	const newest = "WHERE d.rowid IN (SELECT rowid FROM draft ORDER BY seq DESC LIMIT ?)"
	err := s.reading(func(k *keys) error {
		return s.summaries(ctx, k, func(m Summary) { all = append(all, &m) }, newest, most)
	})
	s.list.wasFirst()
	slices.SortFunc(all, func(a, b *Summary) int { return older(b, a) })
	return all, wrap("list drafts", err)
}

// summaries calls f with the summaries of the drafts that the end of the query asks
// for. The values of the drafts are not read.
func (s *Store) summaries(ctx context.Context, k *keys, f func(Summary), which string, bounds ...any) error {
	query := "SELECT d.id, d.state, d.created_ms, d.updated_ms, d.seq, d.key, d.summary, coalesce(c.seq, 0), c.line " +
		"FROM draft d LEFT JOIN casework c ON c.draft_id = d.id " + which
	return eachRow(ctx, s.db.read, func(row *sql.Rows) error {
		var c columns
		var key, sealed, line sql.RawBytes
		var caseSeq int64
		if err := row.Scan(&c.id, &c.state, &c.created, &c.updated, &c.seq, &key, &sealed, &caseSeq, &line); err != nil {
			return err
		}
		m, err := k.summary(c, key, sealed, caseSeq, line)
		if err != nil {
			m = c.summary()
			m.Damaged = true
		}
		f(m)
		return nil
	}, query, bounds...)
}

// summary opens what the list shows of a draft, and of its case where that has a version.
func (k *keys) summary(c columns, key, sealed []byte, caseSeq int64, line []byte) (Summary, error) {
	box, err := k.draftBox(c.id, key)
	if err != nil {
		return Summary{}, err
	}
	plain, err := box.Open(sealed, c.place("summary"))
	if err != nil {
		return Summary{}, err
	}
	m, err := decodeSummary(c, plain)
	if err == nil && caseSeq > 0 {
		m.caseSeq = caseSeq
		var shown storedLine
		shown, err = openLine(box, c.id, caseSeq, line)
		m.Case, m.files = shown.Line, shown.Files
	}
	return m, err
}

// list is the summaries in memory.
type list struct {
	loading chan struct{} // held by who reads the database
	first   chan struct{} // closed when the window has its first drafts
	begun   sync.Once     // closes first

	mu      sync.RWMutex
	byID    map[string]*Summary
	texts   haystack            // kept once full
	full    bool                // all drafts are here
	shut    bool                // the store is locked: nothing may be here
	damaged map[string]int64    // versions of drafts that were found damaged
	early   map[string]caseLine // of drafts that are not read yet
	known   *known              // by what drafts are found again; nil until somebody asks
	removed map[string]bool     // ids, so that loading or a late put does not bring them back
}

func newList() *list {
	return &list{
		loading: make(chan struct{}, 1),
		first:   make(chan struct{}),
		byID:    map[string]*Summary{},
		damaged: map[string]int64{},
		early:   map[string]caseLine{},
		removed: map[string]bool{},
	}
}

// firstWithin is how long the reading of all drafts leaves disk and processor to
// [Store.Recent], for which a person waits. Who calls Drafts does not wait for it.
const firstWithin = 200 * time.Millisecond

func (l *list) awaitFirst(ctx context.Context) {
	select {
	case <-l.first:
	case <-time.After(firstWithin):
	case <-ctx.Done():
	}
}

func (l *list) wasFirst() { l.begun.Do(func() { close(l.first) }) }

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
	if l.shut || l.removed[m.ID] {
		return
	}
	if old != nil && old.Seq >= m.Seq {
		l.showCase(old, m.caseSeq, storedLine{m.Case, m.files})
		return
	}
	if old != nil && old.caseSeq > m.caseSeq {
		m.Case, m.files, m.caseSeq = old.Case, old.files, old.caseSeq
	}
	if c := l.early[m.ID]; c.seq > m.caseSeq {
		m.Case, m.files, m.caseSeq = c.line.Line, c.line.Files, c.seq
	}
	m.Damaged = m.Damaged || l.damaged[m.ID] == m.Seq
	l.byID[m.ID] = &m
	l.known.add(&m)
	if l.full {
		l.drop(old)
		l.add(&m)
	}
}

// add puts the draft into what is searched.
func (l *list) add(m *Summary) {
	l.texts.add(m, m.text)
	m.text = ""
}

// close forgets all drafts, and takes none until the list is opened.
func (l *list) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.byID, l.texts, l.full, l.shut = map[string]*Summary{}, haystack{}, false, true
	l.known = nil
	clear(l.early)
}

// open lets the list be filled.
func (l *list) open() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.shut = false
}

// damage marks a version of a draft as damaged, also before it is listed.
func (l *list) damage(id string, seq int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.damaged[id] = seq
	if m := l.byID[id]; m != nil && m.Seq == seq {
		l.alter(m, func(m *Summary) { m.Damaged = true })
	}
}

// alter puts a changed copy in the place of a summary: whoever has that reads it.
func (l *list) alter(m *Summary, change func(*Summary)) {
	changed := *m
	change(&changed)
	l.byID[m.ID] = &changed
	l.known.add(&changed)
	if l.full {
		l.texts.of[m.at] = &changed
	}
}

func (l *list) remove(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.removed[id] = true
	l.drop(l.byID[id])
	delete(l.byID, id)
}

func (l *list) drop(m *Summary) {
	if m != nil && l.full {
		l.texts.drop(m)
	}
}

// older orders by version. The number of a deleted draft can come back, and for
// a moment both may be here.
func older(a, b *Summary) int {
	if a.Seq == b.Seq {
		return cmp.Compare(a.ID, b.ID)
	}
	return cmp.Compare(a.Seq, b.Seq)
}

// complete is called when all drafts were put.
func (l *list) complete() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.full {
		return
	}
	all := slices.SortedFunc(maps.Values(l.byID), older)
	l.texts.grow(all)
	for _, m := range all {
		l.add(m)
	}
	l.full = true
	clear(l.early)
}

// Listed is how many drafts a search without a query finds.
func (s *Store) Listed() int {
	s.list.mu.RLock()
	defer s.list.mu.RUnlock()
	return s.list.texts.living
}

// find returns the drafts in whose text every word is, the last saved first.
func (l *list) find(words []string) []*Summary {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.texts.find(words)
}
