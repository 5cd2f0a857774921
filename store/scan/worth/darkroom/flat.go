package darkroom

import (
	"image"
	"image/color"
	"math"

	"recordaldesk/store/scan/worth"
)

// flat is what comes from a scanner's glass, a PDF's page or a scanning program
// on a phone: no perspective, even light.
func (c *composer) flat() image.Image {
	rng := c.rng
	sheets := c.draw()
	unit := c.dpi / mmPerInch
	width, height := sheets[0].w, sheets[0].h
	glass := color.RGBA{250, 250, 250, 255}
	marginX, marginY := 0.0, 0.0
	angle := c.between(-0.5, 0.5)
	if c.fault == worth.Tilted {
		angle = (2.5 + 7*c.amount) * sign(rng)
	}
	switch {
	case c.thing == "card": // on the glass of an A4 scanner, cut to size or not
		width, height = 210, 297
		if rng.IntN(2) == 0 {
			width, height = 130, 160
		}
	case c.way == "flatbed" && rng.IntN(2) == 0: // the lid shows around it
		marginX, marginY = c.between(3, 8)+height*math.Abs(math.Sin(angle*math.Pi/180)), c.between(3, 8)+width*math.Abs(math.Sin(angle*math.Pi/180))
		tone := []uint8{20, 60, 120, 200}[rng.IntN(4)]
		glass = color.RGBA{tone, tone, tone, 255}
	case c.way == "crop" && c.fault == "":
		angle = c.between(-0.8, 0.8)
	}
	frameW, frameH := width+2*marginX, height+2*marginY
	shift := [2]float64{}
	if c.fault == worth.BorderCut { // so much that print is lost, not only margin
		lost := map[string]float64{"letter": 29, "plain": 29, "licence": 12, "card": 0}[c.thing] + 15*c.amount
		shift = [][2]float64{{lost + marginX, 0}, {-lost - marginX, 0}}[rng.IntN(2)]
		if c.thing == "card" {
			lost = (frameW-cardWidth)/2 + cardWidth*(0.03+0.2*c.amount)
			shift = [2]float64{lost * sign(rng), 0}
		}
	}
	s := shot{
		w: int(frameW * unit), h: int(frameH * unit), exposure: 1, warmth: [3]float64{1, 1, 1},
		blur: c.between(0.4, 0.7), noise: c.between(0.3, 1.5), quality: 75 + rng.IntN(20),
		ground: func(x, y float64) [3]float64 {
			return [3]float64{float64(glass.R), float64(glass.G), float64(glass.B)}
		},
	}
	if c.way == "page" || rng.IntN(4) == 0 {
		s.quality = 0
	}
	if c.way == "crop" {
		s.exposure, s.slope, s.slopeTurn = c.between(0.85, 0.98), c.between(0, 0.15), c.between(0, 6.28)
		s.warmth, s.noise = warmth(rng), c.between(0.6, 2.5)
	}
	s.blur = math.Hypot(s.blur, c.softness())
	s.grey = c.fault == worth.Grey && rng.IntN(2) == 0
	sin, cos := math.Sincos(angle * math.Pi / 180)
	pixel := func(x, y float64) [2]float64 {
		x, y = x-frameW/2, y-frameH/2
		return [2]float64{(x*cos - y*sin + frameW/2 + shift[0]) * unit, (x*sin + y*cos + frameH/2 + shift[1]) * unit}
	}
	put := func(sh *sheet, x, y float64) {
		s.sheets = append(s.sheets, placed{sheet: sh, flat: true,
			corners: [4][2]float64{pixel(x, y), pixel(x+sh.w, y), pixel(x+sh.w, y+sh.h), pixel(x, y+sh.h)}})
	}
	if c.thing != "card" {
		// A page that fills the picture is white to the edge although it lies
		// askew by a hair.
		if marginX == 0 && c.fault != worth.Blank {
			p := sheets[0].RGBAAt(1, 1)
			s.ground = func(x, y float64) [3]float64 { return [3]float64{float64(p.R), float64(p.G), float64(p.B)} }
		}
		put(sheets[0], marginX, marginY)
		return s.take(rng)
	}
	x := (width - cardWidth) / 2
	y := c.between(12, 20)
	for _, sh := range sheets {
		put(sh, x, y)
		y += cardHeight + c.between(8, 20)
	}
	return s.take(rng)
}

// stitched is both sides of a card in one picture, edge to edge, as a chat
// program's or a phone's collage makes it.
func (c *composer) stitched() image.Image {
	sheets := c.draw()
	unit := c.dpi / mmPerInch
	gap := 0.0
	if c.rng.IntN(2) == 0 {
		gap = c.between(0.5, 3)
	}
	s := shot{
		exposure: c.between(0.85, 0.97), slope: c.between(0, 0.12), slopeTurn: c.between(0, 6.28), warmth: warmth(c.rng),
		blur: math.Hypot(c.between(0.5, 0.75), c.softness()), noise: c.between(0.6, 2.5), quality: 80 + c.rng.IntN(15),
		ground: func(x, y float64) [3]float64 { return [3]float64{255, 255, 255} },
		grey:   c.fault == worth.Grey && c.rng.IntN(2) == 0,
	}
	y := 0.0
	for _, sh := range sheets {
		right, bottom := sh.w*unit, (y+sh.h)*unit
		s.sheets = append(s.sheets, placed{sheet: sh, flat: true, corners: [4][2]float64{{0, y * unit}, {right, y * unit}, {right, bottom}, {0, bottom}}})
		y += sh.h + gap
	}
	s.w, s.h = int(cardWidth*unit), int((y-gap)*unit)
	return s.take(c.rng)
}

// face is the person before the curtain.
func (c *composer) face() image.Image {
	long := c.between(900, 3000)
	if c.fault == worth.Small {
		long = worth.FaceLong * (0.92 - 0.6*c.amount)
	}
	sh := before(c.rng, long/240*mmPerInch)
	s := shot{
		w: sh.Rect.Dx(), h: sh.Rect.Dy(), exposure: c.between(0.8, 1), slope: c.between(0, 0.25), slopeTurn: c.between(0, 6.28),
		vignette: c.between(0, 0.15), warmth: warmth(c.rng), blur: c.between(0.5, 0.75), sharpen: c.between(0, 0.3),
		noise: c.between(0.6, 3), quality: 80 + c.rng.IntN(15), grey: c.fault == worth.Grey,
		ground: func(x, y float64) [3]float64 { return [3]float64{} },
	}
	w, h := float64(s.w), float64(s.h)
	s.sheets = []placed{{sheet: sh, flat: true, corners: [4][2]float64{{0, 0}, {w, 0}, {w, h}, {0, h}}}}
	switch c.fault {
	case worth.Dark:
		s.exposure = worth.MinFace / 100 * (0.85 - 0.5*c.amount)
	case worth.Blurred:
		s.blur = max(w, h) / worth.FaceSharp * (1.3 + 3*c.amount)
	}
	return s.take(c.rng)
}

// screenshot is a picture of a web page, as programs make it.
func (c *composer) screenshot() image.Image {
	sizes := [][2]float64{{1366, 768}, {1920, 1080}, {1280, 900}, {1080, 1920}, {1000, 700}}
	size := sizes[c.rng.IntN(len(sizes))]
	sh := screen(c.rng, size[0], size[1])
	s := shot{w: int(size[0]), h: int(size[1]), exposure: 1, warmth: [3]float64{1, 1, 1}, ground: func(x, y float64) [3]float64 { return [3]float64{} }}
	if c.rng.IntN(2) == 0 {
		s.quality = 70 + c.rng.IntN(25)
	}
	switch c.fault {
	case worth.Small:
		k := worth.ScreenLong * (0.92 - 0.6*c.amount) / max(size[0], size[1])
		s.w, s.h = int(k*size[0]), int(k*size[1])
	case worth.Blank:
		sh.fill(0, 0, sh.w, sh.h, color.RGBA{250, 250, 252, 255})
	}
	w, h := float64(s.w), float64(s.h)
	s.sheets = []placed{{sheet: sh, flat: true, corners: [4][2]float64{{0, 0}, {w, 0}, {w, h}, {0, h}}}}
	return s.take(c.rng)
}
