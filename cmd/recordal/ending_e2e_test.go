package main

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
)

// stuck has this test start as the program, with a toolkit that does not come back once
// the window is closed.
const stuck = "RECORDAL_E2E_STUCK"

func TestMain(m *testing.M) {
	if os.Getenv(stuck) == "" {
		code := m.Run()
		printAnswers()
		os.Exit(code)
	}
	go func() {
		for fyne.CurrentApp() == nil {
			time.Sleep(time.Millisecond)
		}
		fyne.CurrentApp().Lifecycle().SetOnStopped(func() { select {} })
	}()
	os.Exit(run())
}

// A program that stayed without a window would keep the data folder to itself: nobody
// could start it again.
func TestTheProgramEndsWithItsWindowThoughTheToolkitDoesNot(t *testing.T) {
	shots := needsWindow(t)
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, binary, t.TempDir(), shots)
	d.env = []string{stuck + "=yes"}
	d.Start()
	d.Close()
	if code := d.program.ProcessState.ExitCode(); code != 0 {
		t.Errorf("the program ended with %d", code)
	}
	if running := store.SettingsOf(t.Context(), d.Data(), "running")["running"]; running != "" {
		t.Error("it is said not to have ended in order")
	}
	d.env, d.binary = nil, buildProgram(t)
	d.Start()
	d.Close()
}
