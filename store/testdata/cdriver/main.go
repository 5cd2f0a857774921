// Command cdriver does with SQLite in C what the store does with SQLite in Go, to be
// measured beside it. It is a module of its own, so that the program does not depend
// on what it is compared with. Each mode prints a list of milliseconds as JSON.
//
//	cdriver save FILE BYTES TIMES     saves a value of so many bytes, and a change, durably
//	cdriver open FILE                 lists the fifty newest drafts of a store, and counts
//	cdriver like FILE < WORDS         counts the rows with a word, for each line
package main

import (
	"bufio"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"time"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	var took []float64
	var err error
	switch mode, file := os.Args[1], os.Args[2]; mode {
	case "save":
		size, _ := strconv.Atoi(os.Args[3])
		times, _ := strconv.Atoi(os.Args[4])
		took, err = save(file, size, times)
	case "open":
		took, err = list(file)
	case "like":
		took, err = like(file)
	default:
		err = fmt.Errorf("no mode %q", mode)
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(took)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func milliseconds(since time.Time) float64 { return float64(time.Since(since).Nanoseconds()) / 1e6 }

// save writes as the store does: a draft's row and the newest entry of its history in
// one transaction, write-ahead log, full durability. The tables are the store's.
func save(file string, size, times int) ([]float64, error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_secure_delete=true&_foreign_keys=on&_cache_size=-16384")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	random := rand.New(rand.NewSource(1))
	value := func(n int) []byte { b := make([]byte, n); random.Read(b); return b }
	if _, err := db.Exec(`CREATE TABLE IF NOT EXISTS draft (id TEXT PRIMARY KEY, state TEXT NOT NULL, created_ms INTEGER NOT NULL,
		updated_ms INTEGER NOT NULL, seq INTEGER NOT NULL UNIQUE, key BLOB NOT NULL, summary BLOB NOT NULL, value BLOB NOT NULL) STRICT;
		CREATE TABLE IF NOT EXISTS change (draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE, n INTEGER NOT NULL,
		value BLOB NOT NULL, PRIMARY KEY (draft_id, n)) STRICT, WITHOUT ROWID`); err != nil {
		return nil, err
	}
	var rows int
	if err := db.QueryRow("SELECT count(*) FROM draft").Scan(&rows); err != nil {
		return nil, err
	}
	if rows == 0 {
		tx, err := db.Begin()
		if err != nil {
			return nil, err
		}
		for i := range 1000 {
			if _, err := tx.Exec("INSERT INTO draft VALUES (?, 'draft', 1, 1, ?, ?, ?, ?)",
				fmt.Sprintf("draft-%036d", i), i+1, value(61), value(700), value(size)); err != nil {
				return nil, err
			}
		}
		if err := tx.Commit(); err != nil {
			return nil, err
		}
	}
	var prepared [4]*sql.Stmt
	for i, query := range []string{
		"SELECT state, created_ms, updated_ms, seq, key, value, (SELECT max(seq) FROM draft) FROM draft WHERE id = ?",
		"UPDATE draft SET state = ?, updated_ms = ?, seq = ?, key = ?, summary = ?, value = ? WHERE id = ?",
		"SELECT n, value FROM change WHERE draft_id = ? ORDER BY n DESC LIMIT 1",
		"INSERT INTO change (draft_id, n, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
	} {
		if prepared[i], err = db.Prepare(query); err != nil {
			return nil, err
		}
	}
	id := fmt.Sprintf("draft-%036d", 500)
	var took []float64
	for n := range warm + times {
		key, summary, next, change := value(61), value(700), value(size), value(250)
		began := time.Now()
		if err := once(db, prepared, id, key, summary, next, change); err != nil {
			return nil, err
		}
		if n >= warm {
			took = append(took, milliseconds(began))
		}
	}
	return took, nil
}

// warm saves come before those that are measured: the log has its size by then and is
// written over, as in a program that runs for a while. It is quicker than a growing one.
const warm = 500

func once(db *sql.DB, prepared [4]*sql.Stmt, id string, key, summary, next, change []byte) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var state string
	var created, updated, seq, newest, n int64
	var old, value, last []byte
	if err := tx.Stmt(prepared[0]).QueryRow(id).Scan(&state, &created, &updated, &seq, &old, &value, &newest); err != nil {
		return err
	}
	if _, err := tx.Stmt(prepared[1]).Exec(state, updated+1, newest+1, key, summary, next, id); err != nil {
		return err
	}
	if err := tx.Stmt(prepared[2]).QueryRow(id).Scan(&n, &last); err != nil && err != sql.ErrNoRows {
		return err
	}
	if _, err := tx.Stmt(prepared[3]).Exec(id, n+1, change); err != nil {
		return err
	}
	return tx.Commit()
}

func list(file string) ([]float64, error) {
	began := time.Now()
	db, err := sql.Open("sqlite3", "file:"+file+"?_journal_mode=WAL&_synchronous=FULL&_cache_size=-16384")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.Query("SELECT id, state, created_ms, updated_ms, seq, key, summary FROM draft ORDER BY seq DESC LIMIT 50")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, state string
		var created, updated, seq int64
		var key, summary []byte
		if err := rows.Scan(&id, &state, &created, &updated, &seq, &key, &summary); err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var n int
	if err := db.QueryRow("SELECT count(*) FROM draft").Scan(&n); err != nil {
		return nil, err
	}
	return []float64{milliseconds(began)}, nil
}

func like(file string) ([]float64, error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?mode=ro&_cache_size=-200000")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	statement, err := db.Prepare("SELECT count(*) FROM words WHERE text LIKE ?")
	if err != nil {
		return nil, err
	}
	var took []float64
	words := bufio.NewScanner(os.Stdin)
	for first := true; words.Scan(); first = false {
		var n int
		if first { // brings the table into memory
			if err := statement.QueryRow("%%").Scan(&n); err != nil {
				return nil, err
			}
		}
		began := time.Now()
		if err := statement.QueryRow("%" + words.Text() + "%").Scan(&n); err != nil {
			return nil, err
		}
		took = append(took, milliseconds(began))
	}
	return took, words.Err()
}
