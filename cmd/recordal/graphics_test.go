package main

import (
	"bufio"
	"bytes"
	"errors"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/journal"
)

// The program has nothing but the toolkit's word for it that there will be no window.
func TestTheProgramHearsThatItCannotPaint(t *testing.T) {
	before, flags, out := slog.Default(), log.Flags(), log.Writer()
	t.Cleanup(func() {
		slog.SetDefault(before)
		log.SetFlags(flags)
		log.SetOutput(out)
	})
	complain := func(reason string) func() {
		return func() { fyne.LogError(reason, errors.New("APIUnavailable")) }
	}
	for _, c := range []struct {
		name string
		says func()
		want bool
	}{
		{"no OpenGL", complain("window creation error"), true},
		{"no desktop", complain("failed to initialise GLFW"), true},
		{"no functions", complain("failed to initialise OpenGL"), true},
		{"a picture", complain("Failed to decode image"), false},
		{"a picture of that name", complain("cannot load window creation error.png"), false},
		{"no pixels", func() { log.Println("PlatformError: WGL: Failed to set selected pixel format: Invalid pixel format.") }, true},
		{"no context", func() { log.Println("PlatformError: GLX: Failed to create context: BadValue") }, true},
		{"no window", func() { log.Println("PlatformError: Win32: Failed to create window: Out of memory") }, true},
		{"the clipboard", func() { log.Println("PlatformError: Win32: Failed to open clipboard: Access is denied.") }, false},
	} {
		journal.Set(new(bytes.Buffer), "")
		lost := false
		slog.SetDefault(slog.New(listener{slog.Default().Handler(), func() { lost = true }}))
		c.says()
		if lost != c.want {
			t.Errorf("%s: given up %v, want %v", c.name, lost, c.want)
		}
	}
}

// Without a desktop, and on one without OpenGL, the program says what to do in both
// languages, ends with a code of its own, and keeps the data folder to nobody.
func TestWithoutGraphicsTheProgramSaysWhatToDo(t *testing.T) {
	needsWindow(t)
	binary := buildProgram(t)
	others := slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "DISPLAY=") || strings.HasPrefix(v, softly+"=") || strings.HasPrefix(v, "PATH=")
	})
	start := func(t *testing.T, id string, code int, env ...string) {
		t.Helper()
		data := t.TempDir()
		c := exec.CommandContext(t.Context(), binary, "-data", data)
		c.Env = append(others, env...) // no PATH: no zenity whose box would wait
		c.WaitDelay = time.Minute
		out, err := c.CombinedOutput() // of the second try too
		if got := c.ProcessState.ExitCode(); got != code {
			t.Errorf("it ended with %d, want %d: %v\n%s", got, code, err, out)
		}
		for _, l := range translations.Languages {
			if text := translations.Text(l, id); !strings.Contains(string(out), text) {
				t.Errorf("it does not say %q but\n%s", text, out)
			}
		}
		s, err := store.Open(t.Context(), data, store.Options{Now: time.Now})
		if err != nil {
			t.Fatalf("open the store afterwards: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Run("no desktop", func(t *testing.T) { start(t, "graphics.display", noGraphics) })
	// It is started a second time, to paint without the graphics card, which is then the
	// one that gives up.
	t.Run("no OpenGL", func(t *testing.T) { start(t, "graphics.none", 0, "DISPLAY="+displayWithoutOpenGL(t)) })
	t.Run("no OpenGL, safe graphics", func(t *testing.T) {
		start(t, "graphics.none", noGraphics, "DISPLAY="+displayWithoutOpenGL(t), softly+"=1")
	})
}

// displayWithoutOpenGL returns a display on which nothing can be painted with OpenGL.
func displayWithoutOpenGL(t *testing.T) string {
	t.Helper()
	server := exec.CommandContext(t.Context(), "Xvfb", "-displayfd", "1", "-extension", "GLX", "-nolisten", "tcp", "-screen", "0", "640x480x24")
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Process.Kill(); err == nil {
			_ = server.Wait() // it was killed
		}
	})
	number, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("wait for the display: %v", err)
	}
	return ":" + strings.TrimSpace(number)
}
