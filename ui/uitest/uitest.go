// Package uitest is what the tests of a screen have in common: somebody before a window,
// who reads what it says and types. Only tests import it.
package uitest

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/assets/fonts"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/seen"
)

// Person is somebody before a window. The test is the UI goroutine: what workers hand back
// waits until the test goes on with it.
type Person struct {
	T      testing.TB
	Window fyne.Window
	ui     chan func()
}

// Before returns somebody before an empty window that looks as the program does.
func Before(t testing.TB) *Person {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Look{})
	return &Person{T: t, Window: test.NewTempWindow(t, widget.NewLabel("")), ui: make(chan func(), 100)}
}

// Show puts a screen into the window.
func (p *Person) Show(o fyne.CanvasObject) {
	p.Window.SetContent(o)
	p.Window.Resize(fyne.NewSize(1000, 700))
}

// Do takes a function for the UI goroutine; it is a screen's option of that name.
func (p *Person) Do(f func()) { p.ui <- f }

// Waiting is how many functions wait for the UI goroutine.
func (p *Person) Waiting() int { return len(p.ui) }

// waits is how long is waited for what must come; only a test that fails does.
const waits = 20 * time.Second

// Next runs the next function that workers hand back.
func (p *Person) Next() {
	p.T.Helper()
	select {
	case f := <-p.ui:
		f()
	case <-time.After(waits):
		p.T.Fatalf("nothing comes after\n%s", p.Says())
	}
}

// Until runs what workers hand back until something holds.
func (p *Person) Until(what string, holds func() bool) {
	p.T.Helper()
	timeout := time.After(waits)
	for !holds() {
		select {
		case f := <-p.ui:
			f()
		case <-timeout:
			p.T.Fatalf("waited in vain until %s; now the window says\n%s", what, p.Says())
		}
	}
}

// UntilSays runs it until the window says something.
func (p *Person) UntilSays(text string) {
	p.T.Helper()
	p.Until("it says "+text, func() bool { return strings.Contains(p.Says(), text) })
}

// Says is all that can be read in the window.
func (p *Person) Says() string {
	var said []string
	for _, o := range seen.Objects(p.Window.Content()) {
		if l, ok := o.(*widget.Label); ok {
			said = append(said, l.Text)
		}
	}
	return strings.Join(said, "\n")
}

// Reads wants texts in the window.
func (p *Person) Reads(texts ...string) {
	p.T.Helper()
	said := p.Says()
	for _, text := range texts {
		if !strings.Contains(said, text) {
			p.T.Errorf("the window does not say %q but\n%s", text, said)
		}
	}
}

// Draws wants a name in the window, in a face that has its characters, and so all others.
func (p *Person) Draws(name string) {
	p.T.Helper()
	drawn := false
	for _, o := range seen.Objects(p.Window.Content()) {
		text, ok := o.(*canvas.Text)
		if !ok {
			continue
		}
		face := fonts.FaceRegular
		if text.TextStyle.Bold {
			face = fonts.FaceBold
		}
		if missing, ok := fonts.Covers(face, text.Text); !ok {
			p.T.Errorf("%q is drawn in a face without %c", text.Text, missing)
		}
		drawn = drawn || strings.Contains(text.Text, name)
	}
	if !drawn {
		p.T.Errorf("%q is not drawn", name)
	}
}

// Types types into the field that has the keyboard, over what is selected there, and
// presses Return.
func (p *Person) Types(text string) {
	p.T.Helper()
	entry, ok := p.Window.Canvas().Focused().(*form.Entry)
	if !ok {
		p.T.Fatalf("the keyboard is at %T", p.Window.Canvas().Focused())
	}
	for _, r := range text {
		entry.TypedRune(r)
	}
	p.Press(fyne.KeyReturn)
}

// Press presses a key on what has the keyboard.
func (p *Person) Press(key fyne.KeyName) {
	p.T.Helper()
	focused := p.Window.Canvas().Focused()
	if focused == nil {
		p.T.Fatal("nothing has the keyboard")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: key})
}
