// Package wizard walks a person through a filing: a rail with the steps on the
// left, the page at hand beside it, and above it what is still to be mended.
package wizard

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/ui/form"
	"recordaldesk/ui/look"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// Screen is what the wizard shows behind the pages: the materials, the check.
type Screen interface {
	Object() fyne.CanvasObject
	Retranslate() // after the language was switched
	Refresh()     // after a new report
	Focus()       // puts the keyboard on its first control
}

// Screens makes the screens behind the pages, each once, when it is first shown.
type Screens struct {
	Materials func() Screen
	Check     func() Screen
	Rule      func(id string) // shows what a rule says, and why
}

// dropper is a screen that takes files dropped on the window.
type dropper interface{ Dropped(paths []string) }

// finder is a screen that can show what is at a path of the filing.
type finder interface{ GoTo(path string) }

// Wizard is an open filing in the window.
type Wizard struct {
	voice   *voice.Voice
	session *session.Session
	screens Screens
	made    map[string]Screen // by step

	at     place
	layout []string // paths of the fields that the page at hand was built with
	page   *form.Page
	screen Screen

	rail       *fyne.Container
	railScroll *container.Scroll
	items      map[string]*railItem
	away       bool           // another screen has the window, and the keyboard
	built      []string       // ids of the places the rail was built for
	exported   bool           // the rail says so
	nearPaper  casework.Place // that came back and was gone to last, where it is a paper
	headings   []*form.Words
	summary    *summary
	back       *form.Button
	next       *form.Button
	body       *fyne.Container
	object     fyne.CanvasObject
}

// New opens the wizard over a session, where its record says it stood.
func New(v *voice.Voice, s *session.Session, screens Screens) *Wizard {
	w := &Wizard{voice: v, session: s, screens: screens, made: map[string]Screen{}, rail: container.New(parts.Column{}), body: container.NewStack()}
	w.summary = newSummary(v, s, w.GoTo, w.goToPlace)
	w.back = form.NewButton(theme.NavigateBackIcon(), func() { w.Step(-1) })
	w.next = form.NewButton(theme.NavigateNextIcon(), func() { w.Step(1) })
	w.next.Importance, w.next.IconPlacement = widget.HighImportance, widget.ButtonIconTrailingText
	s.OnReport(w.reported)
	w.exported = s.Record().Exported != nil
	s.OnSaving(w.noted)
	w.railScroll = container.NewVScroll(container.New(railLayout{w}, w.rail))
	side := container.NewStack(parts.NewGround(look.ColorRail, ""), w.railScroll)
	buttons := container.NewBorder(widget.NewSeparator(), nil, nil, nil, container.NewPadded(container.NewBorder(nil, nil, w.back, w.next)))
	// The page comes first in the order of the Tab key, then its buttons, then the rail.
	w.object = container.New(Split{}, container.New(&between{wizard: w}, w.body, w.summary.object, buttons), side)
	w.buildRail()
	w.open(w.find(s.Record().Page), s.Record().Field)
	return w
}

// Object returns what to put into the window.
func (w *Wizard) Object() fyne.CanvasObject { return w.object }

// Behind returns the screen behind the pages that is shown, nil on a page.
func (w *Wizard) Behind() Screen { return w.screen }

// Focus puts the keyboard where the person left off.
func (w *Wizard) Focus() {
	if w.page != nil {
		w.page.Focus(w.session.Record().Field)
	} else {
		w.screen.Focus()
	}
}

func (w *Wizard) places() []place {
	return places(w.session.Book(), w.session.Filing(), w.shown())
}

func (w *Wizard) shown() []rules.Instance {
	return w.session.Book().Shown(w.session.Filing(), w.session.Today())
}

func (w *Wizard) find(id string) place {
	all := w.places()
	if i := slices.IndexFunc(all, func(p place) bool { return p.id() == id }); i >= 0 {
		return all[i]
	}
	return all[0]
}

// Step goes so many places forward, or back.
func (w *Wizard) Step(by int) {
	all := w.places()
	i := slices.IndexFunc(all, func(p place) bool { return p.id() == w.at.id() })
	if to := i + by; to >= 0 && to < len(all) {
		w.leave()
		w.open(all[to], "")
		w.focusSoon("")
	}
}

// Show opens a step behind the pages by its id, materials or check.
func (w *Wizard) Show(step string) { w.show(w.find(step), "") }

func (w *Wizard) show(p place, path string) {
	if p.id() != w.at.id() {
		w.leave()
		w.open(p, path)
	}
	w.focusSoon(path)
}

// focusSoon sets the focus once the page has been laid out.
func (w *Wizard) focusSoon(path string) {
	if w.page != nil {
		w.page.Focus(path)
		return
	}
	if f, ok := w.screen.(finder); ok && path != "" {
		f.GoTo(path)
		return
	}
	w.screen.Focus()
}

// leave notes that the place at hand was left, so that what is missing on it is
// said from now on.
func (w *Wizard) leave() {
	form.Unfocus(w.object)
	id := w.at.id()
	if w.at.page == nil || slices.Contains(w.session.Record().Left, id) {
		return
	}
	w.session.Note(func(r *store.Record) { r.Left = append(r.Left, id) })
}

func (w *Wizard) open(p place, path string) {
	w.at = p
	if w.session.Record().Page != p.id() {
		w.session.Note(func(r *store.Record) { r.Page, r.Field = p.id(), path })
	}
	w.page, w.screen = nil, nil
	switch {
	case p.page != nil:
		w.build()
	case p.step == stepMaterials:
		w.screen = w.make(p.step, w.screens.Materials)
	default:
		w.leaveAll()
		w.screen = w.make(p.step, w.screens.Check)
	}
	if w.screen != nil {
		w.body.Objects = []fyne.CanvasObject{w.screen.Object()}
		w.screen.Refresh()
	}
	w.body.Refresh()
	w.refresh()
	w.revealItem(w.items[p.id()])
}

func (w *Wizard) make(step string, anew func() Screen) Screen {
	if w.made[step] == nil {
		w.made[step] = anew()
	}
	w.made[step].Retranslate()
	return w.made[step]
}

// Repair mends the field that has the keyboard, where a finding says how.
func (w *Wizard) Repair() {
	if w.page != nil {
		w.page.Repair(w.session.Record().Field)
	}
}

// Dropped takes files dropped on the window. Wherever the wizard stands, they are
// scans for the materials.
func (w *Wizard) Dropped(paths []string) {
	if _, ok := w.screen.(dropper); !ok {
		w.Show(stepMaterials)
	}
	if d, ok := w.screen.(dropper); ok {
		d.Dropped(paths)
	}
}

// Away tells whether another screen has the window for a while: a report that
// comes meanwhile must not take the keyboard.
func (w *Wizard) Away(away bool) { w.away = away }

// Close ends what the screens behind the pages have going on.
func (w *Wizard) Close() {
	for _, s := range w.made {
		if c, ok := s.(interface{ Close() }); ok {
			c.Close()
		}
	}
}

// leaveAll counts every page as left: who opens the check wants to know all.
func (w *Wizard) leaveAll() {
	w.session.Note(func(r *store.Record) {
		r.Left = nil
		for _, p := range w.places() {
			if p.page != nil {
				r.Left = append(r.Left, p.id())
			}
		}
	})
}

// build makes the page at hand anew.
func (w *Wizard) build() {
	fields := w.at.fields(w.shown())
	w.layout = paths(fields)
	w.page = form.NewPage(w.voice, w.session, lists{w}, form.Plan{
		Title:   voice.Message("page." + w.at.page.ID),
		Intro:   voice.Message("page." + w.at.page.ID + ".intro"),
		Fields:  fields,
		Appends: w.appends(fields),
		About:   w.about(),
		Rule:    w.screens.Rule,
		Remark:  w.remarkAt,
	})
	w.body.Objects = []fyne.CanvasObject{w.page.Object()}
	w.body.Refresh()
}

func paths(fields []rules.Instance) []string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.Path
	}
	return all
}

// reported takes in a new report: fields and pages may have come or gone,
// findings too.
func (w *Wizard) reported() {
	shown := w.shown()
	if all := places(w.session.Book(), w.session.Filing(), shown); !slices.ContainsFunc(all, w.at.same) {
		w.open(w.near(all), "")
		if !w.away {
			w.focusSoon("")
		}
		return
	}
	if w.page != nil {
		if now := paths(w.at.fields(shown)); !slices.Equal(now, w.layout) {
			field := w.session.Record().Field
			w.build()
			if !w.away {
				w.page.Focus(field)
			}
		}
		w.page.Refresh()
	} else {
		w.screen.Refresh()
	}
	w.refresh()
}

// noted says on the rail that the filing was exported, which changes no report.
func (w *Wizard) noted() {
	if exported := w.session.Record().Exported != nil; exported != w.exported {
		w.exported = exported
		w.refreshRail()
	}
}

// refresh shows the findings at the fields, on the rail and in the summary.
func (w *Wizard) refresh() {
	if w.page != nil {
		w.page.Find(w.session.Report().Findings, slices.Contains(w.session.Record().Left, w.at.id()))
	}
	shown := w.shown()
	all := places(w.session.Book(), w.session.Filing(), shown)
	w.summary.refresh(visible(w.session, all, shown), w.session.Back())
	w.refreshRail()
	w.say()
}

// Refresh shows the filing as it stands.
func (w *Wizard) Refresh() { w.reported() }

// Retranslate says everything in the language chosen now.
func (w *Wizard) Retranslate() {
	if w.page != nil {
		w.page.Retranslate()
	} else {
		w.screen.Retranslate()
	}
	for _, h := range w.headings {
		h.Retranslate()
	}
	w.refresh()
}

func (w *Wizard) say() {
	w.back.Say(w.voice, voice.Message("wizard.back"))
	w.next.Say(w.voice, voice.Message("wizard.next"))
	all := w.places()
	if w.at.id() == all[len(all)-1].id() {
		w.next.Hide()
	} else {
		w.next.Show()
	}
	if w.at.id() == all[0].id() {
		w.back.Hide()
	} else {
		w.back.Show()
	}
}

// Rail is the rail with the steps.
func (w *Wizard) Rail() fyne.CanvasObject { return w.railScroll }

// At is the field of the page at a path, with its label and what is said of it; nil where
// the page has none.
func (w *Wizard) At(path string) fyne.CanvasObject {
	if w.page == nil {
		return nil
	}
	return w.page.At(path)
}

// First is the first field of the page; nil for none.
func (w *Wizard) First() fyne.CanvasObject {
	if w.page == nil || len(w.page.Paths()) == 0 {
		return nil
	}
	return w.page.At(w.page.Paths()[0])
}

// FieldAtHand returns the path of the field that has the keyboard; "" where none has.
func (w *Wizard) FieldAtHand() string {
	if w.page == nil {
		return ""
	}
	return w.page.Focused()
}

// RuleAtHand returns the rule of the first finding at the field that has the
// keyboard; "" where there is none.
func (w *Wizard) RuleAtHand() string {
	if w.page == nil {
		return ""
	}
	return w.page.RuleAt(w.session.Record().Field)
}
