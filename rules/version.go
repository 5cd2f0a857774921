package rules

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// versionText is how a rulebook is numbered: year, month, and which one of the
// month.
var versionText = regexp.MustCompile(`^([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,4})$`)

// CompareVersions compares two versions of the rulebook, such as 2026.9.1 and
// 2026.11.1, by their numbers: it is negative where a is the older one. Its error
// says which of them is no version.
func CompareVersions(a, b string) (int, error) {
	numbersA, err := version(a)
	if err != nil {
		return 0, err
	}
	numbersB, err := version(b)
	if err != nil {
		return 0, err
	}
	return slices.CompareFunc(numbersA, numbersB, cmp.Compare[int]), nil
}

func version(s string) ([]int, error) {
	parts := versionText.FindStringSubmatch(s)
	if parts == nil {
		return nil, fmt.Errorf("%q is no version of a rulebook, such as 2026.11.1", s)
	}
	numbers := make([]int, 0, 3)
	for _, part := range parts[1:] {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, fmt.Errorf("read version %q: %w", s, err)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// headVersion is the version as a head of a rulebook sets it.
var headVersion = regexp.MustCompile(`(?m)^[ \t]*version[ \t]*=[ \t]*["']([^"'\n]*)["']`)

// VersionIn returns the version that the text of a rulebook gives itself, however
// broken the rest is; "" where there is none to be found.
func VersionIn(text []byte) string {
	found := headVersion.FindSubmatch(text[:min(len(text), MaxBookBytes)])
	if found == nil {
		return ""
	}
	return string(found[1])
}
