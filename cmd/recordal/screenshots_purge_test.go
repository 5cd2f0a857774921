package main

import (
	"bytes"
	"context"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/ui/settings"
)

// purging is how the window asks before something is gone, when it reminds of it, and
// how backups are listed.
func (p *photographer) purging() {
	p.agesAgo()
	p.settings(map[string]string{"open": "", settings.RetentionSetting: "30"})
	p.Start()
	p.Rest(2 * time.Second)
	p.take("74-due")
	p.Key("Down", "Delete")
	p.take("75-delete")
	p.Key("Tab", "Tab", "Return")
	p.Rest(2 * time.Second)
	p.take("76-purged")
	p.Key("Escape", "ctrl+comma")
	p.Rest(time.Second)
	p.Key("Tab", "Tab", "Tab", "Tab", "Tab")
	p.Rest(time.Second)
	p.take("77-backups")
	p.Kill()
}

// agesAgo keeps a filing that was exported 40 days ago, by two clocks.
func (p *photographer) agesAgo() {
	p.t.Helper()
	ctx := context.Background()
	now := time.Now().AddDate(0, 0, -40)
	s, err := store.Open(ctx, p.Data(), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		p.t.Fatal(err)
	}
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err == nil {
		_, err = s.Create(ctx, store.Record{Filing: f, Exported: &store.Export{At: now}})
	}
	for ; err == nil && now.Before(time.Now()); now = now.AddDate(0, 0, 5) {
		_, err = s.Due(ctx, 30)
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		p.t.Fatalf("keep a filing of long ago: %v", err)
	}
}
