//go:build unix

package inbox

import "syscall"

func isNoSpace(err error) bool { return isAny(err, syscall.ENOSPC, syscall.EDQUOT) }

func isReadOnly(err error) bool { return isAny(err, syscall.EROFS) }

// isGone reports whether the file server does not answer, or something else stands in
// the folder's place.
func isGone(err error) bool {
	return isAny(err, syscall.ENOTDIR, syscall.ESTALE, syscall.ENOTCONN, syscall.ETIMEDOUT, syscall.EHOSTDOWN, syscall.EHOSTUNREACH,
		syscall.ENETDOWN, syscall.ENETUNREACH, syscall.ECONNRESET, syscall.ECONNABORTED, syscall.ECONNREFUSED, syscall.ENODEV, syscall.ENXIO)
}
