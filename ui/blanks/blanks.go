// Package blanks is the screen on which a person lays the filing's values over an
// official blank form: a value is chosen, put where it belongs by a click or in the
// middle of the page, and moved by mouse or keyboard. The places are kept for every
// filing to come.
package blanks

import (
	"bytes"
	"context"
	"image"
	"io"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store/crash"
	"recordaldesk/store/paper"
	"recordaldesk/store/scan"
	"recordaldesk/translations"
	"recordaldesk/ui/board"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Pages draws the pages of PDFs.
type Pages interface {
	Page(ctx context.Context, r io.ReaderAt, info scan.Info, page, maxSide int) (image.Image, error)
}

// Options are what the screen needs from around it.
type Options struct {
	Voice    *voice.Voice
	Title    voice.Speaker // of the material
	Material rules.Material
	Filing   *rules.Filing // whose values are shown in their places
	Blank    paper.Blank
	Sizes    []paper.PageSize
	Pages    Pages
	Do       func(func()) // runs a function on the UI goroutine
	Ask      func(say, yes voice.Speaker, do func())
	Done     func(places []paper.Place)
	Forget   func() // the blank is not to be used any more
	Cancel   func()
}

// pageSide is how large, in pixels, a page is shown.
const pageSide = 1600

// Screen is the screen over one blank. It belongs to the UI goroutine.
type Screen struct {
	o      Options
	ctx    context.Context
	stop   context.CancelFunc
	places []paper.Place
	page   int    // shown, from 1
	chosen string // the value to be put next

	board  *board.Board
	onPage []int // which of the places lie on the page shown, in the board's order
	speech *parts.Speech
	status *form.Words
	saying voice.Speaker
	picker *form.Picker
	done   *form.Button
	paging *fyne.Container
	number *form.Words
	object fyne.CanvasObject
}

// New returns the screen and begins to draw the blank.
func New(o Options) *Screen {
	s := &Screen{o: o, places: slices.Clone(o.Blank.Places), page: 1, board: board.New(), speech: parts.NewSpeech(o.Voice)}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.saying = voice.Message("materials.loading")
	s.status = s.speech.Words(form.Quiet, func(l translations.Language) string { return s.saying(l) })
	s.board.Moved = s.moved
	s.board.Tapped = func(x, y float64) { s.put(x, y) }
	s.board.Key = s.key
	head := container.New(parts.Stack{}, s.speech.Words(form.Title, o.Title).Object(), s.status.Object())
	s.object = container.NewBorder(container.NewPadded(head), nil, nil, s.side(), container.NewPadded(container.NewScroll(s.board)))
	s.choose(paper.Values(o.Material)[0])
	s.draw()
	return s
}

// side has the choice of values and the buttons.
func (s *Screen) side() fyne.CanvasObject {
	sp := s.speech
	button := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := sp.Button(icon, voice.Message(id), do)
		b.OnEscape = s.cancel
		return b
	}
	flow := func(objects ...fyne.CanvasObject) fyne.CanvasObject {
		return container.New(parts.NewFlow(), objects...)
	}
	s.picker = form.NewPicker(s.o.Voice, s.values, s.choose)
	sp.Also(func() { s.choose(s.chosen) })
	s.done = button(theme.ConfirmIcon(), "blanks.done", s.finish)
	s.done.Importance = widget.HighImportance
	s.number = sp.Words(form.Body, s.sayPage)
	s.paging = container.NewVBox(s.number.Object(), flow(
		button(theme.NavigateBackIcon(), "retouch.page.before", func() { s.turnPage(-1) }),
		button(theme.NavigateNextIcon(), "retouch.page.next", func() { s.turnPage(1) })))
	if len(s.o.Sizes) < 2 {
		s.paging.Hide()
	}
	box := container.NewVBox(
		sp.Words(form.Caption, voice.Message("blanks.value")).Object(),
		s.picker,
		flow(button(theme.ContentAddIcon(), "blanks.add", func() { s.put(0.5, 0.3) })),
		sp.Words(form.Caption, voice.Message("blanks.current")).Object(),
		flow(button(nil, "blanks.larger", func() { s.change(func(p *paper.Place) { p.Size++ }) }),
			button(nil, "blanks.smaller", func() { s.change(func(p *paper.Place) { p.Size-- }) }),
			button(nil, "blanks.wider", func() { s.change(func(p *paper.Place) { p.Width *= 1.15 }) }),
			button(nil, "blanks.narrower", func() { s.change(func(p *paper.Place) { p.Width /= 1.15 }) }),
			button(theme.DeleteIcon(), "blanks.remove", s.remove)),
		s.paging,
		flow(button(theme.ZoomInIcon(), "retouch.zoom.in", func() { s.board.Zoom(s.board.Zoomed() * 1.5) }),
			button(theme.ZoomOutIcon(), "retouch.zoom.out", func() { s.board.Zoom(s.board.Zoomed() / 1.5) })),
	)
	foot := container.NewVBox(widget.NewSeparator(), flow(s.done,
		button(theme.CancelIcon(), "blanks.cancel", s.cancel), button(theme.DeleteIcon(), "blanks.forget", s.forget)))
	return container.New(side{}, container.NewPadded(container.NewVScroll(container.NewVBox(box, foot))))
}

// side is as wide as its widest button, and not narrower than what fits most of them.
type side struct{}

const leastSide = 330

func (side) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(fyne.Max(leastSide, least.Width), least.Height)
}

func (side) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Focus puts the keyboard on the choice of values.
func (s *Screen) Focus() { form.Focus(s.picker) }

// Close ends what the screen does in the background.
func (s *Screen) Close() { s.stop() }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() { s.speech.Retranslate() }

func (s *Screen) say(what voice.Speaker) {
	s.saying = what
	s.status.Retranslate()
}

func (s *Screen) sayPage(l translations.Language) string {
	return translations.Text(l, "retouch.page", map[string]string{"page": strconv.Itoa(s.page), "pages": strconv.Itoa(len(s.o.Sizes))})
}

// values are what can be placed, those whose name has the query.
func (s *Screen) values(query string) []form.Option {
	query = strings.ToLower(strings.TrimSpace(query))
	var all []form.Option
	for _, id := range paper.Values(s.o.Material) {
		text, aside := s.o.Voice.Pair(label(id))
		if strings.Contains(strings.ToLower(text+" "+aside), query) {
			all = append(all, form.Option{ID: id, Text: text, Aside: aside})
		}
	}
	return all
}

func label(id string) voice.Speaker {
	return func(l translations.Language) string { return paper.ValueLabel(l, id) }
}

// choose makes a value the next to be put.
func (s *Screen) choose(id string) {
	s.chosen = id
	if s.picker != nil {
		s.picker.SetChosen(form.NewOption(s.o.Voice, id, label(id)), form.Option{})
	}
}

// draw shows the page as soon as it is drawn.
func (s *Screen) draw() {
	page := s.page
	s.say(voice.Message("materials.loading"))
	crash.Go(func() {
		pdf := s.o.Blank.PDF
		r := bytes.NewReader(pdf)
		info, err := scan.Inspect(s.ctx, r, int64(len(pdf)))
		var img image.Image
		if err == nil {
			img, err = s.o.Pages.Page(s.ctx, r, info, page-1, pageSide)
		}
		s.o.Do(func() {
			switch {
			case s.ctx.Err() != nil || page != s.page:
			case err != nil:
				s.say(voice.Message("blanks.unreadable"))
			default:
				s.board.SetPicture(img)
				s.say(voice.Message("blanks.hint"))
			}
		})
	})
	s.lay()
}

// size is that of the page shown.
func (s *Screen) size() paper.PageSize { return s.o.Sizes[s.page-1] }

// line is how high a line of type is, as a part of the page's height.
func (s *Screen) line(size float64) float64 { return 1.4 * size / s.size().Height }

// lay puts the places of the page on the board.
func (s *Screen) lay() {
	current := -1
	if i := s.board.Current(); i >= 0 && i < len(s.onPage) {
		current = s.onPage[i]
	}
	s.onPage = nil
	var things []board.Thing
	for i, p := range s.places {
		if p.Page != s.page {
			continue
		}
		high := p.Height
		switch {
		case p.Value == paper.CodeSquare:
			high = p.Width * s.size().Width / s.size().Height
		case high == 0:
			high = s.line(p.Size)
		}
		text := paper.Value(s.o.Filing, s.o.Material, p.Value)
		if text == "" {
			text = paper.ValueLabel(translations.Chinese, p.Value)
		}
		things = append(things, board.Thing{X: p.X + p.Width/2, Y: p.Y + high/2, Width: p.Width, Height: high, Text: text})
		s.onPage = append(s.onPage, i)
	}
	s.board.SetThings(things, false)
	s.board.Choose(slices.Index(s.onPage, current))
	s.number.Retranslate()
}

// put places the chosen value with its left end at x and its middle at y.
func (s *Screen) put(x, y float64) {
	p := paper.Place{Value: s.chosen, Page: s.page, X: x, Y: y, Width: 0.3, Size: 10.5}
	if s.chosen == paper.CodeSquare {
		p.Width = 15 * 72 / 25.4 / s.size().Width
	}
	p.Y = max(0, p.Y-s.line(p.Size)/2)
	p.Width = min(p.Width, 1-p.X)
	s.places = append(s.places, s.within(p))
	s.lay()
	s.board.Choose(len(s.onPage) - 1)
	form.Focus(s.board)
	s.say(voice.Message("blanks.hint.move"))
}

// within keeps a place on its page.
func (s *Screen) within(p paper.Place) paper.Place {
	p.Size = min(max(p.Size, paper.SmallestType), paper.LargestType)
	p.Width = min(max(p.Width, 0.02), 1)
	high := p.Height
	if high == 0 {
		high = s.line(p.Size)
	}
	p.X, p.Y = min(max(p.X, 0), 1-p.Width), min(max(p.Y, 0), max(0, 1-high))
	return p
}

// moved takes over what was moved on the board.
func (s *Screen) moved(i int, done bool) {
	t := s.board.Things()[i]
	p := &s.places[s.onPage[i]]
	p.X, p.Y = t.X-t.Width/2, t.Y-t.Height/2
	if done {
		*p = s.within(*p)
		s.lay()
	}
}

// change changes the current place.
func (s *Screen) change(do func(*paper.Place)) {
	i := s.board.Current()
	if i < 0 || i >= len(s.onPage) {
		s.say(voice.Message("blanks.none_chosen"))
		return
	}
	p := &s.places[s.onPage[i]]
	do(p)
	*p = s.within(*p)
	s.lay()
}

// remove takes the current place away.
func (s *Screen) remove() {
	i := s.board.Current()
	if i < 0 || i >= len(s.onPage) {
		s.say(voice.Message("blanks.none_chosen"))
		return
	}
	s.places = slices.Delete(s.places, s.onPage[i], s.onPage[i]+1)
	s.board.Choose(-1)
	s.lay()
}

// key removes with Delete and leaves with Escape.
func (s *Screen) key(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyDelete, fyne.KeyBackspace:
		s.remove()
	case fyne.KeyEscape:
		form.Focus(s.done)
	default:
		return false
	}
	return true
}

func (s *Screen) turnPage(by int) {
	s.page = min(max(s.page+by, 1), len(s.o.Sizes))
	s.board.Choose(-1)
	s.draw()
}

// finish keeps the places, unless one of them cannot be printed.
func (s *Screen) finish() {
	if err := paper.CheckPlaces(s.places, s.o.Sizes); err != nil {
		s.say(func(l translations.Language) string { return Problem(err)(l) })
		return
	}
	s.stop()
	s.o.Done(s.places)
}

func (s *Screen) cancel() {
	s.stop()
	s.o.Cancel()
}

func (s *Screen) forget() {
	s.o.Ask(voice.Message("blanks.forget.question"), voice.Message("blanks.forget"), func() {
		s.stop()
		s.o.Forget()
	})
}
