package logoff

import (
	"fmt"
	"log/slog"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"recordaldesk/store/crash"
)

var (
	user32           = windows.NewLazySystemDLL("user32.dll")
	registerClassEx  = user32.NewProc("RegisterClassExW")
	createWindowEx   = user32.NewProc("CreateWindowExW")
	defWindowProc    = user32.NewProc("DefWindowProcW")
	getMessage       = user32.NewProc("GetMessageW")
	dispatchMessage  = user32.NewProc("DispatchMessageW")
	instanceOfModule = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetModuleHandleW")
)

// What Windows says to every window when a session ends (winuser.h).
const (
	queryEndSession = 0x0011
	endSession      = 0x0016
)

// endsWithin is how long Windows waits for a program before it ends that.
const endsWithin = 5 * time.Second

// windowClass is WNDCLASSEXW of winuser.h.
type windowClass struct {
	size, style                        uint32
	procedure                          uintptr
	classExtra, windowExtra            int32
	instance, icon, cursor, background windows.Handle
	menu, name                         *uint16
	smallIcon                          windows.Handle
}

// message is MSG of winuser.h.
type message struct {
	window  windows.HWND
	code    uint32
	w, l    uintptr
	time    uint32
	x, y    int32
	private uint32
}

// watchSystem makes a window that is never shown, on a thread of its own: the toolkit does
// not pass on what Windows says to its window at the end of a session, and signals come to
// programs with a console only.
func watchSystem(p Program) {
	crash.Go(func() {
		runtime.LockOSThread()
		if err := listen(p); err != nil {
			slog.Error("watch for the end of the session", "err", err)
		}
	})
}

func listen(p Program) error {
	procedure := windows.NewCallback(func(window, code, w, l uintptr) uintptr {
		switch code {
		case queryEndSession:
			crash.Guard(p.Save)
			return 1 // it may
		case endSession:
			if w != 0 {
				crash.Guard(p.Leave)
				time.Sleep(endsWithin) // the program ends meanwhile; else Windows ends it
			}
			return 0
		}
		result, _, _ := defWindowProc.Call(window, code, w, l)
		return result
	})
	module, _, err := instanceOfModule.Call(0)
	if module == 0 {
		return fmt.Errorf("find the program's module: %w", err)
	}
	name := windows.StringToUTF16Ptr("recordal-desk-session")
	class := windowClass{procedure: procedure, instance: windows.Handle(module), name: name}
	class.size = uint32(unsafe.Sizeof(class))
	if atom, _, err := registerClassEx.Call(uintptr(unsafe.Pointer(&class))); atom == 0 {
		return fmt.Errorf("register a class of windows: %w", err)
	}
	window, _, err := createWindowEx.Call(0, uintptr(unsafe.Pointer(name)), 0, 0, 0, 0, 0, 0, 0, 0, module, 0)
	if window == 0 {
		return fmt.Errorf("make a window: %w", err)
	}
	var m message
	for {
		more, _, err := getMessage.Call(uintptr(unsafe.Pointer(&m)), window, 0, 0)
		if int32(more) <= 0 {
			return fmt.Errorf("wait for messages: %w", err)
		}
		_, _, _ = dispatchMessage.Call(uintptr(unsafe.Pointer(&m))) // returns what the procedure does
	}
}
