package materials

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// foldRow is the button that shows and hides what this filing does not need.
func (s *Screen) foldRow() fyne.CanvasObject {
	s.fold = s.speech.Button(nil, s.sayFold, func() {
		s.open = !s.open
		s.refreshOthers()
	})
	s.fold.Importance = widget.LowImportance
	s.fold.OnFocus = func() { s.reveal(s.fold) }
	return container.NewVBox(widget.NewSeparator(), container.NewHBox(s.fold))
}

func (s *Screen) sayFold(l translations.Language) string {
	n := 0
	for _, m := range s.models {
		if !m.material.Needed && !m.material.Advised {
			n++
		}
	}
	if s.open {
		return translations.Count(l, "materials.not_needed.hide", n, nil)
	}
	return translations.Count(l, "materials.not_needed.show", n, nil)
}

// refreshOthers lists what this filing does not need, while that is unfolded.
func (s *Screen) refreshOthers() {
	s.fold.Icon = theme.MenuExpandIcon()
	if s.open {
		s.fold.Icon = theme.MenuDropDownIcon()
	}
	s.fold.Say(s.voice, s.sayFold)
	s.others.Objects = nil
	if s.open {
		for _, m := range s.models {
			if !m.material.Needed && !m.material.Advised {
				s.others.Add(spare(s.voice, s.session.Filing(), m.material))
			}
		}
	}
	s.others.Refresh()
}

// spare is a line about a material that is not needed.
func spare(v *voice.Voice, f *rules.Filing, m rules.Material) fyne.CanvasObject {
	return container.New(parts.Stack{},
		form.NewWords(v, form.Body, say.Material(f, m)).Object(),
		form.NewWords(v, form.Quiet, func(l translations.Language) string { return wording.Reason(l, m) }).Object())
}
