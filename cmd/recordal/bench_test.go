package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
)

// BenchmarkStart measures what a person waits for: the time from starting the program to
// the first picture of its window, and to the one that it can be used with; and the memory
// it then holds: with no filing, with 1,000 and 100,000, and with one open. An empty window
// of the same toolkit and KeePassXC, which people keep their secrets in, are started in
// turn with it, so that the ratios hold on a busy machine. It needs a display, and is run
// by `make bench`.
func BenchmarkStart(b *testing.B) {
	needsDisplay(b)
	program, empty := built(b, "."), built(b, "./testdata/empty")
	all := []*starting{
		{name: "empty", command: []string{empty}},
		{name: "none", command: []string{program, "-data", b.TempDir()}},
		{name: "1000", command: []string{program, "-data", crowd(b, 1000)}},
		{name: "100000", command: []string{program, "-data", crowd(b, 100_000)}},
		{name: "filing", command: []string{program, "-data", benchFolder(b)}},
	}
	if path, err := exec.LookPath("keepassxc"); err == nil {
		all = append(all, &starting{name: "keepassxc", command: []string{path, "--config", filepath.Join(b.TempDir(), "k.ini")}})
	} else {
		b.Log("keepassxc is left out: it is not installed")
	}
	w := watch(b)
	for b.Loop() {
		for round := range 7 {
			for _, s := range all {
				first, usable, rss, own := s.measure(w)
				if round > 0 { // the first one warms the disk
					s.first, s.usable, s.rss, s.own = append(s.first, first), append(s.usable, usable), append(s.rss, rss), append(s.own, own)
				}
			}
		}
	}
	b.ReportMetric(0, "ns/op") // of a whole contest: says nothing
	for _, s := range all {
		b.ReportMetric(median(s.first), s.name+"-painted-ms")
		b.ReportMetric(median(s.usable), s.name+"-usable-ms")
		b.ReportMetric(median(s.rss), s.name+"-MB")
		b.ReportMetric(median(s.own), s.name+"-own-MB")
	}
}

// starting is a program that is started again and again.
type starting struct {
	name    string
	command []string

	first, usable []float64 // milliseconds
	rss, own      []float64 // megabytes: resident, and of that what no other process could share
}

// measure starts the program on an empty screen and watches until the picture stays as it
// is. The first picture has more than one colour. The one that the window can be used with
// has half of the colours that it has in the end: its letters bring those.
func (s *starting) measure(w *watched) (first, usable, rss, own float64) {
	w.b.Helper()
	see := func() glimpse { return w.look(23, .05, 1) }
	nothing := see()
	start := time.Now()
	pid, kill := started(w.b, s.command...)
	defer kill()
	type sight struct {
		at float64
		glimpse
	}
	var seen []sight
	last, changed := nothing, start
	for time.Since(changed) < 1500*time.Millisecond || len(seen) == 0 {
		if time.Since(start) > time.Minute {
			w.b.Fatalf("%s shows no window that comes to rest", s.name)
		}
		if now := see(); now.sum != last.sum {
			last, changed = now, time.Now()
			seen = append(seen, sight{float64(time.Since(start).Microseconds()) / 1000, now})
		}
		if len(seen) > 0 && time.Since(start) > 5*time.Second {
			break // what changes still is news, as of the filings that are being judged
		}
		time.Sleep(time.Millisecond)
	}
	for _, one := range seen {
		if one.colors > 1 && first == 0 {
			first = one.at
		}
		if 2*one.colors >= last.colors {
			usable = one.at
			break
		}
	}
	time.Sleep(2 * time.Second) // what is loaded behind the picture
	return first, usable, kilobytes(w.b, pid, "VmRSS:") / 1024, kilobytes(w.b, pid, "RssAnon:") / 1024
}

// needsDisplay skips a benchmark where no display is made for it.
func needsDisplay(b *testing.B) {
	b.Helper()
	if os.Getenv("RECORDAL_BENCH") == "" {
		b.Skip("needs a display with nothing else on it; make bench starts one")
	}
}

// built compiles a program of this module, with the tags of all others.
func built(b *testing.B, folder string) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "program")
	out, err := exec.Command("go", "build", "-ldflags", "-s -w", "-tags", "no_emoji,migrated_fynedo,x11,test", "-o", program, folder).CombinedOutput()
	if err != nil {
		b.Fatalf("build %s: %v\n%s", folder, err, out)
	}
	return program
}

// started starts a program, which kill ends; then the screen is empty again.
func started(b *testing.B, command ...string) (pid int, kill func()) {
	b.Helper()
	c := exec.Command(command[0], command[1:]...)
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	return c.Process.Pid, func() {
		if err := c.Process.Kill(); err != nil {
			b.Error(err)
		}
		_ = c.Wait() // it was killed, and says so
		time.Sleep(500 * time.Millisecond)
	}
}

// kilobytes is a figure of a process, as the system tells it.
func kilobytes(b *testing.B, pid int, figure string) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, figure); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kb
		}
	}
	b.Fatalf("the system does not tell %s", figure)
	return 0
}

// benchFolder makes a data folder with the sample, which is open.
func benchFolder(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		b.Fatal(err)
	}
	f.Attachments = nil
	d, err := s.Create(ctx, store.Record{Filing: f})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.SetSetting(ctx, "open", d.ID); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

func median(of []float64) float64 {
	if len(of) == 0 {
		return 0
	}
	slices.Sort(of)
	return of[len(of)/2]
}
