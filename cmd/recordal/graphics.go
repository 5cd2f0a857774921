package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync"

	"recordaldesk/translations"
)

// The window is painted with OpenGL 2.1. Where there is none, the toolkit logs so and
// ends the program, without a word to the user (fyne v2.8.1,
// internal/driver/glfw/driver.go: initFailed). Asking for OpenGL before that would delay
// every start, so the program listens to what the toolkit logs: it then starts itself
// once more with an OpenGL that needs no graphics card, or says what can be done.

// noGraphics is the exit code where no window can be painted.
const noGraphics = 3

// graphics is the flag that chooses how the window is painted, safeGraphics its value for
// painting without a graphics card.
const (
	graphics     = "graphics"
	safeGraphics = "safe"
)

// gaveUp is how the toolkit's complaints begin after which there is no window.
var gaveUp = []string{"window creation error", "failed to initialise GLFW", "failed to initialise OpenGL"}

// A listener hands on what is logged, and calls lost once when the toolkit gives up.
type listener struct {
	slog.Handler
	lost func()
}

// Handle hands on one record. What the toolkit logs comes as "Fyne error:  reason".
func (l listener) Handle(ctx context.Context, r slog.Record) error {
	err := l.Handler.Handle(ctx, r)
	if reason, ok := strings.CutPrefix(r.Message, "Fyne error:"); ok {
		for _, begin := range gaveUp {
			if strings.HasPrefix(strings.TrimSpace(reason), begin) {
				l.lost()
			}
		}
	}
	return err
}

// whenGraphicsFail has the program end with what leave returns when the toolkit cannot
// paint, from within the toolkit's own complaint.
func whenGraphicsFail(leave func() int) {
	slog.SetDefault(slog.New(listener{slog.Default().Handler(), sync.OnceFunc(func() { os.Exit(leave()) })}))
}

// withoutWindow lets the data folder go and starts the program once more with safe
// graphics, or says why there is no window; safely tells that it has them already.
func (p *program) withoutWindow(safely bool) int {
	p.end(false)
	if !safely && onDisplay() {
		if again := safeProgram(); again != nil && startWith(again, p.dir, p.files) == nil {
			return 0
		}
	}
	sayWithoutWindow(os.Stderr)
	return noGraphics
}

// startSafely starts the program with safe graphics for who asks for them by the flag,
// and reports whether it did. Where they take effect in this very process, or where there
// are none, this start goes on.
func startSafely(dir string, files []string) bool {
	if isSafe() {
		return false
	}
	again := safeProgram()
	if again == nil {
		say(os.Stderr, "graphics.missing")
		return false
	}
	if paintHere() {
		return false
	}
	return startWith(again, dir, files) == nil
}

// startWith starts the program over a data folder. It outlives this one.
func startWith(again *exec.Cmd, dir string, files []string) error {
	again.Args = append(again.Args, "-"+graphics, safeGraphics, "-data", dir)
	again.Args = append(again.Args, files...)
	again.Stdout, again.Stderr = os.Stdout, os.Stderr
	err := again.Start()
	if err != nil {
		slog.Error("start with safe graphics", "err", err)
	}
	return err
}

// sayWithoutWindow says why there is no window, in both languages: nobody could choose
// one yet.
func sayWithoutWindow(to io.Writer) {
	id := "graphics.none"
	if !onDisplay() {
		id = "graphics.display"
	}
	say(to, id)
	showBox(inBoth("app.name", " "), inBoth(id, "\n\n"))
}

func say(to io.Writer, id string) {
	// Where nobody reads it, as in a Windows program without a console, that is no fault.
	_, _ = fmt.Fprintln(to, inBoth(id, "\n"))
}

func inBoth(id, between string) string {
	return translations.Text(translations.Chinese, id) + between + translations.Text(translations.English, id)
}
