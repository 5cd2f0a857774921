package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/workbook"
	"recordaldesk/ui/arrival"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
)

// storeScans hands out a draft's scans to a packet.
type storeScans struct {
	s  *store.Store
	id string
}

func (s storeScans) Open(ctx context.Context, a rules.Attachment) (packet.Scan, error) {
	return s.s.OpenScan(ctx, s.id, a.SHA256)
}

// packed exports the open filing.
func (d *desk) packed(t *testing.T, s *store.Store, password string) string {
	t.Helper()
	if err := d.session.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	f := d.session.Filing().Clone()
	r, err := packet.Write(t.Context(), t.TempDir(), packet.Input{
		Filing: f, Report: rules.Builtin().Check(f, "2026-11-23"), Book: rules.Builtin(), Scans: storeScans{s, d.session.ID()},
		Incomplete: true, Program: "test", Password: password,
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.Zip
}

// tap taps the button on the screen that says so.
func (d *desk) tap(t *testing.T, label string) {
	t.Helper()
	for _, one := range seen.Objects(d.body) {
		if b, ok := one.(*form.Button); ok && b.Said() == label {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("there is no button %q", label)
}

func (d *desk) arrived(t *testing.T) {
	t.Helper()
	d.until(t, "what came in is shown", func() bool { _, ok := d.screen.(*arrival.Screen); return ok })
}

func TestAPacketGoesOnOnAnotherComputer(t *testing.T) {
	first := openStore(t)
	d := newDesk(t, first)
	d.openSample()
	d.opened(t, "")
	zip := d.packed(t, first, "")
	want := len(d.session.Filing().Attachments)
	reference := d.session.Filing().Reference
	if reference == "" {
		t.Fatal("the draft has no reference")
	}

	second := openStore(t)
	d = newDesk(t, second)
	d.importFile(zip)
	d.arrived(t)
	d.tap(t, "在这台电脑上继续")
	d.opened(t, "")
	if got := d.session.Filing(); len(got.Attachments) != want || got.Reference != reference {
		t.Errorf("%d scans of %d came over, reference %s", len(got.Attachments), want, got.Reference)
	}

	// It comes a second time: now there is a draft of it here.
	id := d.session.ID()
	d.session.Set("host.remark", "后来写的")
	d.importFile(zip)
	d.session.Set("host.remark", "还在写") // while the packet is being read
	d.arrived(t)
	d.tap(t, "用它更新草稿")
	d.until(t, "the draft is open again", func() bool { return d.session != nil && d.session.ID() == id })
	if got := d.session.Filing().Host.Remark; got != "" {
		t.Errorf("the draft is as it was, with the remark %q", got)
	}
	all, err := second.History(t.Context(), id)
	if err != nil || all[0].From != store.Imported || all[len(all)-1].From != store.Returned {
		t.Errorf("the history begins with %+v and ends with %+v (%v)", all[0], all[len(all)-1], err)
	}
	if all := drafts(t, second); len(all) != 1 {
		t.Errorf("there are %d drafts", len(all))
	}
}

func TestAnEncryptedPacketAsksForItsPassword(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	zip := d.packed(t, s, "tulip 7")
	d.Home()
	d.importFile(zip)
	d.until(t, "the password is asked for", func() bool { return strings.Contains(dialogText(d), filepath.Base(zip)) })
	entry, ok := d.window.Canvas().Focused().(*form.Entry)
	if !ok {
		t.Fatal("the password's field has not the keyboard")
	}
	entry.SetText("tulip 7")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.arrived(t)
	d.tap(t, "不导入")
	left, err := filepath.Glob(filepath.Join(s.Dir(), "temporary", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left in the data folder: %v, %v", left, err)
	}
	if all := drafts(t, s); len(all) != 1 {
		t.Errorf("there are %d drafts", len(all))
	}
}

func TestAWorkbookOfAClientIsTakenIn(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	from := rules.New("new_recordal")
	from.Host.Name = "杭州青梧示例科技有限公司"
	data, err := workbook.Blank(rules.Builtin(), "new_recordal", from, workbook.Options{Today: "2026-11-23"})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "信息表.xlsx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	d.importFile(path)
	d.arrived(t)
	d.tap(t, "在这台电脑上继续")
	d.opened(t, "")
	if got := d.session.Filing(); got.Host.Name != from.Host.Name || got.Kind != "new_recordal" || len(got.Websites) == 0 {
		t.Errorf("opened is %s, %s", got.Host.Name, got.Kind)
	}
}

func TestAWorkbookForAClientReplacesNoOther(t *testing.T) {
	dir := t.TempDir()
	for i, want := range []string{"备案信息表_待填写.xlsx", "备案信息表_待填写 (2).xlsx"} {
		path, err := writeNew(dir, workbook.BlankFileName, []byte{byte(i)})
		if err != nil || filepath.Base(path) != want {
			t.Errorf("written is %s, %v", path, err)
		}
	}
	if _, err := writeNew(filepath.Join(dir, "none"), "a.xlsx", nil); err == nil {
		t.Error("written into a folder that is not there")
	}
}
