package casework_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
)

var at = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

func filing() *rules.Filing {
	f := rules.New("new_recordal")
	f.Host.Name = "北京星禾云图示例有限公司"
	f.Host.Province = "110000"
	f.Websites[0].Domains[0].Name = "xinghe-example.cn"
	return f
}

func TestAMarkStandsUntilWhatItIsOfIsChanged(t *testing.T) {
	f := filing()
	f.Attachments = []rules.Attachment{
		{Material: "host_certificate", File: "a.jpg", SHA256: "aa"},
		{Material: "domain_certificate", Domain: "xinghe-example.cn", File: "b.pdf", SHA256: "bb"},
	}
	places := map[string]casework.Place{
		"field":    casework.FieldPlace("host.name"),
		"flag":     casework.FieldPlace("websites.0.lead_is_host_lead"),
		"material": {Material: "host_certificate"},
		"missing":  {Material: "face_photo"},
		"domain":   {Material: "domain_certificate", Domain: "xinghe-example.cn"},
	}
	change := map[string]func(*rules.Filing){
		"field":    func(f *rules.Filing) { f.Host.Name += "（集团）" },
		"flag":     func(f *rules.Filing) { f.Websites[0].LeadIsHostLead = false },
		"material": func(f *rules.Filing) { f.Attachments[0].SHA256 = "cc" },
		"missing": func(f *rules.Filing) {
			f.Attachments = append(f.Attachments, rules.Attachment{Material: "face_photo", SHA256: "dd"})
		},
		"domain": func(f *rules.Filing) { f.Attachments = f.Attachments[:1] },
	}
	for name, place := range places {
		m := casework.Mark{Place: place, Verdict: casework.Returned, Of: casework.Fingerprint(f, place), At: at}
		if !m.Stands(f.Clone()) {
			t.Errorf("%s: it does not stand on the same filing", name)
		}
		for what, do := range change {
			other := f.Clone()
			do(other)
			if got, want := m.Stands(other), what != name; got != want {
				t.Errorf("%s: after a change of the %s it stands: %v", name, what, got)
			}
		}
	}
}

func TestAPlaceHasOneMark(t *testing.T) {
	var c casework.Case
	f, at := filing(), casework.FieldPlace("host.name")
	for _, v := range []casework.Verdict{casework.Queried, casework.Returned} {
		c.SetMark(casework.Mark{Place: at, Verdict: v, Of: casework.Fingerprint(f, at)})
	}
	c.SetMark(casework.Mark{Place: casework.FieldPlace("host.province"), Verdict: casework.Accepted, Of: casework.Fingerprint(f, casework.FieldPlace("host.province"))})
	if n := [3]int{c.Count(f, casework.Accepted), c.Count(f, casework.Queried), c.Count(f, casework.Returned)}; n != [3]int{1, 0, 1} {
		t.Errorf("accepted, queried, returned: %v", n)
	}
	items := c.ToReturn(f)
	if len(items) != 1 || items[0].Place != at {
		t.Errorf("to return: %+v", items)
	}
	f.Host.Name = "北京星禾云图示例有限责任公司"
	if items := c.ToReturn(f); len(items) != 0 {
		t.Errorf("what was mended is returned again: %+v", items)
	}
}

// A second person is another one.
func TestTwoPeopleTickAnOriginal(t *testing.T) {
	var list []casework.Tick
	steps := []struct {
		by       string
		one, two bool
	}{{"甲", true, false}, {"甲", true, false}, {"乙", true, true}}
	for _, s := range steps {
		list = casework.SetTick(list, casework.Tick{ID: "licence", By: s.by, At: at})
		tick, _ := casework.TickOf(list, "licence")
		if one, two := tick.Done(false), tick.Done(true); one != s.one || two != s.two {
			t.Errorf("after %s: by one %v, by two %v", s.by, one, two)
		}
	}
	if _, ok := casework.TickOf(casework.ClearTick(list, "licence"), "licence"); ok {
		t.Error("it is ticked although it was taken back")
	}
}

// Who has compared a scan has not compared the one that takes its place.
func TestATickIsOfTheScansThatWereLookedAt(t *testing.T) {
	f := rules.New("new_recordal")
	f.Attachments = []rules.Attachment{{Material: "host_licence", SHA256: "a"}, {Material: "face_photo", SHA256: "b"}}
	of := func() string { return casework.ScansPrint(f, "host_licence") }
	list := casework.SetTick(nil, casework.Tick{ID: "licence", By: "甲", At: at, Of: of()})
	f.Attachments[1].SHA256 = "c"
	if _, ok := casework.Standing(list, "licence", of()); !ok {
		t.Error("another material has another scan, and it is not ticked any more")
	}
	f.Attachments[0].SHA256 = "d"
	if _, ok := casework.Standing(list, "licence", of()); ok {
		t.Error("it is ticked although the scan is another one")
	}
	list = casework.SetTick(list, casework.Tick{ID: "licence", By: "乙", At: at, Of: of()})
	if tick, ok := casework.Standing(list, "licence", of()); !ok || tick.Done(true) {
		t.Errorf("ticked is %+v; want by 乙 alone, who has compared this scan", tick)
	}
}

func TestTheStageIsTheOneNotedLast(t *testing.T) {
	var c casework.Case
	if c.Stage().Stage != "" {
		t.Error("a new case has a stage")
	}
	c.Reach(casework.Event{Stage: "mailed", At: at})
	c.Reach(casework.Event{Stage: "correction", At: at.Add(-time.Hour)})
	if got := c.Line().Stage(); got.Stage != "correction" || !got.At.Equal(at.Add(-time.Hour)) {
		t.Errorf("the list shows %+v", got)
	}
	c.Unreach()
	if c.Stage().Stage != "mailed" {
		t.Errorf("taken back, the stage is %q", c.Stage().Stage)
	}
}

func TestACaseComesBackAsItWasWritten(t *testing.T) {
	f := filing()
	c := casework.Case{
		Receipts: []casework.Receipt{{At: at, File: "甲.zip", SHA256: "aa", Filing: "bb"}}, Desk: "一号窗口",
		Events:  []casework.Event{{Stage: "mailed", At: at, By: "甲", Note: "SF123"}},
		Marks:   []casework.Mark{{Place: casework.Place{Material: "check_list", Website: 1}, Verdict: casework.Returned, Reason: "seal_cut", Words: "章不清", Of: "ff", By: "甲", At: at}},
		Notices: []casework.Notice{{ID: "n", At: at, By: "甲", Items: []casework.Item{{Place: casework.FieldPlace("host.name"), Verdict: casework.Queried, Of: "ee"}}, Filing: f}},
		Keyed:   []casework.Keyed{{Key: "host_name", Of: "ff"}}, Secured: []casework.Keyed{{Key: "site_name 0", Of: "ff"}},
		Granted:  []casework.Granted{{Site: "xinghe-example.cn", ICP: "京ICP备2026012345号-1", Security: "京公网安备11010502000001号"}},
		Returned: &casework.Notice{ID: "m", At: at},
		Sent:     []casework.Sent{{At: at, Filing: f, SHA256: "cc"}},
	}
	data, err := casework.Encode(&c)
	if err != nil {
		t.Fatal(err)
	}
	again, err := casework.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&c, again, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

// A list knows why filings went back: by the notices, and by the marks only where there
// is none. What is marked and was not handed back yet did not go back.
func TestTheListKnowsWhyAFilingWentBack(t *testing.T) {
	var c casework.Case
	returned := casework.Mark{Place: casework.FieldPlace("host.name"), Verdict: casework.Returned, Reason: "unit_name_differs", At: at}
	c.SetMark(returned)
	c.SetMark(casework.Mark{Place: casework.FieldPlace("host.province"), Verdict: casework.Queried, Reason: "phone_format", At: at.Add(time.Hour)})
	if got := c.Line().Returns; len(got) > 0 {
		t.Errorf("with a mark alone it went back: %+v", got)
	}
	for _, day := range []int{2, 5} {
		c.Reach(casework.Event{Stage: casework.StageReturned, At: at.AddDate(0, 0, day)})
	}
	want := []casework.Return{{At: at.AddDate(0, 0, 2)}, {At: at.AddDate(0, 0, 5), Reasons: []string{"unit_name_differs"}}}
	if diff := cmp.Diff(want, c.Line().Returns); diff != "" {
		t.Errorf("without a notice (-want +got):\n%s", diff)
	}
	later := at.Add(time.Hour)
	c.Notices = []casework.Notice{
		{At: later, Items: []casework.Item{{Verdict: casework.Returned, Reason: "phone_format"}, {Verdict: casework.Returned, Words: "请补盖章"}, {Verdict: casework.Queried, Reason: "home_page"}}},
		{At: later, Items: []casework.Item{{Verdict: casework.Queried, Reason: "home_page"}}}, // nothing goes back
	}
	want = []casework.Return{{At: later, Reasons: []string{"phone_format", ""}}}
	if diff := cmp.Diff(want, c.Line().Returns); diff != "" {
		t.Errorf("with notices (-want +got):\n%s", diff)
	}
}
