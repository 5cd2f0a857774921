package packet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
)

// Pager draws the pages of PDFs; store/scan/pdfpage has one.
type Pager interface {
	Page(ctx context.Context, r io.ReaderAt, info scan.Info, page, maxSide int) (image.Image, error)
}

// Small says what [WriteSmall] wrote.
type Small struct {
	Folder string // its path; "" where there is nothing to write
	Files  []SmallFile
	Left   []LeftOut // what has no small copy
}

// SmallFile is one small copy.
type SmallFile struct {
	Attachment int    // its place among the filing's
	Page       int    // of a PDF, from 1; 0 for a picture
	Name       string // in the folder
	Size       int64  // bytes
}

// LeftOut is a scan, or a page of it, without a small copy.
type LeftOut struct {
	Attachment int
	Title      string // the name of the scan's file
	Page       int    // of a PDF, from 1; 0 for all of it
	Reason     LeftReason
}

// LeftReason says why. It is the last part of the message packet.small.left.<value>,
// which takes file and page.
type LeftReason string

// Why there is no small copy.
const (
	LeftPDF     LeftReason = "pdf"     // nobody is there to draw it
	LeftDamaged LeftReason = "damaged" // the page cannot be drawn
	LeftMany    LeftReason = "many"    // it and all pages behind are beyond what anybody would upload
)

// LeftReasons lists every LeftReason, for the test that each has its messages.
var LeftReasons = []LeftReason{LeftPDF, LeftDamaged, LeftMany}

// MessageID returns the message that says what was left out and why, and what to put
// into it.
func (l LeftOut) MessageID() (id string, args map[string]string) {
	return "packet.small.left." + string(l.Reason), map[string]string{
		"file": safeName(filepath.Base(l.Title), 120), "page": strconv.Itoa(l.Page),
	}
}

const (
	// smallPageSide is how large a page is drawn, in pixels: as large as retouch.Small
	// leaves a picture.
	smallPageSide = 2048

	// mostSmallPages is how many pages of a PDF get a copy. The national interface has
	// no place for a tenth of it.
	mostSmallPages = 50
)

// WriteSmall writes into the existing folder dir, beside the packet, a folder with
// the copies of the scans that the national interface takes: of each attachment, and
// of each page of a PDF, a JPEG of at most [retouch.SmallLimit] bytes, with its recipe
// carried out.
//
//	ICP备案_<host name>_<kind>_<YYYY-MM-DD>[_DRAFT草稿]_小图/
//	    NN_<material>[_网站n][_<domain>][_pN].jpg
//
// NN and the names are those of the packet's entries. Where another folder has the
// name already, " (2)" is put behind it and so on; one with the very same files is left
// as it is. The folder appears when it is whole and on the disk; after an error or a
// stop by the context it is not there. The same input gives the same bytes.
//
// Pages may be nil: PDFs are left out then, and the result says so. Password and
// Lighter do not matter here. Errors and progress are those of [Write].
func WriteSmall(ctx context.Context, dir string, in Input, pages Pager, progress func(done, total int64)) (Small, error) {
	return writeSmall(ctx, realDisk{}, dir, in, pages, progress)
}

func writeSmall(ctx context.Context, d disk, dir string, in Input, pages Pager, progress func(done, total int64)) (Small, error) {
	in.Lighter = nil
	c, err := begin(in)
	if err != nil {
		return Small{}, err
	}
	if err := c.inspectScans(ctx); err != nil {
		return Small{}, err
	}
	w := &smallWriter{contents: c, pages: pages, names: newNamer(in.Filing), steps: newSteps(progress, c.scanBytes, 1)}
	if err := w.write(ctx, d, dir); err != nil {
		return Small{}, err
	}
	w.steps.finish()
	return w.result, nil
}

// smallWriter writes the small copies of one filing.
type smallWriter struct {
	*contents
	pages  Pager
	names  *namer
	folder *unfinishedFolder
	steps  *steps
	result Small
}

func (w *smallWriter) write(ctx context.Context, d disk, dir string) (err error) {
	if w.folder, err = newUnfinishedFolder(d, dir); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			w.folder.discard()
		}
	}()
	for _, s := range w.scans {
		if err := w.scan(ctx, s); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(w.result.Files) == 0 {
		w.folder.discard()
		return nil
	}
	if err := w.place(filepath.Join(dir, w.stem+"_小图")); err != nil {
		return err
	}
	if err := d.syncFolder(dir); err != nil {
		return fmt.Errorf("sync export folder: %w", err)
	}
	return nil
}

// place gives the folder the first name that is free, or finds it there already.
func (w *smallWriter) place(path string) error {
	for n := 1; n < 1000; n++ {
		w.result.Folder = numbered(path, n)
		who, err := w.folder.occupantOf(w.result.Folder)
		switch {
		case err != nil:
			return err
		case who == itself:
			w.folder.discard()
			return nil
		case who == nobody:
			return w.folder.give(w.result.Folder)
		}
	}
	return errors.New("no free name for the small copies")
}

// scan writes the small copies of one scan.
func (w *smallWriter) scan(ctx context.Context, s attached) error {
	a := w.Filing.Attachments[s.index]
	if s.info.Kind == scan.PDF && w.pages == nil {
		w.leave(s, 0, LeftPDF)
		w.steps.add(int(s.info.Bytes))
		return nil
	}
	opened, err := openScan(ctx, w.Scans, a)
	if err != nil {
		return err
	}
	if s.info.Kind == scan.PDF {
		err = w.pdf(ctx, opened, s, a)
	} else {
		err = w.picture(ctx, opened, s, a)
	}
	return errors.Join(err, opened.Close())
}

func (w *smallWriter) picture(ctx context.Context, opened Scan, s attached, a rules.Attachment) error {
	data, err := w.fitting(ctx, opened, s, a)
	if err == nil && data == nil {
		data, err = w.shrunk(ctx, opened, s, a)
	}
	if err != nil {
		return scanError(ctx, a, err)
	}
	name := w.names.free(w.names.scanBase(s.entry.Item, a), scan.ExportExtension(scan.JPEG))
	if err := w.add(s, 0, name, data); err != nil {
		return err
	}
	w.steps.add(int(s.info.Bytes))
	return nil
}

// fitting returns the copy that goes into the packet where that is small enough: to
// encode it again would only lose. It is nil for any other.
func (w *smallWriter) fitting(ctx context.Context, opened Scan, s attached, a rules.Attachment) ([]byte, error) {
	limit := retouch.SmallLimit(a.MaterialID())
	if s.info.Kind != scan.JPEG || s.info.Bytes > int64(limit) {
		return nil, nil
	}
	var out bytes.Buffer
	if err := retouch.Apply(ctx, &out, opened, s.info, a.Retouch); err != nil || out.Len() > limit {
		return nil, err
	}
	return out.Bytes(), nil
}

func (w *smallWriter) shrunk(ctx context.Context, opened Scan, s attached, a rules.Attachment) ([]byte, error) {
	img, err := retouch.Picture(ctx, opened, s.info, a.Retouch)
	if err != nil {
		return nil, err
	}
	return retouch.Small(ctx, img, retouch.SmallLimit(a.MaterialID()))
}

func (w *smallWriter) pdf(ctx context.Context, opened Scan, s attached, a rules.Attachment) error {
	count := min(s.info.Pages, mostSmallPages)
	endings := make([]string, count)
	for n := range endings {
		endings[n] = "_p" + strconv.Itoa(n+1) + scan.ExportExtension(scan.JPEG)
	}
	names := w.names.freeOf(w.names.scanBase(s.entry.Item, a), endings)
	counted := 0 // bytes of the PDF that are worked through
	for n, name := range names {
		img, err := w.pages.Page(ctx, opened, s.info, n, smallPageSide)
		var undrawable *scan.Error
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &undrawable):
			w.leave(s, n+1, LeftDamaged)
		case err != nil:
			return scanError(ctx, a, err)
		default:
			if img, err = retouch.Page(img, n, a.Retouch); err != nil {
				return scanError(ctx, a, err)
			}
			data, err := retouch.Small(ctx, img, retouch.SmallLimit(a.MaterialID()))
			if err != nil {
				return err
			}
			if err := w.add(s, n+1, name, data); err != nil {
				return err
			}
		}
		until := int(s.info.Bytes * int64(n+1) / int64(count))
		w.steps.add(until - counted)
		counted = until
	}
	if s.info.Pages > count {
		w.leave(s, count+1, LeftMany)
	}
	return nil
}

// add writes one small copy under the name of its entry.
func (w *smallWriter) add(s attached, page int, entry string, data []byte) error {
	name := strings.TrimPrefix(entry, scansFolder)
	if err := w.folder.add(name, data); err != nil {
		return err
	}
	w.result.Files = append(w.result.Files, SmallFile{Attachment: s.index, Page: page, Name: name, Size: int64(len(data))})
	return nil
}

func (w *smallWriter) leave(s attached, page int, why LeftReason) {
	w.result.Left = append(w.result.Left, LeftOut{
		Attachment: s.index, Title: scanTitle(w.Filing.Attachments[s.index]), Page: page, Reason: why,
	})
}
