package ident

import (
	"net/netip"
	"testing"
)

func TestPublicRangeIsRead(t *testing.T) {
	for _, c := range [][4]string{
		{"52.80.1.1", "52.80.1.1", "52.80.1.1", "52.80.1.1"},
		{" 52.80.1.1 ", "５２．８０．１．２５５", "52.80.1.1", "52.80.1.255"},
		{"::ffff:52.80.1.1", "52.80.1.1", "52.80.1.1", "52.80.1.1"},
		{"2400:7fc0::1", "2400:7FC0::ffff", "2400:7fc0::1", "2400:7fc0::ffff"},
	} {
		got, err := ParseIPRange(c[0], c[1])
		want := IPRange{netip.MustParseAddr(c[2]), netip.MustParseAddr(c[3])}
		if err != nil || got != want {
			t.Errorf("ParseIPRange(%q, %q) = %v, %v; want %v", c[0], c[1], got, err, want)
		}
	}
}

func TestIPRangeProblemIsNamed(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     Problem
	}{
		{"", "52.80.1.1", ProblemEmpty},
		{"52.80.1.1", "", ProblemEmpty},
		{"52.80.1", "52.80.1.1", ProblemUnreadable},
		{"52.80.1.256", "52.80.1.1", ProblemUnreadable},
		{"52.80.01.1", "52.80.1.1", ProblemUnreadable},
		{"fe80::1%eth0", "fe80::1%eth0", ProblemUnreadable},
		{"52.80.1.1/24", "52.80.1.1", ProblemUnreadable},
		{"52.80.1.1", "2400:7fc0::1", ProblemMixedFamilies},
		{"52.80.1.2", "52.80.1.1", ProblemReversed},
		{"10.0.0.1", "10.0.0.1", ProblemPrivate},
		{"172.31.255.255", "172.31.255.255", ProblemPrivate},
		{"172.32.0.0", "172.32.0.0", ""},
		{"192.168.1.1", "192.168.1.1", ProblemPrivate},
		{"::ffff:10.0.0.1", "10.0.0.1", ProblemPrivate},
		{"100.64.0.1", "100.64.0.1", ProblemSharedAddress},
		{"127.0.0.1", "127.0.0.1", ProblemLoopback},
		{"169.254.169.254", "169.254.169.254", ProblemLinkLocal},
		{"203.0.113.5", "203.0.113.5", ProblemDocumentation},
		{"224.0.0.1", "224.0.0.1", ProblemMulticast},
		{"255.255.255.255", "255.255.255.255", ProblemReserved},
		{"0.0.0.0", "0.0.0.0", ProblemReserved},
		{"9.255.255.255", "11.0.0.0", ProblemPrivate},
		{"::1", "::1", ProblemLoopback},
		{"fe80::1", "fe80::1", ProblemLinkLocal},
		{"fd00::1", "fd00::1", ProblemPrivate},
		{"2001:db8::1", "2001:db8::1", ProblemDocumentation},
		{"ff02::1", "ff02::1", ProblemMulticast},
		{"64:ff9b::1", "64:ff9b::1", ProblemReserved},
		{"fec0::1", "fec0::1", ProblemReserved},
	} {
		_, err := ParseIPRange(c.from, c.to)
		wantProblem(t, c.from+" to "+c.to, err, c.want)
	}
}

func TestRangeLiesWhollyInThePrefixes(t *testing.T) {
	prefixes := []netip.Prefix{
		netip.MustParsePrefix("52.81.0.0/16"), netip.MustParsePrefix("52.80.0.0/16"), netip.MustParsePrefix("52.80.1.0/24"),
		netip.MustParsePrefix("54.222.1.9/19"), netip.MustParsePrefix("2400:7fc0::/32"), netip.MustParsePrefix("255.255.255.0/24"), {},
	}
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"52.80.1.1", "52.80.1.1", true},
		{"52.80.0.0", "52.81.255.255", true},
		{"52.80.255.255", "52.82.0.0", false},
		{"52.79.255.255", "52.80.0.0", false},
		{"52.80.0.0", "54.222.0.1", false},
		{"54.222.0.0", "54.222.31.255", true},
		{"54.222.32.0", "54.222.32.0", false},
		{"255.255.255.0", "255.255.255.255", true},
		{"2400:7fc0::1", "2400:7fc0:ffff::1", true},
		{"2400:7fc1::1", "2400:7fc1::1", false},
	} {
		r := IPRange{netip.MustParseAddr(c.from), netip.MustParseAddr(c.to)}
		if got := Contains(prefixes, r); got != c.want {
			t.Errorf("Contains(%s to %s) = %v", c.from, c.to, got)
		}
	}
	if Contains(prefixes, IPRange{}) || Contains(nil, IPRange{netip.MustParseAddr("1.1.1.1"), netip.MustParseAddr("1.1.1.1")}) {
		t.Error("nothing lies in no prefix, and the zero range in none")
	}
}

func FuzzParseIPRange(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "52.80.1.1")
	}
	f.Add("52.80.1.1", "52.80.1.255")
	f.Add("2400:7fc0::1", "2400:7fc0::ff")
	f.Fuzz(func(t *testing.T, from, to string) {
		r, err := ParseIPRange(from, to)
		if err != nil {
			return
		}
		if again, err := ParseIPRange(r.From.String(), r.To.String()); err != nil || again != r {
			t.Errorf("%q to %q is %v, read again %v, %v", from, to, r, again, err)
		}
		if !r.From.IsGlobalUnicast() || !r.To.IsGlobalUnicast() || r.From.IsPrivate() {
			t.Errorf("%v was taken for public", r)
		}
		one := []netip.Prefix{netip.PrefixFrom(r.From, r.From.BitLen())}
		if Contains(one, r) != (r.From == r.To) {
			t.Errorf("%v in its first address alone", r)
		}
	})
}
