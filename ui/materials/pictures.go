package materials

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
	"recordaldesk/store/scan"
)

const (
	thumbnailKind = "thumbnail" // of the derivative in the store
	thumbnailSide = 320         // pixels
	viewSide      = 1400        // of a scan that is looked at
	drawn         = 2           // thumbnails at a time
)

// pictures brings the thumbnails of a draft's scans to the screen, a few at a
// time, and keeps those it has shown.
type pictures struct {
	around  Around
	draft   string
	ctx     context.Context
	turns   chan struct{}
	shown   map[string]picture // by SHA-256
	waiting map[string][]func(picture)
}

// picture is what there is to show of a scan.
type picture struct {
	resource fyne.Resource
	err      error // why there is none
}

func newPictures(ctx context.Context, around Around, draft string) *pictures {
	return &pictures{
		around: around, draft: draft, ctx: ctx, turns: make(chan struct{}, drawn),
		shown: map[string]picture{}, waiting: map[string][]func(picture){},
	}
}

// get calls show on the UI goroutine, at once where the picture is there.
func (p *pictures) get(sha256 string, show func(picture)) {
	if there, ok := p.shown[sha256]; ok {
		show(there)
		return
	}
	p.waiting[sha256] = append(p.waiting[sha256], show)
	if len(p.waiting[sha256]) > 1 {
		return
	}
	go func() {
		p.turns <- struct{}{}
		defer func() { <-p.turns }()
		data, err := p.thumbnail(sha256)
		p.around.Do(func() { p.put(sha256, data, err) })
	}()
}

// put takes in a thumbnail that was made and shows it where it is waited for.
func (p *pictures) put(sha256 string, data []byte, err error) {
	made := picture{err: err}
	if err == nil {
		made.resource = fyne.NewStaticResource(sha256+".jpg", data)
	}
	if !errors.Is(err, context.Canceled) {
		p.shown[sha256] = made
	}
	waiting := p.waiting[sha256]
	delete(p.waiting, sha256)
	for _, show := range waiting {
		show(made)
	}
}

// forget has the picture be looked for again, as after its file came back.
func (p *pictures) forget(sha256 string) { delete(p.shown, sha256) }

// thumbnail reads the thumbnail of a scan, or makes it. The original is opened
// first either way, so that one that is gone is told.
func (p *pictures) thumbnail(sha256 string) ([]byte, error) {
	original, err := p.around.Store.OpenScan(p.ctx, p.draft, sha256)
	if err != nil {
		return nil, err
	}
	defer original.Close() // was only read
	data, err := p.around.Store.Derivative(p.ctx, sha256, thumbnailKind)
	if err == nil || !errors.Is(err, store.ErrNotFound) {
		return data, err
	}
	info, err := inspect(p.ctx, original)
	if err != nil {
		return nil, err
	}
	if data, err = p.around.Pages.Thumbnail(p.ctx, original, info, thumbnailSide); err != nil {
		return nil, err
	}
	p.around.remember(p.ctx, sha256, data)
	return data, nil
}

// remember keeps a thumbnail. Without it, it is drawn anew the next time.
func (a *Around) remember(ctx context.Context, sha256 string, thumbnail []byte) {
	if err := a.Store.PutDerivative(ctx, sha256, thumbnailKind, thumbnail); err != nil {
		slog.Warn("keep thumbnail", "err", err)
	}
}

// view draws the first page of a scan large enough to be read.
func (p *pictures) view(ctx context.Context, sha256 string) ([]byte, error) {
	original, err := p.around.Store.OpenScan(ctx, p.draft, sha256)
	if err != nil {
		return nil, err
	}
	defer original.Close() // was only read
	info, err := inspect(ctx, original)
	if err != nil {
		return nil, err
	}
	return p.around.Pages.Thumbnail(ctx, original, info, viewSide)
}

// inspect tells what an opened file is.
func inspect(ctx context.Context, file *os.File) (scan.Info, error) {
	stat, err := file.Stat()
	if err != nil {
		return scan.Info{}, fmt.Errorf("look at scan: %w", err)
	}
	if !stat.Mode().IsRegular() {
		return scan.Info{}, &scan.Error{Problem: scan.UnknownKind}
	}
	return scan.Inspect(ctx, file, stat.Size())
}

// Thumbnailer draws scans; store/scan/pdfpage has one that draws PDFs too.
type Thumbnailer interface {
	Thumbnail(ctx context.Context, r io.ReaderAt, info scan.Info, maxSide int) ([]byte, error)
}
