package assets

import (
	_ "embed" // ip_ranges.tsv
	"net/netip"
	"sync"
)

//go:embed ip_ranges.tsv
var ipRangeData string

type ipRanges struct {
	prefixes []netip.Prefix
	asOf     string
}

// The file was compiled in and a test reads all of it, so that a bad line
// cannot reach a user.
var beijing = sync.OnceValue(func() ipRanges {
	var r ipRanges
	for _, c := range columns(ipRangeData, 5) {
		r.prefixes = append(r.prefixes, netip.MustParsePrefix(c[0]))
		r.asOf = c[3]
	}
	return r
})

// BeijingPrefixes returns the blocks of addresses, IPv4 and IPv6, of the AWS
// region Beijing (cn-north-1) as Amazon published them on the day of
// [BeijingPrefixesAsOf]. New blocks are added without notice: an address
// outside of them is worth a question, not a refusal.
func BeijingPrefixes() []netip.Prefix {
	return append([]netip.Prefix(nil), beijing().prefixes...)
}

// BeijingPrefixesAsOf returns the day of the list (YYYY-MM-DD).
func BeijingPrefixesAsOf() string { return beijing().asOf }
