package scan

import (
	"encoding/binary"
	"image"
)

// mended returns img, decoded from src of kind k, without what the decoder of the
// format is known to get wrong. It changes img.
func mended(img image.Image, src *source, k Kind) (image.Image, error) {
	switch k {
	case WebP:
		switch m := img.(type) {
		case *image.YCbCr:
			widen(m)
		case *image.NYCbCrA:
			widen(&m.YCbCr)
		}
	case TIFF:
		if m, ok := img.(*image.Gray); ok {
			wrong, err := faxOnBlack(src)
			if err != nil {
				return nil, err
			}
			if wrong {
				for i := range m.Pix {
					m.Pix[i] = 255 - m.Pix[i]
				}
			}
		}
	}
	return img, nil
}

// widen stretches the narrow values of video, in which a lossy WebP is (RFC 6386,
// section 9.2: black is 16, white 235), to those that [image.YCbCr] stands for.
// The decoder leaves them, and white paper would be grey.
func widen(m *image.YCbCr) {
	var bright, colour [256]uint8
	for v := range 256 {
		bright[v] = uint8(max(0, min(255, ((v-16)*255+109)/219)))
		colour[v] = uint8(max(0, min(255, ((v-128)*255+128*224+112)/224)))
	}
	for _, plane := range []struct {
		pix   []uint8
		table *[256]uint8
	}{{m.Y, &bright}, {m.Cb, &colour}, {m.Cr, &colour}} {
		for i, v := range plane.pix {
			plane.pix[i] = plane.table[v]
		}
	}
}

// faxOnBlack reports whether the TIFF's first picture is packed as a fax and says
// that 0 is black. Then what a fax calls white is black (TIFF 6.0, section 11); the
// decoder takes it for white, and the page is turned into its negative.
func faxOnBlack(src *source) (bool, error) {
	const compression, photometric = 259, 262
	const group3, group4, blackIsZero = 3, 4, 1
	order, at, err := tiffStart(src)
	if err != nil {
		return false, err
	}
	entries, _, err := tiffDirectory(src, order, at)
	if err != nil {
		return false, err
	}
	packed := tiffShort(entries, order, compression)
	return (packed == group3 || packed == group4) && tiffShort(entries, order, photometric) == blackIsZero, nil
}

// tiffShort is the number that a directory has under a tag; 0 where it has none.
func tiffShort(entries []byte, order binary.ByteOrder, tag uint16) uint16 {
	for ; len(entries) >= 12; entries = entries[12:] {
		if order.Uint16(entries) == tag {
			return order.Uint16(entries[8:])
		}
	}
	return 0
}
