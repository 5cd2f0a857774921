package inbox

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// crowded is an inbox with 10,000 packets, a tenth of them claimed.
func crowded(b *testing.B) *Box {
	b.Helper()
	dir := newInbox(b)
	for n := range 10_000 {
		l := label{title: fmt.Sprintf("ICP备案_示例公司%d_新增备案_2026-11-23", n), mark: mark(strings.Repeat("0123456789abcdef", 4), fmt.Sprint(n))}
		path := filepath.Join(dir, l.waiting())
		if n%10 == 0 {
			l.at, l.once, l.desk = time.Now(), random(4), Desk{"00000002", "2号窗口"}
			path = filepath.Join(dir, claimed, l.claimed())
		}
		written(b, path, "x")
	}
	return desk(b, dir, 1)
}

// BenchmarkList is the first look of a desk, which asks for every file's size.
func BenchmarkList(b *testing.B) {
	box := crowded(b)
	for b.Loop() {
		box.listed = nil
		if items := list(b, box); len(items) != 10_000 {
			b.Fatalf("%d are listed", len(items))
		}
	}
}

// BenchmarkListAgain is each look after it.
func BenchmarkListAgain(b *testing.B) {
	box := crowded(b)
	list(b, box)
	for b.Loop() {
		list(b, box)
	}
}

// BenchmarkClaim takes a packet and gives it back, in a folder where 10,000 lie.
func BenchmarkClaim(b *testing.B) {
	box := crowded(b)
	items := list(b, box)
	i := items[0]
	for _, other := range items {
		if other.Waits() {
			i = other
		}
	}
	for b.Loop() {
		c := claim(b, box, i)
		if err := c.Release(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		for _, again := range list(b, box) {
			if again.Waits() && again.Title == i.Title {
				i = again
			}
		}
		b.StartTimer()
	}
}
