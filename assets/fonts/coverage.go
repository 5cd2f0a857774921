package fonts

import (
	"fmt"
	"sync"
	"unicode"

	"golang.org/x/image/font/sfnt"
)

// A bitmap has one bit for each code point of the first three planes, in
// which all Han characters lie; 24 KB.
type bitmap [0x30000 / 64]uint64

func (b *bitmap) has(r rune) bool {
	return r >= 0 && int(r) < len(b)*64 && b[r/64]&(1<<(r%64)) != 0
}

var coverage = map[Face]func() *bitmap{
	FaceRegular: sync.OnceValue(func() *bitmap { return scan(regular) }),
	FaceBold:    sync.OnceValue(func() *bitmap { return scan(bold) }),
	FaceFull:    sync.OnceValue(func() *bitmap { return scan(full) }),
}

// scan asks the face for a glyph for every code point once. The file was
// compiled in, so a face that cannot be read is a fault of the build.
func scan(file []byte) *bitmap {
	face, err := sfnt.Parse(file)
	if err != nil {
		panic(fmt.Sprintf("fonts: reading an embedded face: %v", err))
	}
	var buffer sfnt.Buffer
	b := new(bitmap)
	for r := range rune(len(b) * 64) {
		// An error means a code point the face's table cannot hold.
		if glyph, err := face.GlyphIndex(&buffer, r); err == nil && glyph != 0 {
			b[r/64] |= 1 << (r % 64)
		}
	}
	return b
}

// Covers reports whether the face can show all of s; if not, it returns the
// first character for which a box would appear. Characters that have no
// glyph of their own (line breaks, joiners, variation selectors) count as
// shown. An unknown face shows nothing.
//
// The face is read at the first call; after that a call costs some
// nanoseconds a character. It may be called from several goroutines.
func Covers(face Face, s string) (missing rune, ok bool) {
	read, known := coverage[face]
	if !known {
		for _, r := range s {
			return r, false
		}
		return 0, true
	}
	shown := read()
	for _, r := range s {
		if !shown.has(r) && !invisible(r) {
			return r, false
		}
	}
	return 0, true
}

// invisible reports control and format characters and the selectors that
// only choose between forms of the character before them.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector)
}
