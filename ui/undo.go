package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/ui/form"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// There is one undo for the whole filing, whichever field has the keyboard and whenever
// the change was made. It leads to the field it was made in.

// turnKeys has the window hear the keys that the toolkit knows as undo and redo.
func (d *Desk) turnKeys(c fyne.Canvas) {
	on := func(s fyne.Shortcut, do func()) {
		c.AddShortcut(s, func(fyne.Shortcut) {
			if c.Overlays().Top() == nil {
				do()
			}
		})
	}
	on(&fyne.ShortcutUndo{}, d.undo)
	on(&fyne.ShortcutRedo{}, d.redo)
}

func (d *Desk) undo() {
	if s, ok := d.screen.(interface{ Undo() }); ok { // of the screen alone
		s.Undo()
	} else if d.turnable() {
		d.session.Undo()
	}
}

func (d *Desk) redo() {
	if s, ok := d.screen.(interface{ Redo() }); ok {
		s.Redo()
	} else if d.turnable() {
		d.session.Redo()
	}
}

// turnable reports whether the open filing is shown: nothing is changed out of sight.
func (d *Desk) turnable() bool {
	return d.shown() != nil && d.left == nil && d.past == nil && d.reviewed == nil && d.typing == nil
}

// turned shows the filing after it was replaced.
func (d *Desk) turned(now session.Turned) {
	switch {
	case now.Err != nil:
		d.failed("undo", now.Err)
	case now.Kind:
		d.Open(d.session.ID()) // other pages, or the question for the kind
	case d.wizard != nil && d.turnable():
		d.wizard.Turned(now.Path)
		d.drawFiling()
		d.header.refresh()
		d.title()
	}
}

// undoing is the part of the header that undoes, redoes and leads to the history and the
// review.
type undoing struct {
	desk                *Desk
	undo, redo, history *tipped
	review              *tipped // leads to the review, and back
	object              *fyne.Container
}

func newUndoing(d *Desk, h *header) *undoing {
	u := &undoing{desk: d}
	button := func(icon fyne.Resource, tip string, do func()) *tipped {
		return newTipped(icon, func() {
			do()
			d.screen.Focus() // a click has taken the keyboard away from the field
		}, func(shown bool) { h.tip(tip, shown) })
	}
	u.undo = button(theme.ContentUndoIcon(), "history.tip.undo", d.undo)
	u.redo = button(theme.ContentRedoIcon(), "history.tip.redo", d.redo)
	u.history = button(theme.HistoryIcon(), "history.tip", d.showHistory)
	u.review = button(theme.VisibilityIcon(), "review.tip", d.reviewShown)
	u.object = container.NewHBox(u.undo, u.redo, u.history, u.review)
	return u
}

// turns shows what can be undone and redone now.
func (h *header) turns() {
	u, s := h.undoing, h.desk.shown()
	if s == nil {
		u.object.Hide()
		return
	}
	u.object.Show()
	enable := func(b *tipped, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	shown := h.desk.turnable()
	enable(u.undo, shown && s.CanUndo())
	enable(u.redo, shown && s.CanRedo())
	enable(u.history, shown)
	enable(u.review, shown || h.desk.reviewed != nil && h.desk.left == nil)
}

// tip says in the header what a button without words does, and its key.
func (h *header) tip(id string, shown bool) {
	if !shown {
		h.saving()
		return
	}
	h.saved.Importance = widget.MediumImportance
	h.saved.Say(h.desk.voice, voice.Message(id))
}

// tipped is a button without words that says what it does while the pointer is on it,
// or the keyboard.
type tipped struct {
	form.Button
	tip func(shown bool)
}

func newTipped(icon fyne.Resource, tapped func(), tip func(shown bool)) *tipped {
	t := &tipped{tip: tip}
	t.Icon, t.OnTapped, t.Importance = icon, tapped, widget.LowImportance
	t.ExtendBaseWidget(t)
	return t
}

// MouseIn and MouseOut say what the button does, and no longer.
func (t *tipped) MouseIn(e *desktop.MouseEvent) { t.Button.MouseIn(e); t.tip(true) }

// MouseOut says it no longer.
func (t *tipped) MouseOut() { t.Button.MouseOut(); t.tip(false) }

// FocusGained says what the button does.
func (t *tipped) FocusGained() { t.Button.FocusGained(); t.tip(true) }

// FocusLost says it no longer.
func (t *tipped) FocusLost() { t.Button.FocusLost(); t.tip(false) }
