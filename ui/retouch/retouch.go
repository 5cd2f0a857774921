// Package retouch is the screen on which a person looks at a scan, sees what a
// reviewer would say of it and where, turns it, straightens it by its four corners,
// and puts the watermark on it. The original stays as it is: what is done is a
// recipe.
package retouch

import (
	"context"
	"image"
	"io"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
	"recordaldesk/translations"
	"recordaldesk/ui/board"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// leastHeight is the height, in heights of the text, below which the name of the scan has
// no room above it.
const leastHeight = 22

// Pages draws the pages of PDFs.
type Pages interface {
	Page(ctx context.Context, r io.ReaderAt, info scan.Info, page, maxSide int) (image.Image, error)
}

// A Remark is what a reviewer would say of a page.
type Remark struct {
	Page  int // from 0
	Say   voice.Speaker
	Where [][][2]float64 // places on the page that show it
}

// Options are what the screen needs from around it.
type Options struct {
	Voice   *voice.Voice
	Name    string        // of the file
	Title   voice.Speaker // of the material
	Recipe  *rules.Retouch
	Remarks []Remark
	Open    func(ctx context.Context) (*store.Original, error)
	Pages   Pages
	Do      func(func())                  // runs a function on the UI goroutine
	Problem func(err error) voice.Speaker // says why the scan cannot be shown; nil for what was stopped
	Done    func(recipe *rules.Retouch)   // the person is content
	Cancel  func()                        // the person leaves all as it was
	Ask     func(say, yes voice.Speaker, do func())
}

// mode is what the person is doing.
type mode int

const (
	looking mode = iota
	cornering
	marking
)

// Screen is the screen over one scan. It belongs to the UI goroutine.
type Screen struct {
	o      Options
	ctx    context.Context
	stop   context.CancelFunc
	recipe rules.Retouch
	mode   mode
	page   int
	pages  int
	pdf    bool

	maker   *maker
	board   *board.Board
	scroll  *container.Scroll
	speech  *parts.Speech
	status  *form.Words
	side    *side
	object  fyne.CanvasObject
	saying  voice.Speaker
	picture image.Image // as it is shown, without the watermark
}

// New returns the screen and begins to load the scan.
func New(o Options) *Screen {
	s := &Screen{o: o, board: board.New(), speech: parts.NewSpeech(o.Voice), pages: 1}
	s.ctx, s.stop = context.WithCancel(context.Background())
	if o.Recipe != nil {
		s.recipe = *o.Recipe
		s.recipe.Corners = slices.Clone(o.Recipe.Corners)
		s.recipe.Watermarks = slices.Clone(o.Recipe.Watermarks)
	}
	s.maker = newMaker(s.ctx, o)
	s.saying = voice.Message("materials.loading")
	s.status = s.speech.Words(form.Quiet, func(l translations.Language) string { return s.saying(l) })
	s.side = newSide(s)
	s.board.Moved = s.moved
	s.board.Key = s.key
	s.scroll = container.NewScroll(s.board)
	name := widget.NewLabel(o.Name)
	name.Truncation = fyne.TextTruncateEllipsis
	head := container.New(parts.Stack{}, s.speech.Words(form.Title, o.Title).Object(), name, s.status.Object())
	top, picture := container.NewPadded(head), container.NewPadded(s.scroll)
	s.object = container.New(parts.Sparing{
		Inner: layout.NewBorderLayout(top, nil, nil, s.side.object), Least: leastHeight, Spared: []fyne.CanvasObject{head.Objects[0], name},
	}, picture, top, s.side.object)
	s.render()
	return s
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Focus puts the keyboard on the first control.
func (s *Screen) Focus() { form.Focus(s.side.done) }

// Close ends what the screen does in the background.
func (s *Screen) Close() { s.stop() }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.side.retranslate()
}

func (s *Screen) say(what voice.Speaker) {
	s.saying = what
	s.status.Retranslate()
}

// key leaves the screen, or what the person is doing, with Escape.
func (s *Screen) key(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape:
		s.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.finish()
	default:
		return false
	}
	return true
}

func (s *Screen) escape() {
	if s.mode != looking {
		s.switchTo(looking)
		form.Focus(s.side.done)
		return
	}
	s.leave(s.o.Cancel)
}

func (s *Screen) finish() {
	recipe := s.recipe
	s.leave(func() {
		if recipe.Empty() {
			s.o.Done(nil)
			return
		}
		s.o.Done(&recipe)
	})
}

func (s *Screen) leave(then func()) {
	s.stop()
	then()
}

// switchTo begins another thing to do.
func (s *Screen) switchTo(m mode) {
	s.mode = m
	s.render()
	s.side.refresh()
	if m != looking {
		form.Focus(s.board)
	}
}

// render has the picture made anew in the background, and shows it.
func (s *Screen) render() {
	want := order{page: s.page, recipe: s.recipe, whole: s.mode == cornering}
	s.maker.make(want, func(made made, err error) {
		if err != nil {
			if why := s.o.Problem(err); why != nil {
				s.say(why)
			}
			return
		}
		s.pdf, s.pages, s.picture = made.info.Kind == scan.PDF, max(1, made.info.Pages), made.plain
		s.board.SetPicture(made.shown)
		s.lay()
		s.say(s.hint())
		s.side.refresh()
	})
}

// hint says what the keys and the mouse do now.
func (s *Screen) hint() voice.Speaker {
	switch s.mode {
	case cornering:
		return voice.Message("retouch.hint.corners")
	case marking:
		return voice.Message("retouch.hint.mark")
	}
	return voice.Message("retouch.hint")
}

// lay puts the things on the picture that can be moved now, and the places of the
// remarks where they are seen.
func (s *Screen) lay() {
	var things []board.Thing
	switch s.mode {
	case cornering:
		for _, c := range s.corners() {
			things = append(things, board.Thing{X: c[0], Y: c[1]})
		}
	case marking:
		if mark, ok := s.recipe.Mark(s.page); ok {
			things = []board.Thing{s.boxOf(mark)}
		}
	}
	s.board.SetThings(things, s.mode == cornering)
	var traces []board.Trace
	if s.mode != cornering {
		for i, r := range s.o.Remarks {
			if r.Page != s.page || !s.asLooked() {
				continue
			}
			for _, where := range r.Where {
				traces = append(traces, board.Trace{Points: where, Number: i + 1})
			}
		}
	}
	s.board.SetTraces(traces)
}

// asLooked reports whether the picture is turned and cut as it was when the remarks
// were made: else their places are elsewhere.
func (s *Screen) asLooked() bool {
	before := rules.Retouch{}
	if s.o.Recipe != nil {
		before = *s.o.Recipe
	}
	return before.Turn == s.recipe.Turn && slices.Equal(before.Corners, s.recipe.Corners)
}

// corners are those of the recipe, or the picture's own.
func (s *Screen) corners() []rules.Point {
	if len(s.recipe.Corners) == 4 {
		return s.recipe.Corners
	}
	const in = 0.03 // so that they can be seen and taken hold of
	return []rules.Point{{in, in}, {1 - in, in}, {1 - in, 1 - in}, {in, 1 - in}}
}

// boxOf is the box in which a mark's line of text lies.
func (s *Screen) boxOf(mark rules.Watermark) board.Thing {
	depth, err := retouch.Depth()
	if err != nil || s.picture == nil {
		depth = 0.06
	}
	ratio := 1.0
	if s.picture != nil {
		b := s.picture.Bounds()
		ratio = float64(b.Dx()) / float64(b.Dy())
	}
	return board.Thing{X: mark.X, Y: mark.Y, Width: mark.Width, Height: mark.Width * depth * ratio * 1.2}
}

// moved takes over what was moved on the board.
func (s *Screen) moved(i int, done bool) {
	things := s.board.Things()
	switch s.mode {
	case cornering:
		corners := make([]rules.Point, len(things))
		for j, t := range things {
			corners[j] = rules.Point{t.X, t.Y}
		}
		s.recipe.Corners = corners
		if done {
			s.checkCorners()
		}
	case marking:
		mark, _ := s.recipe.Mark(s.page)
		mark.X, mark.Y = things[i].X, things[i].Y
		s.setMark(mark)
		if done {
			s.render()
		}
	}
}

// checkCorners says where the corners enclose nothing.
func (s *Screen) checkCorners() {
	if err := s.recipe.Check(); err != nil {
		if why := s.o.Problem(err); why != nil {
			s.say(why)
		}
		return
	}
	s.say(s.hint())
}

// setMark puts the mark of this page into the recipe. The pages before it get one of
// their own, since a list has no gaps.
func (s *Screen) setMark(mark rules.Watermark) {
	marks := slices.Clone(s.recipe.Watermarks)
	for len(marks) <= s.page {
		last := mark
		if len(marks) > 0 {
			last = marks[len(marks)-1]
		}
		marks = append(marks, last)
	}
	// What follows this page keeps what it had.
	if len(marks) == s.page+1 && s.page+1 < s.pages {
		marks = append(marks, marks[s.page])
	}
	marks[s.page] = mark
	s.recipe.Watermarks = marks
}

// turn turns the picture by quarters; corners and marks were places in the picture
// as it was, so they go.
func (s *Screen) turn(quarters int) {
	s.recipe.Turn = ((s.recipe.Turn+quarters)%4 + 4) % 4
	s.recipe.Corners = nil
	s.render()
	if len(s.recipe.Watermarks) > 0 {
		s.placeMarks(s.mode)
	}
}

// cornersByHand lets the person set the four corners; a second time takes them over.
func (s *Screen) cornersByHand() {
	if s.mode == cornering {
		if err := s.recipe.Check(); err != nil {
			s.checkCorners()
			return
		}
		s.switchTo(looking)
		form.Focus(s.side.hand)
		return
	}
	if len(s.recipe.Corners) == 0 {
		s.recipe.Corners = slices.Clone(s.corners())
	}
	s.switchTo(cornering)
}

// straighten looks for the paper's corners.
func (s *Screen) straighten() {
	s.say(voice.Message("materials.loading"))
	s.maker.outline(order{page: s.page, recipe: s.recipe, whole: true}, func(corners []rules.Point, err error) {
		switch {
		case err != nil:
			if why := s.o.Problem(err); why != nil {
				s.say(why)
			}
		case corners == nil:
			s.say(voice.Message("retouch.no_outline"))
		default:
			s.recipe.Corners = corners
			s.switchTo(cornering)
		}
	})
}

// uncut takes the corners away.
func (s *Screen) uncut() {
	s.recipe.Corners = nil
	s.switchTo(looking)
}

// mark puts the watermark where the picture is emptiest, on every page.
func (s *Screen) mark() { s.placeMarks(marking) }

// placeMarks looks for the emptiest places, and goes on to the mode.
func (s *Screen) placeMarks(next mode) {
	s.say(voice.Message("materials.loading"))
	s.maker.place(order{recipe: s.recipe}, s.pages, func(marks []rules.Watermark, err error) {
		if err != nil {
			if why := s.o.Problem(err); why != nil {
				s.say(why)
			}
			return
		}
		s.recipe.Watermarks = marks
		s.switchTo(next)
	})
}

// unmark takes the watermark away.
func (s *Screen) unmark() {
	s.recipe.Watermarks = nil
	s.switchTo(looking)
}

// changeMark changes the mark of this page, within what a recipe may say.
func (s *Screen) changeMark(change func(*rules.Watermark)) {
	mark, ok := s.recipe.Mark(s.page)
	if !ok {
		return
	}
	change(&mark)
	mark.Width = min(max(mark.Width, rules.MinMarkWidth), rules.MaxMarkWidth)
	mark.Angle = min(max(mark.Angle, -90), 90)
	s.setMark(mark)
	s.switchTo(marking)
}

// reset takes everything back.
func (s *Screen) reset() {
	s.recipe = rules.Retouch{Unknown: s.recipe.Unknown}
	s.switchTo(looking)
}

// turnPage shows another page of a PDF.
func (s *Screen) turnPage(by int) {
	s.page = min(max(s.page+by, 0), s.pages-1)
	s.render()
	s.side.refresh()
}

func (s *Screen) sayPage(l translations.Language) string {
	return translations.Text(l, "retouch.page", map[string]string{"page": strconv.Itoa(s.page + 1), "pages": strconv.Itoa(s.pages)})
}
