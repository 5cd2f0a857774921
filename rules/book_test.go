package rules

import "testing"

func TestBuiltinBookLoads(t *testing.T) {
	if b := Builtin(); len(b.Rules) == 0 || len(b.Pages) == 0 || len(b.Papers) < 14 {
		t.Errorf("book has %d rules, %d pages, %d materials", len(b.Rules), len(b.Pages), len(b.Papers))
	}
}
