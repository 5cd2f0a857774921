package composing

// Listen has f told the places that the system would be told, and left where it would hear
// that nothing is typed into any more, until the function returned is called.
func Listen(f func(Place), left func()) (end func()) {
	before := keyboard
	keyboard = follower{system: listener{f, left}}
	return func() { keyboard = before }
}

type listener struct {
	told func(Place)
	left func()
}

func (l listener) place(_ any, p Place) { l.told(p) }

func (l listener) leave() { l.left() }

// Settle looks at once where the caret is, if it is to be looked at in a moment.
func Settle() {
	if keyboard.soon != nil && keyboard.soon.Stop() {
		keyboard.soon = nil
		keyboard.tell()
	}
}
