package composing

import (
	"runtime"
	"testing"
	"unsafe"

	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	createWindowEx          = user32.NewProc("CreateWindowExW")
	destroyWindow           = user32.NewProc("DestroyWindow")
	getCaretPos             = user32.NewProc("GetCaretPos")
	immGetCompositionWindow = imm32.NewProc("ImmGetCompositionWindow")
	immGetCompositionFont   = imm32.NewProc("ImmGetCompositionFontW")
	immGetCandidateWindow   = imm32.NewProc("ImmGetCandidateWindow")
)

// window is a real window of Windows, on a thread that stays.
func window(t *testing.T) uintptr {
	t.Helper()
	runtime.LockOSThread()
	class := windows.StringToUTF16Ptr("STATIC")
	h, _, err := createWindowEx.Call(0, uintptr(unsafe.Pointer(class)), 0, 0, 0, 0, 400, 300, 0, 0, 0, 0)
	if h == 0 {
		t.Fatalf("make a window: %v", err)
	}
	t.Cleanup(func() {
		_, _, _ = destroyWindow.Call(h)
		runtime.UnlockOSThread()
	})
	return h
}

// What the input method manager is asked afterwards is what an input method asks it.
func TestWindowsKnowsWhereTheCaretIs(t *testing.T) {
	h := window(t)
	w := &windowsInput{}
	for _, p := range []Place{{31, 47, 2, 20, 14}, {300, 200, 2, 20, 14}, {10, 20, 4, 40, 28}} {
		w.place(driver.WindowsWindowContext{HWND: h}, p)
		var caret point
		if ok, _, err := getCaretPos.Call(uintptr(unsafe.Pointer(&caret))); ok == 0 || caret != (point{int32(p.X), int32(p.Y)}) {
			t.Errorf("the system's caret is at %v, want %+v (%v)", caret, p, err)
		}
		input, _, _ := immGetContext.Call(h)
		if input == 0 {
			t.Fatal("the window has no input method")
		}
		var composition compositionForm
		if ok, _, err := immGetCompositionWindow.Call(input, uintptr(unsafe.Pointer(&composition))); ok == 0 {
			t.Fatalf("ask for the composition window: %v", err)
		}
		if composition.style != cfsPoint || composition.at != caret {
			t.Errorf("the composition stands at %+v, want %+v", composition, p)
		}
		var candidates candidateForm
		if ok, _, err := immGetCandidateWindow.Call(input, 0, uintptr(unsafe.Pointer(&candidates))); ok == 0 {
			t.Fatalf("ask for the candidate window: %v", err)
		}
		area := rect{int32(p.X), int32(p.Y), int32(p.X + p.Width), int32(p.Y + p.Height)}
		if candidates.style != cfsExclude || candidates.at != caret || candidates.area != area {
			t.Errorf("the candidates keep off %+v, want %+v", candidates, p)
		}
		var font logFont
		if ok, _, err := immGetCompositionFont.Call(input, uintptr(unsafe.Pointer(&font))); ok == 0 {
			t.Fatalf("ask for the font: %v", err)
		}
		if font.height != -int32(p.Text) || font.faceName != logFontNamed(fontOfComposition).faceName {
			t.Errorf("the font is %d high, want %d", -font.height, p.Text)
		}
		_, _, _ = immReleaseContext.Call(h, input)
	}
	w.leave()
	if w.window != 0 {
		t.Error("the caret stays")
	}
}

func logFontNamed(name []uint16) (f logFont) {
	copy(f.faceName[:], name)
	return f
}
