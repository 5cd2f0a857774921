// Package review looks at a scan as it will be sent, page by page, and gathers what
// a reviewer would say of it, by what it is known again, when it was taken, and
// which printed page of ours it is.
package review

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"slices"

	"recordaldesk/rules"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
	"recordaldesk/store/scan/worth"
)

// Version is that of what is found: what an earlier one found is looked for anew.
const Version = 2

// Seen is what was found in a scan.
type Seen struct {
	Version int    `json:"version"`
	Pages   []Page `json:"pages"`
	TakenOn string `json:"taken_on,omitzero"` // the day a camera says, YYYY-MM-DD; "" for none
}

// Page is what was found on one page; a picture has one.
type Page struct {
	Remarks     []worth.Remark `json:"remarks,omitzero"`
	Fingerprint []byte         `json:"fingerprint,omitzero"` // see worth.ParseFingerprint; nil for a page without one
	Outline     worth.Quad     `json:"outline"`              // of the paper in the picture
	Sure        float64        `json:"sure"`                 // of the outline, 0 to 1
}

// Pager draws the pages of PDFs, scanned ones with no more pixels than they have;
// store/scan/pdfpage has one.
type Pager interface {
	Page(ctx context.Context, r io.ReaderAt, info scan.Info, page, maxSide int) (image.Image, error)
}

const (
	mostPages = 60   // of a PDF that are looked at
	pageSide  = 2339 // pixels of a page to be judged: A4 at 200 to the inch, a third more than a card on it must have
	codePages = 12   // that are searched for our code
	codeSide  = 1754 // pixels of a page to be searched: A4 at 150 to the inch
)

// Look looks at the scan r, which info describes, of the material with the id; for
// what is proved by a document, such as an identity card, document is its type. The
// recipe's turn and corners are carried out first, its watermark is not looked at.
// It fails with a [*scan.Error] or a [*rules.RetouchError] for a scan that cannot be
// looked at, and with the error of ctx.
func Look(ctx context.Context, r io.ReaderAt, info scan.Info, pages Pager, recipe *rules.Retouch, material, document string) (Seen, error) {
	seen := Seen{Version: Version}
	expect := worth.OfDocument(material, document)
	add := func(img image.Image) error {
		page, err := lookAt(ctx, img, expect)
		seen.Pages = append(seen.Pages, page)
		return err
	}
	if info.Kind != scan.PDF {
		img, err := retouch.Picture(ctx, r, info, unmarked(recipe))
		if err != nil {
			return seen, err
		}
		if day, ok := worth.TakenOn(ctx, r, info); ok {
			seen.TakenOn = day
		}
		return seen, add(img)
	}
	for n := range min(info.Pages, mostPages) {
		img, err := pages.Page(ctx, r, info, n, pageSide)
		if err != nil {
			return seen, err
		}
		if recipe != nil {
			img = scan.Turn(img, recipe.Turn)
		}
		if err := add(img); err != nil {
			return seen, err
		}
	}
	if len(seen.Pages) > 1 {
		seen.together()
	}
	return seen, nil
}

// together takes back what a PDF says page by page and not as a whole: the other
// side of a card stands on the other page, and a document's last page may be empty,
// but not all of them.
func (s *Seen) together() {
	about := func(f worth.Fault) func(worth.Remark) bool {
		return func(r worth.Remark) bool { return r.Fault == f }
	}
	filled := slices.ContainsFunc(s.Pages, func(p Page) bool {
		return !slices.ContainsFunc(p.Remarks, about(worth.Blank))
	})
	for i := range s.Pages {
		kept := slices.DeleteFunc(s.Pages[i].Remarks, about(worth.OneSide))
		if filled {
			kept = slices.DeleteFunc(kept, about(worth.Blank))
		}
		s.Pages[i].Remarks = kept
	}
}

func lookAt(ctx context.Context, img image.Image, expect worth.Expect) (Page, error) {
	opinion, err := worth.Judge(ctx, img, expect)
	if err != nil {
		return Page{}, fmt.Errorf("judge scan: %w", err)
	}
	page := Page{Remarks: opinion.Remarks, Outline: opinion.Outline, Sure: opinion.Sure}
	print, err := worth.FingerprintOf(ctx, img)
	switch {
	case err == nil:
		page.Fingerprint = print.Bytes()
	case !errors.Is(err, worth.ErrFingerprint):
		return page, fmt.Errorf("know scan again: %w", err)
	}
	return page, nil
}

// unmarked is a recipe without its watermark.
func unmarked(recipe *rules.Retouch) *rules.Retouch {
	if recipe == nil {
		return nil
	}
	plain := *recipe
	plain.Watermarks = nil
	return &plain
}

// Code reads which of our printed pages the scan shows; false where none. Of a PDF
// its pages are read until one says it.
func Code(ctx context.Context, r io.ReaderAt, info scan.Info, pages Pager) (pagecode.Code, bool, error) {
	if info.Kind != scan.PDF {
		img, err := scan.Decode(ctx, r, info, 0)
		if err != nil {
			return pagecode.Code{}, false, err
		}
		c, ok := pagecode.Find(ctx, img)
		return c, ok, ctx.Err()
	}
	for n := range min(info.Pages, codePages) {
		img, err := pages.Page(ctx, r, info, n, codeSide)
		if err != nil {
			return pagecode.Code{}, false, err
		}
		if c, ok := pagecode.Find(ctx, img); ok {
			return c, true, nil
		}
	}
	return pagecode.Code{}, false, ctx.Err()
}

// Same reports whether two scans show one picture: any page of one is any page of
// the other.
func (s Seen) Same(other Seen) bool {
	theirs := other.prints()
	for _, a := range s.prints() {
		if slices.ContainsFunc(theirs, func(b worth.Fingerprint) bool { return a.Near(&b) }) {
			return true
		}
	}
	return false
}

// prints are the fingerprints of the pages that have one.
func (s Seen) prints() []worth.Fingerprint {
	var all []worth.Fingerprint
	for _, p := range s.Pages {
		if f, err := worth.ParseFingerprint(p.Fingerprint); err == nil {
			all = append(all, f)
		}
	}
	return all
}
