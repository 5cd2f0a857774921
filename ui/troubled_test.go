package ui

import (
	"bytes"
	"context"
	"database/sql"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/bench"
	"recordaldesk/store/packet"
	"recordaldesk/store/storetest"
	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/export"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/form"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// troubledDesk is the window over a store that does not open, and then over the one
// that does.
type troubledDesk struct {
	*Troubled
	store *store.Store // nil until one is open
	ui    chan func()
}

// filled is a closed data folder with copies of the sample, and their ids.
func filled(t *testing.T, n int) (dir string, ids []string) {
	t.Helper()
	dir = t.TempDir()
	s := opened(t, dir)
	for range n {
		f, err := rules.Decode(bytes.NewReader(sample.Filing()))
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Create(t.Context(), store.Record{Filing: f})
		if err == nil {
			err = addSampleScans(t.Context(), s, d)
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, d.ID)
	}
	if err := s.SetSetting(t.Context(), settingOpen, ids[0]); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, ids
}

func opened(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// troubledBy opens the window over a data folder that does not open.
func troubledBy(t *testing.T, dir, problem string) *troubledDesk {
	t.Helper()
	_, err := store.Open(t.Context(), dir, store.Options{})
	if store.MessageID(err) != problem {
		t.Fatalf("the folder opens with %v, want %s", err, problem)
	}
	d := &troubledDesk{ui: make(chan func(), 1000)}
	do := func(f func()) { d.ui <- f }
	a := test.NewTempApp(t)
	d.Troubled = NewTroubled(t.Context(), Trouble{
		App: a, Dir: dir, Err: err, Now: time.Now, Do: do,
		Open: func(ctx context.Context) (*store.Store, error) { return store.Open(ctx, dir, store.Options{}) },
		Desk: func(s *store.Store, o Options) *Desk {
			d.store = s
			o.Book, o.Now, o.Program, o.Do = rules.Builtin, time.Now, "test", do
			return New(t.Context(), o)
		},
	})
	d.voice.Switch(voice.Chinese)
	t.Cleanup(func() { d.ends(t) })
	return d
}

// ends closes the window and the store.
func (d *troubledDesk) ends(t *testing.T) {
	t.Helper()
	if d.store == nil {
		return
	}
	d.desk.leave()
	d.desk.Finish(context.Background())
	if err := d.store.Close(); err != nil {
		t.Error(err)
	}
	d.store = nil
}

func (d *troubledDesk) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	(&desk{ui: d.ui}).until(t, what, holds)
}

// written is every text that is shown.
func (d *troubledDesk) written() string {
	var all []string
	for _, o := range seen.Objects(d.window.Content()) {
		if l, ok := o.(*widget.Label); ok {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, "\n")
}

// takes waits for a button that begins so and presses it with the keyboard.
func (d *troubledDesk) takes(t *testing.T, name string) {
	t.Helper()
	d.until(t, "there is the button "+name, func() bool {
		for _, o := range seen.Objects(d.window.Content()) {
			if b, ok := o.(*form.Button); ok && strings.HasPrefix(b.Text, name) && !b.Disabled() {
				d.window.Canvas().Focus(b)
				b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
				return true
			}
		}
		return false
	})
}

// lists waits for the list of filings and returns how many are on it.
func (d *troubledDesk) lists(t *testing.T) int {
	t.Helper()
	d.until(t, "the list is shown", func() bool {
		if d.desk == nil {
			return false
		}
		_, ok := d.desk.screen.(*filings.Screen)
		return ok
	})
	return len(drafts(t, d.store))
}

func TestWhatIsSalvagedIsOpenedAndWhatIsLostListed(t *testing.T) {
	dir, ids := filled(t, 6)
	storetest.Spoil(t, dir, ids[:1], 1)
	d := troubledBy(t, dir, "store.problem.damaged")
	d.takes(t, "读出备案，继续使用")
	d.until(t, "it is read", func() bool { return strings.Contains(d.written(), "备案已读出") })
	said := d.written()
	lost, read := strings.Count(said, "没有读出\n")+strings.Count(said, "\n较早的内容"), strings.Count(said, "\n已读出")
	if lost == 0 || read == 0 || lost+read < 6 {
		t.Errorf("%d lost and %d read are listed:\n%s", lost, read, said)
	}
	if aside, err := filepath.Glob(filepath.Join(dir, "aside", "*", "recordal.db")); err != nil || len(aside) != 1 {
		t.Errorf("set aside: %v, %v", aside, err)
	}
	d.takes(t, "打开备案")
	if n := d.lists(t); n == 0 || n >= 6 || n != read {
		t.Errorf("%d filings are open, %d were listed as read", n, read)
	}
	if d.store.Viewing() || d.desk.window != d.window || strings.Contains(d.written(), "只读") {
		t.Error("the window is not the ordinary one")
	}
	d.desk.newFiling()
	d.until(t, "a filing is begun", func() bool { return d.desk.session != nil })
}

func TestABackupIsRestoredWhereTheFilingsDoNotOpen(t *testing.T) {
	dir, _ := filled(t, 2)
	s := opened(t, dir)
	if _, err := s.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Create(t.Context(), store.Record{Filing: rules.New("new_recordal")}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	storetest.Spoil(t, dir, nil, 1)
	d := troubledBy(t, dir, "store.problem.damaged")
	d.takes(t, "恢复 ")
	d.until(t, "it is restored", func() bool { return strings.Contains(d.written(), "备份已恢复") })
	if !strings.Contains(d.written(), "共2份备案") {
		t.Errorf("says\n%s", d.written())
	}
	d.takes(t, "打开备案")
	if n := d.lists(t); n != 2 {
		t.Errorf("%d filings are open", n)
	}
}

func TestADamagedStoreAsksForItsPassphraseOnce(t *testing.T) {
	dir, _ := filled(t, 1)
	s := opened(t, dir)
	if err := s.SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	storetest.Spoil(t, dir, nil, 1)
	d := troubledBy(t, dir, "store.problem.damaged")
	d.takes(t, "只查看和导出")
	d.until(t, "the passphrase is asked for", func() bool { return strings.Contains(d.written(), "请输入口令") })
	(&desk{Desk: &Desk{window: d.window}}).types(t, passphrase)
	d.until(t, "the filings are shown", func() bool { return d.desk != nil && d.desk.session != nil })
	if d.desk.guard.screen != nil {
		t.Error("the passphrase is asked for again")
	}
}

// chosenFolder is a person who always chooses this folder.
type chosenFolder string

func (f chosenFolder) Folder(context.Context, string, string) (string, error) { return string(f), nil }

func (f chosenFolder) Files(context.Context, string, bool) ([]string, error) { return nil, nil }

// What can only be looked at is looked at in the same window, from which a packet can be
// exported. Nothing typed gets lost unnoticed, nothing in the data folder is touched,
// and nothing of that is a failure.
func TestWhatIsLookedAtCanBeExported(t *testing.T) {
	dir, ids := filled(t, 2)
	db, err := sql.Open("sqlite", filepath.Join(dir, "recordal.db"))
	if err == nil {
		_, err = db.ExecContext(t.Context(), "PRAGMA user_version = 99; PRAGMA journal_mode = delete")
		if closed := db.Close(); err == nil {
			err = closed
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	d := troubledBy(t, dir, "store.problem.newer_schema") // which makes lock files at most
	before := storetest.Contents(t, dir)
	var log bytes.Buffer
	usual := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn})))
	t.Cleanup(func() { slog.SetDefault(usual) })

	d.takes(t, "只查看和导出")
	d.until(t, "the filing is open", func() bool { return d.desk != nil && d.desk.session != nil })
	w := &desk{Desk: d.desk, ui: d.ui}
	if w.session.ID() != ids[0] || !strings.Contains(d.written(), "只读：") {
		t.Errorf("shows\n%s", d.written())
	}

	w.wizard.GoTo("host.name")
	name := w.session.Filing().Host.Name
	d.window.Canvas().Focused().(*form.Entry).TypedRune('改')
	d.until(t, "the field is as it was", func() bool {
		return !strings.Contains(strings.Join(entries(d.window), "\n"), "改")
	})
	if !strings.Contains(dialogText(w), "只能查看和导出") || w.session.Filing().Host.Name != name {
		t.Errorf("the name is %q, and the dialog says %q", w.session.Filing().Host.Name, dialogText(w))
	}
	w.press(fyne.KeyReturn)
	for what, do := range map[string]func(){
		"a new filing": w.newFiling, "undo": w.undo, "settings": w.showSettings, "opening a file": w.openFile,
		"a packet": func() { w.take([]string{filepath.Join(dir, "recordal.db")}); w.importFile("x.zip") }, "the lock": w.lock,
		"files": func() { w.wizard.Dropped([]string{"a.jpg"}) },
	} {
		do()
		if !strings.Contains(dialogText(w), "只能查看和导出") {
			t.Errorf("%s: the dialog says %q", what, dialogText(w))
			continue
		}
		w.press(fyne.KeyReturn)
	}

	out := t.TempDir()
	w.chooser = chosenFolder(out)
	w.Home()
	w.Open(ids[1])
	w.check().(*export.Screen).Export()
	d.until(t, "a packet is there", func() bool {
		if strings.Contains(dialogText(w), "提醒") || w.window.Canvas().Overlays().Top() != nil {
			w.window.Canvas().FocusNext()
			w.press(fyne.KeyReturn)
		}
		zips, _ := filepath.Glob(filepath.Join(out, "*.zip"))
		return len(zips) == 1 && strings.Contains(d.written(), filepath.Base(zips[0]))
	})
	zips, err := filepath.Glob(filepath.Join(out, "*.zip"))
	if err != nil {
		t.Fatal(err)
	}
	if p, err := packet.Verify(t.Context(), zips[0]); err != nil || p.Filing.Host.Name != name {
		t.Errorf("the packet does not open: %v", err)
	}
	w.check().(*export.Screen).Print()
	d.until(t, "the check page is printed", func() bool {
		printed, _ := filepath.Glob(filepath.Join(d.store.Scratch(), "print", "*.pdf"))
		return len(printed) > 0
	})
	w.Home()
	d.until(t, "all are judged", func() bool { return strings.Contains(d.written(), "2份") })
	scratch := d.store.Scratch()
	d.ends(t)
	if after := storetest.Contents(t, dir); !maps.Equal(before, after) {
		t.Errorf("the data folder has %d files, it had %d", len(after), len(before))
	}
	if _, err := os.Stat(scratch); !os.IsNotExist(err) {
		t.Errorf("the copy is still there: %v", err)
	}
	if log.Len() > 0 {
		t.Errorf("the log says\n%s", log.String())
	}
}

// entries are what stands in the fields.
func entries(w fyne.Window) (all []string) {
	for _, o := range seen.Objects(w.Content()) {
		if e, ok := o.(*form.Entry); ok {
			all = append(all, e.Text)
		}
	}
	return all
}

// A translator's work goes on where the filings do not open, and from there into the window
// that they open in.
func TestATextIsEditedWhereTheFilingsDoNotOpen(t *testing.T) {
	dir, _ := filled(t, 2)
	s := opened(t, dir)
	if _, err := s.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	storetest.Spoil(t, dir, nil, 1)
	t.Cleanup(func() { translations.UseEdits(nil) })
	d := troubledBy(t, dir, "store.problem.damaged")
	d.until(t, "the edits are read", func() bool { return d.labels.bench != nil })
	w := &desk{Desk: &Desk{window: d.window}, ui: d.ui}
	w.picks(t, d.pickLabel, translations.Text(translations.Chinese, "rescue.salvage"))
	p := d.labels.dock.Panel()
	if p == nil || p.Showing() != "rescue.salvage" {
		t.Fatalf("the panel shows %v", p)
	}
	d.window.Canvas().Focused().(*form.Entry).SetText("读出全部")
	d.until(t, "the screen says it", func() bool { return w.reads("读出全部") })
	d.labels.hide()
	d.takes(t, "恢复 ")
	d.until(t, "it is restored", func() bool { return strings.Contains(d.written(), "备份已恢复") })
	d.takes(t, "打开备案")
	d.lists(t)
	d.until(t, "the edits are read", func() bool { return d.desk.labels.bench != nil })
	if r, _ := d.desk.labels.bench.Record("rescue.salvage"); r.Texts[translations.Chinese].Forms[translations.Other] != "读出全部" {
		t.Error("the edit was left behind")
	}
}

// The data folder that another program has open stays as that left it.
func TestNoTextIsEditedInAFolderThatIsInUse(t *testing.T) {
	dir, _ := filled(t, 1)
	s := opened(t, dir)
	t.Cleanup(func() { _ = s.Close() })
	b := labels.New(time.Now)
	if err := bench.Save(bench.In(dir), b); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { translations.UseEdits(nil) })
	d := troubledBy(t, dir, "store.problem.in_use")
	d.until(t, "the edits are read", func() bool { return d.labels.bench != nil })
	if _, err := b.Change("林译", "", edit("dialog.close", translations.Chinese, "合上")); err != nil {
		t.Fatal(err)
	}
	if err := bench.Save(bench.In(dir), b); err != nil { // what the other program writes meanwhile
		t.Fatal(err)
	}
	before := storetest.Contents(t, bench.In(dir))
	d.labels.show(d.labels.options(), []string{"rescue.again"}, false)
	d.window.Canvas().Focused().(*form.Entry).SetText("别的名字")
	d.labels.hide()
	d.kept.Wait()
	w := &desk{Desk: &Desk{window: d.window}, ui: d.ui}
	if !w.reads("现在不能修改文字") || w.reads("别的名字") {
		t.Errorf("the window says\n%s", d.written())
	}
	if after := storetest.Contents(t, bench.In(dir)); !maps.Equal(before, after) {
		t.Error("the edits of the other program were written over")
	}
}
