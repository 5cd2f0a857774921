package edition

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
)

// BenchmarkLoad reads a whole rulebook with its messages and tries it on filings,
// as the programs do once at their start where there is one.
func BenchmarkLoad(b *testing.B) {
	text := starting(b)
	for b.Loop() {
		if _, err := Load(FileName, strings.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
}

// Benchmark10000FilingsAfterAnUpdate judges all filings of a large desk by a
// rulebook that has just come.
func Benchmark10000FilingsAfterAnUpdate(b *testing.B) {
	f := Find(keep(b, starting(b)))
	if f.Standing != Newer {
		b.Fatal(f.Problems)
	}
	filings := make([]*rules.Filing, 10000)
	for i := range filings {
		one, err := rules.Decode(bytes.NewReader(sample.Filing()))
		if err != nil {
			b.Fatal(err)
		}
		filings[i] = one
	}
	for b.Loop() {
		for _, filing := range filings {
			f.Book.Check(filing, "2026-11-28")
		}
	}
}

// The filings of a desk are judged anew by a rulebook that has come. The limit is
// that of ten thousand filings in ten minutes on a busy machine; the benchmark has
// the figure.
func TestFilingsAreRecheckedAfterAnUpdate(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds with the race detector")
	}
	f := Find(keep(t, starting(t)))
	one, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	begun, wrong := time.Now(), 0
	for i := range 1000 {
		filing := one.Clone()
		if i%100 == 0 {
			filing.Host.Name = ""
		}
		report := f.Book.Check(filing, "2026-11-28")
		if report.Rulebook != "2999.1.1" {
			t.Fatalf("judged by %s", report.Rulebook)
		}
		if !report.Ready() {
			wrong++
		}
	}
	if wrong != 10 {
		t.Errorf("%d filings are not ready, want the 10 without a name", wrong)
	}
	if took := time.Since(begun); took > time.Minute {
		t.Errorf("took %v", took)
	} else {
		t.Logf("took %v", took)
	}
}
