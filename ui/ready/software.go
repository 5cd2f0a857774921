package ready

import "strings"

// software is what renderers call themselves, in small letters, that draw without a
// graphics card: those of Mesa, of Chromium, of Windows and of macOS.
var software = []string{"llvmpipe", "softpipe", "swrast", "swiftshader", "software", "gdi generic", "basic render"}

// Software reports whether a renderer draws without a graphics card.
func Software(renderer string) bool {
	renderer = strings.ToLower(renderer)
	for _, name := range software {
		if strings.Contains(renderer, name) {
			return true
		}
	}
	return false
}
