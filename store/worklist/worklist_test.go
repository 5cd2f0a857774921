package worklist_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/recheck"
	"recordaldesk/store/worklist"
)

// A Monday; the National Day holidays are over.
var now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.Local)

// drafts is the filings of a desk, the last saved first.
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

// filing is one of the desk's, that reached the stages so many days ago each.
func filing(name, kind, province, domain, desk string, begun int, reached ...any) *store.Summary {
	m := &store.Summary{
		ID: name, Seq: 1, HostName: name, Kind: kind, Province: province, Domains: []string{domain},
		Created: now.AddDate(0, 0, -begun), Updated: now, Case: casework.Line{Desk: desk},
	}
	for i := 0; i < len(reached); i += 2 {
		m.Case.Events = append(m.Case.Events, casework.Event{Stage: reached[i].(string), At: now.AddDate(0, 0, -reached[i+1].(int))})
	}
	return m
}

func desk() drafts {
	exported := filing("深圳戊示例有限公司", "new_recordal", "440000", "wu-example.cn", "", 9)
	exported.ExportedAt = now.AddDate(0, 0, -1)
	again := filing("杭州己示例有限公司", "change_host", "330000", "ji-example.cn", "二号窗口", 20, "received", 20, "returned", 10)
	again.ExportedAt = now.AddDate(0, 0, -2)
	return drafts{
		filing("北京甲示例有限公司", "new_recordal", "110000", "jia-example.cn", "一号窗口", 30, "received", 30, "mailed", 20, "submitted", 18, "ca_review", 17),
		filing("安徽乙示例有限公司", "new_website", "340000", "yi-example.cn", "二号窗口", 3, "received", 3),
		filing("重庆丙示例有限公司", "new_recordal", "500000", "bing-example.cn", "一号窗口", 40, "mailed", 5, "submitted", 3, "sms", 3),
		filing("长沙丁示例有限公司", "new_recordal", "430000", "", "", 0),
		exported, again,
	}
}

func names(rows []*worklist.Row) []string {
	all := []string{}
	for _, r := range rows {
		all = append(all, string([]rune(r.HostName)[2]))
	}
	return all
}

func find(t *testing.T, l *worklist.List, v worklist.View) []string {
	t.Helper()
	rows, total, err := l.Find(t.Context(), v, now)
	if err != nil || total != 6 {
		t.Fatalf("%d in all, %v", total, err)
	}
	return names(rows)
}

func TestTheQueueIsFilteredAndSorted(t *testing.T) {
	l := worklist.New(desk(), nil, rules.Builtin())
	for what, c := range map[string]struct {
		view worklist.View
		want string
	}{
		"as saved":              {worklist.View{}, "甲乙丙丁戊己"},
		"the other way round":   {worklist.View{Up: true}, "己戊丁丙乙甲"},
		"a query":               {worklist.View{Query: "示例", Kinds: []string{"new_website", "change_host"}}, "乙己"},
		"a stage":               {worklist.View{Stages: []string{"packed"}}, "戊己"},
		"two stages":            {worklist.View{Stages: []string{"draft", "received"}}, "乙丁"},
		"a province":            {worklist.View{Provinces: []string{"110000", "330000"}}, "甲己"},
		"a desk":                {worklist.View{Desks: []string{"一号窗口"}}, "甲丙"},
		"an age":                {worklist.View{Age: 20}, "甲丙己"},
		"by stage":              {worklist.View{By: worklist.ByStage}, "乙丁戊己丙甲"},
		"by client":             {worklist.View{By: worklist.ByClient}, "乙甲己戊丁丙"}, // an-, bei-, hang-, shen-; 长 is zhang, 重 zhong to the collation
		"by client, reversed":   {worklist.View{By: worklist.ByClient, Up: true}, "丙丁戊己甲乙"},
		"by kind":               {worklist.View{By: worklist.ByKind}, "甲丙丁戊乙己"},
		"by province":           {worklist.View{By: worklist.ByProvince}, "甲己乙丁戊丙"},
		"by domain":             {worklist.View{By: worklist.ByDomain}, "丙己甲戊乙丁"},
		"by desk":               {worklist.View{By: worklist.ByDesk}, "甲丙乙己丁戊"},
		"by age":                {worklist.View{By: worklist.ByAge}, "丙甲己戊乙丁"},
		"a filter that fits no": {worklist.View{Stages: []string{"closed"}}, ""},
	} {
		if got := strings.Join(find(t, l, c.view), ""); got != c.want {
			t.Errorf("%s: %s, want %s", what, got, c.want)
		}
	}
}

func TestWhatIsDueComesFirst(t *testing.T) {
	l := worklist.New(desk(), nil, rules.Builtin())
	rows, _, err := l.Find(t.Context(), worklist.View{By: worklist.ByDue}, now)
	if err != nil {
		t.Fatal(err)
	}
	if got := names(rows); got[0] != "丙" || !rows[0].Over(now) || rows[0].Due.Day != "2026-11-28" {
		t.Errorf("first comes %v, due %s, over %v; the SMS code of three days ago was good for a day", got, rows[0].Due.Day, rows[0].Over(now))
	}
	if got := strings.Join(find(t, l, worklist.View{Due: worklist.DueOver}), ""); got != "丙" {
		t.Errorf("over are %s", got)
	}
	last := rows[len(rows)-1]
	if last.Due.Clock != nil {
		t.Errorf("last comes one that is due on %s", last.Due.Day)
	}
}

// A row follows what is noted and judged.
func TestRowsAreWorkedOutAnewWhenSomethingChanges(t *testing.T) {
	all := desk()
	verdicts := recheck.NewVerdicts()
	l := worklist.New(all, verdicts, rules.Builtin())
	stage := func(name string) string {
		rows, _, err := l.Find(t.Context(), worklist.View{}, now)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(rows, func(r *worklist.Row) bool { return strings.Contains(r.HostName, name) })
		return rows[i].Stage
	}
	if got := stage("丁"); got != "draft" {
		t.Errorf("a new filing is %s", got)
	}
	verdicts.Put(all[3].ID, recheck.Verdict{Seq: 1, Warnings: 1})
	if got := stage("丁"); got != "draft" {
		t.Errorf("with something to be looked at it is %s", got)
	}
	verdicts.Put(all[3].ID, recheck.Verdict{Seq: 1})
	if got := stage("丁"); got != "checked" {
		t.Errorf("with nothing to be mended it is %s", got)
	}
	noted := *all[3]
	noted.Case.Events = []casework.Event{{Stage: "mailed", At: now}}
	all[3] = &noted
	if got := stage("丁"); got != "mailed" {
		t.Errorf("after it was mailed it is %s", got)
	}
}

// However the filings change between two searches, each finds what a new queue would.
func TestASearchFollowsWhatIsSavedAndDeleted(t *testing.T) {
	all := slices.Clone(desk())
	verdicts := recheck.NewVerdicts()
	l := worklist.New(&all, verdicts, rules.Builtin())
	check := func(query string) {
		t.Helper()
		got, _, err := l.Find(t.Context(), worklist.View{Query: query}, now)
		want, _, failed := worklist.New(&all, verdicts, rules.Builtin()).Find(t.Context(), worklist.View{Query: query}, now)
		same := func(a, b *worklist.Row) bool { return a.Summary == b.Summary && a.Stage == b.Stage }
		if err != nil || failed != nil || !slices.EqualFunc(got, want, same) {
			t.Errorf("%q finds %v, %v; want %v, %v", query, names(got), err, names(want), failed)
		}
	}
	check("")
	check("司")
	saved := *all[2]
	all = append(drafts{&saved}, slices.Delete(all, 2, 3)...)
	check("司")
	check("")
	all = slices.Delete(all, 1, 2)
	check("司")
	verdicts.Put(all[1].ID, recheck.Verdict{Seq: all[1].Seq})
	first, second := saved, *all[2]
	all = append(drafts{&second, &first}, all[1])
	check("")
	check("司")
}

func TestASearchThatIsNotWantedAnyMoreEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := worklist.New(desk(), nil, rules.Builtin()).Find(ctx, worklist.View{}, now); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestTheFiltersOfferWhatThereIs(t *testing.T) {
	l := worklist.New(desk(), nil, rules.Builtin())
	want := []worklist.Named{{"一号窗口", 2}, {"二号窗口", 2}}
	if diff := cmp.Diff(want, l.Names(func(r *worklist.Row) string { return r.Case.Desk })); diff != "" {
		t.Errorf("desks (-want +got):\n%s", diff)
	}
}

// kept is the sealed settings of a store.
type kept map[string][]byte

func (k kept) Sealed(_ context.Context, key string) ([]byte, error) { return k[key], nil }

func (k kept) SetSealed(_ context.Context, key string, plain []byte) error {
	k[key] = plain
	return nil
}

func TestViewsAreKeptByTheirNames(t *testing.T) {
	s, ctx := kept{}, t.Context()
	for _, v := range []worklist.View{{Name: "今天", Due: worklist.DueToday}, {Name: "北京", Provinces: []string{"110000"}}, {Name: "今天", Due: worklist.DueOver, By: worklist.ByDue}} {
		if _, err := worklist.KeepView(ctx, s, v); err != nil {
			t.Fatal(err)
		}
	}
	want := []worklist.View{{Name: "今天", Due: worklist.DueOver, By: worklist.ByDue}, {Name: "北京", Provinces: []string{"110000"}}}
	got, err := worklist.Views(ctx, s)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if got, err = worklist.ForgetView(ctx, s, "今天"); err != nil || len(got) != 1 || got[0].Name != "北京" {
		t.Errorf("left are %+v, %v", got, err)
	}
	for i := range 60 {
		if got, err = worklist.KeepView(ctx, s, worklist.View{Name: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if len(got) != 50 || got[49].Name != "59" {
		t.Errorf("%d are kept, the last %s", len(got), got[len(got)-1].Name)
	}
}

// BenchmarkFind is what a keystroke costs over a hundred thousand filings, all of which
// are found and sorted.
func BenchmarkFind(b *testing.B) {
	all := make(drafts, 100_000)
	stages := []string{"received", "mailed", "submitted", "ca_review", "approved"}
	for i := range all {
		all[i] = filing(fmt.Sprintf("%s示例%06d有限公司", [...]string{"北京", "安徽", "重庆", "长沙"}[i%4], (i*7919)%100_000), "new_recordal", "110000", fmt.Sprintf("x%d-example.cn", i), "一号窗口", i%60, stages[i%5], i%25)
		all[i].ID = strconv.Itoa(i)
	}
	for _, by := range append(worklist.Columns, worklist.ByChange) {
		b.Run("by "+string(by), func(b *testing.B) {
			l := worklist.New(all, nil, rules.Builtin())
			if _, _, err := l.Find(b.Context(), worklist.View{By: by}, now); err != nil { // works all rows out
				b.Fatal(err)
			}
			for b.Loop() {
				if rows, _, err := l.Find(b.Context(), worklist.View{By: by}, now); err != nil || len(rows) != len(all) {
					b.Fatal(len(rows), err)
				}
			}
		})
	}
}
