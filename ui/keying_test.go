package ui

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"recordaldesk/rules/trial"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/form"
	"recordaldesk/ui/journal"
	"recordaldesk/ui/review"
	"recordaldesk/ui/seen"
)

// keyed waits until the keying sheet is there.
func (d *desk) keyed(t *testing.T) {
	t.Helper()
	if d.typing == nil || d.screen != d.typing.screen {
		t.Fatalf("%T is shown", d.screen)
	}
	d.until(t, "the sheet is read", func() bool { return d.window.Canvas().Focused() != nil })
}

func TestTheKeyingSheetLeadsBackToWhereOneWas(t *testing.T) {
	s := openStore(t)
	d := newDesk(t, s)
	d.openSample()
	d.opened(t, "")
	d.wizard.GoTo("websites.0.name")
	before := d.wizard
	id := d.session.ID()

	d.typeShown()
	d.keyed(t)
	first := ""
	for _, one := range wording.Keying(d.o.Book(), d.session.Filing(), d.session.Today()) {
		if first == "" && one.Text != "" {
			first = one.Text
		}
	}
	d.press(fyne.KeyReturn)
	if d.o.App.Clipboard().Content() == "" {
		d.press(fyne.KeyReturn) // the first box may be one that is asked for
	}
	if got := d.o.App.Clipboard().Content(); got != first {
		t.Errorf("on the clipboard is %q, not %q", got, first)
	}
	if d.turnable() {
		t.Error("a change would be undone out of sight")
	}
	d.press(fyne.KeyEscape)
	if d.wizard != before || d.screen != before || d.typing != nil {
		t.Fatalf("Escape leads to %T", d.screen)
	}
	if got := d.o.App.Clipboard().Content(); got != "" {
		t.Errorf("on the clipboard is still %q", got)
	}
	d.kept.Wait()
	c, err := s.Case(t.Context(), id)
	if err != nil || len(c.Keyed) == 0 {
		t.Errorf("kept are %+v, %v", c, err)
	}

	// From the list, also of a filing that is not open, and away from there.
	d.Home()
	d.until(t, "the list is there", func() bool { return d.screen.(*filings.Screen).Current() == id })
	d.typeShown()
	d.keyed(t)
	d.press(fyne.KeyEscape)
	if _, ok := d.screen.(*filings.Screen); !ok {
		t.Errorf("from the list one gets back to %T", d.screen)
	}
	d.showKeying(id)
	d.keyed(t)
	d.Home()
	if _, ok := d.screen.(*filings.Screen); !ok || d.typing != nil {
		t.Errorf("Home leads to %T", d.screen)
	}
	d.showKeying("no such draft")
	if d.typing != nil || dialogText(d) == "" {
		t.Error("a draft that is gone is typed from")
	}
}

// Who has told the review who it is has told the list for the licence too.
func TestWhoReviewsTicksTheListForTheLicence(t *testing.T) {
	s := openStore(t)
	draft, err := s.Create(t.Context(), store.Record{Filing: trial.Valid()})
	if err == nil {
		err = s.SetDesk(t.Context(), "三号窗口")
	}
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, s)
	for _, want := range []string{"三号窗口", "LZY"} {
		if want == "LZY" {
			if err := s.SetSealed(t.Context(), review.InitialsSetting, []byte(want)); err != nil {
				t.Fatal(err)
			}
		}
		d.showKeying(draft.ID)
		d.keyed(t)
		d.window.Canvas().Focused().TypedRune('4')
		d.press(fyne.KeyReturn)
		d.kept.Wait()
		c, err := s.Case(t.Context(), draft.ID)
		if err != nil || len(c.Licence) != 1 || c.Licence[0].By != want {
			t.Errorf("ticked are %+v, %v; want it by %s", c.Licence, err, want)
		}
		d.press(fyne.KeyReturn) // not any more
		d.kept.Wait()
		d.leaveKeying()
	}
}

// Whatever goes wrong with the sheet, the log has no value of the filing.
func TestTheLogHoldsNoValueThatIsTyped(t *testing.T) {
	s := openStore(t)
	var log heard
	before := slog.Default()
	t.Cleanup(func() { slog.SetDefault(before) })
	slog.SetDefault(slog.New(both{
		journal.NewHandler(half{&log, &log.safe}, s.Dir()), slog.NewTextHandler(half{&log, &log.raw}, nil),
	}))
	f := trial.Valid()
	values := planted(f)
	draft, err := s.Create(t.Context(), store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, s)
	d.chooser = chosenFolder(filepath.Join(t.TempDir(), f.Host.Name))
	d.showKeying(draft.ID)
	d.keyed(t)
	for range 5 {
		d.press(fyne.KeyReturn)
	}

	told := func(what string) {
		t.Helper()
		d.until(t, what, func() bool { return dialogText(d) != "" })
		d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
		d.typing.screen.Focus()
	}

	// It cannot be printed: a file stands where a folder is wanted.
	if err := os.WriteFile(filepath.Join(s.Scratch(), "print"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierControl})
	told("it is told that it was not printed")

	// The mail, which is called after the company, cannot be written: the folder is gone.
	d.window.Canvas().Focused().TypedRune('4')
	for _, o := range seen.Objects(d.body) {
		if b, ok := o.(*form.Button); ok && b.Text == d.voice.Text("typing.licence.write") {
			test.Tap(b)
		}
	}
	told("it is told that the mail was not written")

	// The draft is gone meanwhile.
	d.kept.Wait()
	if err := s.Delete(t.Context(), draft.ID); err != nil {
		t.Fatal(err)
	}
	d.press(fyne.KeyReturn)
	told("it is told that the tick was not kept")
	d.leaveKeying()

	log.Lock()
	defer log.Unlock()
	safe, raw := log.safe.String(), log.raw.String()
	quoted := 0
	for _, value := range values {
		if strings.Contains(raw, value) {
			quoted++
		}
		if strings.Contains(safe, value) {
			t.Errorf("the log holds %s:\n%s", value, safe)
		}
	}
	if quoted == 0 || strings.Count(safe, "\n") < 3 {
		t.Errorf("%d values are quoted by errors: there was nothing to keep out of\n%s", quoted, raw)
	}
}
