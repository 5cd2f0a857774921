//go:build !linux && !windows

package instance

import "net"

// sameUser fails unless the other end is a program of this user. Here the rights of
// the socket's folder let nobody else come so far.
func sameUser(*net.UnixConn) error { return nil }
