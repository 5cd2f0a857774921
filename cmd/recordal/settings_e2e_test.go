package main

import (
	"context"
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
