package main

import (
	"context"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
)

// keying is what a filing is typed from, and what comes after its approval.
func (p *photographer) keying() {
	p.store(func(ctx context.Context, s *store.Store) error {
		return keep(ctx, s, sample.Filing(), func(f *rules.Filing) {
			f.Host.Address = ""
			f.Websites[0].Services = []string{"shopping"}
		})
	})
	p.settings(map[string]string{"open": ""})
	p.Start()
	p.Key("Return")
	p.WaitAt("account", "")
	p.Key("ctrl+k")
	p.take("82-keying")
	for range 12 {
		p.Key("Return")
	}
	p.take("83-keying-typed")
	p.Key("space", "End")
	p.take("84-keying-numbers")
	p.turn("2")
	p.take("85-public-security")
	p.turn("3")
	p.Paste("粤ICP备2026012345号-1")
	p.Key("Tab", "Tab", "Tab", "Tab") // past what is copied of it
	p.Paste("京公网安备11010502000001号")
	p.take("86-footer")
	p.Key("Escape", "ctrl+k")
	p.turn("4")
	p.Key("Return")
	p.take("87-licence")
	for range 15 {
		p.Key("Tab")
	}
	p.take("88-licence-mail")
	p.Kill()
}

// turn turns to a page by its number, which takes the input method a moment.
func (p *photographer) turn(page string) {
	p.Key(page)
	p.Rest(500 * time.Millisecond)
}
