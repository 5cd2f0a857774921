package chooser

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/ncruces/zenity"
)

// owner lays a dialog over the window, which waits for it; else it may come up behind.
func owner(w fyne.Window) (options []zenity.Option) {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return nil
	}
	fyne.DoAndWait(func() {
		native.RunNative(func(context any) {
			if handle, ok := context.(driver.WindowsWindowContext); ok && handle.HWND != 0 {
				options = []zenity.Option{zenity.Attach(handle.HWND)}
			}
		})
	})
	return options
}
