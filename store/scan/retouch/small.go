package retouch

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"math"

	"recordaldesk/store/scan"
)

// How a picture is made small. Strokes of print live on pixels more than on
// quality: of two pictures of the same bytes the one with more pixels at a lower
// quality is read more easily, until blocks of 8 × 8 begin to show. Measured on
// pages of 10.5 points, licences and cards (see the tests), quality 30 does best
// where the picture stays large, and 12 where it becomes so small that strokes
// run together.
const (
	bestQuality  = 92   // no better is worth its bytes
	goodQuality  = 30   // from largeSide on
	leastQuality = 12   // up to smallSide
	maxSmallSide = 2048 // pixels; 170 an inch on A4, more shows nothing more
	largeSide    = 1800
	smallSide    = 1400
	nearLimit    = 0.94 // of the limit: close enough to stop looking
)

// minSmallBytes is what any picture can be made to: one pixel takes about 700
// bytes, nearly all of them the tables of the format.
const minSmallBytes = 2000

// Small returns img as a JPEG of at most limit bytes, as large and as good as fits.
// It is legible where that is possible at all, never over the limit, and without
// metadata. What is transparent becomes white; img is not changed and never
// enlarged. It fails for a limit under 2,000 bytes and with ctx's error.
func Small(ctx context.Context, img image.Image, limit int) ([]byte, error) {
	b := img.Bounds()
	if limit < minSmallBytes || b.Empty() {
		return nil, fmt.Errorf("make %v small: a limit of %d bytes", b.Size(), limit)
	}
	s := search{ctx: ctx, img: img, limit: limit}
	out, err := s.run()
	if err != nil {
		return nil, fmt.Errorf("make picture small: %w", err)
	}
	return out, nil
}

// search looks for the side and quality of [Small].
type search struct {
	ctx   context.Context
	img   image.Image
	limit int

	side   int         // longer side of scaled
	scaled image.Image // img at that side
	best   []byte      // what fitted last
}

// run first looks for the largest side whose quality, see [qualityAt], fits, and
// then for the best quality at that side.
func (s *search) run() ([]byte, error) {
	b := s.img.Bounds()
	most := min(max(b.Dx(), b.Dy()), maxSmallSide)
	side, bytes, err := s.largest(0, most, most, 1.6, func(side int) (int, error) { return s.try(side, qualityAt(side)) })
	if err != nil {
		return nil, err
	}
	if side == 0 {
		return s.worst()
	}
	if float64(bytes) >= nearLimit*float64(s.limit) {
		return s.best, nil
	}
	_, _, err = s.largest(qualityAt(side), bestQuality, qualityAt(side)+8, .8, func(quality int) (int, error) { return s.try(side, quality) })
	return s.best, err
}

// largest returns a value above low, up to high, for which try gives bytes that
// fit and come near the limit, or else the largest that fits, and its bytes; low
// and 0 where none fits. Bytes are taken to grow with the value to some power:
// at first the one given, then the one between two values tried.
func (s *search) largest(low, high, first int, power float64, try func(int) (int, error)) (int, int, error) {
	fits, over := low, high+1
	var fitting, exceeding int // their bytes, once known
	for value := min(max(first, low+1), high); over-fits > max(1, fits/64); {
		n, err := try(value)
		if err != nil {
			return 0, 0, err
		}
		if n <= s.limit {
			fits, fitting = value, n
			if value == high || float64(n) >= nearLimit*float64(s.limit) {
				break
			}
		} else {
			over, exceeding = value, n
		}
		if fitting > 0 && exceeding > fitting {
			power = math.Log(float64(exceeding)/float64(fitting)) / math.Log(float64(over)/float64(fits))
		}
		aim := (1 + nearLimit) / 2 * float64(s.limit)
		value = int(float64(value) * math.Pow(aim/float64(n), 1/power))
		value = min(max(value, fits+1), over-1)
	}
	return fits, fitting, nil
}

// worst is for pictures of noise under a tight limit: no side at a fair quality
// fits.
func (s *search) worst() ([]byte, error) {
	for side := max(1, s.side); ; side /= 2 {
		if n, err := s.try(max(1, side), 1); err != nil || n <= s.limit {
			return s.best, err
		}
		if side <= 1 {
			return nil, fmt.Errorf("one pixel does not fit in %d bytes", s.limit)
		}
	}
}

// try encodes the picture at a side and quality, keeps the result if it fits and
// returns its bytes.
func (s *search) try(side, quality int) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if s.scaled == nil || s.side != side {
		b := s.img.Bounds()
		long := max(b.Dx(), b.Dy())
		at := func(n int) int { return max(1, (n*side+long/2)/long) }
		scaled, err := shrink(s.ctx, s.img, at(b.Dx()), at(b.Dy()))
		if err != nil {
			return 0, err
		}
		s.side, s.scaled = side, scaled
	}
	var out bytes.Buffer
	if err := scan.EncodeJPEG(s.ctx, &out, s.scaled, quality); err != nil {
		return 0, err
	}
	if out.Len() <= s.limit {
		s.best = out.Bytes()
	}
	return out.Len(), nil
}

// qualityAt is the quality that goes with a side: what is lost in pixels is not
// to be lost in strokes as well, so a smaller picture is given fewer bytes a pixel
// and so more pixels.
func qualityAt(side int) int {
	part := float64(side-smallSide) / (largeSide - smallSide)
	return leastQuality + int(float64(goodQuality-leastQuality)*min(max(part, 0), 1))
}
