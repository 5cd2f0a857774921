package printer

import (
	"fmt"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
)

// Open shows a file or folder with the program that the system has for it. The toolkit would
// hand Windows an address, whose Chinese characters are escaped as UTF-8; Windows reads such
// an address in the code page of the system and finds no file
// (https://learn.microsoft.com/archive/blogs/ie/file-uris-in-windows).
func Open(_ fyne.App, path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err == nil {
		err = windows.ShellExecute(0, nil, name, nil, nil, windows.SW_SHOWNORMAL)
	}
	if err != nil {
		return fmt.Errorf("open with the system's program: %w", err)
	}
	return nil
}
