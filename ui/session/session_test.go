package session

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
)

// loop plays the UI goroutine: functions wait until the test runs them, so that
// one which comes from elsewhere cannot meet the test's own work.
type loop struct {
	mu    sync.Mutex
	queue []func()
}

func (l *loop) do(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue = append(l.queue, f)
}

// until runs what comes in until the condition holds.
func (l *loop) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
		l.mu.Lock()
		queue := l.queue
		l.queue = nil
		l.mu.Unlock()
		for _, f := range queue {
			f()
		}
	}
}

func open(t testing.TB, f *rules.Filing) (*Session, *loop, *store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d, err := s.Create(t.Context(), store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	l := &loop{}
	now := func() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC) }
	return Open(s, d, Options{Book: rules.Builtin(), Now: now, Do: l.do}), l, s
}

func closeSession(t testing.TB, s *Session) {
	t.Helper()
	if err := s.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsTypedIsOnTheDisk(t *testing.T) {
	ses, l, s := open(t, rules.New("new_recordal"))
	ses.Set("host.name", "北京星禾云图科技有限公司")
	if !ses.Saving().Unsaved {
		t.Error("the change does not show as unsaved")
	}
	l.until(t, "it is saved", func() bool { return !ses.Saving().Unsaved })
	d, err := s.Load(t.Context(), ses.ID())
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Record.Filing.Host.Name; got != "北京星禾云图科技有限公司" {
		t.Errorf("name on disk = %q", got)
	}
	closeSession(t, ses)
}

func TestClosingSavesTheLastKeystroke(t *testing.T) {
	ses, _, s := open(t, rules.New("new_recordal"))
	ses.Set("host.name", "甲")
	ses.Set("host.name", "甲乙")
	closeSession(t, ses)
	d, err := s.Load(t.Context(), ses.ID())
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Record.Filing.Host.Name; got != "甲乙" {
		t.Errorf("name on disk = %q, want 甲乙", got)
	}
}

func TestReportFollowsTheLastChange(t *testing.T) {
	ses, l, _ := open(t, rules.New("new_recordal"))
	tibet := func() bool {
		return slices.ContainsFunc(ses.Report().Findings, func(f rules.Finding) bool { return f.Rule == "tibet-not-accepted" })
	}
	for range 20 {
		ses.Set("host.province", "110000")
		ses.Set("host.province", "540000")
	}
	l.until(t, "Tibet is found", tibet)
	ses.Set("host.province", "330000")
	l.until(t, "Tibet is gone", func() bool { return !tibet() })
	closeSession(t, ses)
}

func TestPlacesStayInAccord(t *testing.T) {
	for _, c := range []struct {
		of                     string
		set                    [][2]string
		province, city, county string
	}{
		{"another province empties city and county",
			[][2]string{{"host.province", "330000"}, {"host.city", "330100"}, {"host.county", "330106"}, {"host.province", "320000"}},
			"320000", "", ""},
		{"another city empties the county",
			[][2]string{{"host.province", "330000"}, {"host.city", "330100"}, {"host.county", "330106"}, {"host.city", "330200"}},
			"330000", "330200", ""},
		{"a municipality is one city", [][2]string{{"host.province", "110000"}}, "110000", "110100", ""},
		{"a county without a city, picked as one",
			[][2]string{{"host.province", "410000"}, {"host.city", "419001"}}, "410000", "419000", "419001"},
		{"a county of Chongqing has its own city code",
			[][2]string{{"host.province", "500000"}, {"host.county", "500229"}}, "500000", "500200", "500229"},
	} {
		t.Run(c.of, func(t *testing.T) {
			ses, _, _ := open(t, rules.New("new_recordal"))
			defer closeSession(t, ses)
			for _, s := range c.set {
				ses.Set(s[0], s[1])
			}
			h := ses.Filing().Host
			if h.Province != c.province || h.City != c.city || h.County != c.county {
				t.Errorf("got %s %s %s, want %s %s %s", h.Province, h.City, h.County, c.province, c.city, c.county)
			}
		})
	}
}

func TestAPersonPutAsideComesBack(t *testing.T) {
	ses, _, _ := open(t, rules.New("new_recordal"))
	defer closeSession(t, ses)
	flag, name := "websites.0.lead_is_host_lead", "websites.0.lead.name"
	ses.Set(flag, false)
	ses.Set(name, "周予安")
	ses.Set(flag, true)
	if got := ses.Filing().Text(name); got != "" {
		t.Errorf("with the host lead in charge, %q still stands in the filing", got)
	}
	ses.Set(flag, false)
	if got := ses.Filing().Text(name); got != "周予安" {
		t.Errorf("name = %q, want what was typed", got)
	}
}

func TestLeavingAFieldFillsWhatFollows(t *testing.T) {
	ses, _, _ := open(t, rules.New("new_recordal"))
	defer closeSession(t, ses)
	ses.Set("host.name", "北京星禾云图科技有限公司")
	ses.Left("host.name")
	if got := ses.Filing().Websites[0].Domains[0].Holder; got != "北京星禾云图科技有限公司" {
		t.Errorf("domain holder = %q", got)
	}
	if got := ses.Filing().Websites[0].Access.Modes; !slices.Equal(got, []string{"cloud"}) {
		t.Errorf("access modes = %v, want cloud by itself", got)
	}
}

func TestAcknowledgedWarningsAreKept(t *testing.T) {
	ses, _, s := open(t, rules.New("new_recordal"))
	f := rules.Finding{Rule: "several-domains", Field: "websites.0.domains"}
	ses.Acknowledge(f, true)
	closeSession(t, ses)
	d, err := s.Load(t.Context(), ses.ID())
	if err != nil {
		t.Fatal(err)
	}
	again := Open(s, d, Options{Book: rules.Builtin(), Now: time.Now, Do: func(func()) {}})
	defer closeSession(t, again)
	if !again.Acknowledged(f) {
		t.Error("the tick is gone")
	}
	again.Acknowledge(f, false)
	if again.Acknowledged(f) {
		t.Error("the tick cannot be taken back")
	}
}

// BenchmarkKeystroke is what the window's goroutine does for each character.
func BenchmarkKeystroke(b *testing.B) {
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		b.Fatal(err)
	}
	ses, _, _ := open(b, f)
	for i := 0; b.Loop(); i++ {
		ses.Set("host.remark", "备注"[:3*(1+i%2)])
	}
	closeSession(b, ses)
}
