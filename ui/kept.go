package ui

import (
	"sync"
	"time"

	"recordaldesk/store/crash"
)

// tasks is work in the background that others wait for. Other than with a
// [sync.WaitGroup], more of it may be begun while somebody waits.
type tasks struct {
	mu   sync.Mutex
	left int
	none chan struct{} // closed once none is left; nil where nothing was begun since
}

// Go does something on a goroutine of its own, guarded by [crash.Go].
func (t *tasks) Go(work func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.left++; t.none == nil {
		t.none = make(chan struct{})
	}
	crash.Go(func() {
		defer t.ended()
		work()
	})
}

func (t *tasks) ended() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.left--; t.left == 0 {
		close(t.none)
		t.none = nil
	}
}

// Wait waits until nothing is left to be done.
func (t *tasks) Wait() {
	if none := t.pending(); none != nil {
		<-none
	}
}

// WaitFor is Wait, but no longer than a time. It reports whether nothing is left.
func (t *tasks) WaitFor(most time.Duration) bool {
	none := t.pending()
	if none == nil {
		return true
	}
	select {
	case <-none:
		return true
	case <-time.After(most):
		return false
	}
}

func (t *tasks) pending() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.none
}
