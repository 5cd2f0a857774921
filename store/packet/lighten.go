package packet

import (
	"cmp"
	"slices"
)

// leastLighter is the fewest bytes that a lighter copy is made with. At 300 KB a page
// of print as retouch.Small makes it has 2,048 pixels on its longer side and is read
// without effort; below, strokes begin to suffer.
const leastLighter = 300_000

// besideLighter is what a lighter copy costs beside its bytes: a word in the manifest
// and a line of the mail.
const besideLighter = 600

// Lighten plans which pictures go as lighter copies so that the mail with the whole
// packet has at most limit bytes: by their place among the attachments, how many bytes
// each may have, for [Input.Lighter]. As few as possible are touched, the heaviest
// first, because any lighter copy has fewer pixels than a phone's photo; those share
// the room there is, none gets less than 300 KB. It is nil and true where the mail fits
// as it is, and false where even that is not enough.
func Lighten(w Weights, limit int64) (map[int]int, bool) {
	excess := w.Mail - limit
	if excess <= 0 {
		return nil, true
	}
	pictures := heaviest(w)
	spare := (excess/mailLine + 1) * bytesPerLine // bytes of the zip that must go
	var total int64                               // of the heaviest so far
	for i, p := range pictures {
		total += p.Size
		many := int64(i + 1)
		room := total - spare - many*besideLighter // for their copies
		if room < many*leastLighter {
			continue
		}
		return share(pictures[:i+1], room), true
	}
	return nil, false
}

// LightenHeavy plans lighter copies only of the pictures that are too heavy for a mail
// of limit bytes by themselves, so that the packet can go in parts: each gets all the
// room of a mail. It is false where a scan is too heavy that cannot be made lighter,
// a PDF, or the limit is too low for any.
func LightenHeavy(w Weights, limit int64) (map[int]int, bool) {
	room := zipRoom(limit) - w.Beside - w.Each
	lighter := room - int64(len(w.Scans))*besideLighter // each manifest tells of all
	plan := map[int]int{}
	for _, one := range w.Scans {
		switch {
		case one.Size <= room:
		case !one.Picture || lighter < leastLighter:
			return nil, false
		default:
			plan[one.Attachment] = int(lighter)
		}
	}
	return plan, true
}

// heaviest returns the pictures that a lighter copy can be made of, the heaviest first.
func heaviest(w Weights) []Weight {
	pictures := slices.DeleteFunc(slices.Clone(w.Scans), func(one Weight) bool { return !one.Picture || one.Size <= leastLighter })
	slices.SortStableFunc(pictures, func(a, b Weight) int { return cmp.Compare(b.Size, a.Size) })
	return pictures
}

// share gives each picture as many bytes as the others, save that none needs more than
// it has. The pictures are the heaviest first; those that need less come first here.
func share(pictures []Weight, room int64) map[int]int {
	plan := map[int]int{}
	for i := len(pictures) - 1; i >= 0; i-- {
		one := pictures[i]
		if each := room / int64(i+1); one.Size > each {
			plan[one.Attachment] = int(each)
			room -= each
		} else {
			room -= one.Size // goes as it is
		}
	}
	return plan
}
