package export

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/scan/pdfpage"
	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// bench is the sample filing open on the check, in a window and over a real
// store with the sample's scans. What comes back from the background waits in
// todo and is run on the test's goroutine.
type bench struct {
	*testing.T
	todo    chan func()
	store   *store.Store
	session *session.Session
	voice   *voice.Voice
	screen  *Screen
	window  fyne.Window
	folder  string // what the chooser gives
	start   string // where the chooser was told to begin
	asked   []string
	answer  func() // what the last question offered to do
	opened  []string
	gone    []string // paths that a link led to
}

func open(t *testing.T, change func(*rules.Filing)) *bench {
	t.Helper()
	return openReturned(t, change, func(*rules.Filing) *casework.Notice { return nil })
}

// openReturned opens a filing of which something came back.
func openReturned(t *testing.T, change func(*rules.Filing), notice func(*rules.Filing) *casework.Notice) *bench {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Look{Variant: look.Light})
	b := &bench{T: t, todo: make(chan func(), 1000), voice: voice.New(voice.English), folder: t.TempDir()}
	ctx := context.Background()
	var err error
	if b.store, err = store.Open(ctx, t.TempDir(), store.Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	change(f)
	draft, err := b.store.Create(ctx, store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range f.Attachments {
		data, err := sample.Scan(a.File)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.store.AddScan(ctx, draft.ID, bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	do := func(f func()) { b.todo <- f }
	now := func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }
	b.session = session.Open(b.store, draft, session.Options{Book: rules.Builtin(), Do: do, Now: now, Returned: notice(f)})
	pages := &pdfpage.Renderer{}
	t.Cleanup(func() {
		if err := pages.Close(); err != nil {
			t.Error(err)
		}
	})
	said := opinions.New(b.session, opinions.Around{Store: b.store, Pages: pages, Do: do, Company: func(string) string { return "" }})
	t.Cleanup(said.Close)
	b.screen = New(b.voice, b.session, Around{
		Store: b.store, Pages: pages, Chooser: b, Printer: printer.Printer{Dir: filepath.Join(t.TempDir(), "print")},
		Program: "test", Now: now, Do: do, Ask: b.ask,
		GoTo:      func(path string) { b.gone = append(b.gone, path) },
		Materials: func() { b.gone = append(b.gone, "materials") },
		Opinions:  said,
		Open:      func(path string) error { b.opened = append(b.opened, path); return nil },
	})
	b.session.OnReport(b.screen.Refresh)
	b.window = test.NewTempWindow(t, b.screen.Object())
	b.window.Resize(fyne.NewSize(1116, 600))
	t.Cleanup(func() {
		if err := b.session.Close(ctx); err != nil {
			t.Error(err)
		}
		if err := b.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// Folder is the chooser.
func (b *bench) Folder(_ context.Context, _, start string) (string, error) {
	b.start = start
	return b.folder, nil
}

func (b *bench) ask(say, _ voice.Speaker, do func()) {
	b.asked, b.answer = append(b.asked, say(translations.English)), do
}

// until runs what comes back from the background until something holds.
func (b *bench) until(what string, holds func() bool) {
	b.Helper()
	late := time.After(2 * time.Minute)
	for !holds() {
		select {
		case f := <-b.todo:
			f()
		case <-time.After(time.Millisecond):
		case <-late:
			b.Fatalf("still not: %s", what)
		}
	}
}

// look has a person look at all warnings.
func (b *bench) look() {
	for _, f := range b.session.Report().Findings {
		if f.Severity == rules.Warning {
			b.session.Acknowledge(f, true)
		}
	}
	b.screen.Refresh()
}

// export exports and waits for the last page.
func (b *bench) export() {
	b.Helper()
	b.look()
	b.screen.Export()
	if len(b.asked) > 0 {
		b.Fatalf("asked %q", b.asked)
	}
	b.until("exported", func() bool { return b.screen.done != nil || len(b.asked) > 0 })
}

func same(*rules.Filing) {}
