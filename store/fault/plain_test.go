package fault

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite"
)

// Two savers without a store show that the power cuts bite: with synchronous=FULL
// SQLite loses nothing in them, with NORMAL it must lose what it has acknowledged.
var (
	plainFull   = plainSaver("SQLite alone, synchronous=FULL", "full")
	plainNormal = plainSaver("SQLite alone, synchronous=NORMAL", "normal")
)

func plainSaver(name, synchronous string) scenario {
	return scenario{
		name: name, recorded: 150,
		work:  func(w *worker) error { return savePlainly(w, synchronous) },
		judge: judgePlain,
	}
}

// plainDatabase opens a database with the settings of the store that matter here.
func plainDatabase(dir, synchronous, txlock string) (*sql.DB, error) {
	name := url.URL{Scheme: "file", Path: filepath.Join(dir, "plain.db"), RawQuery: url.Values{
		"_txlock":       {txlock},
		"_journal_mode": {"wal"},
		"_pragma":       {"busy_timeout(5000)", "synchronous(" + synchronous + ")", "secure_delete(1)"},
	}.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func savePlainly(w *worker, synchronous string) error {
	db, err := plainDatabase(w.dir, synchronous, "immediate")
	if err != nil {
		return err
	}
	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS one (id INTEGER PRIMARY KEY, n INTEGER, remark TEXT)"); err != nil {
		return err
	}
	for n := 1; w.more(); n++ {
		_, err := db.Exec("INSERT INTO one VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET n = excluded.n, remark = excluded.remark",
			n, plainRemark(n))
		if err != nil {
			return err
		}
		w.ack(strconv.Itoa(n))
	}
	return db.Close()
}

func plainRemark(n int) string { return strings.Repeat(strconv.Itoa(n)+" ", 200+n*37%9000) }

func judgePlain(ctx context.Context, dir string, acks []string) (v verdict) {
	db, err := plainDatabase(dir, "full", "immediate")
	if err != nil {
		v.damage("open: %v", err)
		return v
	}
	defer db.Close()
	var whole string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&whole); err != nil || whole != "ok" {
		v.damage("check: %s, %v", whole, err)
		return v
	}
	var n int
	var remark string
	err = db.QueryRowContext(ctx, "SELECT n, remark FROM one").Scan(&n, &remark)
	if len(acks) == 0 {
		return v
	}
	last, _ := strconv.Atoi(acks[len(acks)-1])
	switch {
	case err != nil || n < last:
		v.lose("save %d was acknowledged, %d is stored (%v)", last, n, err)
	case remark != plainRemark(n):
		v.damage("save %d is torn", n)
	}
	return v
}
