package retouch

import (
	"context"
	"fmt"
	"image"
	"image/draw"
	"math"

	"recordaldesk/rules"
)

// Straighten returns what lies between the four corners, which are top left, top
// right, bottom right and bottom left of the paper, as an upright rectangle. Its
// sides are the means of the opposite sides of the paper, made smaller where they
// would hold more pixels than lie on the paper. Each pixel is mixed from the four
// nearest. Corners parallel to the edges cut out and change no pixel; the result
// may then share its pixels with img. Corners that enclose nothing are a
// [*rules.RetouchError]; when ctx ends its error is returned.
func Straighten(ctx context.Context, img image.Image, corners []rules.Point) (image.Image, error) {
	if err := (&rules.Retouch{Corners: corners}).Check(); err != nil {
		return nil, err
	}
	b := img.Bounds()
	if len(corners) == 0 || b.Empty() {
		return img, nil
	}
	if upright(corners) {
		return cut(img, corners), nil
	}
	var quad [4][2]float64
	for i, c := range corners {
		quad[i] = [2]float64{c[0] * float64(b.Dx()), c[1] * float64(b.Dy())}
	}
	w, h := paperSize(quad)
	to := toQuad(quad, w, h)
	out, err := warp(ctx, img, to, w, h)
	if err != nil {
		return nil, fmt.Errorf("straighten picture: %w", err)
	}
	return out, nil
}

// upright reports whether the corners are those of a rectangle parallel to the
// picture's edges.
func upright(c []rules.Point) bool {
	return c[0][1] == c[1][1] && c[1][0] == c[2][0] && c[2][1] == c[3][1] && c[3][0] == c[0][0]
}

// cut returns the part of img between upright corners, at least a pixel.
func cut(img image.Image, corners []rules.Point) image.Image {
	b := img.Bounds()
	at := func(p rules.Point) image.Point {
		return b.Min.Add(image.Pt(int(math.Round(p[0]*float64(b.Dx()))), int(math.Round(p[1]*float64(b.Dy())))))
	}
	r := image.Rectangle{Min: at(corners[0]), Max: at(corners[2])}
	r.Min.X, r.Min.Y = min(r.Min.X, b.Max.X-1), min(r.Min.Y, b.Max.Y-1)
	r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
	if part, ok := img.(interface {
		SubImage(image.Rectangle) image.Image
	}); ok {
		return part.SubImage(r)
	}
	out := image.NewRGBA(image.Rectangle{Max: r.Size()})
	draw.Draw(out, out.Rect, img, r.Min, draw.Src)
	return out
}

// paperSize is the size in pixels of the paper with these corners.
func paperSize(q [4][2]float64) (w, h int) {
	side := func(a, b int) float64 { return math.Hypot(q[b][0]-q[a][0], q[b][1]-q[a][1]) }
	width, height := (side(0, 1)+side(3, 2))/2, (side(0, 3)+side(1, 2))/2
	area := 0.0
	for i, p := range q {
		next := q[(i+1)%4]
		area += (p[0]*next[1] - next[0]*p[1]) / 2
	}
	if many := width * height; many > area {
		width, height = width*math.Sqrt(area/many), height*math.Sqrt(area/many)
	}
	return max(1, int(width)), max(1, int(height))
}

// projection maps a place (u, v) of the new picture to one of the old:
// x = (x0·u + x1·v + x2) / d, y likewise, d = d0·u + d1·v + 1.
type projection struct{ x, y, d [3]float64 }

// toQuad maps the rectangle of w × h to the quadrilateral: the projective map of
// a square (P. Heckbert, Fundamentals of Texture Mapping and Image Warping, 2.2.3).
func toQuad(q [4][2]float64, w, h int) projection {
	sx, sy := q[0][0]-q[1][0]+q[2][0]-q[3][0], q[0][1]-q[1][1]+q[2][1]-q[3][1]
	dx1, dy1 := q[1][0]-q[2][0], q[1][1]-q[2][1]
	dx2, dy2 := q[3][0]-q[2][0], q[3][1]-q[2][1]
	det := dx1*dy2 - dx2*dy1
	g, k := (sx*dy2-dx2*sy)/det, (dx1*sy-sx*dy1)/det
	fw, fh := float64(w), float64(h)
	return projection{
		x: [3]float64{(q[1][0] - q[0][0] + g*q[1][0]) / fw, (q[3][0] - q[0][0] + k*q[3][0]) / fh, q[0][0]},
		y: [3]float64{(q[1][1] - q[0][1] + g*q[1][1]) / fw, (q[3][1] - q[0][1] + k*q[3][1]) / fh, q[0][1]},
		d: [3]float64{g / fw, k / fh, 1},
	}
}

// warp makes the picture of w × h whose pixels lie in img where to says.
// Photographs and grey pictures stay what they are, others become RGBA.
func warp(ctx context.Context, img image.Image, to projection, w, h int) (image.Image, error) {
	size := image.Rect(0, 0, w, h)
	switch m := img.(type) {
	case *image.YCbCr:
		out := image.NewYCbCr(size, m.SubsampleRatio)
		cx, cy := halving(m.SubsampleRatio)
		for _, p := range []warpPlane{
			{dst: out.Y, dstStride: out.YStride, src: m.Y[m.YOffset(m.Rect.Min.X, m.Rect.Min.Y):], srcStride: m.YStride, sx: 1, sy: 1},
			{dst: out.Cb, dstStride: out.CStride, src: m.Cb[m.COffset(m.Rect.Min.X, m.Rect.Min.Y):], srcStride: m.CStride, sx: cx, sy: cy},
			{dst: out.Cr, dstStride: out.CStride, src: m.Cr[m.COffset(m.Rect.Min.X, m.Rect.Min.Y):], srcStride: m.CStride, sx: cx, sy: cy},
		} {
			p.channels = 1
			if err := p.run(ctx, to, size.Max, m.Rect.Size()); err != nil {
				return nil, err
			}
		}
		return out, nil
	case *image.Gray:
		out := image.NewGray(size)
		p := warpPlane{dst: out.Pix, dstStride: out.Stride, src: m.Pix[m.PixOffset(m.Rect.Min.X, m.Rect.Min.Y):], srcStride: m.Stride, sx: 1, sy: 1, channels: 1}
		return out, p.run(ctx, to, size.Max, m.Rect.Size())
	}
	m := asRGBA(img)
	out := image.NewRGBA(size)
	p := warpPlane{dst: out.Pix, dstStride: out.Stride, src: m.Pix[m.PixOffset(m.Rect.Min.X, m.Rect.Min.Y):], srcStride: m.Stride, sx: 1, sy: 1, channels: 4}
	return out, p.run(ctx, to, size.Max, m.Rect.Size())
}

// warpPlane is one plane of samples to be warped, with one sample for every sx × sy
// pixels of the picture.
type warpPlane struct {
	dst, src             []byte
	dstStride, srcStride int
	sx, sy               int
	channels             int // samples side by side for each pixel
}

func (p *warpPlane) run(ctx context.Context, to projection, dst, src image.Point) error {
	dw, dh := (dst.X+p.sx-1)/p.sx, (dst.Y+p.sy-1)/p.sy
	sw, sh := (src.X+p.sx-1)/p.sx, (src.Y+p.sy-1)/p.sy
	return bands(ctx, dh, func(from, until int) {
		for y := from; y < until; y++ {
			p.row(to, y, dw, sw, sh)
		}
	})
}

// row fills one row of the new plane. Places are counted in 1/256 of a sample.
func (p *warpPlane) row(to projection, y, dw, sw, sh int) {
	v := (float64(y) + .5) * float64(p.sy)
	step := float64(p.sx)
	u := .5 * step
	x, dx := to.x[0]*u+to.x[1]*v+to.x[2], to.x[0]*step
	t, dt := to.y[0]*u+to.y[1]*v+to.y[2], to.y[0]*step
	d, dd := to.d[0]*u+to.d[1]*v+to.d[2], to.d[0]*step
	perX, perY := 256/float64(p.sx), 256/float64(p.sy)
	maxX, maxY := (sw-1)<<8, (sh-1)<<8
	out := p.dst[y*p.dstStride : y*p.dstStride+dw*p.channels]
	n := p.channels
	for len(out) > 0 {
		one := 1 / d
		fx := min(max(int(x*one*perX)-128, 0), maxX)
		fy := min(max(int(t*one*perY)-128, 0), maxY)
		x, t, d = x+dx, t+dt, d+dd
		right, down := n, p.srcStride
		if fx == maxX {
			right = 0
		}
		if fy == maxY {
			down = 0
		}
		at := (fy>>8)*p.srcStride + (fx>>8)*n
		wx, wy := fx&255, fy&255
		for c := range n {
			a := p.src[at+c:]
			above := int(a[0])*(256-wx) + int(a[right])*wx
			below := int(a[down])*(256-wx) + int(a[down+right])*wx
			out[c] = byte((above*(256-wy) + below*wy + 1<<15) >> 16)
		}
		out = out[n:]
	}
}

// halving says how many pixels share a colour, across and down.
func halving(ratio image.YCbCrSubsampleRatio) (x, y int) {
	switch ratio {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	}
	return 1, 1
}

// asRGBA returns img itself or a copy of its pixels.
func asRGBA(img image.Image) *image.RGBA {
	if m, ok := img.(*image.RGBA); ok {
		return m
	}
	b := img.Bounds()
	out := image.NewRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(out, out.Rect, img, b.Min, draw.Src)
	return out
}
