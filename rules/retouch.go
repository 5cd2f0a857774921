package rules

import (
	"fmt"
	"math"
)

// Retouch says what was done to a scan between the original, which is kept
// unchanged, and what is exported: turned first, then cut out, then marked. It
// is a recipe and holds no pixels, so that every step can be taken back. The
// zero value does nothing. store/scan/retouch carries it out.
type Retouch struct {
	// Turn is how many quarter turns clockwise follow the turn that the
	// picture's own EXIF asks for: 0 to 3.
	Turn int `json:"turn,omitzero"`
	// Corners, none or four, are the corners of the paper in the turned picture:
	// top left, top right, bottom right, bottom left. What lies between them
	// becomes the picture; a rectangle parallel to the edges is a plain crop.
	// Not for PDFs.
	Corners []Point `json:"corners,omitempty"`
	// Watermarks are where the permitted text stands, one a page; a picture has
	// one page, and the last is also that of the pages behind it. None: no mark.
	Watermarks []Watermark `json:"watermarks,omitempty"`
	Unknown    Unknown     `json:",embed"`
}

// Point is a place in a picture: how far from its left edge and how far from its
// top, each as a part of its width or height, 0 to 1.
type Point [2]float64

// Watermark is where the line of the permitted text stands in a picture or page
// as it will be seen, turned and cut out.
type Watermark struct {
	X       float64 `json:"x"`              // middle of the line, as a part of the width
	Y       float64 `json:"y"`              // middle of the line, as a part of the height
	Width   float64 `json:"width"`          // length of the line, as a part of the width
	Angle   float64 `json:"angle,omitzero"` // degrees by which the line rises to the right, -90 to 90
	Unknown Unknown `json:",embed"`
}

// What [Retouch.Check] holds a recipe to. A line shorter than a tenth of the
// width cannot be read on a screen.
const (
	MinMarkWidth   = 0.1
	MaxMarkWidth   = 1
	maxWatermarks  = 1000
	minCornerSide  = 0.02  // of the picture's width or height
	minCornersArea = 0.002 // of the picture
)

// RetouchProblem says why a recipe cannot be carried out. A person is told with
// the message of [RetouchProblem.MessageID].
type RetouchProblem string

// Every problem a recipe can have.
const (
	RetouchTurn           RetouchProblem = "turn"            // no number of quarter turns
	RetouchCorners        RetouchProblem = "corners"         // not four, or outside the picture
	RetouchCornersCrossed RetouchProblem = "corners_crossed" // in another order, or one pushed in between the others
	RetouchCornersSmall   RetouchProblem = "corners_small"   // too close together
	RetouchCornersPDF     RetouchProblem = "corners_pdf"     // of a PDF, whose pages are only turned and marked
	RetouchMark           RetouchProblem = "mark"            // outside the picture, too long, too short, too steep, too many
)

// RetouchProblems lists every RetouchProblem, for the test that each has its
// messages.
var RetouchProblems = []RetouchProblem{
	RetouchTurn, RetouchCorners, RetouchCornersCrossed, RetouchCornersSmall, RetouchCornersPDF, RetouchMark,
}

// MessageID is the id of the sentence for this problem in translations.
func (p RetouchProblem) MessageID() string { return "scan.retouch." + string(p) }

// RetouchError says that a recipe cannot be carried out, and why.
type RetouchError struct{ Problem RetouchProblem }

func (e *RetouchError) Error() string {
	return fmt.Sprintf("scan cannot be retouched: %s", e.Problem)
}

// Empty reports whether the recipe leaves a scan as it is. A nil recipe does.
func (r *Retouch) Empty() bool {
	return r == nil || r.Turn == 0 && len(r.Corners) == 0 && len(r.Watermarks) == 0
}

// Check returns a [*RetouchError] for a recipe that cannot be carried out on any
// picture: numbers outside their range or no numbers at all (NaN), corners that
// enclose nothing. A nil recipe is fine.
func (r *Retouch) Check() error {
	if r == nil {
		return nil
	}
	if r.Turn < 0 || r.Turn > 3 {
		return &RetouchError{RetouchTurn}
	}
	if problem := checkCorners(r.Corners); problem != "" {
		return &RetouchError{problem}
	}
	if len(r.Watermarks) > maxWatermarks {
		return &RetouchError{RetouchMark}
	}
	for _, w := range r.Watermarks {
		if !within(w.X, 0, 1) || !within(w.Y, 0, 1) || !within(w.Width, MinMarkWidth, MaxMarkWidth) || !within(w.Angle, -90, 90) {
			return &RetouchError{RetouchMark}
		}
	}
	return nil
}

// Mark returns where the text stands on a page, counted from 0; false for none.
func (r *Retouch) Mark(page int) (Watermark, bool) {
	if r == nil || len(r.Watermarks) == 0 || page < 0 {
		return Watermark{}, false
	}
	return r.Watermarks[min(page, len(r.Watermarks)-1)], true
}

func checkCorners(corners []Point) RetouchProblem {
	if len(corners) == 0 {
		return ""
	}
	if len(corners) != 4 {
		return RetouchCorners
	}
	for _, p := range corners {
		if !within(p[0], 0, 1) || !within(p[1], 0, 1) {
			return RetouchCorners
		}
	}
	area := 0.0
	for i, p := range corners {
		next, after := corners[(i+1)%4], corners[(i+2)%4]
		if math.Hypot(next[0]-p[0], next[1]-p[1]) < minCornerSide {
			return RetouchCornersSmall
		}
		// Clockwise round the paper every bend is to the right; with y growing
		// downward the cross product of two sides in turn is then positive.
		bend := (next[0]-p[0])*(after[1]-next[1]) - (next[1]-p[1])*(after[0]-next[0])
		if bend <= 0 {
			return RetouchCornersCrossed
		}
		if bend < minCornersArea/2 {
			return RetouchCornersSmall
		}
		area += p[0]*next[1] - next[0]*p[1]
	}
	if area/2 < minCornersArea {
		return RetouchCornersSmall
	}
	return ""
}

// within is false for NaN.
func within(v, low, high float64) bool { return v >= low && v <= high }
