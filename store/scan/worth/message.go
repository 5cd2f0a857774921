package worth

import (
	"fmt"
	"math"
)

// Unit is what a figure counts.
type Unit string

// The units. Pixels and DotsPerInch have sentences of their own where a fault
// can be said in either.
const (
	PerCent     Unit = "per_cent"
	Degrees     Unit = "degrees"
	Millimetres Unit = "millimetres"
	DotsPerInch Unit = "dpi"
	Pixels      Unit = "pixels"
	Sides       Unit = "sides"
	Places      Unit = "places"
	Days        Unit = "days"
)

// TitleID is the id of the fault's name in translations.
func (f Fault) TitleID() string { return "scan.worth." + string(f) }

// FixID is the id of the sentence that says what to do about the fault.
func (f Fault) FixID() string { return "scan.worth." + string(f) + ".fix" }

// SentenceID is the id of the sentence that says the remark's figure; it takes
// [Remark.Arguments].
func (r Remark) SentenceID() string {
	id := "scan.worth." + string(r.Fault) + ".says"
	if r.Unit == Pixels {
		id += ".pixels"
	}
	return id
}

// Arguments are the figure and the limit as they are said, without their unit,
// which the sentence has.
func (r Remark) Arguments() map[string]string {
	return map[string]string{"figure": r.said(r.Figure), "limit": r.said(r.Limit)}
}

// said writes a figure with no more digits than it is worth.
func (r Remark) said(v float64) string {
	switch {
	case r.Unit == DotsPerInch, r.Unit == Pixels, r.Unit == Sides, r.Unit == Days, r.Unit == Places:
		return fmt.Sprintf("%.0f", v)
	case r.Unit == PerCent && v != 0 && v < 1:
		return fmt.Sprintf("%.2g", max(v, 0.01))
	case v == math.Trunc(v) || v >= 20:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.1f", v)
}
