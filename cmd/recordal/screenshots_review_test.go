package main

import (
	"context"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/store"
)

// review goes through a filing that is verified face to face, from the list and back.
func (p *photographer) review() {
	p.store(func(ctx context.Context, s *store.Store) error {
		if err := s.SetSetting(ctx, "open", ""); err != nil {
			return err
		}
		return keep(ctx, s, sample.Filing(), func(f *rules.Filing) {
			f.Host.LegalRepresentative.Document.Type = "passport"
			f.Host.LegalRepresentative.Mobile = "1391"
		})
	})
	p.Start()
	p.Rest(2 * time.Second)
	p.take("80-list")
	p.Key("ctrl+j")
	p.Rest(2 * time.Second)
	p.Key("j", "a") // the first mark asks who makes it
	p.Rest(time.Second)
	p.take("81-initials")
	p.Type("LZY")
	p.Key("Return", "a", "q")
	p.Rest(2 * time.Second)
	p.take("82-query")
	p.Type("54")
	p.Key("Tab")
	p.Type("page 2")
	p.Key("Return")
	p.Rest(2 * time.Second)
	p.take("83-list-and-scan")
	p.Key("k")
	p.take("83-queried")
	p.Key("End", "Up", "bracketright", "plus", "plus")
	p.Rest(2 * time.Second)
	p.take("84-enlarged")
	p.Key("ctrl+Return")
	p.Rest(time.Second)
	p.take("85-rest")
	p.Key("Escape", "o", "space")
	p.Rest(time.Second)
	p.take("86-originals")
	p.Key("Escape", "p", "space")
	p.Rest(time.Second)
	p.take("87-photo")
	p.Key("Escape", "question")
	p.Rest(time.Second)
	p.take("88-keys")
	p.Key("Escape", "Escape")
	p.Rest(2 * time.Second)
	p.take("89-list-after")
	p.Kill()
}
