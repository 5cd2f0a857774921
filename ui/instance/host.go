package instance

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"recordaldesk/store/crash"
)

// Host listens for programs that are started later.
type Host struct {
	listener listener
	show     func(files []string)
	patience time.Duration // with one connection
	free     chan struct{} // a place for each connection
	work     sync.WaitGroup
}

// listener takes connections at a place; closed, it says [net.ErrClosed].
type listener interface {
	Accept() (connection, error)
	Close() error
}

// connection is one between two starts of the program.
type connection interface {
	io.ReadWriteCloser
	SetDeadline(t time.Time) error
}

// Listen listens for the data folder dir until the host is closed, and calls show,
// on a goroutine of its own, with the files that are to be opened; none where the
// window is only to be shown. Whoever calls it has the data folder to itself: a
// socket that a killed program left there is taken over.
func Listen(dir string, show func(files []string)) (*Host, error) {
	return begin(dir, show, patience)
}

func begin(dir string, show func(files []string), patience time.Duration) (*Host, error) {
	h := &Host{show: show, patience: patience, free: make(chan struct{}, maxConnections)}
	var err error
	if h.listener, err = listenFor(dir); err != nil {
		return nil, fmt.Errorf("listen for a second start: %w", err)
	}
	h.work.Go(func() { crash.Guard(h.run) })
	return h, nil
}

// Close stops listening, removes a socket and waits until nothing is under way.
func (h *Host) Close() error {
	err := h.listener.Close()
	h.work.Wait()
	if err != nil {
		return fmt.Errorf("stop listening for a second start: %w", err)
	}
	return nil
}

// acceptAgain is how long the host waits after a connection that could not be
// taken, as where the process has too many files open.
const acceptAgain = 200 * time.Millisecond

func (h *Host) run() {
	for {
		c, err := h.listener.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			slog.Warn("take a second start's connection", "err", err)
			time.Sleep(acceptAgain)
			continue
		}
		select {
		case h.free <- struct{}{}:
			h.work.Go(func() {
				defer func() { <-h.free }()
				crash.Guard(func() { h.hear(c) })
			})
		default:
			_ = c.Close() // there are too many
		}
	}
}

// hear takes one message and answers it; a message that is not to be taken gets
// none. Why is not said to the log with any name in it.
func (h *Host) hear(c connection) {
	defer c.Close() // it was answered, or is not to be
	if err := c.SetDeadline(time.Now().Add(h.patience)); err != nil {
		return
	}
	if err := mayKnock(c); err != nil {
		slog.Warn("refuse a second start", "err", err)
		return
	}
	message, err := readMessage(c)
	if err != nil {
		return
	}
	files, err := parse(message)
	if err != nil {
		return
	}
	for _, path := range files {
		if check(path) != nil {
			return
		}
	}
	h.show(files)
	_, _ = io.WriteString(c, answer) // whoever does not wait for it does without
}
