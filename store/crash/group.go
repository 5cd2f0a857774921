package crash

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Group is goroutines that share a piece of work. A panic in one of them comes up
// again where the work is waited for, whose caller would not know otherwise that it
// was left undone. The zero value is ready.
type Group struct {
	// Stop is called after a panic, so that the others do not work on or wait; nil
	// where they end by themselves.
	Stop func()

	work sync.WaitGroup
	came atomic.Pointer[relayed]
}

// relayed is a panic that comes up in another goroutine than its own.
type relayed struct {
	value   any
	callers []uintptr // where it came from
}

// Go runs f on a goroutine of its own.
func (g *Group) Go(f func()) {
	g.work.Go(func() {
		ended := false
		defer func() {
			if ended || current.Load() == nil {
				return
			}
			if v := recover(); v != nil {
				g.came.CompareAndSwap(nil, &relayed{v, callers()})
				if g.Stop != nil {
					g.Stop()
				}
			}
		}()
		f()
		ended = true
	})
}

// Wait waits until all goroutines have ended, and panics where one of them did.
func (g *Group) Wait() {
	g.work.Wait()
	if came := g.came.Load(); came != nil {
		panic(came)
	}
}

// callers is the stack of the goroutine that calls.
func callers() []uintptr {
	const deep = 100
	stack := make([]uintptr, deep)
	return stack[:runtime.Callers(0, stack)]
}
