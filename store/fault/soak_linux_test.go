package fault

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	// usualSoak saves are done in an ordinary run; "make soak" does those of a day.
	usualSoak = 1500

	// checkpoint is how long the log is when it is moved into the database: a thousand
	// pages (wal_autocheckpoint), each with a head of 24 bytes.
	checkpoint = 1000 * (4096 + 24)

	mostLog    = 2 * checkpoint
	mostGrowth = 1.10 // of the memory
)

// TestALongDayTakesNoMoreAndMore has a program save on and on: its memory must not
// grow by a tenth, the database's log not beyond two checkpoints, and nothing may fail.
func TestALongDayTakesNoMoreAndMore(t *testing.T) {
	unhurried(t)
	t.Parallel()
	saves, dir := times(t, "RECORDAL_SOAK", usualSoak), t.TempDir()
	said, memory, log := watched(t, dir, saves)
	if len(said.acks) != saves || len(memory) < saves*9/10 {
		t.Fatalf("of %d saves %d were acknowledged; the memory was looked at after %d", saves, len(said.acks), len(memory))
	}
	line := Line{Fault: soaking.name, Tries: 1, Acknowledged: len(said.acks), Said: said.said}
	v := soaking.judge(t.Context(), dir, said.acks)
	// The first tenth of the day is the warm-up.
	tenth := len(memory) / 10
	before, after := slices.Max(memory[tenth:2*tenth]), slices.Max(memory[len(memory)-tenth:])
	if float64(after) > mostGrowth*float64(before) {
		v.damage("memory grew from %d KiB to %d KiB", before, after)
	}
	if log > mostLog {
		v.damage("the log of the database grew to %d bytes, at most %d are right", log, mostLog)
	}
	t.Logf("%d saves; memory at most %d KiB after a tenth of them and %d KiB at the end (%+.1f %%); the log at most %.2f checkpoints",
		saves, before, after, 100*(float64(after)/float64(before)-1), float64(log)/checkpoint)
	blame(t, &line, v, "after the day")
	table.Add(line)
}

// watched runs the child to its end, and returns with what it said how much memory it
// had after each save, in KiB, and how long the log of its database was at most.
func watched(t *testing.T, dir string, saves int) (said report, memory []int, log int64) {
	t.Helper()
	cmd := child(t.Context(), t, soaking.name, dir, saves)
	var complaint, all strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(io.TeeReader(out, &all))
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), ackLine) {
			continue
		}
		if kib := resident(t, cmd.Process.Pid); kib > 0 {
			memory = append(memory, kib)
		}
		log = max(log, sizeOf(t, filepath.Join(dir, "recordal.db-wal")))
	}
	if err := errors.Join(lines.Err(), cmd.Wait()); err != nil {
		t.Fatalf("the day did not end as it should: %v\n%s", err, complaint.String())
	}
	return reportOf(all.String()), memory, log
}

// resident is how much memory a program has, in KiB; 0 when it has ended.
func resident(t *testing.T, pid int) (kib int) {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	if _, after, found := strings.Cut(string(status), "VmRSS:"); found {
		if _, err := fmt.Sscan(after, &kib); err != nil {
			t.Fatal(err)
		}
	}
	return kib
}

// sizeOf is the length of a file; 0 where there is none.
func sizeOf(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
