package paper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/go-json-experiment/json"

	"recordaldesk/rules"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/stamp"
	"recordaldesk/translations"
)

// Blank is an official form that the user has, and where the filing's values go on
// it. The official annexes themselves are no part of the program.
type Blank struct {
	PDF    []byte  // as [CheckBlank] returned it
	Places []Place // at most [MaxPlaces]
}

// Place says where one value stands on a page. Lengths are parts of the page as it is
// seen, turned and cut as viewers show it: 0 is its left or upper edge, 1 its right or
// lower. What a person sees of a place is a box, with the text in it.
type Place struct {
	Value string  `json:"value"` // an id of [Values]
	Page  int     `json:"page"`  // from 1
	X     float64 `json:"x"`     // of the box's upper left corner, part of the page's width
	Y     float64 `json:"y"`     // likewise, part of the page's height
	Width float64 `json:"width"` // part of the page's width

	// Height is a part of the page's height. At 0 the box is as high as one line; the
	// text then stands on the line of its full size, also where it is set smaller.
	// In a higher box it stands in the middle.
	Height float64 `json:"height,omitempty"`

	// Size is that of the type in points, [SmallestType] to [LargestType]. Text that
	// is longer than the box is set smaller, down to SmallestType, and then in more
	// lines, below the box where that has no room. Of the code's square the width
	// alone counts.
	Size float64 `json:"size"`
}

// What a blank may be at most, and how large type may be, in points.
const (
	MaxBlankBytes = 10 << 20
	MaxBlankPages = 20
	MaxPlaces     = 300
	SmallestType  = 6
	LargestType   = 72

	minSide = 72       // of a page, in points: an inch
	maxSide = 200 * 72 // what viewers can show (ISO 32000-1, annex C)

	minSquare = 10 * mm // of the code, to be read in a scan at 200 dpi
)

// PageSize is how large a page is seen, in points.
type PageSize struct{ Width, Height float64 }

// CheckBlank reads an official blank. It returns the copy to keep and to draw on,
// without active content and metadata, and the sizes of its pages. It fails with a
// [*BlankError] for what is no PDF, is encrypted, damaged, over [MaxBlankBytes] or
// [MaxBlankPages], or has pages of no size that paper has.
func CheckBlank(ctx context.Context, pdf []byte) (clean []byte, pages []PageSize, err error) {
	var out bytes.Buffer
	err = overBlank(ctx, &out, pdf, func(seen []*stamp.Page) (stamp.Cover, error) {
		pages = sizesOf(seen)
		return stamp.Cover{}, nil
	})
	if err == nil && out.Len() > MaxBlankBytes { // its objects were packed
		err = &BlankError{Problem: BlankTooLarge}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("check the blank: %w", err)
	}
	return out.Bytes(), pages, nil
}

func sizesOf(pages []*stamp.Page) []PageSize {
	var all []PageSize
	for _, p := range pages {
		w, h := p.Points()
		all = append(all, PageSize{w, h})
	}
	return all
}

// overBlank lays a cover over a blank whose bounds it has checked.
func overBlank(ctx context.Context, w io.Writer, pdf []byte, cover func([]*stamp.Page) (stamp.Cover, error)) error {
	if len(pdf) > MaxBlankBytes {
		return &BlankError{Problem: BlankTooLarge}
	}
	r := bytes.NewReader(pdf)
	info, err := scan.Inspect(ctx, r, int64(len(pdf)))
	switch {
	case info.Kind != scan.PDF && ctx.Err() == nil:
		return &BlankError{Problem: BlankNoPDF, Err: err}
	case err != nil:
		return unusable(err)
	case info.Pages > MaxBlankPages:
		return &BlankError{Problem: BlankTooLong}
	}
	return unusable(stamp.Over(ctx, w, r, info, func(pages []*stamp.Page) (stamp.Cover, error) {
		if len(pages) != info.Pages { // a page that stands there twice
			return stamp.Cover{}, &BlankError{Problem: BlankDamaged}
		}
		for i, s := range pages {
			if w, h := s.Points(); !(min(w, h) >= minSide && max(w, h) <= maxSide) {
				return stamp.Cover{}, &BlankError{Problem: BlankOddPage, Page: i + 1}
			}
		}
		return cover(pages)
	}))
}

// unusable turns what a scan can suffer from into the errors of a blank.
func unusable(err error) error {
	var known *scan.Error
	if !errors.As(err, &known) {
		return err
	}
	problem := BlankDamaged
	if known.Problem == scan.Encrypted {
		problem = BlankEncrypted
	}
	return &BlankError{Problem: problem, Err: err}
}

// CheckPlaces fails with a [*BlankError] for the first of the places that is none on a
// blank with such pages, see [Place].
func CheckPlaces(places []Place, pages []PageSize) error {
	if len(places) > MaxPlaces {
		return &BlankError{Problem: BlankTooMany}
	}
	for i, p := range places {
		e := &BlankError{Place: i + 1, Page: p.Page, Value: p.Value}
		switch {
		case !isValue(p.Value):
			e.Problem = BlankUnknownValue
		case p.Page < 1 || p.Page > len(pages):
			e.Problem = BlankNoPage
		case !part(p.X) || !part(p.Y) || !part(p.Width) || !part(p.Height):
			e.Problem = BlankOutside
		case p.X+p.Width > 1+rounding || p.Y+p.Height > 1+rounding:
			e.Problem = BlankOutside
		case p.Value != CodeSquare && !(p.Size >= SmallestType && p.Size <= LargestType):
			e.Problem = BlankTypeSize
		default:
			if p.Width*pages[p.Page-1].Width < p.leastWidth()-rounding {
				e.Problem = BlankTooNarrow
			}
		}
		if e.Problem != "" {
			return e
		}
	}
	return nil
}

// rounding forgives what is lost where a place is written with a few digits.
const rounding = 0.001

func part(v float64) bool { return v >= 0 && v <= 1 && !math.IsNaN(v) }

// leastWidth is that of the box in points: room for one character.
func (p Place) leastWidth() float64 {
	if p.Value == CodeSquare {
		return minSquare
	}
	return SmallestType
}

// Draw prints the form of a material on its official blank and returns the PDF. The
// same input gives the same bytes. It fails with a [*BlankError] where the blank or a
// place is of no use, and where a text has no room on the page, with a
// [*MissingGlyphError] for a character that cannot be printed.
//
// Where the square of the page's code was placed on no page of the blank, it stands in
// the lower right corner of each page that has room there.
func Draw(ctx context.Context, f *rules.Filing, m rules.Material, b Blank, o Options) ([]byte, error) {
	var out bytes.Buffer
	err := overBlank(ctx, &out, b.PDF, func(pages []*stamp.Page) (stamp.Cover, error) {
		if err := CheckPlaces(b.Places, sizesOf(pages)); err != nil {
			return stamp.Cover{}, err
		}
		d := openDocument(o, "", "")
		d.code = pagecode.Of(f, m)
		d.code.Pages = len(pages)
		p := &blankForm{form: newForm(d, f, m), places: b.Places}
		for i, page := range pages {
			p.page(i+1, page)
		}
		pdf, err := d.finished()
		// What is pale of a draft's mark must not cover the print below it.
		return stamp.Cover{PDF: pdf, Multiply: o.Incomplete}, located(err, f)
	})
	if err != nil {
		return nil, fmt.Errorf("draw on the blank: %w", err)
	}
	return out.Bytes(), nil
}

// MaxPlacesBytes bounds what is read of places written down.
const MaxPlacesBytes = 1 << 20

// DecodePlaces reads places as [EncodePlaces] writes them: a list in JSON. It fails
// with a [*BlankError] for anything else.
func DecodePlaces(data []byte) ([]Place, error) {
	if len(data) > MaxPlacesBytes {
		return nil, &BlankError{Problem: BlankBadPlaces}
	}
	var places []Place
	if err := json.Unmarshal(data, &places, json.RejectUnknownMembers(true)); err != nil {
		return nil, &BlankError{Problem: BlankBadPlaces, Err: err}
	}
	return places, nil
}

// EncodePlaces writes places as JSON. It fails for numbers that are none.
func EncodePlaces(places []Place) ([]byte, error) {
	data, err := json.Marshal(places)
	if err != nil {
		return nil, fmt.Errorf("write places: %w", err)
	}
	return data, nil
}

// BlankProblem says why an official blank cannot be used. Its value is the last part
// of the message that tells a person: blank.problem.<value>.
type BlankProblem string

// What can be wrong with a blank or its places.
const (
	BlankNoPDF     BlankProblem = "no_pdf"
	BlankEncrypted BlankProblem = "encrypted"
	BlankDamaged   BlankProblem = "damaged"
	BlankTooLarge  BlankProblem = "too_large"
	BlankTooLong   BlankProblem = "too_long"
	BlankOddPage   BlankProblem = "odd_page"   // smaller or larger than paper is
	BlankTooMany   BlankProblem = "too_many"   // places
	BlankBadPlaces BlankProblem = "bad_places" // no list of places

	BlankUnknownValue BlankProblem = "unknown_value"
	BlankNoPage       BlankProblem = "no_page"    // a place on a page that the blank has not
	BlankOutside      BlankProblem = "outside"    // the page, or no number at all
	BlankTypeSize     BlankProblem = "type_size"  // too small or too large
	BlankTooNarrow    BlankProblem = "too_narrow" // for a single character, or the code
	BlankNoRoom       BlankProblem = "no_room"    // the text reaches below the page
)

// BlankProblems lists every BlankProblem, for the test that each has its messages.
var BlankProblems = []BlankProblem{
	BlankNoPDF, BlankEncrypted, BlankDamaged, BlankTooLarge, BlankTooLong, BlankOddPage, BlankTooMany, BlankBadPlaces,
	BlankUnknownValue, BlankNoPage, BlankOutside, BlankTypeSize, BlankTooNarrow, BlankNoRoom,
}

// BlankError says why an official blank cannot be used, or which of its places.
type BlankError struct {
	Problem BlankProblem
	Place   int    // from 1; 0 where it is about none
	Page    int    // from 1, as far as one is known
	Value   string // of the place
	Err     error  // what was found; nil where there is nothing to add
}

// Error is for logs and tests; a person is shown [BlankError.Message].
func (e *BlankError) Error() string {
	s := "blank: " + string(e.Problem)
	if e.Place > 0 {
		s += fmt.Sprintf(" in place %d on page %d", e.Place, e.Page)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *BlankError) Unwrap() error { return e.Err }

// Message says what is wrong with the blank and what to do.
func (e *BlankError) Message(l translations.Language) string {
	args := map[string]string{
		"page": strconv.Itoa(e.Page), "number": strconv.Itoa(e.Place), "value": ValueLabel(l, e.Value),
		"megabytes": strconv.Itoa(MaxBlankBytes >> 20), "pages": strconv.Itoa(MaxBlankPages), "places": strconv.Itoa(MaxPlaces),
		"smallest": strconv.Itoa(SmallestType), "largest": strconv.Itoa(LargestType),
	}
	return translations.Text(l, "blank.problem."+string(e.Problem), args)
}
