package labels

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"recordaldesk/translations"
	"recordaldesk/translations/labels"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// finder is the search, and what narrows it.
type finder struct {
	screen *Screen
	parts.Search
	state  *form.Picker
	chosen string // one of filters
	total  int
	count  int
	object fyne.CanvasObject
}

// filter is what messages can be narrowed by; the message labels.filter.<id> names it.
type filter struct {
	id   string
	fits func(r *labels.Record, flaws []labels.Flaw) bool
	lint bool // it asks for what is wrong
}

var filters = []filter{
	{id: "all", fits: func(*labels.Record, []labels.Flaw) bool { return true }},
	{id: "edited", fits: func(r *labels.Record, _ []labels.Flaw) bool { return edited(r) }},
	{id: "missing", fits: func(r *labels.Record, _ []labels.Flaw) bool { return missing(r) }},
	{id: "unseen", fits: func(r *labels.Record, _ []labels.Flaw) bool { return r.Check == nil }},
	{id: "changed", fits: func(r *labels.Record, _ []labels.Flaw) bool { return r.Changed() }},
	{id: "seen", fits: func(r *labels.Record, _ []labels.Flaw) bool { return r.Seen() }},
	{id: "long", lint: true, fits: has(labels.TooLong)},
	{id: "terms", lint: true, fits: has(labels.Wording, labels.WrongWord)},
	{id: "flawed", lint: true, fits: func(_ *labels.Record, flaws []labels.Flaw) bool { return len(flaws) > 0 }},
}

func has(problems ...labels.Problem) func(*labels.Record, []labels.Flaw) bool {
	return func(_ *labels.Record, flaws []labels.Flaw) bool {
		return slices.ContainsFunc(flaws, func(f labels.Flaw) bool { return slices.Contains(problems, f.Problem) })
	}
}

func edited(r *labels.Record) bool {
	for _, t := range r.Texts {
		if t.Edited() && !t.Missing() {
			return true
		}
	}
	return false
}

func missing(r *labels.Record) bool {
	for _, t := range r.Texts {
		if t.Missing() {
			return true
		}
	}
	return false
}

func newFinder(s *Screen) *finder {
	f := &finder{screen: s, chosen: filters[0].id}
	f.Search = parts.NewSearch(s.speech, voice.Message("rulebook.find"), voice.Message("labels.find.help"), f.counted)
	f.Entry.OnChanged = func(string) { s.search(s.currentID()) }
	f.Entry.OnUndo, f.Entry.OnRedo = s.Undo, s.Redo // of what was changed; a search is soon typed anew
	f.Entry.OnSubmitted = func(string) { s.panel.Focus() }
	f.Entry.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			if f.Entry.Text == "" && f.chosen == filters[0].id {
				s.o.Back()
			}
			f.clear()
			s.search(s.currentID())
			return true
		}
		return s.list.Moved(key)
	}
	f.state = form.NewPicker(s.o.Voice, f.offer, func(id string) {
		f.chosen = id
		f.show()
		s.search(s.currentID())
	})
	f.state.OnEscape = s.Find
	f.show()
	f.object = container.NewBorder(nil, nil, nil, container.New(parts.Ems(14), f.state), f.Search.Object)
	return f
}

func (f *finder) offer(query string) []form.Option {
	var all []form.Option
	for _, one := range filters {
		all = parts.Matching(all, f.screen.o.Voice, query, one.id, voice.Message("labels.filter."+one.id))
	}
	return all
}

// show shows what the messages are narrowed by.
func (f *finder) show() {
	v := f.screen.o.Voice
	f.state.SetChosen(form.NewOption(v, f.chosen, voice.Message("labels.filter."+f.chosen)), form.Option{})
}

func (f *finder) clear() {
	f.chosen = filters[0].id
	f.Entry.SetText("")
	f.show()
}

func (f *finder) retranslate() {
	f.show()
	f.recount()
}

// find returns the records that have all the words that were typed, in their id or in any
// language, and that are of the kind chosen.
func (f *finder) find(all []*labels.Record) []*labels.Record {
	words := strings.Fields(strings.ToLower(f.Entry.Text))
	by := filters[slices.IndexFunc(filters, func(one filter) bool { return one.id == f.chosen })]
	if by.lint {
		f.screen.lint()
	}
	found := make([]*labels.Record, 0, len(all))
	for _, r := range all {
		if by.fits(r, f.screen.flaws[r.ID]) && holds(r, words) {
			found = append(found, r)
		}
	}
	f.total, f.count = len(all), len(found)
	return found
}

func holds(r *labels.Record, words []string) bool {
	if len(words) == 0 {
		return true
	}
	var all strings.Builder
	all.WriteString(r.ID)
	for _, t := range r.Texts {
		for _, text := range t.Forms {
			all.WriteByte('\n')
			all.WriteString(text)
		}
	}
	text := strings.ToLower(all.String())
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func (f *finder) counted(l translations.Language) string {
	return translations.Count(l, "labels.found", f.count, map[string]string{"count": say.Number(f.count), "total": say.Number(f.total)})
}

func (f *finder) recount() { f.Count.SetText(f.screen.o.Voice.Line(f.counted)) }
