package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// watched is the screen that is looked at, and the keyboard. It is read as memory, which
// takes the programs that are measured nothing.
type watched struct {
	b      *testing.B
	pixels []byte
	line   int            // bytes of a line
	keys   io.WriteCloser // takes lines of commands
}

// watch takes hold of the screen and of its keyboard. The mouse is put where its pointer
// is not seen in the rows.
func watch(b *testing.B) *watched {
	b.Helper()
	screen, err := os.Open(os.Getenv("E2E_DISPLAY_SCREEN"))
	if err != nil {
		b.Fatal(err)
	}
	defer screen.Close()
	info, err := screen.Stat()
	if err != nil {
		b.Fatal(err)
	}
	file, err := syscall.Mmap(int(screen.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		b.Fatal(err)
	}
	tool := exec.Command("xdotool", "-")
	keys, err := tool.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := tool.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = keys.Close() // ends the tool
		if err := tool.Wait(); err != nil {
			b.Error(err)
		}
		if err := syscall.Munmap(file); err != nil {
			b.Error(err)
		}
	})
	field := func(n int) int { return int(binary.BigEndian.Uint32(file[4*n:])) } // of xwd's header
	at, line, lines := field(0)+12*field(19), field(12), field(5)
	w := &watched{b: b, pixels: file[at : at+line*lines], line: line, keys: keys}
	w.do("mousemove 1365 767")
	return w
}

// A glimpse is what is seen of the screen at a moment.
type glimpse struct {
	sum    uint32 // of some of its lines
	colors int    // on them
}

// look looks at every so many lines from a part of the screen to another.
func (w *watched) look(every int, from, to float64) glimpse {
	lines := len(w.pixels) / w.line
	colors := map[uint32]bool{}
	sum := uint32(0)
	for y := int(from * float64(lines)); y < int(to*float64(lines)); y += every {
		line := w.pixels[y*w.line : (y+1)*w.line]
		sum = crc32.Update(sum, crc32.IEEETable, line)
		for x := 0; x < len(line); x += 7 * 4 {
			colors[binary.LittleEndian.Uint32(line[x:])] = true
		}
	}
	return glimpse{sum, len(colors)}
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
	for range 200 {
		before := worked(w.b, pid)
		time.Sleep(3 * time.Second)
		if worked(w.b, pid)-before < time.Second/3 {
			return
		}
	}
	w.b.Fatal("the program does not come to rest")
}

// worked is how long a process has been at work.
func worked(b *testing.B, pid int) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	const tick = time.Second / 100 // of the clock of processes
	var all time.Duration
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // from the third on
	for _, field := range fields[11:13] {
		n, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		all += time.Duration(n) * tick
	}
	return all
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
	return w.takesIn(key, w.rows)
}

// takesIn is the same for a part of the screen.
func (w *watched) takesIn(key string, part func() uint32) (took float64, ok bool) {
	w.still(400*time.Millisecond + rand.N(500*time.Millisecond))
	const most = 700 * time.Millisecond
	before, start := part(), time.Now()
	w.press(key)
	for time.Since(start) < most {
		time.Sleep(2 * time.Millisecond) // the processors are for the window
		if part() != before {
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
func (w *watched) rows() uint32 { return w.look(7, .4, .9).sum }
