package wording_test

import (
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
)

func TestFilingsAreComparedFieldByField(t *testing.T) {
	one := rules.New("new_recordal")
	one.Host.Name, one.Host.Nature = "北京甲示例有限公司", "enterprise"
	one.Websites[0].Domains = []rules.Domain{{Name: "jia-example.cn"}}
	if found := wording.Between(zh, rules.Builtin(), one, one.Clone(), "2026-11-23"); len(found) != 0 {
		t.Errorf("a filing differs from itself: %+v", found)
	}
	other := one.Clone()
	other.Host.Name = "北京乙示例有限公司"
	other.Websites[0].Domains = append(other.Websites[0].Domains, rules.Domain{Name: "yi-example.cn"})
	other.Attachments = []rules.Attachment{{Material: "check_list", File: "a.jpg"}}
	got := map[string][2]string{}
	for _, c := range wording.Between(zh, rules.Builtin(), one, other, "2026-11-23") {
		got[c.Path] = [2]string{c.Before, c.After}
		if c.Label == "" {
			t.Errorf("%s has no label", c.Path)
		}
	}
	for path, want := range map[string][2]string{
		"host.name":                 {"北京甲示例有限公司", "北京乙示例有限公司"},
		"websites.0.domains.1.name": {"", "yi-example.cn"},
	} {
		if got[path] != want {
			t.Errorf("%s: %q, want %q", path, got[path], want)
		}
	}
	if _, ok := got["host.nature"]; ok || got["websites.0.domains.0.name"] != [2]string{} {
		t.Errorf("what is alike is listed: %v", got)
	}
}
