package store

import (
	"context"
	"sync/atomic"
	"time"
)

// quiet tells when nothing has happened for a while. Whoever reports that something has
// happened wakes nobody but the first time: to wake a goroutine can take longer than
// what is reported.
type quiet struct {
	since time.Time
	last  atomic.Int64 // when something happened, in nanoseconds since then
	awake atomic.Bool  // watch is waiting for the while to pass
	wake  chan struct{}
}

func newQuiet() *quiet {
	return &quiet{since: time.Now(), wake: make(chan struct{}, 1)}
}

// stir reports that something has happened.
func (q *quiet) stir() {
	q.last.Store(int64(time.Since(q.since)))
	if !q.awake.Swap(true) {
		q.wake <- struct{}{}
	}
}

// watch calls settled each time nothing has happened for as long as while, after
// something had, until ctx is done.
func (q *quiet) watch(ctx context.Context, while time.Duration, settled func()) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-q.wake:
		}
		for rest := while; rest > 0; rest = while - (time.Since(q.since) - time.Duration(q.last.Load())) {
			select {
			case <-ctx.Done():
				return
			case <-time.After(rest):
			}
		}
		q.awake.Store(false) // before: what happens meanwhile is not missed
		settled()
	}
}
