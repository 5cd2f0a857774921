//go:build !windows

package main

import (
	"log/slog"
	"os"
	"os/exec"
	"runtime"

	"github.com/ncruces/zenity"
)

// onDisplay reports whether there is a desktop to open a window on.
func onDisplay() bool { return runtime.GOOS == "darwin" || os.Getenv("DISPLAY") != "" }

// softly is what Mesa is told by to paint without the graphics card.
const softly = "LIBGL_ALWAYS_SOFTWARE"

// isSafe reports whether this process paints without a graphics card.
func isSafe() bool { return os.Getenv(softly) != "" }

// paintHere makes this process paint without the graphics card: the driver is loaded with
// the first window.
func paintHere() bool {
	if err := os.Setenv(softly, "1"); err != nil {
		slog.Error("paint without the graphics card", "err", err)
		return false
	}
	return true
}

// safeProgram returns this program, to be started with safe graphics; nil on macOS, which
// has no other OpenGL than its own.
func safeProgram() *exec.Cmd {
	self, err := os.Executable()
	if err != nil || runtime.GOOS == "darwin" {
		return nil
	}
	return exec.Command(self)
}

// showBox shows a box of the desktop's where it has a program for that, and waits until
// it is closed. What it says stands on standard error too.
func showBox(title, text string) {
	if !onDisplay() {
		return
	}
	if err := zenity.Warning(text, zenity.Title(title)); err != nil {
		slog.Error("show a box", "err", err)
	}
}
