// Package composing tells the system's input method where text is typed, so that what it
// composes and what it proposes stand at the caret. The toolkit tells it nothing: on Windows
// both stand in a corner of the window or of the screen, far from where the eyes are
// (fyne-io/fyne#4546). On other systems the package does nothing; there the toolkit keeps
// the connection to the input method to itself.
//
// All functions are called on the goroutine of the window.
package composing

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"recordaldesk/store/crash"
)

// Field is what text can be typed into.
type Field interface {
	fyne.CanvasObject

	// Caret is where the next character comes.
	Caret() Caret
}

// Caret is where the next character of a field comes.
type Caret struct {
	In   fyne.CanvasObject // At is counted from its upper left corner
	At   fyne.Position
	Size fyne.Size // of the caret: a line's height
	Text float32   // size of the letters, as the theme counts it
}

// system is what is told.
type system interface {
	// place puts what is composed at a place of the window, whose handle native has; nil where
	// the toolkit gives none.
	place(native any, p Place)

	// leave tells that nothing is typed into any more.
	leave()
}

// follower keeps the system informed about the field that has the keyboard.
type follower struct {
	system system // nil where nobody listens
	field  Field  // nil for none
	told   Place
	soon   *time.Timer // nil while nothing is to be looked at
}

// There is one keyboard.
var keyboard = follower{system: theSystem()}

// Follow begins with a field that has got the keyboard.
func Follow(f Field) { keyboard.follow(f) }

// Moved tells that the field's caret has moved. Of a field that is not followed nothing
// is told.
func Moved(f Field) { keyboard.moved(f) }

// Scrolled tells that what is on the screen has moved, perhaps the followed field with it.
func Scrolled() { keyboard.scrolled() }

// Leave ends with a field that has lost the keyboard.
func Leave(f Field) { keyboard.leave(f) }

func (k *follower) follow(f Field) {
	if k.system == nil {
		return
	}
	k.field, k.told = f, Place{}
	k.tell()
	k.later() // a page may still be setting its fields out
}

func (k *follower) moved(f Field) {
	if k.system != nil && k.field == f {
		k.tell()
	}
}

func (k *follower) scrolled() {
	if k.system != nil && k.field != nil {
		k.later()
	}
}

func (k *follower) leave(f Field) {
	if k.system == nil || k.field != f {
		return
	}
	k.field = nil
	k.system.leave()
}

// settled is how long the screen takes to stand still: a few frames.
const settled = 50 * time.Millisecond

// later looks again where the caret is, once the screen stands still.
func (k *follower) later() {
	if k.soon != nil {
		return
	}
	k.soon = time.AfterFunc(settled, func() {
		fyne.Do(func() {
			crash.Guard(func() {
				k.soon = nil
				k.tell()
			})
		})
	})
}

// tell says where the caret is, unless that has been said. A field that is not in a window
// has none.
func (k *follower) tell() {
	if k.field == nil {
		return
	}
	all := fyne.CurrentApp().Driver()
	c := all.CanvasForObject(k.field)
	if c == nil {
		return
	}
	caret := k.field.Caret()
	at := all.AbsolutePositionForObject(caret.In).Add(caret.At)
	p := placeOf(c, at, caret.Size, caret.Text)
	if p == k.told {
		return
	}
	for _, w := range all.AllWindows() {
		if w.Canvas() != c {
			continue
		}
		k.told = p
		if native, ok := w.(driver.NativeWindow); ok {
			native.RunNative(func(handle any) { k.system.place(handle, p) })
		} else {
			k.system.place(nil, p)
		}
		return
	}
}
