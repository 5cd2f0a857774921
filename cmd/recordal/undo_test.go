package main

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"recordaldesk/store"
)

// TestUndoInARealWindow types Chinese with the input method into two fields, has the
// power go, and takes back after the next start what was typed before it.
func TestUndoInARealWindow(t *testing.T) {
	if os.Getenv("RECORDAL_E2E") == "" {
		t.Skip("it types into a real window, which needs a display with a window manager and an input method; make test starts one")
	}
	shots := os.Getenv("RECORDAL_E2E_SHOTS")
	if shots == "" {
		shots = t.TempDir()
	}
	d := newDesk(t, buildProgram(t), t.TempDir(), shots)
	d.Start()
	startNewRecordal(d)
	d.WaitAt("account", "account.id")
	d.Key("Tab")
	d.WaitAt("account", "account.company")
	d.Pinyin("hangzhou")
	d.WaitSaved("account.company", "杭州")
	d.Key("ctrl+Next")
	d.WaitAt("host_unit", "")
	d.Key("ctrl+Next")
	d.WaitAt("host_address", "")
	d.into("host.address")
	d.Pinyin("beijing")
	d.WaitSaved("host.address", "北京")

	d.Kill()
	d.Start()
	d.WaitAt("host_address", "host.address")
	d.Key("ctrl+z")
	d.WaitSaved("host.address", "")
	d.Key("ctrl+z")
	d.WaitSaved("account.company", "")
	d.WaitAt("account", "account.company")
	d.Shot("undone-after-a-kill")
	d.Key("ctrl+y")
	d.WaitSaved("account.company", "杭州")
	d.Key("ctrl+shift+z")
	d.WaitSaved("host.address", "北京")
	d.WaitAt("host_address", "host.address")

	d.Pinyin("shi") // goes on behind the text
	d.WaitSaved("host.address", "北京是")
	d.Key("shift+Tab") // to a list, which is not typed into
	d.WaitAt("host_address", "host.county")
	d.Key("ctrl+z")
	d.WaitSaved("host.address", "北京")
	d.WaitAt("host_address", "host.address")
	d.Key("ctrl+y")
	d.WaitSaved("host.address", "北京是")

	// While the input method composes, Ctrl+Z takes back no more than its letters.
	d.inputMethod(true)
	d.letters("shang")
	d.Key("ctrl+z", "Escape")
	d.Rest(time.Second)
	d.WaitSaved("host.address", "北京是")
	d.inputMethod(false)
	d.Key("ctrl+h")
	d.Shot("history")
	d.Key("Down", "Return")
	d.Shot("history-then")
	d.Key("Escape", "Escape")
	d.Close()
}

// into goes on with Tab until the keyboard is in the field.
func (d *desk) into(field string) {
	d.t.Helper()
	for range 8 {
		r := d.Saved()
		if r.Field == field {
			return
		}
		d.Key("Tab")
		d.WaitFor("the keyboard went on", func(now *store.Record) (bool, string) { return now.Field != r.Field, now.Field })
	}
	d.fail("Tab does not lead to %s", field)
}

// history takes pictures of the history of a filing that several changed.
func (p *photographer) history() {
	p.store(func(ctx context.Context, s *store.Store) error { return manyChanges(ctx, s) })
	p.Start()
	p.Key("ctrl+h")
	p.take("70-history")
	p.Key("Down", "Down")
	p.take("71-history-entry")
	p.Key("End", "Return")
	p.Rest(2 * time.Second)
	p.take("72-history-then")
	p.Key("Return")
	p.take("73-history-restore")
	p.Kill()
}

// manyChanges makes a filing with a history of some days.
func manyChanges(ctx context.Context, s *store.Store) error {
	f, err := sampleFiling()
	if err != nil {
		return err
	}
	r := store.Record{Filing: f}
	d, err := s.CreateFrom(ctx, r, store.Imported)
	if err != nil {
		return err
	}
	step := func(from store.Origin, field string, change func()) {
		if err == nil {
			change()
			r.Field = field
			d.Seq, err = s.SaveFrom(ctx, d.ID, d.Seq, r, from)
		}
	}
	if err := s.SetDesk(ctx, "二号窗口"); err != nil {
		return err
	}
	step(store.Typed, "host.remark", func() { f.Host.Remark = "先备案主站，其余网站以后再加" })
	step(store.Typed, "host.legal_representative.mobile", func() { f.Host.LegalRepresentative.Mobile = "13911112222" })
	step(store.Typed, "websites.0.name", func() { f.Websites[0].Name = "星禾云图官网" })
	if err := s.SetDesk(ctx, "三号窗口"); err != nil {
		return err
	}
	step(store.Returned, "", func() {
		f.Host.Address, f.Host.Remark = "望和路20号院1号楼3层301室", ""
		f.Websites[0].Access.IPs[0].From = "52.80.116.30"
	})
	if err != nil {
		return err
	}
	if d, _, err = s.Undo(ctx, d.ID, d.Seq); err != nil {
		return err
	}
	if d, _, err = s.Redo(ctx, d.ID, d.Seq); err != nil {
		return fmt.Errorf("redo: %w", err)
	}
	return s.SetSetting(ctx, "open", d.ID)
}
