package filings

import (
	"fmt"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/recheck"
)

// The list must be quick with a thousand filings: to appear, at each letter of a
// search, at each arrow key.
func BenchmarkThousandFilings(b *testing.B) {
	filings := make([]*rules.Filing, 1000)
	for i := range filings {
		filings[i] = company(fmt.Sprintf("北京示例%04d科技有限公司", i), fmt.Sprintf("host%04d.example.cn", i))
	}
	benchmark(b, filings)
}

// A large desk has ten times as many, all with their verdicts.
func BenchmarkTenThousandFilings(b *testing.B) {
	filings := make([]*rules.Filing, 10_000)
	for i := range filings {
		filings[i] = company(fmt.Sprintf("北京示例%05d科技有限公司", i), fmt.Sprintf("host%05d.example.cn", i))
	}
	benchmark(b, filings)
}

func benchmark(b *testing.B, filings []*rules.Filing) {
	d := open(b, filings...)
	judged := &checks{verdicts: map[string]recheck.Verdict{}, state: recheck.State{Phase: recheck.Running, Rulebook: inForce, Total: len(filings)}}
	for _, m := range d.store.Search("") {
		judged.verdicts[m.ID] = recheck.Verdict{Seq: m.Seq, Rulebook: inForce, Errors: 3, Warnings: 2, Outstanding: 1}
	}
	d.checks = judged
	b.Run("appear", func(b *testing.B) {
		for b.Loop() {
			d.show(certified{d.store})
			d.settle()
		}
	})
	b.Run("search", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			d.screen.finder.entry.SetText(fmt.Sprint(i % 10))
		}
	})
	d.screen.finder.entry.SetText("")
	b.Run("arrow", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			d.screen.choose(i % len(filings))
		}
	})
	b.Run("progress", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			judged.state.Done = i
			d.screen.Judged()
		}
	})
}
