package darkroom

import (
	"image"
	"math"
	"math/rand/v2"

	"recordaldesk/store/scan/worth"
)

// compose makes a picture of the task, spoilt by the amount.
func compose(rng *rand.Rand, t task, amount float64) image.Image {
	c := &composer{rng: rng, task: t, amount: amount}
	c.resolution()
	switch t.thing {
	case "screen":
		return c.screenshot()
	case "face":
		return c.face()
	}
	if t.fault == worth.Blank && rng.IntN(6) == 0 {
		return c.nothing()
	}
	switch t.way {
	case "photo":
		return c.photo()
	case "stitched":
		return c.stitched()
	}
	return c.flat()
}

type composer struct {
	task
	rng    *rand.Rand
	amount float64
	dpi    float64 // of the thing as it will stand in the picture
}

// between is a random number of a range.
func (c *composer) between(low, high float64) float64 { return low + (high-low)*c.rng.Float64() }

// limits are those of what the thing is judged as.
func (c *composer) limits() worth.Expect { return worth.Of(materials[c.thing][0]) }

// resolution chooses how large the thing stands in the picture. The steepest
// view makes the far end smaller by a tenth, so a good picture keeps clear of
// the limit by more than that.
func (c *composer) resolution() {
	limit := c.limits().DPI()
	switch {
	case c.fault == worth.Small && c.thing == "certificate" && c.way == "page":
		c.dpi = worth.ScreenLong / 297.0 * mmPerInch * (0.92 - 0.55*c.amount)
	case c.fault == worth.Small:
		c.dpi = limit * (0.88 - 0.55*c.amount)
	case c.rng.IntN(12) == 0:
		c.dpi = limit * c.between(2.2, 2.9)
	default:
		c.dpi = limit * c.between(1.15, 2)
	}
}

// thing draws what is to be photographed: one sheet, of a card two.
func (c *composer) draw() []*sheet {
	dpi := max(40, c.dpi)
	var sheets []*sheet
	switch c.thing {
	case "letter":
		sheets = []*sheet{letter(c.rng, c.rng, dpi, true)}
	case "plain":
		sheets = []*sheet{letter(c.rng, c.rng, dpi, false)}
	case "licence":
		sheets = []*sheet{licence(c.rng, dpi)}
	case "certificate":
		sheets = []*sheet{certificate(c.rng, dpi)}
	case "card":
		sheets = []*sheet{cardFace(c.rng, dpi), cardBack(c.rng, dpi)}
		if c.fault == worth.OneSide {
			keep := c.rng.IntN(2)
			sheets = sheets[keep : keep+1]
		}
	}
	for _, s := range sheets {
		switch c.fault {
		case worth.Blank:
			s.bare(0.08 * (1 - c.amount))
		case worth.Grey:
			s.copyGrey(c.amount)
		}
	}
	return sheets
}

// bare takes all that is printed away but for what shows through from behind.
func (s *sheet) bare(through float64) {
	ground := paperWhite(s.rng)
	g := [3]float64{float64(ground.R), float64(ground.G), float64(ground.B)}
	for i := 0; i+3 < len(s.Pix); i += 4 {
		for k := range 3 {
			s.Pix[i+k] = uint8(g[k] - through*math.Max(0, g[k]-float64(s.Pix[i+k])))
		}
	}
}

// copyGrey makes the sheet a photocopy: without colour, harder the larger amount is.
func (s *sheet) copyGrey(amount float64) {
	for i := 0; i+3 < len(s.Pix); i += 4 {
		v := 0.299*float64(s.Pix[i]) + 0.587*float64(s.Pix[i+1]) + 0.114*float64(s.Pix[i+2])
		v = math.Max(12, math.Min(246, 128+(v-118)*(1+1.5*amount)+float64(s.rng.IntN(5))))
		s.Pix[i], s.Pix[i+1], s.Pix[i+2] = uint8(v), uint8(v), uint8(v)
	}
}

// nothing is a picture of one tone: a lens covered, a scanner's empty glass.
func (c *composer) nothing() image.Image {
	v := []float64{3, 12, 128, 245, 255}[c.rng.IntN(5)]
	f := newFrame(800+c.rng.IntN(900), 1100+c.rng.IntN(900))
	for k := range f.plane {
		for i := range f.plane[k] {
			f.plane[k][i] = float32(v)
		}
	}
	f.noise(c.rng, 1.5*c.rng.Float64())
	return f.develop(false, 85)
}

// softness is the blur, in pixels, beyond the lens's own that the fault asks for.
func (c *composer) softness() float64 {
	if c.fault != worth.Blurred {
		return 0
	}
	// The rise of an edge from a tenth to nine tenths is 2.56 deviations.
	limit := c.limits().Character() / worth.CharacterPerEdge / 2.56 * c.dpi / mmPerInch
	return limit * (1.25 + 3*c.amount)
}

// photo lays the sheets on a desk and takes a picture by hand.
func (c *composer) photo() image.Image {
	rng := c.rng
	sheets := c.draw()
	// The sheets' places on the desk, in millimetres.
	gap := c.between(8, 20)
	sideways := len(sheets) == 2 && rng.IntN(3) == 0
	var width, height float64
	var places [][2]float64
	for _, s := range sheets {
		if sideways {
			places = append(places, [2]float64{width, 3 * rng.Float64()})
			width, height = width+s.w+gap, max(height, s.h+3)
		} else {
			places = append(places, [2]float64{3 * rng.Float64(), height})
			width, height = max(width, s.w+3), height+s.h+gap
		}
	}
	if sideways {
		width -= gap
	} else {
		height -= gap
	}
	unit := c.dpi / mmPerInch
	margin := c.between(0.05, 0.14) * max(width, height)
	if c.thing == "card" {
		margin = c.between(0.1, 0.3) * max(width, height)
	}
	angle := c.between(-1.3, 1.3)
	if c.fault == worth.Tilted {
		angle = (2.5 + 16*c.amount*c.amount) * sign(rng)
	}
	reach := math.Abs(math.Sin(angle * math.Pi / 180))
	frameW, frameH := width+height*reach+2*margin, height+width*reach+2*margin
	s := shot{
		w: int(frameW * unit), h: int(frameH * unit),
		ground:   ground(rng, unit),
		exposure: c.between(0.8, 0.97), slope: c.between(0, 0.2), slopeTurn: c.between(0, 6.28), vignette: c.between(0, 0.15),
		warmth: warmth(rng), blur: c.between(0.5, 0.75), sharpen: c.between(0, 0.4), noise: c.between(0.6, 3), quality: 80 + rng.IntN(15),
	}
	// The camera is held nearly, not quite, straight above.
	// That turns the paper too; the turn is known and kept to one side of the limit.
	keystone := [4][2]float64{}
	for {
		for i := range keystone {
			keystone[i] = [2]float64{c.between(-0.018, 0.018), c.between(-0.018, 0.018)}
		}
		turn := math.Abs(angle + 180/math.Pi*(keystone[1][1]-keystone[0][1]+keystone[2][1]-keystone[3][1]+
			keystone[0][0]-keystone[3][0]+keystone[1][0]-keystone[2][0])/4)
		if (c.fault == worth.Tilted && turn > 1.15*worth.MaxTilt) || (c.fault != worth.Tilted && turn < 0.85*worth.MaxTilt) {
			break
		}
	}
	shift := [2]float64{}
	if c.fault == worth.BorderCut {
		shift = c.cut(width, height, margin)
	}
	sin, cos := math.Sincos(angle * math.Pi / 180)
	pixel := func(x, y float64) [2]float64 {
		x, y = x-width/2, y-height/2
		x, y = x*cos-y*sin, x*sin+y*cos
		x, y = (x+frameW/2+shift[0])/frameW, (y+frameH/2+shift[1])/frameH
		var dx, dy float64
		for i, k := range keystone { // the corners' errors, in between by their weight
			wx, wy := 1-x, 1-y
			if i == 1 || i == 2 {
				wx = x
			}
			if i >= 2 {
				wy = y
			}
			dx, dy = dx+k[0]*wx*wy, dy+k[1]*wx*wy
		}
		return [2]float64{(x + dx) * float64(s.w), (y + dy) * float64(s.h)}
	}
	for i, sh := range sheets {
		x, y := places[i][0], places[i][1]
		s.sheets = append(s.sheets, placed{sheet: sh, corners: [4][2]float64{pixel(x, y), pixel(x+sh.w, y), pixel(x+sh.w, y+sh.h), pixel(x, y+sh.h)}})
	}
	c.spoil(&s, width, height, pixel)
	return s.take(rng)
}

// spoil sets what the fault asks for in how the picture is taken.
func (c *composer) spoil(s *shot, width, height float64, pixel func(x, y float64) [2]float64) {
	rng := c.rng
	switch c.fault {
	case worth.Dark:
		s.exposure = worth.MinPaper / 100 * (0.9 - 0.55*c.amount)
		s.noise *= 1.5
	case worth.Blurred:
		soft := c.softness()
		switch rng.IntN(4) {
		case 0:
			s.motion, s.motionDown = soft*3.46, rng.IntN(2) == 0 // a box's deviation is its length over √12
		case 1: // one end of the page is out of focus
			left := rng.IntN(2) == 0
			s.defocus = func(x, y float64) float64 {
				if left {
					x = 1 - x
				}
				return soft * math.Max(0, math.Min(1, (x-0.3)*4))
			}
		default:
			s.blur = math.Hypot(s.blur, soft)
		}
	case worth.Moire:
		pitch := c.between(0.9, 4.2) * mmPerInch / c.dpi // of the display's pixels, in camera pixels
		for i := range s.sheets {
			s.sheets[i].pixels, s.sheets[i].grid = pitch, 0.1+0.7*c.amount
		}
		s.blur = c.between(0.4, 0.6)
		around := 8 + 25*rng.Float64() // the display's frame, or the dark rest of it
		s.ground = func(x, y float64) [3]float64 { return [3]float64{around, around, around + 3} }
	}
	area := width * height
	if c.thing == "card" {
		area = cardWidth * cardHeight * float64(len(s.sheets))
	}
	share := 0.0
	switch {
	case c.fault == worth.Glare:
		share = worth.MaxGlare / 100 * (1.6 + 12*c.amount)
	case c.fault == "" && rng.IntN(6) == 0:
		share = worth.MaxGlare / 100 * 0.3
	}
	if share > 0 {
		radius := math.Sqrt(area * share / math.Pi)
		at := pixel(c.between(0.2, 0.8)*width, c.between(0.2, 0.8)*height)
		if len(s.sheets) > 1 { // on one of the cards, not beside them
			p := s.sheets[rng.IntN(2)].corners
			k := c.between(0.35, 0.65)
			at = [2]float64{p[0][0]*k + p[2][0]*(1-k), p[0][1]*k + p[2][1]*(1-k)}
		}
		s.lamps = []lamp{{at[0], at[1], radius * c.dpi / mmPerInch}}
	}
}

// cut returns by how much, in millimetres, the sheet is moved out of the frame:
// at least a hundredth of its side is lost.
func (c *composer) cut(width, height, margin float64) [2]float64 {
	lost := 0.012 + 0.2*c.amount
	switch c.rng.IntN(4) {
	case 0:
		return [2]float64{margin + lost*width, 0}
	case 1:
		return [2]float64{-margin - lost*width, 0}
	case 2:
		return [2]float64{0, margin + lost*height}
	}
	return [2]float64{0, -margin - lost*height}
}

func sign(rng *rand.Rand) float64 { return float64(2*rng.IntN(2) - 1) }

// warmth is the colour of daylight, lamp or tube, as a camera leaves it over.
func warmth(rng *rand.Rand) [3]float64 {
	t := rng.Float64()*0.16 - 0.06
	return [3]float64{1 + t*0.5, 1, 1 - t}
}
