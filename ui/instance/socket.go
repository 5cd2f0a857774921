//go:build !windows

package instance

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
)

// errNoFolder ends the reasons why there is no place for the socket.
var errNoFolder = errors.New("no private folder for the socket")

// listenFor listens at the first place that can be had for the data folder dir.
func listenFor(dir string) (listener, error) {
	var failures error
	for _, path := range places(dir) {
		l, err := listen(path)
		if err == nil {
			return socket{l}, nil
		}
		failures = errors.Join(failures, err)
	}
	return nil, errors.Join(failures, errNoFolder)
}

type socket struct{ *net.UnixListener }

// Accept waits for the next that knocks.
func (s socket) Accept() (connection, error) { return s.AcceptUnix() }

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

// dial connects to the program of this user that listens at a place.
func dial(path string) (connection, error) {
	if err := private(filepath.Dir(path)); err != nil {
		return nil, err
	}
	c, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	if err := sameUser(c); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// mayKnock fails unless the program that knocks is this user's.
func mayKnock(c connection) error {
	u, ok := c.(*net.UnixConn)
	if !ok {
		return errMessage
	}
	return sameUser(u)
}
