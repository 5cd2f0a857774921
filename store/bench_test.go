package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"recordaldesk/store"
	"recordaldesk/store/peer"
)

// cDriver builds SQLite in C, with the driver that is used most, as a program that
// takes part: see testdata/cdriver. It says what is missing where that cannot be built.
func cDriver(b *testing.B) (path, missing string) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "cdriver")
	build := exec.CommandContext(b.Context(), "go", "build", "-o", path, ".")
	build.Dir = filepath.Join("testdata", "cdriver")
	build.Env = append(os.Environ(), "CGO_ENABLED=1", "GOFLAGS=-buildvcs=false")
	if out, err := build.CombinedOutput(); err != nil {
		b.Logf("%s", out)
		return "", "a C compiler, or the network to get the driver"
	}
	return path, ""
}

func inC(b *testing.B, input string, args ...string) peer.Entrant {
	b.Helper()
	path, missing := cDriver(b)
	if missing != "" {
		return peer.Absent("C", missing)
	}
	return peer.Timed("C", path, input, args...)
}

// BenchmarkSaveBesidePeers saves a keystroke durably: beside the least a disk can do
// for durability, the same bytes appended to a file and synced, and beside SQLite in C
// with the same rows, which seals nothing.
func BenchmarkSaveBesidePeers(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir)
	many(b, s, 1000)
	d := create(b, s, "杭州青禾示例科技有限公司")
	data, err := json.Marshal(d.Record)
	if err != nil {
		b.Fatal(err)
	}
	journal, err := os.Create(filepath.Join(dir, "journal"))
	if err != nil {
		b.Fatal(err)
	}
	defer journal.Close()
	n := 0
	save := peer.Warm("store", 100, func() {
		n++
		d.Record.Filing.Host.Address = "示例路" + strconv.Itoa(n) + "号"
		if d.Seq, err = s.Save(context.Background(), d.ID, d.Seq, d.Record); err != nil {
			b.Fatal(err)
		}
	})
	limit := peer.Warm("append+fdatasync", 100, func() {
		if _, err := journal.Write(data); err != nil {
			b.Fatal(err)
		}
		if err := dataSync(journal); err != nil {
			b.Fatal(err)
		}
	})
	peer.Compare(b, save, limit, inC(b, "", "save", filepath.Join(dir, "c.db"), strconv.Itoa(len(data)+29), "100"))
}

// BenchmarkColdOpenBesidePeers opens a store of ten thousand filings, none of which is
// in memory, and lists the fifty newest: beside the same query in C, which opens no
// value.
func BenchmarkColdOpenBesidePeers(b *testing.B) {
	dir := tenThousand(b)
	file := filepath.Join(dir, "recordal.db")
	cold := func() {
		if err := dropCache(file); err != nil {
			b.Fatalf("put the file out of memory: %v", err)
		}
	}
	first := peer.Work("store", func() {
		s, err := store.Open(b.Context(), dir, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if list, err := s.Recent(b.Context(), 50); err != nil || len(list) != 50 {
			b.Fatalf("%d drafts, %v", len(list), err)
		}
		left = s
	})
	close := func() {
		if err := left.Close(); err != nil {
			b.Fatal(err)
		}
	}
	peer.Compare(b, first.Between(cold, close), inC(b, "", "open", file).Between(cold, nil))
}

// left is the store that was opened last.
var left *store.Store

// BenchmarkDecryptAll reads ten thousand filings for the list and the search, as happens
// in the background after the start.
func BenchmarkDecryptAll(b *testing.B) {
	dir := tenThousand(b)
	for b.Loop() {
		b.StopTimer()
		s, err := store.Open(b.Context(), dir, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if all, err := s.Drafts(b.Context()); err != nil || len(all) != 10_000 {
			b.Fatalf("%d, %v", len(all), err)
		}
		b.StopTimer()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func tenThousand(b *testing.B) (dir string) {
	b.Helper()
	dir = b.TempDir()
	s, err := store.Open(b.Context(), dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	many(b, s, 10_000)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkSearchBesidePeers looks for a thousand pieces of text of one to six
// characters, each of which is somewhere in the filings: beside LIKE in Go and in C,
// over the same text.
func BenchmarkSearchBesidePeers(b *testing.B) {
	for name, n := range map[string]int{"10000": 10_000, "100000": 100_000} {
		b.Run(name, func(b *testing.B) {
			s := open(b, b.TempDir())
			store.FillList(s, n, company)
			file := filepath.Join(b.TempDir(), "words.db")
			db := wordsTable(b, file, s)
			queries := pieces(s, 1000)
			times := len(queries)
			if n > 10_000 {
				times = 100 // LIKE takes a minute for more
			}
			asked := 0
			next := func() string { asked++; return queries[asked%times] }
			peer.Compare(b,
				peer.Warm("store", times, func() { s.Search(next()) }),
				peer.Warm("LIKE", min(times, 100), func() {
					var found int
					if err := db.QueryRow("SELECT count(*) FROM words WHERE text LIKE ?", "%"+next()+"%").Scan(&found); err != nil {
						b.Fatal(err)
					}
				}),
				inC(b, strings.Join(queries[:times], "\n"), "like", file))
		})
	}
}

// BenchmarkScanBesidePeers takes in a scan of 10 MB, hashed, sealed and synced: beside
// the same file hashed and synced, not sealed.
func BenchmarkScanBesidePeers(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir)
	d := create(b, s, "甲公司")
	content := make([]byte, 10<<20)
	random := rand.NewChaCha8([32]byte{})
	number := byte(0)
	another := func() { number++; content[0] = number; _, _ = random.Read(content[1:]) }
	var sum string
	sealed := peer.Work("store", func() {
		scan, err := s.AddScan(context.Background(), d.ID, bytes.NewReader(content))
		if err != nil {
			b.Fatal(err)
		}
		sum = scan.SHA256
	})
	unsealed := peer.Work("unsealed", func() {
		if err := keepFile(dir, content); err != nil {
			b.Fatal(err)
		}
	})
	peer.Compare(b, sealed.Between(another, nil), unsealed.Between(another, nil))
	if err := s.VerifyScan(b.Context(), d.ID, sum); err != nil {
		b.Error(err)
	}
}

// keepFile writes a file as a careful program does: under another name first, hashed,
// synced, renamed, and its folder synced.
func keepFile(dir string, content []byte) error {
	file, err := os.CreateTemp(dir, "plain-*")
	if err != nil {
		return err
	}
	hash := sha256.New()
	if _, err := io.CopyBuffer(io.MultiWriter(file, hash), struct{ io.Reader }{bytes.NewReader(content)}, make([]byte, 1<<20)); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), filepath.Join(dir, strconv.FormatInt(time.Now().UnixNano(), 16))); err != nil {
		return err
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

// What the window does for each keystroke: a snapshot, handed over.
func BenchmarkChange(b *testing.B) {
	s := open(b, b.TempDir())
	d := create(b, s, "甲公司")
	a := store.NewAutosaver(s, d, store.AutosaveOptions{})
	defer a.Close(b.Context())
	for b.Loop() {
		a.Change(d.Record.Clone())
	}
}

// wordsTable writes what the store searches as a table.
func wordsTable(b testing.TB, file string, s *store.Store) *sql.DB {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=cache_size(-200000)&_pragma=journal_mode(off)&_pragma=synchronous(off)")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := tx.Exec("CREATE TABLE words (id TEXT PRIMARY KEY, text TEXT NOT NULL)"); err != nil {
		b.Fatal(err)
	}
	for id, text := range store.SearchTexts(s) {
		if _, err := tx.Exec("INSERT INTO words VALUES (?, ?)", id, text); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return db
}
