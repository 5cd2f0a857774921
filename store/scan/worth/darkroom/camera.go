package darkroom

import (
	"image"
	"math"
	"math/rand/v2"
)

// frame is a picture in the making: three planes of light, 0 to 255 and beyond.
type frame struct {
	w, h  int
	plane [3][]float32
}

func newFrame(w, h int) *frame {
	f := &frame{w: w, h: h}
	for c := range f.plane {
		f.plane[c] = make([]float32, w*h)
	}
	return f
}

// view is the way from a picture's pixels to a sheet's millimetres: a
// projective map (u, v) = ((ax+by+c)/(gx+hy+1), (dx+ey+f)/(gx+hy+1)).
type view [8]float64

// through returns the view that takes the four picture points to the corners
// of a sheet of w × h, clockwise from the top left.
func through(p [4][2]float64, w, h float64) view {
	to := [4][2]float64{{0, 0}, {w, 0}, {w, h}, {0, h}}
	var m [8][9]float64
	for i := range 4 {
		x, y, u, v := p[i][0], p[i][1], to[i][0], to[i][1]
		m[2*i] = [9]float64{x, y, 1, 0, 0, 0, -x * u, -y * u, u}
		m[2*i+1] = [9]float64{0, 0, 0, x, y, 1, -x * v, -y * v, v}
	}
	for i := range 8 {
		pivot := i
		for r := i; r < 8; r++ {
			if math.Abs(m[r][i]) > math.Abs(m[pivot][i]) {
				pivot = r
			}
		}
		m[i], m[pivot] = m[pivot], m[i]
		for r := range 8 {
			if r == i {
				continue
			}
			k := m[r][i] / m[i][i]
			for c := i; c < 9; c++ {
				m[r][c] -= k * m[i][c]
			}
		}
	}
	var out view
	for i := range 8 {
		out[i] = m[i][8] / m[i][i]
	}
	return out
}

func (v *view) at(x, y float64) (float64, float64) {
	d := 1 / (v[6]*x + v[7]*y + 1)
	return (v[0]*x + v[1]*y + v[2]) * d, (v[3]*x + v[4]*y + v[5]) * d
}

// placed is a sheet lying in the picture.
type placed struct {
	*sheet
	corners [4][2]float64 // in the picture, clockwise from the sheet's top left
	flat    bool          // no shadow: it is on a glass plate or in a stitched picture
	pixels  float64       // millimetres between the pixels of a display; 0: it is paper
	grid    float64       // how deep the display's grid is, 0 to 1
}

// lamp is a spot of reflected light, in picture pixels: fully white in its
// radius, fading out to one and a half of it.
type lamp struct{ x, y, radius float64 }

// shot says how the placed sheets are photographed.
type shot struct {
	w, h       int
	sheets     []placed
	ground     func(x, y float64) [3]float64 // what they lie on
	exposure   float64                       // the light on the scene, 1 is right
	slope      float64                       // by how much one end is darker, 0 to 1
	slopeTurn  float64                       // the direction of that, radians
	warmth     [3]float64                    // the light's colour
	vignette   float64                       // how much the corners are darker, 0 to 1
	lamps      []lamp
	blur       float64                    // standard deviation of the lens, pixels
	defocus    func(x, y float64) float64 // further blur at a place relative to the picture, nil: none
	motion     float64                    // length of the camera's shake, pixels
	motionDown bool                       // it is up and down, else sideways
	sharpen    float64                    // what the camera adds afterwards
	noise      float64                    // standard deviation of the sensor's noise at middle grey
	grey       bool                       // the picture has lost its colour
	quality    int                        // of the JPEG; 0: none was made, as from a PDF page
}

// take makes the picture.
func (s *shot) take(rng *rand.Rand) image.Image {
	f := newFrame(s.w, s.h)
	s.expose(f)
	f.gauss(s.blur)
	if s.motion > 1 {
		f.smear(int(s.motion), s.motionDown)
	}
	if s.defocus != nil {
		f.soften(s.defocus)
	}
	if s.sharpen > 0 {
		f.sharpen(float32(s.sharpen))
	}
	f.noise(rng, s.noise)
	return f.develop(s.grey, s.quality)
}

// expose computes the light that falls on each pixel.
func (s *shot) expose(f *frame) {
	views := make([]view, len(s.sheets))
	for i, p := range s.sheets {
		views[i] = through(p.corners, p.w, p.h)
	}
	sin, cos := math.Sincos(s.slopeTurn)
	for y := range s.h {
		for x := range s.w {
			fx, fy := float64(x)+0.5, float64(y)+0.5
			rx, ry := fx/float64(s.w)-0.5, fy/float64(s.h)-0.5
			light := s.exposure * (1 - s.slope*(rx*cos+ry*sin+0.7)/1.4) * (1 - s.vignette*2*(rx*rx+ry*ry))
			var v [3]float64
			on, shadow := false, 1.0
			for i := len(s.sheets) - 1; i >= 0 && !on; i-- {
				p := &s.sheets[i]
				u, w := views[i].at(fx, fy)
				if u >= 0 && w >= 0 && u < p.w && w < p.h {
					v, on = p.colour(&views[i], u, w, fx, fy), true
					if p.pixels > 0 {
						light = s.exposure
					}
				} else if !p.flat {
					// The shadow falls to the lower right, softly.
					d := max(-u+0.8, u-p.w-0.8, -w+0.8, w-p.h-0.8)
					shadow = min(shadow, 0.72+0.28*math.Min(1, math.Max(0, d)/2.2))
				}
			}
			if !on {
				v = s.ground(fx, fy)
				light *= shadow
			}
			glare := 0.0
			for _, l := range s.lamps {
				d := math.Hypot(fx-l.x, fy-l.y) / l.radius
				glare += 400 * math.Max(0, math.Min(1, (1.5-d)/0.5))
			}
			at := y*s.w + x
			for c := range 3 {
				f.plane[c][at] = float32(v[c]*light*s.warmth[c] + glare)
			}
		}
	}
}

// colour is what the sheet shows at u, v millimetres, seen at a pixel.
func (p *placed) colour(way *view, u, v, x, y float64) [3]float64 {
	if p.pixels == 0 {
		return p.sample(u, v)
	}
	// A display: each of its pixels shows one colour in three upright stripes
	// with dark gaps; the camera's own mosaic sees each colour at another place.
	var out [3]float64
	offsets := [3][2]float64{{-0.25, -0.25}, {0.25, -0.25}, {0.25, 0.25}}
	for c := range 3 {
		for k := range 2 {
			du, dv := way.at(x+offsets[c][0]+0.25*float64(k), y+offsets[c][1]+0.25*float64(k))
			col, row := du/p.pixels, dv/p.pixels
			shown := p.sample((math.Floor(col)+0.5)*p.pixels, (math.Floor(row)+0.5)*p.pixels)
			fc, fr := col-math.Floor(col), row-math.Floor(row)
			stripe := 0.0
			if d := math.Abs(fc - (float64(c)+0.5)/3); d < 0.18 {
				stripe = 2.9
			}
			gap := 1.0
			if fr < 0.14 {
				gap = 0.1
			}
			out[c] += shown[c] / 2 * (1 - p.grid + p.grid*stripe*gap)
		}
	}
	return out
}

// sample reads the sheet between its pixels.
func (s *sheet) sample(u, v float64) [3]float64 {
	x, y := u*s.dpi/mmPerInch-0.5, v*s.dpi/mmPerInch-0.5
	x, y = math.Max(0, math.Min(x, float64(s.Rect.Dx()-1))), math.Max(0, math.Min(y, float64(s.Rect.Dy()-1)))
	ix, iy := min(int(x), s.Rect.Dx()-2), min(int(y), s.Rect.Dy()-2)
	fx, fy := x-float64(ix), y-float64(iy)
	a := s.Pix[iy*s.Stride+4*ix:]
	b := s.Pix[(iy+1)*s.Stride+4*ix:]
	var out [3]float64
	for c := range 3 {
		top := float64(a[c])*(1-fx) + float64(a[c+4])*fx
		bottom := float64(b[c])*(1-fx) + float64(b[c+4])*fx
		out[c] = top*(1-fy) + bottom*fy
	}
	return out
}
