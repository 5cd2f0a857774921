// Package presence knows when somebody last touched the window, by key or by mouse.
//
// The toolkit tells a window of no key that goes to a widget. So each widget that can
// have the keyboard embeds [Keys], the entries call [Sign], and a [Pointer] lies under
// all of the window.
package presence

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// There is one person at one window, so there is one last sign.
var last atomic.Pointer[time.Time]

// watching is what [Watch] was given, nil for nothing.
var watching atomic.Pointer[func()]

// Sign notes that somebody is there now. It may be called from any goroutine.
func Sign() {
	now := time.Now()
	last.Store(&now)
	if watch := watching.Load(); watch != nil {
		(*watch)()
	}
}

// Watch has a function called at each sign, where that is given.
func Watch(f func()) { watching.Store(&f) }

// Away is how long nobody has been there at the time now, 0 where nobody ever was. A
// clock that is set back does not count, but the time a computer slept does: Go's own
// clock stands still meanwhile on some systems.
func Away(now time.Time) time.Duration {
	at := last.Load()
	if at == nil {
		return 0
	}
	return max(now.Sub(*at), now.Round(0).Sub(at.Round(0)), 0)
}

// Lately reports whether somebody was there so shortly before the time now.
func Lately(now time.Time, within time.Duration) bool {
	return last.Load() != nil && Away(now) <= within
}

// Keys is embedded by a widget that can have the keyboard: each key that goes down
// while it has it is a sign.
type Keys struct{}

// KeyDown is a sign.
func (Keys) KeyDown(*fyne.KeyEvent) { Sign() }

// KeyUp is one too: a modifier may be down no more.
func (Keys) KeyUp(*fyne.KeyEvent) { Sign() }

// Pointer is a widget without a picture. Put beneath everything in a window, it hears
// of each movement of the mouse and takes nothing away from what lies above it.
type Pointer struct{ widget.BaseWidget }

var _ desktop.Cursorable = (*Pointer)(nil)

// NewPointer returns a pointer.
func NewPointer() *Pointer {
	p := &Pointer{}
	p.ExtendBaseWidget(p)
	return p
}

// Cursor is asked for wherever the mouse moves over the widget, whatever lies above
// it; the uppermost answer counts.
func (p *Pointer) Cursor() desktop.Cursor {
	Sign()
	return desktop.DefaultCursor
}

// CreateRenderer draws nothing.
func (p *Pointer) CreateRenderer() fyne.WidgetRenderer { return nothing{} }

type nothing struct{}

func (nothing) Destroy()                     {}
func (nothing) Layout(fyne.Size)             {}
func (nothing) MinSize() fyne.Size           { return fyne.Size{} }
func (nothing) Objects() []fyne.CanvasObject { return nil }
func (nothing) Refresh()                     {}
