package main

import (
	"context"
	"encoding/binary"
	"hash/crc32"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"recordaldesk/store"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// BenchmarkKeyInTheQueue measures what somebody at a review desk waits for in the window:
// the time from a key of a search in a hundred thousand filings to the picture with other
// rows in it, beside the same in a thousand filings, which fill the window too: what the
// toolkit, the input method and a screen without a graphics card take is in both. To press
// the key takes some milliseconds of that, which are measured alone too, by one that does
// nothing. It needs a display, and is run by `make bench`.
func BenchmarkKeyInTheQueue(b *testing.B) {
	if os.Getenv("RECORDAL_BENCH") == "" {
		b.Skip("needs a display with nothing else on it; make bench starts one")
	}
	for b.Loop() {
		few, many := keysIn(b, 1000), keysIn(b, 100_000)
		b.ReportMetric(few.median, "key-of-1000-ms")
		b.ReportMetric(many.median, "key-of-100000-ms")
		b.ReportMetric(many.slow, "slow-key-of-100000-ms")
		b.ReportMetric(many.press, "press-ms")
	}
}

// keyTimes are the milliseconds that keys take until there are other rows: half of them,
// nine in ten; and to press one that does nothing.
type keyTimes struct{ median, slow, press float64 }

// keysIn measures keys in a queue of n filings.
func keysIn(b *testing.B, n int) keyTimes {
	b.Helper()
	dir := b.TempDir()
	uitest.Crowd(b, dir, n, time.Now())
	startsWithQueue(b, dir)
	pid, kill := started(b, built(b, "."), "-data", dir)
	defer kill()
	w := &watched{b: b, screen: os.Getenv("E2E_DISPLAY_SCREEN")}
	w.await(pid)
	w.press("slash")
	w.still(time.Second)
	var keys, presses []float64
	for _, letters := range []string{"42", "19", "53", "xhyt", "shili7", "xyz", "qhkj", "61"} {
		for _, letter := range letters {
			before := w.rows()
			start := time.Now()
			w.press("F24")
			presses = append(presses, ms(start))
			w.still(300 * time.Millisecond)
			start = time.Now()
			w.press(string(letter))
			for w.rows() == before && time.Since(start) < most { // after which this letter finds the same
				time.Sleep(time.Millisecond)
			}
			if took := ms(start); took < float64(most.Milliseconds()) {
				keys = append(keys, took)
			}
			w.still(300 * time.Millisecond)
		}
		w.press("ctrl+a")
		w.press("BackSpace")
		w.still(time.Second)
	}
	if len(keys) < 10 {
		b.Fatalf("only %d keys have found anything else", len(keys))
	}
	half := median(keys) // sorts them
	return keyTimes{half, keys[len(keys)*9/10], median(presses)}
}

// most is longer than a key may take.
const most = 700 * time.Millisecond

func ms(since time.Time) float64 { return float64(time.Since(since).Microseconds()) / 1000 }

// startsWithQueue has the program begin with the queue.
func startsWithQueue(b *testing.B, dir string) {
	b.Helper()
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
}

// watched is a window that is looked at.
type watched struct {
	b      *testing.B
	screen string // a file with the pixels of the screen
}

// await waits until the window of the process is there, and shows all filings.
func (w *watched) await(pid int) {
	w.b.Helper()
	for range 600 {
		time.Sleep(100 * time.Millisecond)
		if exec.Command("xdotool", "search", "--onlyvisible", "--all", "--pid", strconv.Itoa(pid), "--name", "备案台").Run() == nil {
			w.still(20 * time.Second) // while the filings are read the rows are those saved last
			return
		}
	}
	w.b.Fatal("there is no window")
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

// press presses a key and lets it go.
func (w *watched) press(key string) {
	w.b.Helper()
	if out, err := exec.Command("xdotool", "keydown", key, "keyup", key).CombinedOutput(); err != nil {
		w.b.Fatal(err, string(out))
	}
}

// rows is a sum of the pixels where the rows are.
func (w *watched) rows() uint32 {
	w.b.Helper()
	picture, err := os.ReadFile(w.screen)
	if err != nil {
		w.b.Fatal(err)
	}
	field := func(n int) int { return int(binary.BigEndian.Uint32(picture[4*n:])) }
	header, height, line, colours := field(0), field(5), field(12), field(19)
	pixels := picture[header+12*colours:]
	if len(pixels) < line*height {
		w.b.Fatalf("a picture of %d lines has %d bytes", height, len(pixels))
	}
	return crc32.ChecksumIEEE(pixels[line*height*2/5 : line*height*4/5])
}
