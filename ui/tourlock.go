package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
	"recordaldesk/ui/lock"
	"recordaldesk/ui/voice"
)

// lockStops are what can be seen while the window is locked, over a store that opens with
// the code alone: the one of the tour has no passphrase.
var lockStops = []stop{
	{"lock", locked(nil, func(*guide) {})},
	{"lock_closing", func(g *guide) { g.cover() }},
	{"lock_wrong", locked(voice.Message("lock.unsaved"), func(g *guide) {
		g.types(tourName)
		g.press(fyne.KeyReturn)
	})},
	{"lock_code", locked(nil, func(g *guide) { g.follow("lock.by_code") })},
	{"lock_new", locked(nil, func(g *guide) {
		g.follow("lock.by_code")
		g.types(tourName)
		g.press(fyne.KeyReturn)
	})},
}

// locked goes before the lock, with a note or with nil, and further from there.
func locked(note voice.Speaker, further func(*guide)) func(*guide) {
	return func(g *guide) {
		g.cover()
		g.guard.screen = lock.New(lock.Options{
			Voice: g.voice, Canvas: g.window.Canvas(), Store: byCode{}, Do: g.Desk.o.Do, Unlocked: func(bool) {},
		})
		g.show(g.guard.screen)
		g.guard.screen.Ready(note)
		g.settle()
		further(g)
	}
}

// byCode is a store that opens with any recovery code and with no passphrase.
type byCode struct{}

func (byCode) Unlock(context.Context, string) error         { return store.ErrWrongPassphrase }
func (byCode) UnlockWithCode(context.Context, string) error { return nil }
func (byCode) SetPassphrase(context.Context, string) error  { return nil }
