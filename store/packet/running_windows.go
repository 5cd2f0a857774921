package packet

import (
	"errors"

	"golang.org/x/sys/windows"
)

// isRunning reports whether a process with the number is alive. One that has ended can
// still be opened as long as another program, such as a virus scanner, has it open; that of
// another user cannot be opened.
func isRunning(pid int) bool {
	h, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(pid))
	if err != nil {
		return errors.Is(err, windows.ERROR_ACCESS_DENIED)
	}
	defer windows.CloseHandle(h)
	event, err := windows.WaitForSingleObject(h, 0)
	return err == nil && event == uint32(windows.WAIT_TIMEOUT)
}
