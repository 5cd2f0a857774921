package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"

	"golang.org/x/image/bmp"
	"golang.org/x/image/draw"

	"recordaldesk/assets"
)

// icon returns the program's icon at a size in pixels.
func icon(size int) *image.NRGBA {
	whole, err := png.Decode(bytes.NewReader(assets.Icon()))
	if err != nil {
		panic(err) // it is embedded, and the window shows it too
	}
	small := image.NewNRGBA(image.Rect(0, 0, size, size))
	draw.CatmullRom.Scale(small, small.Rect, whole, whole.Bounds(), draw.Src, nil)
	return small
}

func iconPNG(size int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, icon(size)); err != nil {
		panic(err) // nothing can fail in memory
	}
	return b.Bytes()
}

// sidePicture returns what stands beside the installer's last page: the icon on white, at
// the size that NSIS asks for.
func sidePicture() []byte {
	side := image.NewRGBA(image.Rect(0, 0, 164, 314))
	draw.Draw(side, side.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(side, image.Rect(34, 40, 34+96, 40+96), icon(96), image.Point{}, draw.Over)
	var b bytes.Buffer
	if err := bmp.Encode(&b, side); err != nil {
		panic(err) // nothing can fail in memory
	}
	return b.Bytes()
}

// windowsIcon returns the icon in the sizes that Windows shows, as an .ico: the small
// ones as bitmaps, since not all that read icons know PNG there.
// https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
func windowsIcon() []byte {
	sizes := []int{16, 20, 24, 32, 40, 48, 64, 256}
	var head, body bytes.Buffer
	put := func(b *bytes.Buffer, values ...any) {
		for _, v := range values {
			if err := binary.Write(b, binary.LittleEndian, v); err != nil {
				panic(err) // the values are numbers
			}
		}
	}
	put(&head, uint16(0), uint16(1), uint16(len(sizes)))
	offset := 6 + 16*len(sizes)
	for _, size := range sizes {
		picture := iconPNG(size)
		if size < 256 {
			picture = bitmap(put, icon(size))
		}
		put(&head, uint8(size), uint8(size), uint8(0), uint8(0), uint16(1), uint16(32), uint32(len(picture)), uint32(offset+body.Len()))
		body.Write(picture)
	}
	return append(head.Bytes(), body.Bytes()...)
}

// bitmap returns a picture as icons hold it: a header, the rows from below, and a mask
// that is empty, since each pixel says how opaque it is.
func bitmap(put func(*bytes.Buffer, ...any), m *image.NRGBA) []byte {
	var b bytes.Buffer
	size := m.Rect.Dx()
	put(&b, uint32(40), int32(size), int32(2*size), uint16(1), uint16(32), [6]uint32{})
	for y := size - 1; y >= 0; y-- {
		for x := range size {
			c := m.NRGBAAt(x, y)
			b.Write([]byte{c.B, c.G, c.R, c.A})
		}
	}
	b.Write(make([]byte, size*((size+31)/32*4)))
	return b.Bytes()
}
