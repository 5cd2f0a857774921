// Package export is the last step of a filing: everything on one page to be
// checked, the export of the packet, and what happens next.
package export

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// Store has the scans that go into the packet and keeps where the last one was
// put; [store.Store] does.
type Store interface {
	OpenScan(ctx context.Context, draftID, sha256 string) (*store.Original, error)
	Blanks(ctx context.Context) ([]store.Blank, error)
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
	Sealed(ctx context.Context, key string) ([]byte, error)
	SetSealed(ctx context.Context, key string, plain []byte) error
	Case(ctx context.Context, draftID string) (*casework.Case, error)
	ChangeCase(ctx context.Context, draftID string, f func(*casework.Case) error) (*casework.Case, error)
}

// Chooser asks for a folder and blocks until it is chosen; "" where the person
// thought better of it.
type Chooser interface {
	Folder(ctx context.Context, title, start string) (string, error)
}

// Around is what the screen needs from around it.
type Around struct {
	Store      Store
	Pages      packet.Pager // draws the pages of PDFs
	Chooser    Chooser
	Printer    printer.Printer
	Program    string                                  // name and version, as packets carry it
	Now        func() time.Time                        // the clock
	GoTo       func(path string)                       // shows the field at path
	Materials  func()                                  // shows the screen of the materials
	ClientForm func()                                  // writes a workbook with what is filled in, for the client to complete
	Opinions   *opinions.Opinions                      // what would be said of the scans
	Open       func(path string) error                 // shows a file or folder with the system's program
	Ask        func(say, yes voice.Speaker, do func()) // yes and do nil: only tells
	Do         func(func())                            // runs a function on the UI goroutine
}

// Screen is the check of a filing, and what stands in its place while the packet
// is written and after that. It belongs to the UI goroutine.
type Screen struct {
	voice   *voice.Voice
	session *session.Session
	around  Around

	speech  *parts.Speech
	verdict *form.Words
	status  *form.Words
	export  *form.Button
	options *options
	after   *form.Button // to the page of the last export
	todo    *todo
	sheet   *sheet
	scroll  *container.Scroll
	check   fyne.CanvasObject

	busy    bool // a folder is being chosen, or the packet written
	packing *packing
	heavy   *heavy // nil while no packet is too heavy
	done    *done
	body    *fyne.Container
}

// New returns the screen over a session.
func New(v *voice.Voice, s *session.Session, around Around) *Screen {
	e := &Screen{voice: v, session: s, around: around, speech: parts.NewSpeech(v)}
	e.todo = newTodo(e)
	e.sheet = newSheet(e)
	hint := e.speech.Words(form.Quiet, voice.Message("privacy.hint"))
	rest := container.NewVBox(e.todo.object, hint.Object(), e.sheet.object)
	e.scroll = container.NewVScroll(container.NewPadded(rest))
	head := container.NewStack(container.NewPadded(e.head()))
	e.check = container.New(&headLayout{head: head.Objects[0], above: head, rest: rest, scroll: e.scroll}, e.scroll, head)
	e.body = container.NewStack(e.check)
	e.Refresh()
	around.Opinions.OnNews(e.Refresh)
	return e
}

// head says whether the filing can be exported and has the buttons for it.
func (s *Screen) head() fyne.CanvasObject {
	sp := s.speech
	s.verdict = sp.Words(form.Heading, s.sayVerdict)
	s.status = sp.Words(form.Quiet, voice.Message("check.intro"))
	s.export = sp.Button(theme.DocumentSaveIcon(), voice.Message("check.export"), s.Export)
	s.export.Importance, s.export.Careful = widget.HighImportance, true
	print := sp.Button(theme.DocumentPrintIcon(), voice.Message("check.print"), s.Print)
	client := sp.Button(theme.ListIcon(), voice.Message("check.client_form"), func() { s.around.ClientForm() })
	s.options = newOptions(s)
	s.after = sp.Button(theme.NavigateNextIcon(), voice.Message("check.after"), s.showLast)
	return container.NewVBox(
		container.New(parts.Stack{}, sp.Words(form.Title, voice.Message("check.title")).Object(), s.verdict.Object(), s.status.Object()),
		container.New(parts.Indent{}, container.New(parts.NewFlow(), s.export, print, client, s.after)),
		s.options.object,
	)
}

// Object returns what to put into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Focus puts the keyboard on the first control.
func (s *Screen) Focus() {
	switch {
	case s.packing != nil:
		form.Focus(s.packing.stop)
	case s.heavy != nil:
		s.heavy.focus()
	case s.done != nil:
		s.done.focus()
	default:
		form.Focus(s.export)
	}
}

// Retranslate says everything in the language chosen now. The sheet has both
// languages always.
func (s *Screen) Retranslate() {
	s.speech.Retranslate()
	s.todo.speech.Retranslate()
	s.sheet.speech.Retranslate()
	if s.packing != nil {
		s.packing.speech.Retranslate()
	}
	if s.heavy != nil {
		s.heavy.speech.Retranslate()
	}
	if s.done != nil {
		s.done.speech.Retranslate()
	}
}

// Refresh shows what the rulebook said last. It costs next to nothing where
// nothing changed.
func (s *Screen) Refresh() {
	s.todo.refresh()
	s.sheet.refresh()
	s.options.refresh()
	s.verdict.Retranslate()
	s.verdict.Color(widget.DangerImportance)
	switch j := s.judge(s.session.Report()); {
	case !j.ready():
	case j.unseen > 0, j.doubtful > 0:
		s.verdict.Color(widget.WarningImportance)
	default:
		s.verdict.Color(widget.SuccessImportance)
	}
	if s.session.Record().Exported == nil {
		s.after.Hide()
	} else {
		s.after.Show()
	}
}

// judgement counts what stands between a filing and its export.
type judgement struct {
	errors, missing, unseen int
	doubtful                int // scans on which remarks stand
}

func (j judgement) ready() bool { return j.errors == 0 && j.missing == 0 }

func (s *Screen) judge(r *rules.Report) judgement {
	j := judgement{missing: len(r.Outstanding()), doubtful: len(s.around.Opinions.Doubtful(r.Materials))}
	for _, f := range r.Findings {
		switch {
		case f.Moment != "": // only told
		case f.Severity == rules.Error:
			j.errors++
		case f.Severity == rules.Warning && !s.session.Acknowledged(f):
			j.unseen++
		}
	}
	return j
}

// say lists what is counted.
func (j judgement) say(l translations.Language) string {
	var said []string
	for _, one := range []struct {
		id string
		n  int
	}{{"check.errors", j.errors}, {"check.missing", j.missing}, {"check.unseen", j.unseen}, {"check.doubtful", j.doubtful}} {
		if one.n > 0 {
			said = append(said, translations.Count(l, one.id, one.n, nil))
		}
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}

func (s *Screen) sayVerdict(l translations.Language) string {
	j := s.judge(s.session.Report())
	switch {
	case !j.ready():
		return translations.Text(l, "check.verdict.not_ready", map[string]string{"what": j.say(l)})
	case j.unseen > 0, j.doubtful > 0:
		return translations.Text(l, "check.verdict.look", map[string]string{"what": j.say(l)})
	}
	return translations.Text(l, "check.verdict.ready")
}

// goTo leads to where a finding can be mended.
func (s *Screen) goTo(path string) {
	if strings.HasPrefix(path, "attachments") {
		s.around.Materials()
		return
	}
	s.around.GoTo(path)
}

// leads reports whether a form or the materials have the place.
func leads(path string) bool {
	top, _, _ := strings.Cut(path, ".")
	switch top {
	case "account", "host", "websites", "attachments", "change", "kind", "answers":
		return true
	}
	return false
}

// show puts one of the three faces of the screen into the window.
func (s *Screen) show(o fyne.CanvasObject) {
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
}

// showCheck goes back to the check.
func (s *Screen) showCheck() {
	s.packing, s.heavy, s.done = nil, nil, nil
	s.show(s.check)
	s.Refresh()
	s.Focus()
}

// reveal scrolls so far that the object, which lies on the check, is seen.
func (s *Screen) reveal(o fyne.CanvasObject) {
	if s.scroll != nil {
		parts.Reveal(s.scroll, s.scroll.Content, o, s.scroll.Offset.Y)
	}
}
