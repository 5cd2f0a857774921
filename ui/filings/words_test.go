package filings

import (
	"testing"
	"time"

	"recordaldesk/store"
	"recordaldesk/translations"
)

func TestTimesAreSaidAsPeopleDo(t *testing.T) {
	beijing := time.FixedZone("", 8*3600)
	now := time.Date(2026, 3, 1, 0, 30, 0, 0, beijing)
	for _, tt := range []struct {
		name string
		at   time.Time
		want string
	}{
		{"this day", now.Add(-10 * time.Minute), "今天 00:20"},
		{"the day before, less than an hour ago", now.Add(-40 * time.Minute), "昨天 23:50"},
		{"the day before by the clock on the wall, this day in London", time.Date(2026, 2, 28, 15, 59, 0, 0, time.UTC), "昨天 23:59"},
		{"two days before", now.AddDate(0, 0, -2), "2026-02-27"},
		{"a clock that went wrong", now.AddDate(1, 0, 0), "2027-03-01"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := when(in(translations.Chinese), tt.at, now); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAnExportedFilingSaysWhen(t *testing.T) {
	m := &store.Summary{ExportedAt: noon}
	if got, want := state(in(translations.English), m, noon), "Exported today 12:00"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	m.Rulebook = "2026.11.1"
	if got, want := state(in(translations.Chinese), m, noon), "导出于 今天 12:00 · 规则库2026.11.1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatAFilingIsAbout(t *testing.T) {
	for _, tt := range []struct {
		name string
		m    *store.Summary
		want string
	}{
		{"nothing filled in", &store.Summary{}, "未选类型"},
		{"a kind of another program", &store.Summary{Kind: "nonsense"}, "其他类型"},
		{"domains", &store.Summary{Kind: "new_website", Province: "310000", Domains: []string{"a.cn", "b.cn"}, Websites: []string{"样例"}},
			"新增网站 · 上海市 · a.cn, b.cn"},
		{"a website before its domains", &store.Summary{Kind: "new_website", Websites: []string{"样例"}}, "新增网站 · 样例"},
		{"a name of two lines", &store.Summary{Kind: "new_website", Websites: []string{"样\n例"}}, "新增网站 · 样 例"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := about(in(translations.Chinese), in(translations.Chinese), tt.m); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
