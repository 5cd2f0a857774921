package paper

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/signintech/gopdf"

	"recordaldesk/assets/fonts"
	"recordaldesk/rules"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
	"recordaldesk/translations"
)

// The blanks of these tests are made here from scratch, with a table as official
// forms have one and the words 官方空白表格 at its head. None is anybody's annex.

// A sheet is a page of a blank.
type sheet struct {
	width, height float64 // points, before it is turned
	entries       string  // more entries of the page, such as /Rotate 90
}

var (
	portrait  = sheet{width: 595.28, height: 841.89}
	landscape = sheet{width: 841.89, height: 595.28}
)

// blankOf makes a blank of the pages.
func blankOf(t testing.TB, sheets ...sheet) []byte {
	t.Helper()
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	pdf.SetNoCompression()
	if err := pdf.AddTTFFontData("f", fonts.Regular()); err != nil {
		t.Fatal(err)
	}
	for i, s := range sheets {
		pdf.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: s.width, H: s.height}})
		pdf.SetXY(60, 60)
		if err := errors.Join(pdf.SetFont("f", "", 16), pdf.Text(fmt.Sprintf("官方空白表格 第%d页", i+1))); err != nil {
			t.Fatal(err)
		}
		for row := range 8 {
			y := 90 + 40*float64(row)
			pdf.RectFromUpperLeftWithStyle(60, y, 120, 40, "D")
			pdf.RectFromUpperLeftWithStyle(180, y, s.width-240, 40, "D")
		}
	}
	data, err := pdf.GetBytesPdfReturnErr()
	if err != nil {
		t.Fatal(err)
	}
	// The pages' entries are put in by hand, and the file's table mended by qpdf.
	parts := bytes.Split(data, []byte("/Type /Page\n"))
	for i, s := range sheets {
		parts[i+1] = append([]byte("/Type /Page\n"+s.entries+"\n"), parts[i+1]...)
	}
	return qpdf(t, bytes.Join(parts, nil))
}

// qpdf writes a PDF anew with options.
func qpdf(t testing.TB, pdf []byte, options ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skipf("qpdf is not installed, with which the test makes its blanks: %v", err)
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("qpdf", append([]string{"--warning-exit-0", "--deterministic-id", in, out}, options...)...).CombinedOutput()
	if err != nil && len(options) == 0 {
		t.Fatalf("qpdf: %v\n%s", err, said)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return data
}

// formOf is the material of the sample filing with the id, as needed.
func formOf(t testing.TB, r *rules.Report, id string) rules.Material {
	t.Helper()
	i := slices.IndexFunc(r.Materials, func(m rules.Material) bool { return m.ID == id })
	if i < 0 {
		t.Fatalf("no material %s", id)
	}
	m := r.Materials[i]
	m.Needed = true
	return m
}

func checkedBlank(t testing.TB, pdf []byte) ([]byte, []PageSize) {
	t.Helper()
	clean, pages, err := CheckBlank(t.Context(), pdf)
	if err != nil {
		t.Fatal(err)
	}
	return clean, pages
}

func drawnOn(t testing.TB, f *rules.Filing, m rules.Material, pdf []byte, o Options, places ...Place) []byte {
	t.Helper()
	out, err := Draw(t.Context(), f, m, Blank{PDF: pdf, Places: places}, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestZZ(t *testing.T) {
	f, r := sample(t, nil)
	pdf, pages := checkedBlank(t, blankOf(t, portrait, sheet{841.89, 595.28, "/Rotate 90"}, sheet{595.28, 841.89, "/CropBox [40 100 560 800]"}, landscape))
	t.Log(pages)
	var places []Place
	for p := range pages {
		places = append(places, Place{Value: "host.name", Page: p + 1, X: .31, Y: .11, Width: .3, Height: .045, Size: 12}, Place{Value: "website_lead.email", Page: p + 1, X: .31, Y: .2, Width: .1, Size: 10})
	}
	for _, inc := range []bool{true, false} {
		o := options
		o.Incomplete = inc
		out := drawnOn(t, f, formOf(t, r, "check_list"), pdf, o, places...)
		os.WriteFile(fmt.Sprintf("/tmp/blanksw/zz%v.pdf", inc), out, 0o600)
	}
	_ = strings.Count
	_ = png.Decode
	_ = math.Abs
	_ = pagecode.Find
	_ = scan.Inspect
	_ = translations.Text
}
