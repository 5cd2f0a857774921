// Package worth says of a scan what a reviewer would say of it: that it has no
// colour, is blurred, cut, dark, and where, each with a figure a person
// understands. A [Remark] is a warning with its evidence, never a refusal; the
// person who holds the paper may know better.
//
// [Judge] looks at one upright decoded picture. What can be said only by
// looking beyond it, that the same picture stands in another filing or that it
// was taken too long ago, is made with [Fingerprint] and [TakenOn]. The faults
// are those for which filings are returned (domain.md 5.5, rows 53, 54 and 57;
// 6.3; 6.8). How often it is right is measured with pictures made from scratch:
//
//	go run ./store/scan/worth/measure
package worth

// Fault is what is wrong with a picture. Its value is the last part of the
// messages that tell a person, see [Fault.TitleID].
type Fault string

// Every fault a remark can be about. [Judge] finds all but the last two.
const (
	Grey      Fault = "grey"       // without the colour that the original has: a photocopy, or scanned in grey
	Small     Fault = "small"      // too few pixels to read the print
	Blurred   Fault = "blurred"    // out of focus or shaken
	Dark      Fault = "dark"       // too little light, wholly or in part
	Glare     Fault = "glare"      // a reflection hides part of the paper
	Tilted    Fault = "tilted"     // the paper lies askew
	BorderCut Fault = "border_cut" // a side of the paper is outside the picture
	Moire     Fault = "moire"      // the stripes of a display that was photographed
	Blank     Fault = "blank"      // nothing is on it
	OneSide   Fault = "one_side"   // a card of which both sides are asked shows one
	Repeated  Fault = "repeated"   // the same picture is used elsewhere, see [Fingerprint]
	Old       Fault = "old"        // it was taken too long ago, see [Age]
)

// Faults lists every Fault, in the order in which they are told.
var Faults = []Fault{Blank, OneSide, BorderCut, Grey, Moire, Small, Blurred, Dark, Glare, Tilted, Repeated, Old}
