package filings

import (
	"fmt"
	"testing"

	"recordaldesk/rules"
)

// The list must be quick with a thousand filings: to appear, at each letter of a
// search, at each arrow key.
func BenchmarkThousandFilings(b *testing.B) {
	filings := make([]*rules.Filing, 1000)
	for i := range filings {
		filings[i] = company(fmt.Sprintf("北京示例%04d科技有限公司", i), fmt.Sprintf("host%04d.example.cn", i))
	}
	d := open(b, filings...)
	b.Run("appear", func(b *testing.B) {
		for b.Loop() {
			d.show(d.store)
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
			d.screen.choose(i % 1000)
		}
	})
}
