//go:build unix

package held

import (
	"errors"
	"syscall"
)

// Is reports whether another program holds the file that an error is about.
func Is(err error) bool { return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.ETXTBSY) }
