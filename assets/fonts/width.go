package fonts

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// ruler measures texts in the face that the window uses.
type ruler struct {
	mu     sync.Mutex
	face   *sfnt.Font
	buffer sfnt.Buffer
	known  map[rune]float32
}

var rulers = sync.OnceValue(func() *ruler {
	face, err := sfnt.Parse(regular)
	if err != nil {
		panic(fmt.Sprintf("fonts: reading an embedded face: %v", err))
	}
	return &ruler{face: face, known: map[rune]float32{}}
})

// Width is how wide a text is on one line in FaceRegular, in sizes of its letters: a
// Chinese character is 1. A character that the face lacks counts as one. It may be called
// from several goroutines.
func Width(s string) float32 {
	r := rulers()
	r.mu.Lock()
	defer r.mu.Unlock()
	var width float32
	for _, c := range s {
		width += r.advance(c)
	}
	return width
}

func (r *ruler) advance(c rune) float32 {
	if w, ok := r.known[c]; ok {
		return w
	}
	w := float32(1)
	if invisible(c) {
		w = 0
	} else if glyph, err := r.face.GlyphIndex(&r.buffer, c); err == nil && glyph != 0 {
		const em = 1000
		if advance, err := r.face.GlyphAdvance(&r.buffer, glyph, fixed.I(em), font.HintingNone); err == nil {
			w = float32(advance) / 64 / em
		}
	}
	r.known[c] = w
	return w
}
