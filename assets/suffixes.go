package assets

import (
	_ "embed" // suffixes.tsv
	"strings"
	"sync"
)

// What is known of a domain suffix.
const (
	// SuffixApproved: the registry is approved by the ministry.
	SuffixApproved = "approved"
	// SuffixRefused: named as not accepted for new filings.
	SuffixRefused = "refused"
	// SuffixUnknown: neither; look it up on domain.miit.gov.cn.
	SuffixUnknown = "unknown"
)

//go:embed suffixes.tsv
var suffixData string

type suffix struct{ status, beijing, asOf string }

var suffixes = sync.OnceValue(func() map[string]suffix {
	m := map[string]suffix{}
	for _, c := range columns(suffixData, 7) {
		m[c[1]] = suffix{status: c[2], beijing: c[3], asOf: c[4]}
	}
	return m
})

// SuffixStatus tells whether a filing with a domain of this suffix can be
// made: one of the constants above, and the day it was so (YYYY-MM-DD). The
// suffix is given in ASCII, in any case, with or without a dot in front:
// "com.cn", "xn--fiqs8s". Registries are approved by their last label, so a
// suffix that is not listed is judged by that: 公司.cn by cn.
//
// The list is one of August 2022, copied from the ministry's, and grows:
// treat refused as a warning and unknown as a question. Some of the approved
// are not taken in Beijing, see [SuffixInBeijing].
func SuffixStatus(asciiSuffix string) (status, asOf string) {
	s := findSuffix(asciiSuffix)
	if s.status == "" {
		return SuffixUnknown, suffixes()["cn"].asOf
	}
	return s.status, s.asOf
}

// SuffixInBeijing tells whether the authority of Beijing takes a suffix, by
// the white list a hosting company published about 2022; known is false for
// one that is neither on it nor named as refused. The suffix is given as for
// [SuffixStatus].
func SuffixInBeijing(asciiSuffix string) (accepted, known bool) {
	s := findSuffix(asciiSuffix)
	return s.beijing == "accepted", s.beijing != ""
}

func findSuffix(ascii string) suffix {
	ascii = strings.ToLower(strings.Trim(ascii, "."))
	s, ok := suffixes()[ascii]
	last := suffixes()[ascii[strings.LastIndex(ascii, ".")+1:]]
	if !ok {
		return last
	}
	if s.beijing == "" && strings.Contains(ascii, ".") {
		s.beijing = last.beijing
	}
	return s
}

// columns splits an embedded table into its lines and their columns; lines
// that begin with # are skipped, columns that are missing are empty.
func columns(table string, n int) [][]string {
	var rows [][]string
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := make([]string, n)
		copy(row, strings.Split(line, "\t"))
		rows = append(rows, row)
	}
	return rows
}
