package main

import (
	"context"
	"testing"
	"time"

	"recordaldesk/store"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// BenchmarkKeyInTheQueue measures what somebody at a review desk waits for in the window:
// the time from a key of a search in a hundred thousand filings to the picture with other
// rows in it, and from the key that leaves a keying sheet to the rows of the queue. Beside
// it stands what a key takes to get through the input method and the toolkit into a picture
// at all, of an entry in an empty window; a screen without a graphics card makes most of
// it. It needs a display, and is run by `make bench`.
func BenchmarkKeyInTheQueue(b *testing.B) {
	needsDisplay(b)
	entry, program := built(b, "./testdata/entry"), built(b, ".")
	for b.Loop() {
		empty := keysIn(b, "entry", false, entry)
		few := keysIn(b, "备案台", true, program, "-data", crowd(b, 1000))
		many := keysIn(b, "备案台", true, program, "-data", crowd(b, 100_000))
		b.ReportMetric(empty.median, "key-of-entry-ms")
		b.ReportMetric(few.median, "key-of-1000-ms")
		b.ReportMetric(many.median, "key-of-100000-ms")
		b.ReportMetric(many.slow, "slow-key-of-100000-ms")
		b.ReportMetric(many.median-empty.median, "key-beyond-entry-ms")
		b.ReportMetric(many.median/empty.median, "key/entry")
		b.ReportMetric(many.page, "page-of-100000-ms")
	}
}

// crowd makes a folder with so many filings, where the program begins with the queue.
func crowd(b *testing.B, n int) (dir string) {
	b.Helper()
	dir = b.TempDir()
	uitest.Crowd(b, dir, n, time.Now())
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for key, value := range map[string]string{"home": "queue", "language": string(voice.Chinese)} {
		if err := s.SetSetting(ctx, key, value); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

// keyTimes are the milliseconds that keys take until there are other rows: half of them,
// nine in ten; and how long the queue takes to be there again.
type keyTimes struct{ median, slow, page float64 }

// keysIn starts a program and measures keys in its window, which is the queue or an entry.
func keysIn(b *testing.B, title string, queue bool, command ...string) (t keyTimes) {
	b.Helper()
	pid, kill := started(b, command...)
	defer kill()
	w := watch(b)
	w.await(pid, title)
	if queue {
		w.calm(pid)
		w.press("slash")
		w.still(time.Second)
	}
	var keys, pages []float64
	for _, letters := range []string{"42", "19", "53", "xhyt", "shili7", "xyz", "qhkj", "61"} {
		for _, letter := range letters {
			if took, ok := w.takes(string(letter)); ok { // or this letter finds the same
				keys = append(keys, took)
			}
		}
		w.press("ctrl+a")
		w.press("BackSpace")
		w.still(time.Second)
	}
	if len(keys) < 10 {
		b.Fatalf("only %d keys have found anything else", len(keys))
	}
	for range 7 {
		if !queue {
			break
		}
		w.press("ctrl+k")
		w.still(2 * time.Second)
		if took, ok := w.takes("Escape"); ok {
			pages = append(pages, took)
		}
	}
	t.median = median(keys) // sorts them
	t.slow = keys[len(keys)*9/10]
	t.page = median(pages)
	return t
}
