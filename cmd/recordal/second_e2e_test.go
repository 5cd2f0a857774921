package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
)

// needsWindow skips a test that works at the program's real window, unless there is a
// display for it.
func needsWindow(t *testing.T) (shots string) {
	t.Helper()
	if os.Getenv("RECORDAL_E2E") == "" {
		t.Skip("it works at a real window, which needs a display with a window manager; make test starts one")
	}
	if shots = os.Getenv("RECORDAL_E2E_SHOTS"); shots == "" {
		return t.TempDir()
	}
	return filepath.Join(shots, t.Name())
}

// TestASecondStartRaisesTheFirst starts the program again while it is out of sight,
// without a file and with one.
func TestASecondStartRaisesTheFirst(t *testing.T) {
	shots := needsWindow(t)
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	d.Start()
	filing := filepath.Join(d.home, "filing.json")
	if err := os.WriteFile(filing, sample.Filing(), 0o600); err != nil {
		t.Fatal(err)
	}
	want, err := rules.Decode(mustOpen(t, filing))
	if err != nil {
		t.Fatal(err)
	}

	d.run("xdotool", "getactivewindow", "windowminimize")
	d.until("the window is out of sight", func() (bool, string) {
		active := d.try("xdotool", "getactivewindow", "getwindowpid")
		return active != d.pid(), active
	})
	d.startAgain()
	d.hasKeyboard()

	other := exec.Command("zenity", "--info", "--text", "another program", "--width", "900", "--height", "500")
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = other.Process.Kill() // it may be gone
		_ = other.Wait()
	})
	d.choosing()
	d.startAgain("filing.json")
	d.hasKeyboard()
	d.Rest(3 * time.Second)
	d.Shot("second-start")
	d.Key("Return") // goes on with it
	d.WaitFor("the filing goes on here", func(r *store.Record) (bool, string) {
		return r.Filing.Host.Name == want.Host.Name, r.Filing.Host.Name
	})
	d.Close()
	d.Start() // the socket is gone, and nobody is asked
	d.Close()
}

// startAgain starts the program a second time with files of the home folder, which
// must end well.
func (d *desk) startAgain(files ...string) {
	d.t.Helper()
	again := exec.Command(d.binary, append([]string{"-data", d.Data()}, files...)...)
	again.Env, again.Dir = d.environ(), d.home
	if out, err := again.CombinedOutput(); err != nil {
		d.fail("the second start: %v\n%s", err, out)
	}
}

func mustOpen(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() }) // was only read
	return f
}
