package ident

import (
	"strings"
	"testing"
)

func TestDomainDirectlyUnderASuffixIsRead(t *testing.T) {
	for in, want := range map[string]Domain{
		"example.cn":           {"example.cn", "example.cn", "cn", "example.cn"},
		"Example.COM.CN":       {"example.com.cn", "example.com.cn", "com.cn", "example.com.cn"},
		"example.bj.cn":        {"example.bj.cn", "example.bj.cn", "bj.cn", "example.bj.cn"},
		"ｅｘａｍｐｌｅ．ｃｎ":           {"example.cn", "example.cn", "cn", "example.cn"},
		" example.cn. ":        {"example.cn", "example.cn", "cn", "example.cn"},
		"a.cn":                 {"a.cn", "a.cn", "cn", "a.cn"},
		"www.cn":               {"www.cn", "www.cn", "cn", "www.cn"},
		"www.com.cn":           {"www.com.cn", "www.com.cn", "com.cn", "www.com.cn"},
		"例子.中国":                {"xn--fsqu00a.xn--fiqs8s", "例子.中国", "xn--fiqs8s", "xn--fsqu00a.xn--fiqs8s"},
		"例子。中国":                {"xn--fsqu00a.xn--fiqs8s", "例子.中国", "xn--fiqs8s", "xn--fsqu00a.xn--fiqs8s"},
		"xn--fsqu00a.cn":       {"xn--fsqu00a.cn", "例子.cn", "cn", "xn--fsqu00a.cn"},
		"示例.公司.cn":             {"xn--fsq092h.xn--55qx5d.cn", "示例.公司.cn", "xn--55qx5d.cn", "xn--fsq092h.xn--55qx5d.cn"},
		"示例.政务.cn":             {"xn--fsq092h.xn--zfr164b.cn", "示例.政务.cn", "xn--zfr164b.cn", "xn--fsq092h.xn--zfr164b.cn"},
		"example.nosuchsuffix": {"example.nosuchsuffix", "example.nosuchsuffix", "nosuchsuffix", "example.nosuchsuffix"},
		"github.io":            {"github.io", "github.io", "io", "github.io"},
	} {
		got, err := ParseDomain(in)
		if err != nil || got != want {
			t.Errorf("ParseDomain(%q) = %+v, %v; want %+v", in, got, err, want)
		}
	}
}

// The Chinese suffixes of domain.md 4.1 with their A-labels; a name under each is
// registrable, written either way.
func TestChineseSuffixesAreKnown(t *testing.T) {
	for suffix, ascii := range map[string]string{
		"中国":  "xn--fiqs8s",
		"政务":  "xn--zfr164b",
		"公益":  "xn--55qw42g",
		"公司":  "xn--55qx5d",
		"网络":  "xn--io0a7i",
		"网址":  "xn--ses554g",
		"商城":  "xn--czru2d",
		"网店":  "xn--hxt814e",
		"中信":  "xn--fiq64b",
		"商标":  "xn--czr694b",
		"广东":  "xn--xhq521b",
		"佛山":  "xn--1qqw23a",
		"信息":  "xn--vuq861b",
		"手机":  "xn--kput3i",
		"在线":  "xn--3ds443g",
		"中文网": "xn--fiq228c5hs",
		"集团":  "xn--3bst00m",
		"我爱你": "xn--6qq986b3xl",
		"商店":  "xn--czrs0t",
		"企业":  "xn--vhquv",
		"娱乐":  "xn--fjq720a",
		"游戏":  "xn--unup4y",
		"购物":  "xn--g2xx48c",
		"餐厅":  "xn--imr513n",
		"招聘":  "xn--otu796d",
		"时尚":  "xn--9et52u",
		"移动":  "xn--6frz82g",
		"网站":  "xn--5tzm5g",
		"联通":  "xn--8y0a063a",
		"世界":  "xn--rhqv96g",
		"健康":  "xn--nyqy26a",
	} {
		for _, name := range []string{"示例." + suffix, "xn--fsq092h." + ascii, "示例。" + suffix} {
			d, err := ParseDomain(name)
			if err != nil || d.Suffix != ascii || d.Unicode != "示例."+suffix {
				t.Errorf("ParseDomain(%q) = %+v, %v", name, d, err)
			}
		}
	}
}

func TestDomainProblemIsNamed(t *testing.T) {
	long := strings.Repeat("a", 63)
	for _, c := range []struct {
		in      string
		problem Problem
		want    string
	}{
		{"", ProblemEmpty, ""},
		{"http://example.cn", ProblemURL, "example.cn"},
		{"https://www.example.cn/index.html", ProblemURL, "www.example.cn"},
		{"ftp：//example.cn", ProblemURL, "example.cn"},
		{"example.cn/", ProblemPath, "example.cn"},
		{"example.cn?a=1", ProblemPath, "example.cn"},
		{"example.cn:8080", ProblemPort, "example.cn"},
		{"www.example.cn", ProblemSubdomain, "example.cn"},
		{"shop.example.com.cn", ProblemSubdomain, "example.com.cn"},
		{"www.例子.中国", ProblemSubdomain, "例子.中国"},
		{"shop.github.io", ProblemSubdomain, "github.io"},
		{"com.cn", ProblemSuffixOnly, ""},
		{"example", ProblemNoDot, ""},
		{"例子", ProblemNoDot, ""},
		{"example..cn", ProblemLabelLength, ""},
		{".example.cn", ProblemLabelLength, ""},
		{long + "a.cn", ProblemLabelLength, ""},
		{strings.Repeat("例子", 31) + ".cn", ProblemLabelLength, ""},
		{long + "." + long + ".cn", ProblemLength, ""},
		{long + "." + long[:61] + ".cn", ProblemSubdomain, long[:61] + ".cn"}, // 128 characters, the most there may be
		{long + "." + long[:62] + ".cn", ProblemLength, ""},
		{"a.b", ProblemLength, ""},
		{"exa_mple.cn", ProblemCharacter, ""},
		{"exa mple.cn", ProblemCharacter, ""},
		{"exam\u200bple.cn", ProblemCharacter, ""},
		{"-example.cn", ProblemCharacter, ""},
		{"example-.cn", ProblemCharacter, ""},
		{"me@example.cn", ProblemCharacter, ""},
		{"xn--a.cn", ProblemCharacter, ""},
		{"52.80.1.1", ProblemIPAddress, ""},
		{"2400:7fc0::1", ProblemIPAddress, ""},
		{"52.80.1", ProblemIPAddress, ""},
		{"example.123", ProblemIPAddress, ""},
		{"exam\xffple.cn", ProblemCharacter, ""},
	} {
		_, err := ParseDomain(c.in)
		wantProblem(t, c.in, err, c.problem)
		if got := wantOf(err); got != c.want {
			t.Errorf("ParseDomain(%q) proposes %q, want %q", c.in, got, c.want)
		}
	}
}

func TestHomePageLiesInItsDomain(t *testing.T) {
	for _, c := range []struct {
		homePage, domain string
		want             bool
	}{
		{"www.example.cn", "example.cn", true},
		{"example.cn", "example.cn", true},
		{"WWW.EXAMPLE.CN/index.html", "example.cn", true},
		{"http://www.example.cn:8080/", "example.cn", true},
		{"www.xn--fsqu00a.cn", "例子.cn", true},
		{"www.例子.cn", "xn--fsqu00a.cn", true},
		{"www.notexample.cn", "example.cn", false},
		{"example.cn.evil.com", "example.cn", false},
		{"www.other.cn/example.cn", "example.cn", false},
		{"", "example.cn", false},
		{"www.example.cn", "", false},
	} {
		if got := HomePageContains(c.homePage, c.domain); got != c.want {
			t.Errorf("HomePageContains(%q, %q) = %v", c.homePage, c.domain, got)
		}
	}
}

func TestHomePageProblemIsNamed(t *testing.T) {
	domains := []string{"example.com.cn", "example.cn"}
	for _, c := range []struct {
		in      string
		domains []string
		problem Problem
		want    string
	}{
		{"www.example.cn", domains, "", ""},
		{"www.example.cn/cn/", domains, "", ""},
		{"www.example.cn", nil, "", ""},
		{"http://www.example.cn", domains, ProblemURL, "www.example.cn"},
		{"https://www.example.cn/cn", domains, ProblemURL, "www.example.cn/cn"},
		{"www.example.cn:80", domains, ProblemPort, ""},
		{"www.example.org", domains, ProblemNotInDomain, ""},
		{"example", domains, ProblemNoDot, ""},
		{"52.80.1.1", domains, ProblemIPAddress, ""},
		{"", domains, ProblemEmpty, ""},
		{"www.example.cn/" + strings.Repeat("a", 255), domains, ProblemLength, ""},
	} {
		err := CheckHomePage(c.in, c.domains)
		wantProblem(t, c.in, err, c.problem)
		if got := wantOf(err); got != c.want {
			t.Errorf("CheckHomePage(%q) proposes %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzParseDomain(f *testing.F) {
	addHostile(f)
	for _, s := range []string{"www.例子.中国", "示例.政务.cn", "ｅｘａｍｐｌｅ．ｃｎ", "shop.github.io", "a@b:c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_ = CheckHomePage(s, []string{"example.cn", s})
		d, err := ParseDomain(s)
		if err != nil {
			return
		}
		if again, err := ParseDomain(d.ASCII); err != nil || again != d {
			t.Errorf("%q is %+v; its A-labels read %+v, %v", s, d, again, err)
		}
		if again, err := ParseDomain(d.Unicode); err != nil || again.ASCII != d.ASCII {
			t.Errorf("%q is %+v; its U-labels read %+v, %v", s, d, again, err)
		}
		if !HomePageContains("www."+d.ASCII, s) {
			t.Errorf("www.%s does not lie in %q", d.ASCII, s)
		}
	})
}
