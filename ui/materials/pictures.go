package materials

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"image"
	"io"
	"log/slog"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
)

const (
	thumbnailKind = "thumbnail" // of the derivative in the store
	thumbnailSide = 320         // pixels
	drawn         = 2           // thumbnails at a time
)

// pictures brings the thumbnails of a draft's scans to the screen, a few at a
// time, and keeps those it has shown.
type pictures struct {
	around  Around
	draft   string
	ctx     context.Context
	turns   chan struct{}
	shown   map[string]picture // by scan and what was done to it
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

// nameOf tells the thumbnails of a scan apart by what was done to it.
func nameOf(a rules.Attachment) string {
	if a.Retouch.Empty() {
		return thumbnailKind
	}
	recipe, err := json.Marshal(a.Retouch)
	if err != nil {
		return thumbnailKind // the recipe is no number a picture could be made by
	}
	sum := sha256.Sum256(recipe)
	return thumbnailKind + "/" + hex.EncodeToString(sum[:8])
}

func pictureKey(a rules.Attachment) string { return a.SHA256 + " " + nameOf(a) }

// get calls show on the UI goroutine, at once where the picture is there.
func (p *pictures) get(a rules.Attachment, show func(picture)) {
	key := pictureKey(a)
	if there, ok := p.shown[key]; ok {
		show(there)
		return
	}
	p.waiting[key] = append(p.waiting[key], show)
	if len(p.waiting[key]) > 1 {
		return
	}
	crash.Go(func() {
		p.turns <- struct{}{}
		defer func() { <-p.turns }()
		data, err := p.thumbnail(a)
		p.around.Do(func() { p.put(a, data, err) })
	})
}

// put takes in a thumbnail that was made and shows it where it is waited for.
func (p *pictures) put(a rules.Attachment, data []byte, err error) {
	key := pictureKey(a)
	made := picture{err: err}
	if err == nil {
		made.resource = fyne.NewStaticResource(key+".jpg", data)
	}
	if !errors.Is(err, context.Canceled) {
		p.shown[key] = made
	}
	waiting := p.waiting[key]
	delete(p.waiting, key)
	for _, show := range waiting {
		show(made)
	}
}

// forget has the picture be looked for again, as after its file came back.
func (p *pictures) forget(a rules.Attachment) { delete(p.shown, pictureKey(a)) }

// thumbnail reads the thumbnail of a scan, or makes it. The original is opened
// first either way, so that one that is gone is told.
func (p *pictures) thumbnail(a rules.Attachment) ([]byte, error) {
	original, err := p.around.Store.OpenScan(p.ctx, p.draft, a.SHA256)
	if err != nil {
		return nil, err
	}
	defer original.Close() // was only read
	data, err := p.around.Store.Derivative(p.ctx, a.SHA256, nameOf(a))
	if err == nil || !errors.Is(err, store.ErrNotFound) {
		return data, err
	}
	info, err := scan.Inspect(p.ctx, original, original.Size())
	if err != nil {
		return nil, err
	}
	if data, err = p.draw(original, info, a.Retouch); err != nil {
		return nil, err
	}
	p.around.remember(p.ctx, a.SHA256, nameOf(a), data)
	return data, nil
}

// draw makes the thumbnail of a scan as it will be sent.
func (p *pictures) draw(original *store.Original, info scan.Info, recipe *rules.Retouch) ([]byte, error) {
	if recipe.Empty() {
		return p.around.Pages.Thumbnail(p.ctx, original, info, thumbnailSide)
	}
	var img image.Image
	var err error
	if info.Kind == scan.PDF {
		if img, err = p.around.Pages.Page(p.ctx, original, info, 0, thumbnailSide); err == nil {
			img = scan.Turn(img, recipe.Turn)
		}
		if mark, ok := recipe.Mark(0); ok && err == nil {
			img, err = retouch.Draw(img, mark)
		}
	} else {
		img, err = retouch.Picture(p.ctx, original, info, recipe)
	}
	if err != nil {
		return nil, err
	}
	return scan.ThumbnailOf(p.ctx, img, thumbnailSide)
}

// remember keeps a thumbnail. Without it, it is drawn anew the next time.
func (a *Around) remember(ctx context.Context, sha256, kind string, thumbnail []byte) {
	if err := a.Store.PutDerivative(ctx, sha256, kind, thumbnail); err != nil && !errors.Is(err, store.ErrViewing) {
		slog.Warn("keep thumbnail", "err", err)
	}
}

// Drawer draws scans; store/scan/pdfpage has one that draws PDFs too.
type Drawer interface {
	Thumbnail(ctx context.Context, r io.ReaderAt, info scan.Info, maxSide int) ([]byte, error)
	Page(ctx context.Context, r io.ReaderAt, info scan.Info, page, maxSide int) (image.Image, error)
}
