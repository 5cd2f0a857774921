// Package review is the screen on which a reviewer goes through a filing, place by
// place, with the scan that proves each place beside it, and says of each whether it is
// accepted, queried or returned. Nothing of the client's is changed here.
//
// All of it belongs to the UI goroutine; what it starts elsewhere comes back through
// the function given as Options.Do.
package review

import (
	"context"
	"image"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/scan"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/queue"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// Store has the filing's scans and what the desk notes about it; [store.Store] does.
type Store interface {
	Case(ctx context.Context, id string) (*casework.Case, error)
	ChangeCase(ctx context.Context, id string, f func(*casework.Case) error) (*casework.Case, error)
	Sealed(ctx context.Context, key string) ([]byte, error)
	SetSealed(ctx context.Context, key string, plain []byte) error
	OpenScan(ctx context.Context, draftID, sha256 string) (*store.Original, error)
	AddScan(ctx context.Context, draftID string, r io.Reader) (store.Scan, error)
}

// Pages draws the pages of PDFs.
type Pages interface {
	Page(ctx context.Context, r io.ReaderAt, info scan.Info, page, maxSide int) (image.Image, error)
}

// Chooser asks for files and folders. Its methods block.
type Chooser interface {
	Files(ctx context.Context, title string, multiple bool) ([]string, error)
	Folder(ctx context.Context, title, start string) (string, error)
}

// Options are what the screen needs from around it.
type Options struct {
	Voice    *voice.Voice
	Session  *session.Session
	Opinions *opinions.Opinions // of the filing's scans
	Store    Store
	Pages    Pages
	Chooser  Chooser
	Canvas   fyne.Canvas
	Now      func() time.Time

	Second func() bool                             // the check of originals takes two people
	Ask    func(say, yes voice.Speaker, do func()) // asks before something is done; with neither it tells something
	Keep   func(func())                            // runs a function in the background, which the window outlives
	Do     func(func())                            // runs a function on the UI goroutine

	Return func()            // makes the return notice; nil where there is none
	Filing func(path string) // opens the filing itself, at a field where one is named
	Back   func()            // to where one was
}

// Sealed settings of this machine: initials and folders name people.
const (
	InitialsSetting = "review.initials"
	cameraSetting   = "review.camera"
)

// Screen shows a filing in review.
type Screen struct {
	o      Options
	ctx    context.Context
	stop   context.CancelFunc
	closed bool

	work casework.Case // what is noted, as far as it is known here
	read bool          // it was read from the store
	lost error         // why it could not be; nil until that is known
	by   string        // initials of who reviews; "" while nobody said
	sent queue.Queue   // changes on their way to the store
	open int           // how many they are

	places    *placesTab
	originals *originalsTab
	photo     *photoTab
	tab       tab // the one that is shown

	pictures *pictures
	viewer   *viewer
	side     *side
	panel    *panel
	list     *list
	top      *top
	foot     *foot
	speech   *parts.Speech
	object   *fyne.Container

	shots []shot // scans that go with the current row
	shot  int    // of shots
	page  int    // of that scan, from 0
	turn  int    // quarters, for looking only
}

// New builds the screen. The list stands at once; what was noted before and the first
// scan come from the background.
func New(o Options) *Screen {
	s := &Screen{o: o, speech: parts.NewSpeech(o.Voice)}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.pictures = newPictures(s.ctx, o)
	s.viewer = newViewer(s)
	s.side = newSide(s)
	s.panel = newPanel(s)
	s.places, s.originals, s.photo = newPlacesTab(s), newOriginalsTab(s), newPhotoTab(s)
	s.tab = s.places
	s.list = newList(s)
	s.top = newTop(s)
	s.foot = newFoot(s)
	s.build()
	s.gather()
	s.load()
	o.Opinions.OnNews(func() { s.live(s.told) })
	o.Session.OnReport(func() { s.live(s.gather) })
	return s
}

// live does something unless the screen was left: whoever was told of it once is told
// of it for good.
func (s *Screen) live(do func()) {
	if !s.closed {
		do()
	}
}

// Close ends what the screen does in the background, but for marks on their way to the
// store.
func (s *Screen) Close() {
	s.closed = true
	s.stop()
	s.pictures.close()
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.object }

// Focus puts the keyboard on the list, or on what is asked.
func (s *Screen) Focus() {
	if s.panel.shown() {
		s.panel.focus()
		return
	}
	s.o.Canvas.Focus(s.list)
}

// Refresh takes in what may be another thing since, such as a setting.
func (s *Screen) Refresh() { s.gather() }

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.top.retranslate()
	s.photo.speech.Retranslate()
	s.panel.retranslate()
	s.refresh()
	s.list.reveal()
}

// gather lists what is to be reviewed anew, as after a change of the filing.
func (s *Screen) gather() {
	for _, t := range []tab{s.places, s.originals, s.photo} {
		t.gather()
	}
	s.refresh()
}

// refresh shows everything as it is now; the current row stays.
func (s *Screen) refresh() {
	s.list.Refresh()
	s.top.refresh()
	s.foot.refresh()
	s.look()
}

// told shows what is newly known of scans.
func (s *Screen) told() {
	s.photo.gather()
	s.list.Refresh()
	s.side.show()
	s.viewer.trace()
}

// show shows another part of the review.
func (s *Screen) show(t tab) {
	s.panel.close()
	s.tab = t
	s.foot.arrange()
	s.refresh()
	s.list.reveal()
	s.Focus()
}

// choose makes a row the current one, or the nearest that is none of the headings.
func (s *Screen) choose(row int) {
	rows := s.tab.rows()
	if len(rows) == 0 {
		return
	}
	before := s.tab.at()
	row = max(0, min(len(rows)-1, row))
	step := 1
	if row < before {
		step = -1
	}
	for row+step >= 0 && row+step < len(rows) && rows[row].heading != nil {
		row += step
	}
	if rows[row].heading != nil {
		row -= step // behind a heading there is always something
	}
	s.panel.close()
	s.tab.choose(row)
	s.list.Refresh()
	s.list.reveal()
	s.look()
}

// look shows the scan that goes with the current row, and what is to be said there.
func (s *Screen) look() {
	shots := s.tab.shots()
	if !sameShots(shots, s.shots) {
		s.shots, s.shot, s.page, s.turn = shots, 0, 0, 0
		s.viewer.fit(whole)
	}
	s.side.show()
	s.draw()
}
