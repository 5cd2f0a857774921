// Package pdfpage draws the pages of a scanned PDF as pictures.
//
// It runs PDFium, the engine of the Chrome browser, as WebAssembly: no C
// compiler is needed, and a hostile PDF is confined to the engine's own memory,
// without files, network or JavaScript. The price is about ten megabytes of
// program, which is why only what shows pages imports this package.
package pdfpage

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"recordaldesk/store/crash"
	"recordaldesk/store/scan"
)

const (
	// DefaultIdle is how long an unused engine is kept.
	DefaultIdle = 30 * time.Second

	// maxRender ends a page that never finishes: such PDFs exist by design.
	maxRender = 20 * time.Second

	// maxMemoryPages bounds what one PDF may take, in WebAssembly pages of 64 kB.
	maxMemoryPages = 256 << 20 >> 16

	// MaxSide is the longest side, in pixels, that a page may be drawn with.
	MaxSide = 5000
)

// ErrClosed is returned by a Renderer after Close.
var ErrClosed = errors.New("renderer of PDF pages is closed")

// Renderer draws pages, one at a time. It starts the engine when it is first
// needed and lets go of it after Idle without work, so that its memory
// (about 40 MB) is not held by a program that shows forms all day.
//
// The very first start on a machine translates the engine into machine code:
// 3 to 5 seconds and 300 MB for that time. The result is kept in CacheDir
// (21 MB); later starts take a tenth of a second.
//
// The zero Renderer works, without a cache. It is safe for concurrent use and
// must not be copied.
type Renderer struct {
	// CacheDir is the folder for the translated engine, made if missing; empty:
	// none is kept. What lies there is run as machine code, so it must be a
	// folder only this user can write to.
	CacheDir string
	Idle     time.Duration // zero means DefaultIdle

	once   sync.Once
	turn   chan struct{} // holds one token: whoever has it may use what follows
	engine *engine
	timer  *time.Timer
	closed bool
}

// engine is a running PDFium with what must be ended together with it.
type engine struct {
	pool   pdfium.Pool
	cache  wazero.CompilationCache
	cancel context.CancelFunc // stops whatever the engine is doing
}

// Thumbnail returns a JPEG of the scan r that info describes, no side longer
// than maxSide pixels: of a PDF its first page, of a picture what
// [scan.Thumbnail] returns, with the same errors.
func (r *Renderer) Thumbnail(ctx context.Context, at io.ReaderAt, info scan.Info, maxSide int) ([]byte, error) {
	if info.Kind != scan.PDF {
		return scan.Thumbnail(ctx, at, info, maxSide)
	}
	page, err := r.Page(ctx, at, info, 0, maxSide)
	if err != nil {
		return nil, err
	}
	return scan.EncodeThumbnail(page)
}

// Page draws a page of the PDF at, counted from 0, on white, annotations such as
// stamped seals included, so that its longer side has maxSide pixels (at most
// [MaxSide]). A page that was scanned is not drawn with more pixels than the scanner
// gave it: too coarse a scan would look like a fine one. A page the engine cannot
// draw is a [*scan.Error]. When ctx ends, drawing stops and its error is returned.
func (r *Renderer) Page(ctx context.Context, at io.ReaderAt, info scan.Info, page, maxSide int) (image.Image, error) {
	if info.Kind != scan.PDF || info.Bytes <= 0 || info.Bytes > scan.MaxBytes {
		return nil, fmt.Errorf("draw page of %q: no PDF", info.Kind)
	}
	if maxSide < 1 || maxSide > MaxSide {
		return nil, fmt.Errorf("draw page %d pixels wide: outside 1 to %d", maxSide, MaxSide)
	}
	if err := r.acquire(ctx); err != nil {
		return nil, err
	}
	defer r.release()
	if r.closed {
		return nil, ErrClosed
	}
	if r.engine == nil {
		e, err := start(r.CacheDir)
		if err != nil {
			return nil, fmt.Errorf("start the PDF engine: %w", err)
		}
		r.engine = e
	}
	limited, cancel := context.WithTimeout(ctx, maxRender)
	defer cancel()
	img, err := r.engine.draw(limited, at, info.Bytes, page, maxSide)
	switch {
	case limited.Err() != nil:
		r.stop() // its memory may be in any state
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("draw page: %w", err)
		}
		return nil, &scan.Error{Problem: scan.Damaged, Kind: scan.PDF, Err: limited.Err()}
	case err != nil:
		return nil, err
	}
	return img, nil
}

// Close ends the engine, after a page being drawn is done, and gives its memory
// back. The Renderer cannot be used again.
func (r *Renderer) Close() error {
	if err := r.acquire(context.Background()); err != nil {
		return err
	}
	defer r.release()
	r.closed = true
	r.stop()
	return nil
}

// acquire waits for the one turn, or for ctx to end.
func (r *Renderer) acquire(ctx context.Context) error {
	r.once.Do(func() { r.turn = make(chan struct{}, 1) })
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("draw page: %w", err)
	}
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("draw page: %w", ctx.Err())
	}
	if r.timer != nil {
		r.timer.Stop()
	}
	return nil
}

// release gives the turn back and starts counting idle time.
func (r *Renderer) release() {
	if r.engine != nil {
		idle := r.Idle
		if idle == 0 {
			idle = DefaultIdle
		}
		r.timer = time.AfterFunc(idle, func() { crash.Guard(r.stopIfIdle) })
	}
	<-r.turn
}

// stopIfIdle ends the engine unless someone is using it, who will then start
// the count anew.
func (r *Renderer) stopIfIdle() {
	select {
	case r.turn <- struct{}{}:
		r.stop()
		<-r.turn
	default:
	}
}

// stop ends the engine. Go would keep its memory for later use; a desktop
// program gives it back.
func (r *Renderer) stop() {
	if r.engine == nil {
		return
	}
	r.engine.close()
	r.engine = nil
	debug.FreeOSMemory()
}

// start starts the engine with its translation from dir. A cache that is damaged
// is made anew; one that cannot be written costs only time.
func start(dir string) (*engine, error) {
	if cache := openCache(dir); cache != nil {
		if e, err := startWith(cache); err == nil {
			return e, nil
		}
		removeCache(dir)
	}
	if cache := openCache(dir); cache != nil {
		if e, err := startWith(cache); err == nil {
			return e, nil
		}
	}
	return startWith(nil)
}

// openCache returns nil where no cache can be kept.
func openCache(dir string) wazero.CompilationCache {
	if dir == "" {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}

// removeCache removes what wazero keeps in dir, in folders named for its version.
func removeCache(dir string) {
	folders, err := filepath.Glob(filepath.Join(dir, "wazero-*"))
	if err != nil {
		return // the pattern is at fault, and then there is nothing to remove
	}
	for _, folder := range folders {
		_ = os.RemoveAll(folder) // if it stays, the next start is merely slow again
	}
}

func startWith(cache wazero.CompilationCache) (*engine, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling). // PDFium uses setjmp
		WithMemoryLimitPages(maxMemoryPages).
		WithCloseOnContextDone(true)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	ctx, cancel := context.WithCancel(context.Background())
	pool, err := webassembly.Init(webassembly.Config{
		Context:       ctx,
		MaxTotal:      1,
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(), // the default shows the engine the whole disk
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	e := &engine{pool: pool, cache: cache, cancel: cancel}
	if err != nil {
		e.close()
		return nil, err
	}
	debug.FreeOSMemory() // translating took up to 300 MB, and nobody needs them again
	return e, nil
}

func (e *engine) close() {
	e.cancel()
	// Neither has anything to say that matters now: nothing is written by them.
	if e.pool != nil {
		_ = e.pool.Close()
	}
	if e.cache != nil {
		_ = e.cache.Close(context.Background())
	}
}

// draw opens the PDF in an engine of its own, so that nothing of one client's
// papers is left for the next, and draws the page.
func (e *engine) draw(ctx context.Context, at io.ReaderAt, size int64, page, maxSide int) (image.Image, error) {
	defer context.AfterFunc(ctx, e.cancel)()

	instance, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("start the PDF engine: %w", err)
	}
	defer instance.Close()

	file := &file{ReaderAt: at}
	doc, err := instance.OpenDocument(&requests.OpenDocument{
		FileReader: io.NewSectionReader(file, 0, size), FileReaderSize: size,
	})
	if err != nil {
		return nil, problem(file, err)
	}
	if side := scannedSide(instance, doc.Document, page); side > 0 {
		maxSide = min(maxSide, side)
	}
	result, err := instance.RenderPageInPixels(&requests.RenderPageInPixels{
		Width: maxSide, Height: maxSide,
		RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
		Page:        requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: page}},
	})
	if err != nil {
		return nil, problem(file, err)
	}
	defer result.Cleanup()
	// The picture lies in the engine's memory, which ends with this call.
	b := result.Result.RenderedImage.Bounds()
	img := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(img, img.Rect, result.Result.RenderedImage, b.Min, draw.Over)
	return img, nil
}

// file remembers a failure of the disk, which the engine takes for a damaged PDF.
type file struct {
	io.ReaderAt
	err error
}

func (f *file) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.ReaderAt.ReadAt(p, off)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// problem says what the engine's complaint means: the disk's failure if there
// was one, else something about the scan.
func problem(f *file, err error) error {
	if f.err != nil {
		return fmt.Errorf("read scan: %w", f.err)
	}
	p := scan.Damaged
	if errors.Is(err, pdferrors.ErrPassword) || errors.Is(err, pdferrors.ErrSecurity) {
		p = scan.Encrypted
	}
	return &scan.Error{Problem: p, Kind: scan.PDF, Err: err}
}
