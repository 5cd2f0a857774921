// Package wipe takes numbers by which a person could be known off the clipboard
// again, some time after they were copied: every other program can read it, and on
// an office PC so can the next person.
package wipe

import (
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store/crash"
)

// kept is how long a number that was copied can be pasted, 0 for as long as nothing else
// is copied and the program runs. It belongs to the UI goroutine.
var kept = 30 * time.Second

// KeepFor sets that time for what is copied from now on. It is called on the UI
// goroutine.
func KeepFor(d time.Duration) { kept = d }

// wiper remembers what is to be taken off the clipboard. It belongs to the UI
// goroutine.
type wiper struct {
	later func(f func()) (stop func()) // calls f on the UI goroutine after a while

	clipboard fyne.Clipboard
	text      string // "" for nothing
	stop      func()
}

// There is one clipboard, so there is one wiper.
var program = wiper{later: func(f func()) func() {
	if kept == 0 {
		return func() {}
	}
	timer := time.AfterFunc(kept, func() { fyne.Do(func() { crash.Guard(f) }) })
	return func() { timer.Stop() }
}}

// Copied says that the text, a number, was put on the clipboard. It is called on the
// UI goroutine.
func Copied(c fyne.Clipboard, text string) { program.copied(c, text) }

// Now clears the clipboard if the number is still on it, as when the program ends. It
// is called on the UI goroutine.
func Now() { program.now() }

func (w *wiper) copied(c fyne.Clipboard, text string) {
	if w.stop != nil {
		w.stop()
	}
	w.clipboard, w.text = c, text
	w.stop = w.later(w.now)
}

func (w *wiper) now() {
	if w.text == "" {
		return
	}
	w.stop()
	// Something else that was copied since, here or elsewhere, stays.
	if w.clipboard.Content() == w.text {
		w.clipboard.SetContent("")
	}
	w.text, w.stop = "", nil
}
