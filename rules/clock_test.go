package rules_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"recordaldesk/rules"
)

// china is the zone in which an office counts its days.
var china = time.FixedZone("CST", 8*60*60)

func moment(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, china)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// reach makes a list of stages from pairs of stage and moment.
func reach(t testing.TB, pairs ...string) []rules.Reached {
	t.Helper()
	var all []rules.Reached
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, rules.Reached{Stage: pairs[i], At: moment(t, pairs[i+1])})
	}
	return all
}

// due returns the deadlines by the ids of their clocks.
func due(in rules.DueInput) map[string]rules.Deadline {
	all := map[string]rules.Deadline{}
	for _, d := range rules.Builtin().Due(in) {
		all[d.Clock.ID] = d
	}
	return all
}

// The days are counted by hand from the notices of the State Council's General Office,
// which assets/holidays_test.go copies.
func TestDueCountsTheDaysOfChina(t *testing.T) {
	newSite := rules.DueInput{Kind: "new_recordal", Province: "110000", Route: rules.Online}
	for _, c := range []struct {
		clock, stage, at string
		earliest, day    string
		known            bool
	}{
		// National Day 2026, off from 1 to 7 October; Saturday 10 is worked, and so was
		// Sunday 20 September. Mid-Autumn is off from 25 to 27.
		{"ca_review", "submitted", "2026-09-17 16:00", "2026-09-21", "2026-10-21", true},
		{"qr_code", "mailed", "2026-09-30 17:00", "2026-10-08", "2026-10-09", true},
		{"isp_check", "mailed", "2026-09-30 17:00", "", "2026-10-13", true}, // 8, 9, 10, 12, 13
		// Spring Festival 2026, off from 15 to 23 February; Saturdays 14 and 28 are worked.
		{"ca_review", "submitted", "2026-02-10 09:00", "2026-02-13", "2026-03-16", true},
		{"qr_code", "mailed", "2026-02-13 09:00", "2026-02-14", "2026-02-24", true},
		{"correct_data", "correction", "2026-02-10 09:00", "", "2026-03-02", true},
		// A year that is not announced yet.
		{"ca_review", "submitted", "2026-12-20 09:00", "2026-12-23", "2027-01-15", false},
		// Late in the evening it is tomorrow elsewhere, not in China; early it was yesterday.
		{"psb", "ports_open", "2026-09-15 23:59", "", "2026-10-15", true},
		{"psb", "ports_open", "2026-09-15 00:01", "", "2026-10-15", true},
		{"footer", "ports_open", "2026-09-15 12:00", "", "2026-09-15", true},
		{"ports", "approved", "2026-09-30 12:00", "", "2026-10-08", true},
		{"ca_usual", "submitted", "2026-09-17 16:00", "", "2026-10-01", true}, // two weeks in Beijing
		{"sms_sent", "submitted", "2026-09-17 16:00", "", "2026-09-18", true},
	} {
		in := newSite
		in.Reached = reach(t, c.stage, c.at)
		d, running := due(in)[c.clock]
		if !running {
			t.Errorf("%s does not run from %s", c.clock, c.stage)
			continue
		}
		if d.Day != c.day || d.Earliest != c.earliest || d.Known != c.known {
			t.Errorf("%s from %s: got %q to %q, known %v; want %q to %q, %v", c.clock, c.at, d.Earliest, d.Day, d.Known, c.earliest, c.day, c.known)
		}
		last, after := moment(t, c.day+" 23:59"), moment(t, c.day+" 23:59").Add(time.Minute)
		if d.Over(last) || !d.Over(after) {
			t.Errorf("%s of %s: over on its day %v, the day after %v", c.clock, c.day, d.Over(last), d.Over(after))
		}
	}
}

func TestTheCodeLastsADayToTheMinute(t *testing.T) {
	d := due(rules.DueInput{Kind: "new_recordal", Province: "310000", Route: rules.Online, Reached: reach(t, "sms", "2026-12-31 21:30")})["sms"]
	if want := moment(t, "2027-01-01 21:30"); !d.Until.Equal(want) || d.Day != "2027-01-01" || !d.Known {
		t.Errorf("until %v, day %s", d.Until, d.Day)
	}
	if d.Over(moment(t, "2027-01-01 21:30")) || !d.Over(moment(t, "2027-01-01 21:31")) || d.Over(moment(t, "2027-01-01 00:30")) {
		t.Error("over at the wrong minute")
	}
	if d.Over(moment(t, "2027-01-01 21:29").UTC()) {
		t.Error("over in another zone's time")
	}
}

func TestWhichClocksRun(t *testing.T) {
	const at = "2026-11-02 10:00"
	for name, c := range map[string]struct {
		in   rules.DueInput
		want []string // in the order in which they are over
	}{
		"nothing noted":         {rules.DueInput{Kind: "new_recordal", Province: "110000", Route: rules.Online}, nil},
		"mailed, to be scanned": {rules.DueInput{Kind: "new_recordal", Route: rules.Online, Reached: reach(t, "mailed", at)}, []string{"qr_code", "isp_check"}},
		"mailed, to be visited": {rules.DueInput{Kind: "new_recordal", Route: rules.Manual, Reached: reach(t, "mailed", at)}, []string{"first_review", "isp_check"}},
		"a change":              {rules.DueInput{Kind: "change_host", Route: rules.Manual, Reached: reach(t, "mailed", at)}, []string{"first_review", "isp_check", "change_announced"}},
		"answered":              {rules.DueInput{Kind: "new_recordal", Route: rules.Online, Reached: reach(t, "mailed", at, "qr_code", at)}, []string{"isp_check"}},
		"corrected":             {rules.DueInput{Kind: "new_recordal", Route: rules.Online, Reached: reach(t, "mailed", at, "correction", at)}, []string{"correct_data"}},
		"in review in Shanghai": {rules.DueInput{Kind: "new_recordal", Province: "310000", Reached: reach(t, "submitted", at, "sms", at, "ca_review", at)}, []string{"ca_usual", "ca_review"}},
		"in review in Hebei":    {rules.DueInput{Kind: "new_recordal", Province: "130000", Reached: reach(t, "ca_review", at)}, []string{"ca_review"}},
		"the code is out":       {rules.DueInput{Kind: "cancel_host", Province: "130000", Reached: reach(t, "submitted", at, "sms", at)}, []string{"sms", "ca_review"}},
		"a cancelled access":    {rules.DueInput{Kind: "cancel_access", Province: "130000", Reached: reach(t, "submitted", at)}, []string{"ca_review"}},
		"a cancellation done":   {rules.DueInput{Kind: "cancel_host", Province: "110000", Reached: reach(t, "ca_review", at, "approved", at)}, nil},
		"a new access, Beijing": {rules.DueInput{Kind: "new_access", Province: "110000", Reached: reach(t, "approved", at)}, []string{"ports", "change_after_access"}},
		"a new access, Hunan":   {rules.DueInput{Kind: "new_access", Province: "430000", Reached: reach(t, "approved", at)}, []string{"ports"}},
		"opened":                {rules.DueInput{Kind: "new_website", Reached: reach(t, "approved", at, "ports_open", at)}, []string{"footer", "psb"}},
		"the number is there":   {rules.DueInput{Kind: "new_website", Reached: reach(t, "ports_open", at, "footer_done", at)}, []string{"psb"}},
		"closed":                {rules.DueInput{Kind: "new_website", Reached: reach(t, "ports_open", at, "closed", at)}, nil},
		"noted without a day":   {rules.DueInput{Kind: "new_recordal", Route: rules.Online, Reached: []rules.Reached{{Stage: "mailed"}}}, nil},
		"of another rulebook":   {rules.DueInput{Kind: "moved", Reached: reach(t, "nowhere", at)}, nil},
	} {
		var got []string
		for _, d := range rules.Builtin().Due(c.in) {
			got = append(got, d.Clock.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// What is mailed again is waited for again, and what is submitted keeps its day though
// the code and the review are noted after it.
func TestAClockBeginsAnewWhereItsStageIsReachedAgain(t *testing.T) {
	in := rules.DueInput{Kind: "new_recordal", Route: rules.Online}
	for _, c := range []struct {
		clock, from string
		reached     []rules.Reached
	}{
		{"qr_code", "2026-11-05 10:00", reach(t, "mailed", "2026-11-02 10:00", "correction", "2026-11-04 10:00", "mailed", "2026-11-05 10:00")},
		{"qr_code", "2026-11-03 10:00", reach(t, "mailed", "2026-11-02 10:00", "mailed", "2026-11-03 10:00")},
		{"ca_review", "2026-11-02 10:00", reach(t, "submitted", "2026-11-02 10:00", "sms", "2026-11-03 10:00", "ca_review", "2026-11-04 10:00")},
		{"ca_review", "2026-11-09 10:00", reach(t, "submitted", "2026-11-02 10:00", "correction", "2026-11-05 10:00", "submitted", "2026-11-09 10:00")},
		{"sms", "2026-11-04 10:00", reach(t, "submitted", "2026-11-02 10:00", "sms", "2026-11-03 10:00", "sms", "2026-11-04 10:00")},
	} {
		in.Reached = c.reached
		if d := due(in)[c.clock]; !d.From.Equal(moment(t, c.from)) {
			t.Errorf("%s runs from %v, want %s", c.clock, d.From, c.from)
		}
	}
}

// Every clock runs for somebody and is stopped, or a filing stays due for ever.
func TestEveryClockBeginsAndStops(t *testing.T) {
	book := rules.Builtin()
	for i := range book.Clocks {
		c := &book.Clocks[i]
		runs := false
		for _, kind := range book.Kinds {
			for _, route := range []rules.Route{rules.Online, rules.Manual} {
				for _, p := range book.Lists["province"].Choices {
					in := rules.DueInput{Kind: kind.ID, Province: p.ID, Route: route, Reached: reach(t, c.From[0], "2026-11-02 10:00")}
					if d, ok := due(in)[c.ID]; ok {
						runs = true
						if _, said := c.In(p.ID); !said || d.Day == "" {
							t.Errorf("%s in %s: day %q", c.ID, p.ID, d.Day)
						}
						for _, id := range append([]string{"closed"}, c.Until...) {
							in.Reached = append(in.Reached[:1], rules.Reached{Stage: id, At: in.Reached[0].At})
							if _, still := due(in)[c.ID]; still {
								t.Errorf("%s goes on after %s", c.ID, id)
							}
						}
						stage, _ := book.StageOf(c.From[0])
						if !stage.Of(kind.ID, route) {
							t.Errorf("%s begins at %s, which %s (%s) never reaches", c.ID, c.From[0], kind.ID, route)
						}
					}
				}
			}
		}
		if !runs {
			t.Errorf("%s runs for nobody", c.ID)
		}
	}
}

// dueInputs are the filings of a large desk, as they lie about after a year.
func dueInputs(t testing.TB, n int) []rules.DueInput {
	way := []string{"mailed", "qr_code", "submitted", "sms", "ca_review", "approved", "ports_open", "footer_done", "psb_done", "closed"}
	kinds := rules.Builtin().Kinds
	provinces := rules.Builtin().Lists["province"].Choices
	begin := moment(t, "2026-01-05 09:30")
	all := make([]rules.DueInput, n)
	for i := range all {
		in := &all[i]
		in.Kind, in.Province, in.Route = kinds[i%len(kinds)].ID, provinces[i%len(provinces)].ID, rules.Online
		for j := range 1 + i%len(way) {
			in.Reached = append(in.Reached, rules.Reached{Stage: way[j], At: begin.AddDate(0, 0, i%300+2*j)})
		}
	}
	return all
}

// BenchmarkDue100000 asks for every filing of a large desk; one takes a microsecond.
func BenchmarkDue100000(b *testing.B) {
	all := dueInputs(b, 100_000)
	running := 0
	for b.Loop() {
		running = 0
		for i := range all {
			running += len(rules.Builtin().Due(all[i]))
		}
	}
	b.ReportMetric(float64(running), "clocks")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(all)), "ns/filing")
}

// A calendar is drawn while filings are noted elsewhere.
func TestDueMayBeAskedFromSeveralSides(t *testing.T) {
	all := dueInputs(t, 2000)
	want := make([]string, len(all))
	said := func(i int) string { return fmt.Sprint(len(rules.Builtin().Due(all[i]))) }
	for i := range all {
		want[i] = said(i)
	}
	wrong := make(chan int, 4)
	for range cap(wrong) {
		go func() {
			n := 0
			for i := range all {
				if said(i) != want[i] {
					n++
				}
			}
			wrong <- n
		}()
	}
	for range cap(wrong) {
		if n := <-wrong; n > 0 {
			t.Errorf("%d filings have other clocks", n)
		}
	}
}
