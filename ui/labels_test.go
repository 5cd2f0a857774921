package ui

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"recordaldesk/store"
	"recordaldesk/store/bench"
	"recordaldesk/translations"
	"recordaldesk/translations/exchange"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/seen"
	"recordaldesk/ui/voice"
)

// newTranslator opens the window over a store, with a translator's edits read.
func newTranslator(t *testing.T, s *store.Store) *desk {
	t.Helper()
	t.Cleanup(func() { translations.UseEdits(nil) })
	d := newDesk(t, s)
	t.Cleanup(d.kept.Wait)
	d.until(t, "the edits are read", func() bool { return d.labels.bench != nil })
	return d
}

func edit(id string, l translations.Language, text string) labels.Edit {
	return labels.Edit{ID: id, Language: l, Forms: translations.Single(text)}
}

// reads reports whether a text can be read in the window.
func (d *desk) reads(text string) bool {
	return slices.ContainsFunc(seen.In(d.window.Canvas()), func(s seen.Text) bool { return strings.Contains(s.Says, text) })
}

// picks picks the text on the screen that says this, as a click does.
func (d *desk) picks(t *testing.T, pick func(held bool), text string) {
	t.Helper()
	pick(false)
	picker, ok := d.window.Canvas().Overlays().Top().(*labelsui.Picker)
	if !ok {
		t.Fatal("nothing can be picked")
	}
	for _, s := range seen.In(d.window.Canvas()) {
		if s.Says == text {
			picker.MouseMoved(mouseAt(s.Box.X+s.Box.Width/2, s.Box.Y+s.Box.Height/2))
			test.Tap(picker)
			return
		}
	}
	t.Fatalf("%q is not on the screen", text)
}

func TestATextOnTheScreenIsPickedAndEdited(t *testing.T) {
	d := newTranslator(t, openStore(t))
	// Two messages say this; only one of them is what is seen.
	title := translations.Text(translations.Chinese, "filings.title")
	if title != translations.Text(translations.Chinese, "app.home") {
		t.Fatal("the messages of this test say different things by now; take others")
	}
	d.picks(t, d.pickLabel, title)
	p := d.labels.dock.Panel()
	if p == nil || p.Showing() != "filings.title" {
		t.Fatalf("the panel shows %v", p)
	}
	entry, ok := d.window.Canvas().Focused().(interface{ SetText(string) })
	if !ok {
		t.Fatalf("the keyboard is at %T", d.window.Canvas().Focused())
	}
	entry.SetText("全部客户的备案")
	d.until(t, "the screen says it", func() bool { return d.reads("全部客户的备案") })
	d.voice.Switch(voice.English)
	if closing := translations.Text(translations.English, "labels.check"); !d.reads(closing) {
		t.Errorf("the panel does not say %q", closing)
	}
	d.voice.Switch(voice.Chinese)
	d.labels.hide()
	d.kept.Wait()
	if b, wrong, err := bench.Open(bench.In(d.store().Dir()), time.Now); err != nil || len(wrong) > 0 || !b.Touched() {
		t.Errorf("it is not kept: %v, %v", wrong, err)
	}
}

// A dialog was said before its text was picked, and is said in no other way.
func TestATextInADialogIsPicked(t *testing.T) {
	d := newTranslator(t, openStore(t))
	d.problem("conflict.found", nil)
	d.picks(t, d.pickLabel, translations.Text(translations.Chinese, "conflict.found"))
	if p := d.labels.dock.Panel(); p == nil || p.Showing() != "conflict.found" {
		t.Error("its message is not shown")
	}
}

func TestTheNextStartSpeaksWithTheEdits(t *testing.T) {
	s := openStore(t)
	b := labels.New(time.Now)
	if _, err := b.Change("林译", "", edit("filings.title", translations.Chinese, "全部客户的备案"), edit("filings.title", "fr", "Tous les dossiers")); err != nil {
		t.Fatal(err)
	}
	if err := bench.Save(bench.In(s.Dir()), b); err != nil {
		t.Fatal(err)
	}
	d := newTranslator(t, s)
	if !d.reads("全部客户的备案") {
		t.Error("the list of filings is called as it is built in")
	}
	d.window.Content().Refresh() // a window on a screen makes itself room
	if !d.reads("français") {
		t.Error("the language that was begun cannot be chosen")
	}
	d.voice.Switch("fr")
	d.window.Content().Refresh()
	if !d.reads("Tous les dossiers") || !d.reads(translations.Text(translations.English, "settings.title")) {
		t.Error("French is not spoken, with English where nothing is translated")
	}
	if next := d.voice.Next(); next != voice.Chinese {
		t.Errorf("after French comes %s", next)
	}
}

func TestEveryPlaceOfALabelIsLedTo(t *testing.T) {
	d := newTranslator(t, openStore(t))
	d.openSample()
	d.opened(t, "")
	led := 0
	for _, stop := range Stops() {
		if live(stop) == nil {
			continue
		}
		led++
		d.showPlace(labelsui.Place{Stop: stop}, "dialog.close")
		p := d.labels.dock.Panel()
		if p == nil || p.Showing() != "dialog.close" {
			t.Errorf("at %s the label is not shown", stop)
		}
	}
	if led < 20 {
		t.Errorf("only %d places are led to", led)
	}
}

func TestAFileIsTakenUpAfterItWasLookedAt(t *testing.T) {
	d := newTranslator(t, openStore(t))
	other := labels.New(time.Now)
	if _, err := other.Change("林译", "", edit("filings.title", translations.English, "Every filing"), edit("dialog.close", translations.English, "Shut")); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := exchange.Export(&file, other, exchange.TOML, exchange.Options{Program: "test", Now: time.Now}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "edits.toml")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	d.showLabels("")
	d.chooser = chosen(path)
	d.importLabels()
	d.until(t, "the preview is shown", func() bool { _, ok := d.screen.(*labelsui.Preview); return ok })
	if r, _ := d.labels.bench.Record("dialog.close"); r.Texts[translations.English].Edited() {
		t.Fatal("it is taken up before anybody has agreed")
	}
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	for id, want := range map[string]string{"dialog.close": "Shut", "filings.title": "Every filing"} {
		if got := translations.Text(translations.English, id); got != want {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
	d.undo()
	if r, _ := d.labels.bench.Record("filings.title"); r.Texts[translations.English].Edited() {
		t.Error("one undo does not take the file back")
	}
}

// chosen is a chooser in which a file is chosen.
type chosen string

func (c chosen) Files(context.Context, string, bool) ([]string, error) {
	return []string{string(c)}, nil
}

func (c chosen) Folder(context.Context, string, string) (string, error) {
	return filepath.Dir(string(c)), nil
}

func mouseAt(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, y)}}
}

// Whoever types on while an edit is being kept has the last one kept.
func TestEditsInQuickSuccessionAreKept(t *testing.T) {
	d := newTranslator(t, openStore(t))
	last := ""
	for i := range 40 {
		last = fmt.Sprintf("第%d次的名称", i)
		if _, err := d.labels.bench.Change("林译", "", edit("filings.title", translations.Chinese, last)); err != nil {
			t.Fatal(err)
		}
		d.labels.changed()
	}
	d.kept.Wait()
	b, wrong, err := bench.Open(bench.In(d.store().Dir()), time.Now)
	if err != nil || len(wrong) > 0 {
		t.Fatal(wrong, err)
	}
	if r, _ := b.Record("filings.title"); r.Texts[translations.Chinese].Forms[translations.Other] != last {
		t.Errorf("%v is kept, want %q", r.Texts[translations.Chinese].Forms, last)
	}
	for len(d.ui) > 0 {
		(<-d.ui)()
	}
	if d.window.Canvas().Overlays().Top() != nil {
		t.Errorf("the dialog says %q", dialogText(d))
	}
}

// The window's contents may change while somebody is typing, and nothing tells the field so.
func TestWhatIsTypedIsKeptWhenThePanelGoes(t *testing.T) {
	d := newTranslator(t, openStore(t))
	d.labels.show(d.labels.options(), []string{"filings.title"}, false)
	d.window.Canvas().Focused().(*form.Entry).SetText("在办的备案")
	d.labels.end()
	d.kept.Wait()
	b, wrong, err := bench.Open(bench.In(d.store().Dir()), time.Now)
	if err != nil || len(wrong) > 0 {
		t.Fatal(wrong, err)
	}
	if r, _ := b.Record("filings.title"); r.Texts[translations.Chinese].Forms[translations.Other] != "在办的备案" {
		t.Errorf("%v is kept", r.Texts[translations.Chinese].Forms)
	}
}
