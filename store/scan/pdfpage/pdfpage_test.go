package pdfpage

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/signintech/gopdf"

	"recordaldesk/store/scan"
)

// One translation of the engine serves every test: it takes seconds.
var cacheDir string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "pdfpage")
	if err != nil {
		panic(err)
	}
	cacheDir = dir
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// pages is a PDF whose pages are wholly red, green and blue, in turn; the second
// lies on its side.
func pages(t testing.TB, n int, protection gopdf.PDFProtectionConfig) []byte {
	t.Helper()
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4, Protection: protection})
	for i := range n {
		size := gopdf.PageSizeA4
		if i == 1 {
			size = gopdf.PageSizeA4Landscape
		}
		pdf.AddPageWithOption(gopdf.PageOption{PageSize: size})
		c := colours[i%3]
		pdf.SetFillColor(c.R, c.G, c.B)
		pdf.RectFromUpperLeftWithStyle(0, 0, size.W, size.H, "F")
	}
	data, err := pdf.GetBytesPdfReturnErr()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var colours = []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}}

func infoOf(data []byte) scan.Info { return scan.Info{Kind: scan.PDF, Bytes: int64(len(data))} }

func newRenderer(t testing.TB) *Renderer {
	r := &Renderer{CacheDir: cacheDir}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func TestPageDrawsThePageAskedFor(t *testing.T) {
	r := newRenderer(t)
	data := pages(t, 3, gopdf.PDFProtectionConfig{})
	want := []image.Point{{142, 200}, {200, 142}, {142, 200}}
	for i := range 3 {
		img, err := r.Page(t.Context(), bytes.NewReader(data), infoOf(data), i, 200)
		if err != nil {
			t.Fatalf("page %d: %v", i, err)
		}
		if got := img.Bounds().Size(); got != want[i] {
			t.Errorf("page %d is %v, want %v", i, got, want[i])
		}
		if got := img.At(70, 70); got != colours[i] {
			t.Errorf("page %d has %v, want %v", i, got, colours[i])
		}
	}
}

// A scan at 50 to the inch must not look like one at 150; what is drawn by strokes
// has no pixels of its own.
func TestAScannedPageIsDrawnWithNoMorePixelsThanItHas(t *testing.T) {
	a4 := gopdf.PageSizeA4
	covered := func(w, h int, also func(pdf *gopdf.GoPdf)) []byte {
		var picture bytes.Buffer
		if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, w, h)), nil); err != nil {
			t.Fatal(err)
		}
		var pdf gopdf.GoPdf
		pdf.Start(gopdf.Config{PageSize: *a4})
		pdf.AddPage()
		holder, err := gopdf.ImageHolderByBytes(picture.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if err := pdf.ImageByHolder(holder, 0, 0, a4); err != nil {
			t.Fatal(err)
		}
		also(&pdf)
		data, err := pdf.GetBytesPdfReturnErr()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	plain := func(*gopdf.GoPdf) {}
	r := newRenderer(t)
	for name, tt := range map[string]struct {
		data      []byte
		ask, want int
	}{
		"scan":                {covered(413, 585, plain), 1754, 585},
		"scan drawn smaller":  {covered(413, 585, plain), 300, 300},
		"scan with a stroke":  {covered(413, 585, func(pdf *gopdf.GoPdf) { pdf.Line(10, 10, 200, 10) }), 1754, 1754},
		"ground of one pixel": {covered(1, 1, plain), 1754, 1754},
		"page without a scan": {pages(t, 1, gopdf.PDFProtectionConfig{}), 1754, 1754},
	} {
		img, err := r.Page(t.Context(), bytes.NewReader(tt.data), infoOf(tt.data), 0, tt.ask)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := img.Bounds().Dy(); got < tt.want-1 || got > tt.want+1 {
			t.Errorf("%s is %d pixels high, want %d", name, got, tt.want)
		}
	}
}

func TestThumbnailOfAPDFAndOfAPicture(t *testing.T) {
	r := newRenderer(t)
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 400, 100)), nil); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		data []byte
		want image.Point
	}{
		{pages(t, 1, gopdf.PDFProtectionConfig{}), image.Pt(142, 200)},
		{pages(t, 1, gopdf.PDFProtectionConfig{UseProtection: true, OwnerPass: []byte("owner")}), image.Pt(142, 200)},
		{picture.Bytes(), image.Pt(200, 50)},
	}
	for _, tt := range tests {
		info, err := scan.Inspect(t.Context(), bytes.NewReader(tt.data), int64(len(tt.data)))
		if err != nil {
			t.Fatal(err)
		}
		thumb, err := r.Thumbnail(t.Context(), bytes.NewReader(tt.data), info, 200)
		if err != nil {
			t.Fatalf("%s: %v", info.Kind, err)
		}
		img, err := jpeg.Decode(bytes.NewReader(thumb))
		if err != nil {
			t.Fatalf("%s: %v", info.Kind, err)
		}
		if got := img.Bounds().Size(); got != tt.want {
			t.Errorf("%s: got %v, want %v", info.Kind, got, tt.want)
		}
	}
}

func TestPageTellsWhatIsWrongWithAPDF(t *testing.T) {
	r := newRenderer(t)
	whole := pages(t, 1, gopdf.PDFProtectionConfig{})
	tests := []struct {
		name string
		data []byte
		page int
		want scan.Problem
	}{
		{"no PDF inside", []byte("%PDF-1.7\nnothing"), 0, scan.Damaged},
		{"page that is not there", whole, 5, scan.Damaged},
		{"password", pages(t, 1, gopdf.PDFProtectionConfig{UseProtection: true, UserPass: []byte("u"), OwnerPass: []byte("o")}), 0, scan.Encrypted},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := r.Page(t.Context(), bytes.NewReader(tt.data), infoOf(tt.data), tt.page, 100)
			var e *scan.Error
			if !errors.As(err, &e) || e.Problem != tt.want {
				t.Errorf("got error %v, want problem %q", err, tt.want)
			}
		})
	}
	// None of them may spoil the engine for the next.
	if _, err := r.Page(t.Context(), bytes.NewReader(whole), infoOf(whole), 0, 100); err != nil {
		t.Errorf("a good PDF after bad ones: %v", err)
	}
}

func TestPageTellsADiskFailureFromADamagedPDF(t *testing.T) {
	r := newRenderer(t)
	gone := errors.New("disk is gone")
	_, err := r.Page(t.Context(), failing{gone}, scan.Info{Kind: scan.PDF, Bytes: 1000}, 0, 100)
	if !errors.Is(err, gone) {
		t.Errorf("got error %v, want the disk's", err)
	}
}

type failing struct{ err error }

func (f failing) ReadAt([]byte, int64) (int, error) { return 0, f.err }

func TestOneRendererServesManyAtOnce(t *testing.T) {
	r := newRenderer(t)
	r.Idle = time.Nanosecond // the engine is ended and started between pages
	data := pages(t, 3, gopdf.PDFProtectionConfig{})
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			img, err := r.Page(t.Context(), bytes.NewReader(data), infoOf(data), i%3, 100)
			if err != nil {
				t.Errorf("page %d: %v", i, err)
			} else if got := img.At(50, 50); got != colours[i%3] {
				t.Errorf("page %d has %v, want %v", i, got, colours[i%3])
			}
		})
	}
	wg.Wait()
}

func TestPageStopsWithItsContextAndTheRendererGoesOn(t *testing.T) {
	r := newRenderer(t)
	data := pages(t, 1, gopdf.PDFProtectionConfig{})
	// The context ends while the engine is reading the PDF.
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := r.Page(ctx, &cancelling{bytes.NewReader(data), cancel}, infoOf(data), 0, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
	if _, err := r.Page(ctx, bytes.NewReader(data), infoOf(data), 0, 100); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
	if _, err := r.Page(t.Context(), bytes.NewReader(data), infoOf(data), 0, 100); err != nil {
		t.Errorf("the next page: %v", err)
	}
}

type cancelling struct {
	io.ReaderAt
	cancel context.CancelFunc
}

func (c *cancelling) ReadAt(p []byte, off int64) (int, error) {
	c.cancel()
	return c.ReaderAt.ReadAt(p, off)
}

func TestCloseEndsTheRendererForGood(t *testing.T) {
	var r Renderer
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	data := pages(t, 1, gopdf.PDFProtectionConfig{})
	if _, err := r.Page(t.Context(), bytes.NewReader(data), infoOf(data), 0, 100); !errors.Is(err, ErrClosed) {
		t.Errorf("got error %v, want %v", err, ErrClosed)
	}
}

// A cache spoilt by a full disk or a crash costs time once, never the thumbnail.
func TestADamagedCacheIsMadeAnew(t *testing.T) {
	data := pages(t, 1, gopdf.PDFProtectionConfig{})
	draw := func(dir string) {
		t.Helper()
		r := &Renderer{CacheDir: dir}
		if _, err := r.Page(t.Context(), bytes.NewReader(data), infoOf(data), 0, 100); err != nil {
			t.Error(err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	draw(cacheDir) // so that there is one to copy

	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(cacheDir)); err != nil {
		t.Fatal(err)
	}
	translated := func() string {
		files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
		if err != nil || len(files) != 1 {
			t.Fatalf("got cache files %v, %v, want one", files, err)
		}
		return files[0]
	}
	const damaged = 1000
	if err := os.Truncate(translated(), damaged); err != nil {
		t.Fatal(err)
	}
	draw(dir)
	if f, err := os.Stat(translated()); err != nil || f.Size() <= damaged {
		t.Errorf("the cache was not made anew: %v, %v", f, err)
	}
}

func TestACacheThatCannotBeKeptIsNone(t *testing.T) {
	occupied := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(occupied, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"", occupied, filepath.Join(occupied, "below")} {
		if openCache(dir) != nil {
			t.Errorf("a cache is kept in %q", dir)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	r := newRenderer(b)
	data := pages(b, 1, gopdf.PDFProtectionConfig{})
	for b.Loop() {
		if _, err := r.Page(b.Context(), bytes.NewReader(data), infoOf(data), 0, 320); err != nil {
			b.Fatal(err)
		}
	}
}
