package fault

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	usualKills = 700 // 200 of them while it is typed

	// afterKills a scenario begins in a new folder, so that what it leaves does not
	// grow without end.
	afterKills = 20

	usualSpan = 60 * time.Millisecond
)

func TestAKillLosesNothingAcknowledged(t *testing.T) {
	unhurried(t)
	t.Parallel()
	sum := 0
	for _, s := range scenarios {
		sum += s.share
	}
	all := times(t, "RECORDAL_KILLS", usualKills)
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			killOften(t, s, (all*s.share+sum-1)/sum)
		})
	}
}

func killOften(t *testing.T, s scenario, kills int) {
	parent, dir := t.TempDir(), ""
	line := s.line("killed")
	random := random(t)
	for n := range kills {
		if n%afterKills == 0 || s.anew {
			dir = filepath.Join(parent, strconv.Itoa(n))
			s.newFolder(t, dir)
		}
		after := time.Duration(random.Int64N(int64(cmp.Or(s.span, usualSpan))))
		word := []string{"", ackLine}[random.IntN(2)]
		acks := killOnce(t, s, dir, word, after)
		blame(t, &line, s.judge(t.Context(), dir, acks), fmt.Sprintf("kill %d, %v after the first %q", n, after, word))
		line.Tries++
		line.Acknowledged += len(acks)
	}
	if line.Acknowledged == 0 {
		t.Errorf("in %d kills nothing was acknowledged: they prove nothing", kills)
	}
	table.Add(line)
}

// killOnce runs the scenario's child, kills it so long after its first line that begins
// with the word, and returns what it had acknowledged.
func killOnce(t *testing.T, s scenario, dir, word string, after time.Duration) []string {
	t.Helper()
	ctx, kill := context.WithCancel(t.Context())
	defer kill()
	cmd := child(ctx, t, s.name, dir, 0)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for lines, running := bufio.NewReader(out), true; ; {
		line, err := lines.ReadString('\n')
		all.WriteString(line)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if running && strings.HasPrefix(line, word) {
			running = false
			time.AfterFunc(after, kill)
		}
	}
	err = cmd.Wait()
	// On Windows a program that was killed has ended with 1.
	if byItself := cmd.ProcessState.ExitCode() != -1 && runtime.GOOS != "windows"; err == nil || byItself || ctx.Err() == nil {
		t.Fatalf("the child ended by itself: %v\n%s%s", err, all.String(), complaint.String())
	}
	return reportOf(all.String()).acks
}
