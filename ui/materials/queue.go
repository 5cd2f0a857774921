package materials

import "sync"

// queue runs jobs on a goroutine of its own, one after the other in the order
// they came. The goroutine ends when there is nothing to do.
type queue struct {
	mu      sync.Mutex
	jobs    []func()
	running bool
}

func (q *queue) add(job func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, job)
	if !q.running {
		q.running = true
		go q.run()
	}
}

func (q *queue) run() {
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
		job()
	}
}
