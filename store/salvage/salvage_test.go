package salvage_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/store/salvage"
)

// forEachSize runs a test with the least page size, that of the store, and the largest.
func forEachSize(t *testing.T, test func(t *testing.T, pageSize int)) {
	for _, size := range []int{512, 4096, 65536} {
		t.Run(fmt.Sprint(size), func(t *testing.T) { test(t, size) })
	}
}

// used fills a database and deletes and changes some of it again, so that there are
// free pages and free places on pages.
func used(t testing.TB, d *database, pageSize int) {
	t.Helper()
	d.fill(t, 200, 3*pageSize)
	d.fill(t, 300, 40)
	d.do(t, "DELETE FROM draft WHERE rowid % 7 = 0 OR rowid BETWEEN 60 AND 120")
	d.do(t, "DELETE FROM scan WHERE size % 3 = 0")
	d.do(t, "UPDATE draft SET value = randomblob(length(value) / 2) WHERE rowid % 5 = 0")
}

func TestASoundDatabaseIsReadAsSQLiteReadsIt(t *testing.T) {
	for name, pragma := range map[string]string{
		"deleted is overwritten": "PRAGMA secure_delete = 1",
		"deleted stays":          "PRAGMA secure_delete = 0",
	} {
		t.Run(name, func(t *testing.T) {
			forEachSize(t, func(t *testing.T, pageSize int) {
				d := newDatabase(t, pageSize)
				d.do(t, pragma)
				used(t, d, pageSize)
				d.checkpoint(t)
				want := d.rows(t)
				db, _ := d.files(t)
				got := read(t, db, nil, want)
				got.exactly(t, want)
				var pages, freed int
				for query, into := range map[string]*int{"PRAGMA page_count": &pages, "PRAGMA freelist_count": &freed} {
					if err := d.QueryRow(query).Scan(into); err != nil {
						t.Fatal(err)
					}
				}
				if freed == 0 {
					t.Fatal("the database has no free page to be left alone")
				}
				r := got.report
				if !r.HeaderUsable || r.PageSize != pageSize || r.Pages != pages || r.Unreadable+r.Lost+r.Cut+r.Frames != 0 || r.Free < freed {
					t.Errorf("of %d pages, %d of them free, the report says %+v", pages, freed, r)
				}
				if got.trees[""] != 0 || got.trees["draft_seq"] != got.trees["draft"] || got.trees["sqlite_schema"] != 4 {
					t.Errorf("rows by tree: %v", got.trees)
				}
			})
		})
	}
}

func TestTheTreesAreThoseOfTheSchema(t *testing.T) {
	d := newDatabase(t, 4096)
	d.do(t, "CREATE VIEW seen AS SELECT id FROM draft")
	d.checkpoint(t)
	db, _ := d.files(t)
	trees, err := salvage.Trees(t.Context(), bytes.NewReader(db), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, tree := range trees {
		got = append(got, fmt.Sprint(tree.Name, " of ", tree.Table, " ", tree.Index, " ", tree.SQL != ""))
	}
	want := []string{
		"draft of draft false true", "sqlite_autoindex_draft_1 of draft true false",
		"scan of scan false true", "draft_seq of draft true true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A long list of tables takes more than page 1.
func TestAListOfTablesOverSeveralPagesIsRead(t *testing.T) {
	d := newDatabase(t, 512)
	for i := range 40 {
		d.do(t, fmt.Sprintf("CREATE TABLE more_%d (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT", i))
		d.do(t, fmt.Sprintf("INSERT INTO more_%d VALUES ('a', 'b')", i))
	}
	d.checkpoint(t)
	db, _ := d.files(t)
	got := read(t, db, nil, nil)
	for i := range 40 {
		if name := fmt.Sprint("more_", i); got.trees[name] != 1 {
			t.Errorf("%s has %d rows, want 1", name, got.trees[name])
		}
	}
}

func TestNumbersOfEveryKindAreRead(t *testing.T) {
	d := newDatabase(t, 4096)
	d.do(t, "CREATE TABLE number (a)")
	want := []any{
		nil, int64(0), int64(1), int64(-1), int64(127), int64(-129), int64(1 << 20), int64(-1 << 23), int64(1 << 40), int64(-1 << 47),
		int64(1<<63 - 1), int64(-1 << 63), 0.1, -1e300, "", "字", []byte{}, []byte{0},
	}
	for _, n := range want {
		d.do(t, "INSERT INTO number VALUES (?)", n)
	}
	d.checkpoint(t)
	db, _ := d.files(t)
	var got []any
	if _, err := salvage.Read(t.Context(), bytes.NewReader(db), nil, func(row salvage.Row) error {
		if row.Tree != nil && row.Tree.Name == "number" {
			got = append(got, row.Values...)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The program makes no such database; that it is one must be said, not guessed from the
// values.
func TestTextInUTF16IsReported(t *testing.T) {
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	d := &database{DB: db}
	db.SetMaxOpenConns(1)
	d.do(t, "PRAGMA encoding = 'UTF-16le'")
	d.do(t, "CREATE TABLE word (a)")
	d.do(t, "INSERT INTO word VALUES ('字')")
	if err := db.QueryRow("SELECT file FROM pragma_database_list").Scan(&d.path); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	report, err := salvage.Read(t.Context(), bytes.NewReader(file), nil, func(row salvage.Row) error {
		found = found || len(row.Values) == 1 && row.Values[0] == "\x57\x5b"
		return nil
	})
	if err != nil || !report.UTF16 || !found {
		t.Errorf("%+v, %v; found: %v", report, err, found)
	}
}

func TestReadingStopsWhenItIsTold(t *testing.T) {
	d := newDatabase(t, 512)
	d.fill(t, 100, 1000)
	db, wal := d.files(t)
	ctx, cancel := context.WithCancel(t.Context())
	rows := 0
	_, err := salvage.Read(ctx, bytes.NewReader(db), bytes.NewReader(wal), func(salvage.Row) error {
		rows++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || rows > 20 {
		t.Errorf("%d rows after the stop, %v", rows, err)
	}
	full := errors.New("full")
	if _, err := salvage.Read(t.Context(), bytes.NewReader(db), bytes.NewReader(wal), func(salvage.Row) error { return full }); !errors.Is(err, full) {
		t.Errorf("got %v, want what the caller returned", err)
	}
}

func TestAFileOfMoreThan4GBIsRefused(t *testing.T) {
	if _, err := salvage.Read(t.Context(), huge{}, nil, nil); !errors.Is(err, salvage.ErrTooLarge) {
		t.Errorf("got %v, want %v", err, salvage.ErrTooLarge)
	}
}

// huge says it is larger than what is read.
type huge struct{ bytes.Reader }

func (huge) Size() int64 { return 4<<30 + 1 }
func (huge) ReadAt([]byte, int64) (int, error) {
	return 0, errors.New("read of a file that is too large")
}
