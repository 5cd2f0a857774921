package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"recordaldesk/store"
)

// TestHowTheWindowLooksOutlivesARestart sets the language, the size of text and reduced
// motion in the window, and starts it again.
func TestHowTheWindowLooksOutlivesARestart(t *testing.T) {
	shots := needsWindow(t)
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	d.Start()
	d.Key("ctrl+comma")
	d.Rest(2 * time.Second)
	d.Key("2") // the keyboard is at the languages
	d.kept("language", "en")
	d.titled("Recordal Desk")
	d.Key("Tab", "Tab", "Tab", "Return", "Return") // to what makes the text larger
	d.kept("text.size", "120")
	for range 3 {
		d.Key("ctrl+equal")
		d.Rest(2 * time.Second)
	}
	d.kept("text.size", "150")
	d.Key("Tab", "Tab", "2") // past the usual size
	d.kept("motion", "reduced")
	d.Shot("settings")
	d.Key("ctrl+Next", "ctrl+Next") // to the name of the desk: a caret, which does not blink
	d.Rest(2 * time.Second)
	before := d.Shot("caret")
	for i := range 4 {
		time.Sleep(300 * time.Millisecond) // a caret blinks once a second
		if now := d.Shot("caret"); differ(t, before, now) > 0 {
			t.Fatalf("the window moves although motion is reduced: compare %s with picture %d after it", before, i+1)
		}
	}
	d.Key("Escape")
	d.Rest(2 * time.Second)
	before = d.Shot("list")
	d.Close()
	d.Start()
	d.titled("Recordal Desk")
	d.Rest(3 * time.Second)
	if now := d.Shot("list-again"); differ(t, before, now) > 0 {
		t.Errorf("after a restart the window looks other: compare %s with %s", before, now)
	}
	d.Close()
}

// TestTheDataFolderMovesToAStick moves it in the window, which then begins again there;
// while the stick is away that is told, and nothing begins anew in its place.
func TestTheDataFolderMovesToAStick(t *testing.T) {
	shots := needsWindow(t)
	home := t.TempDir()
	d := newDesk(t, buildProgram(t), home, shots)
	d.finds, d.env = true, []string{"XDG_DATA_HOME="}
	stick := filepath.Join(home, "stick")
	moved := filepath.Join(stick, "recordal-desk")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	d.Start()
	d.Key("ctrl+comma")
	d.Rest(2 * time.Second)
	d.Key("ctrl+Next", "ctrl+Next", "ctrl+Next", "Tab", "Return") // data folder: change to another one
	d.ChooseFile(stick)
	d.Rest(2 * time.Second)
	d.Shot("question")
	d.Key("Tab", "Return") // past the safe answer
	d.ended()
	d.another()
	d.Shot("moved")
	if !store.HasFilings(moved) || !store.HasFilings(d.Data()) {
		t.Fatal("the filings are not in both folders before the person was asked about the old one")
	}
	d.Key("alt+F4")
	d.until("the window over the stick is closed", func() (bool, string) {
		s, err := store.Open(context.Background(), moved, store.Options{})
		if err != nil {
			return false, err.Error()
		}
		return s.Close() == nil, ""
	})

	if err := os.Rename(stick, stick+".out"); err != nil {
		t.Fatal(err)
	}
	d.Start()
	d.Rest(2 * time.Second)
	d.Shot("away")
	if _, err := os.Stat(stick); err == nil {
		t.Error("something was begun in the place of the stick")
	}
	if err := os.Rename(stick+".out", stick); err != nil {
		t.Fatal(err)
	}
	d.Key("Return") // try again
	d.until("the filings are open", func() (bool, string) {
		s, err := store.Open(context.Background(), moved, store.Options{})
		if err == nil {
			err = s.Close() // not yet
		}
		return errors.Is(err, store.ErrInUse), fmt.Sprint(err)
	})
	d.Shot("again")
	d.Close()
}

// ended waits until the program has ended by itself.
func (d *desk) ended() {
	d.t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- d.program.Wait() }()
	select {
	case <-ended:
	case <-time.After(patience):
		d.fail("the program does not end")
	}
}

// another waits until a window of another process than the last one has the keyboard.
func (d *desk) another() {
	d.t.Helper()
	d.until("another window has the keyboard", func() (bool, string) {
		active := d.try("xdotool", "getactivewindow", "getwindowpid")
		return active != "" && active != d.pid(), active
	})
}

// kept waits until a setting is on the disk.
func (d *desk) kept(key, want string) {
	d.t.Helper()
	d.until(key+" is kept as "+want, func() (bool, string) {
		got := store.SettingsOf(context.Background(), d.Data(), key)[key]
		return got == want, got
	})
}

// titled waits until the window has a title.
func (d *desk) titled(want string) {
	d.t.Helper()
	d.until("the window is called "+want, func() (bool, string) {
		got := d.try("xdotool", "getactivewindow", "getwindowname")
		return got == want, got
	})
}
