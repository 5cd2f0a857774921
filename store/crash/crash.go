// Package crash catches panics, so that a mistake in the program costs a person a
// sentence and not the window. All goroutines that the program starts run under
// [Go], all that comes back to the window under [Guard].
//
// Of a caught panic a file is written into the folder crash of the data folder, for
// the people who mend the program. It says where in the program it happened, and
// nothing of what was worked on: no arguments, and of the panic's own text only what
// cannot hold a field's value.
package crash

import "sync/atomic"

// catcher is what is done with panics.
type catcher struct {
	dir     string
	version string
	tell    func(file string)
}

// current is nil until Begin: a test, say, fails by its panic.
var current atomic.Pointer[catcher]

// Begin catches panics from now on. Crash files go below the data folder dir and name
// the version of the program. tell is called for each panic that [Go] or [Guard] has
// caught, on its goroutine, with the crash file's path; "" where none could be
// written. The function returned ends it.
func Begin(dir, version string, tell func(file string)) (end func()) {
	c := &catcher{dir, version, tell}
	current.Store(c)
	return func() { current.CompareAndSwap(c, nil) }
}

var running atomic.Int64

// Go runs f on a goroutine of its own under [Guard].
func Go(f func()) {
	running.Add(1)
	go func() {
		defer running.Add(-1)
		Guard(f)
	}()
}

// Running is how many goroutines of [Go] have not ended yet. Who waits for what they hand
// back need not wait long where there are no more than those that never end.
func Running() int { return int(running.Load()) }

// Guard runs f and reports whether it came to its end; if it panicked instead, tell
// was told.
func Guard(f func()) (ended bool) {
	file, caught := Catch(f)
	if !caught {
		return true
	}
	if c := current.Load(); c != nil {
		c.tell(file)
	}
	return false
}

// Catch runs f. If it panics, the crash file is written and its path returned; nobody
// is told.
func Catch(f func()) (file string, caught bool) {
	ended := false
	defer func() {
		c := current.Load()
		if ended || c == nil {
			return
		}
		if v := recover(); v != nil {
			file, caught = c.write(v), true
		}
	}()
	f()
	ended = true
	return "", false
}
