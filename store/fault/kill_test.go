package fault

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	usualKills = 200

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
	for n := range kills {
		if n%afterKills == 0 || s.anew {
			dir = filepath.Join(parent, strconv.Itoa(n))
			s.newFolder(t, dir)
		}
		acks := killOnce(t, s, dir)
		blame(t, &line, s.judge(t.Context(), dir, acks), "kill "+strconv.Itoa(n))
		line.Tries++
		line.Acknowledged += len(acks)
	}
	if line.Acknowledged == 0 {
		t.Errorf("in %d kills nothing was acknowledged: they prove nothing", kills)
	}
	table.Add(line)
}

// killOnce runs the scenario's child, kills it a little after its first word or its
// first acknowledgement, and returns what it had acknowledged.
func killOnce(t *testing.T, s scenario, dir string) []string {
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
	word := []string{"", ackLine}[rand.IntN(2)]
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
			time.AfterFunc(rand.N(cmp.Or(s.span, usualSpan)), kill)
		}
	}
	err = cmd.Wait()
	// On Windows a program that was killed has ended with 1.
	if byItself := cmd.ProcessState.ExitCode() != -1 && runtime.GOOS != "windows"; err == nil || byItself || ctx.Err() == nil {
		t.Fatalf("the child ended by itself: %v\n%s%s", err, all.String(), complaint.String())
	}
	return reportOf(all.String()).acks
}
