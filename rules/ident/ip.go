package ident

import (
	"net/netip"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// IPRange is a range of addresses of one family, both ends included.
type IPRange struct{ From, To netip.Addr }

// specialBlocks are addresses that are not public, after the IANA registries of
// special-purpose addresses (RFC 6890). The narrower block stands before the
// wider one, so that the reason given is the precise one.
var specialBlocks = []struct {
	prefix  netip.Prefix
	problem Problem
}{
	{netip.MustParsePrefix("0.0.0.0/8"), ProblemReserved},
	{netip.MustParsePrefix("10.0.0.0/8"), ProblemPrivate},
	{netip.MustParsePrefix("172.16.0.0/12"), ProblemPrivate},
	{netip.MustParsePrefix("192.168.0.0/16"), ProblemPrivate},
	{netip.MustParsePrefix("100.64.0.0/10"), ProblemSharedAddress},
	{netip.MustParsePrefix("127.0.0.0/8"), ProblemLoopback},
	{netip.MustParsePrefix("169.254.0.0/16"), ProblemLinkLocal},
	{netip.MustParsePrefix("192.0.2.0/24"), ProblemDocumentation},
	{netip.MustParsePrefix("198.51.100.0/24"), ProblemDocumentation},
	{netip.MustParsePrefix("203.0.113.0/24"), ProblemDocumentation},
	{netip.MustParsePrefix("192.0.0.0/24"), ProblemReserved},
	{netip.MustParsePrefix("192.88.99.0/24"), ProblemReserved},
	{netip.MustParsePrefix("198.18.0.0/15"), ProblemReserved},
	{netip.MustParsePrefix("224.0.0.0/4"), ProblemMulticast},
	{netip.MustParsePrefix("240.0.0.0/4"), ProblemReserved},

	{netip.MustParsePrefix("::1/128"), ProblemLoopback},
	{netip.MustParsePrefix("fe80::/10"), ProblemLinkLocal},
	{netip.MustParsePrefix("fc00::/7"), ProblemPrivate},
	{netip.MustParsePrefix("ff00::/8"), ProblemMulticast},
	{netip.MustParsePrefix("2001:db8::/32"), ProblemDocumentation},
	{netip.MustParsePrefix("3fff::/20"), ProblemDocumentation},
	{netip.MustParsePrefix("2001::/23"), ProblemReserved},
	{netip.MustParsePrefix("2002::/16"), ProblemReserved},
	// Only 2000::/3 is given out to networks.
	{netip.MustParsePrefix("::/3"), ProblemReserved},
	{netip.MustParsePrefix("4000::/2"), ProblemReserved},
	{netip.MustParsePrefix("8000::/1"), ProblemReserved},
}

// ParseIPRange reads the first and last address of a range, IPv4 or IPv6; a
// single address is given twice. Problems of one end carry At 0 for from and 1
// for to. A range any part of which is not public is refused with the reason
// (ProblemPrivate, ProblemLoopback and so on), and returned beside it.
func ParseIPRange(from, to string) (IPRange, error) {
	first, err := readAddress(from, 0)
	if err != nil {
		return IPRange{}, err
	}
	last, err := readAddress(to, 1)
	if err != nil {
		return IPRange{}, err
	}
	switch {
	case first.Is4() != last.Is4():
		return IPRange{}, problem(ProblemMixedFamilies)
	case last.Less(first):
		return IPRange{}, problem(ProblemReversed)
	}
	r := IPRange{From: first, To: last}
	for _, block := range specialBlocks {
		if first.Is4() == block.prefix.Addr().Is4() && !lastOf(block.prefix).Less(first) && !last.Less(block.prefix.Addr()) {
			return r, problem(block.problem)
		}
	}
	return r, nil
}

// readAddress forgives full-width characters and outer spaces. An IPv6 zone is
// a matter of one machine, so it makes an address unreadable.
func readAddress(s string, end int) (netip.Addr, error) {
	if len(s) > longest {
		return netip.Addr{}, problemAt(ProblemUnreadable, end)
	}
	s = strings.TrimSpace(strings.ReplaceAll(norm.NFKC.String(s), "。", "."))
	if s == "" {
		return netip.Addr{}, problemAt(ProblemEmpty, end)
	}
	addr, err := netip.ParseAddr(s)
	if err != nil || addr.Zone() != "" {
		return netip.Addr{}, problemAt(ProblemUnreadable, end)
	}
	return addr.Unmap(), nil
}

// lastOf is the highest address of a prefix.
func lastOf(p netip.Prefix) netip.Addr {
	bytes := p.Masked().Addr().AsSlice()
	for bit := p.Bits(); bit < len(bytes)*8; bit++ {
		bytes[bit/8] |= 0x80 >> (bit % 8)
	}
	last, _ := netip.AddrFromSlice(bytes)
	return last
}

// Contains says whether every address of r lies in one of the prefixes; a range
// may reach over several that touch. Invalid prefixes are passed over; the zero
// range lies in none.
func Contains(prefixes []netip.Prefix, r IPRange) bool {
	if !r.From.IsValid() || !r.To.IsValid() || r.To.Less(r.From) {
		return false
	}
	sorted := make([]netip.Prefix, 0, len(prefixes))
	for _, p := range prefixes {
		if p.IsValid() && p.Addr().Is4() == r.From.Is4() {
			sorted = append(sorted, p.Masked())
		}
	}
	slices.SortFunc(sorted, func(a, b netip.Prefix) int { return a.Addr().Compare(b.Addr()) })
	next := r.From // the first address not yet found
	for _, p := range sorted {
		last := lastOf(p)
		if last.Less(next) {
			continue
		}
		if next.Less(p.Addr()) {
			return false
		}
		if !last.Less(r.To) {
			return true
		}
		next = last.Next()
	}
	return false
}
