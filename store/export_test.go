package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Pragma reads a pragma of the writing or the reading pool.
func (s *Store) Pragma(t testing.TB, pool, pragma string) string {
	t.Helper()
	db := s.db.read
	if pool == "write" {
		db = s.db.write
	}
	var value string
	if err := db.QueryRow("PRAGMA " + pragma).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

// SetPragma sets a pragma of the database, such as "user_version = 99".
func (s *Store) SetPragma(t testing.TB, pragma string) {
	t.Helper()
	s.Exec(t, "PRAGMA "+pragma)
}

// Exec changes the database behind the store's back.
func (s *Store) Exec(t testing.TB, query string, args ...any) {
	t.Helper()
	if _, err := s.db.write.Exec(query, args...); err != nil {
		t.Fatal(err)
	}
}

// OpenWithKeysOf tries to open a draft of one store with the keys of another.
func OpenWithKeysOf(t testing.TB, s, other *Store, id string) error {
	t.Helper()
	row, err := storedDraft(t.Context(), s.db.read, id)
	if err != nil {
		t.Fatal(err)
	}
	k, err := other.opened()
	if err != nil {
		t.Fatal(err)
	}
	_, err = row.open(k)
	old, oldErr := storedDraft(t.Context(), other.db.read, id)
	if oldErr != nil {
		t.Fatal(oldErr)
	}
	row.key = old.key // the key that the draft had then
	if _, again := row.open(k); again == nil {
		return nil
	}
	return err
}

// Bytes returns the values that the queries find, as they stand on the disk: of each
// no more than fits a page.
func (s *Store) Bytes(t testing.TB, queries ...string) []string {
	t.Helper()
	var all []string
	for _, query := range queries {
		rows, err := s.db.read.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var value []byte
			if err := rows.Scan(&value); err != nil {
				t.Fatal(err)
			}
			all = append(all, string(value[:min(len(value), 400)]))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// FillList puts drafts into the list that are not in the database.
func FillList(s *Store, n int, record func(i int) Record) {
	for i := range n {
		s.list.put(summarise(Draft{ID: fmt.Sprintf("%036d", i), Seq: int64(i + 1), Record: record(i)}))
	}
	s.list.complete()
}

// SearchTexts gives what the search looks through, by draft.
func SearchTexts(s *Store) map[string]string {
	all := map[string]string{}
	for id, m := range s.list.byID {
		all[id] = strings.TrimSuffix(string(s.list.texts.textOf(m.at)), "\n")
	}
	return all
}

// CopyUnread does what a backup does but for reading back what was copied: database and
// scans lie in the folder, on the disk.
func (s *Store) CopyUnread(t testing.TB, into string) {
	t.Helper()
	path, err := os.MkdirTemp(into, "copy-*")
	if err != nil {
		t.Fatal(err)
	}
	m := maker{db: s.db.read, dir: s.dir, place: into, keys: s.keys.Load(), now: s.now(), hold: &s.files}
	if err := errors.Join(os.MkdirAll(filepath.Join(into, scansFolder), 0o700), m.fill(t.Context(), &storedBackup{path: path})); err != nil {
		t.Fatal(err)
	}
}
