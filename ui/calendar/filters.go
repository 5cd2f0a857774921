package calendar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/store/agenda"
	"recordaldesk/store/worklist"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// filters are the search for a client and what narrows the list.
type filters struct {
	screen *Screen
	speech *parts.Speech
	parts.Search
	who    *form.Picker
	desk   *form.Picker
	desks  []worklist.Named
	clear  *form.Button
	jumps  []*form.Button // to each section, in the order of [agenda.Sections]
	low    bool           // there is room for few rows
	object fyne.CanvasObject
}

// actors are those who can be waited for.
var actors = []string{"client", "desk", "icp_team", "authority"}

func newFilters(s *Screen) *filters {
	f := &filters{screen: s, speech: parts.NewSpeech(s.o.Voice)}
	f.Search = parts.NewSearch(f.speech, voice.Message("calendar.find"), voice.Message("calendar.find.help"), f.counted)
	f.Entry.OnChanged = func(text string) {
		if text != s.view.Query {
			s.change(func(v *agenda.View) { v.Query = text })
		}
	}
	f.Entry.OnSubmitted = func(string) { s.progress() }
	f.Entry.OnKey = f.key

	f.who = form.NewPicker(s.o.Voice, f.whoActs, func(id string) { s.change(func(v *agenda.View) { v.By = id }) })
	f.desk = form.NewPicker(s.o.Voice, f.whichDesk, func(id string) { s.change(func(v *agenda.View) { v.Desk = id }) })
	f.clear = f.speech.Button(theme.CancelIcon(), voice.Message("desk.view.clear"), s.clear)
	f.who.OnEscape, f.desk.OnEscape, f.clear.OnEscape = s.Focus, s.Focus, s.Focus
	row := container.New(parts.NewFlow(), container.New(parts.Ems(11), f.who), container.New(parts.Ems(11), f.desk), f.clear)
	for i := range agenda.Sections {
		b := form.NewButton(nil, func() { s.jump(i) })
		b.Importance, b.OnEscape = widget.LowImportance, s.Focus
		f.jumps = append(f.jumps, b)
		row.Add(b)
	}
	f.object = container.NewVBox(f.Search.Object, row)
	f.follow()
	f.sections()
	return f
}

// whoActs offers those who act that fit what was typed.
func (f *filters) whoActs(query string) []form.Option {
	v := f.screen.o.Voice
	all := parts.Matching(nil, v, query, "", voice.Message("desk.filter.all"))
	for _, id := range actors {
		all = parts.Matching(all, v, query, id, voice.Message("actor."+id))
	}
	return all
}

// whichDesk offers the desks that fit what was typed.
func (f *filters) whichDesk(query string) []form.Option {
	v := f.screen.o.Voice
	all := parts.Matching(nil, v, query, "", voice.Message("desk.filter.all"))
	for _, d := range f.desks {
		all = parts.Matching(all, v, query, d.Name, plain(d.Name))
	}
	return all
}

// follow shows what the list is narrowed by.
func (f *filters) follow() {
	v, view := f.screen.o.Voice, f.screen.view
	var who, desk voice.Speaker
	if view.By != "" {
		who = voice.Message("actor." + view.By)
	}
	if view.Desk != "" {
		desk = plain(view.Desk)
	}
	parts.ShowChosen(f.who, v, "calendar.who", who)
	parts.ShowChosen(f.desk, v, "calendar.desk", desk)
	if f.Entry.Text != view.Query {
		f.Entry.SetText(view.Query)
	}
	parts.SetVisible(f.clear, view != (agenda.View{}))
}

func (f *filters) retranslate() {
	f.speech.Retranslate()
	f.follow()
	f.sections()
}

// key moves through what was found while the keyboard stays in the search, and leaves
// the search.
func (f *filters) key(key fyne.KeyName) bool {
	if key == fyne.KeyEscape {
		if f.Entry.Text == "" && f.screen.current < 0 {
			f.screen.clear() // there is nothing to go to
			return true
		}
		f.Entry.SetText("")
		f.screen.Focus()
		return true
	}
	return f.screen.list.MovedSoon(&f.screen.pending, key)
}

// counted says how many entries are shown.
func (f *filters) counted(l translations.Language) string {
	n := len(f.screen.entries)
	return translations.Count(l, "calendar.count", n, map[string]string{"count": say.Number(n)})
}

func (f *filters) recount() {
	f.Count.Say(f.screen.o.Voice, f.counted)
	f.sections()
}

// sections says how many entries there are in each section, so that what is due today is
// seen however much is over.
func (f *filters) sections() {
	counts := map[agenda.Section]int{}
	for _, l := range f.screen.lines {
		counts[l.section] += l.count
	}
	v := f.screen.o.Voice
	for i, section := range agenda.Sections {
		b, n := f.jumps[i], counts[section]
		b.Importance = widget.LowImportance
		if section == agenda.Over && n > 0 {
			b.Importance = widget.DangerImportance
		}
		b.Say(v, func(l translations.Language) string {
			return translations.Text(l, "calendar.jump", map[string]string{
				"section": translations.Text(l, "calendar.jump."+sectionNames[section]), "count": say.Number(n),
			})
		})
		if n == 0 {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	f.cramped(f.low)
}

// cramped shows the way to the last section where there is something in it, and room.
func (f *filters) cramped(low bool) {
	f.low = low
	last := f.jumps[len(f.jumps)-1]
	parts.SetVisible(last, !last.Disabled() && !low)
}
