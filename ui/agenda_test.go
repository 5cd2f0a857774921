package ui

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/calendar"
	deskui "recordaldesk/ui/desk"
	"recordaldesk/ui/form"
	"recordaldesk/ui/progress"
	"recordaldesk/ui/statistics"
)

// newQueue opens the window on the queue over a filing whose ports were opened yesterday.
func newQueue(t *testing.T) (d *desk, queue *deskui.Screen) {
	t.Helper()
	s := openStore(t)
	f := rules.New("new_recordal")
	f.Host.Name, f.Host.Province = "深圳甲示例有限公司", "440000"
	draft, err := s.Create(t.Context(), store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.ChangeCase(t.Context(), draft.ID, func(c *casework.Case) error {
		c.Reach(casework.Event{Stage: "ports_open", At: time.Now().AddDate(0, 0, -1)})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	d = newDesk(t, s)
	d.showQueue()
	queue, ok := d.screen.(*deskui.Screen)
	if !ok {
		t.Fatalf("the window shows %T", d.screen)
	}
	d.atList(t)
	return d, queue
}

// atList waits until the list of the screen has the keyboard.
func (d *desk) atList(t *testing.T) {
	t.Helper()
	d.until(t, "the list has the keyboard", func() bool {
		_, list := d.window.Canvas().Focused().(interface{ ScrollToOffset(float32) })
		return list
	})
}

func TestTheCalendarLeadsToTheFilingAndBack(t *testing.T) {
	d, queue := newQueue(t)
	d.press(fyne.KeyC)
	shown, ok := d.screen.(*calendar.Screen)
	if !ok {
		t.Fatalf("C shows %T", d.screen)
	}
	d.atList(t)
	d.press(fyne.KeyReturn)
	if _, ok := d.screen.(*progress.Screen); !ok {
		t.Fatalf("Return shows %T", d.screen)
	}
	d.until(t, "the filing is read", func() bool {
		_, stages := d.window.Canvas().Focused().(*form.Picker)
		return stages
	})
	d.press(fyne.KeyEscape)
	if d.screen != shown {
		t.Fatalf("Esc shows %T, and not the calendar as it was", d.screen)
	}
	d.atList(t)
	d.press(fyne.KeyEscape)
	if d.screen != queue {
		t.Errorf("Esc shows %T, and not the queue as it was", d.screen)
	}
}

// Nothing of the calendar stays behind the lock, and what comes late does not lead past it.
func TestTheCalendarStaysBehindTheLock(t *testing.T) {
	d, _ := newQueue(t)
	if err := d.store().SetPassphrase(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	d.press(fyne.KeyC)
	d.atList(t)
	d.press(fyne.KeyReturn)
	d.until(t, "the filing is read", func() bool {
		_, stages := d.window.Canvas().Focused().(*form.Picker)
		return stages
	})
	back := d.window.Canvas().Focused().(*form.Picker).OnEscape
	d.locks(t)
	back()
	d.showCalendar()
	d.showStatistics()
	if d.screen != d.guard.screen {
		t.Fatalf("the lock is gone for %T", d.screen)
	}
	if d.worklist != nil {
		t.Error("the rows of the queue are kept behind the lock")
	}
	d.types(t, passphrase)
	d.until(t, "the queue is shown", func() bool { _, ok := d.screen.(*deskui.Screen); return ok })
	d.atList(t)
	d.press(fyne.KeyC)
	d.atList(t)
}

func TestTheStatisticsLeadBackToTheQueue(t *testing.T) {
	d, queue := newQueue(t)
	d.press(fyne.KeyT)
	if _, ok := d.screen.(*statistics.Screen); !ok {
		t.Fatalf("T shows %T", d.screen)
	}
	d.press(fyne.KeyEscape)
	if d.screen != queue {
		t.Errorf("Esc shows %T, and not the queue as it was", d.screen)
	}
}

// What is exported names clients only where a person says so; nobody else can read it,
// and nothing is written over.
func TestTheCalendarIsExportedAsThePersonWants(t *testing.T) {
	d, _ := newQueue(t)
	dir := t.TempDir()
	d.chooser = chosenFolder(dir)
	d.press(fyne.KeyC)
	d.atList(t)
	export := func(answer, name string, named bool) {
		t.Helper()
		d.export() // Ctrl+E; the toolkit's canvas for tests knows no shortcuts
		if said := dialogText(d); !strings.Contains(said, translations.Text(translations.Chinese, "calendar.export.ask")) {
			t.Fatalf("before it is written it says %q", said)
		}
		d.answer(t, answer)
		path := filepath.Join(dir, name)
		d.until(t, "it says where the file is", func() bool { return strings.Contains(dialogText(d), path) })
		d.answer(t, "dialog.close")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "\r\n ", "")
		if !strings.Contains(text, "深") || strings.Contains(text, "深圳甲示例") != named {
			t.Errorf("after %s it is\n%s", answer, text)
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info, err)
		}
	}
	export("calendar.export.initials", "备案日程.ics", false)
	export("calendar.export.names", "备案日程 (2).ics", true)
	d.export()
	d.answer(t, "dialog.cancel")
	if all, err := os.ReadDir(dir); err != nil || len(all) != 2 {
		t.Errorf("after an export that was not wanted there are %v, %v", slices.Collect(func(yield func(string) bool) {
			for _, e := range all {
				yield(e.Name())
			}
		}), err)
	}
}

func TestTheStatisticsAreExported(t *testing.T) {
	d, _ := newQueue(t)
	dir := t.TempDir()
	d.chooser = chosenFolder(dir)
	d.press(fyne.KeyT)
	path := filepath.Join(dir, "备案统计.xlsx")
	d.until(t, "the workbook is written", func() bool {
		if dialogText(d) == "" {
			d.export()
		}
		return strings.Contains(dialogText(d), path)
	})
	if data, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(data), "PK") {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}
