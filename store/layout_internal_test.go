package store

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestAMigrationIsDoneWholeOrNotAtAll(t *testing.T) {
	db, err := sql.Open("sqlite", dsn(filepath.Join(t.TempDir(), "a.db"), walOptions(true)))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	version := func() (v int) {
		if err := db.QueryRow("PRAGMA user_version").Scan(&v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	tables := func() (n int) {
		if err := db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	run := func(files fstest.MapFS) error {
		steps, err := migrations(files)
		if err != nil {
			t.Fatal(err)
		}
		return migrate(t.Context(), db, "", steps)
	}
	files := fstest.MapFS{
		"migrations/0001_one.sql": file("CREATE TABLE one (a)"),
		"migrations/0002_two.sql": file("CREATE TABLE two (a); CREATE TABLE three (a); wrong"),
	}
	if err := run(files); err == nil {
		t.Error("a wrong step was taken for done")
	}
	if version() != 1 || tables() != 1 {
		t.Errorf("version %d with %d tables, want 1 with 1", version(), tables())
	}
	files["migrations/0002_two.sql"] = file("CREATE TABLE two (a); CREATE TABLE three (a)")
	for range 2 { // the second time there is nothing to do
		if err := run(files); err != nil {
			t.Fatal(err)
		}
		if version() != 2 || tables() != 3 {
			t.Errorf("version %d with %d tables, want 2 with 3", version(), tables())
		}
	}
	delete(files, "migrations/0002_two.sql")
	if err := run(files); !errors.Is(err, ErrNewerSchema) {
		t.Errorf("got %v, want %v", err, ErrNewerSchema)
	}
}

func TestMigrationsAreNumberedWithoutAGap(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"gap":      {"migrations/0001_a.sql": file(""), "migrations/0003_b.sql": file("")},
		"twice":    {"migrations/0001_a.sql": file(""), "migrations/0001_b.sql": file("")},
		"no digit": {"migrations/first.sql": file("")},
	} {
		if _, err := migrations(files); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestAPathIsEscapedInTheNameOfTheDatabase(t *testing.T) {
	for path, want := range map[string]string{
		"/home/u/a?b#c%d e/x.db": "file:///home/u/a%3Fb%23c%25d%20e/x.db",
		"/家/x.db":                "file:///%E5%AE%B6/x.db",
		"C:/Users/u/x.db":        "file:///C:/Users/u/x.db", // as Windows paths come after ToSlash
		"//server/share/x.db":    "file:////server/share/x.db",
	} {
		if got := dsn(path, nil); got != want {
			t.Errorf("dsn(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestADataFolderBesideTheProgramWins(t *testing.T) {
	home := filepath.Join(t.TempDir(), "share")
	beside := t.TempDir()
	program := filepath.Join(beside, "recordal")
	want := filepath.Join(home, "recordal-desk")
	if got, err := dirFor(program, home); err != nil || got != want {
		t.Errorf("without a folder: %q, %v; want %q", got, err, want)
	}
	portable := filepath.Join(beside, "data")
	if err := os.WriteFile(portable, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := dirFor(program, home); err != nil || got != want {
		t.Errorf("with a file of that name: %q, %v; want %q", got, err, want)
	}
	if err := os.Remove(portable); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(portable, 0o700); err != nil {
		t.Fatal(err)
	}
	if got, err := dirFor(program, home); err != nil || got != portable {
		t.Errorf("with a folder: %q, %v; want %q", got, err, portable)
	}
	if got, err := dirFor(filepath.Join(beside, SafeGraphics, "recordal"), home); err != nil || got != portable {
		t.Errorf("for the copy with safe graphics: %q, %v; want %q", got, err, portable)
	}
	if left, err := os.ReadDir(portable); err != nil || len(left) != 0 {
		t.Errorf("left in the folder: %v, %v", left, err)
	}
}
