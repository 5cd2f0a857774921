package main

import (
	"os"
	"testing"
	"time"
)

// BenchmarkKeyInAFiling measures what a person waits for who fills in a filing, in the
// window and until it is painted: a letter in a field, the way to the next page, another
// language. Beside it stands a letter in an entry of an empty window of the same toolkit.
// It needs a display, and is run by `make bench`.
func BenchmarkKeyInAFiling(b *testing.B) {
	needsDisplay(b)
	entry, program := built(b, "./testdata/entry"), built(b, ".")
	var empty, keys, pages, languages []float64
	w := watch(b)
	whole := func() uint32 { return w.look(5, .12, .97).sum } // without the head, and what stands at the foot
	for b.Loop() {
		for round := range 7 {
			pid, kill := started(b, entry)
			w.await(pid, "entry")
			for range 6 {
				if took, ok := w.takes("a"); ok && round > 0 {
					empty = append(empty, took)
				}
			}
			kill()

			pid, kill = started(b, program, "-data", benchFolder(b))
			w.await(pid, "备案台|Recordal Desk")
			w.press("Tab")
			note := func(all *[]float64, key string, part func() uint32) {
				if took, ok := w.takesIn(key, part); ok && round > 0 {
					*all = append(*all, took)
				}
			}
			for range 3 {
				note(&pages, "alt+Right", whole)
				note(&keys, "a", whole)
				note(&keys, "b", whole)
				note(&languages, "ctrl+l", whole)
			}
			kill()
		}
	}
	if len(keys) < 12 || len(pages) < 12 || len(languages) < 12 {
		b.Fatalf("only %d keys, %d pages and %d languages were seen", len(keys), len(pages), len(languages))
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(empty), "entry-ms")
	b.ReportMetric(median(keys), "key-ms")
	b.ReportMetric(median(pages), "page-ms")
	b.ReportMetric(median(languages), "language-ms")
}

// BenchmarkIdle measures how much of one processor the window takes while nobody does
// anything, over a minute: with the sample open, its caret in a field, and with 1,000
// filings; beside an empty window of the same toolkit.
func BenchmarkIdle(b *testing.B) {
	needsDisplay(b)
	program := built(b, ".")
	all := []struct {
		name    string
		command []string
	}{
		{"empty", []string{built(b, "./testdata/empty")}},
		{"filing", []string{program, "-data", benchFolder(b)}},
		{"1000", []string{program, "-data", crowd(b, 1000)}},
	}
	w := watch(b)
	for b.Loop() {
		for _, one := range all {
			pid, kill := started(b, one.command...)
			w.await(pid, "empty|备案台|Recordal Desk")
			w.calm(pid)
			before := worked(b, pid)
			time.Sleep(time.Minute)
			b.ReportMetric(100*(worked(b, pid)-before).Minutes(), one.name+"-percent")
			kill()
		}
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkSize tells how large the program is, beside one with an empty window.
func BenchmarkSize(b *testing.B) {
	for b.Loop() {
		for name, folder := range map[string]string{"program": ".", "empty": "./testdata/empty"} {
			info, err := os.Stat(built(b, folder))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(info.Size())/1e6, name+"-MB")
		}
	}
	b.ReportMetric(0, "ns/op")
}
