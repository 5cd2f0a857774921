package review

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"testing"

	"golang.org/x/image/draw"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/worth"
)

// inspected tells what some bytes are.
func inspected(t *testing.T, data []byte) (*bytes.Reader, scan.Info) {
	t.Helper()
	r := bytes.NewReader(data)
	info, err := scan.Inspect(t.Context(), r, int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r, info
}

func encoded(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pager draws its pictures for the pages, in turn.
type pager []image.Image

func (p pager) Page(_ context.Context, _ io.ReaderAt, _ scan.Info, page, _ int) (image.Image, error) {
	return p[page%len(p)], nil
}

func has(p Page, f worth.Fault) bool {
	for _, r := range p.Remarks {
		if r.Fault == f {
			return true
		}
	}
	return false
}

func TestABlankPictureIsRemarkedOn(t *testing.T) {
	white := image.NewRGBA(image.Rect(0, 0, 1200, 1700))
	draw.Draw(white, white.Rect, image.White, image.Point{}, draw.Src)
	r, info := inspected(t, encoded(t, white))
	seen, err := Look(t.Context(), r, info, nil, nil, "check_list", "")
	if err != nil || len(seen.Pages) != 1 || !has(seen.Pages[0], worth.Blank) || seen.Version != Version {
		t.Errorf("%+v, %v", seen, err)
	}
	// In a PDF an empty page is one of several, unless all of them are.
	printed := image.NewRGBA(white.Rect)
	draw.Draw(printed, printed.Rect, white, image.Point{}, draw.Src)
	for y := 300; y < 1200; y += 60 {
		draw.Draw(printed, image.Rect(200, y, 900, y+6), image.Black, image.Point{}, draw.Src)
	}
	info.Kind, info.Pages = scan.PDF, 2
	for name, tt := range map[string]struct {
		pages pager
		want  bool
	}{"the last of two": {pager{printed, white}, false}, "both": {pager{white}, true}} {
		seen, err = Look(t.Context(), r, info, tt.pages, nil, "check_list", "")
		if err != nil || len(seen.Pages) != 2 || has(seen.Pages[1], worth.Blank) != tt.want {
			t.Errorf("blank %s: %v of %d pages, %v", name, has(seen.Pages[1], worth.Blank), len(seen.Pages), err)
		}
	}
}

func TestTheSamePictureIsKnownWhateverWasDoneToIt(t *testing.T) {
	name := ""
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range f.Attachments {
		if a.Material == "domain_certificate" {
			name = a.File
		}
	}
	data, err := sample.Scan(name)
	if err != nil {
		t.Fatal(err)
	}
	r, info := inspected(t, data)
	if info.Kind == scan.PDF {
		t.Fatalf("%s is a PDF; the test needs a picture", name)
	}
	one, err := Look(t.Context(), r, info, nil, nil, "domain_certificate", "")
	if err != nil {
		t.Fatal(err)
	}
	turned, err := Look(t.Context(), r, info, nil, &rules.Retouch{Turn: 1, Watermarks: []rules.Watermark{{X: 0.5, Y: 0.5, Width: 0.9}}}, "domain_certificate", "")
	if err != nil {
		t.Fatal(err)
	}
	other := image.NewRGBA(image.Rect(0, 0, 900, 600))
	for y := range 600 {
		for x := range 900 {
			other.Set(x, y, color.RGBA{uint8(x * y / 700), uint8(x / 4), uint8(y / 3), 255})
		}
	}
	r2, info2 := inspected(t, encoded(t, other))
	stranger, err := Look(t.Context(), r2, info2, nil, nil, "domain_certificate", "")
	if err != nil {
		t.Fatal(err)
	}
	if !one.Same(turned) || one.Same(stranger) || (Seen{}).Same(one) {
		t.Errorf("turned is the same: %v; a stranger: %v", one.Same(turned), one.Same(stranger))
	}
}

func TestAScannedPageSaysWhichItIs(t *testing.T) {
	c := pagecode.Code{Filing: pagecode.NewReference(), Form: "06", Website: 1, Page: 1, Pages: 1}
	square, err := c.Square()
	if err != nil {
		t.Fatal(err)
	}
	page := image.NewGray(image.Rect(0, 0, 1240, 1754))
	draw.Draw(page, page.Rect, image.White, image.Point{}, draw.Src)
	for y, row := range square {
		for x, black := range row {
			if black {
				draw.Draw(page, image.Rect(1050+4*x, 1620+4*y, 1054+4*x, 1624+4*y), image.Black, image.Point{}, draw.Src)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, page); err != nil {
		t.Fatal(err)
	}
	r, info := inspected(t, b.Bytes())
	if got, ok, err := Code(t.Context(), r, info, nil); err != nil || !ok || got != c {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	info.Kind, info.Pages = scan.PDF, 3
	if got, ok, err := Code(t.Context(), r, info, pager{page}); err != nil || !ok || got != c {
		t.Errorf("of a PDF: %+v, %v, %v", got, ok, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, ok, err := Code(ctx, r, info, pager{page}); ok || err == nil {
		t.Errorf("stopped: %v, %v", ok, err)
	}
}
