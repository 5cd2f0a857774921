package casework_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
)

func TestAnItemIsMendedOnceSomethingElseStandsThereAndTheRulesFindNothing(t *testing.T) {
	f := filing()
	f.Attachments = []rules.Attachment{{Material: "check_list", SHA256: "aa"}}
	field, paper := casework.FieldPlace("host.name"), casework.Place{Material: "check_list"}
	at := func(p casework.Place) casework.Item {
		return casework.Item{Place: p, Verdict: casework.Returned, Of: casework.Fingerprint(f, p)}
	}
	lacking := rules.Material{ID: "check_list", Needed: true, Delivery: []string{"email"}, Per: "website"}
	if !lacking.Scanned() {
		t.Fatal("the material of this test needs no scan")
	}
	for _, test := range []struct {
		name   string
		place  casework.Place
		change func(*rules.Filing)
		report rules.Report
		want   casework.State
	}{
		{"untouched", field, func(*rules.Filing) {}, rules.Report{}, casework.ToMend},
		{"changed", field, func(f *rules.Filing) { f.Host.Name = "甲" }, rules.Report{}, casework.Mended},
		{"changed to what is wrong", field, func(f *rules.Filing) { f.Host.Name = "甲" },
			rules.Report{Findings: []rules.Finding{{Field: "host.name", Severity: rules.Warning}}}, casework.Doubt},
		{"what is only told", field, func(f *rules.Filing) { f.Host.Name = "甲" },
			rules.Report{Findings: []rules.Finding{{Field: "host.name", Severity: rules.Warning, Moment: rules.After}, {Field: "host.name", Severity: rules.Hint}}}, casework.Mended},
		{"wrong elsewhere", field, func(f *rules.Filing) { f.Host.Name = "甲" },
			rules.Report{Findings: []rules.Finding{{Field: "host.city", Severity: rules.Error}}}, casework.Mended},
		{"the same scan", paper, func(*rules.Filing) {}, rules.Report{}, casework.ToMend},
		{"another scan", paper, func(f *rules.Filing) { f.Attachments[0].SHA256 = "bb" }, rules.Report{}, casework.Mended},
		{"no scan", paper, func(f *rules.Filing) { f.Attachments = nil }, rules.Report{Materials: []rules.Material{lacking}}, casework.Doubt},
	} {
		now := f.Clone()
		test.change(now)
		if got := at(test.place).State(now, &test.report); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// A website that is gone takes what was said of it along. What a later version of the
// program has nobody could change.
func TestAFieldThatThisProgramDoesNotKnowIsNotAnswered(t *testing.T) {
	of := "00000000000000000000000000000000"
	n := &casework.Notice{Items: []casework.Item{
		{Place: casework.FieldPlace("websites.7.name"), Of: of}, {Place: casework.FieldPlace("host.of_a_later_version"), Of: of},
		{Place: casework.FieldPlace("answers.later"), Of: of}, {Place: casework.FieldPlace("websites.7.of_a_later_version"), Of: of},
	}}
	if got := n.Answered(filing()); !cmp.Equal(got, []int{0, 2}) {
		t.Errorf("answered: %v", got)
	}
}

// The desk saw copies of the scans; the client has the originals.
func TestWhatWasJudgedOfAPaperIsTheScanThatWasSent(t *testing.T) {
	sent := filing()
	sent.Attachments = []rules.Attachment{{Material: "check_list", SHA256: "aa"}}
	now := sent.Clone()
	now.Attachments[0].SHA256 = "bb" // replaced before the notice came
	n := &casework.Notice{Items: []casework.Item{
		{Place: casework.Place{Material: "check_list"}, Of: "00000000000000000000000000000000"},
		{Place: casework.FieldPlace("host.name"), Of: casework.Fingerprint(sent, casework.FieldPlace("host.name"))},
	}}
	var c casework.Case
	c.Take(n, now)
	if c.Returned.Items[0].Open(sent) || !c.Returned.Items[0].Open(now) {
		t.Error("without a packet that is known, the scan is judged by another one than the draft's")
	}
	c.Send(casework.Sent{Filing: sent})
	c.Take(n, now)
	if !c.Returned.Items[0].Open(sent) || c.Returned.Items[0].Open(now) {
		t.Error("a scan that was replaced since the packet still counts as the one that was judged")
	}
	if got := c.Returned.Answered(now); !cmp.Equal(got, []int{0}) {
		t.Errorf("answered: %v", got)
	}
	if n.Items[0].Of != "00000000000000000000000000000000" {
		t.Error("the notice that came in was changed")
	}
}

func TestAPacketIsComparedWithTheLastOneThatSaidOtherwise(t *testing.T) {
	name := func(s string) *rules.Filing {
		f := filing()
		f.Host.Name = s
		return f
	}
	var c casework.Case
	if c.Since(name("甲")) != nil || c.LastSent() != nil {
		t.Error("nothing left, and yet it is compared")
	}
	c.Send(casework.Sent{Filing: name("甲"), SHA256: "1"})
	if c.Since(name("甲")) != nil {
		t.Error("a packet is compared with itself")
	}
	c.Send(casework.Sent{Filing: name("乙"), SHA256: "2"})
	again := name("乙")
	again.AsOf = "2026-12-24"
	c.Send(casework.Sent{Filing: again, SHA256: "3"})
	if got := c.Since(name("乙")); got == nil || got.SHA256 != "1" {
		t.Errorf("made again, it is compared with %+v", got)
	}
	if got := c.Since(name("丙")); got == nil || got.SHA256 != "3" {
		t.Errorf("the next is compared with %+v", got)
	}
	c.Send(casework.Sent{Filing: name("丙"), SHA256: "4"})
	if len(c.Sent) != 2 || c.LastSent().Host.Name != "丙" {
		t.Errorf("%d packets are kept", len(c.Sent))
	}
}

func TestPapersAreAddedReplacedAndRemoved(t *testing.T) {
	before, now := filing(), filing()
	before.Attachments = []rules.Attachment{
		{Material: "business_licence", SHA256: "1"}, {Material: "check_list", SHA256: "2"}, {Material: "check_list", Website: 1, SHA256: "3"},
		{Material: "face_photo", SHA256: "4"}, {Material: "domain_certificate", Domain: "a.cn", SHA256: "5"}, {Material: "domain_certificate", Domain: "a.cn", SHA256: "6"},
	}
	now.Attachments = []rules.Attachment{
		{Material: "domain_certificate", Domain: "a.cn", SHA256: "6"}, {Material: "domain_certificate", Domain: "A.cn", SHA256: "5"}, // written otherwise, the same
		{Material: "host_certificate", SHA256: "1"}, {Material: "check_list", SHA256: "9"}, {Material: "check_list", Website: 1, SHA256: "3", Retouch: &rules.Retouch{Turn: 90}},
		{Material: "authorization_letter", SHA256: "7"},
	}
	got := casework.PaperChanges(before, now)
	want := []casework.PaperChange{
		{Place: casework.Place{Material: "check_list"}, Became: casework.Replaced},
		{Place: casework.Place{Material: "check_list", Website: 1}, Became: casework.Replaced},
		{Place: casework.Place{Material: "authorization_letter"}, Became: casework.Added},
		{Place: casework.Place{Material: "face_photo"}, Became: casework.Removed},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := casework.PaperChanges(now, now.Clone()); len(got) > 0 {
		t.Errorf("of the same papers: %+v", got)
	}
}
