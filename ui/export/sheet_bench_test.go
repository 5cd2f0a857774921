package export

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/ui/look"
	"recordaldesk/ui/voice"
)

// BenchmarkSheet reads and draws the check of a filing with ten domains, for
// which there is a tenth of a second.
func BenchmarkSheet(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.Look{Variant: look.Light})
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		b.Fatal(err)
	}
	for range 9 {
		f.Websites[0].Domains = append(f.Websites[0].Domains, f.Websites[0].Domains[0])
	}
	book := rules.Builtin()
	report := book.Check(f, "2026-11-23")
	for b.Loop() {
		h := newSheet(&Screen{voice: voice.New(voice.Both)})
		for _, l := range gather(book, f, report) {
			h.rows.Add(h.draw(l))
		}
		test.NewTempWindow(b, h.object).Resize(fyne.NewSize(1116, 600))
	}
}
