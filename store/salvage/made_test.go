package salvage_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"

	"recordaldesk/store/salvage"
)

// database is one that SQLite has open, with tables like those of the store.
type database struct {
	*sql.DB
	path   string
	random *rand.Rand
	made   int // rows of draft so far
}

// newDatabase makes a database with the settings of the store.
func newDatabase(t testing.TB, pageSize int) *database {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // to which the pragmas are said
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &database{DB: db, path: path, random: rand.New(rand.NewPCG(1, uint64(pageSize)))}
	for _, pragma := range []string{
		fmt.Sprint("page_size = ", pageSize), "auto_vacuum = incremental", "journal_mode = wal",
		"synchronous = off", "secure_delete = 1", "wal_autocheckpoint = 0",
	} {
		d.do(t, "PRAGMA "+pragma)
	}
	d.do(t, `CREATE TABLE draft (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, ratio REAL, value BLOB, note TEXT) STRICT`)
	d.do(t, `CREATE TABLE scan (address TEXT PRIMARY KEY, size INTEGER, added_ms INTEGER) STRICT, WITHOUT ROWID`)
	d.do(t, `CREATE INDEX draft_seq ON draft (seq)`)
	return d
}

func (d *database) do(t testing.TB, query string, args ...any) {
	t.Helper()
	if _, err := d.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// fill adds rows to both tables in one transaction, with values of at most longest
// bytes, or of exactly as many if it is negative.
func (d *database) fill(t testing.TB, rows, longest int) {
	t.Helper()
	d.do(t, "BEGIN")
	for range rows {
		d.made++
		length := -longest
		if longest > 0 {
			length = d.random.IntN(longest)
		}
		value := make([]byte, length)
		for i := range value {
			value[i] = byte(d.random.Uint32())
		}
		ratio := any(float64(d.made) / 8) // whole ones, which are kept as integers, among them
		if d.made%5 == 0 {
			ratio = nil
		}
		seq := int64(1) << (d.made % 63) // of every length that an integer has
		if d.made%2 == 0 {
			seq = -seq
		}
		d.do(t, "INSERT INTO draft VALUES (?, ?, ?, ?, ?)", fmt.Sprintf("draft-%05d", d.made), seq, ratio, value, "杭州示例")
		d.do(t, "INSERT INTO scan VALUES (?, ?, ?)", fmt.Sprintf("%08x-%d", d.random.Uint32(), d.made), length, d.made%2)
	}
	d.do(t, "COMMIT")
}

// checkpoint moves the log into the file.
func (d *database) checkpoint(t testing.TB) {
	t.Helper()
	d.do(t, "PRAGMA wal_checkpoint(truncate)")
}

// files returns what stands on the disk, the database still being open.
func (d *database) files(t testing.TB) (db, wal []byte) {
	t.Helper()
	db, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	wal, err = os.ReadFile(d.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	return db, wal
}

// content is the rows of the tables by table and key.
type content map[string][]any

// rows asks SQLite for the rows.
func (d *database) rows(t testing.TB) content {
	t.Helper()
	all := content{}
	for table, query := range map[string]string{
		"draft": "SELECT id, seq, ratio, value, note, rowid FROM draft",
		"scan":  "SELECT address, size, added_ms FROM scan",
	} {
		rows, err := d.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			all[table+" "+values[0].(string)] = values
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// found is what was read out of a database.
type found struct {
	report salvage.Report
	rows   map[string]hit  // whole ones of the tables, told by their shape
	wrong  []string        // rows that are none of those in the database
	cut    map[string]bool // keys of records that are cut
	trees  map[string]int  // rows of each tree, "" where it is not known
}

// hit is a row that was found.
type hit struct {
	values []any
	page   uint32
	times  int
}

// read reads a database and holds its rows to those it should have.
func read(t testing.TB, db, wal []byte, want content) found {
	t.Helper()
	return readFrom(t, bytes.NewReader(db), logOf(wal), want)
}

// logOf is the log to be read, absent where there is none.
func logOf(wal []byte) salvage.Source {
	if wal == nil {
		return nil
	}
	return bytes.NewReader(wal)
}

func readFrom(t testing.TB, db, wal salvage.Source, want content) found {
	t.Helper()
	f := found{rows: make(map[string]hit, len(want)), cut: map[string]bool{}, trees: map[string]int{}}
	var err error
	f.report, err = salvage.Read(context.Background(), db, wal, func(row salvage.Row) error {
		name := ""
		if row.Tree != nil {
			name = row.Tree.Name
		}
		f.trees[name]++
		key, values, ok := known(row)
		switch {
		case !ok:
		case row.Cut:
			f.cut[key] = true
		default:
			f.rows[key] = hit{values, row.Page, f.rows[key].times + 1}
			if want != nil && !same(values, want[key]) {
				f.wrong = append(f.wrong, fmt.Sprintf("%s on page %d", key, row.Page))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// known tells a row of one of the two tables by its shape, as the caller must when the
// list of tables is lost.
func known(row salvage.Row) (key string, values []any, ok bool) {
	if len(row.Values) == 0 {
		return "", nil, false
	}
	id, ok := row.Values[0].(string)
	switch {
	case !ok:
	case row.WithoutRowID && len(row.Values) == 3:
		return "scan " + id, row.Values, true
	case !row.WithoutRowID && (len(row.Values) == 5 || row.Cut) && len(id) == len("draft-00000"):
		values := append([]any{}, row.Values...)
		if len(values) > 2 {
			if whole, isWhole := values[2].(int64); isWhole { // as a REAL may be kept
				values[2] = float64(whole)
			}
		}
		return "draft " + id, append(values, row.RowID), true
	}
	return "", nil, false
}

func same(a, b []any) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, isBytes := a[i].([]byte)
		y, areBytes := b[i].([]byte)
		if isBytes != areBytes || !isBytes && a[i] != b[i] || !bytes.Equal(x, y) {
			return false
		}
	}
	return true
}

// missing are the keys of wanted rows that were not found.
func (f found) missing(want content) []string {
	var all []string
	for key := range want {
		if _, ok := f.rows[key]; !ok {
			all = append(all, key)
		}
	}
	return all
}

// exactly fails unless the rows are those wanted, each once, and nothing else.
func (f found) exactly(t testing.TB, want content) {
	t.Helper()
	if missing := f.missing(want); len(missing) > 0 {
		t.Errorf("%d of %d rows are missing, %s among them", len(missing), len(want), missing[0])
	}
	if len(f.wrong) > 0 {
		t.Errorf("%d rows are wrong or were deleted, %s among them", len(f.wrong), f.wrong[0])
	}
	for key, hit := range f.rows {
		if hit.times != 1 {
			t.Fatalf("%s came %d times", key, hit.times)
		}
	}
}
