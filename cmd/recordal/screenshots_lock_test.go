package main

import (
	"context"
	"time"

	"recordaldesk/store"
)

// security is how the window tells of passphrase, settings and lock. It comes last: the
// store has a passphrase from then on.
func (p *photographer) security() {
	p.settings(map[string]string{"open": ""})
	p.Start()
	p.Key("ctrl+comma")
	p.Rest(2 * time.Second)
	p.take("80-settings")
	p.Key("Escape", "ctrl+shift+l")
	p.Rest(time.Second)
	p.take("81-no-passphrase")
	p.Key("Tab", "Return")
	p.enters("short")
	p.enters("short")
	p.Rest(time.Second)
	p.take("82-passphrase")
	p.Kill()

	p.secure()
	p.Start()
	p.take("83-locked")
	for range 3 {
		p.enters("not this one")
		p.Rest(2 * time.Second)
	}
	p.take("84-locked-wrong")
	p.Kill()
	p.Start()
	p.Key("Tab", "Tab", "Tab", "Return")
	p.Rest(time.Second)
	p.enters("7KQ2-M9XD")
	p.take("85-locked-code")
	p.Key("Escape")
	p.enters(e2ePassphrase)
	p.Rest(3 * time.Second)
	p.Key("ctrl+comma", "Tab", "Tab", "Tab", "Return")
	p.Rest(2 * time.Second)
	p.take("86-recovery-code")
	p.Key("Tab", "Tab", "Tab", "Tab")
	p.Rest(time.Second)
	p.take("87-settings-below")
	p.Kill()
}

// secure gives the store a passphrase.
func (p *photographer) secure() {
	p.t.Helper()
	p.store(func(ctx context.Context, s *store.Store) error { return s.SetPassphrase(ctx, e2ePassphrase) })
}
