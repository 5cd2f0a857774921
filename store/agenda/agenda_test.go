package agenda_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/agenda"
	"recordaldesk/store/recheck"
	"recordaldesk/store/worklist"
)

// A Monday; the days up to the 4th of December are working days.
var now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.Local)

// drafts is the filings of a desk.
type drafts []*store.Summary

func (d drafts) Listed() int { return len(d) }

func (d drafts) Search(query string) (found []*store.Summary) {
	for _, m := range d {
		if strings.Contains(m.HostName, query) {
			found = append(found, m)
		}
	}
	return found
}

// filing is one of the desk's that reached a stage so many hours ago each.
func filing(name, kind, province string, reached ...any) *store.Summary {
	m := &store.Summary{ID: name, Seq: 1, HostName: name, Kind: kind, Province: province, Updated: now, Case: casework.Line{Desk: name[:3] + "窗口"}}
	for i := 0; i < len(reached); i += 2 {
		m.Case.Events = append(m.Case.Events, casework.Event{Stage: reached[i].(string), At: now.Add(-time.Duration(reached[i+1].(int)) * time.Hour)})
	}
	return m
}

const day = 24

// entries lists the agenda as "section client what".
func entries(t *testing.T, l *worklist.List, v agenda.View, at time.Time) (all []string) {
	t.Helper()
	list, err := agenda.List(t.Context(), l, rules.Builtin(), v, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		all = append(all, fmt.Sprint(e.Section, " ", e.HostName, " ", e.What, " ", e.When(at)))
	}
	return all
}

func wants(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n\t%s\nwant\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// desk is a desk on a Monday morning.
func desk() (drafts, *recheck.Verdicts) {
	verdicts := recheck.NewVerdicts()
	soon := recheck.Verdict{Seq: 1, Stale: "2026-12-20 domain"}
	verdicts.Put("己公司", soon)
	verdicts.Put("庚公司", soon)
	verdicts.Put("壬公司", recheck.Verdict{Seq: 1, Stale: "2026-11-29 certificate\n2026-12-01 document"})
	return drafts{
		filing("丁公司", "new_recordal", "440000", "approved", 1),
		filing("甲公司", "new_recordal", "440000", "ports_open", 2),
		filing("丙公司", "new_recordal", "440000", "submitted", 1, "sms", 1),
		filing("乙公司", "new_recordal", "440000", "submitted", 48, "sms", 30),
		filing("戊公司", "new_recordal", "310000", "ca_review", 10*day),
		filing("己公司", "change_host", "110000", "mailed", 40*day, "closed", 1),
		filing("庚公司", "new_recordal", "440000"),
		filing("辛公司", "new_recordal", "440000"),
		filing("壬公司", "new_recordal", "440000"),
	}, verdicts
}

func TestWhatIsOverAndDueTodayComesFirst(t *testing.T) {
	all, verdicts := desk()
	l := worklist.New(all, verdicts, rules.Builtin())
	wants(t, "on Monday morning", entries(t, l, agenda.View{}, now),
		"0 壬公司 stale.certificate 11-29",
		"0 乙公司 clock.sms 11-30 03:00",
		"1 甲公司 clock.footer 11-30",
		"2 丙公司 clock.sms 12-01 08:00",
		"2 丁公司 clock.ports 12-01",
		"2 壬公司 stale.document 12-01",
		"3 乙公司 clock.ca_usual 12-12",
		"3 丙公司 clock.ca_usual 12-14",
		"3 戊公司 clock.ca_review 12-18",
		"3 庚公司 stale.domain 12-20",
		"3 乙公司 clock.ca_review 12-25",
		"3 丙公司 clock.ca_review 12-28",
		"3 甲公司 clock.psb 12-30",
		"4 戊公司 clock.ca_usual 11-27",
	)
	wants(t, "a client by name", entries(t, l, agenda.View{Query: "丁"}, now), "2 丁公司 clock.ports 12-01")
	wants(t, "a desk", entries(t, l, agenda.View{Desk: "戊窗口"}, now), "3 戊公司 clock.ca_review 12-18", "4 戊公司 clock.ca_usual 11-27")
	wants(t, "who acts", entries(t, l, agenda.View{By: "icp_team"}, now), "2 丁公司 clock.ports 12-01")
	wants(t, "the next day", entries(t, l, agenda.View{Query: "丁"}, now.AddDate(0, 0, 1)), "1 丁公司 clock.ports 12-01")
	wants(t, "the day after", entries(t, l, agenda.View{Query: "丁"}, now.AddDate(0, 0, 2)), "0 丁公司 clock.ports 12-01")
}

// Hours run out in the middle of a day.
func TestACodeIsOverToTheMinute(t *testing.T) {
	l := worklist.New(drafts{filing("丙公司", "cancel_website", "440000", "sms", 1)}, nil, rules.Builtin())
	at := now.Add(23 * time.Hour)
	wants(t, "at the last minute", entries(t, l, agenda.View{By: "client"}, at), "1 丙公司 clock.sms 12-01 08:00")
	wants(t, "a minute later", entries(t, l, agenda.View{By: "client"}, at.Add(time.Minute)), "0 丙公司 clock.sms 12-01 08:00")
}

func TestWhatHasHappenedIsNotWaitedForAnyMore(t *testing.T) {
	all := drafts{filing("丁公司", "new_recordal", "440000", "approved", 1)}
	l := worklist.New(all, nil, rules.Builtin())
	wants(t, "before", entries(t, l, agenda.View{}, now), "2 丁公司 clock.ports 12-01")
	next := *all[0]
	next.Case.Events = append(slices.Clone(next.Case.Events), casework.Event{Stage: "ports_open", At: now})
	all[0] = &next
	wants(t, "with the ports open", entries(t, l, agenda.View{}, now), "1 丁公司 clock.footer 11-30", "3 丁公司 clock.psb 12-30")
	next.Case.Events = append(slices.Clone(next.Case.Events), casework.Event{Stage: "closed", At: now})
	closed := next
	all[0] = &closed
	wants(t, "closed", entries(t, l, agenda.View{}, now))
}

func TestAnAgendaThatIsNotWantedAnyMoreEnds(t *testing.T) {
	all, verdicts := desk()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := agenda.List(ctx, worklist.New(all, verdicts, rules.Builtin()), rules.Builtin(), agenda.View{}, now); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkList is the agenda of a hundred thousand filings, four fifths of which wait for
// something: the first time, and once the filings are worked out.
func BenchmarkList(b *testing.B) {
	all := make(drafts, 100_000)
	stages := []string{"received", "mailed", "submitted", "ca_review", "approved"}
	for i := range all {
		all[i] = filing(fmt.Sprintf("北京示例%06d有限公司", i), "new_recordal", "110000", stages[i%5], i%25*day)
		all[i].ID = strconv.Itoa(i)
	}
	list := func(b *testing.B, l *worklist.List, v agenda.View) {
		if entries, err := agenda.List(b.Context(), l, rules.Builtin(), v, now); err != nil || len(entries) == 0 {
			b.Fatal(len(entries), err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			list(b, worklist.New(all, nil, rules.Builtin()), agenda.View{})
		}
	})
	l := worklist.New(all, nil, rules.Builtin())
	list(b, l, agenda.View{})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			list(b, l, agenda.View{})
		}
	})
	b.Run("of the ICP team", func(b *testing.B) {
		for b.Loop() {
			list(b, l, agenda.View{By: "icp_team"})
		}
	})
}
