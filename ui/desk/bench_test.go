package desk

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"recordaldesk/store"
	"recordaldesk/store/worklist"
	"recordaldesk/ui/uitest"
)

// BenchmarkQueue shows the queue of a hundred thousand filings: how long until the first
// page can be seen after the window is there, and how long from a key to the rows that it
// finds, painted. The painter of the tests is a program's; what it takes alone stands
// beside, since that of a real window is the graphics card. It needs a quick folder for
// temporary files, or the filings take minutes to be made (make bench-queue).
func BenchmarkQueue(b *testing.B) {
	n := 100_000
	if testing.Short() {
		n = 2_000
	}
	dir := b.TempDir()
	uitest.Crowd(b, dir, n, noon)
	b.Run("first page", func(b *testing.B) {
		var painting time.Duration
		for b.Loop() {
			b.StopTimer()
			c := reopened(b, dir)
			b.StartTimer()
			c.show()
			c.Until("there are rows", func() bool { return len(c.screen.rows) > 0 })
			painting += c.painted()
			b.StopTimer()
			close(c.read)
			c.Until("all are read", func() bool { return c.screen.loaded && c.screen.total == n })
			if err := c.store.Close(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
		b.ReportMetric(float64(painting.Milliseconds())/float64(b.N), "painting-ms")
	})
	c := reopened(b, dir)
	c.show()
	close(c.read)
	c.Until("all are read", func() bool { return c.screen.loaded && c.screen.total == n })
	for _, query := range []string{"4", "s", "星", "xhyt", "gs", "示例商贸", "91110000", "第99", "shili4242"} {
		b.Run("key "+query, func(b *testing.B) {
			letters := []rune(query)
			c.screen.filters.Entry.SetText("")
			c.Until("all are shown", func() bool { return len(c.screen.rows) == n })
			test.Type(c.screen.filters.Entry, string(letters[:len(letters)-1]))
			c.settle()
			var painting time.Duration
			for b.Loop() {
				asked := c.screen.asked
				c.screen.filters.Entry.TypedRune(letters[len(letters)-1])
				c.Until("it is found", func() bool { return c.screen.asked > asked && c.screen.shown == c.screen.asked })
				painting += c.painted()
				b.StopTimer()
				c.screen.filters.Entry.SetText(string(letters[:len(letters)-1]))
				c.settle()
				b.StartTimer()
			}
			b.ReportMetric(float64(painting.Milliseconds())/float64(b.N), "painting-ms")
		})
	}
	if err := c.store.Close(); err != nil {
		b.Fatal(err)
	}
}

// painted paints the window, and says how long that takes.
func (c *counter) painted() time.Duration {
	start := time.Now()
	c.Window.Canvas().Capture()
	return time.Since(start)
}

// settle waits until the rows of the last search are shown.
func (c *counter) settle() {
	c.Until("the rows are shown", func() bool { return c.screen.shown == c.screen.asked })
}

// reopened is somebody before a window over the store in a folder, whose filings are on
// the disk.
func reopened(b *testing.B, dir string) *counter {
	b.Helper()
	s, err := store.Open(b.Context(), dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return newCounter(b, s)
}

var _ Queue = (*worklist.List)(nil)
