package export

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// todo lists above the sheet what is still to be done: the errors, the scans
// that are missing, the warnings that a person is to have looked at, and what to
// bear in mind before the packet is mailed.
type todo struct {
	screen *Screen
	speech *parts.Speech
	shown  []item
	rows   *fyne.Container
	object *fyne.Container
}

// item is one line of the list; a list whose items stay is left alone.
type item struct {
	text   string // in both languages, to see whether it changed
	looked bool
}

func newTodo(s *Screen) *todo {
	t := &todo{screen: s, speech: parts.NewSpeech(s.voice), rows: container.New(parts.Stack{})}
	t.object = container.NewVBox(t.rows)
	return t
}

// refresh writes the list anew where something came, went, or reads otherwise.
func (t *todo) refresh() {
	s := t.screen
	f, report := s.session.Filing(), s.session.Report()
	var errors, warnings []rules.Finding
	items := []item{}
	for _, one := range report.Findings {
		switch {
		case one.Moment == rules.Sending:
		case one.Moment != "":
			continue
		case one.Severity == rules.Error:
			errors = append(errors, one)
		case one.Severity == rules.Warning:
			warnings = append(warnings, one)
		default:
			continue
		}
		zh, en := both(t.sayFinding(one))
		items = append(items, item{zh + en, s.session.Acknowledged(one)})
	}
	back, backPaths := t.sayBack()
	for _, one := range back {
		zh, en := both(one)
		items = append(items, item{text: zh + en})
	}
	missing := report.Outstanding()
	for _, m := range missing {
		zh, en := both(say.Material(f, m))
		items = append(items, item{text: zh + en})
	}
	doubtful := s.around.Opinions.Doubtful(report.Materials)
	for _, d := range doubtful {
		zh, en := both(t.sayDoubtful(d))
		items = append(items, item{text: zh + en})
	}
	if t.shown != nil && slices.Equal(items, t.shown) {
		return
	}
	t.shown = items
	t.speech = parts.NewSpeech(s.voice)
	t.rows.Objects = nil
	t.back(back, backPaths)
	t.list("check.todo.errors", len(errors))
	for _, one := range errors {
		t.link(t.sayFinding(one), one.Field)
		t.repair(one)
	}
	t.list("check.todo.missing", len(missing))
	if len(missing) > 0 {
		t.rows.Add(t.speech.Words(form.Quiet, func(l translations.Language) string {
			var names []string
			for _, m := range missing {
				names = append(names, say.Material(f, m)(l))
			}
			return strings.Join(names, translations.Text(l, "list.separator"))
		}).Object())
		t.link(voice.Message("check.todo.attach"), "attachments")
	}
	t.list("check.todo.doubtful", len(doubtful))
	for _, one := range doubtful {
		t.link(t.sayDoubtful(one), "attachments."+strconv.Itoa(f.FindAttachment(one.Scan)))
	}
	t.list("check.todo.warnings", len(warnings))
	for _, one := range warnings {
		t.warning(one)
		t.repair(one)
	}
	t.object.Objects = []fyne.CanvasObject{t.rows, t.speech.Told(parts.ToldAt(rules.Sending, report.Findings))}
	t.object.Refresh()
}

func (t *todo) list(id string, n int) {
	if n > 0 {
		t.rows.Add(t.speech.Words(form.Caption, func(l translations.Language) string { return translations.Count(l, id, n, nil) }).Object())
	}
}

// sayFinding says what is wrong, and where. Numbers are masked, here as in what is
// offered instead: the field has them in full.
func (t *todo) sayFinding(f rules.Finding) voice.Speaker {
	f = t.masked(f)
	return func(l translations.Language) string {
		message, _ := wording.Message(l, f)
		if where := wording.Where(l, t.screen.session.Filing(), f.Field); where != "" {
			return where + translations.Text(l, "summary.where") + message
		}
		return message
	}
}

// sayDoubtful says what a reviewer would say of a scan.
func (t *todo) sayDoubtful(d opinions.Doubtful) voice.Speaker {
	return func(l translations.Language) string {
		said := say.Material(t.screen.session.Filing(), d.Material)(l) + translations.Text(l, "summary.where")
		for i, one := range d.Remarks {
			if i == 0 {
				said += one.Figure(l)
			} else {
				said = say.Sentences(l, said, one.Figure(l))
			}
		}
		return said
	}
}

func (t *todo) masked(f rules.Finding) rules.Finding {
	return wording.PrivacyOf(t.screen.session.Filing()).Finding(f)
}

func (t *todo) link(what voice.Speaker, path string) {
	if !leads(path) {
		t.rows.Add(t.speech.Words(form.Body, what).Object())
		return
	}
	link := t.speech.Link(what, func() { t.screen.goTo(path) })
	link.Wrapping = fyne.TextWrapWord
	link.OnFocus = func() { t.screen.reveal(link) }
	t.rows.Add(link)
}

// repair offers the mended text of a finding, where the rulebook knows it.
func (t *todo) repair(f rules.Finding) {
	if f.Repair == "" {
		return
	}
	told := t.masked(f)
	b := t.speech.Button(theme.DocumentCreateIcon(), func(l translations.Language) string { return wording.Repaired(l, told) }, func() {
		t.screen.session.Set(f.Field, f.Repair)
		t.screen.Focus() // the line goes with the next report
	})
	b.OnFocus = func() { t.screen.reveal(b) }
	t.rows.Add(t.speech.Words(form.Quiet, func(l translations.Language) string { return wording.Unrepaired(l, told) }).Object())
	t.rows.Add(container.New(parts.Indent{}, container.NewHBox(b)))
}

// warning is a line with a box to tick once a person has looked at it.
func (t *todo) warning(f rules.Finding) {
	s, told := t.screen, t.masked(f)
	text := t.speech.Words(form.Body, func(l translations.Language) string {
		_, fix := wording.Message(l, told)
		return say.Sentences(l, t.sayFinding(f)(l), fix)
	})
	box := form.NewCheck("", nil)
	box.Checked = s.session.Acknowledged(f)
	color := func() {
		if box.Checked {
			text.Color(widget.LowImportance)
		} else {
			text.Color(widget.WarningImportance)
		}
	}
	color()
	box.OnChanged = func(looked bool) {
		s.session.Acknowledge(f, looked)
		for i := range t.shown {
			zh, en := both(t.sayFinding(f))
			if t.shown[i].text == zh+en {
				t.shown[i].looked = looked
			}
		}
		color()
		s.Refresh()
	}
	t.speech.Also(func() { box.Say(s.voice, voice.Message("check.looked")) })
	box.OnFocus = func() { s.reveal(box) }
	right := container.NewHBox(box)
	if leads(f.Field) {
		link := t.speech.Link(voice.Message("check.go"), func() { s.goTo(f.Field) })
		link.OnFocus = func() { s.reveal(link) }
		right.Add(link)
	}
	t.rows.Add(container.NewBorder(nil, nil, nil, container.NewVBox(right), text.Object()))
}
