package retouch

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/signintech/gopdf"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/pdfpage"
)

// pages is a PDF whose pages have these entries, with a black square of 10 points
// at 0, 0 of each.
func pages(entries ...string) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", ""}
	var kids strings.Builder
	for i, e := range entries {
		fmt.Fprintf(&kids, " %d 0 R", 3+2*i)
		content := "0 0 10 10 re f"
		switch {
		case strings.Contains(e, "careless"): // two states are left open
			content = "q 3 0 0 3 50 50 cm q 0 0 10 10 re f %q\n(q) pop <</q /q>> BI /W 1 /H 1 /BPC 8 /CS /G ID q EI"
		case strings.Contains(e, "eager"): // one is restored too many
			content = "0 0 10 10 re f Q"
		}
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R %s >>", 4+2*i, e),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 400 300] >>", kids.String(), len(entries))
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// odd are pages as they are met: turned, with boxes anywhere, of any size.
var odd = []string{
	"",
	"/Rotate 90",
	"/Rotate 180",
	"/Rotate 270",
	"/Rotate -90",
	"/MediaBox [0 0 595 842]",
	"/MediaBox [-200 100 200 400] /Rotate 90",
	"/MediaBox [400 300 0 0]",
	"/CropBox [100 50 350 250]",
	"/CropBox [100 50 350 250] /Rotate 270",
	"/CropBox [-1000 -1000 5000 5000]",
	"/MediaBox [0 0 72.5 1000.25]",
	"/careless true",
	"/eager true",
	"/UserUnit 2",
}

var renderer = sync.OnceValue(func() *pdfpage.Renderer { return &pdfpage.Renderer{} })

// drawn returns a page as a viewer shows it, a pixel or two a point.
func drawn(t *testing.T, data []byte, page, side int) image.Image {
	t.Helper()
	info := inspect(t, data)
	return must(renderer().Page(t.Context(), bytes.NewReader(data), info, page, side))
}

func applied(t testing.TB, data []byte, r *rules.Retouch) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Apply(t.Context(), &out, bytes.NewReader(data), inspect(t, data), r); err != nil {
		t.Fatalf("apply: %v", err)
	}
	return out.Bytes()
}

// greyBox is the box round what is neither white nor black, as the mark is.
func greyBox(m image.Image) image.Rectangle {
	b := m.Bounds()
	grey := image.NewGray(b)
	draw.Draw(grey, b, m, b.Min, draw.Src)
	box := image.Rectangle{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x, v := range grey.Pix[grey.PixOffset(b.Min.X, y):][:b.Dx()] {
			if v > 120 && v < 215 {
				box = box.Union(image.Rect(b.Min.X+x, y, b.Min.X+x+1, y+1))
			}
		}
	}
	return box
}

func TestAMarkOnAPDFLiesWhereItIsWantedOnEveryKindOfPage(t *testing.T) {
	l := must(textLine())
	var sizes []image.Point
	for page := range odd {
		sizes = append(sizes, drawn(t, pages(odd...), page, 800).Bounds().Size())
	}
	for turn, angle := range []float64{0, -40} {
		mark := rules.Watermark{X: .6, Y: .3, Width: .5, Angle: angle}
		out := applied(t, pages(odd...), &rules.Retouch{Turn: turn, Watermarks: []rules.Watermark{mark}})
		for page, entry := range odd {
			t.Run(fmt.Sprintf("%s turned %d", entry, turn), func(t *testing.T) {
				m := drawn(t, out, page, 800)
				size := sizes[page]
				if turn%2 == 1 {
					size = image.Pt(size.Y, size.X)
				}
				if m.Bounds().Size() != size {
					t.Fatalf("page of %v became %v", size, m.Bounds().Size())
				}
				w, h := float64(size.X), float64(size.Y)
				p := l.place(mark, w, h)
				sin, cos := math.Abs(p.sin), math.Abs(p.cos)
				across, down := (l.length*cos+l.depth*sin)/2*p.em, (l.length*sin+l.depth*cos)/2*p.em
				got, slack := greyBox(m), 3+.02*w+.7*l.depth*p.em*sin
				if p.em < 3 {
					slack += p.em // the last letter's ink can be too light to be told from paper
				}
				for _, side := range [][2]float64{
					{float64(got.Min.X), p.x - across}, {float64(got.Max.X), p.x + across},
					{float64(got.Min.Y), p.y - down}, {float64(got.Max.Y), p.y + down},
				} {
					if math.Abs(side[0]-side[1]) > slack {
						t.Fatalf("the mark lies in %v, want %.0f ± %.0f, %.0f ± %.0f", got, p.x, across, p.y, down)
					}
				}
			})
		}
	}
}

// A drawn page that is retouched shows what the retouched PDF shows when it is drawn.
func TestADrawnPageIsRetouchedAsThePDFIs(t *testing.T) {
	recipe := &rules.Retouch{Turn: 1, Watermarks: []rules.Watermark{{X: .6, Y: .3, Width: .5}, {X: .4, Y: .6, Width: .4, Angle: 10}}}
	unmarked := pages("", "/Rotate 90", "/CropBox [100 50 350 250]")
	out := applied(t, unmarked, recipe)
	for page := range 3 {
		want := drawn(t, out, page, 1000)
		got := must(Page(drawn(t, unmarked, page, 1000), page, recipe))
		a, b := greyBox(got), greyBox(want)
		if got.Bounds().Size() != want.Bounds().Size() || a.Empty() {
			t.Fatalf("page %d is %v, want %v, with a mark in %v", page, got.Bounds(), want.Bounds(), a)
		}
		for _, off := range []int{a.Min.X - b.Min.X, a.Min.Y - b.Min.Y, a.Max.X - b.Max.X, a.Max.Y - b.Max.Y} {
			if off < -6 || off > 6 {
				t.Errorf("page %d: the mark lies in %v, want %v", page, a, b)
			}
		}
	}
	var impossible *rules.RetouchError
	if _, err := Page(plain(40, 60, color.White), 0, &rules.Retouch{Corners: []rules.Point{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}); !errors.As(err, &impossible) || impossible.Problem != rules.RetouchCornersPDF {
		t.Errorf("a page cannot be cut out: %v", err)
	}
}

// The text is there to be read, also by a program, and nothing of the page is lost.
func TestAMarkOnAPDFIsTextAndThePageStaysText(t *testing.T) {
	for _, tool := range []string{"qpdf", "pdftotext", "pdffonts"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("no %s", tool)
		}
	}
	var letter gopdf.GoPdf
	letter.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4, Protection: gopdf.PDFProtectionConfig{UseProtection: true, OwnerPass: []byte("owner")}})
	for range 3 {
		letter.AddPage()
		if err := errors.Join(letter.AddTTFFontData("f", testFontData()), letter.SetFont("f", "", 12), letter.Text("承诺书 commitment")); err != nil {
			t.Fatal(err)
		}
	}
	data := must(letter.GetBytesPdfReturnErr())
	for name, data := range map[string][]byte{"a letter that may not be copied": data, "odd pages": pages(odd...)} {
		t.Run(name, func(t *testing.T) {
			out := applied(t, data, &rules.Retouch{Watermarks: []rules.Watermark{{X: .5, Y: .8, Width: .6}}})
			file := filepath.Join(t.TempDir(), "a.pdf")
			if err := os.WriteFile(file, out, 0o600); err != nil {
				t.Fatal(err)
			}
			if said, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
				t.Errorf("qpdf --check: %s", said)
			}
			// Raw, as it was set: by place, lines that cross would be mixed.
			text := string(must(exec.Command("pdftotext", "-raw", file, "-").Output()))
			n := inspect(t, data).Pages
			if got := strings.Count(text, Text); got != n {
				t.Errorf("the text is found %d times on %d pages:\n%s", got, n, text)
			}
			if name != "odd pages" && strings.Count(text, "承诺书 commitment") != n {
				t.Errorf("the letter's text is lost:\n%s", text)
			}
			said := string(must(exec.Command("pdffonts", file).Output()))
			for _, font := range strings.Split(strings.TrimSpace(said), "\n")[2:] {
				if strings.Count(font, " yes") < 2 {
					t.Errorf("a font is not embedded:\n%s", said)
				}
			}
			if len(out) > len(data)+60_000 {
				t.Errorf("%d bytes became %d: the font is no subset", len(data), len(out))
			}
			if !bytes.Equal(out, applied(t, data, &rules.Retouch{Watermarks: []rules.Watermark{{X: .5, Y: .8, Width: .6}}})) {
				t.Error("the same recipe gave other bytes")
			}
		})
	}
}

func TestPagesHaveTheirOwnMarks(t *testing.T) {
	out := applied(t, pages("", "", ""), &rules.Retouch{Watermarks: []rules.Watermark{{X: .5, Y: .2, Width: .5}, {X: .5, Y: .8, Width: .5}}})
	for page, want := range []float64{.2, .8, .8} {
		box := greyBox(drawn(t, out, page, 400))
		if got := float64(box.Min.Y+box.Max.Y) / 2 / 300; math.Abs(got-want) > .02 {
			t.Errorf("the mark of page %d stands at %.2f, want %.2f", page+1, got, want)
		}
	}
}

func TestPagesOfAPDFAreNotCutOut(t *testing.T) {
	data := pages("")
	corners := []rules.Point{{0, 0}, {.5, 0}, {.5, .5}, {0, .5}}
	var out bytes.Buffer
	err := Apply(t.Context(), &out, bytes.NewReader(data), inspect(t, data), &rules.Retouch{Corners: corners})
	var refused *rules.RetouchError
	if !errors.As(err, &refused) || refused.Problem != rules.RetouchCornersPDF || out.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, out.Len())
	}
	if _, err := Picture(t.Context(), bytes.NewReader(data), inspect(t, data), nil); !errors.Is(err, scan.ErrPDF) {
		t.Errorf("its pixels: %v", err)
	}
}
