package worth

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"recordaldesk/store/scan"
)

// plate is a picture reduced to what most measures need: brightness and the two
// colour differences of JPEG (ITU-T T.871), each 0 to 255, the latter around 128.
type plate struct {
	w, h      int
	y, cb, cr []uint8
	scale     float64 // pixels of the picture to one of the plate
}

func newPlate(w, h int, scale float64) *plate {
	n := w * h
	all := make([]uint8, 3*n)
	return &plate{w: w, h: h, y: all[:n:n], cb: all[n : 2*n : 2*n], cr: all[2*n:], scale: scale}
}

// fit returns the size of a w × h picture when no side may be over longest.
func fit(w, h, longest int) (int, int) {
	long := max(w, h)
	if long <= longest {
		return w, h
	}
	return max(1, w*longest/long), max(1, h*longest/long)
}

// stripRows is how many rows are worked on between two looks at the context.
const stripRows = 64

// checkSize refuses what no scan that was let in can be.
func checkSize(img image.Image) error {
	if img == nil || img.Bounds().Empty() {
		return errors.New("a picture without pixels")
	}
	if w, h := img.Bounds().Dx(), img.Bounds().Dy(); w > scan.MaxSide || h > scan.MaxSide || w*h > scan.MaxPixels {
		return fmt.Errorf("a picture of %d × %d pixels, more than a scan may have", w, h)
	}
	return nil
}

// reduce makes the plate of img, no side over longest; each of its pixels is
// the mean of all it stands for. Where img is transparent it is white.
func reduce(ctx context.Context, img image.Image, longest int) (*plate, error) {
	b := img.Bounds()
	w, h := fit(b.Dx(), b.Dy(), longest)
	p := newPlate(w, h, float64(b.Dx())/float64(w))
	switch m := img.(type) {
	case *image.YCbCr:
		first, last := m.COffset(b.Min.X, b.Min.Y), m.COffset(b.Max.X-1, b.Max.Y-1)
		rows, columns := (last-first)/m.CStride+1, (last-first)%m.CStride+1
		planes := []struct {
			to, from   []uint8
			stride     int
			columns, n int
		}{
			{p.y, m.Y[m.YOffset(b.Min.X, b.Min.Y):], m.YStride, b.Dx(), b.Dy()},
			{p.cb, m.Cb[first:], m.CStride, columns, rows},
			{p.cr, m.Cr[first:], m.CStride, columns, rows},
		}
		for _, a := range planes {
			if err := shrinkPlane(ctx, a.to, w, h, a.from, a.stride, a.columns, a.n); err != nil {
				return nil, err
			}
		}
		return p, nil
	case *image.Gray:
		for i := range p.cb {
			p.cb[i], p.cr[i] = 128, 128
		}
		return p, shrinkPlane(ctx, p.y, w, h, m.Pix, m.Stride, b.Dx(), b.Dy())
	}
	return p, p.fill(ctx, img)
}

// fill reduces a picture of any colour model by way of strips of RGBA.
func (p *plate) fill(ctx context.Context, img image.Image) error {
	b := img.Bounds()
	rows := b.Dy()/p.h + 1
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), rows))
	for y := range p.h {
		if err := ctx.Err(); err != nil {
			return err
		}
		top, bottom := y*b.Dy()/p.h, (y+1)*b.Dy()/p.h
		part := onWhite(strip, img, image.Rect(0, top, b.Dx(), bottom).Add(b.Min))
		for x := range p.w {
			left, right := x*b.Dx()/p.w, (x+1)*b.Dx()/p.w
			var red, green, blue, n int
			for row := range bottom - top {
				for pix := part.Pix[row*part.Stride+4*left : row*part.Stride+4*right]; len(pix) >= 4; pix = pix[4:] {
					red, green, blue, n = red+int(pix[0]), green+int(pix[1]), blue+int(pix[2]), n+1
				}
			}
			at := y*p.w + x
			p.y[at], p.cb[at], p.cr[at] = color.RGBToYCbCr(uint8(red/n), uint8(green/n), uint8(blue/n))
		}
	}
	return nil
}

// onWhite returns the part r of img as RGBA, over white; strip lends the memory.
func onWhite(strip *image.RGBA, img image.Image, r image.Rectangle) *image.RGBA {
	if m, ok := img.(*image.RGBA); ok && m.SubImage(r).(*image.RGBA).Opaque() {
		return m.SubImage(r).(*image.RGBA)
	}
	to := image.Rect(0, 0, r.Dx(), r.Dy())
	draw.Draw(strip, to, image.White, image.Point{}, draw.Src)
	draw.Draw(strip, to, img, r.Min, draw.Over)
	return strip
}

// shrinkPlane averages a plane of columns × rows samples into to, w × h; a
// plane that is smaller, as the colour of a JPEG may be, is repeated.
func shrinkPlane(ctx context.Context, to []uint8, w, h int, from []uint8, stride, columns, rows int) error {
	edges := make([]int, w+1)
	for x := range edges {
		edges[x] = x * columns / w
	}
	sums := make([]uint32, w)
	for y := range h {
		if y%stripRows == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		top := y * rows / h
		bottom := max(top+1, (y+1)*rows/h)
		clear(sums)
		for row := top; row < bottom; row++ {
			line := from[row*stride : row*stride+columns]
			for x := range sums {
				left, right := edges[x], edges[x+1]
				if right <= left {
					right = left + 1
				}
				var sum uint32
				for _, v := range line[left:right] {
					sum += uint32(v)
				}
				sums[x] += sum
			}
		}
		for x, sum := range sums {
			n := uint32(max(1, edges[x+1]-edges[x]) * (bottom - top))
			to[y*w+x] = uint8((sum + n/2) / n)
		}
	}
	return nil
}

// smaller returns the plate reduced once more.
func (p *plate) smaller(longest int) *plate {
	w, h := fit(p.w, p.h, longest)
	out := newPlate(w, h, p.scale*float64(p.w)/float64(w))
	for _, a := range [][2][]uint8{{out.y, p.y}, {out.cb, p.cb}, {out.cr, p.cr}} {
		// The plate is small: nobody waits for this long enough to stop it.
		_ = shrinkPlane(context.Background(), a[0], w, h, a[1], p.w, p.w, p.h)
	}
	return out
}

// window reads the brightness of parts of the picture at its full resolution.
type window struct {
	img   image.Image
	strip *image.RGBA
}

// tile fills dst with the brightness of r, which lies in a picture whose corner
// is taken as 0, 0, row by row. Wide values are those of JPEG.
func (w *window) tile(r image.Rectangle, dst []uint8) {
	r = r.Add(w.img.Bounds().Min)
	width := r.Dx()
	switch m := w.img.(type) {
	case *image.YCbCr:
		for y := range r.Dy() {
			copy(dst[y*width:(y+1)*width], m.Y[m.YOffset(r.Min.X, r.Min.Y+y):])
		}
		return
	case *image.Gray:
		for y := range r.Dy() {
			copy(dst[y*width:(y+1)*width], m.Pix[m.PixOffset(r.Min.X, r.Min.Y+y):])
		}
		return
	}
	if w.strip == nil || w.strip.Rect.Dx() < width || w.strip.Rect.Dy() < r.Dy() {
		w.strip = image.NewRGBA(image.Rect(0, 0, width, r.Dy()))
	}
	part := onWhite(w.strip, w.img, r)
	for y := range r.Dy() {
		row := part.Pix[y*part.Stride:]
		for x := range width {
			// The weights of ITU-T T.871 in 1/65536.
			dst[y*width+x] = uint8((19595*int(row[4*x]) + 38470*int(row[4*x+1]) + 7471*int(row[4*x+2]) + 1<<15) >> 16)
		}
	}
}
