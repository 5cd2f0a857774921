// Package seen finds out what can be read in a window: each text, where it stands, and
// whether all of it is seen.
//
// A widget of the toolkit shows what its renderer has laid out, which only the toolkit's
// package for tests gives out. That is why the program imports it.
package seen

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text is something that can be read: what a label, a button or another widget says or,
// outside of those, a text that was drawn by itself.
type Text struct {
	Says  string // all of it
	Drawn string // what is drawn of it, its lines one after the other
	Box   Box    // around what is drawn
	Lines []Line
	Size  float32 // of the letters
	Room  float32 // how wide it may be, at that size; 0 where it wraps or makes itself room
	Layer int     // 0 for the content of the window, then the overlays from below
}

// Line is one line of a text as it is drawn.
type Line struct {
	Drawn string
	Box   Box
	Seen  Box     // what is not cut off by what the line stands in
	Room  float32 // how high what it scrolls in is, where it scrolls upright
	// It can be brought into view by scrolling, across or upright.
	Across, Upright bool
}

// Box is a rectangle in the coordinates of the window.
type Box struct{ X, Y, Width, Height float32 }

// Right and Bottom are where the box ends.
func (b Box) Right() float32  { return b.X + b.Width }
func (b Box) Bottom() float32 { return b.Y + b.Height }

// Contains reports whether a point lies in the box.
func (b Box) Contains(p fyne.Position) bool {
	return p.X >= b.X && p.X < b.Right() && p.Y >= b.Y && p.Y < b.Bottom()
}

// Shared is the part that two boxes have in common; its width or height is 0 or less
// where there is none.
func (b Box) Shared(other Box) Box {
	x, y := max(b.X, other.X), max(b.Y, other.Y)
	return Box{x, y, min(b.Right(), other.Right()) - x, min(b.Bottom(), other.Bottom()) - y}
}

func (b Box) around(other Box) Box {
	if b == (Box{}) {
		return other
	}
	x, y := min(b.X, other.X), min(b.Y, other.Y)
	return Box{x, y, max(b.Right(), other.Right()) - x, max(b.Bottom(), other.Bottom()) - y}
}

// In returns the texts of a window, from below upwards.
func In(c fyne.Canvas) []Text {
	var all []Text
	layers := append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
	for i, o := range layers {
		if o == nil {
			continue
		}
		w := walk{layer: i, all: &all}
		size := c.Size()
		w.object(o, fyne.Position{}, view{box: Box{Width: size.Width, Height: size.Height}}, nil)
	}
	kept := all[:0]
	for _, t := range all {
		if t.Says != "" && len(t.Lines) > 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

// view is the part of the window through which something is seen.
type view struct {
	box             Box
	across, upright bool    // it scrolls
	height          float32 // of the lowest thing that scrolls upright
}

type walk struct {
	layer int
	all   *[]Text
}

// object looks at an object at a place; owner is the index of the text that it is a part
// of, nil for none.
func (w walk) object(o fyne.CanvasObject, at fyne.Position, v view, owner *int) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	box := Box{at.X, at.Y, o.Size().Width, o.Size().Height}
	switch o := o.(type) {
	case *canvas.Text:
		w.line(o, box, v, owner)
		return
	case *fyne.Container:
		for _, child := range o.Objects {
			w.object(child, at, v, owner)
		}
		return
	case *container.Scroll:
		height := v.height
		if o.Direction == container.ScrollBoth || o.Direction == container.ScrollVerticalOnly {
			if height = box.Height; v.upright {
				height = min(height, v.height)
			}
		}
		v = view{
			height:  height,
			box:     v.box.Shared(box),
			across:  v.across || o.Direction == container.ScrollBoth || o.Direction == container.ScrollHorizontalOnly,
			upright: v.upright || o.Direction == container.ScrollBoth || o.Direction == container.ScrollVerticalOnly,
		}
	}
	said, ok := says(o)
	if ok {
		*w.all = append(*w.all, Text{Says: said, Layer: w.layer, Room: room(o)})
		i := len(*w.all) - 1
		owner = &i
	}
	if of, ok := o.(fyne.Widget); ok {
		for _, child := range test.WidgetRenderer(of).Objects() {
			w.object(child, at, v, owner)
		}
	}
}

// says is what a widget says as a whole.
func says(o fyne.CanvasObject) (string, bool) {
	switch o := o.(type) {
	case *widget.Label:
		return o.Text, true
	case *widget.Check:
		return o.Text, true
	case interface{ Says() string }:
		return o.Says(), true
	}
	return "", false
}

// room is how wide the text of a label may be that ends in … where there is no more.
func room(o fyne.CanvasObject) float32 {
	if l, ok := o.(*widget.Label); ok && l.Truncation == fyne.TextTruncateEllipsis {
		return l.Size().Width - 2*theme.InnerPadding()
	}
	return 0
}

func (w walk) line(o *canvas.Text, box Box, v view, owner *int) {
	if o.Text == "" {
		return
	}
	ink := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle)
	var room float32
	if o.Size().Width > ink.Width+slack || strings.HasSuffix(o.Text, "…") {
		room = o.Size().Width // it was given that
	}
	switch o.Alignment {
	case fyne.TextAlignCenter:
		box.X += (box.Width - ink.Width) / 2
	case fyne.TextAlignTrailing:
		box.X += box.Width - ink.Width
	}
	box.Y += (box.Height - ink.Height) / 2
	box.Width, box.Height = ink.Width, ink.Height
	seen := box.Shared(v.box)
	l := Line{Drawn: o.Text, Box: box, Seen: seen, Room: v.height, Across: v.across, Upright: v.upright}
	if owner == nil {
		*w.all = append(*w.all, Text{Says: o.Text, Drawn: o.Text, Box: box, Lines: []Line{l}, Layer: w.layer, Size: o.TextSize, Room: room})
		return
	}
	t := &(*w.all)[*owner]
	t.Drawn += o.Text
	t.Size = o.TextSize
	t.Box = t.Box.around(box)
	t.Lines = append(t.Lines, l)
}

// Cut reports whether something of what is said is not drawn, or lies where it cannot be
// seen, not even by scrolling.
func (t Text) Cut() bool { return squeeze(t.Drawn) != squeeze(t.Says) || t.Hidden() }

// Hidden reports whether something of what is drawn lies where it cannot be seen, not even
// by scrolling.
func (t Text) Hidden() bool { return slices.ContainsFunc(t.Lines, Line.hidden) }

// Torn reports whether a word is divided between two lines. Within Chinese, where nothing
// stands between words, a line may end anywhere.
func (t Text) Torn() bool {
	if strings.ContainsFunc(t.Says, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return false
	}
	for i := range t.Lines[1:] {
		before, _ := utf8.DecodeLastRuneInString(t.Lines[i].Drawn)
		after, _ := utf8.DecodeRuneInString(t.Lines[i+1].Drawn)
		if unicode.Is(unicode.Latin, before) && unicode.Is(unicode.Latin, after) && strings.Contains(t.Says, lastWord(t.Lines[i].Drawn)+firstWord(t.Lines[i+1].Drawn)) {
			return true
		}
	}
	return false
}

func notLatin(r rune) bool { return !unicode.Is(unicode.Latin, r) }

func lastWord(s string) string {
	if before := strings.LastIndexFunc(s, notLatin); before >= 0 {
		_, width := utf8.DecodeRuneInString(s[before:])
		return s[before+width:]
	}
	return s
}

func firstWord(s string) string {
	if end := strings.IndexFunc(s, notLatin); end >= 0 {
		return s[:end]
	}
	return s
}

// slack is what a text may stand over: sizes are rounded, and letters have room around
// them.
const slack = 1.5

func (l Line) hidden() bool {
	across := l.Seen.Width < l.Box.Width-slack && !l.Across
	upright := l.Seen.Height < l.Box.Height-2*slack && !l.Upright
	return across || upright || l.Upright && l.Room < l.Box.Height-2*slack // wherever it is scrolled to
}

// squeeze leaves spaces and line ends out, at which a text is broken.
func squeeze(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\u200b", "", "\u2060", "").Replace(s)
}

// Overlap is two texts of which one lies over the other.
type Overlap struct{ One, Other Text }

// Overlaps returns the texts that lie over one another in the same layer.
func Overlaps(all []Text) []Overlap {
	var found []Overlap
	for i, one := range all {
		for _, other := range all[i+1:] {
			if one.Layer == other.Layer && over(one, other) {
				found = append(found, Overlap{one, other})
			}
		}
	}
	return found
}

func over(one, other Text) bool {
	for _, a := range one.Lines {
		for _, b := range other.Lines {
			// Letters have room above and below them; what lies over one another there
			// does not touch.
			if s := a.Seen.Shared(b.Seen); s.Width > slack && s.Height > 0.3*min(a.Box.Height, b.Box.Height) && a.Seen.Height > 0 && b.Seen.Height > 0 {
				return true
			}
		}
	}
	return false
}
