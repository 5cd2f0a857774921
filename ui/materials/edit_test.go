package materials

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store/pagecode"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/seen"
)

// page writes a picture of a page with lines on it, wider than high or not.
func (b *bench) page(name string, w, h int, shade uint8) string {
	b.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 255, 255, 255}
			switch {
			case y%40 < 4 && x > w/8 && x < w*7/8:
				c = color.RGBA{shade, shade, shade, 255}
			case (x-w*3/4)*(x-w*3/4)+(y-h*3/4)*(y-h*3/4) < w*w/100:
				c = color.RGBA{190, 20, 20, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, img, nil); err != nil {
		b.Fatal(err)
	}
	return b.write(name, data.Bytes())
}

// tap presses the button below o that says so in English.
func (b *bench) tap(o fyne.CanvasObject, label string) {
	b.Helper()
	for _, one := range seen.Objects(o) {
		if button, ok := one.(*form.Button); ok && button.Text == label {
			test.Tap(button)
			return
		}
	}
	b.Fatalf("there is no button %q", label)
}

// says reports whether a text below o has the words.
func says(o fyne.CanvasObject, words string) bool {
	for _, one := range seen.Objects(o) {
		if label, ok := one.(*widget.Label); ok && strings.Contains(label.Text, words) {
			return true
		}
	}
	return false
}

// attached attaches a file to a material.
func (b *bench) attached(material, path string) rules.Attachment {
	b.Helper()
	before := len(b.attachments())
	b.files = []string{path}
	b.press(b.row(material), "Choose scan…")
	b.until("file attached", func() bool { return len(b.attachments()) > before })
	return b.attachments()[before]
}

func TestAScanIsTurnedAndMarkedAndTheOriginalStays(t *testing.T) {
	b := open(t, same)
	b.attached("responsibility_letter", b.page("责任书.jpg", 500, 700, 30))
	b.press(b.row("responsibility_letter"), "View and adjust")
	if b.screen.editor == nil {
		t.Fatal("the scan is not shown")
	}
	b.tap(b.screen.body, "Turn left")
	b.tap(b.screen.body, "Add watermark")
	b.until("marked", func() bool { return says(b.screen.body, "Drag the frame") })
	b.tap(b.screen.body, "Done")
	a := b.attachments()[0]
	if a.Retouch == nil || a.Retouch.Turn != 3 || len(a.Retouch.Watermarks) != 1 {
		t.Fatalf("the recipe is %+v", a.Retouch)
	}
	if b.screen.editor != nil || b.screen.body.Objects[0] != fyne.CanvasObject(b.screen.scroll) {
		t.Error("the list did not come back")
	}
	if err := b.store.VerifyScan(t.Context(), b.session.ID(), a.SHA256); err != nil {
		t.Errorf("the original: %v", err)
	}
	b.until("thumbnail of the turned scan", func() bool {
		data, err := b.store.Derivative(t.Context(), a.SHA256, nameOf(a))
		if err != nil {
			return false
		}
		config, err := jpeg.DecodeConfig(bytes.NewReader(data))
		return err == nil && config.Width > config.Height
	})
	b.press(b.row("responsibility_letter"), "View and adjust")
	b.until("shown again", func() bool { return says(b.screen.body, "The original stays") })
	b.tap(b.screen.body, "As the original")
	b.tap(b.screen.body, "Done")
	if a := b.attachments()[0]; a.Retouch != nil {
		t.Errorf("taken back, the recipe is %+v", a.Retouch)
	}
	b.press(b.row("responsibility_letter"), "View and adjust")
	b.tap(b.screen.body, "Turn right")
	b.tap(b.screen.body, "Leave as it was")
	if a := b.attachments()[0]; a.Retouch != nil {
		t.Errorf("left as it was, the recipe is %+v", a.Retouch)
	}
}

func TestARemarkIsToldAndCanBeAccepted(t *testing.T) {
	b := open(t, manual)
	b.until("judged", func() bool { b.screen.Refresh(); return b.shows("host_certificate") })
	// A page without colour, much too small.
	a := b.attached("host_certificate", b.photo("执照.jpg", 200))
	letter := b.row("host_certificate").model.material
	var all []opinions.Remark
	b.until("looked at", func() bool {
		var looked bool
		all, looked = b.screen.around.Opinions.Of(letter, a)
		return looked && len(all) > 0
	})
	first := all[0]
	row := func() fyne.CanvasObject { return b.row("host_certificate").object }
	if said := first.Say(translations.English); !says(row(), said) || strings.Contains(said, "{{") {
		t.Errorf("the row does not say %q", said)
	}
	b.tap(row(), "Looked at, it is fine")
	if got := b.attachments()[0].Accepted; len(got) != 1 || got[0] != string(first.Fault) {
		t.Fatalf("accepted are %q", got)
	}
	if state := b.row("host_certificate").state.Text; len(all) > 1 && !strings.Contains(state, "to look at") {
		t.Errorf("with remarks left the row says %q", state)
	}
	if !says(row(), "Looked at and fine: "+translations.Text(translations.English, first.Fault.TitleID())) {
		t.Error("the row does not say what was accepted")
	}
	b.tap(row(), "Remind me again")
	if got := b.attachments()[0].Accepted; got != nil {
		t.Errorf("taken back, accepted are %q", got)
	}
}

func TestThePictureOfAnotherCompanyIsFound(t *testing.T) {
	b := open(t, same)
	b.company = "上海另一家示例有限公司"
	path := b.page("账户.jpg", 900, 600, 20)
	other, err := b.store.Create(t.Context(), b.session.Record().Clone())
	if err != nil {
		t.Fatal(err)
	}
	a := b.attached("account_screenshot", path)
	screenshot := b.row("account_screenshot").model.material
	looked := func() bool { _, ok := b.screen.around.Opinions.Of(screenshot, a); return ok }
	b.until("looked at", looked)
	if says(b.row("account_screenshot").object, "The same picture") {
		t.Fatal("a picture used once is said to be used twice")
	}
	original, err := b.store.OpenScan(t.Context(), b.session.ID(), a.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer original.Close()
	if _, err := b.store.AddScan(t.Context(), other.ID, original); err != nil {
		t.Fatal(err)
	}
	b.screen.around.Opinions.Again(a)
	looked()
	b.until("found", func() bool { return says(b.row("account_screenshot").object, b.company) })
}

// printed writes a picture of a page that says which it is.
func (b *bench) printed(name string, c pagecode.Code) string {
	b.Helper()
	square, err := c.Square()
	if err != nil {
		b.Fatal(err)
	}
	img := image.NewGray(image.Rect(0, 0, 1240, 1754))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y, row := range square {
		for x, black := range row {
			for i := range 16 {
				if black {
					img.SetGray(1060+4*x+i%4, 1620+4*y+i/4, color.Gray{})
				}
			}
		}
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, img, nil); err != nil {
		b.Fatal(err)
	}
	return b.write(name, data.Bytes())
}

func TestAPrintedPageFindsItsPlaceByItself(t *testing.T) {
	b := open(t, func(f *rules.Filing) { f.Reference = pagecode.NewReference() })
	var letter rules.Material
	for _, m := range b.session.Report().Materials {
		if m.ID == "responsibility_letter" {
			letter = m
		}
	}
	ours := pagecode.Of(b.session.Filing(), letter)
	ours.Page, ours.Pages = 2, 2
	other := ours
	other.Filing = pagecode.NewReference()
	// The name says another thing than the page does.
	b.screen.Dropped([]string{b.printed("账户截图.jpg", ours), b.printed("责任书.jpg", other)})
	b.until("files looked at", func() bool {
		return !slices.ContainsFunc(b.screen.incoming.files, func(f *file) bool { return !f.looked })
	})
	files := b.screen.incoming.files
	if files[0].chosen != keyOf(letter) || !strings.Contains(files[0].sayAbout(translations.English), "page 2 of 2") {
		t.Errorf("chosen is %q: %s", files[0].chosen, files[0].sayAbout(translations.English))
	}
	if files[1].chosen != "" || !strings.Contains(files[1].sayAbout(translations.English), other.String()) {
		t.Errorf("a page of another filing is taken for %q: %s", files[1].chosen, files[1].sayAbout(translations.English))
	}
}

func TestTheSlipAndTheCourierSheetArePrinted(t *testing.T) {
	b := open(t, manual)
	for _, label := range []string{"Print courier sheet", "Print come-back slip"} {
		before := len(b.opened)
		b.tap(b.screen.body, label)
		b.until(label, func() bool { return len(b.opened) > before })
		data, err := os.ReadFile(b.opened[before])
		if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Errorf("%s: %v", label, err)
		}
	}
}

func TestEnglishSmallPrintIsRemembered(t *testing.T) {
	b := open(t, same)
	if !b.screen.english {
		t.Fatal("papers have no English from the start")
	}
	choice := b.screen.englishChoice()
	choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	b.until("remembered", func() bool {
		value, err := b.store.Setting(t.Context(), englishSetting)
		return err == nil && value == "no"
	})
	if b.screen.english || b.screen.readEnglish() {
		t.Error("papers still have English")
	}
}

// savedAnew writes the picture at path once more, as another file.
func (b *bench) savedAnew(path string) string {
	b.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	var anew bytes.Buffer
	if err := jpeg.Encode(&anew, img, &jpeg.Options{Quality: 60}); err != nil {
		b.Fatal(err)
	}
	return b.write("anew.jpg", anew.Bytes())
}

func TestAPictureUsedTwiceInTheFilingIsFound(t *testing.T) {
	b := open(t, same)
	path := b.page("域名证书.jpg", 900, 700, 60)
	b.attached("account_screenshot", path)
	b.attached("domain_certificate", b.savedAnew(path))
	b.until("found", func() bool {
		// The first one says so too, though it was looked at when there was no second.
		again := translations.Text(translations.English, "scan.worth.repeated.fix")
		return says(b.row("domain_certificate").object, again) && says(b.row("account_screenshot").object, again)
	})
	if state := b.row("account_screenshot").state.Text; !strings.Contains(state, "to look at") {
		t.Errorf("the row of a picture used twice says %q", state)
	}
}
