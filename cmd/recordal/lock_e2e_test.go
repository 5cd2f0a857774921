package main

import (
	"context"
	"image"
	"image/png"
	"os"
	"strings"
	"testing"
	"time"

	"recordaldesk/store"
	"recordaldesk/ui/settings"
)

// e2ePassphrase has letters alone: the keyboard of the test has no others.
const e2ePassphrase = "four plain words here"

// TestALockedWindowShowsNothing types a filing in Chinese, sets a passphrase, locks the
// window and goes on, all with the keyboard; then the power goes.
func TestALockedWindowShowsNothing(t *testing.T) {
	shots := needsWindow(t)
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	d.Start()
	startNewRecordal(d)
	d.WaitAt("account", "account.id")
	d.Key("Tab")
	d.WaitAt("account", "account.company")
	d.Pinyin("hangzhou")
	d.WaitSaved("account.company", "杭州")
	d.Paste("青檐软件")
	d.WaitSaved("account.company", "杭州青檐软件")
	d.Shot("filing")

	d.Key("ctrl+shift+l")
	d.Shot("no-passphrase")
	d.Key("Tab", "Return") // to the settings, with the question for a passphrase
	d.opens = e2ePassphrase
	d.enters(e2ePassphrase)
	d.enters(e2ePassphrase)
	d.until("the store has a passphrase", func() (bool, string) { return secured(d), "none" })
	d.Rest(3 * time.Second)
	d.Shot("settings")
	d.Key("Return") // makes a recovery code, which has the keyboard then
	d.Rest(3 * time.Second)
	d.Shot("recovery-code")
	d.Key("Escape")
	d.Rest(2 * time.Second)

	d.Key("ctrl+shift+l")
	d.until("the title says nothing of the filing", func() (bool, string) {
		title := d.try("xdotool", "getactivewindow", "getwindowname")
		return !strings.Contains(title, "青檐"), title
	})
	d.Rest(3 * time.Second)
	locked := d.Shot("locked")
	d.Key("ctrl+r", "ctrl+n", "alt+Home", "ctrl+comma", "Escape") // lead nowhere
	d.enters("not this one")
	d.Rest(3 * time.Second)
	d.Shot("wrong")
	d.enters(e2ePassphrase)
	d.until("the window is open", func() (bool, string) {
		title := d.try("xdotool", "getactivewindow", "getwindowname")
		return strings.Contains(title, "青檐"), title
	})
	d.Rest(2 * time.Second)
	d.Shot("unlocked")
	d.Key("End")
	d.Paste("有限公司")
	d.WaitSaved("account.company", "杭州青檐软件有限公司")

	d.Kill()
	d.Start()
	// A window that has never shown a filing cannot show anything of it.
	if n := differ(t, locked, d.Shot("locked-at-the-start")); n > cursor {
		t.Errorf("the window that was locked looks otherwise than one that begins locked, at %d pixels", n)
	}
	d.enters(e2ePassphrase)
	d.until("the window is open", func() (bool, string) {
		title := d.try("xdotool", "getactivewindow", "getwindowname")
		return strings.Contains(title, "青檐"), title
	})
	d.WaitAt("account", "account.company")
	d.Shot("open-again")
	d.Close()
}

// TestNobodyAtTheWindowLocksIt has a person compose pinyin for longer than the window
// waits, and then go away.
func TestNobodyAtTheWindowLocksIt(t *testing.T) {
	shots := needsWindow(t)
	if testing.Short() {
		t.Skip("it waits for minutes, for which the short run has no time")
	}
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	ctx := context.Background()
	s, err := store.Open(ctx, d.Data(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []func() error{
		func() error { return s.SetPassphrase(ctx, e2ePassphrase) },
		func() error { return s.SetSetting(ctx, settings.LockSetting, "1") },
		s.Close,
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	d.opens = e2ePassphrase
	d.Start()
	d.enters(e2ePassphrase)
	d.Rest(3 * time.Second)
	startNewRecordal(d)
	d.WaitAt("account", "account.id")
	d.Key("Tab")
	d.Paste("青檐软件")
	d.WaitSaved("account.company", "青檐软件")
	d.Key("Tab", "shift+Tab") // the host unit follows when the field is left
	open := func() (bool, string) {
		title := d.try("xdotool", "getactivewindow", "getwindowname")
		return strings.Contains(title, "青檐"), title
	}
	d.until("the window names the filing", open)
	d.inputMethod(true)
	for range 7 { // letters that the input method holds, and nothing else
		d.run("xdotool", "key", "a")
		wait(10 * time.Second)
		if is, title := open(); !is {
			d.fail("locked while somebody composes pinyin: %s", title)
		}
	}
	wait(70 * time.Second)
	if is, title := open(); is {
		d.fail("not locked a minute after the last key: %s", title)
	}
}

// enters types a passphrase and Return, which must not overtake the letters: what
// arrives late would be lost, and nothing on the disk says when the last one is there.
func (d *desk) enters(text string) {
	d.t.Helper()
	d.Type(text)
	d.Rest(3 * time.Second)
	d.Key("Return")
}

// wait lets time pass: the passing of time is what is tested.
func wait(d time.Duration) { <-time.After(d) }

// secured reports whether the store asks for a passphrase.
func secured(d *desk) bool {
	var n int
	err := d.disk.QueryRowContext(context.Background(), "SELECT count(*) FROM key WHERE name = 'passphrase'").Scan(&n)
	return err == nil && n == 1
}

// cursor is how many pixels the blinking cursor has.
const cursor = 120

// differ counts the pixels at which two screenshots are not the same.
func differ(t *testing.T, one, other string) int {
	t.Helper()
	a, b := picture(t, one), picture(t, other)
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	t.Logf("%d pixels differ", n)
	return n
}

func picture(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	m, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
