package places

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"
)

// Encode returns a picture as PNG with 256 colours, the most frequent ones: a window has
// few, and shades of them where letters end. It is a tenth of what all colours take.
func Encode(picture image.Image) ([]byte, error) {
	b := picture.Bounds()
	count := map[uint16]int{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[coarse(picture.At(x, y))]++
		}
	}
	frequent := slices.SortedFunc(maps.Keys(count), func(a, b uint16) int {
		return cmp.Or(count[b]-count[a], int(a)-int(b))
	})
	if len(frequent) > 256 {
		frequent = frequent[:256]
	}
	palette := make(color.Palette, len(frequent))
	for i, c := range frequent {
		palette[i] = fine(c)
	}
	index := map[uint16]uint8{}
	out := image.NewPaletted(image.Rect(0, 0, b.Dx(), b.Dy()), palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := coarse(picture.At(x, y))
			i, known := index[c]
			if !known {
				i = uint8(palette.Index(fine(c)))
				index[c] = i
			}
			out.Pix[(y-b.Min.Y)*out.Stride+x-b.Min.X] = i
		}
	}
	var data bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&data, out); err != nil {
		return nil, fmt.Errorf("write a picture: %w", err)
	}
	return data.Bytes(), nil
}

// coarse is a colour in 16 bits: 5 of red, 6 of green, 5 of blue.
func coarse(c color.Color) uint16 {
	r, g, b, _ := c.RGBA()
	return uint16(r>>11<<11 | g>>10<<5 | b>>11)
}

func fine(c uint16) color.Color {
	r, g, b := c>>11, c>>5&0x3f, c&0x1f
	return color.NRGBA{R: uint8(r<<3 | r>>2), G: uint8(g<<2 | g>>4), B: uint8(b<<3 | b>>2), A: 0xff}
}
