package rules_test

import (
	"testing"

	"recordaldesk/rules"
)

func TestFooterShowsTheNumberOfTheProvince(t *testing.T) {
	const ministry = "https://beian.miit.gov.cn/"
	for number, want := range map[string]struct{ text, link string }{
		"京ICP备2026012345号-1":     {"京ICP备2026012345号-1", ministry},
		" 蜀 icp备２０２６０１２３４５号－12A": {"蜀ICP备2026012345号-12A", ministry},
		// Guangdong shows the host unit's number (domain 5.4).
		"粤ICP备2026012345号-1":    {"粤ICP备2026012345号", ministry},
		"粤ICP备2026012345号":      {"粤ICP备2026012345号", ministry},
		"京公网安备11010502000001号":  {"京公网安备11010502000001号", "https://beian.mps.gov.cn/#/query/webSearch?code=11010502000001"},
		"川公网安备 ５１０１０５０２０００００１号": {"川公网安备51010502000001号", "https://beian.mps.gov.cn/#/query/webSearch?code=51010502000001"},
	} {
		m, ok := rules.Builtin().Footer(number)
		if !ok || m.Text != want.text || m.Link != want.link {
			t.Errorf("%q: got %+v, %v", number, m, ok)
		}
	}
	for _, number := range []string{"", "12345", "京ICP证030173号", "公网安备11010502000001号", "京公网安备1101050200000号", `京ICP备"><script>号`} {
		if m, ok := rules.Builtin().Footer(number); ok {
			t.Errorf("%q is shown as %+v", number, m)
		}
	}
	m, _ := rules.Builtin().Footer("粤ICP备2026012345号-3")
	if want := `<a href="https://beian.miit.gov.cn/" target="_blank" rel="noopener">粤ICP备2026012345号</a>`; m.HTML != want {
		t.Errorf("snippet %s", m.HTML)
	}
}

// An address of a rulebook may hold what means something in HTML.
func TestTheSnippetIsEscaped(t *testing.T) {
	book := *rules.Builtin()
	book.Footers = []rules.FooterRule{{ID: rules.FooterPublicSecurity, Link: `https://example.cn/?a=1&b="{digits}"`}}
	m, ok := book.Footer("京公网安备11010502000001号")
	if want := `<a href="https://example.cn/?a=1&amp;b=&#34;11010502000001&#34;" target="_blank" rel="noopener">京公网安备11010502000001号</a>`; !ok || m.HTML != want {
		t.Errorf("snippet %s", m.HTML)
	}
	if _, ok := book.Footer("京ICP备2026012345号-1"); ok {
		t.Error("shown without a word of the book")
	}
}
