// Package queue runs what a screen wants done in the background, one job after the
// other.
package queue

import (
	"sync"

	"recordaldesk/store/crash"
)

// Queue runs jobs on a goroutine of its own, one after the other in the order they
// came. The goroutine ends when there is nothing to do. The zero value is ready.
type Queue struct {
	mu      sync.Mutex
	jobs    []func()
	running bool
}

// Add has a job run behind those that wait.
func (q *Queue) Add(job func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, job)
	if !q.running {
		q.running = true
		crash.Go(q.run)
	}
}

// Idle reports whether there is nothing to do.
func (q *Queue) Idle() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return !q.running
}

func (q *Queue) run() {
	for {
		q.mu.Lock()
		if len(q.jobs) == 0 {
			q.running = false
			q.mu.Unlock()
			return
		}
		job := q.jobs[0]
		q.jobs = q.jobs[1:]
		q.mu.Unlock()
		crash.Guard(job) // the next one is done all the same
	}
}
