package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// slowest is the longest that a window took to answer in any of the tests: while it was
// painted, which here is done without a graphics card, and while the program was at work.
// What a busy machine makes of it fails no test; who reads the tests' words sees it.
var slowest struct{ painting, working lateAnswer }

type lateAnswer struct {
	ms   int
	at   string // what the window was at
	test string
}

// lookAtAnswers reads what the programs of a test have noted.
func lookAtAnswers(t *testing.T, name string) {
	noted, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return // the window was never used, or not opened by the test's person
	}
	if err != nil {
		t.Error(err)
		return
	}
	for line := range strings.Lines(string(noted)) {
		one := lateAnswer{test: t.Name()}
		if _, err := fmt.Sscan(line, &one.ms); err != nil {
			t.Errorf("what the program noted of its answers: %q: %v", line, err)
			return
		}
		_, one.at, _ = strings.Cut(strings.TrimSpace(line), " ")
		worst := &slowest.working
		if strings.Contains(one.at, ".drawSingleFrame") {
			worst = &slowest.painting
		} else if one.at != "" {
			t.Logf("the window did not answer for %d ms: %s", one.ms, one.at)
		}
		if one.ms > worst.ms {
			*worst = one
		}
	}
}

func printAnswers() {
	for what, a := range map[string]lateAnswer{"work": slowest.working, "painting": slowest.painting} {
		if a.test != "" {
			fmt.Printf("The window took %d ms to answer at most for %s, in %s. %s\n", a.ms, what, a.test, a.at)
		}
	}
}
