package review

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/scan/pdfpage"
	"recordaldesk/translations"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/session"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// bench is somebody before the review of a filing, over a real store.
type bench struct {
	*uitest.Person
	*Screen
	store   *store.Store
	through Store // what the screen works with; the store where it is nil
	session *session.Session
	said    *opinions.Opinions
	pages   *pdfpage.Renderer
	mode    voice.Mode
	second  bool
	asked   []string // in English
	answer  func()   // what the last question offered to do
	files   []string // what the chooser gives
	folder  string
	company string // of other filings
	backs   int
	keeping []func() // what the end of the window waits for
	path    string   // at which the filing was opened
}

var now = time.Date(2026, 11, 29, 9, 30, 0, 0, time.Local)

// open makes a filing of the sample, its scans with it, and shows its review.
func open(t testing.TB, change func(*rules.Filing)) *bench {
	t.Helper()
	b := prepare(t, change)
	b.show()
	return b
}

func prepare(t testing.TB, change func(*rules.Filing)) *bench {
	t.Helper()
	b := &bench{Person: uitest.Before(t), pages: &pdfpage.Renderer{}, mode: voice.Chinese}
	ctx := context.Background()
	var err error
	if b.store, err = store.Open(ctx, t.TempDir(), store.Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(f)
	}
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
	b.session = session.Open(b.store, draft, session.Options{Book: rules.Builtin(), Do: b.Do, Now: func() time.Time { return now }})
	b.said = opinions.New(b.session, opinions.Around{Store: b.store, Pages: b.pages, Do: b.Do, Company: func(string) string { return b.company }})
	t.Cleanup(func() {
		if b.Screen != nil {
			b.Screen.Close()
			b.quiet()
		}
		b.said.Close()
		for _, err := range []error{b.session.Close(ctx), b.pages.Close(), b.store.Close()} {
			if err != nil {
				t.Error(err)
			}
		}
	})
	return b
}

// show shows the review anew, as after the window was closed, and waits until what was
// noted before is there.
func (b *bench) show() {
	b.T.Helper()
	b.begin()
	b.Until("what was noted is read", func() bool { return b.read })
}

// begin shows the review, and does not wait.
func (b *bench) begin() {
	b.T.Helper()
	if b.Screen != nil {
		b.Screen.Close()
		b.quiet()
	}
	to := b.through
	if to == nil {
		to = b.store
	}
	b.Screen = New(Options{
		Voice: voice.New(b.mode), Session: b.session, Opinions: b.said, Store: to, Pages: b.pages, Chooser: b, Canvas: b.Window.Canvas(),
		Now: func() time.Time { return now }, Second: func() bool { return b.second },
		Ask: func(say, _ voice.Speaker, do func()) {
			b.asked, b.answer = append(b.asked, say(translations.English)), do
		},
		Keep: func(work func()) { b.keeping = append(b.keeping, work) }, Do: b.Do,
		Filing: func(path string) { b.path = path }, Back: func() { b.backs++ },
	})
	b.Window.SetContent(b.Object())
	b.Window.Resize(fyne.NewSize(1366, 700))
	b.Focus()
}

// quiet waits until nothing is on its way to the store.
func (b *bench) quiet() {
	b.T.Helper()
	b.Until("all is noted", func() bool { return b.open == 0 })
}

// Files is the chooser.
func (b *bench) Files(context.Context, string, bool) ([]string, error) { return b.files, nil }

// Folder is the chooser.
func (b *bench) Folder(context.Context, string, string) (string, error) { return b.folder, nil }

// keys presses keys.
func (b *bench) keys(all ...fyne.KeyName) {
	b.T.Helper()
	for _, key := range all {
		b.Press(key)
	}
}

// asks waits until a question of the panel has the keyboard.
func (b *bench) asks() {
	b.T.Helper()
	if b.panel.asked == nil || b.Window.Canvas().Focused() != fyne.Focusable(b.panel.asked.entry()) {
		b.T.Fatalf("it does not ask; the keyboard is at %T", b.Window.Canvas().Focused())
	}
	b.panel.asked.entry().KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft}) // somebody begins to type
}

// initials says who reviews.
func (b *bench) initials(by string) {
	b.T.Helper()
	b.keys(fyne.KeyI)
	b.asks()
	b.panel.asked.(*initials).field.SetText("")
	b.Types(by)
	b.quiet()
}

// ctrl presses a key with Ctrl.
func (b *bench) ctrl(key fyne.KeyName) {
	b.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
}

// at goes to a place.
func (b *bench) at(p casework.Place) {
	b.T.Helper()
	for i, one := range b.places.places {
		if one.Place == p {
			for n, r := range b.places.all {
				if r.heading == nil && r.n == i {
					b.choose(n)
					return
				}
			}
		}
	}
	b.T.Fatalf("no place %+v", p)
}

// row is what the current row says.
func (b *bench) row() string {
	l := b.tab.say(b.tab.at())
	return strings.Join([]string{l.sign, l.label, l.value, l.state, l.note}, "|")
}

// stored is what the store has.
func (b *bench) stored() *casework.Case {
	b.T.Helper()
	c, err := b.store.Case(context.Background(), b.session.ID())
	if err != nil {
		b.T.Fatal(err)
	}
	return c
}

// seen waits until a scan is drawn.
func (b *bench) seen() {
	b.T.Helper()
	b.Until("the scan is drawn", func() bool { return b.viewer.picture != nil })
}

// photo writes a picture of a size, grey or in colour, and returns its path.
func photo(t testing.TB, dir, name string, width, height int, grey bool) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(x * 3), uint8(y * 2), uint8(x ^ y), 255}
			if grey {
				c.G, c.B = c.R, c.R
			}
			img.SetRGBA(x, y, c)
		}
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, img, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// manual makes the filing one that is verified before the curtain.
func manual(f *rules.Filing) { f.Host.LegalRepresentative.Document.Type = "passport" }
