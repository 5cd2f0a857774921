package parts

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestANumberIsShownForTenSecondsWhenAskedFor(t *testing.T) {
	test.NewTempApp(t)
	v := NewVeil("138****6621", "13800136621", func(f func()) { f() })
	var end []func() // what the clock would do
	v.after = func(d time.Duration, f func()) *time.Timer {
		if d != 10*time.Second {
			t.Errorf("it is shown for %s", d)
		}
		end = append(end, f)
		return time.NewTimer(time.Hour)
	}
	window := test.NewTempWindow(t, v)
	reads := func(when, want string) {
		t.Helper()
		if v.Text != want {
			t.Errorf("%s it reads %q, want %q", when, v.Text, want)
		}
	}
	reads("at first", "138****6621")
	window.Canvas().Focus(v)
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	reads("after Return", "13800136621")
	end[0]()
	reads("ten seconds later", "138****6621")

	test.Tap(v)
	reads("after a tap", "13800136621")
	test.Tap(v)
	reads("after a second one", "138****6621")
	test.Tap(v)
	end[1]() // the clock of a showing that is over
	reads("when an earlier clock rings", "13800136621")
	end[2]()
	reads("at the end", "138****6621")
}
