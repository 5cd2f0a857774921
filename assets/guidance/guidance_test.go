package guidance

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestEveryParagraphCanBeReadInBothLanguages(t *testing.T) {
	g := Whole()
	if g.Source == "" || g.AsOf == "" {
		t.Error("the document has no title, or no day")
	}
	seen := map[string]bool{}
	for _, p := range g.Paragraphs {
		name := p.Place + ", " + p.Title
		if seen[name] || p.Place == "" || p.Title == "" {
			t.Errorf("%q stands twice, or has no name", name)
		}
		seen[name] = true
		if !strings.ContainsFunc(p.Chinese, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s has no translation", name)
		}
		if strings.TrimSpace(p.English) == "" {
			t.Errorf("%s has no text", name)
		}
	}
}

func TestAFieldIsShownWhatIsAboutIt(t *testing.T) {
	titles := func(field string, sources ...string) string {
		var all []string
		for _, p := range Whole().Of(field, sources...) {
			all = append(all, p.Title)
		}
		return strings.Join(all, " ")
	}
	for _, c := range []struct{ field, source, want string }{
		{"websites.access.ips.kind", "guidance_notice 2", "addresses elastic"},
		{"host.province", "guidance 3; domain 3", "scope"},              // no other paragraph of the chapter
		{"websites.pre_approvals.holder", "domain 1.4", "pre_approval"}, // said of all its fields
		{"host.remark", "guidance 3", "lead_form scope"},                // cited, though it names another
		{"host.city", "domain 3", ""},
	} {
		if got := titles(c.field, c.source); got != c.want {
			t.Errorf("%s, which cites %s, is shown %q; want %q", c.field, c.source, got, c.want)
		}
	}
	if got := Whole().At("guidance_item 6; domain 6.2"); len(got) != 1 || !slices.Contains(got[0].Slips, 6) {
		t.Errorf("the check list is %+v", got)
	}
}
