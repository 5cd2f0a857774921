package casework_test

import (
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
)

func TestABoxIsFilledInUntilTheFilingSaysSomethingElse(t *testing.T) {
	var list []casework.Keyed
	for _, c := range []struct {
		what string
		do   func()
		want casework.Typing
	}{
		{"nothing was typed", func() {}, casework.Untyped},
		{"another box was", func() { list = casework.SetKeyed(list, "host_address", "望和路20号") }, casework.Untyped},
		{"another text was typed", func() { list = casework.SetKeyed(list, "host_name", "甲公司") }, casework.Outdated},
		{"it was typed anew", func() { list = casework.SetKeyed(list, "host_name", "乙公司") }, casework.Done},
		{"it was taken back", func() { list = casework.ClearKeyed(list, "host_name") }, casework.Untyped},
	} {
		c.do()
		if got := casework.TypingOf(list, "host_name", "乙公司"); got != c.want {
			t.Errorf("%s: it is %s", c.what, got)
		}
	}
	if len(list) != 1 {
		t.Errorf("boxes are noted twice: %+v", list)
	}
}

func TestNumbersFollowTheirWebsite(t *testing.T) {
	f := filing()
	f.Websites = append(f.Websites, rules.NewWebsite(), rules.NewWebsite())
	f.Websites[1].Domains[0].Name = "second-example.cn"
	f.Websites[1].RecordalNumber = "京ICP备2026012345号-2"
	var c casework.Case
	c.Grant(casework.Granted{Site: casework.SiteOf(f, 0), ICP: "京ICP备2026012345号-1"})
	c.Grant(casework.Granted{Site: casework.SiteOf(f, 1), Security: "京公网安备11010502000001号"})

	numbers := func(f *rules.Filing) (all [3]string) {
		for i, w := range c.WithNumbers(f).Websites {
			all[i] = w.RecordalNumber
		}
		return all
	}
	if got, want := numbers(f), [3]string{"京ICP备2026012345号-1", "京ICP备2026012345号-2", ""}; got != want {
		t.Errorf("numbers %v", got)
	}
	if f.Websites[0].RecordalNumber != "" {
		t.Error("the client's filing was changed")
	}
	c.Grant(casework.Granted{Site: casework.SiteOf(f, 2), ICP: "京ICP备2026"})
	if got := numbers(f)[2]; got != "" {
		t.Errorf("half a number is passed on: %q", got)
	}
	c.Grant(casework.Granted{Site: casework.SiteOf(f, 2)})
	f.Websites[0], f.Websites[1] = f.Websites[1], f.Websites[0]
	if got, want := numbers(f), [3]string{"京ICP备2026012345号-2", "京ICP备2026012345号-1", ""}; got != want {
		t.Errorf("after the websites changed places: %v", got)
	}
	if got := c.GrantedTo(f, 0).Security; got != "京公网安备11010502000001号" {
		t.Errorf("at the public security %q", got)
	}
	c.Grant(casework.Granted{Site: casework.SiteOf(f, 1)})
	if got := c.GrantedTo(f, 1); got.ICP != "" || len(c.Granted) != 1 {
		t.Errorf("taken back, it is %+v of %+v", got, c.Granted)
	}
}
