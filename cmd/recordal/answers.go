package main

import (
	"fmt"
	"log/slog"
	"os"
	"path"
	"runtime"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store/crash"
)

// tooLong is how long nothing may keep the window from answering.
const tooLong = 100 * time.Millisecond

// watchAnswers writes into a file how long the window takes to answer, a line for each
// time that was longer than all before, or than [tooLong]: milliseconds, and from that on
// what the window was at. Tests ask for it; the window is asked all the time, which costs a little.
func watchAnswers(name string) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		slog.Error("open the file for the window's answers", "err", err)
		return
	}
	crash.Go(func() {
		var worst time.Duration
		for {
			time.Sleep(5 * time.Millisecond)
			asked, answered := time.Now(), make(chan struct{})
			fyne.Do(func() { close(answered) })
			at := ""
			select {
			case <-answered:
			case <-time.After(tooLong):
				at = windowIsAt()
				<-answered
			}
			if took := time.Since(asked); took > worst || at != "" {
				worst = max(worst, took)
				if _, err := fmt.Fprintf(file, "%d %s\n", took.Milliseconds(), at); err != nil {
					slog.Error("note how long the window took to answer", "err", err)
					return
				}
			}
		}
	})
}

// windowIsAt is the innermost functions of the goroutine that has the window, which is
// the program's first.
func windowIsAt() string {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	_, first, _ := strings.Cut(string(stacks), "goroutine 1 ")
	first, _, _ = strings.Cut(first, "\n\n")
	var at []string
	for line := range strings.Lines(first) {
		if end := strings.LastIndexByte(line, '('); end > 0 && line[0] != '\t' {
			at = append(at, path.Base(line[:end]))
		}
	}
	return strings.Join(at[:min(len(at), 40)], " ")
}
