package instance

import (
	"fmt"
	"net"
	"os"
	"syscall"
)

// sameUser fails unless the other end is a program of this user.
func sameUser(c *net.UnixConn) error {
	raw, err := c.SyscallConn()
	if err != nil {
		return fmt.Errorf("ask who is there: %w", err)
	}
	var who *syscall.Ucred
	var failure error
	if err := raw.Control(func(fd uintptr) {
		who, failure = syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	}); err != nil {
		return fmt.Errorf("ask who is there: %w", err)
	}
	if failure != nil {
		return fmt.Errorf("ask who is there: %w", failure)
	}
	if int(who.Uid) != os.Getuid() {
		return fmt.Errorf("a program of user %d", who.Uid)
	}
	return nil
}
