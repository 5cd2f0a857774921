package wizard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// summary stands above the page and lists what is to be mended or looked at, or what came
// back from the desk; choosing a line goes to its field. It opens on demand, so that it
// does not push the page about.
type summary struct {
	voice   *voice.Voice
	session *session.Session
	goTo    func(path string)
	goToAt  func(casework.Place)

	findings []rules.Finding
	back     []session.Back
	places   *wording.Places // to name what came back; nil where nothing did
	text     *parts.Label
	toggle   *form.Button
	returned *form.Button // shows what came back
	list     *form.List
	panel    *fyne.Container
	object   *fyne.Container
	open     listing
}

// A listing is what the summary lists.
type listing int

const (
	nothing listing = iota
	theFindings
	theReturned
)

func newSummary(v *voice.Voice, s *session.Session, goTo func(string), goToAt func(casework.Place)) *summary {
	m := &summary{voice: v, session: s, goTo: goTo, goToAt: goToAt, text: parts.NewLabel()}
	m.text.Strong, m.text.Truncation = true, fyne.TextTruncateEllipsis
	m.toggle = form.NewButton(nil, func() { m.turn(theFindings) })
	m.returned = form.NewButton(nil, func() { m.turn(theReturned) })
	m.list = form.NewList(
		m.count,
		func() fyne.CanvasObject {
			line := parts.NewLabel()
			line.Truncation = fyne.TextTruncateEllipsis
			line.Say(v, parts.Nothing) // as high as it will be
			return line
		},
		func(i widget.ListItemID, row fyne.CanvasObject) {
			if i < m.count() {
				line := row.(*parts.Label)
				var say voice.Speaker
				say, line.Importance = m.lineAt(i)
				line.Say(v, say)
			}
		},
	)
	m.list.OnSelected = m.choose
	m.panel = container.New(height{m.count}, m.list)
	m.object = container.NewVBox(
		container.NewBorder(nil, nil, nil, container.NewHBox(m.returned, m.toggle), m.text), m.panel, widget.NewSeparator())
	m.say()
	return m
}

// turn lists one thing or, where that is listed, nothing.
func (m *summary) turn(to listing) {
	if m.open == to {
		to = nothing
	}
	m.open = to
	m.list.UnselectAll()
	m.list.ScrollToTop()
	m.list.Refresh()
	m.say()
}

// showBack lists what came back.
func (m *summary) showBack() {
	if m.open != theReturned {
		m.turn(theReturned)
	}
}

func (m *summary) count() int {
	if m.open == theReturned {
		return len(m.back)
	}
	return len(m.findings)
}

// lineAt is a line of the list, and how it looks.
func (m *summary) lineAt(i int) (voice.Speaker, widget.Importance) {
	if m.open == theReturned {
		return m.backLine(m.back[i]), form.ReturnedImportance(m.back[i].Verdict, m.back[i].State)
	}
	if m.findings[i].Severity == rules.Warning {
		return m.line(m.findings[i]), widget.WarningImportance
	}
	return m.line(m.findings[i]), widget.DangerImportance
}

// choose goes to where the line is about. What came back stays listed: mostly there is
// more of it.
func (m *summary) choose(i widget.ListItemID) {
	m.list.UnselectAll()
	switch {
	case i >= m.count():
	case m.open == theReturned:
		m.goToAt(m.back[i].Place)
	default:
		m.open = nothing
		m.say()
		m.goTo(m.findings[i].Field)
	}
}

// line says where a finding stands and what is wrong, its numbers masked.
func (m *summary) line(f rules.Finding) voice.Speaker {
	told := wording.PrivacyOf(m.session.Filing()).Finding(f)
	return func(l translations.Language) string {
		message, _ := wording.Message(l, told)
		if where := wording.Where(l, m.session.Filing(), f.Field); where != "" {
			return where + translations.Text(l, "summary.where") + message
		}
		return message
	}
}

// backLine says what came back, how far it is and what the reviewer said of it.
func (m *summary) backLine(b session.Back) voice.Speaker {
	return say.ReturnedLine(m.session.Filing(), m.places, b.Item, b.State)
}

func (m *summary) refresh(findings []rules.Finding, back []session.Back) {
	m.findings, m.back = findings, back
	if len(back) > 0 {
		m.places = wording.PlacesOf(m.session.Book(), m.session.Filing(), m.session.Today())
	}
	m.list.Refresh()
	m.say()
}

func (m *summary) say() {
	m.sayText()
	label := "summary.show"
	if m.open == theFindings {
		label = "summary.hide"
	}
	m.toggle.Say(m.voice, voice.Message(label))
	m.returned.Say(m.voice, func(l translations.Language) string {
		id := "returning.summary"
		if m.open == theReturned {
			id = "returning.summary.hide"
		}
		return translations.Count(l, id, len(m.back), nil)
	})
	if len(m.findings)+len(m.back) == 0 {
		m.object.Hide()
		return
	}
	m.object.Show()
	parts.SetVisible(m.toggle, len(m.findings) > 0)
	parts.SetVisible(m.returned, len(m.back) > 0)
	parts.SetVisible(m.panel, m.open == theReturned && len(m.back) > 0 || m.open == theFindings && len(m.findings) > 0)
	m.object.Refresh()
}

// sayText counts what is to be mended; where nothing is, how far what came back is.
func (m *summary) sayText() {
	errors := 0
	for _, f := range m.findings {
		if f.Severity == rules.Error {
			errors++
		}
	}
	warnings := len(m.findings) - errors
	m.text.Importance = widget.DangerImportance
	switch {
	case errors+session.Left(m.back) > 0:
	case warnings > 0:
		m.text.Importance = widget.WarningImportance
	default:
		m.text.Importance = widget.SuccessImportance
	}
	m.text.Say(m.voice, func(l translations.Language) string {
		said := ""
		add := func(id string, n int) {
			if n == 0 {
				return
			}
			if said != "" {
				said += translations.Text(l, "summary.and")
			}
			said += translations.Count(l, id, n, nil)
		}
		add("returning.left", session.Left(m.back))
		add("summary.errors", errors)
		add("summary.warnings", warnings)
		if said == "" && len(m.back) > 0 {
			return translations.Text(l, "returning.done")
		}
		return said
	})
}
