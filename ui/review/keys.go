package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"recordaldesk/ui/voice"
)

// key does what a key of the screen does, wherever the keyboard is but in a text; false
// for a key that does nothing here. Keys go by their place on the keyboard: while an
// input method for Chinese is on, no character of them arrives.
func (s *Screen) key(key fyne.KeyName) bool {
	if s.tab.key(key) {
		return true
	}
	switch key {
	case fyne.KeyPlus, fyne.KeyEqual:
		s.viewer.enlarge(enlarged)
	case fyne.KeyMinus:
		s.viewer.enlarge(1 / enlarged)
	case fyne.Key0:
		s.viewer.fit(whole)
	case fyne.KeyW:
		s.viewer.fit(width)
	case fyne.KeyH:
		s.viewer.fit(height)
	case fyne.KeyT:
		s.turnScan()
	case fyne.KeyLeftBracket:
		s.leaf(-1)
	case fyne.KeyRightBracket:
		s.leaf(1)
	case fyne.KeyV:
		s.show(s.places)
	case fyne.KeyO:
		s.show(s.originals)
	case fyne.KeyP:
		if len(s.photo.rows()) > 0 {
			s.show(s.photo)
		}
	case fyne.KeyI:
		s.panel.askInitials(nil)
	case fyne.KeyF6:
		s.swap()
	case fyne.KeyF1:
		s.help()
	case fyne.KeyF9:
		s.acceptFiling()
	case fyne.KeyF10:
		if s.o.Return != nil {
			s.o.Return()
		}
	case fyne.KeyEscape:
		s.leave()
	default:
		return false
	}
	return true
}

// rune takes what has no key of its own on every keyboard.
func (s *Screen) rune(r rune) {
	if r == '?' || r == '？' {
		s.help()
	}
}

// shortcut does what the screen's own shortcuts do and hands all others to the window.
func (s *Screen) shortcut(shortcut fyne.Shortcut) {
	custom, ok := shortcut.(*desktop.CustomShortcut)
	switch {
	case ok && custom.Modifier == fyne.KeyModifierControl && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter):
		if s.tab == tab(s.places) {
			s.acceptRest()
		}
	case ok && custom.Modifier == fyne.KeyModifierControl && custom.KeyName == fyne.KeyE:
		s.toFiling()
	default:
		if window, ok := s.o.Canvas.(fyne.Shortcutable); ok {
			window.TypedShortcut(shortcut)
		}
	}
}

// toFiling opens the filing itself, at the field of the current place.
func (s *Screen) toFiling() {
	path := ""
	if p := s.places.now(); p != nil && s.tab == tab(s.places) && p.field != nil {
		path = p.Field
	}
	s.o.Filing(path)
}

// leave goes back by one: from the scan to the list, from another part of the review to
// the places, and from there to where one was.
func (s *Screen) leave() {
	switch {
	case s.o.Canvas.Focused() == fyne.Focusable(s.viewer):
		s.Focus()
	case s.tab != tab(s.places):
		s.show(s.places)
	default:
		s.o.Back()
	}
}

// swap takes the keyboard from the list to the scan, or back.
func (s *Screen) swap() {
	if s.o.Canvas.Focused() == fyne.Focusable(s.viewer) {
		s.Focus()
		return
	}
	s.o.Canvas.Focus(s.viewer)
}

// help says all keys.
func (s *Screen) help() { s.o.Ask(voice.Message("review.help"), nil, nil) }
