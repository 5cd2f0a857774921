package inbox

import "syscall"

// System error codes of Windows (winerror.h) for which package syscall has no names.
var (
	fullCodes     = []syscall.Errno{39, 112, 1295}                                                               // handle disk full, disk full, over quota
	readOnlyCodes = []syscall.Errno{19, 65}                                                                      // write protect, network access denied
	goneCodes     = []syscall.Errno{3, 15, 20, 21, 51, 53, 54, 55, 59, 64, 67, 121, 267, 1167, 1231, 1232, 1236} // path, drive, unit, device, and what a network says
)

func isNoSpace(err error) bool { return isAny(err, fullCodes...) }

func isReadOnly(err error) bool { return isAny(err, readOnlyCodes...) }

// isGone reports whether the file server does not answer, or something else stands in
// the folder's place.
func isGone(err error) bool { return isAny(err, goneCodes...) }
