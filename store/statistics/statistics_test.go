package statistics_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/statistics"
	"recordaldesk/store/worklist"
)

var now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.Local)

// drafts is the filings of a desk.
type drafts []*store.Summary

func (d drafts) Listed() int { return len(d) }

func (d drafts) Search(string) []*store.Summary { return d }

// at is a moment as the tests write it.
func at(moment string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", moment, time.Local)
	if err != nil {
		panic(err)
	}
	return t
}

// filing is one that came in and then reached stages: a stage, a moment, and so on.
func filing(kind, province, came string, reached ...string) *store.Summary {
	m := &store.Summary{Seq: 1, HostName: "北京甲示例有限公司", Kind: kind, Province: province, Created: at(came)}
	for i := 0; i < len(reached); i += 2 {
		m.Case.Events = append(m.Case.Events, casework.Event{Stage: reached[i], At: at(reached[i+1])})
	}
	return m
}

// back has a filing go back to the client for reasons.
func back(m *store.Summary, moment string, reasons ...string) *store.Summary {
	m.Case.Returns = append(m.Case.Returns, casework.Return{At: at(moment), Reasons: reasons})
	return m
}

// desk is one whose figures are counted by hand below.
func desk() drafts {
	all := drafts{
		filing("new_recordal", "110000", "2026-10-05 09:00", "received", "2026-10-05 09:00", "mailed", "2026-10-09 15:00", "submitted", "2026-10-12 09:00", "correction", "2026-10-20 09:00", "mailed", "2026-11-02 09:00", "submitted", "2026-11-03 09:00", "approved", "2026-11-23 09:00"),
		back(filing("new_recordal", "440000", "2026-11-02 09:00", "mailed", "2026-11-03 09:00", "submitted", "2026-11-04 09:00", "approved", "2026-11-14 17:00"), "2026-11-02 11:00", "phone_format", ""),
		back(back(filing("new_website", "440000", "2026-11-04 09:00", "received", "2026-11-04 09:00"), "2026-11-05 09:00", "phone_format"), "2026-11-09 09:00", "unit_number_wrong", "phone_format"),
		back(filing("change_host", "", "2026-11-30 08:00", "returned", "2026-11-30 08:30"), "2026-11-30 08:30"), // without a notice
		{Seq: 1, Damaged: true, Created: now},
	}
	all[1].Case.Received = at("2026-11-01 10:00") // it was typed in the day after
	for i, m := range all {
		m.ID = strconv.Itoa(i)
	}
	return all
}

func figures(t *testing.T, all drafts, p statistics.Period, now time.Time) *statistics.Figures {
	t.Helper()
	rows, _, err := worklist.New(all, nil, rules.Builtin()).Find(t.Context(), worklist.View{}, now)
	if err != nil {
		t.Fatal(err)
	}
	f, err := statistics.Of(t.Context(), rows, rules.Builtin(), p, now)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestTheFiguresAreThoseCountedByHand(t *testing.T) {
	ignored := cmpopts.IgnoreFields(statistics.Figures{}, "From", "To", "At", "Period")
	for p, want := range map[statistics.Period]statistics.Figures{
		statistics.All: {
			Received: 4,
			Months: []statistics.Month{
				{Month: "2026-10", Received: 1, Mailed: 1},
				{Month: "2026-11", Received: 3, Mailed: 1, Approved: 2, Returned: 4},
			},
			Kinds:     []statistics.Count{{ID: "new_recordal", N: 2}, {ID: "change_host", N: 1}, {ID: "new_website", N: 1}},
			Provinces: []statistics.Count{{ID: "440000", N: 2}, {ID: "", N: 1}, {ID: "110000", N: 1}},
			Stages:    []statistics.Count{{ID: "received", N: 1}, {ID: "returned", N: 1}, {ID: "approved", N: 2}},
			Reasons:   []statistics.Count{{ID: "phone_format", N: 3}, {ID: "", N: 1}, {ID: "unit_number_wrong", N: 1}},
			ToMail:    statistics.Average{Filings: 2, Days: 3},  // 4 days and 2
			ToApprove: statistics.Average{Filings: 2, Days: 26}, // 42 days, from the first submission, and 10
		},
		statistics.LastMonth: {
			Received: 1, Months: []statistics.Month{{Month: "2026-10", Received: 1, Mailed: 1}},
			Kinds: []statistics.Count{{ID: "new_recordal", N: 1}}, Provinces: []statistics.Count{{ID: "110000", N: 1}}, Stages: []statistics.Count{{ID: "approved", N: 1}},
			ToMail: statistics.Average{Filings: 1, Days: 4},
		},
		statistics.LastYear: {},
	} {
		if diff := cmp.Diff(&want, figures(t, desk(), p, now), ignored, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +counted):\n%s", p, diff)
		}
	}
}

func TestAYearEndsAtMidnight(t *testing.T) {
	all := drafts{
		filing("new_recordal", "110000", "2026-12-31 23:59", "mailed", "2027-01-01 00:00"),
		back(filing("new_website", "110000", "2027-01-01 00:00"), "2026-12-31 23:59", "phone_format"),
	}
	january := time.Date(2027, 1, 1, 0, 30, 0, 0, time.Local)
	for p, want := range map[statistics.Period]statistics.Month{
		statistics.LastYear:  {Month: "2026-12", Received: 1, Returned: 1},
		statistics.LastMonth: {Month: "2026-12", Received: 1, Returned: 1},
		statistics.ThisYear:  {Month: "2027-01", Received: 1, Mailed: 1},
		statistics.ThisMonth: {Month: "2027-01", Received: 1, Mailed: 1},
	} {
		f := figures(t, all, p, january)
		if diff := cmp.Diff([]statistics.Month{want}, f.Months); diff != "" {
			t.Errorf("%s (-want +counted):\n%s", p, diff)
		}
	}
	for p, want := range map[statistics.Period]string{statistics.LastYear: "去年：2026-01-01至2026-12-31（2027-01-01统计）", statistics.LastMonth: "上月：2026-12-01至2026-12-31（2027-01-01统计）"} {
		if got := figures(t, all, p, january).Span("zh"); got != want {
			t.Errorf("%s is said as %s", p, got)
		}
	}
}

// A gap between two months is seen, but a wrong year does not make hundreds of them.
func TestMonthsWithoutAnythingAreListed(t *testing.T) {
	for first, want := range map[string]int{"2026-08-03 09:00": 4, "1970-08-03 09:00": 2} {
		f := figures(t, drafts{filing("new_recordal", "110000", "2026-11-01 09:00"), filing("new_recordal", "110000", first)}, statistics.All, now)
		if len(f.Months) != want {
			t.Errorf("from %s: %+v", first, f.Months)
		}
	}
}

func TestCountingThatIsNotWantedAnyMoreEnds(t *testing.T) {
	rows, _, err := worklist.New(desk(), nil, rules.Builtin()).Find(t.Context(), worklist.View{}, now)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := statistics.Of(ctx, rows, rules.Builtin(), statistics.All, now); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkOf counts a hundred thousand filings of two years.
func BenchmarkOf(b *testing.B) {
	all := make(drafts, 100_000)
	for i := range all {
		came := now.AddDate(0, 0, -i%730)
		all[i] = &store.Summary{ID: strconv.Itoa(i), Seq: 1, HostName: fmt.Sprintf("北京示例%06d有限公司", i), Kind: "new_recordal", Province: "110000", Created: came}
		for n, stage := range []string{"received", "mailed", "submitted", "approved"} {
			all[i].Case.Events = append(all[i].Case.Events, casework.Event{Stage: stage, At: came.AddDate(0, 0, 5*n)})
		}
		if i%3 == 0 {
			all[i].Case.Returns = []casework.Return{{At: came, Reasons: []string{"phone_format", "unit_number_wrong"}}}
		}
	}
	rows, _, err := worklist.New(all, nil, rules.Builtin()).Find(b.Context(), worklist.View{}, now)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if f, err := statistics.Of(b.Context(), rows, rules.Builtin(), statistics.All, now); err != nil || f.Received != len(all) {
			b.Fatal(f, err)
		}
	}
}
