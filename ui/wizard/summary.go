package wizard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/session"
	"recordaldesk/ui/voice"
)

// summary stands above the page and lists what is to be mended or looked at;
// choosing a line goes to its field. It opens on demand, so that it does not
// push the page about.
type summary struct {
	voice   *voice.Voice
	session *session.Session
	goTo    func(path string)

	findings []rules.Finding
	text     *widget.Label
	toggle   *form.Button
	list     *widget.List
	panel    *fyne.Container
	object   *fyne.Container
	open     bool
}

func newSummary(v *voice.Voice, s *session.Session, goTo func(string)) *summary {
	m := &summary{voice: v, session: s, goTo: goTo, text: widget.NewLabel("")}
	m.text.TextStyle.Bold = true
	m.toggle = form.NewButton(nil, func() { m.open = !m.open; m.say() })
	m.list = widget.NewList(
		func() int { return len(m.findings) },
		func() fyne.CanvasObject {
			line := widget.NewLabel("")
			line.Truncation = fyne.TextTruncateEllipsis
			return line
		},
		func(i widget.ListItemID, row fyne.CanvasObject) {
			if i < len(m.findings) {
				line := row.(*widget.Label)
				line.Importance = widget.DangerImportance
				if m.findings[i].Severity == rules.Warning {
					line.Importance = widget.WarningImportance
				}
				line.SetText(m.line(m.findings[i]))
			}
		},
	)
	m.list.OnSelected = func(i widget.ListItemID) {
		m.list.UnselectAll()
		if i < len(m.findings) {
			m.open = false
			m.say()
			m.goTo(m.findings[i].Field)
		}
	}
	m.panel = container.New(height{180}, m.list)
	m.object = container.NewVBox(
		container.NewBorder(nil, nil, nil, m.toggle, m.text), m.panel, widget.NewSeparator())
	m.say()
	return m
}

// line says where a finding stands and what is wrong, its numbers masked.
func (m *summary) line(f rules.Finding) string {
	told := wording.PrivacyOf(m.session.Filing()).Finding(f)
	return m.voice.Line(func(l translations.Language) string {
		message, _ := wording.Message(l, told)
		if where := wording.Where(l, m.session.Filing(), f.Field); where != "" {
			return where + translations.Text(l, "summary.where") + message
		}
		return message
	})
}

func (m *summary) refresh(findings []rules.Finding) {
	m.findings = findings
	m.list.Refresh()
	m.say()
}

func (m *summary) say() {
	errors := 0
	for _, f := range m.findings {
		if f.Severity == rules.Error {
			errors++
		}
	}
	warnings := len(m.findings) - errors
	m.text.SetText(m.voice.Line(func(l translations.Language) string {
		said := ""
		if errors > 0 {
			said = translations.Count(l, "summary.errors", errors, nil)
		}
		if warnings > 0 {
			if said != "" {
				said += translations.Text(l, "summary.and")
			}
			said += translations.Count(l, "summary.warnings", warnings, nil)
		}
		return said
	}))
	m.text.Importance = widget.DangerImportance
	if errors == 0 {
		m.text.Importance = widget.WarningImportance
	}
	m.text.Refresh()
	label := "summary.show"
	if m.open {
		label = "summary.hide"
	}
	m.toggle.SetText(m.voice.Line(voice.Message(label)))
	if len(m.findings) == 0 {
		m.object.Hide()
		return
	}
	m.object.Show()
	if m.open {
		m.panel.Show()
	} else {
		m.panel.Hide()
	}
	m.object.Refresh()
}
