package store_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"recordaldesk/store"
)

// A durable save beside the least a disk can do for durability: the same bytes
// appended to a file and synced. The two take turns, so that a busy machine
// slows both.
func BenchmarkAutosaveCommit(b *testing.B) {
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
	var saves, limits []time.Duration
	for b.Loop() {
		start := time.Now()
		if d.Seq, err = s.Save(b.Context(), d.ID, d.Seq, d.Record); err != nil {
			b.Fatal(err)
		}
		saves = append(saves, time.Since(start))

		b.StopTimer()
		start = time.Now()
		if _, err := journal.Write(data); err != nil {
			b.Fatal(err)
		}
		if err := dataSync(journal); err != nil {
			b.Fatal(err)
		}
		limits = append(limits, time.Since(start))
		b.StartTimer()
	}
	slices.Sort(saves)
	slices.Sort(limits)
	at := func(of []time.Duration, percent int) float64 {
		return float64(of[(len(of)-1)*percent/100].Microseconds())
	}
	b.ReportMetric(at(saves, 50), "save-µs")
	b.ReportMetric(at(limits, 50), "append+sync-µs")
	b.ReportMetric(at(saves, 50)/at(limits, 50), "median-ratio")
	b.ReportMetric(at(saves, 99)/at(limits, 99), "p99-ratio")
}

// From nothing open to all drafts listed.
func BenchmarkOpenAndList(b *testing.B) {
	for name, n := range map[string]int{"1000": 1000, "10000": 10_000} {
		b.Run(name, func(b *testing.B) {
			dir := b.TempDir()
			s, err := store.Open(b.Context(), dir, store.Options{})
			if err != nil {
				b.Fatal(err)
			}
			many(b, s, n)
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
			var opened time.Duration
			for b.Loop() {
				start := time.Now()
				s, err := store.Open(b.Context(), dir, store.Options{})
				if err != nil {
					b.Fatal(err)
				}
				opened += time.Since(start)
				if list, err := s.Drafts(b.Context()); err != nil || len(list) != n {
					b.Fatalf("%d drafts, %v", len(list), err)
				}
				b.StopTimer()
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(opened.Microseconds())/1000/float64(b.N), "open-ms")
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	s := open(b, b.TempDir())
	many(b, s, 10_000)
	if _, err := s.Drafts(b.Context()); err != nil {
		b.Fatal(err)
	}
	for _, query := range []string{"鑫", "鑫烨", "云计算 杭州", "没有此名", "公司", ""} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				s.Search(query)
			}
		})
	}
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

// What happens in the background after the start: all filings are decrypted.
func BenchmarkDecryptAll(b *testing.B) {
	s := open(b, b.TempDir())
	many(b, s, 10_000)
	for b.Loop() {
		if all, err := s.Recent(b.Context(), 1_000_000); err != nil || len(all) != 10_000 {
			b.Fatalf("%d, %v", len(all), err)
		}
	}
}
