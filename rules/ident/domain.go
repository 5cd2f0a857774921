package ident

import (
	"net/netip"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/unicode/norm"
)

// Domain is a name registered directly under a public suffix. Both spellings
// are kept, because a Chinese domain is filed with both.
type Domain struct {
	ASCII       string // A-labels, lower case: xn--fsqu00a.xn--fiqs8s
	Unicode     string // U-labels: 例子.中国
	Suffix      string // the public suffix in A-labels, without a leading dot: com.cn
	Registrable string // the suffix and one label before it, in A-labels; "" when the name is itself a suffix
}

// Limits of the national interface (domain.md 2.9): characters of the whole
// name, characters of a label.
const (
	shortestDomain = 4
	longestDomain  = 128
	longestLabel   = 63
)

// chinaSuffixes are second-level domains of .cn kept by the registry for public
// bodies, which the Public Suffix List lacks: 政务.cn and 公益.cn.
var chinaSuffixes = map[string]bool{"xn--zfr164b.cn": true, "xn--55qw42g.cn": true}

// ParseDomain reads the domain of a website as it must be filed: the name
// registered directly under a public suffix, neither an address of a page
// (ProblemURL, ProblemPath, ProblemPort) nor www or another sub-domain
// (ProblemSubdomain with the registrable name as Want; the Domain is returned
// beside it). Upper case, full-width characters and a closing dot are forgiven.
//
// Names whose owner lets others register below them (github.io, cn.com) count
// as ordinary domains here: a filing needs the one sold by a registry.
func ParseDomain(s string) (Domain, error) {
	s, err := domainText(s)
	if err != nil {
		return Domain{}, err
	}
	if p := urlProblem(s); p != "" {
		return Domain{}, wanting(p, hostOf(s))
	}
	d, err := readDomain(s)
	if err != nil {
		return Domain{}, err
	}
	switch {
	case len(d.ASCII) < shortestDomain || len(d.ASCII) > longestDomain:
		return Domain{}, problem(ProblemLength)
	case d.Registrable == "":
		return d, problem(ProblemSuffixOnly)
	case d.Registrable != d.ASCII:
		return d, wanting(ProblemSubdomain, unicodeName(d.Registrable))
	}
	return d, nil
}

// HomePageContains says whether a home page such as www.example.cn lies in a
// domain: its host is the domain or ends in it. A scheme, port or path before
// or behind the host does not matter here.
func HomePageContains(homePage, domain string) bool {
	host, err := homePageHost(homePage)
	if err != nil {
		return false
	}
	name, err := domainText(domain)
	if err != nil {
		return false
	}
	d, err := readDomain(name)
	if err != nil {
		return false
	}
	return host.ASCII == d.ASCII || strings.HasSuffix(host.ASCII, "."+d.ASCII)
}

// CheckHomePage judges the address of a home page: a host name, perhaps with a
// path, of at most 255 characters, without http:// (ProblemURL, the address
// without it as Want) or port, in at least one of the website's domains
// (ProblemNotInDomain). Without domains that last question is not asked.
func CheckHomePage(homePage string, domains []string) error {
	text, err := domainText(homePage)
	if err != nil {
		return err
	}
	if len(text) > 255 {
		return problem(ProblemLength)
	}
	switch p := urlProblem(text); p {
	case ProblemURL:
		_, rest, _ := cutScheme(text)
		return wanting(p, rest)
	case ProblemPort:
		return problem(p)
	}
	if _, err := homePageHost(homePage); err != nil {
		return err
	}
	if len(domains) == 0 {
		return nil
	}
	for _, domain := range domains {
		if HomePageContains(homePage, domain) {
			return nil
		}
	}
	return problem(ProblemNotInDomain)
}

func homePageHost(homePage string) (Domain, error) {
	text, err := domainText(homePage)
	if err != nil {
		return Domain{}, err
	}
	return readDomain(hostOf(text))
}

// domainText trims s and folds its full-width forms, so that the parts of an
// address can be told.
func domainText(s string) (string, error) {
	if len(s) > longest {
		return "", problem(ProblemLength)
	}
	s = strings.TrimSpace(norm.NFKC.String(s))
	s = strings.ReplaceAll(s, "。", ".")
	if s == "" {
		return "", problem(ProblemEmpty)
	}
	return s, nil
}

// urlProblem tells an address from a name.
func urlProblem(s string) Problem {
	scheme, rest, _ := cutScheme(s)
	host, _, path := cutAny(rest, "/?#\\")
	switch {
	case scheme != "":
		return ProblemURL
	case path:
		return ProblemPath
	case strings.Contains(host, ":") && !isAddress(host):
		return ProblemPort
	}
	return ""
}

// hostOf takes scheme, user, port and path off an address.
func hostOf(s string) string {
	_, s, _ = cutScheme(s)
	s, _, _ = cutAny(s, "/?#\\")
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		s = s[at+1:]
	}
	if isAddress(s) {
		return s
	}
	s, _, _ = strings.Cut(s, ":")
	return s
}

func cutScheme(s string) (scheme, rest string, found bool) {
	scheme, rest, found = strings.Cut(s, "://")
	if found && !strings.ContainsAny(scheme, "/?#.") {
		return scheme, rest, true
	}
	return "", s, false
}

func cutAny(s, chars string) (before, after string, found bool) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

func isAddress(s string) bool {
	_, err := netip.ParseAddr(strings.Trim(s, "[]"))
	return err == nil
}

// readDomain turns a host name of any depth into its spellings and finds its
// registrable part.
func readDomain(name string) (Domain, error) {
	if isAddress(name) {
		return Domain{}, problem(ProblemIPAddress)
	}
	name = strings.TrimSuffix(name, ".")
	for i, r := range []rune(name) {
		if r < unicode.MaxASCII && !isHostCharacter(r) || r == unicode.ReplacementChar || isInvisible(r) || unicode.IsSpace(r) {
			return Domain{}, problemAt(ProblemCharacter, i)
		}
	}
	labels := strings.Split(name, ".")
	for _, label := range labels {
		// Every character of a label costs at least one of its A-label, so
		// nothing long is ever converted.
		if label == "" || len([]rune(label)) > longestLabel {
			return Domain{}, problem(ProblemLabelLength)
		}
	}
	if len(labels) == 1 {
		return Domain{}, problem(ProblemNoDot)
	}
	ascii, err := idna.Lookup.ToASCII(name)
	if err != nil {
		return Domain{}, problem(ProblemCharacter)
	}
	for label := range strings.SplitSeq(ascii, ".") {
		if label == "" || len(label) > longestLabel {
			return Domain{}, problem(ProblemLabelLength)
		}
	}
	// No suffix is a number; software reads such a name as an address.
	if firstNotDigit(ascii[strings.LastIndexByte(ascii, '.')+1:]) < 0 {
		return Domain{}, problem(ProblemIPAddress)
	}
	suffix := registrySuffix(ascii)
	return Domain{ASCII: ascii, Unicode: unicodeName(ascii), Suffix: suffix, Registrable: registrable(ascii, suffix)}, nil
}

func isHostCharacter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '.'
}

// registrySuffix is the longest suffix below which a registry sells names. The
// library reads A-labels only; it gives wrong answers for Unicode.
func registrySuffix(ascii string) string {
	if labels := strings.Split(ascii, "."); len(labels) >= 2 {
		if last := strings.Join(labels[len(labels)-2:], "."); chinaSuffixes[last] {
			return last
		}
	}
	suffix, icann := publicsuffix.PublicSuffix(ascii)
	for !icann {
		_, parent, more := strings.Cut(suffix, ".")
		if !more {
			break
		}
		suffix, icann = publicsuffix.PublicSuffix(parent)
	}
	return suffix
}

// registrable is the suffix with the label before it.
func registrable(ascii, suffix string) string {
	before, found := strings.CutSuffix(ascii, "."+suffix)
	if !found {
		return ""
	}
	return before[strings.LastIndexByte(before, '.')+1:] + "." + suffix
}

func unicodeName(ascii string) string {
	name, err := idna.Display.ToUnicode(ascii)
	if err != nil {
		return ascii
	}
	return name
}
