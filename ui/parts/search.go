package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/voice"
)

// Search is the row above a list in which somebody types what is looked for.
type Search struct {
	Entry  *form.Entry
	Count  *Label // says how much was found
	Object fyne.CanvasObject
}

// NewSearch returns a search with its name before it, and behind it what can be typed and
// how much was found.
func NewSearch(s *Speech, name, hint, counted voice.Speaker) Search {
	label := s.Label(widget.MediumImportance, name)
	label.Strong = true
	help := s.Label(widget.LowImportance, hint)
	search := Search{Entry: form.NewEntry(), Count: s.Label(widget.MediumImportance, counted)}
	search.Object = container.New(Searching{}, container.NewBorder(nil, nil, label, nil, container.New(Ems(22), search.Entry)), help, search.Count)
	return search
}

// Matching appends an option to those that a picker offers, where it has what was typed in
// it, in either language.
func Matching(all []form.Option, v *voice.Voice, query, id string, say voice.Speaker) []form.Option {
	query = strings.ToLower(strings.TrimSpace(query))
	if !strings.Contains(strings.ToLower(say(translations.Chinese)+" "+say(translations.English)), query) {
		return all
	}
	return append(all, form.NewOption(v, id, say))
}

// ShowChosen has a picker show what something is narrowed by, after its name; nil for
// nothing.
func ShowChosen(p *form.Picker, v *voice.Voice, name string, value voice.Speaker) {
	var chosen form.Option
	if value != nil {
		chosen = form.NewOption(v, "", func(l translations.Language) string {
			return translations.Text(l, "desk.filter.is", map[string]string{"label": translations.Text(l, name), "value": value(l)})
		})
	}
	p.SetChosen(chosen, form.NewOption(v, "", voice.Message(name)))
}
