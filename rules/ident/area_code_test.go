package ident

import (
	"slices"
	"strconv"
	"testing"
)

func TestAreaCodeLeadsToItsProvince(t *testing.T) {
	for code, want := range map[string][]string{
		"010": {"110000"}, "0571": {"330000"}, "0335": {"130000"}, "0898": {"460000"}, "0999": {"650000"},
		"020": {"440000"}, "0200": nil, "0010": nil, "10": nil, "026": nil, "0999x": nil, "": nil, "٠١٠": nil,
	} {
		if got := ProvincesOfAreaCode(code); !slices.Equal(got, want) {
			t.Errorf("ProvincesOfAreaCode(%q) = %v, want %v", code, got, want)
		}
	}
}

func TestEveryFilingProvinceHasAnAreaCode(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range areaCodeRanges {
		seen[p.province] = true
	}
	for _, province := range recordalPrefixes {
		if !seen[province] {
			t.Errorf("province %s has no area code", province)
		}
	}
}

func TestOnlyAreaCodesInUseAreInUse(t *testing.T) {
	for code, want := range map[string]bool{
		"010": true, "020": true, "029": true, "026": false, "0571": true, "0310": true, "0335": true, "0999": true,
		"0410": true,                                // not in the table of the provinces
		"0732": false, "0733": false, "0899": false, // given up
		"0720": false, "0819": false, "0300": false,
		"0101": false, "571": false, "": false, "05711": false, "0५71": false,
	} {
		if got := AreaCodeInUse(code); got != want {
			t.Errorf("AreaCodeInUse(%q) = %v", code, got)
		}
	}
}

// libphonenumber's plan of the mainland has 329 area codes; 0978 of Qinghai is
// among them.
func TestThePlanHasItsAreaCodes(t *testing.T) {
	n := 0
	for _, width := range []int{100, 1000} {
		for i := range width {
			code := strconv.Itoa(width + i)
			code = "0" + code[1:]
			if AreaCodeInUse(code) {
				n++
			}
			if len(ProvincesOfAreaCode(code)) > 1 {
				t.Errorf("%s is of two provinces", code)
			}
		}
	}
	if n != 329 {
		t.Errorf("%d area codes, want 329", n)
	}
}
