package instance

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"recordaldesk/store/crash"
)

// Host listens for programs that are started later.
type Host struct {
	listener *net.UnixListener
	show     func(files []string)
	patience time.Duration // with one connection
	free     chan struct{} // a place for each connection
	work     sync.WaitGroup
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
	var failures error
	for _, path := range socketPaths(dir) {
		var err error
		if h.listener, err = listen(path); err == nil {
			h.work.Go(func() { crash.Guard(h.run) })
			return h, nil
		}
		failures = errors.Join(failures, err)
	}
	return nil, fmt.Errorf("listen for a second start: %w", errors.Join(failures, errNoFolder))
}

// errNoFolder ends the reasons why there is no place for the socket.
var errNoFolder = errors.New("no private folder for the socket")

func listen(path string) (*net.UnixListener, error) {
	if err := private(filepath.Dir(path)); err != nil {
		return nil, err
	}
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case info.Mode().Type() != fs.ModeSocket:
		return nil, fmt.Errorf("%s is no socket", path)
	default:
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// Close stops listening, removes the socket and waits until nothing is under way.
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
		c, err := h.listener.AcceptUnix()
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
func (h *Host) hear(c *net.UnixConn) {
	defer c.Close() // it was answered, or is not to be
	if err := c.SetDeadline(time.Now().Add(h.patience)); err != nil {
		return
	}
	if err := sameUser(c); err != nil {
		slog.Warn("refuse a second start", "err", err)
		return
	}
	message, err := io.ReadAll(io.LimitReader(c, MaxMessage+1))
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
