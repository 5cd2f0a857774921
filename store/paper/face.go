package paper

import (
	"fmt"
	"sync"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"recordaldesk/assets/fonts"
)

// family is the name under which the papers' font is known to gopdf.
const family = "NotoSansSC"

// typeface is the one font of the papers, Noto Sans SC regular with all its
// characters. It is read once and shared by all documents.
type typeface struct {
	outlines  *sfnt.Font          // says what can be drawn and how wide it is
	container gopdf.FontContainer // what gopdf sets text with; it has no outlines
	lost      sync.Map            // of rune: what gopdf could not find
}

var openTypeface = sync.OnceValues(func() (*typeface, error) {
	data := fonts.Full()
	outlines, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("read the papers' font: %w", err)
	}
	// gopdf would pack 33,000 places and widths for each paper, of which [finish]
	// uses nothing: it is given a font that packs to nothing.
	light, err := hollow(data)
	if err != nil {
		return nil, fmt.Errorf("read the papers' font: %w", err)
	}
	t := &typeface{outlines: outlines}
	err = t.container.AddTTFFontDataWithOption(family, light, gopdf.TtfOption{
		OnGlyphNotFound: func(r rune) { t.lost.Store(r, true) },
	})
	if err != nil {
		return nil, fmt.Errorf("read the papers' font: %w", err)
	}
	return t, nil
})

// advance returns the width of a character as a part of the type size. It is
// false for a character the font has no picture of. gopdf is not asked: for some
// such characters it draws nothing and says nothing (v0.33.0, where the font's
// table of characters has a gap).
func (t *typeface) advance(buffer *sfnt.Buffer, r rune) (float64, bool) {
	index, err := t.outlines.GlyphIndex(buffer, r)
	if err != nil || index == 0 {
		return 0, false
	}
	em := t.outlines.UnitsPerEm()
	width, err := t.outlines.GlyphAdvance(buffer, index, fixed.I(int(em)), font.HintingNone)
	if err != nil {
		return 0, false
	}
	return float64(width) / 64 / float64(em), true
}
