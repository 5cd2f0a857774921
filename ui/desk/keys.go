package desk

import (
	"fyne.io/fyne/v2"

	"recordaldesk/store/worklist"
	"recordaldesk/ui/parts"
)

// keys are what a letter does while the rows have the keyboard. They go by their place
// on the keyboard: while an input method for Chinese is on, no character arrives.
var keys = map[fyne.KeyName]func(s *Screen){
	fyne.KeyE:     func(s *Screen) { s.with(s.o.Actions.Open) },
	fyne.KeyS:     func(s *Screen) { s.with(s.o.Actions.Progress) },
	fyne.KeyK:     func(s *Screen) { s.with(s.o.Actions.Keying) },
	fyne.KeyH:     func(s *Screen) { s.with(s.o.Actions.HandOver) },
	fyne.KeyO:     func(s *Screen) { s.o.Actions.Import() },
	fyne.KeyI:     func(s *Screen) { s.o.Actions.Inbox() },
	fyne.KeyC:     func(s *Screen) { s.o.Actions.Calendar() },
	fyne.KeyT:     func(s *Screen) { s.o.Actions.Statistics() },
	fyne.KeySlash: (*Screen).search,
}

// press does what a key of the screen does; false for a key that does nothing.
func (s *Screen) press(key fyne.KeyName) bool {
	if n, ok := parts.Digit(key); ok && n <= len(worklist.Columns) {
		s.heads.press(worklist.Columns[n-1])
		return true
	}
	do := keys[key]
	if do != nil {
		do(s)
	}
	return do != nil
}

// search puts the keyboard into the search, to be typed over. The character of the key is
// none of it.
func (s *Screen) search() {
	s.filters.Entry.ExpectLate()
	s.Find()
}
