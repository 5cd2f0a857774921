package rules_test

import (
	"os"
	"testing"

	"recordaldesk/rules"
)

// BenchmarkCheck judges one whole filing, as the window does after a pause in
// typing.
func BenchmarkCheck(b *testing.B) {
	r, _ := os.Open("../assets/sample/filing.json")
	filing, err := rules.Decode(r)
	if err != nil {
		b.Fatal(err)
	}
	book := rules.Builtin()
	b.ReportAllocs()
	for b.Loop() {
		book.Check(filing, "2026-11-23")
	}
}

// BenchmarkLoad compiles the rulebook, which the programs do once at their start.
func BenchmarkLoad(b *testing.B) {
	dir := os.DirFS("book")
	for b.Loop() {
		if _, err := rules.Load(dir); err != nil {
			b.Fatal(err)
		}
	}
}
