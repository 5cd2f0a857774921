//go:build !windows

package packet

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// isRunning reports whether a process with the number is alive.
func isRunning(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer p.Release() // nothing to do about a failure
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, fs.ErrPermission)
}
