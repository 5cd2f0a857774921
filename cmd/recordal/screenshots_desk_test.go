package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/inbox"
)

// reviewDesk is what a review desk sees beside the review: its queue, how far a filing
// has come, many files taken in, the folder it shares with others, the calendar, the
// statistics, and what is handed back; and what the client sees of that.
func (p *photographer) reviewDesk(language, variant string) {
	stick, shared := p.t.TempDir(), p.t.TempDir()
	p.desk = newDesk(p.t, p.binary, p.t.TempDir(), p.t.TempDir())
	stages := [][]string{
		{"received"}, {"received", "returned"}, {"received", "accepted", "mailed"}, {"mailed", "qr_code"},
		{"mailed", "submitted", "sms"}, {"mailed", "submitted", "sms", "ca_review"}, {"mailed", "approved"}, {"approved", "ports_open"}, {"closed"},
	}
	p.store(func(ctx context.Context, s *store.Store) error {
		for n := range 27 {
			d := keeps(p.t, s, client(p.t, n))
			_, err := s.ChangeCase(ctx, d.ID, func(c *casework.Case) error {
				c.Desk = []string{"一号窗口", "二号窗口"}[n%2]
				all := stages[n%len(stages)]
				for i, stage := range all {
					c.Reach(casework.Event{Stage: stage, At: time.Now().AddDate(0, 0, 3*(i-len(all))-n%5), By: "wm"})
				}
				if n == 26 {
					c.SetMark(casework.Mark{
						Place: casework.FieldPlace("host.address"), Verdict: casework.Returned, Reason: "address_not_detailed", Words: "请写到房间号。",
						Of: casework.Fingerprint(d.Record.Filing, casework.FieldPlace("host.address")), By: "wm", At: time.Now(),
					})
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		for n := 40; n < 44; n++ { // those of clients that are not here yet
			other, err := store.Open(ctx, p.t.TempDir(), store.Options{})
			if err != nil {
				return err
			}
			packs(p.t, other, keeps(p.t, other, client(p.t, n)), stick, n)
			if err := other.Close(); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(stick, "photo.jpg"), []byte("no packet"), 0o600); err != nil {
			return err
		}
		if err := inbox.Create(shared); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(stick, "client-43.zip"), filepath.Join(shared, "client-43.zip")); err != nil {
			return err
		}
		if err := s.SetSealed(ctx, "inbox", []byte(shared)); err != nil {
			return err
		}
		return s.SetDesk(ctx, "一号窗口")
	})
	p.settings(map[string]string{"language": language, "variant": variant, "home": "queue"})
	p.Start()
	p.take("100-queue")
	p.Key("8")
	p.take("101-queue-due")
	p.Key("s")
	p.take("102-progress")
	p.Key("Escape")
	p.Rest(time.Second)
	p.Key("c")
	p.take("103-calendar")
	p.Key("Escape")
	p.Rest(time.Second)
	p.Key("t")
	p.take("104-statistics")
	p.Key("Escape")
	p.Rest(time.Second)
	p.Key("i")
	p.take("105-inbox")
	p.Key("Escape")
	p.Rest(time.Second)
	p.Key("o")
	p.ChooseFile(stick + "/")
	p.Rest(5 * time.Second)
	p.take("106-imported")
	p.Key("Escape")
	p.Rest(2 * time.Second)
	p.Key("slash")
	p.Type("brand26") // the one with something to return
	p.Rest(2 * time.Second)
	p.Key("Return")
	p.Rest(4 * time.Second)
	p.Key("F10")
	p.Rest(2 * time.Second)
	p.take("107-hand-back")
	p.Key("Return")
	p.ChooseFile(stick + "/")
	p.Rest(3 * time.Second)
	p.take("108-handed-back")
	p.Key("Escape")
	p.Rest(time.Second)
	files, err := filepath.Glob(filepath.Join(stick, "*.json"))
	if err != nil || len(files) != 1 {
		p.t.Fatalf("on the stick lie %v, %v", files, err)
	}
	file := filepath.Join(stick, "return.json")
	if err := os.Rename(files[0], file); err != nil {
		p.t.Fatal(err)
	}
	p.Key("ctrl+o") // as the client would
	p.ChooseFile(file)
	p.Rest(3 * time.Second)
	p.take("109-came-back")
	p.Key("Return")
	p.Rest(3 * time.Second)
	p.take("110-to-mend")
	p.Key("F8")
	p.Rest(2 * time.Second)
	p.take("111-at-its-field")
	p.Kill()
}
