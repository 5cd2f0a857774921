package worth

import (
	"cmp"
	"math"
	"slices"
)

// cardAspect is width to height of ID-1 (ISO/IEC 7810: 85.60 × 53.98 mm).
const cardAspect = 85.60 / 53.98

// mostSeeds is how many candidates are tried as the first of the cards.
const mostSeeds = 24

// cards picks the cards among the candidates, at most four, none over another:
// the set that is largest with its sides seen. The gap between two cards and the
// squares of a cloth may have the shape of a card too, but are smaller.
func (s *sketch) cards(all []candidate) []shape {
	var likely []candidate
	for _, k := range all {
		if cardLike(&k) {
			likely = append(likely, k)
		}
	}
	slices.SortFunc(likely, func(a, b candidate) int { return cmp.Compare(b.weight(), a.weight()) })
	var best []candidate
	most := 0.0
	for i := range min(mostSeeds, len(likely)) {
		set := companions(likely[i], likely)
		sum := 0.0
		for _, k := range set {
			sum += k.weight()
		}
		if sum > most {
			best, most = set, sum
		}
	}
	if len(best) == 1 && best[0].rim != [4]bool{} && best[0].area < loneCut {
		return nil
	}
	var shapes []shape
	for _, k := range best {
		shapes = append(shapes, s.shape(k))
	}
	return shapes
}

// loneCut is how much of the picture the visible part of a single card takes that
// runs out of it: the camera was near. Less of it is a card's own portrait, in a
// picture that the cards fill.
const loneCut = 0.2

// weight is the candidate's size, less for every part of its sides that is not
// seen: two cards are as large together as one would be that lies across them,
// but of its sides the gap is missing.
func (k *candidate) weight() float64 {
	return k.area * math.Pow(k.score-areaWorth*k.area, 8)
}

// companions returns first and what is a card beside it, of the candidates in
// their order.
func companions(first candidate, all []candidate) []candidate {
	set := []candidate{first}
	for _, k := range all {
		clash := slices.ContainsFunc(set, func(p candidate) bool { return overlap(&p, &k) })
		if !clash && sameKind(&first, &k) {
			set = append(set, k)
		}
		if len(set) == 4 {
			break
		}
	}
	return set
}

// lengths returns the mean of a candidate's lying and of its upright sides.
func lengths(k *candidate) (lying, upright float64) {
	return (distance(k.corners[0], k.corners[1]) + distance(k.corners[2], k.corners[3])) / 2,
		(distance(k.corners[1], k.corners[2]) + distance(k.corners[3], k.corners[0])) / 2
}

// cardLike reports whether the candidate's sides are seen well enough, of which
// one may be outside the picture, and whether there is one ground between them:
// a frame round two cards has the desk in it.
func cardLike(k *candidate) bool {
	sum, outside := 0.0, 0
	for i := range 4 {
		if k.rim[i] {
			outside++
		} else {
			sum += k.support[i]
		}
	}
	enough := 0.6
	if outside == 1 {
		enough = 0.8
	}
	return outside <= 1 && sum/float64(4-outside) >= enough && k.area <= 0.75 && k.even >= 0.65
}

// cardSized reports whether width to height are a card's; of one that runs out
// of the picture a part is missing.
func (k *candidate) cardSized() bool {
	lying, upright := lengths(k)
	aspect := lying / upright
	if upright > lying {
		aspect = 1 / aspect
	}
	if k.rim == [4]bool{} {
		return math.Abs(aspect/cardAspect-1) < 0.12
	}
	return aspect < cardAspect*1.7
}

// sameKind reports whether two candidates are two cards of one picture: as
// bright and as large, as far as they are in it.
func sameKind(a, b *candidate) bool {
	if absf(a.paper-b.paper) > 8+0.2*a.paper {
		return false
	}
	aw, ah := lengths(a)
	bw, bh := lengths(b)
	like := func(x, y float64) bool { return math.Abs(x/y-1) < 0.15 }
	return like(aw, bw) && like(ah, bh) || like(aw, bh) && like(ah, bw) ||
		(a.rim != [4]bool{} || b.rim != [4]bool{}) && (like(aw, bw) || like(ah, bh))
}

func overlap(a, b *candidate) bool {
	box := func(k *candidate) (l, t, r, bt float64) {
		l, t, r, bt = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
		for _, c := range k.corners {
			l, t, r, bt = min(l, c.X), min(t, c.Y), max(r, c.X), max(bt, c.Y)
		}
		return l, t, r, bt
	}
	al, at, ar, ab := box(a)
	bl, bt, br, bb := box(b)
	w, h := min(ar, br)-max(al, bl), min(ab, bb)-max(at, bt)
	return w > 0 && h > 0 && w*h > 0.12*min((ar-al)*(ab-at), (br-bl)*(bb-bt))
}
