package materials

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"os"
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

// bench is a filing open on the screen of the materials, in a window and over a
// real store. What comes back from the background waits in todo and is run on
// the test's goroutine, so that the race detector sees what a window would.
type bench struct {
	*testing.T
	todo    chan func()
	store   *store.Store
	session *session.Session
	voice   *voice.Voice
	screen  *Screen
	window  fyne.Window
	files   []string // what the chooser gives
	asked   []string // sentences, in English
	answer  func()   // what the last question offered to do
	opened  []string
	cannot  error  // why nothing can be opened
	company string // of other drafts
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
	b := &bench{T: t, todo: make(chan func(), 1000), voice: voice.New(voice.English)}
	ctx := context.Background()
	var err error
	if b.store, err = store.Open(ctx, t.TempDir(), store.Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	f.Attachments = nil
	change(f)
	draft, err := b.store.Create(ctx, store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	do := func(f func()) { b.todo <- f }
	b.session = session.Open(b.store, draft, session.Options{
		Book: rules.Builtin(), Do: do, Returned: notice(f),
		Now: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) },
	})
	pages := &pdfpage.Renderer{}
	said := opinions.New(b.session, opinions.Around{Store: b.store, Pages: pages, Do: do, Company: func(string) string { return b.company }})
	b.screen = New(b.voice, b.session, Around{
		Store: b.store, Pages: pages, Chooser: b, Printer: printer.Printer{Dir: filepath.Join(t.TempDir(), "print")},
		Program: "test", Do: do, Ask: b.ask,
		Open:     func(path string) error { b.opened = append(b.opened, path); return b.cannot },
		Opinions: said,
	})
	b.window = test.NewTempWindow(t, b.screen.Object())
	b.window.Resize(fyne.NewSize(1116, 600))
	t.Cleanup(func() {
		b.screen.Close()
		said.Close()
		if err := b.session.Close(ctx); err != nil {
			t.Error(err)
		}
		if err := pages.Close(); err != nil {
			t.Error(err)
		}
		if err := b.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// Files is the chooser.
func (b *bench) Files(context.Context, string, bool) ([]string, error) { return b.files, nil }

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

// photo writes a JPEG that differs from others by its shade.
func (b *bench) photo(name string, shade uint8) string {
	b.Helper()
	img := image.NewGray(image.Rect(0, 0, 400, 300))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	img.SetGray(int(shade), 10, color.Gray{Y: 255 - shade})
	var data bytes.Buffer
	if err := jpeg.Encode(&data, img, nil); err != nil {
		b.Fatal(err)
	}
	return b.write(name, data.Bytes())
}

func (b *bench) write(name string, data []byte) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// row returns the row of a material; website and domain as in the filing.
func (b *bench) row(material string) *row {
	b.Helper()
	for _, m := range b.screen.models {
		if m.material.ID == material {
			return b.screen.rows[m.key]
		}
	}
	b.Fatalf("no material %s", material)
	return nil
}

// press taps the button of the row that says so in English.
func (b *bench) press(r *row, label string) {
	b.Helper()
	for _, one := range r.buttons {
		if one.Text == label {
			test.Tap(one)
			return
		}
	}
	b.Fatalf("the row has no button %q", label)
}

func (b *bench) attachments() []rules.Attachment { return b.session.Filing().Attachments }

// manual makes the filing one that is verified manually.
func manual(f *rules.Filing) { f.Host.Certificate.Type = "resident_id" }
