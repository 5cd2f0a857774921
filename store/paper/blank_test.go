package paper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

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
	grey          bool    // all over, as a scan is
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
	if err := pdf.AddTTFFontData("f", fonts.Full()); err != nil {
		t.Fatal(err)
	}
	for i, s := range sheets {
		pdf.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: s.width, H: s.height}})
		if s.grey {
			pdf.SetFillColor(230, 230, 230)
			pdf.RectFromUpperLeftWithStyle(0, 0, s.width, s.height, "F")
		}
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
	said, err := exec.Command("qpdf", append(append([]string{"--warning-exit-0", "--static-id"}, options...), in, out)...).CombinedOutput()
	if err != nil {
		t.Fatalf("qpdf: %v\n%s", err, said)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
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

// odd are pages as blanks have them.
var odd = map[string]sheet{
	"portrait":               portrait,
	"landscape":              landscape,
	"turned right":           {width: landscape.width, height: landscape.height, entries: "/Rotate 90"},
	"turned over":            {width: portrait.width, height: portrait.height, entries: "/Rotate 180"},
	"turned left":            {width: landscape.width, height: landscape.height, entries: "/Rotate -90"},
	"cut":                    {width: portrait.width, height: portrait.height, entries: "/CropBox [40 100 560 800]"},
	"cut and turned":         {width: landscape.width, height: landscape.height, entries: "/CropBox [40 20 800 560] /Rotate 270"},
	"of units of two points": {width: portrait.width / 2, height: portrait.height / 2, entries: "/UserUnit 2"},
}

// wordOf finds a word on a page.
func wordOf(t *testing.T, on []word, text string) word {
	t.Helper()
	i := slices.IndexFunc(on, func(w word) bool { return w.Text == text })
	if i < 0 {
		t.Fatalf("no word %q among %v", text, on)
	}
	return on[i]
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 2 {
		t.Errorf("%s is at %.1f, want %.1f", what, got, want)
	}
}

func TestTextStandsWhereItWasPlacedOnEveryKindOfPage(t *testing.T) {
	f, r := sample(t, nil)
	for name, s := range odd {
		t.Run(name, func(t *testing.T) {
			given := blankOf(t, s)
			for _, packed := range [][]byte{given, qpdf(t, given, "--object-streams=generate", "--recompress-flate", "--compress-streams=y")} {
				pdf, pages := checkedBlank(t, packed)
				out := drawnOn(t, f, formOf(t, r, "check_list"), pdf, options,
					Place{Value: "host.name", Page: 1, X: .3, Y: .6, Width: .5, Size: 12},
					Place{Value: "website_lead.mobile", Page: 1, X: .3, Y: .7, Width: .5, Size: 10})
				run(t, out, "qpdf", "--check", "PDF")
				checkText(t, out, []string{"官方空白表格 第1页"}, []string{"光环新网", "Drawn up by", "DRAFT"})
				unit := 1.0 // poppler's pdftotext knows no UserUnit
				if strings.Contains(s.entries, "UserUnit") {
					unit = 2
				}
				on := upright(t, out)
				host := wordOf(t, on, f.Host.Name)
				w, h := pages[0].Width/unit, pages[0].Height/unit
				near(t, "the left end", host.Left, .3*w)
				near(t, "the right end", host.Right, .3*w+12*12/unit)
				// Poppler's boxes reach from the font's ascent to its descent: the
				// square of a character is in their middle.
				near(t, "the middle", (host.Top+host.Bottom)/2, .6*h+6/unit)
				near(t, "the mobile's left end", wordOf(t, on, "13700139086").Left, .3*w)
			}
		})
	}
}

// upright returns the words of the first page as it is seen: poppler gives their
// places on the page as cut only where it is asked.
func upright(t *testing.T, pdf []byte) []word {
	t.Helper()
	return wordsOf(t, run(t, pdf, "pdftotext", "-bbox", "-cropbox", "-enc", "UTF-8", "PDF", "-"))[0]
}

func TestTheBlankStaysAsItWas(t *testing.T) {
	f, r := sample(t, nil)
	given := blankOf(t, portrait, landscape)
	pdf, _ := checkedBlank(t, given)
	place := Place{Value: "host.name", Page: 1, X: .1, Y: .8, Width: .3, Size: 10}
	out := drawnOn(t, f, formOf(t, r, "check_list"), pdf, options, place)
	if !bytes.Equal(out, drawnOn(t, f, formOf(t, r, "check_list"), pdf, options, place)) {
		t.Error("the same input gave other bytes")
	}
	// What the pages drew, they still draw: only beside the new do pixels differ.
	before, after := pictures(t, given, "60"), pictures(t, out, "60")
	if len(after) != 2 {
		t.Fatalf("%d pages", len(after))
	}
	for i := range before {
		for y := range before[i].Rect.Dy() {
			for x := range before[i].Rect.Dx() {
				if before[i].GrayAt(x, y).Y < 100 && after[i].GrayAt(x, y).Y > 150 {
					t.Fatalf("page %d lost what was at %d, %d", i+1, x, y)
				}
			}
		}
	}
}

// A blank that was scanned is a picture all over: where nothing was placed on a page,
// nothing is drawn on it.
func TestAPageWithoutRoomOrPlacesStaysAsItWas(t *testing.T) {
	f, r := sample(t, nil)
	m := formOf(t, r, "check_list")
	grey := sheet{width: portrait.width, height: portrait.height, grey: true}
	for name, sheets := range map[string][]sheet{"alone": {grey}, "first": {grey, portrait}, "last": {portrait, grey}} {
		pdf, _ := checkedBlank(t, blankOf(t, sheets...))
		out := drawnOn(t, f, m, pdf, options)
		run(t, out, "qpdf", "--check", "PDF")
		before, after := pictures(t, pdf, "40"), pictures(t, out, "40")
		for i, s := range sheets {
			if same := bytes.Equal(before[i].Pix, after[i].Pix); same != s.grey {
				t.Errorf("%s: page %d is the same: %v", name, i+1, same)
			}
		}
		if len(sheets) == 1 {
			at := Place{Value: "host.name", Page: 1, X: .3, Y: .6, Width: .5, Size: 12}
			checkText(t, drawnOn(t, f, m, pdf, options, at), []string{f.Host.Name}, nil)
		}
	}
}

func TestADraftSaysSoAndCoversNothing(t *testing.T) {
	f, r := sample(t, nil)
	pdf, _ := checkedBlank(t, blankOf(t, portrait, landscape))
	o := options
	o.Incomplete = true
	out := drawnOn(t, f, formOf(t, r, "check_list"), pdf, o, Place{Value: "host.name", Page: 1, X: .1, Y: .5, Width: .5, Size: 40})
	if said := text(t, out); strings.Count(said, "DRAFT草稿") < 4 {
		t.Errorf("not every page says twice that it is a draft: %s", said)
	}
	before, after := pictures(t, pdf, "60"), pictures(t, out, "60")
	for i := range before {
		for at, v := range before[i].Pix {
			if v < 100 && after[i].Pix[at] > 150 {
				t.Fatalf("the draft's mark covers page %d", i+1)
			}
		}
	}
}

func TestALongTextIsSetSmallerAndThenInLines(t *testing.T) {
	const long = 120
	f, r := sample(t, func(f *rules.Filing) {
		f.Host.Name = strings.Repeat("星禾云图（北京）", 14) + "科技有限公司分所" // 120 characters
	})
	if n := len([]rune(f.Host.Name)); n != long {
		t.Fatalf("the name has %d characters", n)
	}
	pdf, pages := checkedBlank(t, blankOf(t, portrait))
	m := formOf(t, r, "check_list")
	name := func(p Place) []word {
		t.Helper()
		p.Value, p.Page = "host.name", 1
		out := drawnOn(t, f, m, pdf, options, p)
		checkText(t, out, []string{f.Host.Name}, nil)
		var lines []word
		for _, w := range words(t, out)[0] {
			if w.Top > p.Y*pages[0].Height-6 && strings.Contains(f.Host.Name, w.Text) {
				lines = append(lines, w)
			}
		}
		return lines
	}
	for _, test := range []struct {
		what  string
		place Place
	}{
		{"in a wide box", Place{X: .05, Y: .6, Width: .9, Size: 12}},
		{"in a narrow box", Place{X: .1, Y: .6, Width: .15, Size: 12}},
		{"in a table's cell", Place{X: .1, Y: .6, Width: .3, Height: .1, Size: 12}},
	} {
		lines := name(test.place)
		left, right := test.place.X*pages[0].Width, (test.place.X+test.place.Width)*pages[0].Width
		for _, l := range lines {
			first, _ := utf8.DecodeRuneInString(l.Text)
			if l.Left < left-1 || l.Right > right+6 {
				t.Errorf("%s: %q stands from %.1f to %.1f, not within %.1f to %.1f", test.what, l.Text, l.Left, l.Right, left, right)
			}
			if strings.ContainsRune("）", first) && l.Left < left+1 {
				t.Errorf("%s: a line begins with %q", test.what, first)
			}
		}
		if test.place.Height > 0 {
			last := lines[len(lines)-1]
			top, bottom := test.place.Y*pages[0].Height, (test.place.Y+test.place.Height)*pages[0].Height
			near(t, test.what+" the room above and below", lines[0].Top-top, bottom-last.Bottom)
		}
	}
	// A text that is only a little too long is set smaller, on the line it was meant for.
	f.Host.Name = "北京星禾云图科技有限公司"
	whole := wordOf(t, words(t, drawnOn(t, f, m, pdf, options, Place{Value: "host.name", Page: 1, X: .1, Y: .6, Width: .5, Size: 20}))[0], f.Host.Name)
	small := wordOf(t, words(t, drawnOn(t, f, m, pdf, options, Place{Value: "host.name", Page: 1, X: .1, Y: .6, Width: .25, Size: 20}))[0], f.Host.Name)
	if small.Right > .35*pages[0].Width+1 || small.Right < .3*pages[0].Width {
		t.Errorf("the text ends at %.1f", small.Right)
	}
	// Of a box from ascent to descent, the baseline is at 0.88/1.448 from its top:
	// Noto Sans SC reaches 1.16 up and 0.288 down.
	baseline := func(w word) float64 { return w.Top + (w.Bottom-w.Top)*1.16/1.448 }
	near(t, "the smaller text's line", baseline(small), baseline(whole))

	// Where even that has no room on the paper, nothing is cut: it is said.
	f.Host.Name = strings.Repeat("长", 400)
	_, err := Draw(t.Context(), f, m, Blank{PDF: pdf, Places: []Place{{Value: "host.name", Page: 1, X: .1, Y: .9, Width: .02, Size: 10}}}, options)
	wantProblem(t, err, BlankNoRoom)
}

func TestTheCodeIsFoundWhereItWasPlacedOrInTheCorner(t *testing.T) {
	f, r := sample(t, nil)
	m := formOf(t, r, "check_list")
	pdf, pages := checkedBlank(t, blankOf(t, portrait, landscape, sheet{width: landscape.width, height: landscape.height, entries: "/Rotate 90"}))
	for name, places := range map[string][]Place{
		"in the corner": nil,
		"as placed":     {{Value: CodeSquare, Page: 1, X: .1, Y: .7, Width: .1}, {Value: CodeSquare, Page: 2, X: .5, Y: .75, Width: .06}, {Value: CodeSquare, Page: 3, X: .02, Y: .9, Width: .08}},
	} {
		out := drawnOn(t, f, m, pdf, options, places...)
		for i, img := range pictures(t, out, "110") {
			code, ok := pagecode.Find(t.Context(), img)
			if !ok || code.Page != i+1 || code.Pages != 3 {
				t.Fatalf("%s: page %d has %+v, %v", name, i+1, code, ok)
			}
			of, ok := code.Material(f, r.Materials)
			if !ok || of.ID != m.ID {
				t.Errorf("%s: page %d leads to %s", name, i+1, of.ID)
			}
			if places == nil {
				continue
			}
			at := places[i]
			box := image.Rect(int(at.X*float64(img.Rect.Dx())), int(at.Y*float64(img.Rect.Dy())),
				int((at.X+at.Width)*float64(img.Rect.Dx())), int(at.Y*float64(img.Rect.Dy())+at.Width*float64(img.Rect.Dx())))
			if got := inkIn(img, box.Inset(-12)); !near3(got, box) {
				t.Errorf("page %d (%v) has its square in %v, want %v", i+1, pages[i], got, box)
			}
		}
	}
	// A place that something stands on gets no square.
	full := drawnOn(t, f, m, pdf, options, Place{Value: "host.name", Page: 1, X: .5, Y: .8, Width: .5, Height: .2, Size: 60})
	if code, ok := pagecode.Find(t.Context(), pictures(t, full, "110")[0]); ok {
		t.Errorf("a square was drawn into text: %v", code)
	}
	checkText(t, full, []string{"-2/3", "-3/3"}, []string{"-1/3"}) // nor its number
}

// near3 reports whether two boxes agree to three pixels.
func near3(a, b image.Rectangle) bool {
	for _, d := range []int{a.Min.X - b.Min.X, a.Min.Y - b.Min.Y, a.Max.X - b.Max.X, a.Max.Y - b.Max.Y} {
		if d < -3 || d > 3 {
			return false
		}
	}
	return true
}

// inkIn is the box of what is dark in an area.
func inkIn(img *image.Gray, area image.Rectangle) image.Rectangle {
	var box image.Rectangle
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if img.GrayAt(x, y).Y < 100 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// pictures draws the pages of a PDF as they are seen.
func pictures(t *testing.T, pdf []byte, dpi string) []*image.Gray {
	t.Helper()
	var all []*image.Gray
	for _, file := range drawn(t, pdf, dpi) {
		in, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(in)
		in.Close()
		if err != nil {
			t.Fatal(err)
		}
		grey := image.NewGray(img.Bounds())
		draw.Draw(grey, grey.Rect, img, img.Bounds().Min, draw.Src)
		all = append(all, grey)
	}
	return all
}

func wantProblem(t *testing.T, err error, want BlankProblem) {
	t.Helper()
	var got *BlankError
	if !errors.As(err, &got) || got.Problem != want {
		t.Errorf("got %v, want %s", err, want)
		return
	}
	for _, l := range translations.Languages {
		if said := got.Message(l); strings.Contains(said, "[blank") || strings.Contains(said, "<no value>") || strings.Contains(said, "“”") {
			t.Errorf("%s: it is said so: %s", want, said)
		}
	}
}

func TestAPlaceThatIsNoneIsRefused(t *testing.T) {
	f, r := sample(t, nil)
	pdf, _ := checkedBlank(t, blankOf(t, portrait))
	good := Place{Value: "host.name", Page: 1, X: .1, Y: .1, Width: .5, Size: 10}
	for name, test := range map[string]struct {
		change func(*Place)
		want   BlankProblem
	}{
		"no number":           {func(p *Place) { p.X = math.NaN() }, BlankOutside},
		"no number down":      {func(p *Place) { p.Y = math.NaN() }, BlankOutside},
		"far away":            {func(p *Place) { p.Y = 1e300 }, BlankOutside},
		"before the paper":    {func(p *Place) { p.X = -.01 }, BlankOutside},
		"endless":             {func(p *Place) { p.Width = math.Inf(1) }, BlankOutside},
		"beyond the paper":    {func(p *Place) { p.X = .6 }, BlankOutside},
		"below the paper":     {func(p *Place) { p.Height = .95 }, BlankOutside},
		"no height":           {func(p *Place) { p.Height = math.NaN() }, BlankOutside},
		"no width":            {func(p *Place) { p.Width = 0 }, BlankTooNarrow},
		"no page":             {func(p *Place) { p.Page = 0 }, BlankNoPage},
		"another page":        {func(p *Place) { p.Page = 2 }, BlankNoPage},
		"small type":          {func(p *Place) { p.Size = 5.9 }, BlankTypeSize},
		"no type":             {func(p *Place) { p.Size = math.NaN() }, BlankTypeSize},
		"large type":          {func(p *Place) { p.Size = 1e300 }, BlankTypeSize},
		"a date":              {func(p *Place) { p.Value = "date" }, BlankUnknownValue},
		"nothing":             {func(p *Place) { p.Value = "" }, BlankUnknownValue},
		"a tick of no list":   {func(p *Place) { p.Value = "tick.date.today" }, BlankUnknownValue},
		"a code that is lost": {func(p *Place) { p.Value, p.Width = CodeSquare, .03 }, BlankTooNarrow},
	} {
		t.Run(name, func(t *testing.T) {
			p := good
			test.change(&p)
			out, err := Draw(t.Context(), f, formOf(t, r, "check_list"), Blank{PDF: pdf, Places: []Place{good, p}}, options)
			wantProblem(t, err, test.want)
			if out != nil {
				t.Error("and it was drawn")
			}
		})
	}
	many := slices.Repeat([]Place{good}, MaxPlaces+1)
	_, err := Draw(t.Context(), f, formOf(t, r, "check_list"), Blank{PDF: pdf, Places: many}, options)
	wantProblem(t, err, BlankTooMany)
}

func TestABlankThatCannotBeUsedIsRefused(t *testing.T) {
	good := blankOf(t, portrait)
	for name, test := range map[string]struct {
		pdf  []byte
		want BlankProblem
	}{
		"nothing":                {nil, BlankNoPDF},
		"a picture":              {[]byte("\x89PNG\r\n\x1a\n and so on"), BlankNoPDF},
		"cut short":              {good[:len(good)/3], BlankDamaged},
		"with a password":        {qpdf(t, good, "--encrypt", "user", "owner", "256", "--"), BlankEncrypted},
		"very long":              {blankOf(t, slices.Repeat([]sheet{portrait}, MaxBlankPages+1)...), BlankTooLong},
		"very large":             {append(bytes.Clone(good), make([]byte, MaxBlankBytes)...), BlankTooLarge},
		"a page of an inch less": {blankOf(t, portrait, sheet{width: 71, height: 500}), BlankOddPage},
		"a page without end":     {blankOf(t, sheet{width: portrait.width, height: portrait.height, entries: "/UserUnit 1000000"}), BlankOddPage},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := CheckBlank(t.Context(), test.pdf)
			wantProblem(t, err, test.want)
		})
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := CheckBlank(ctx, good); !errors.Is(err, context.Canceled) {
		t.Errorf("after a stop: %v", err)
	}
}

func TestABlankKeepsNoScriptsAndTellsOfNobody(t *testing.T) {
	given := bytes.Replace(blankOf(t, portrait), []byte("/Type /Catalog"),
		[]byte("/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert) >>"), 1)
	given = qpdf(t, given)
	clean, _ := checkedBlank(t, given)
	info, err := scan.Inspect(t.Context(), bytes.NewReader(clean), int64(len(clean)))
	if err != nil || info.Active || bytes.Contains(clean, []byte("JavaScript")) || !bytes.Contains(given, []byte("JavaScript")) {
		t.Errorf("%+v, %v", info, err)
	}
	again, _ := checkedBlank(t, clean)
	if !bytes.Equal(clean, again) {
		t.Error("a clean blank is cleaned into another")
	}
}

func TestACharacterThatCannotBeDrawnOnABlankIsNamed(t *testing.T) {
	f, r := sample(t, func(f *rules.Filing) { f.Websites[0].Lead.Name = "周\U0001F600安" })
	pdf, _ := checkedBlank(t, blankOf(t, portrait))
	_, err := Draw(t.Context(), f, formOf(t, r, "check_list"),
		Blank{PDF: pdf, Places: []Place{{Value: "website_lead.name", Page: 1, X: .1, Y: .1, Width: .5, Size: 10}}}, options)
	var missing *MissingGlyphError
	if !errors.As(err, &missing) || missing.Rune != '\U0001F600' || missing.Field != "websites.0.lead.name" {
		t.Errorf("got %v", err)
	}
}

func TestFormsArePrintedOnTheirBlanks(t *testing.T) {
	f, r := sample(t, nil)
	pdf, _ := checkedBlank(t, blankOf(t, portrait))
	o := options
	own, err := Forms(t.Context(), f, r, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Blanks = map[string]Blank{"authorization_letter": {PDF: pdf, Places: []Place{{Value: "website_lead.name", Page: 1, X: .1, Y: .6, Width: .5, Size: 10}}}}
	official, err := Forms(t.Context(), f, r, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(own) != len(official) {
		t.Fatalf("%d forms became %d", len(own), len(official))
	}
	for i := range own {
		onBlank := own[i].Material.ID == "authorization_letter"
		if own[i].Name != official[i].Name || bytes.Equal(own[i].PDF, official[i].PDF) == onBlank {
			t.Errorf("%s became %s, the same bytes: %v", own[i].Name, official[i].Name, !onBlank)
		}
		if onBlank {
			checkText(t, official[i].PDF, []string{"官方空白表格", "周予安"}, []string{"非北京光环新网", "not an official annex"})
		}
	}
	// A paper that the program has no form of its own for gets one by its blank.
	for i := range r.Materials {
		r.Materials[i].Needed, r.Materials[i].Advised = r.Materials[i].ID == "website_opening_form", false
	}
	o.Blanks = map[string]Blank{"website_opening_form": {PDF: pdf}}
	if got, err := Forms(t.Context(), f, r, o); err != nil || len(got) != 1 || got[0].Material.ID != "website_opening_form" {
		t.Errorf("%d forms, %v", len(got), err)
	}
}

func TestPlacesAreWrittenDownAndReadBack(t *testing.T) {
	want := []Place{
		{Value: "host.name", Page: 1, X: .1, Y: 1. / 3, Width: .5, Height: .05, Size: 10.5},
		{Value: CodeSquare, Page: 2, X: .8, Y: .9, Width: .1},
	}
	data, err := EncodePlaces(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodePlaces(data)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "{}", `[{"value": 1}]`, `[{"vlaue": "host.name"}]`, `[{"x": 1e999}]`, "[" + strings.Repeat(" ", MaxPlacesBytes) + "]"} {
		_, err := DecodePlaces([]byte(bad))
		wantProblem(t, err, BlankBadPlaces)
	}
	if _, err := EncodePlaces([]Place{{X: math.NaN()}}); err == nil {
		t.Error("no number was written down")
	}
}

func TestEveryProblemOfABlankHasItsMessages(t *testing.T) {
	for _, p := range BlankProblems {
		for _, l := range translations.Languages {
			if id := "blank.problem." + string(p); !translations.Has(l, id) {
				t.Errorf("%s lacks %s", l, id)
			}
		}
	}
	for _, id := range translations.IDs(translations.Chinese) {
		if p, ok := strings.CutPrefix(id, "blank.problem."); ok && !slices.Contains(BlankProblems, BlankProblem(p)) {
			t.Errorf("nobody says %s", id)
		}
	}
}
