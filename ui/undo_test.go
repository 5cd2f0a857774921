package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/store"
	"recordaldesk/ui/form"
)

// shortcut hands a shortcut to whatever has the keyboard, as the driver does.
func (d *desk) shortcut(s fyne.Shortcut) {
	focused, ok := d.window.Canvas().Focused().(fyne.Shortcutable)
	switch s.(type) {
	case *fyne.ShortcutUndo:
		if !ok { // the window hears of it; the toolkit's canvas for tests knows no shortcuts
			d.undo()
			return
		}
	case *fyne.ShortcutRedo:
		if !ok {
			d.redo()
			return
		}
	}
	focused.TypedShortcut(s)
}

// entry is the text field that has the keyboard.
func (d *desk) entry(t *testing.T) *form.Entry {
	t.Helper()
	e, ok := d.window.Canvas().Focused().(*form.Entry)
	if !ok {
		t.Fatalf("the keyboard is at %T", d.window.Canvas().Focused())
	}
	return e
}

func (d *desk) text(path string) string { return d.session.Filing().Text(path) }

func TestUndoGoesOnIntoTheFieldBeforeAndItsPage(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("host.remark")
	test.Type(d.entry(t), "备注")
	d.wizard.GoTo("websites.0.name")
	name := d.text("websites.0.name")
	test.Type(d.entry(t), "甲")
	test.Type(d.entry(t), "乙")

	d.shortcut(&fyne.ShortcutUndo{})
	d.until(t, "the name is as before", func() bool { return d.text("websites.0.name") == name })
	if e := d.entry(t); e.Text != name {
		t.Errorf("the field shows %q, want %q", e.Text, name)
	}
	d.shortcut(&fyne.ShortcutUndo{})
	d.until(t, "the remark is as before", func() bool { return d.text("host.remark") == "" })
	if r := d.session.Record(); r.Field != "host.remark" || d.entry(t).Text != "" {
		t.Errorf("the keyboard is at %q on page %q, which shows %q", r.Field, r.Page, d.entry(t).Text)
	}
	d.shortcut(&fyne.ShortcutRedo{})
	d.until(t, "the remark is back", func() bool { return d.text("host.remark") == "备注" })
	if e := d.entry(t); e.Text != "备注" || e.CursorColumn != 2 {
		t.Errorf("the field shows %q, the cursor behind %d characters", e.Text, e.CursorColumn)
	}
	d.shortcut(&fyne.ShortcutRedo{})
	d.until(t, "the name is back", func() bool { return d.text("websites.0.name") != name })
	if at, e := d.session.Record().Field, d.entry(t); at != "websites.0.name" || e.CursorColumn != len([]rune(e.Text)) {
		t.Errorf("the keyboard is at %q, the cursor behind %d characters of %q", at, e.CursorColumn, e.Text)
	}
}

// The toolkit's entry keeps an undo of its own, which would bring back what the filing
// does not have.
func TestUndoInAFieldIsTheFilings(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("host.remark")
	test.Type(d.entry(t), "备注")
	for range 3 { // what there is, and then nothing
		d.shortcut(&fyne.ShortcutUndo{})
	}
	d.until(t, "the remark is as before", func() bool { return d.text("host.remark") == "" && !d.session.CanUndo() })
	if e := d.entry(t); e.Text != "" {
		t.Errorf("the field shows %q", e.Text)
	}
	if d.header.undoing.undo.Disabled() != true || d.header.undoing.redo.Disabled() {
		t.Error("the header does not say what can be undone")
	}
}

func TestAnInputMethodThatComposesKeepsUndoAway(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("host.remark")
	e := d.entry(t)
	test.Type(e, "备注")
	e.KeyDown(&fyne.KeyEvent{Name: fyne.KeyN}) // a letter that the input method holds
	d.shortcut(&fyne.ShortcutUndo{})
	e.TypedRune('你') // committed
	if err := d.session.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := s.History(t.Context(), d.session.ID())
	if err != nil || slices.ContainsFunc(all, func(c store.Change) bool { return c.From == store.Undone }) {
		t.Errorf("something was undone: %+v (%v)", all, err)
	}
	d.shortcut(&fyne.ShortcutUndo{})
	d.until(t, "the remark is undone", func() bool { return d.text("host.remark") == "" })
}

// The filing has no pages then, and the question comes back.
func TestUndoingTheKindAsksForItAgain(t *testing.T) {
	d := newDesk(t, openStore(t))
	d.newFiling()
	d.opened(t, "")
	d.session.Begin("new_recordal", nil, -1)
	d.present()
	d.shortcut(&fyne.ShortcutUndo{})
	d.until(t, "the kind is open", func() bool { return d.session.Filing().Kind == "" && d.wizard == nil })
	d.shortcut(&fyne.ShortcutRedo{})
	d.until(t, "the kind is chosen", func() bool { return d.session.Filing().Kind == "new_recordal" && d.wizard != nil })
}
