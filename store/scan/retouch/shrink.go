package retouch

import (
	"context"
	"image"
	"image/draw"
)

// shrink returns img at w × h, neither larger than its own. Each pixel is the
// mean of all that it stands for, parts of pixels counted as parts: thin strokes
// stay where picking single pixels would drop them. What is transparent becomes
// white. Photographs and grey pictures stay what they are, others become RGBA.
func shrink(ctx context.Context, img image.Image, w, h int) (image.Image, error) {
	size := image.Rect(0, 0, w, h)
	b := img.Bounds()
	switch m := img.(type) {
	case *image.YCbCr:
		out := image.NewYCbCr(size, m.SubsampleRatio)
		cx, cy := halving(m.SubsampleRatio)
		part := func(n, of int) int { return (n + of - 1) / of }
		cw, ch, dw, dh := part(b.Dx(), cx), part(b.Dy(), cy), part(w, cx), part(h, cy)
		for _, s := range []shrinkPlane{
			{out.Y, out.YStride, w, h, m.Y[m.YOffset(b.Min.X, b.Min.Y):], m.YStride, b.Dx(), b.Dy(), 1},
			{out.Cb, out.CStride, dw, dh, m.Cb[m.COffset(b.Min.X, b.Min.Y):], m.CStride, cw, ch, 1},
			{out.Cr, out.CStride, dw, dh, m.Cr[m.COffset(b.Min.X, b.Min.Y):], m.CStride, cw, ch, 1},
		} {
			if err := s.run(ctx); err != nil {
				return nil, err
			}
		}
		return out, nil
	case *image.Gray:
		out := image.NewGray(size)
		s := shrinkPlane{out.Pix, out.Stride, w, h, m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, b.Dx(), b.Dy(), 1}
		return out, s.run(ctx)
	}
	m := onWhite(img)
	out := image.NewRGBA(size)
	s := shrinkPlane{out.Pix, out.Stride, w, h, m.Pix[m.PixOffset(m.Rect.Min.X, m.Rect.Min.Y):], m.Stride, b.Dx(), b.Dy(), 4}
	return out, s.run(ctx)
}

// onWhite returns img as opaque RGBA: itself, or a copy on white.
func onWhite(img image.Image) *image.RGBA {
	if m, ok := img.(*image.RGBA); ok && m.Opaque() {
		return m
	}
	b := img.Bounds()
	out := image.NewRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, b.Min, draw.Over)
	return out
}

// shrinkPlane is one plane of samples to be made smaller.
type shrinkPlane struct {
	dst       []byte
	dstStride int
	dw, dh    int
	src       []byte
	srcStride int
	sw, sh    int
	channels  int // samples side by side for each pixel
}

// A sample of the new plane stands for sw/dw × sh/dh of the old. Old samples are
// counted in units of 1/dw and 1/dh, so that every share is a whole number.
func (s shrinkPlane) run(ctx context.Context) error {
	return bands(ctx, s.dh, func(from, to int) {
		n := s.dw * s.channels
		across := make([]uint32, n) // one old row, summed across
		sum := make([]uint64, n)
		for y := from; y < to; y++ {
			clear(sum)
			top, bottom := y*s.sh, (y+1)*s.sh // in 1/dh of an old row
			for row := top / s.dh; row*s.dh < bottom; row++ {
				share := uint64(min(bottom, (row+1)*s.dh) - max(top, row*s.dh))
				s.sumAcross(across, s.src[row*s.srcStride:])
				for i, v := range across {
					sum[i] += uint64(v) * share
				}
			}
			all := uint64(s.sw) * uint64(s.sh)
			out := s.dst[y*s.dstStride : y*s.dstStride+n]
			for i, v := range sum {
				out[i] = byte((v + all/2) / all)
			}
		}
	})
}

func (s shrinkPlane) sumAcross(across []uint32, row []byte) {
	if s.channels == 1 {
		s.sumSingle(across, row)
		return
	}
	for x := range s.dw {
		left, right := x*s.sw, (x+1)*s.sw // in 1/dw of an old sample
		out := across[x*s.channels : (x+1)*s.channels]
		clear(out)
		for i := left / s.dw; i*s.dw < right; i++ {
			share := uint32(min(right, (i+1)*s.dw) - max(left, i*s.dw))
			for c := range out {
				out[c] += uint32(row[i*s.channels+c]) * share
			}
		}
	}
}

// sumSingle is sumAcross for one channel, where nearly all the time is spent.
func (s shrinkPlane) sumSingle(across []uint32, row []byte) {
	for x := range across {
		left, right := x*s.sw, (x+1)*s.sw
		first, last := left/s.dw, right/s.dw
		if first == last {
			across[x] = uint32(row[first]) * uint32(right-left)
			continue
		}
		whole := uint32(0)
		for _, v := range row[first+1 : last] {
			whole += uint32(v)
		}
		total := whole*uint32(s.dw) + uint32(row[first])*uint32((first+1)*s.dw-left)
		if rest := right - last*s.dw; rest > 0 {
			total += uint32(row[last]) * uint32(rest)
		}
		across[x] = total
	}
}
