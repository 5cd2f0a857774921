package assets

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/idna"
)

func TestSuffixStatus(t *testing.T) {
	tests := []struct{ suffix, status string }{
		{"cn", SuffixApproved},
		{"com.cn", SuffixApproved},
		{"bj.cn", SuffixApproved},
		{"gs.cn", SuffixApproved},
		{"xn--55qx5d.cn", SuffixApproved}, // 公司.cn, judged by cn
		{"com", SuffixApproved},
		{".COM", SuffixApproved},
		{"xn--fiqs8s", SuffixApproved}, // 中国
		{"me", SuffixApproved},
		{"org.cn", SuffixApproved},
		{"org", SuffixRefused},
		{"hk", SuffixRefused},
		{"com.hk", SuffixRefused},
		{"io", SuffixRefused},
		{"win", SuffixRefused},
		{"ai", SuffixUnknown},
		{"example", SuffixUnknown},
		{"co.uk", SuffixUnknown},
		{"", SuffixUnknown},
	}
	for _, tt := range tests {
		status, asOf := SuffixStatus(tt.suffix)
		if status != tt.status {
			t.Errorf("SuffixStatus(%q) = %q, want %q", tt.suffix, status, tt.status)
		}
		if asOf != "2022-08-30" {
			t.Errorf("SuffixStatus(%q) is as of %q, want 2022-08-30", tt.suffix, asOf)
		}
	}
}

func TestSuffixInBeijing(t *testing.T) {
	tests := []struct {
		suffix          string
		accepted, known bool
	}{
		{"com", true, true},
		{"com.cn", true, true},
		{"xn--fiqs8s", true, true},
		{"me", false, true},
		{"asia", false, true},
		{"org", false, true},
		{"games", false, false},
		{"example", false, false},
	}
	for _, tt := range tests {
		accepted, known := SuffixInBeijing(tt.suffix)
		if accepted != tt.accepted || known != tt.known {
			t.Errorf("SuffixInBeijing(%q) = %v, %v; want %v, %v", tt.suffix, accepted, known, tt.accepted, tt.known)
		}
	}
}

func TestSuffixesAreWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range columns(suffixData, 7) {
		ascii, err := idna.Registration.ToASCII(c[0])
		if err != nil || ascii != c[1] {
			t.Errorf("%s: ASCII form %q, want %q (%v)", c[0], c[1], ascii, err)
		}
		if seen[c[1]] {
			t.Errorf("%s occurs twice", c[1])
		}
		seen[c[1]] = true
		if c[2] != SuffixApproved && c[2] != SuffixRefused && c[2] != SuffixUnknown {
			t.Errorf("%s: status %q", c[0], c[2])
		}
		if c[3] != "" && c[3] != "accepted" && c[3] != "refused" {
			t.Errorf("%s: in Beijing %q", c[0], c[3])
		}
		if _, err := time.Parse(time.DateOnly, c[4]); err != nil || c[5] == "" {
			t.Errorf("%s: day %q, source %q", c[0], c[4], c[5])
		}
	}
	if len(seen) < 200 {
		t.Errorf("%d suffixes, want at least 200", len(seen))
	}
}

func TestBeijingPrefixes(t *testing.T) {
	tests := []struct {
		address string
		want    bool
	}{
		{"52.80.1.1", true},
		{"52.81.255.255", true},
		{"54.222.0.1", true},
		{"54.222.128.1", true},
		{"54.223.10.10", true},
		{"140.179.1.1", true},
		{"2400:7fc0:8000::1", true},
		{"52.82.1.1", false}, // Ningxia
		{"52.79.255.255", false},
		{"10.0.0.1", false},
		{"8.8.8.8", false},
	}
	prefixes := BeijingPrefixes()
	for _, tt := range tests {
		address := netip.MustParseAddr(tt.address)
		got := false
		for _, p := range prefixes {
			got = got || p.Contains(address)
		}
		if got != tt.want {
			t.Errorf("%s in Beijing: %v, want %v", tt.address, got, tt.want)
		}
	}
	for _, p := range prefixes {
		if p != p.Masked() {
			t.Errorf("%s is not the beginning of its block", p)
		}
	}
	if _, err := time.Parse(time.DateOnly, BeijingPrefixesAsOf()); err != nil {
		t.Errorf("day of the list: %v", err)
	}
	prefixes[0] = netip.Prefix{}
	if !BeijingPrefixes()[0].IsValid() {
		t.Error("a caller can change the list of the others")
	}
}

func TestIcon(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(Icon()))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != 512 || size.Y != 512 {
		t.Errorf("icon is %v, want 512 by 512", size)
	}
	if _, _, _, alpha := picture.At(0, 0).RGBA(); alpha != 0 {
		t.Error("the corner of the icon is not transparent")
	}
	var drawing struct {
		XMLName xml.Name
	}
	if err := xml.Unmarshal(IconSVG(), &drawing); err != nil || !strings.HasSuffix(drawing.XMLName.Local, "svg") {
		t.Errorf("drawing begins with %q, %v", drawing.XMLName.Local, err)
	}
}
