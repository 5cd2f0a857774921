package retouch

import (
	"image"
	"image/draw"

	"recordaldesk/rules"
)

// How the text is mixed into a picture: grey enough to be read on paper and
// screen, clear enough that print under it stays black on grey. On a dark picture
// it is light.
const (
	darkInk, lightInk = 56, 240
	covers            = 115 // of 255: how much of the ink is seen
	darkBelow         = 100 // mean brightness under the text from which it is dark
)

// Draw puts the watermark on img and returns the picture: img itself, changed, or
// a new one for colour models that cannot be drawn on. Of a photograph only the
// brightness is changed, in place, which costs a few milliseconds and no memory.
// A mark that reaches over an edge is moved in, see [Fit].
func Draw(img image.Image, mark rules.Watermark) (image.Image, error) {
	l, err := textLine()
	if err != nil {
		return nil, err
	}
	b := img.Bounds()
	if b.Empty() {
		return img, nil
	}
	mask := l.mask(l.place(mark, float64(b.Dx()), float64(b.Dy())), b.Size())
	switch m := img.(type) {
	case *image.YCbCr:
		blend(m.Y[m.YOffset(b.Min.X, b.Min.Y):], m.YStride, mask)
		return m, nil
	case *image.Gray:
		blend(m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, mask)
		return m, nil
	case *image.RGBA:
		blendRGBA(m, mask)
		return m, nil
	}
	// Over the pixels as they are shown: transparency is multiplied in.
	out := image.NewRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(out, out.Rect, img, b.Min, draw.Src)
	blendRGBA(out, mask)
	return out, nil
}

// blend mixes the ink into a plane of brightness that begins at the picture's
// first pixel.
func blend(plane []byte, stride int, mask *image.Alpha) {
	var sum, weight int
	eachRow(mask, func(x, y int, covered []byte) {
		row := plane[y*stride+x:]
		for i, a := range covered {
			sum += int(row[i]) * int(a)
			weight += int(a)
		}
	})
	ink := inkOn(sum, weight)
	eachRow(mask, func(x, y int, covered []byte) {
		row := plane[y*stride+x:]
		for i, a := range covered {
			if a != 0 {
				row[i] = mix(row[i], ink, int(a)*covers)
			}
		}
	})
}

func blendRGBA(m *image.RGBA, mask *image.Alpha) {
	first := m.Pix[m.PixOffset(m.Rect.Min.X, m.Rect.Min.Y):]
	var sum, weight int
	eachRow(mask, func(x, y int, covered []byte) {
		row := first[y*m.Stride+4*x:]
		for i, a := range covered {
			p := row[4*i : 4*i+4]
			// Where the picture is transparent, paper shines through.
			bright := (299*int(p[0])+587*int(p[1])+114*int(p[2]))/1000 + 255 - int(p[3])
			sum += bright * int(a)
			weight += int(a)
		}
	})
	ink := inkOn(sum, weight)
	eachRow(mask, func(x, y int, covered []byte) {
		row := first[y*m.Stride+4*x:]
		for i, a := range covered {
			if a == 0 {
				continue
			}
			p := row[4*i : 4*i+4]
			for c := range 3 {
				p[c] = mix(p[c], ink, int(a)*covers)
			}
			p[3] = mix(p[3], 255, int(a)*covers)
		}
	})
}

func eachRow(mask *image.Alpha, do func(x, y int, covered []byte)) {
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		from := mask.PixOffset(mask.Rect.Min.X, y)
		do(mask.Rect.Min.X, y, mask.Pix[from:from+mask.Rect.Dx()])
	}
}

func inkOn(sum, weight int) int {
	if weight > 0 && sum/weight < darkBelow {
		return lightInk
	}
	return darkInk
}

// mix moves v towards ink, all the way at share 255².
func mix(v byte, ink, share int) byte {
	return byte(int(v) + (ink-int(v))*share/(255*255))
}
