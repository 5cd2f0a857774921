// Package materials is the screen on which a person sees which papers go with
// the filing and why, prints those that must be signed, and hands in the scans.
package materials

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/blanks"
	"recordaldesk/ui/form"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/queue"
	"recordaldesk/ui/retouch"
	"recordaldesk/ui/say"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// Store keeps the scans; [store.Store] does.
type Store interface {
	AddScan(ctx context.Context, draftID string, r io.Reader) (store.Scan, error)
	OpenScan(ctx context.Context, draftID, sha256 string) (*store.Original, error)
	DropScan(ctx context.Context, draftID, sha256 string) error
	Derivative(ctx context.Context, sha256, kind string) ([]byte, error)
	PutDerivative(ctx context.Context, sha256, kind string, data []byte) error
	Blanks(ctx context.Context) ([]store.Blank, error)
	Blank(ctx context.Context, material string) (store.Blank, error)
	PutBlank(ctx context.Context, material string, pdf, places []byte) error
	DeleteBlank(ctx context.Context, material string) error
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Chooser asks for files and blocks until they are chosen; none where the person
// thought better of it.
type Chooser interface {
	Files(ctx context.Context, title string, multiple bool) ([]string, error)
}

// Around is what the screen needs from around it.
type Around struct {
	Store   Store
	Pages   Drawer
	Chooser Chooser
	Printer printer.Printer
	Program string                                  // name and version, for the foot of papers
	Open    func(path string) error                 // shows a file or folder with the system's program
	Ask     func(say, yes voice.Speaker, do func()) // yes and do nil: only tells
	Do      func(func())                            // runs a function on the UI goroutine

	Opinions *opinions.Opinions // what would be said of the scans
}

// Screen is the screen of the materials. It belongs to the UI goroutine.
type Screen struct {
	voice    *voice.Voice
	session  *session.Session
	around   Around
	ctx      context.Context
	stop     context.CancelFunc
	pictures *pictures
	keeping  queue.Queue // of what changes the store
	looking  queue.Queue // at files that come in

	speech   *parts.Speech
	route    *form.Words
	why      *form.Words
	count    *form.Words
	status   *form.Words
	told     *fyne.Container // what to bear in mind before papers are signed
	telling  []rules.Finding
	english  bool // papers have English small print
	stopper  *form.Button
	working  int
	cancel   context.CancelFunc // of what is being worked at
	choose   *form.Button
	printAll *form.Button

	models []model
	rows   map[string]*row
	list   *fyne.Container
	needed *form.Words
	others *fyne.Container
	fold   *form.Button
	open   bool // what is not needed is shown
	near   string

	scroll   *container.Scroll
	body     *fyne.Container
	incoming *incoming
	editor   *retouch.Screen // nil while no scan is looked at
	laying   *blanks.Screen  // nil while no blank is laid out
	blanks   map[string]bool // materials with an official blank
}

// New returns the screen over a session.
func New(v *voice.Voice, s *session.Session, around Around) *Screen {
	m := &Screen{voice: v, session: s, around: around, rows: map[string]*row{}, speech: parts.NewSpeech(v)}
	m.ctx, m.stop = context.WithCancel(context.Background())
	m.english = m.readEnglish()
	m.pictures = newPictures(m.ctx, around, s.ID())
	m.list, m.others = container.NewVBox(), container.NewVBox()
	m.scroll = container.NewVScroll(container.NewPadded(container.NewVBox(m.head(), m.list, m.foldRow(), m.others)))
	m.incoming = newIncoming(m)
	m.body = container.NewStack(m.scroll)
	m.refresh()
	m.readBlanks()
	around.Opinions.OnNews(m.heard)
	return m
}

// head says how the filing is verified and what to do on the page.
func (s *Screen) head() fyne.CanvasObject {
	sp := s.speech
	s.told = container.NewVBox()
	s.route = sp.Words(form.Heading, s.sayRoute)
	s.why = sp.Words(form.Quiet, s.sayWhy)
	s.count = sp.Words(form.Body, s.sayCount)
	s.status = sp.Words(form.Quiet, voice.Message("materials.drop_here"))
	s.choose = sp.Button(theme.ContentAddIcon(), voice.Message("materials.choose"), func() { s.chooseFiles(nil, nil) })
	s.printAll = sp.Button(theme.DocumentPrintIcon(), voice.Message("materials.print_all"), s.printForms)
	courier := sp.Button(theme.MailSendIcon(), voice.Message("materials.print_courier"), s.printCourier)
	slip := sp.Button(theme.DocumentIcon(), voice.Message("materials.print_slip"), s.printSlip)
	s.stopper = sp.Button(theme.MediaStopIcon(), voice.Message("materials.stop"), func() { s.cancel() })
	s.stopper.Hide()
	return container.NewVBox(
		container.New(parts.Stack{}, sp.Words(form.Title, voice.Message("materials.title")).Object(), s.route.Object(), s.why.Object(), s.count.Object()),
		container.New(parts.Indent{}, container.New(parts.NewFlow(), s.choose, s.printAll, courier, slip, s.englishChoice(), s.stopper)),
		s.status.Object(),
		s.told,
	)
}

func (s *Screen) sayRoute(l translations.Language) string {
	return translations.Text(l, "route."+string(s.session.Report().Route))
}

func (s *Screen) sayWhy(l translations.Language) string {
	route := string(s.session.Report().Route)
	return say.Sentences(l, translations.Text(l, "materials.route."+route), translations.Text(l, "route."+route+".help"))
}

func (s *Screen) sayCount(l translations.Language) string {
	if missing := s.missing(); missing > 0 {
		return translations.Count(l, "materials.missing", missing, nil)
	}
	if doubtful := s.doubtful(); doubtful > 0 {
		return translations.Count(l, "materials.doubtful", doubtful, nil)
	}
	return translations.Text(l, "materials.complete")
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Close ends what the screen does in the background.
func (s *Screen) Close() {
	if s.editor != nil {
		s.editor.Close()
	}
	if s.laying != nil {
		s.laying.Close()
	}
	s.stop()
}

// Focus puts the keyboard on the first control.
func (s *Screen) Focus() {
	switch {
	case s.editor != nil:
		s.editor.Focus()
	case s.laying != nil:
		s.laying.Focus()
	case s.incoming.shown():
		s.incoming.focus()
	default:
		form.Focus(s.choose)
	}
}

// GoTo puts the keyboard on the scan at path, as "attachments.3" or a field of it, and
// otherwise on the first control.
func (s *Screen) GoTo(path string) {
	f := s.session.Filing()
	_, rest, _ := strings.Cut(path, ".")
	index, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(index)
	if err != nil || n < 0 || n >= len(f.Attachments) || s.body.Objects[0] != s.scroll {
		s.Focus()
		return
	}
	for _, m := range s.models {
		same := func(a rules.Attachment) bool { return f.FindAttachment(a) == n }
		if i := slices.IndexFunc(m.attached, same); i >= 0 && s.rows[m.key] != nil {
			s.rows[m.key].focusScan(i)
			return
		}
	}
	s.Focus()
}

// Retranslate says everything in the language chosen now.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	for _, r := range s.rows {
		r.retranslate()
	}
	s.refreshOthers()
	s.incoming.retranslate()
	if s.editor != nil {
		s.editor.Retranslate()
	}
	if s.laying != nil {
		s.laying.Retranslate()
	}
}

// Refresh shows the materials of a new report.
func (s *Screen) Refresh() { s.refresh() }

// Dropped takes files that were dropped on the page. Which material each of them
// is cannot be told from where it fell, so it is asked.
func (s *Screen) Dropped(paths []string) {
	if s.editor == nil && s.laying == nil { // a scan or a blank is being worked at
		s.incoming.take(paths)
	}
}

func (s *Screen) sayHead() {
	s.tell()
	s.route.Retranslate()
	s.why.Retranslate()
	s.count.Retranslate()
	if s.missing() > 0 || s.doubtful() > 0 {
		s.count.Color(widget.WarningImportance)
	} else {
		s.count.Color(widget.SuccessImportance)
	}
}

// reveal scrolls so far that the object is seen.
func (s *Screen) reveal(o fyne.CanvasObject) {
	if s.scroll != nil {
		parts.Reveal(s.scroll, s.scroll.Content, o, s.scroll.Offset.Y)
	}
}

// begin shows that something is being worked at, which can be stopped.
func (s *Screen) begin() context.Context {
	if s.working == 0 {
		ctx, cancel := context.WithCancel(s.ctx)
		s.cancel = cancel
		s.working = 1
		s.stopper.Show()
		s.scroll.Content.Refresh()
		return ctx
	}
	// What is already under way is stopped together with this.
	s.working++
	ctx, cancel := context.WithCancel(s.ctx)
	before := s.cancel
	s.cancel = func() { before(); cancel() }
	return ctx
}

// end is called when what begin began is done.
func (s *Screen) end() {
	if s.working--; s.working > 0 {
		return
	}
	s.cancel()
	s.stopper.Hide()
	s.say(voice.Message("materials.drop_here"))
	s.scroll.Content.Refresh()
}

// say puts a sentence below the buttons.
func (s *Screen) say(what voice.Speaker) { s.status.Say(what) }

func (s *Screen) progress(id string, done, of int) {
	s.say(voice.Message(id, map[string]string{"number": strconv.Itoa(done), "of": strconv.Itoa(of)}))
}
