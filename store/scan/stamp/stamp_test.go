package stamp_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/signintech/gopdf"

	"recordaldesk/store/scan"
	"recordaldesk/store/scan/stamp"
)

// pdfOf is a PDF of one page, whose entries are given, with more objects from 5 on.
// Object 4 is what it draws.
func pdfOf(entries, content string, objects ...string) []byte {
	all := append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 400 300] >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + entries + " >>",
		stream("", content),
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range all {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, start)
	return b.Bytes()
}

func stream(entries, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(content), content)
}

func over(t testing.TB, pdf []byte, cover func(pages []*stamp.Page) (stamp.Cover, error)) ([]byte, error) {
	t.Helper()
	r := bytes.NewReader(pdf)
	info, err := scan.Inspect(t.Context(), r, int64(len(pdf)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = stamp.Over(t.Context(), &out, r, info, cover)
	return out.Bytes(), err
}

// free asks whether the box 300 to 340 from the left, 200 to 240 from the top, is free.
func free(t *testing.T, pdf []byte) bool {
	t.Helper()
	var is bool
	if _, err := over(t, pdf, func(pages []*stamp.Page) (stamp.Cover, error) {
		is = pages[0].Free(300, 200, 340, 240)
		return stamp.Cover{}, nil
	}); err != nil {
		t.Fatal(err)
	}
	return is
}

// On the page of 400 by 300 the box reaches from 300, 60 to 340, 100 in the page's units.
func TestWhatAPageDrawsIsNotFree(t *testing.T) {
	const font = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /X 5 0 R >> >>"
	form := func(entries, content string) string {
		return stream("/Type /XObject /Subtype /Form /BBox [0 0 400 300] "+entries, content)
	}
	picture := stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\x00")
	for name, test := range map[string]struct {
		entries, content, object string
		want                     bool
	}{
		"an empty page":                     {"", "", picture, true},
		"a filled box elsewhere":            {"", "10 10 50 50 re f", picture, true},
		"a filled box":                      {"", "290 50 20 20 re f", picture, false},
		"a frame around it":                 {"", "280 40 80 80 re S", picture, true},
		"a frame through it":                {"", "320 40 80 80 re S", picture, false},
		"a thick line beside it":            {"", "30 w 290 0 m 290 300 l S", picture, false},
		"a thin line beside it":             {"", "1 w 290 0 m 290 300 l S", picture, true},
		"white paper":                       {"", "1 g 0 0 400 300 re f 1 1 1 rg 0 0 400 300 re f", picture, true},
		"grey paper":                        {"", "0.9 g 0 0 400 300 re f", picture, false},
		"white no more":                     {"", "1 g q 0 g Q q 0 0 0 rg 0 0 400 300 re f Q", picture, false},
		"a clip":                            {"", "0 0 400 300 re W n 1 1 2 2 re f", picture, true},
		"a curve":                           {"", "0 0 m 0 400 400 400 400 0 c f", picture, false},
		"a box that is scaled into it":      {"", "q 10 0 0 10 0 0 cm 31 7 1 1 re f Q", picture, false},
		"a box after the scale is undone":   {"", "q 10 0 0 10 0 0 cm Q 31 7 1 1 re f", picture, true},
		"text":                              {font, "BT /F 12 Tf 310 70 Td (x) Tj ET", picture, false},
		"text that runs into it":            {font, "BT /F 12 Tf 1 0 0 1 200 70 Tm [(a long) -200 (line)] TJ ET", picture, false},
		"text that ends before it":          {font, "BT /F 12 Tf 1 0 0 1 200 70 Tm (short) Tj ET", picture, true},
		"text below it":                     {font, "BT /F 12 Tf 310 20 Td (page 1) Tj ET", picture, true},
		"a line further down by T*":         {font, "BT /F 12 Tf 20 TL 310 100 Td () Tj T* (x) Tj ET", picture, false},
		"words that look like drawing":      {font, "% 290 50 90 90 re f\nBT /F 9 Tf 9 9 Td (\\) 290 50 90 90 re f \\() Tj ET", picture, true},
		"a picture":                         {font, "q 100 0 0 100 280 40 cm /X Do Q", picture, false},
		"a picture elsewhere":               {font, "q 100 0 0 100 100 40 cm /X Do Q", picture, true},
		"a picture within the content":      {"", "q 100 0 0 100 280 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q", picture, false},
		"a form that draws elsewhere":       {font, "/X Do", form("", "1 1 5 5 re f"), true},
		"a form that draws there":           {font, "/X Do", form("", "310 70 5 5 re f"), false},
		"a form that is moved there":        {font, "/X Do", form("/Matrix [1 0 0 1 300 60]", "10 10 5 5 re f"), false},
		"a form that draws itself":          {font, "/X Do", form("/Resources << /XObject << /X 5 0 R >> >>", "/X Do"), false},
		"a shading":                         {font, "/S sh", picture, false},
		"what cannot be read":               {font, "10 10 m (no end", picture, false},
		"more than anybody draws":           {"", strings.Repeat("n ", 600_000), picture, false},
		"a page turned right":               {"/Rotate 90 /MediaBox [0 0 300 400]", "200 300 40 40 re f", picture, false},
		"a page turned right, elsewhere":    {"/Rotate 90 /MediaBox [0 0 300 400]", "10 10 40 40 re f", picture, true},
		"a cut page":                        {"/MediaBox [0 0 800 800] /CropBox [100 100 500 400]", "410 170 10 10 re f", picture, false},
		"in units of two points":            {"/UserUnit 2 /MediaBox [0 0 200 150]", "155 35 2 2 re f", picture, false},
		"a field with a background":         {"/Annots [<< /Subtype /Widget /Rect [300 60 340 100] /AP << /N 5 0 R >> >>]", "", form("", "0 0 400 300 re f"), false},
		"a field that is hidden":            {"/Annots [<< /Subtype /Widget /F 2 /Rect [300 60 340 100] /AP << /N 5 0 R >> >>]", "", form("", "0 0 400 300 re f"), true},
		"a field that shows nothing at all": {"/Annots [<< /Subtype /Widget /Rect [300 60 340 100] >>]", "", picture, true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := free(t, pdfOf(test.entries, test.content, test.object)); got != test.want {
				t.Errorf("free is %v", got)
			}
		})
	}
}

// A list of contents may name one long stream many times.
func TestAPageOfEndlessContentsIsGivenUp(t *testing.T) {
	content := strings.Repeat("1 1 5 5 re f\n", 100_000)
	pdf := pdfOf("/MediaBox [0 0 400 300]", content, "["+strings.Repeat("4 0 R ", 20_000)+"]")
	pdf = bytes.Replace(pdf, []byte("/Contents 4 0 R"), []byte("/Contents 5 0 R"), 1)
	if free(t, pdf) {
		t.Error("it was looked through")
	}
}

// sheetOf is a sheet with a grey square of 40 at 300, 200 from the upper left corner.
func sheetOf(t testing.TB, grey uint8) []byte {
	t.Helper()
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: 400, H: 300}})
	pdf.AddPage()
	pdf.SetFillColor(grey, grey, grey)
	pdf.RectFromUpperLeftWithStyle(300, 200, 40, 40, "F")
	data, err := pdf.GetBytesPdfReturnErr()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// greyAt draws the page with poppler, a pixel a point, and returns one of them.
func greyAt(t *testing.T, pdf []byte, x, y int) uint8 {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skipf("pdftoppm is not installed, with which the test looks at the page: %v", err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command("pdftoppm", "-cropbox", "-singlefile", "-r", "72", "-png", file, filepath.Join(dir, "a")).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, said)
	}
	in, err := os.Open(filepath.Join(dir, "a.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	img, err := png.Decode(in)
	if err != nil {
		t.Fatal(err)
	}
	return color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y
}

func TestASheetLiesOverFieldsAndPrint(t *testing.T) {
	field := stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10]", "1 0.8 0.8 rg 0 0 10 10 re f")
	ticked := "/Annots [<< /Subtype /Widget /FT /Btn /AS /Yes /Rect [290 50 390 150] /AP << /N << /Yes 5 0 R >> >> >>]"
	pdf := pdfOf(ticked, "0 g 0 0 330 300 re f q 3 0 0 3 0 0 cm q", field)
	lay := func(c stamp.Cover) []byte {
		t.Helper()
		out, err := over(t, pdf, func([]*stamp.Page) (stamp.Cover, error) { return c, nil })
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	near := func(what string, got, want uint8) {
		t.Helper()
		if max(got, want)-min(got, want) > 3 {
			t.Errorf("%s is %d, want %d", what, got, want)
		}
	}
	bare := lay(stamp.Cover{})
	near("the print", greyAt(t, bare, 100, 100), 0)
	paint := greyAt(t, pdf, 360, 170)
	near("the field", greyAt(t, bare, 360, 170), paint)
	if paint == 255 {
		t.Fatal("the field is not seen at all")
	}
	if bytes.Contains(bare, []byte("/Annots")) {
		t.Error("the fields still lie over the page")
	}
	covered := lay(stamp.Cover{PDF: sheetOf(t, 128)})
	near("the sheet over the field", greyAt(t, covered, 335, 210), 128)
	near("beside it", greyAt(t, covered, 345, 210), paint)
	ink := lay(stamp.Cover{PDF: sheetOf(t, 200), Multiply: true})
	near("ink on the field", greyAt(t, ink, 335, 210), uint8(int(paint)*200/255))
	blank := pdfOf("", "0 g 0 0 330 300 re f")
	out, err := over(t, blank, func([]*stamp.Page) (stamp.Cover, error) {
		return stamp.Cover{PDF: sheetOf(t, 200), Multiply: true}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	near("pale ink on black print", greyAt(t, out, 310, 210), 0)
	near("pale ink on paper", greyAt(t, out, 335, 210), 200)
}

func TestErrorsOfACoverAreItsOwn(t *testing.T) {
	refused := errors.New("refused")
	if _, err := over(t, pdfOf("", ""), func([]*stamp.Page) (stamp.Cover, error) { return stamp.Cover{}, refused }); err != refused {
		t.Errorf("got %v", err)
	}
	two := gopdf.GoPdf{}
	two.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	two.AddPage()
	two.AddPage()
	sheets, err := two.GetBytesPdfReturnErr()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := over(t, pdfOf("", ""), func([]*stamp.Page) (stamp.Cover, error) { return stamp.Cover{PDF: sheets}, nil }); err == nil || len(out) > 0 {
		t.Errorf("two sheets on one page: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	pdf := pdfOf("", "")
	info, err := scan.Inspect(ctx, bytes.NewReader(pdf), int64(len(pdf)))
	if err != nil {
		t.Fatal(err)
	}
	stop()
	if err := stamp.Over(ctx, &bytes.Buffer{}, bytes.NewReader(pdf), info, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("after a stop: %v", err)
	}
}

func FuzzFree(f *testing.F) {
	for _, s := range []string{"1 g 0 0 9 9 re f", "BT /F 9 Tf [(a) 9 <00>] TJ ET", "BI /W 1 ID x EI", "q 1 0 0 1 0 0 cm /X Do Q"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		pdf := pdfOf("/Resources << /XObject << /X 5 0 R >> >>", content, stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", content))
		r := bytes.NewReader(pdf)
		info, err := scan.Inspect(t.Context(), r, int64(len(pdf)))
		if err != nil {
			return // refused before anything is laid over it
		}
		err = stamp.Over(t.Context(), &bytes.Buffer{}, r, info, func(pages []*stamp.Page) (stamp.Cover, error) {
			pages[0].Free(0, 0, 40, 40)
			return stamp.Cover{}, nil
		})
		if err != nil && strings.Contains(err.Error(), "panicked") {
			t.Error(err)
		}
	})
}
