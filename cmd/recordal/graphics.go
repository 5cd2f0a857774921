package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"regexp"
	"sync"
	"sync/atomic"

	"recordaldesk/translations"
)

// The window is painted with OpenGL 2.1. Where there is none, the toolkit logs so and
// ends the program, without a word to the user (fyne v2.8.1,
// internal/driver/glfw/driver.go: initFailed). Asking for OpenGL before that would delay
// every start, so the program listens to what the toolkit logs: it then starts itself
// once more with an OpenGL that needs no graphics card, or says what can be done.

// noGraphics is the exit code where no window can be painted.
const noGraphics = 3

// graphicsFlag is the flag that chooses how the window is painted, safeGraphics its value for
// painting without a graphics card.
const (
	graphicsFlag = "graphics"
	safeGraphics = "safe"
)

// gaveUp is what is logged when there will be no window: by the toolkit, or by GLFW below
// it, of whose complaints about the system the toolkit is not told, so that it goes on
// without a window (go-gl/glfw v3.4, error.go: acceptError).
var gaveUp = regexp.MustCompile(`^Fyne error: +(window creation error|failed to initialise (GLFW|OpenGL))` +
	`|^PlatformError: ((WGL|GLX|EGL|NSGL): |.*Failed to create window)`)

// A listener hands on what is logged, and calls lost when the toolkit gives up.
type listener struct {
	slog.Handler
	lost func()
}

// Handle hands on one record.
func (l listener) Handle(ctx context.Context, r slog.Record) error {
	err := l.Handler.Handle(ctx, r)
	if gaveUp.MatchString(r.Message) {
		l.lost()
	}
	return err
}

// hasWindow tells that the window is there: what is said of OpenGL later, as while it is
// closed, is no reason to start again.
var hasWindow atomic.Bool

// whenGraphicsFail has the program end with what leave returns when the toolkit cannot
// paint, from within the toolkit's own complaint.
func whenGraphicsFail(leave func() int) {
	slog.SetDefault(slog.New(listener{slog.Default().Handler(), sync.OnceFunc(func() {
		if !hasWindow.Load() {
			os.Exit(leave())
		}
	})}))
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
	again.Args = append(again.Args, "-"+graphicsFlag, safeGraphics, "-data", dir)
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
