package presence

import (
	"testing"
	"time"
)

func TestAwayCountsFromTheLastSign(t *testing.T) {
	last.Store(nil)
	if got := Away(time.Now()); got != 0 {
		t.Errorf("before anybody came, away for %s", got)
	}
	Sign()
	now := *last.Load()
	if got := Away(now.Add(5 * time.Minute)); got != 5*time.Minute {
		t.Errorf("five minutes later, away for %s", got)
	}
	if got := Away(now.Add(-time.Hour)); got != 0 {
		t.Errorf("with the clock set back, away for %s", got)
	}
	Keys{}.KeyDown(nil)
	if !last.Load().After(now) {
		t.Error("a key is no sign")
	}
	now = *last.Load()
	NewPointer().Cursor()
	if !last.Load().After(now) {
		t.Error("the mouse is no sign")
	}
}

// Where the computer slept, Go's own clock may have stood still; the clock on the wall
// has not.
func TestSleepIsAbsence(t *testing.T) {
	Sign()
	woken := last.Load().Round(0).Add(time.Hour) // without Go's own clock
	if got := Away(woken); got != time.Hour {
		t.Errorf("after an hour of sleep, away for %s", got)
	}
}
