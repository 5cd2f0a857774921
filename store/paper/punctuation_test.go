package paper

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// The W3C's Requirements for Chinese Text Layout, "adjustment of adjacent
// punctuation marks": two that are two squares wide together take one and a half,
// where opening follows opening, closing follows closing, or opening follows closing.
func TestAdjacentMarksTakeOneAndAHalfSquares(t *testing.T) {
	d := newDocument(options, "", "")
	const size = 10
	for _, test := range []struct {
		text    string
		squares float64
	}{
		{"（", 1}, {"。", 1}, {"备案", 2},
		{"（《", 1.5}, {"“‘", 1.5}, {"【（", 1.5},
		{"》）", 1.5}, {"）。", 1.5}, {"”，", 1.5}, {"’”", 1.5}, {"？！", 1.5}, {"！！", 1.5}, {"」、", 1.5},
		{"》（", 1.5}, {"。“", 1.5}, {"、《", 1.5}, {"；‘", 1.5},
		{"”）。", 2}, {"。”（“", 2.5}, // one half for each neighbour
		{"（？", 2}, {"（）", 2}, {"“”", 2}, // what belongs together already stands together
		{"备，", 2}, {"（备", 2}, {"，备", 2}, {"·（", 2}, {"……", 2},
	} {
		if got := d.extent(test.text, size) / size; math.Abs(got-test.squares) > 0.02 {
			t.Errorf("%s takes %.3f squares, want %.3f", test.text, got, test.squares)
		}
	}
	if d.err != nil {
		t.Fatal(d.err)
	}
}

// The halves of a dash are drawn without a gap (GB/T 15834-2011, 4.13: one line of
// two squares); its ends are those of the font.
func TestADashIsOneLine(t *testing.T) {
	d := newDocument(options, "", "")
	one, two := d.extent("—", 1), d.extent("——", 1)
	if gap := two - 2*one + dashGap; math.Abs(gap) > 1e-9 {
		t.Errorf("the halves of a dash stand %.3f apart", gap)
	}
}

func TestAMarkAtTheEndOfALineLeavesItsBlankHalfOutside(t *testing.T) {
	for _, test := range []struct {
		name, text string
		wide       float64
		want       []string
	}{
		{"a stop fits in half a square", "请打印表格，再签名", 11, []string{"请打印表格，", "再签名"}},
		{"but not in less", "请打印表格，再签名", 10, []string{"请打印表", "格，再签名"}},
		{"two closing marks in one", "（请打印）。再签名", 11, []string{"（请打印）。", "再签名"}},
		{"an opening mark goes to the next line", "请打印表格“两份”", 11, []string{"请打印表格", "“两份”"}},
		{"marks that share their blanks leave room", "《法》（二）、《令》（三）", 22, []string{"《法》（二）、《令》（三）"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := wrap(test.text, test.wide, test.wide, square); !slices.Equal(got, test.want) {
				t.Errorf("wrap(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

// Only places change: two readers give back every character in its order.
func TestTextWithTuckedMarksIsCopiedAsItIs(t *testing.T) {
	const said = "依照《网络安全法》《电信条例》（第291号令）、“告知书”，‘承诺’等：完成（或“视为完成”）。”——至此……（略）！？"
	d := newDocument(options, "", "")
	for _, indent := range []float64{0, 31, 57} { // lines break elsewhere each time
		s := bodyStyle
		s.indent = indent
		d.lines(left, d.setLines(strings.Repeat(said, 3), s, width))
	}
	pdf, err := d.bytes()
	if err != nil {
		t.Fatal(err)
	}
	if got := unspaced(strings.Join(copied(t, pdf), "")); strings.Count(got, said) != 9 {
		t.Errorf("PDFium copies %q", got)
	}
	if got := text(t, pdf); strings.Count(got, said) != 9 {
		t.Errorf("poppler copies %q", got)
	}
	if got := unspaced(run(t, pdf, "pdftotext", "-layout", "-enc", "UTF-8", "PDF", "-")); strings.Count(got, said) != 9 {
		t.Errorf("poppler copies %q, laid out", got)
	}
}
