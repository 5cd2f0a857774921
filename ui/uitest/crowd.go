package uitest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
)

// Crowd fills a store in a folder with n filings of invented companies, each at a stage that
// it has reached within forty days before now.
func Crowd(b *testing.B, dir string, n int, now time.Time) {
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
			c.Reach(casework.Event{Stage: stages[i%len(stages)], At: now.AddDate(0, 0, -i%40)})
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
