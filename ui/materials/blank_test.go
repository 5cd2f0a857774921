package materials

import (
	"os"
	"testing"

	"github.com/signintech/gopdf"

	"recordaldesk/store"
	"recordaldesk/store/paper"
)

// officialPDF writes a blank of one page.
func (b *bench) officialPDF() string {
	b.Helper()
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	pdf.AddPage()
	pdf.Line(60, 200, 500, 200)
	data, err := pdf.GetBytesPdfReturnErr()
	if err != nil {
		b.Fatal(err)
	}
	return b.write("附件3.pdf", data)
}

func TestAnOfficialBlankIsRegisteredAndPrintedOn(t *testing.T) {
	b := open(t, same)
	b.files = []string{b.officialPDF()}
	b.press(b.row("responsibility_letter"), "Use an official blank…")
	b.until("the blank is shown", func() bool { return b.screen.laying != nil })
	b.tap(b.screen.body, "Put on the form")
	b.tap(b.screen.body, "Keep places")
	b.until("registered", func() bool { return b.screen.blanks["responsibility_letter"] })
	kept, err := b.store.Blank(t.Context(), "responsibility_letter")
	if err != nil {
		t.Fatal(err)
	}
	places, err := paper.DecodePlaces(kept.Places)
	if err != nil || len(places) != 1 || places[0].Page != 1 || places[0].Width <= 0 {
		t.Fatalf("kept are %+v, %v", places, err)
	}
	before := len(b.opened)
	b.press(b.row("responsibility_letter"), "Print form")
	b.until("printed", func() bool { return len(b.opened) > before })
	own, err := os.Stat(b.opened[before])
	if err != nil {
		t.Fatal(err)
	}
	if own.Size() > 40_000 { // the program's own letter has far more on it
		t.Errorf("the form has %d bytes; it is not the blank", own.Size())
	}
	b.press(b.row("responsibility_letter"), "Official blank (registered)")
	b.until("shown again", func() bool { return b.screen.laying != nil })
	b.tap(b.screen.body, "Stop using this blank")
	b.answer()
	b.until("forgotten", func() bool { return !b.screen.blanks["responsibility_letter"] })
	if all, err := b.store.Blanks(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%d blanks are kept, %v", len(all), err)
	}
}

func TestWhatIsNoBlankIsRefusedInWords(t *testing.T) {
	b := open(t, same)
	b.files = []string{b.write("附件.pdf", []byte("no PDF at all"))}
	b.press(b.row("responsibility_letter"), "Use an official blank…")
	b.until("told", func() bool { return len(b.asked) > 0 })
	if b.screen.laying != nil || b.asked[0] == "" {
		t.Errorf("said %q", b.asked)
	}
	var all []store.Blank
	if all, _ = b.store.Blanks(t.Context()); len(all) != 0 {
		t.Error("it was kept")
	}
}
