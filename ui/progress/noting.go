package progress

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// noting is the form that notes the next stage: which, when, and a word about it.
type noting struct {
	screen *Screen
	picker *form.Picker
	day    *form.Entry
	clock  *form.Entry
	note   *form.Entry
	wrong  *form.Words
	undo   *form.Button
	chosen string // id of the stage
	object fyne.CanvasObject
}

func newNoting(s *Screen) *noting {
	n := &noting{screen: s, day: form.NewEntry(), clock: form.NewEntry(), note: form.NewEntry()}
	n.picker = form.NewPicker(s.o.Voice, n.options, n.choose)
	n.picker.OnEscape = s.o.Back
	n.wrong = s.speech.Words(form.Body, plain(""))
	n.wrong.Color(widget.DangerImportance)
	save := s.speech.Button(theme.ConfirmIcon(), voice.Message("progress.note"), n.save)
	save.Importance = widget.HighImportance
	n.undo = s.speech.Button(theme.ContentUndoIcon(), voice.Message("progress.undo"), n.takeBack)
	for _, e := range []*form.Entry{n.day, n.clock, n.note} {
		e.OnSubmitted = func(string) { n.save() }
		e.OnKey = n.escape
	}
	save.OnEscape, n.undo.OnEscape = s.o.Back, s.o.Back
	field := func(id string, ems float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(parts.Stack{}, s.speech.Words(form.Caption, voice.Message(id)).Object(), container.New(parts.Ems(ems), o))
	}
	row := container.New(parts.NewFlow(),
		field("progress.stage", 23, n.picker), field("progress.day", 10, n.day), field("progress.clock", 6, n.clock), field("progress.word", 24, n.note))
	n.object = container.NewVBox(s.speech.Words(form.Heading, voice.Message("progress.next")).Object(), row, n.wrong.Object(), container.NewHBox(save, n.undo))
	n.wrong.Object().Hide()
	n.object.Hide() // until it is known what has been reached
	return n
}

func (n *noting) escape(key fyne.KeyName) bool {
	if key == fyne.KeyEscape {
		n.screen.o.Back()
		return true
	}
	return false
}

// follow offers what can come next, with the moment of now.
func (n *noting) follow() {
	s := n.screen
	now := s.o.Now()
	if following := n.following(); n.chosen == "" && len(following) > 0 {
		n.chosen = following[0].ID
	}
	if n.day.Text == "" {
		n.day.SetText(now.Format(time.DateOnly))
		n.clock.SetText(now.Format(clockForm))
	}
	n.choose(n.chosen)
	parts.SetVisible(n.undo, len(s.c.Events) > 0)
	parts.SetVisible(n.object, !s.o.Viewing)
}

const clockForm = "15:04"

// following are the stages that can be reached next: first those that lead on and that a
// person notes, then the others that lead on, and then the ways back.
func (n *noting) following() []rules.Stage {
	s := n.screen
	stage := s.c.Stage().Stage
	if stage == "" && s.draft.Record.Exported != nil {
		stage = "packed"
	}
	place := func(id string) int {
		return slices.IndexFunc(s.o.Book.Stages, func(one rules.Stage) bool { return one.ID == id })
	}
	var noted, others, back []rules.Stage
	for _, one := range s.o.Book.Following(s.draft.Record.Filing.Kind, s.route, stage) {
		switch {
		case place(one.ID) < place(stage):
			back = append(back, one)
		case one.Noted:
			noted = append(noted, one)
		default:
			others = append(others, one)
		}
	}
	return slices.Concat(noted, others, back)
}

func (n *noting) options(query string) []form.Option {
	var all []form.Option
	query = strings.ToLower(strings.TrimSpace(query))
	for _, stage := range n.following() {
		say := Stage(stage.ID)
		if strings.Contains(strings.ToLower(say(translations.Chinese)+" "+say(translations.English)), query) {
			all = append(all, form.NewOption(n.screen.o.Voice, stage.ID, say))
		}
	}
	return all
}

func (n *noting) choose(id string) {
	n.chosen = id
	v := n.screen.o.Voice
	var chosen form.Option
	if id != "" {
		chosen = form.NewOption(v, id, Stage(id))
	}
	n.picker.SetChosen(chosen, form.NewOption(v, "", voice.Message("form.choose")))
}

// say says what is wrong with what was filled in; "" for nothing.
func (n *noting) say(id string) {
	if parts.SetVisible(n.wrong.Object(), id != ""); id != "" {
		n.wrong.Say(voice.Message(id))
	}
	n.screen.object.Refresh()
}

// save notes the stage.
func (n *noting) save() {
	s := n.screen
	at, wrong := moment(n.day.Text, n.clock.Text, s.o.Now())
	if n.chosen == "" {
		wrong = "progress.wrong.stage"
	}
	if n.say(wrong); wrong != "" {
		return
	}
	e := casework.Event{Stage: n.chosen, At: at, By: s.o.By(), Note: strings.TrimSpace(n.note.Text)}
	n.change(func(c *casework.Case) error {
		c.Reach(e)
		return nil
	})
}

// moment reads what was typed for a day and a time. What is wrong is the id of a message.
func moment(day, clock string, now time.Time) (at time.Time, wrong string) {
	date := rules.Tidy(rules.TypeDate, day)
	if !rules.IsDate(date) {
		return at, "progress.wrong.day"
	}
	clock = strings.NewReplacer("：", ":", " ", "").Replace(clock)
	if clock == "" {
		clock = "00:00"
	}
	at, err := time.ParseInLocation(time.DateOnly+" "+clockForm, date+" "+clock, now.Location())
	switch {
	case err != nil:
		return at, "progress.wrong.clock"
	case at.After(now):
		return at, "progress.wrong.future"
	}
	return at, ""
}

// takeBack asks, and takes the last stage back.
func (n *noting) takeBack() {
	s := n.screen
	last := s.c.Stage()
	s.o.Ask(func(l language) string {
		return translations.Text(l, "progress.undo.ask", map[string]string{"stage": Stage(last.Stage)(l)})
	}, voice.Message("progress.undo"), func() {
		n.change(func(c *casework.Case) error {
			if c.Stage() == last { // somebody may have noted another one meanwhile
				c.Unreach()
			}
			return nil
		})
	})
}

func (n *noting) change(f func(*casework.Case) error) {
	s := n.screen
	crash.Go(func() {
		c, err := s.o.Change(context.Background(), f)
		s.o.Do(func() {
			if err != nil {
				s.o.Failed(err)
				return
			}
			s.c = c
			n.chosen = ""
			n.note.SetText("")
			n.day.SetText("")
			s.show()
			s.Focus()
		})
	})
}
