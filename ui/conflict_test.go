package ui

import (
	"io"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// reply taps the button of the dialog that is shown.
func (d *desk) reply(t *testing.T, id string) {
	t.Helper()
	for _, one := range seen.Objects(d.window.Canvas().Overlays().Top()) {
		if b, ok := one.(*form.Button); ok && b.Said() == d.voice.Line(voice.Message(id)) {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("the dialog has no button %s: %s", id, dialogText(d))
}

// edited has the open draft saved elsewhere, as by a second window, and then typed in
// here.
func (d *desk) edited(t *testing.T, s *store.Store) {
	t.Helper()
	if err := d.session.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	draft, err := s.Load(t.Context(), d.session.ID())
	if err != nil {
		t.Fatal(err)
	}
	other := store.NewAutosaver(s, draft, store.AutosaveOptions{})
	draft.Record.Filing.Host.Remark = "那边写的"
	other.Change(draft.Record)
	if err := other.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.session.Set("host.remark", "这边写的")
}

// both wants two drafts: as the other window has stored it, and as it was typed here,
// with its scans.
func (d *desk) both(t *testing.T, s *store.Store, id string) {
	t.Helper()
	var remarks []string
	references := map[string]bool{}
	for _, m := range drafts(t, s) {
		draft, err := s.Load(t.Context(), m.ID)
		if err != nil {
			t.Fatal(err)
		}
		f := draft.Record.Filing
		remarks = append(remarks, f.Host.Remark)
		references[f.Reference] = true
		if (m.ID == id) != (f.Host.Remark == "那边写的") {
			t.Errorf("draft %s, of which %s was opened, says %q", m.ID, id, f.Host.Remark)
		}
		for _, a := range f.Attachments {
			scan, err := s.OpenScan(t.Context(), m.ID, a.SHA256)
			if err != nil {
				t.Errorf("%s of %q: %v", a.File, f.Host.Remark, err)
				continue
			}
			if n, err := io.Copy(io.Discard, scan); n == 0 || err != nil {
				t.Errorf("%s of %q: %d bytes, %v", a.File, f.Host.Remark, n, err)
			}
			scan.Close() // was only read
		}
	}
	slices.Sort(remarks)
	if !slices.Equal(remarks, []string{"这边写的", "那边写的"}) || len(references) != 2 {
		t.Errorf("the drafts say %q, with %d references; want both", remarks, len(references))
	}
}

// Two windows edit one draft: the last to save never wins unseen, and both versions can
// be had, whatever the person does about it.
func TestTwoWindowsEditOneDraft(t *testing.T) {
	for what, does := range map[string]func(*testing.T, *desk){
		"kept as a new draft": func(t *testing.T, d *desk) {
			before := d.session.ID()
			d.reply(t, "conflict.keep")
			d.opened(t, before)
			if got := d.session.Filing().Host.Remark; got != "这边写的" {
				t.Errorf("what is open says %q", got)
			}
			d.session.Set("host.remark", "这边写的，还在写")
			d.session.Set("host.remark", "这边写的")
			if err := d.session.Flush(t.Context()); err != nil {
				t.Errorf("it cannot be gone on with: %v", err)
			}
		},
		"left without an answer": func(t *testing.T, d *desk) {
			d.reply(t, "dialog.cancel")
			d.session.Set("host.remark", "这边写的，还在写")
			d.session.Set("host.remark", "这边写的")
			if err := d.session.Flush(t.Context()); err == nil {
				t.Error("the other's was written over")
			}
			d.until(t, "all is told", func() bool { return len(d.ui) == 0 })
			if said := dialogText(d); said != "" {
				t.Errorf("the person is asked again: %s", said)
			}
			d.Home()
			if first, second := d.voice.Pair(voice.Message("conflict.kept")); !d.says(first) || !d.says(second) {
				t.Error("the person is not told what became of it")
			}
		},
		"the window is closed": func(t *testing.T, d *desk) {
			d.reply(t, "dialog.cancel")
			d.close()
			d.until(t, "the person is asked", func() bool { return dialogText(d) != "" })
			d.reply(t, "conflict.keep_close")
			d.session = nil // what is closed is not left
		},
		"the window is locked": func(t *testing.T, d *desk) {
			d.reply(t, "dialog.cancel")
			if err := d.store().SetPassphrase(t.Context(), passphrase); err != nil {
				t.Fatal(err)
			}
			d.locks(t)
			d.types(t, passphrase)
			d.until(t, "the window is open", func() bool { return d.guard.screen == nil })
		},
		"the computer is shut down": func(t *testing.T, d *desk) {
			d.Leave()
			d.until(t, "a copy is kept", func() bool { return len(drafts(t, d.store())) == 2 })
			d.session = nil
		},
		"the window was lost": func(t *testing.T, d *desk) {
			d.Rescue()
			d.session = nil
		},
	} {
		t.Run(what, func(t *testing.T) {
			s := openStore(t)
			d := newDesk(t, s)
			d.openSample()
			d.opened(t, "")
			d.voice.Switch(voice.Both)
			id := d.session.ID()
			d.edited(t, s)
			d.until(t, "the person is told", func() bool { return dialogText(d) != "" })
			said := dialogText(d)
			for _, l := range translations.Languages {
				if !strings.Contains(said, translations.Text(l, "conflict.found")) {
					t.Errorf("the dialog says %q", said)
				}
			}
			does(t, d)
			d.both(t, s, id)
		})
	}
}

// A packet comes back while its draft is open and something typed is not yet saved: it
// is compared with what was typed, and updates that.
func TestAPacketComesBackWhileItsDraftIsOpen(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	id := d.session.ID()
	zip := d.packed(t, s, "")
	before, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	d.importFile(zip)
	d.session.Set("host.remark", "刚写的")
	d.arrived(t)
	if now, err := s.Load(t.Context(), id); err != nil || now.Record.Filing.Host.Remark != "刚写的" || now.Seq == before.Seq {
		t.Fatalf("what was typed is not saved: %v", err)
	}

	// Somebody else saves before the person answers: that is not written over.
	d.elsewhere(t, s, id, "那边写的")
	d.tap(t, "用它更新草稿")
	d.until(t, "the person is told", func() bool { return dialogText(d) != "" })
	if said, want := dialogText(d), d.voice.Text("store.problem.conflict"); !strings.Contains(said, want) {
		t.Errorf("the dialog says %q, want %q", said, want)
	}
	if now, err := s.Load(t.Context(), id); err != nil || now.Record.Filing.Host.Remark != "那边写的" {
		t.Errorf("the other's was written over: %v", err)
	}
	d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())

	d.importFile(zip) // once more, and it is compared with what is stored now
	d.until(t, "it is compared anew", func() bool { return !d.beginning })
	d.tap(t, "用它更新草稿")
	d.opened(t, "")
	if got := d.session.Filing().Host.Remark; d.session.ID() != id || got == "那边写的" {
		t.Errorf("after the update the draft says %q", got)
	}
}

// elsewhere saves another remark.
func (d *desk) elsewhere(t *testing.T, s *store.Store, id, remark string) {
	t.Helper()
	draft, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	draft.Record.Filing.Host.Remark = remark
	if _, err := s.Save(t.Context(), id, draft.Seq, draft.Record); err != nil {
		t.Fatal(err)
	}
}
