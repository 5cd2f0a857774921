// Package fonts holds the program's typeface, Noto Sans SC, for the window
// and for printed papers, and answers which characters a face can show.
//
// Three faces lie beside this file, with Latin and Han in one design. Those of the
// window are cut small and have cubic outlines (CFF), which the toolkit reads glyph
// by glyph as it draws them; the papers' has TrueType outlines, since the PDF library
// takes no others. See README.md for how and from what.
//
// The faces lack ☐ ☑ ✔ ✗ ✘ ▸ and ℹ; write □ ✓ × ▶ instead.
package fonts

import _ "embed" // the faces

//go:embed NotoSansSC-Regular.otf
var regular []byte

//go:embed NotoSansSC-Bold.otf
var bold []byte

//go:embed NotoSansSC-Full.ttf
var full []byte

// A Face is one of the faces.
type Face int

const (
	// FaceRegular is for the window: GB 2312 and the 8105 characters of the
	// Table of General Standard Chinese Characters, which has those of
	// names and places. 3.4 MB.
	FaceRegular Face = iota
	// FaceBold is for the program's own headings: level 1 of GB 2312, the
	// places and the words of the translations. 1.6 MB.
	FaceBold
	// FaceFull has every character of the design but Hangul, for papers and
	// for rare names in the window. 8.6 MB; there the toolkit takes 32 MB of
	// memory for it.
	FaceFull
)

// Regular returns the file of FaceRegular, an OTF. It must not be changed.
func Regular() []byte { return regular }

// Bold returns the file of FaceBold, an OTF. It must not be changed.
func Bold() []byte { return bold }

// Full returns the file of FaceFull, a TTF. It must not be changed.
func Full() []byte { return full }
