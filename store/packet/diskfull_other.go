//go:build !windows

package packet

import (
	"errors"
	"syscall"
)

// isDiskFull knows the quota of a network home, which is a full disk to a person.
func isDiskFull(err error) bool { return errors.Is(err, syscall.EDQUOT) }

// diskFailure is what the system calls a disk that failed.
const diskFailure = syscall.EIO

func isDiskFailed(err error) bool { return errors.Is(err, diskFailure) }
