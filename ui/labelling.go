package ui

import (
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store/bench"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/voice"
)

// settingTranslator is the name of who checks labels.
const settingTranslator = "labels.by"

// labelled is a window whose labels a translator edits.
type labelled struct {
	app     fyne.App
	window  fyne.Window
	voice   *voice.Voice
	now     func() time.Time
	do      func(func())
	dir     func() string     // the data folder
	draw    func(text string) // sees to it that a text can be drawn
	anew    func()            // has all that is shown said anew
	focus   func()            // puts the keyboard into what is shown
	named   func(by string)   // keeps the name of who checks labels; nil keeps none
	refuse  func() bool       // reports whether nothing may be changed, and says so
	problem func(id string)
	keeping func(work func()) // does something in the background that the end waits for
}

// labelling is a translator's work on the labels of a window: the edits that are spoken,
// and the panel that shows one label beside whatever the window shows.
type labelling struct {
	in      labelled
	bench   *labels.Bench // nil until it was read
	by      string
	dock    *labelsui.Dock
	saying  *time.Timer // all is said anew when it ends; nil while nothing is typed
	endPick func()      // ends the picking of a text; nil while none is picked
	held    bool        // it lasts as long as Ctrl and Shift are held down

	saving sync.Mutex // so that what is kept last is what was changed last
}

func newLabelling(in labelled) *labelling {
	t := &labelling{in: in, dock: labelsui.NewDock()}
	in.voice.OnChange(func() {
		if p := t.dock.Panel(); p != nil {
			p.Retranslate()
		}
	})
	return t
}

// folder is where the edits lie.
func (t *labelling) folder() string { return bench.In(t.in.dir()) }

// read reads a translator's edits in the background and has the window speak with them.
func (t *labelling) read(by string) {
	folder := t.folder()
	crash.Go(func() {
		b, wrong, err := bench.Open(folder, t.in.now)
		if err != nil {
			slog.Error("read the edits of labels", "err", err)
			return
		}
		for _, w := range wrong {
			slog.Warn("leave out an edit of a label", "err", w)
		}
		t.in.do(func() {
			t.bench, t.by = b, by
			if languages := b.Languages(); len(languages) > 0 {
				t.speak()
			}
		})
	})
}

// speak has the program speak with the edits, and the window say all it shows anew.
func (t *labelling) speak() {
	if err := t.bench.Speak(); err != nil {
		slog.Error("speak with the edits of labels", "err", err)
		return
	}
	var others []voice.Mode
	for _, l := range t.bench.Languages() {
		if !translations.Is(l) {
			others = append(others, voice.Mode(l))
		}
		for _, r := range t.bench.EditedIn(l) {
			for _, text := range r {
				t.in.draw(text)
			}
		}
	}
	t.in.voice.Offer(others)
	t.in.anew()
}

// pause is how long is waited for the next letter before all is said anew: less than a
// person notices, and more than it takes to type on.
const pause = 60 * time.Millisecond

// saySoon has all that is shown said anew when no letter follows.
func (t *labelling) saySoon() {
	if t.saying != nil {
		t.saying.Stop()
	}
	t.saying = time.AfterFunc(pause, func() { t.in.do(t.in.anew) })
}

// options are what the panel needs.
func (t *labelling) options() labelsui.Options {
	return labelsui.Options{
		Voice: t.in.voice, Canvas: t.in.window.Canvas(), Bench: t.bench, Now: t.in.now,
		By: func() string { return t.by },
		Named: func(by string) {
			t.by = by
			if t.in.named != nil {
				t.in.named(by)
			}
		},
		Changed: t.changed, Unsay: t.speak,
		Try: func(l translations.Language, id string, forms translations.Forms) error {
			if err := t.bench.Try(l, id, forms); err != nil {
				return err
			}
			for _, text := range forms {
				t.in.draw(text)
			}
			t.saySoon()
			return nil
		},
		Places: func(string) []labelsui.Place { return nil },
		Note:   labelsui.Note, Elsewhere: labelsui.Elsewhere,
		Lint:   labelsui.Lint,
		Do:     t.in.do,
		Refuse: t.in.refuse,
	}
}

// changed keeps the edits, and has the window speak with them.
func (t *labelling) changed() {
	t.speak()
	folder := t.folder()
	t.in.keeping(func() {
		t.saving.Lock()
		defer t.saving.Unlock()
		if err := bench.Save(folder, t.bench); err != nil {
			slog.Error("keep the edits of labels", "err", err)
			t.in.do(func() { t.in.problem("labels.not_kept") })
		}
	})
}

// show shows labels that a text can be in a panel beside what the window shows, at the
// side where it does not hide the text.
func (t *labelling) show(o labelsui.Options, ids []string, left bool) {
	p := labelsui.NewPanel(o, t.hide)
	t.dock.Left = left
	t.dock.Show(p)
	p.Read(ids[0])
	p.Also(ids[1:])
	p.Focus()
}

// hide takes the panel away, and puts the keyboard into what is shown.
func (t *labelling) hide() {
	if t.dock.Panel() != nil {
		t.undock()
		t.in.focus()
	}
}

// end takes away the panel and what is picked with, as another window's contents come.
func (t *labelling) end() {
	if t.endPick != nil {
		t.endPick()
	}
	t.undock()
}

// undock takes the panel away; what was typed into it is kept.
func (t *labelling) undock() {
	if p := t.dock.Panel(); p != nil {
		p.Leave()
		t.dock.Show(nil)
	}
}
