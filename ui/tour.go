package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/look"
	"recordaldesk/ui/places"
	"recordaldesk/ui/voice"
)

// A tour leads through every screen and dialog of the program, over filings of invented
// companies in a folder of its own. It is for whoever has to see all of them: the contact
// sheet, the pictures on the page of labels, the test that nothing is cut off.

// TourOptions are what a tour needs.
type TourOptions struct {
	App     fyne.App
	Dir     string // an empty folder, which it fills
	Book    func() *rules.Book
	Now     func() time.Time
	Program string

	Modes   []voice.Mode // in which each stop is shown
	Variant look.Variant
	Size    fyne.Size // of the window
	Scale   float32   // of the text; 0 for its usual size
	Only    []string  // names of stops; none for all of them

	// Seen is called at each stop, in each mode. An error ends the tour.
	Seen func(places.View) error

	// Early is called there before, when nothing that workers bring has come yet, as a
	// person sees it who has a slow disk. nil does nothing.
	Early func(places.View) error
}

// Stops are the names of the stops of a tour, in their order.
func Stops() []string {
	names := make([]string, len(stops))
	for i, s := range stops {
		names[i] = s.name
	}
	return names
}

// stop is a screen or a dialog of a tour.
type stop struct {
	name string
	lead func(*guide) // leads there from the list of filings
}

// Tour makes a tour. The goroutine that calls it is the UI goroutine meanwhile.
func Tour(ctx context.Context, o TourOptions) error {
	about, err := fillForTour(ctx, filepath.Join(o.Dir, "data"), o.Now())
	if err != nil {
		return fmt.Errorf("prepare a tour: %w", err)
	}
	g := &guide{ctx: ctx, o: o, about: about, ui: make(chan func(), 10000), resting: map[bool]int{}}
	defer translations.Overhear(nil)
	for _, mode := range o.Modes {
		if err := g.through(mode); err != nil {
			return err
		}
	}
	return nil
}

// guide leads a tour.
type guide struct {
	*Desk
	ctx   context.Context
	o     TourOptions
	about *tourFilings
	store *store.Store
	ui    chan func()

	refusing fyne.Window // that says why the program cannot start, at the stop that shows it
	troubled *Troubled   // the window over a store that does not open, at the stop that shows it

	// resting is how many workers are there while nothing is worked on, with a filing open
	// and without.
	resting map[bool]int

	hearing sync.Mutex
	said    map[translations.Saying]bool
}

// through goes to all stops in one mode.
func (g *guide) through(mode voice.Mode) (err error) {
	// Each mode has the folder as it was in the beginning.
	dir := filepath.Join(g.o.Dir, string(mode))
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(g.o.Dir, "data"))); err != nil {
		return fmt.Errorf("prepare a tour: %w", err)
	}
	s, err := store.Open(g.ctx, dir, store.Options{Now: g.o.Now})
	if err != nil {
		return fmt.Errorf("prepare a tour: %w", err)
	}
	defer func() {
		g.Desk.keeper.Close()
		g.window.Close()
		g.settle()
		_ = s.Close() // nothing in it is worth keeping
		_ = os.RemoveAll(dir)
	}()
	g.store = s
	g.about.typed = append(g.about.typed, dir) // named in no language
	clear(g.resting)
	g.listen()
	g.Desk = New(g.ctx, Options{
		App: g.o.App, Store: s, Book: g.o.Book, Now: g.o.Now, Program: g.o.Program, Language: mode,
		Found: store.Found{Dir: dir, By: store.Chosen},
		Do:    func(f func()) { g.ui <- f },
	})
	g.chooser = nowhere{}
	g.look = look.Look{Variant: g.o.Variant, Scale: g.o.Scale}
	g.o.App.Settings().SetTheme(g.look)
	g.window.Resize(g.o.Size)
	g.window.Show()
	g.Begin(g.ctx)
	g.window.Resize(g.o.Size)
	g.settle()
	for _, at := range stops {
		if len(g.o.Only) > 0 && !slices.Contains(g.o.Only, at.name) {
			continue
		}
		if err := g.visit(at, mode); err != nil {
			return err
		}
	}
	return nil
}

// visit goes to a stop from the list of filings.
func (g *guide) visit(at stop, mode voice.Mode) error {
	if err := g.ctx.Err(); err != nil {
		return err
	}
	g.goHome()
	at.lead(g)
	if g.o.Early != nil {
		if err := g.present(at, mode, g.say(mode), g.o.Early); err != nil {
			return err
		}
	}
	g.settle()
	c := g.say(mode)
	g.settle()
	return g.present(at, mode, c, g.o.Seen)
}

// say has all that is shown said, so that the guide hears it, and returns where it is shown.
func (g *guide) say(mode voice.Mode) fyne.Canvas {
	window := g.window
	if g.troubled != nil {
		window = g.troubled.window
		g.troubled.voice.Switch(mode)
	}
	if window.Resize(g.o.Size); g.refusing != nil {
		window = g.refusing // is as large as it is
	}
	g.voice.Switch(mode)
	return window.Canvas()
}

// present shows a stop to whoever makes the tour.
func (g *guide) present(at stop, mode voice.Mode, c fyne.Canvas, to func(places.View) error) error {
	g.lay(c)
	g.hearing.Lock()
	said := make([]translations.Saying, 0, len(g.said))
	for one := range g.said {
		said = append(said, one)
	}
	g.hearing.Unlock()
	if err := to(places.View{Stop: at.name, Mode: mode, Canvas: c, Said: said, Typed: g.about.typed}); err != nil {
		return fmt.Errorf("at %s in %s: %w", at.name, mode, err)
	}
	return nil
}

// listen begins to note what is said.
func (g *guide) listen() {
	g.hearing.Lock()
	g.said = map[translations.Saying]bool{}
	g.hearing.Unlock()
	translations.Overhear(func(s translations.Saying) {
		g.hearing.Lock()
		defer g.hearing.Unlock()
		g.said[s] = true
	})
}

// goHome closes whatever is open.
func (g *guide) goHome() {
	overlays := g.window.Canvas().Overlays()
	for top := overlays.Top(); top != nil; top = overlays.Top() {
		overlays.Remove(top)
	}
	if g.troubled != nil {
		g.troubled.window.Close()
		g.troubled = nil
	}
	if g.refusing != nil {
		g.refusing.Close()
		g.refusing = nil
	}
	g.chooser = nowhere{}
	g.labels.end()
	g.walk.end()
	g.guard.screen = nil
	g.beginning = false
	g.home, g.unready = "", nil
	g.Home()
	g.settle()
}

// lay lays everything out anew. A window on a screen does so by itself when the size
// of something changes, one that is nowhere does not.
func (g *guide) lay(c fyne.Canvas) {
	for _, o := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		o.Refresh() // from above: what wraps has its width then
		o.Refresh()
	}
}

// quiet is how long nothing must come back from workers for a screen to count as
// complete, soon the same where no worker is at work, and longest how long is waited for
// that.
const (
	quiet   = 120 * time.Millisecond
	soon    = 8 * time.Millisecond
	longest = 10 * time.Second
)

// settle runs what comes back from workers until nothing does any more.
func (g *guide) settle() {
	ends := time.After(longest)
	for {
		wait := quiet
		if g.idle() {
			wait = soon
		}
		select {
		case f := <-g.ui:
			crash.Guard(f)
		case <-time.After(wait):
			if wait == soon && g.idle() || wait == quiet {
				g.learnIdle()
				return
			}
		case <-ends:
			return
		}
	}
}

// idle reports whether no worker is at work but those that never end: with a filing open
// there are more of these than without.
func (g *guide) idle() bool {
	least, known := g.resting[g.open()]
	return known && crash.Running() <= least
}

// learnIdle takes the fewest workers that were there when all was quiet for those that
// never end.
func (g *guide) learnIdle() {
	if least, known := g.resting[g.open()]; !known || crash.Running() < least {
		g.resting[g.open()] = crash.Running()
	}
}

func (g *guide) open() bool { return g.Desk != nil && g.session != nil }

// until runs it until something holds, but no longer than longest.
func (g *guide) until(holds func() bool) {
	ends := time.After(longest)
	for !holds() {
		select {
		case f := <-g.ui:
			crash.Guard(f)
		case <-time.After(quiet):
		case <-ends:
			return
		}
	}
}

// press presses keys where the keyboard is.
func (g *guide) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		event := &fyne.KeyEvent{Name: key}
		switch focused := g.window.Canvas().Focused(); {
		case focused != nil:
			focused.TypedKey(event)
		case g.window.Canvas().OnTypedKey() != nil:
			g.window.Canvas().OnTypedKey()(event)
		}
		g.settle()
	}
}

// types types where the keyboard is.
func (g *guide) types(text string) {
	for _, r := range text {
		if focused := g.window.Canvas().Focused(); focused != nil {
			focused.TypedRune(r)
		}
	}
	g.settle()
}

// nowhere is a chooser in which nothing is ever chosen.
type nowhere struct{}

func (nowhere) Files(context.Context, string, bool) ([]string, error)     { return nil, nil }
func (nowhere) Folder(_ context.Context, _, start string) (string, error) { return "", nil }
