package scan

import (
	"image"
	"image/draw"
)

// turnsSideways reports whether an EXIF orientation swaps width and height.
func turnsSideways(orientation int) bool { return orientation >= 5 && orientation <= 8 }

// turn returns img as EXIF orientation 1 to 8 says it is to be looked at
// (CIPA DC-008, tag 0x0112). The pixels are moved, not computed: formats that
// can be moved plane by plane stay what they are, others become RGBA.
func turn(img image.Image, orientation int) image.Image {
	if orientation < 2 || orientation > 8 {
		return img
	}
	b := img.Bounds()
	size := image.Rect(0, 0, b.Dx(), b.Dy())
	if turnsSideways(orientation) {
		size = image.Rect(0, 0, b.Dy(), b.Dx())
	}
	move := func(dst []byte, dstStride int, src []byte, srcStride, width int) {
		movePixels(dst, dstStride, src, srcStride, width, b.Dx(), b.Dy(), orientation)
	}
	switch m := img.(type) {
	case *image.YCbCr:
		if out := turnYCbCr(m, size, orientation); out != nil {
			return out
		}
	case *image.Gray:
		out := image.NewGray(size)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 1)
		return out
	case *image.Gray16:
		out := image.NewGray16(size)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 2)
		return out
	case *image.Paletted:
		out := image.NewPaletted(size, m.Palette)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 1)
		return out
	case *image.RGBA:
		out := image.NewRGBA(size)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 4)
		return out
	case *image.NRGBA:
		out := image.NewNRGBA(size)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 4)
		return out
	case *image.RGBA64:
		out := image.NewRGBA64(size)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 8)
		return out
	case *image.NRGBA64:
		out := image.NewNRGBA64(size)
		move(out.Pix, out.Stride, m.Pix, m.Stride, 8)
		return out
	}
	plain := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(plain, plain.Rect, img, b.Min, draw.Src)
	return turn(plain, orientation)
}

// turnYCbCr turns a photograph's three planes. Colour halved along one side
// only is then halved along the other; what has no counterpart gives nil.
// In a mirrored picture of odd width the colour lies half a pixel off, which
// nobody can see.
func turnYCbCr(m *image.YCbCr, size image.Rectangle, orientation int) image.Image {
	ratio := m.SubsampleRatio
	if turnsSideways(orientation) {
		switch ratio {
		case image.YCbCrSubsampleRatio422:
			ratio = image.YCbCrSubsampleRatio440
		case image.YCbCrSubsampleRatio440:
			ratio = image.YCbCrSubsampleRatio422
		case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
			return nil
		}
	}
	if m.Rect.Min != (image.Point{}) {
		return nil
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	cw, ch := colourSize(w, h, m.SubsampleRatio)
	out := image.NewYCbCr(size, ratio)
	movePixels(out.Y, out.YStride, m.Y, m.YStride, 1, w, h, orientation)
	movePixels(out.Cb, out.CStride, m.Cb, m.CStride, 1, cw, ch, orientation)
	movePixels(out.Cr, out.CStride, m.Cr, m.CStride, 1, cw, ch, orientation)
	return out
}

// colourSize is the size of the two colour planes of a picture of w × h.
func colourSize(w, h int, ratio image.YCbCrSubsampleRatio) (int, int) {
	switch ratio {
	case image.YCbCrSubsampleRatio422:
		return (w + 1) / 2, h
	case image.YCbCrSubsampleRatio420:
		return (w + 1) / 2, (h + 1) / 2
	case image.YCbCrSubsampleRatio440:
		return w, (h + 1) / 2
	case image.YCbCrSubsampleRatio411:
		return (w + 3) / 4, h
	case image.YCbCrSubsampleRatio410:
		return (w + 3) / 4, (h + 1) / 2
	}
	return w, h
}

// movePixels copies w × h pixels of size bytes each to where the orientation
// puts them: pixel (x, y) goes to origin + x·stepX + y·stepY.
func movePixels(dst []byte, dstStride int, src []byte, srcStride, size, w, h, orientation int) {
	right, down := size, dstStride
	var origin, stepX, stepY int
	switch orientation {
	case 2: // mirrored
		origin, stepX, stepY = (w-1)*right, -right, down
	case 3: // upside down
		origin, stepX, stepY = (w-1)*right+(h-1)*down, -right, -down
	case 4: // mirrored and upside down
		origin, stepX, stepY = (h-1)*down, right, -down
	case 5: // mirrored along the falling diagonal
		origin, stepX, stepY = 0, down, right
	case 6: // to be turned a quarter clockwise
		origin, stepX, stepY = (h-1)*right, down, -right
	case 7: // mirrored along the rising diagonal
		origin, stepX, stepY = (h-1)*right+(w-1)*down, -down, -right
	case 8: // to be turned a quarter counter-clockwise
		origin, stepX, stepY = (w-1)*down, -down, right
	default:
		origin, stepX, stepY = 0, right, down
	}
	for y := range h {
		to := origin + y*stepY
		row := src[y*srcStride : y*srcStride+w*size]
		if size == 1 {
			for _, v := range row {
				dst[to] = v
				to += stepX
			}
			continue
		}
		for ; len(row) > 0; row = row[size:] {
			copy(dst[to:to+size], row[:size])
			to += stepX
		}
	}
}

// Turn returns img turned clockwise by so many quarters; img itself for none.
func Turn(img image.Image, quarters int) image.Image { return turn(img, turnedFurther(1, quarters)) }
