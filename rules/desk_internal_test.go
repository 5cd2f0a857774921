package rules

import (
	"fmt"
	"slices"
	"testing"
)

// What was removed leaves nothing behind but its id.
func TestDeskForgets(t *testing.T) {
	d := NewDesk()
	f := New("new_recordal")
	f.Host.Name, f.Host.Certificate.Number = "甲公司", "91320102MA1QH7X26T"
	f.Host.LegalRepresentative.Mobile = "13851700101"
	f.Websites[0].Domains[0].Name = "lanxi-example.cn"
	for round := range 3 {
		for i := range 5 {
			d.Put(fmt.Sprint(i), f, false)
		}
		for m, holders := range d.common {
			if len(holders) != 5 || d.sole[m] != nil || !slices.IsSortedFunc(holders, compareFilings) {
				t.Errorf("round %d: %d filings hold a value, and one alone: %v", round, len(holders), d.sole[m] != nil)
			}
		}
		if len(d.common) != 3 || len(d.sole) != 0 {
			t.Errorf("round %d: %d values of several filings, %d of one", round, len(d.common), len(d.sole))
		}
		for i := range 5 {
			d.Remove(fmt.Sprint(i))
		}
		if n := len(d.common) + len(d.sole) + len(d.filings); n > 0 {
			t.Errorf("round %d: %d entries are left", round, n)
		}
	}
}
