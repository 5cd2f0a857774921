package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
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
	if os.Getenv("RECORDAL_BENCH") == "" {
		b.Skip("needs a display with nothing else on it; make bench starts one")
	}
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

// watched is a window that is looked at, and in which keys are pressed.
type watched struct {
	b      *testing.B
	screen *os.File       // with the pixels of the screen
	keys   io.WriteCloser // takes lines of commands
	at     int64          // where the pixels begin
	line   int64          // bytes of one of their lines
	lines  int64
}

// watch takes hold of the screen and of its keyboard. The mouse is put where its pointer
// is not seen in the rows.
func watch(b *testing.B) *watched {
	b.Helper()
	screen, err := os.Open(os.Getenv("E2E_DISPLAY_SCREEN"))
	if err != nil {
		b.Fatal(err)
	}
	var header [100]byte
	if _, err := io.ReadFull(screen, header[:]); err != nil {
		b.Fatal(err)
	}
	field := func(n int) int64 { return int64(binary.BigEndian.Uint32(header[4*n:])) }
	tool := exec.Command("xdotool", "-")
	keys, err := tool.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := tool.Start(); err != nil {
		b.Fatal(err)
	}
	w := &watched{b: b, screen: screen, keys: keys, at: field(0) + 12*field(19), line: field(12), lines: field(5)}
	b.Cleanup(func() {
		_ = keys.Close() // ends the tool
		if err := tool.Wait(); err != nil {
			b.Error(err)
		}
		if err := screen.Close(); err != nil {
			b.Error(err)
		}
	})
	w.do("mousemove 1365 767")
	return w
}

// await waits until the window of the process is there.
func (w *watched) await(pid int, title string) {
	w.b.Helper()
	for range 600 {
		time.Sleep(100 * time.Millisecond)
		if exec.Command("xdotool", "search", "--onlyvisible", "--all", "--pid", strconv.Itoa(pid), "--name", title).Run() == nil {
			w.still(2 * time.Second)
			return
		}
	}
	w.b.Fatal("there is no window")
}

// calm waits until the process has read and judged all filings, and does nothing more.
func (w *watched) calm(pid int) {
	w.b.Helper()
	const second = 100 // the clock of processes ticks so often
	for range 200 {
		before := worked(w.b, pid)
		time.Sleep(3 * time.Second)
		if worked(w.b, pid)-before < second/3 {
			return
		}
	}
	w.b.Fatal("the program does not come to rest")
}

// worked is how long a process has been at work, in ticks of the clock.
func worked(b *testing.B, pid int) (ticks int) {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // from the third on
	for _, field := range fields[11:13] {
		n, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return ticks
}

// still waits until the rows have not changed for so long.
func (w *watched) still(long time.Duration) {
	last, since := w.rows(), time.Now()
	for time.Since(since) < long {
		time.Sleep(20 * time.Millisecond)
		if now := w.rows(); now != last {
			last, since = now, time.Now()
		}
	}
}

// takes presses a key, and says how many milliseconds it takes until there are other rows,
// if there are any. Keys come at any moment, as those of a person do, not with the blinking
// of the caret.
func (w *watched) takes(key string) (took float64, ok bool) {
	w.still(400*time.Millisecond + rand.N(500*time.Millisecond))
	const most = 700 * time.Millisecond
	before, start := w.rows(), time.Now()
	w.press(key)
	for time.Since(start) < most {
		time.Sleep(2 * time.Millisecond) // the processors are for the window
		if w.rows() != before {
			return float64(time.Since(start).Microseconds()) / 1000, true
		}
	}
	return 0, false
}

// press presses a key and lets it go.
func (w *watched) press(key string) { w.do("keydown " + key + " keyup " + key) }

func (w *watched) do(command string) {
	w.b.Helper()
	if _, err := fmt.Fprintln(w.keys, command); err != nil {
		w.b.Fatal(err)
	}
}

// rows is a sum of some pixels where the rows are.
func (w *watched) rows() uint32 {
	w.b.Helper()
	sum := crc32.NewIEEE()
	pixels := make([]byte, w.line)
	for line := w.lines * 2 / 5; line < w.lines*9/10; line += 7 {
		if _, err := w.screen.ReadAt(pixels, w.at+line*w.line); err != nil {
			w.b.Fatal(err)
		}
		if _, err := sum.Write(pixels); err != nil {
			w.b.Fatal(err)
		}
	}
	return sum.Sum32()
}
