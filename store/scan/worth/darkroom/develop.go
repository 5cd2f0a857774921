package darkroom

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
)

// gauss blurs by a bell of the standard deviation sigma, in pixels: wide ones
// by three boxes, which comes within 3 % of the bell.
func (f *frame) gauss(sigma float64) {
	if sigma < 0.2 {
		return
	}
	for c := range f.plane {
		f.plane[c] = blurred(f.plane[c], f.w, f.h, sigma)
	}
}

func blurred(p []float32, w, h int, sigma float64) []float32 {
	if sigma > 3 {
		r := int(math.Round(math.Sqrt(4*sigma*sigma+1)-1) / 2)
		for range 3 {
			p = boxed(boxed(p, w, h, r, 1, w), h, w, r, w, 1)
		}
		return p
	}
	r := int(math.Ceil(2.8 * sigma))
	kernel := make([]float32, 2*r+1)
	var sum float32
	for i := range kernel {
		d := float64(i-r) / sigma
		kernel[i] = float32(math.Exp(-d * d / 2))
		sum += kernel[i]
	}
	for i := range kernel {
		kernel[i] /= sum
	}
	return foldedDown(foldedAcross(p, w, h, kernel), w, h, kernel)
}

// foldedAcross runs the kernel along every row.
func foldedAcross(p []float32, w, h int, kernel []float32) []float32 {
	out := make([]float32, len(p))
	r := len(kernel) / 2
	padded := make([]float32, w+2*r)
	for y := range h {
		row := p[y*w : (y+1)*w]
		copy(padded[r:], row)
		for i := range r {
			padded[i], padded[r+w+i] = row[0], row[w-1]
		}
		to := out[y*w : (y+1)*w]
		for k, weight := range kernel {
			for x, v := range padded[k : k+w] {
				to[x] += weight * v
			}
		}
	}
	return out
}

// foldedDown runs the kernel along every column.
func foldedDown(p []float32, w, h int, kernel []float32) []float32 {
	out := make([]float32, len(p))
	r := len(kernel) / 2
	for y := range h {
		to := out[y*w : (y+1)*w]
		for k, weight := range kernel {
			from := max(0, min(h-1, y+k-r)) * w
			for x, v := range p[from : from+w] {
				to[x] += weight * v
			}
		}
	}
	return out
}

// boxed averages over 2r+1 values along each line.
func boxed(p []float32, n, lines, r, step, next int) []float32 {
	out := make([]float32, len(p))
	for l := range lines {
		from := l * next
		var sum float64
		for i := -r; i <= r; i++ {
			sum += float64(p[from+step*max(0, min(n-1, i))])
		}
		for i := range n {
			out[from+step*i] = float32(sum / float64(2*r+1))
			sum += float64(p[from+step*min(n-1, i+r+1)]) - float64(p[from+step*max(0, i-r)])
		}
	}
	return out
}

// smear is the shake of a hand: an average along one direction.
func (f *frame) smear(length int, down bool) {
	for c := range f.plane {
		if down {
			f.plane[c] = boxed(f.plane[c], f.h, f.w, length/2, f.w, 1)
		} else {
			f.plane[c] = boxed(f.plane[c], f.w, f.h, length/2, 1, f.w)
		}
	}
}

// soften blurs each place as much as amount says, by mixing the sharp picture
// and two blurred ones.
func (f *frame) soften(amount func(x, y float64) float64) {
	most := 0.0
	for _, p := range [][2]float64{{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0.5, 0.5}} {
		most = max(most, amount(p[0], p[1]))
	}
	if most < 0.3 {
		return
	}
	for c := range f.plane {
		half := blurred(f.plane[c], f.w, f.h, most/2)
		full := blurred(f.plane[c], f.w, f.h, most)
		for y := range f.h {
			for x := range f.w {
				at := y*f.w + x
				t := float32(2 * amount(float64(x)/float64(f.w), float64(y)/float64(f.h)) / most)
				if t < 1 {
					f.plane[c][at] += t * (half[at] - f.plane[c][at])
				} else {
					f.plane[c][at] = half[at] + min(1, t-1)*(full[at]-half[at])
				}
			}
		}
	}
}

// sharpen is the camera's own unsharp mask.
func (f *frame) sharpen(amount float32) {
	for c := range f.plane {
		soft := blurred(f.plane[c], f.w, f.h, 1.2)
		for i, v := range f.plane[c] {
			f.plane[c][i] = v + amount*(v-soft[i])
		}
	}
}

// noise adds the sensor's: stronger where there is more light, and, as after
// the camera's own smoothing, not wholly apart from pixel to pixel.
func (f *frame) noise(rng *rand.Rand, sigma float64) {
	if sigma <= 0 {
		return
	}
	var table [1 << 14]float32
	for i := range table {
		table[i] = float32(rng.NormFloat64() * sigma)
	}
	for c := range f.plane {
		before := float32(0)
		for i, v := range f.plane[c] {
			n := table[rng.Uint32()%uint32(len(table))]
			n, before = 0.9*n+0.4*before, n
			strength := 0.4 + 0.6*math.Sqrt(math.Max(0, float64(v))/128)
			f.plane[c][i] = v + n*float32(strength)
		}
	}
}

// develop turns light to pixels, without colour if grey, and sends them through
// a JPEG of the quality, unless that is 0.
func (f *frame) develop(grey bool, quality int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, f.w, f.h))
	for i := range f.w * f.h {
		r, g, b := f.plane[0][i], f.plane[1][i], f.plane[2][i]
		if grey {
			r = 0.299*r + 0.587*g + 0.114*b
			g, b = r, r
		}
		p := img.Pix[4*i : 4*i+4]
		p[0], p[1], p[2], p[3] = level(r), level(g), level(b), 255
	}
	if quality == 0 {
		return img
	}
	return Recompress(img, quality)
}

func level(v float32) uint8 { return uint8(max(0, min(255, v+0.5))) }

// Recompress returns img as it comes back from a JPEG of the quality, 1 to 100.
func Recompress(img image.Image, quality int) image.Image {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		panic(err) // into memory; only a picture of over 65535 pixels a side
	}
	out, err := jpeg.Decode(&b)
	if err != nil {
		panic(err)
	}
	return out
}

// ground makes a desk: what it is of depends on chance.
func ground(rng *rand.Rand, unit float64) func(x, y float64) [3]float64 {
	var grain [256][256]float32
	for i := range grain {
		for j := range grain[i] {
			grain[i][j] = float32(rng.NormFloat64())
		}
	}
	at := func(x, y float64) float64 {
		ix, iy := int(math.Floor(x)), int(math.Floor(y))
		fx, fy := float32(x-math.Floor(x)), float32(y-math.Floor(y))
		a, b := &grain[iy&255], &grain[(iy+1)&255]
		top := a[ix&255]*(1-fx) + a[(ix+1)&255]*fx
		bottom := b[ix&255]*(1-fx) + b[(ix+1)&255]*fx
		return float64(top*(1-fy) + bottom*fy)
	}
	tint := func(v float64, c [3]float64) [3]float64 {
		return [3]float64{v * c[0], v * c[1], v * c[2]}
	}
	// unit is pixels per millimetre, so that grain keeps its size on the desk.
	switch rng.IntN(5) {
	case 0: // wood: long grain in one direction, and joints
		base, dark := 90+70*rng.Float64(), 1.0
		lengthwise := rng.IntN(2) == 0
		return func(x, y float64) [3]float64 {
			u, v := x/unit, y/unit
			if lengthwise {
				u, v = v, u
			}
			dark = 1
			if joint := math.Mod(v+1000, 87); joint < 0.5 {
				dark = 0.6
			}
			g := 10*at(u/40, v/0.9) + 6*at(u/12, v/0.4) + 7*at(u/90, v/8)
			return tint(dark*(base+g), [3]float64{1.12, 0.88, 0.62})
		}
	case 1: // a dark desk pad
		base := 35 + 40*rng.Float64()
		return func(x, y float64) [3]float64 {
			return tint(base+6*at(x/unit/0.5, y/unit/0.5), [3]float64{0.95, 1, 1.08})
		}
	case 2: // a grey table
		base := 110 + 60*rng.Float64()
		return func(x, y float64) [3]float64 {
			return tint(base+4*at(x/unit/0.7, y/unit/0.7)+3*at(x/unit/30, y/unit/30), [3]float64{1.01, 1, 0.98})
		}
	case 3: // a light table, not as light as paper
		base := 165 + 25*rng.Float64()
		return func(x, y float64) [3]float64 {
			return tint(base+2*at(x/unit/0.6, y/unit/0.6)+2*at(x/unit/50, y/unit/50), [3]float64{1, 0.985, 0.95})
		}
	}
	// A checked cloth.
	pitch := 6 + 14*rng.Float64()
	base := 80 + 60*rng.Float64()
	return func(x, y float64) [3]float64 {
		v := base + 4*at(x/unit/0.5, y/unit/0.5)
		if math.Mod(x/unit+2000, pitch) < pitch*0.3 {
			v *= 0.75
		}
		if math.Mod(y/unit+2000, pitch) < pitch*0.3 {
			v *= 0.75
		}
		return tint(v, [3]float64{0.75, 0.95, 1.15})
	}
}
