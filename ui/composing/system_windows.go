package composing

import (
	"log/slog"
	"sync"
	"unsafe"

	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

func theSystem() system { return &windowsInput{} }

// windowsInput tells Windows: the input method manager (imm32), which stands between a
// program and the input methods, those of the newer text services (TSF) included; and by
// the system's own caret, never drawn. Some Chinese input methods ask for no other place
// than the caret's (Chromium found so: ui/base/ime/win/imm32_manager.cc), and the magnifier
// follows it, too.
type windowsInput struct {
	window windows.HWND // that has the caret; 0 for none
	height int          // of the caret
	failed sync.Once
}

var _ system = (*windowsInput)(nil)

var (
	imm32                   = windows.NewLazySystemDLL("imm32.dll")
	immGetContext           = imm32.NewProc("ImmGetContext")
	immReleaseContext       = imm32.NewProc("ImmReleaseContext")
	immSetCompositionWindow = imm32.NewProc("ImmSetCompositionWindow")
	immSetCompositionFont   = imm32.NewProc("ImmSetCompositionFontW")
	immSetCandidateWindow   = imm32.NewProc("ImmSetCandidateWindow")
	user32                  = windows.NewLazySystemDLL("user32.dll")
	createCaret             = user32.NewProc("CreateCaret")
	setCaretPos             = user32.NewProc("SetCaretPos")
	destroyCaret            = user32.NewProc("DestroyCaret")
	fontOfComposition       = windows.StringToUTF16("Microsoft YaHei UI")
)

// What is said with a place (imm.h).
const (
	cfsPoint   = 0x02 // the composition begins at the point
	cfsExclude = 0x80 // the candidates keep off the area
)

type point struct{ x, y int32 }

type rect struct{ left, top, right, bottom int32 }

// compositionForm is COMPOSITIONFORM of imm.h.
type compositionForm struct {
	style uint32
	at    point
	area  rect
}

// candidateForm is CANDIDATEFORM of imm.h.
type candidateForm struct {
	index, style uint32
	at           point
	area         rect
}

// logFont is LOGFONTW of wingdi.h.
type logFont struct {
	height, width, escapement, orientation, weight                                           int32
	italic, underline, strikeOut, charSet, outPrecision, clipPrecision, quality, pitchFamily byte
	faceName                                                                                 [32]uint16
}

const defaultCharSet = 1

func (w *windowsInput) place(native any, p Place) {
	context, ok := native.(driver.WindowsWindowContext)
	if !ok || context.HWND == 0 {
		return
	}
	w.caret(windows.HWND(context.HWND), p)
	input, _, _ := immGetContext.Call(context.HWND)
	if input == 0 {
		return // there is no input method for this window
	}
	defer immReleaseContext.Call(context.HWND, input)
	at := point{int32(p.X), int32(p.Y)}
	area := rect{at.x, at.y, at.x + int32(p.Width), at.y + int32(p.Height)}
	font := logFont{height: -int32(p.Text), charSet: defaultCharSet}
	copy(font.faceName[:], fontOfComposition)
	w.did(immSetCompositionFont.Call(input, uintptr(unsafe.Pointer(&font))))
	w.did(immSetCompositionWindow.Call(input, uintptr(unsafe.Pointer(&compositionForm{style: cfsPoint, at: at}))))
	w.did(immSetCandidateWindow.Call(input, uintptr(unsafe.Pointer(&candidateForm{style: cfsExclude, at: at, area: area}))))
}

// caret puts the system's caret, which belongs to the window that has the keyboard, at the
// place.
func (w *windowsInput) caret(window windows.HWND, p Place) {
	if w.window != window || w.height != p.Height {
		w.did(createCaret.Call(uintptr(window), 0, uintptr(p.Width), uintptr(p.Height))) // takes the place of another
		w.window, w.height = window, p.Height
	}
	w.did(setCaretPos.Call(uintptr(p.X), uintptr(p.Y)))
}

func (w *windowsInput) leave() {
	if w.window != 0 {
		w.did(destroyCaret.Call())
		w.window = 0
	}
}

// did logs the first refusal: without a place everything can be typed all the same.
func (w *windowsInput) did(result, _ uintptr, err error) {
	if result == 0 {
		w.failed.Do(func() { slog.Warn("tell the input method where the caret is", "err", err) })
	}
}
