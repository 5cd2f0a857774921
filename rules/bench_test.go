package rules_test

import (
	"os"
	"strconv"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
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

// BenchmarkCheckThirtyWebsites judges the largest filing that a province takes
// without a plan of its own.
func BenchmarkCheckThirtyWebsites(b *testing.B) {
	filing := trial.Valid()
	one := filing.Websites[0]
	filing.Websites = nil
	for i := range 30 {
		w := one
		w.Domains = []rules.Domain{one.Domains[0]}
		w.Domains[0].Name = "xinghe-" + strconv.Itoa(i) + ".cn"
		w.HomePage = "www." + w.Domains[0].Name
		filing.Websites = append(filing.Websites, w)
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
