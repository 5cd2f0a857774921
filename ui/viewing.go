package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/store"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// A store that can only be looked at has the same window, in which filings are found,
// read, checked, printed and exported. What would change one is answered by a sentence.

// viewing reports whether the filings can only be looked at.
func (d *Desk) viewing() bool { return d.store().Viewing() }

// mayChange reports whether filings can be changed; where they cannot, it says so. While
// the store is being replaced that is said already.
func (d *Desk) mayChange() bool {
	if d.guard.moving {
		return false
	}
	if !d.viewing() {
		return true
	}
	if d.window.Canvas().Overlays().Top() == nil { // once is enough
		d.problem(store.MessageID(store.ErrViewing), nil)
	}
	return false
}

// refuse says that the open filing can only be looked at, and shows it as it is where
// something was typed over it.
func (d *Desk) refuse() {
	d.mayChange()
	d.o.Do(func() { // the field that was typed into is still at work
		if d.wizard != nil {
			d.wizard.Turned("")
		}
	})
}

// refuser is what a session calls in place of a change; nil where changes are kept.
func (d *Desk) refuser() func() {
	if d.viewing() {
		return d.refuse
	}
	return nil
}

// viewingLine says, as long as the window is open, that nothing can be changed.
func (h *header) viewingLine() fyne.CanvasObject {
	h.viewing = parts.NewLabel()
	h.viewing.Truncation = fyne.TextTruncateEllipsis
	line := container.NewStack(parts.NewGround(look.ColorPaper, theme.ColorNameWarning), h.viewing)
	if !h.desk.viewing() {
		line.Hide()
	}
	return line
}

// sayViewing says it in the language chosen now.
func (h *header) sayViewing() {
	if h.desk.viewing() {
		h.viewing.Say(h.desk.voice, voice.Message("viewing.notice"))
	}
}
