package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// turned undoes or redoes where a shortcut says so and the entry has no undo of its own.
// While an input method has letters that are not yet part of the text nothing is undone:
// it is them that the person means.
func (e *Entry) turned(s fyne.Shortcut) bool {
	if e.OnUndo == nil {
		return false
	}
	do := e.OnRedo
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		do = e.OnUndo
	case *fyne.ShortcutRedo:
	case *desktop.CustomShortcut:
		if s.KeyName != fyne.KeyZ || s.Modifier != fyne.KeyModifierControl|fyne.KeyModifierShift {
			return false
		}
	default:
		return false
	}
	if e.composing == 0 {
		do()
	}
	return true
}

// TappedSecondary opens the menu of a field. The toolkit's own has an undo of the text
// alone, which would go against that of the filing.
func (e *Entry) TappedSecondary(at *fyne.PointEvent) {
	c := canvasOf(e)
	if e.OnUndo == nil || e.Disabled() || c == nil {
		e.Entry.TappedSecondary(at)
		return
	}
	c.Focus(e)
	clipboard := fyne.CurrentApp().Clipboard()
	item := func(key string, s fyne.Shortcut) *fyne.MenuItem {
		return fyne.NewMenuItem(lang.L(key), func() { e.TypedShortcut(s) })
	}
	undo, redo := item("Undo", &fyne.ShortcutUndo{}), item("Redo", &fyne.ShortcutRedo{})
	undo.Shortcut, redo.Shortcut = &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{} // the menu names the keys
	menu := fyne.NewMenu("", undo, redo, fyne.NewMenuItemSeparator(),
		item("Cut", &fyne.ShortcutCut{Clipboard: clipboard}), item("Copy", &fyne.ShortcutCopy{Clipboard: clipboard}),
		item("Paste", &fyne.ShortcutPaste{Clipboard: clipboard}), item("Select all", &fyne.ShortcutSelectAll{}))
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Add(at.Position)
	widget.NewPopUpMenu(menu, c).ShowAtPosition(place)
}
