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
	shades := map[uint16]*shade{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := picture.At(x, y)
			of := shades[coarse(c)]
			if of == nil {
				of = &shade{}
				shades[coarse(c)] = of
			}
			of.add(c)
		}
	}
	frequent := slices.SortedFunc(maps.Keys(shades), func(a, b uint16) int {
		return cmp.Or(shades[b].count-shades[a].count, int(a)-int(b))
	})
	palette := make(color.Palette, min(256, len(frequent)))
	for i := range palette {
		palette[i] = shades[frequent[i]].mean()
	}
	index := map[uint16]uint8{}
	for c, of := range shades {
		index[c] = uint8(palette.Index(of.mean()))
	}
	out := image.NewPaletted(image.Rect(0, 0, b.Dx(), b.Dy()), palette)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			out.Pix[(y-b.Min.Y)*out.Stride+x-b.Min.X] = index[coarse(picture.At(x, y))]
		}
	}
	var data bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&data, out); err != nil {
		return nil, fmt.Errorf("write a picture: %w", err)
	}
	return data.Bytes(), nil
}

// shade is colours that are nearly the same.
type shade struct{ red, green, blue, count int }

func (s *shade) add(c color.Color) {
	r, g, b, _ := c.RGBA()
	s.red, s.green, s.blue, s.count = s.red+int(r>>8), s.green+int(g>>8), s.blue+int(b>>8), s.count+1
}

func (s *shade) mean() color.Color {
	return color.NRGBA{R: uint8(s.red / s.count), G: uint8(s.green / s.count), B: uint8(s.blue / s.count), A: 0xff}
}

// coarse is the same for nearly the same colours: 5 bits of red, 6 of green, 5 of blue.
func coarse(c color.Color) uint16 {
	r, g, b, _ := c.RGBA()
	return uint16(r>>11<<11 | g>>10<<5 | b>>11)
}
