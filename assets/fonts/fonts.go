// Package fonts holds the program's typeface, Noto Sans SC, for the window
// and for printed papers, and answers which characters a face can show.
//
// Three faces lie beside this file, all TrueType outlines with Latin and Han
// in one design. The toolkit parses every face it is given in full, so what
// the window needs is cut small; see README.md for how and from what.
//
// The faces lack ☐ ☑ ✔ ✗ ✘ ▸ and ℹ; write □ ✓ × ▶ instead.
package fonts

import _ "embed" // the faces

//go:embed NotoSansSC-Regular.ttf
var regular []byte

//go:embed NotoSansSC-Bold.ttf
var bold []byte

//go:embed NotoSansSC-Full.ttf
var full []byte

// A Face is one of the faces.
type Face int

const (
	// FaceRegular is for the window: GB 2312 and the 8105 characters of the
	// Table of General Standard Chinese Characters, which has those of
	// names and places. 2.9 MB.
	FaceRegular Face = iota
	// FaceBold is for the program's own headings: level 1 of GB 2312, the
	// places and the words of the translations. 1.2 MB.
	FaceBold
	// FaceFull has every character of the design but Hangul, for papers and
	// for rare names in the window. 8.6 MB; parsing it costs about 25 MB of
	// memory.
	FaceFull
)

// Regular returns the file of FaceRegular, a TTF. It must not be changed.
func Regular() []byte { return regular }

// Bold returns the file of FaceBold, a TTF. It must not be changed.
func Bold() []byte { return bold }

// Full returns the file of FaceFull, a TTF. It must not be changed.
func Full() []byte { return full }
