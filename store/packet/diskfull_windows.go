package packet

import (
	"errors"
	"syscall"
)

// isDiskFull knows the two errors of Windows that Go does not translate:
// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112))
}

// diskFailure is what Windows calls a device that failed, and badSectors what it cannot
// read.
const (
	diskFailure syscall.Errno = 1117
	badSectors  syscall.Errno = 23
)

func isDiskFailed(err error) bool { return errors.Is(err, diskFailure) || errors.Is(err, badSectors) }
