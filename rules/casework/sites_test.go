package casework_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
)

// Whoever removes a website or a domain still sees each item at what it is about, and so
// does whoever takes that back.
func TestWhatCameBackStaysWithItsWebsite(t *testing.T) {
	f := rules.New("new_recordal")
	f.Websites = nil
	for i, name := range []string{"首页", "商城", "论坛"} {
		w := rules.NewWebsite()
		w.Name, w.Domains = name, nil
		for _, letter := range []string{"a", "b"} {
			w.Domains = append(w.Domains, rules.Domain{Name: fmt.Sprintf("%s%d-example.cn", letter, i), ExpiresOn: "2027-01-01"})
		}
		f.Websites = append(f.Websites, w)
	}
	f.Attachments = []rules.Attachment{
		{Material: "check_list", Website: 2, SHA256: "aa"},
		{Material: "host_certificate", SHA256: "bb"},
		{Material: "domain_certificate", Website: 1, Domain: "b1-example.cn", SHA256: "cc"},
	}
	const gone = "it is gone"
	places := []casework.Place{
		casework.FieldPlace("websites.0.name"), casework.FieldPlace("websites.1.name"), casework.FieldPlace("websites.2.domains.1.expires_on"),
		{Material: "check_list", Website: 2}, {Material: "host_certificate"}, {Material: "domain_certificate", Website: 1, Domain: "b1-example.cn"},
		casework.FieldPlace("host.name"),
	}
	n := &casework.Notice{}
	for _, p := range places {
		n.Items = append(n.Items, casework.Item{Place: p, Verdict: casework.Returned, Of: casework.Fingerprint(f, p)})
	}
	var c casework.Case
	c.Take(n, f)
	remove := func(path string) func(*rules.Filing) {
		return func(f *rules.Filing) {
			if err := f.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, test := range []struct {
		name   string
		change func(*rules.Filing)
		want   []string // where each item is then
		mended []int
	}{
		{"nothing", func(*rules.Filing) {}, []string{"websites.0.name", "websites.1.name", "websites.2.domains.1.expires_on", "check_list 2", "host_certificate 0", "domain_certificate 1", "host.name"}, nil},
		{"the first website", remove("websites.0"), []string{gone, "websites.0.name", "websites.1.domains.1.expires_on", "check_list 1", "host_certificate 0", "domain_certificate 0", "host.name"}, []int{0}},
		{"the second website", remove("websites.1"), []string{"websites.0.name", gone, "websites.1.domains.1.expires_on", "check_list 1", "host_certificate 0", gone, "host.name"}, []int{1, 5}},
		{"a domain", remove("websites.2.domains.0"), []string{"websites.0.name", "websites.1.name", "websites.2.domains.0.expires_on", "check_list 2", "host_certificate 0", "domain_certificate 1", "host.name"}, nil},
		{"the first website, another renamed", func(f *rules.Filing) { remove("websites.0")(f); f.Websites[0].Name = "首页" },
			[]string{gone, "websites.0.name", "websites.1.domains.1.expires_on", "check_list 1", "host_certificate 0", "domain_certificate 0", "host.name"}, []int{0, 1}},
		{"the first renamed and with other domains", func(f *rules.Filing) { f.Websites[0].Name, f.Websites[0].Domains = "官网", nil },
			[]string{"websites.0.name", "websites.1.name", "websites.2.domains.1.expires_on", "check_list 2", "host_certificate 0", "domain_certificate 1", "host.name"}, []int{0}},
		{"the name of a domain, with another behind it", func(f *rules.Filing) {
			f.Websites[2].Domains[1].Name = "c2-example.cn"
			f.Websites[2].Domains = append(f.Websites[2].Domains, rules.Domain{Name: "d2-example.cn"})
		}, []string{"websites.0.name", "websites.1.name", "websites.2.domains.1.expires_on", "check_list 2", "host_certificate 0", "domain_certificate 1", "host.name"}, nil},
	} {
		now := f.Clone()
		test.change(now)
		var got []string
		for _, i := range c.Returned.Now(now) {
			_, err := now.Get(i.Field)
			switch {
			case i.IsMaterial() && i.Website >= len(now.Websites), !i.IsMaterial() && err != nil:
				got = append(got, gone)
			case i.IsMaterial():
				got = append(got, fmt.Sprint(i.Material, " ", i.Website))
			default:
				got = append(got, i.Field)
			}
		}
		if !cmp.Equal(got, test.want) {
			t.Errorf("without %s: %v", test.name, cmp.Diff(test.want, got))
		}
		if got := c.Returned.Answered(now); !cmp.Equal(got, test.mended) {
			t.Errorf("without %s: answered are %v, want %v", test.name, got, test.mended)
		}
	}
}
