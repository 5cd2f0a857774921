package wipe

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// clock has the test say when the time has come.
type clock struct{ due func() }

func (c *clock) later(f func()) (stop func()) {
	c.due = f
	return func() { c.due = nil }
}

// strike lets the time pass.
func (c *clock) strike() {
	if f := c.due; f != nil {
		c.due = nil
		f()
	}
}

const number, other = "330106199109230147", "13777361028"

func TestANumberLeavesTheClipboardAfterAWhile(t *testing.T) {
	clock, board := &clock{}, test.NewClipboard()
	w := &wiper{later: clock.later}
	board.SetContent(number)
	w.copied(board, number)
	if board.Content() != number {
		t.Fatal("the number was gone at once")
	}
	clock.strike()
	if got := board.Content(); got != "" {
		t.Errorf("on the clipboard is still %q", got)
	}
	board.SetContent(number) // typed by another program
	clock.strike()
	w.now()
	if board.Content() != number {
		t.Error("what was not copied here was taken off")
	}
}

func TestWhatWasCopiedSinceStays(t *testing.T) {
	clock, board := &clock{}, test.NewClipboard()
	w := &wiper{later: clock.later}
	w.copied(board, number)
	board.SetContent("copied in another program")
	clock.strike()
	if got := board.Content(); got != "copied in another program" {
		t.Errorf("on the clipboard is %q", got)
	}
}

func TestTheTimeCountsFromTheLastCopy(t *testing.T) {
	clock, board := &clock{}, test.NewClipboard()
	w := &wiper{later: clock.later}
	board.SetContent(number)
	w.copied(board, number)
	stopped := false
	stop := w.stop
	w.stop = func() { stopped = true; stop() }
	board.SetContent(other)
	w.copied(board, other)
	if !stopped {
		t.Error("the time of the first number still runs")
	}
	clock.strike()
	if got := board.Content(); got != "" {
		t.Errorf("on the clipboard is still %q", got)
	}
}

func TestTheEndOfTheProgramClearsIt(t *testing.T) {
	clock, board := &clock{}, test.NewClipboard()
	w := &wiper{later: clock.later}
	w.now() // nothing was copied
	board.SetContent(number)
	w.copied(board, number)
	w.now()
	if got := board.Content(); got != "" {
		t.Errorf("on the clipboard is still %q", got)
	}
	if clock.due != nil {
		t.Error("the time still runs")
	}
}

// Also a number that is to stay goes when the program ends or the window is locked.
func TestANumberThatIsToStayGoesAtTheEnd(t *testing.T) {
	before := kept
	t.Cleanup(func() { KeepFor(before) })
	KeepFor(0)
	board := test.NewClipboard()
	w := &wiper{later: program.later}
	board.SetContent(number)
	w.copied(board, number)
	if board.Content() != number {
		t.Fatal("the number was gone at once")
	}
	w.now()
	if got := board.Content(); got != "" {
		t.Errorf("on the clipboard is still %q", got)
	}
}
