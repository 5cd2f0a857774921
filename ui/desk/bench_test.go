package desk

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2/test"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/worklist"
)

// BenchmarkQueue shows the queue of a hundred thousand filings: how long until the first
// page can be seen after the window is there, and how long from a key to the rows that it
// finds, painted. It needs a quick folder for temporary files, or the filings take
// minutes to be made (make bench-queue).
func BenchmarkQueue(b *testing.B) {
	n := 100_000
	if testing.Short() {
		n = 2_000
	}
	dir := b.TempDir()
	crowd(b, dir, n)
	b.Run("first page", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			c := reopened(b, dir)
			b.StartTimer()
			c.show()
			c.Until("there are rows", func() bool { return len(c.screen.rows) > 0 })
			c.Window.Canvas().Capture()
			b.StopTimer()
			close(c.read)
			c.Until("all are read", func() bool { return c.screen.loaded && c.screen.total == n })
			if err := c.store.Close(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
	c := reopened(b, dir)
	c.show()
	close(c.read)
	c.Until("all are read", func() bool { return c.screen.loaded && c.screen.total == n })
	for _, query := range []string{"星", "xhyt", "gs", "示例商贸", "91110000", "第99", "shili4242"} {
		b.Run("key "+query, func(b *testing.B) {
			letters := []rune(query)
			c.screen.filters.entry.SetText("")
			c.Until("all are shown", func() bool { return len(c.screen.rows) == n })
			test.Type(c.screen.filters.entry, string(letters[:len(letters)-1]))
			c.settle()
			for b.Loop() {
				asked := c.screen.asked
				c.screen.filters.entry.TypedRune(letters[len(letters)-1])
				c.Until("it is found", func() bool { return c.screen.asked > asked && c.screen.shown == c.screen.asked })
				c.Window.Canvas().Capture()
				b.StopTimer()
				c.screen.filters.entry.SetText(string(letters[:len(letters)-1]))
				c.settle()
				b.StartTimer()
			}
		})
	}
	if err := c.store.Close(); err != nil {
		b.Fatal(err)
	}
}

// settle waits until the rows of the last search are shown.
func (c *counter) settle() {
	c.Until("the rows are shown", func() bool { return c.screen.shown == c.screen.asked })
}

// reopened is somebody before a window over the store in a folder, whose filings are on
// the disk.
func reopened(b *testing.B, dir string) *counter {
	b.Helper()
	s, err := store.Open(b.Context(), dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return newCounter(b, s)
}

// crowd fills a store with filings of invented companies, each at some stage.
func crowd(b *testing.B, dir string, n int) {
	b.Helper()
	s, err := store.Open(b.Context(), dir, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	stages := []string{"received", "returned", "mailed", "submitted", "sms", "ca_review", "approved", "closed"}
	words := []string{"星禾云图", "鑫烨商贸", "青禾科技", "长河网络", "单氏食品", "乐章文化传播", "行知教育咨询"}
	places := []string{"北京", "广州", "上海", "杭州", "重庆"}
	provinces := []string{"110000", "440000", "310000", "330000", "500000"}
	for i := range n {
		f := rules.New("new_recordal")
		f.Host.Name = fmt.Sprintf("%s%s示例第%d有限公司", places[i%len(places)], words[i%len(words)], i+1)
		f.Host.Province = provinces[i%len(provinces)]
		f.Host.Certificate.Number = fmt.Sprintf("91%s00MA%08d", f.Host.Province[:4], i)
		f.Websites[0].Domains[0].Name = fmt.Sprintf("shili%d-example.cn", i+1)
		out := s.Deliver()
		_, err := out.Create(context.Background(), store.Record{Filing: f}, store.Imported, func(c *casework.Case) error {
			c.Desk = "一号窗口"
			c.Reach(casework.Event{Stage: stages[i%len(stages)], At: noon.AddDate(0, 0, -i%40)})
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		out.Close()
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

var _ Queue = (*worklist.List)(nil)
