package store

import "testing"

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

// Problems lists the package's errors.
func Problems() []error {
	var all []error
	for _, m := range messages {
		all = append(all, m.err)
	}
	return all
}
