package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	user32              = windows.NewLazySystemDLL("user32.dll")
	isIconic            = user32.NewProc("IsIconic")
	showWindow          = user32.NewProc("ShowWindow")
	setForegroundWindow = user32.NewProc("SetForegroundWindow")
)

// raise brings the window to the front. The toolkit leaves one that is an icon as it is.
func raise(w fyne.Window) {
	w.Show()
	w.RequestFocus()
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		handle, ok := context.(driver.WindowsWindowContext)
		if !ok || handle.HWND == 0 {
			return
		}
		if icon, _, _ := isIconic.Call(handle.HWND); icon != 0 {
			_, _, _ = showWindow.Call(handle.HWND, windows.SW_RESTORE) // says how it was before
		}
		_, _, _ = setForegroundWindow.Call(handle.HWND) // refused where a person works in another program: then it blinks
	})
}
