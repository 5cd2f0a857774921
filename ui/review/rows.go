package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/ui/voice"
)

// tab is a part of the review: its list, and what stands beside each row of it.
type tab interface {
	gather()                // lists what there is anew; the current row stays
	rows() []row            // headings and what stands beneath them
	at() int                // the current row
	choose(int)             // makes another one the current row
	say(i int) line         // what a row shows
	shots() []shot          // the scans that go with the current row
	tell(*side)             // says what is to be known of it
	key(fyne.KeyName) bool  // does what a key of the tab's own does; false for any other
	keys() voice.Speaker    // says which keys there are
	bar() fyne.CanvasObject // what belongs to the tab alone, above the keys; nil for nothing
}

// line says something in a row. Where the letters are so large that two languages would be
// cut off, it is the one that comes first; what stands beside the current row says both.
func (s *Screen) line(say voice.Speaker) string {
	if s.top != nil && s.top.small {
		say = s.o.Voice.First(say)
	}
	return s.o.Voice.Line(say)
}

// row is a row of a list: a heading, or something under it.
type row struct {
	heading voice.Speaker // nil for what is no heading
	n       int           // of what it shows, in the tab's own order
}

// line is what a row shows. Colour only repeats what sign and state say.
type line struct {
	sign  string // how it was judged
	state string // the same in a word
	label string
	value string
	note  string // how many findings there are
	color fyne.ThemeColorName
	grave bool // an error is among the findings
	empty bool // the value says that there is none
}

// list of rows with a current one, as all tabs have it.
type rowsOf struct {
	all     []row
	current int
}

func (r *rowsOf) rows() []row   { return r.all }
func (r *rowsOf) at() int       { return r.current }
func (r *rowsOf) choose(at int) { r.current = at }

// item is the number of what the current row shows, -1 for none.
func (r *rowsOf) item() int {
	if r.current < 0 || r.current >= len(r.all) || r.all[r.current].heading != nil {
		return -1
	}
	return r.all[r.current].n
}

// to makes the row of an item the current one.
func (r *rowsOf) to(item int) {
	for i, one := range r.all {
		if one.heading == nil && one.n == item {
			r.current = i
		}
	}
}

// Signs of what was said of a place.
const (
	signAccepted = "✓"
	signQueried  = "?"
	signReturned = "←"
	signOpen     = "·"
	signChanged  = "!"
	signTicked   = "■"
	signHalf     = "◆"
	signUnticked = "□"
)

const (
	colorGood  = theme.ColorNameSuccess
	colorDoubt = theme.ColorNameWarning
	colorBad   = theme.ColorNameError
	colorQuiet = theme.ColorNamePlaceHolder
)
