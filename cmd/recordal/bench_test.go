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

// BenchmarkStart measures what a person waits for: the time from starting the
// program to its first painted window, with 1,000 drafts and with one open, and
// the memory it then holds. An empty window of the same toolkit and KeePassXC,
// which people keep their secrets in, are started in turn with it, so that the
// ratios hold on a busy machine. It needs a
// display, and is run by `make bench`.
func BenchmarkStart(b *testing.B) {
	if os.Getenv("RECORDAL_BENCH") == "" {
		b.Skip("needs a display with nothing else on it; make bench starts one")
	}
	program, empty := built(b, "."), built(b, "./testdata/empty")
	list, open := benchFolder(b, 1000, false), benchFolder(b, 1000, true)
	type contestant struct {
		name    string
		command []string
		titled  bool      // its window has a title once it can be used
		times   []float64 // milliseconds to the first picture
		usable  []float64 // milliseconds until it can be used
		memory  []float64 // megabytes
	}
	all := []*contestant{
		{name: "empty", command: []string{empty}},
		{name: "list", command: []string{program, "-data", list}, titled: true},
		{name: "filing", command: []string{program, "-data", open}, titled: true},
	}
	if path, err := exec.LookPath("keepassxc"); err == nil {
		all = append(all, &contestant{name: "keepassxc", command: []string{path, "--config", filepath.Join(b.TempDir(), "k.ini")}})
	} else {
		b.Log("KeePassXC is not installed, so there is no ratio to it")
	}
	const rounds = 7
	for b.Loop() {
		for round := range rounds {
			for _, c := range all {
				ms, usable, mb := firstPaint(b, c.command, c.titled)
				if round > 0 { // the first one warms the disk
					c.times, c.usable, c.memory = append(c.times, ms), append(c.usable, usable), append(c.memory, mb)
				}
			}
		}
	}
	for _, c := range all {
		b.ReportMetric(median(c.times), c.name+"-ms")
		b.ReportMetric(median(c.memory), c.name+"-MB")
		if c.titled {
			b.ReportMetric(median(c.usable), c.name+"-usable-ms")
		}
	}
	b.ReportMetric(median(all[1].times)/median(all[0].times), "list/empty")
	if len(all) == 4 {
		b.ReportMetric(median(all[1].times)/median(all[3].times), "list/keepassxc")
	}
}

// built compiles a program of this module, with the tags of all others.
func built(b *testing.B, folder string) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "program")
	out, err := exec.Command("go", "build", "-tags", "no_emoji,migrated_fynedo,x11,test", "-o", program, folder).CombinedOutput()
	if err != nil {
		b.Fatalf("build %s: %v\n%s", folder, err, out)
	}
	return program
}

// firstPaint starts a program, waits until its window shows more than one
// colour and, where titled, until it has a title, and gives the milliseconds
// until each and the resident megabytes a moment later.
func firstPaint(b *testing.B, command []string, titled bool) (ms, usable, mb float64) {
	b.Helper()
	start := time.Now()
	pid, kill := started(b, command...)
	defer kill()
	since := func(what string, holds func(pid int) bool) float64 {
		for !holds(pid) {
			if time.Since(start) > time.Minute {
				b.Fatalf("%s shows no %s", command[0], what)
			}
			time.Sleep(5 * time.Millisecond)
		}
		return float64(time.Since(start).Microseconds()) / 1000
	}
	ms = since("window", painted)
	if titled {
		usable = since("title", func(pid int) bool {
			return exec.Command("xdotool", "search", "--onlyvisible", "--all", "--pid", strconv.Itoa(pid), "--name", "备案台|Recordal Desk").Run() == nil
		})
	}
	time.Sleep(2 * time.Second) // what is loaded behind the first picture
	return ms, usable, resident(b, pid)
}

// started starts a program, which kill ends.
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
	}
}

func painted(pid int) bool {
	ids, err := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(pid)).Output()
	if err != nil {
		return false // no window yet
	}
	for _, id := range strings.Fields(string(ids)) {
		picture, err := exec.Command("xwd", "-silent", "-id", id).Output()
		// The pixels stand behind the header and the colour map.
		const before = 8192
		if err == nil && len(picture) > before && !uniform(picture[before:]) {
			return true
		}
	}
	return false
}

func uniform(pixels []byte) bool {
	return bytes.Equal(pixels[4:], pixels[:len(pixels)-4])
}

func resident(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kb) / 1024
		}
	}
	b.Fatal("the system does not say how much memory is resident")
	return 0
}

// benchFolder makes a data folder with so many drafts of the sample; with open,
// one of them is open.
func benchFolder(b *testing.B, drafts int, open bool) string {
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
	for i := range drafts {
		f.Host.Name = fmt.Sprintf("第%d号样例有限公司", i+1)
		d, err := s.Create(ctx, store.Record{Filing: f})
		if err != nil {
			b.Fatal(err)
		}
		if open && i == 0 {
			if err := s.SetSetting(ctx, "open", d.ID); err != nil {
				b.Fatal(err)
			}
		}
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
