package keying

import (
	"context"
	"sync"

	"recordaldesk/rules/casework"
)

// notes brings changes to the store in the order in which they were made, several at
// once where they come faster than the disk takes them.
type notes struct {
	change func(context.Context, func(*casework.Case) error) error
	failed func(error) // called off the UI goroutine

	mu      sync.Mutex
	waiting []func(*casework.Case)
	writing sync.Mutex
}

// add has the next write make a change.
func (n *notes) add(f func(*casework.Case)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.waiting = append(n.waiting, f)
}

// write makes the changes that wait. It is called off the UI goroutine after each
// [notes.add].
func (n *notes) write() {
	n.writing.Lock()
	defer n.writing.Unlock()
	n.mu.Lock()
	all := n.waiting
	n.waiting = nil
	n.mu.Unlock()
	if len(all) == 0 {
		return // another write has made them
	}
	err := n.change(context.Background(), func(c *casework.Case) error {
		for _, f := range all {
			f(c)
		}
		return nil
	})
	if err != nil {
		n.failed(err)
	}
}
