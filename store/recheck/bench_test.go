package recheck_test

import (
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/recheck"
)

// A large desk is judged again, beside what it takes at the least: reading and
// decoding the same drafts. The passes take turns, so that a busy machine slows
// all of them.
func BenchmarkRecheck(b *testing.B) {
	const n = 10_000
	s, _ := filled(b, varied(b, n))
	run := func(desk *rules.Desk) time.Duration {
		o := options(recheck.NewVerdicts())
		o.Desk = desk
		start := time.Now()
		result, err := recheck.Run(b.Context(), s, o)
		if err != nil || result.Judged != n {
			b.Fatalf("%+v, %v", result, err)
		}
		return time.Since(start)
	}
	decode := func() time.Duration {
		start := time.Now()
		if err := s.Each(b.Context(), func(_ store.Draft, err error) error { return err }); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	var judging, filling, decoding time.Duration
	for b.Loop() {
		decoding += decode()
		judging += run(nil)
		decoding += decode()
		filling += run(rules.NewDesk())
		decoding += decode()
	}
	of := func(d time.Duration) float64 { return d.Seconds() / float64(b.N) }
	b.ReportMetric(of(judging), "recheck-s")
	b.ReportMetric(of(filling), "recheck+desk-s")
	b.ReportMetric(of(decoding)/3, "decode-only-s")
	b.ReportMetric(of(filling)/(of(decoding)/3), "ratio")
}
