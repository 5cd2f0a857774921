package held

import (
	"errors"
	"syscall"
)

// System error codes of Windows that package syscall has no names for.
const (
	errorSharingViolation syscall.Errno = 32
	errorLockViolation    syscall.Errno = 33
)

// Is reports whether another program may hold the file that an error is about. Access
// is denied also to a file that is being deleted.
func Is(err error) bool {
	return errors.Is(err, errorSharingViolation) || errors.Is(err, errorLockViolation) || errors.Is(err, syscall.ERROR_ACCESS_DENIED)
}
