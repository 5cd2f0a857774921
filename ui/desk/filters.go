package desk

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"recordaldesk/assets/divisions"
	"recordaldesk/rules/wording"
	"recordaldesk/store/crash"
	"recordaldesk/store/worklist"
	"recordaldesk/translations"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/progress"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// filters are the search and what narrows the queue, above the columns.
type filters struct {
	screen *Screen
	speech *parts.Speech
	parts.Search
	all    []*filter
	clear  *form.Button
	keep   *form.Button
	forget *form.Button
	desks  []worklist.Named // asked in the background, since all filings are looked through
	of     int              // how many those were
	object fyne.CanvasObject
}

// filter narrows the queue by one thing.
type filter struct {
	picker *form.Picker
	label  string          // message id: what it narrows by
	value  func() string   // what is chosen, "" for everything
	set    func(id string) // chooses
	offer  func() []string // the ids to choose from
	say    func(id string) voice.Speaker
}

// any stands for everything in a list of choices.
const any = ""

func newFilters(s *Screen) *filters {
	f := &filters{screen: s, speech: parts.NewSpeech(s.o.Voice)}
	f.Search = parts.NewSearch(f.speech, voice.Message("filings.find"), voice.Message("desk.find.help"), f.counted)
	f.Entry.OnChanged = func(text string) {
		if text != s.view.Query {
			s.change(func(v *worklist.View) { v.Query = text })
		}
	}
	f.Entry.OnSubmitted = func(string) { s.review() }
	f.Entry.OnKey = f.key

	row := container.New(parts.NewFlow())
	for _, one := range f.kinds() {
		one.picker = form.NewPicker(s.o.Voice, func(query string) []form.Option { return f.options(one, query) }, one.set)
		one.picker.OnEscape = s.Focus
		f.all = append(f.all, one)
		row.Add(container.New(parts.Ems(11), one.picker))
	}
	button := func(icon fyne.Resource, id string, do func()) *form.Button {
		b := f.speech.Button(icon, voice.Message(id), do)
		b.OnEscape = s.Focus
		row.Add(b)
		return b
	}
	f.keep = button(theme.DocumentSaveIcon(), "desk.view.keep", f.keepView)
	f.forget = button(theme.DeleteIcon(), "desk.view.forget", f.forgetView)
	f.clear = button(theme.CancelIcon(), "desk.view.clear", func() { s.show(worklist.View{}); s.Focus() })
	f.object = container.NewVBox(f.Search.Object, row)
	f.follow()
	return f
}

// kinds are the filters in their order.
func (f *filters) kinds() []*filter {
	s := f.screen
	one := func(list []string) string {
		if len(list) == 0 {
			return any
		}
		return list[0]
	}
	list := func(id string) []string {
		if id == any {
			return nil
		}
		return []string{id}
	}
	return []*filter{
		{
			label: "desk.view", value: func() string { return s.view.Name }, set: f.useView,
			offer: func() (ids []string) {
				for _, v := range s.views {
					ids = append(ids, v.Name)
				}
				return ids
			},
			say: plain,
		},
		{
			label: "desk.column.stage", value: func() string { return one(s.view.Stages) },
			set: func(id string) { s.change(func(v *worklist.View) { v.Stages = list(id) }) },
			offer: func() (ids []string) {
				for _, stage := range s.o.Book().Stages {
					ids = append(ids, stage.ID)
				}
				return ids
			},
			say: progress.Stage,
		},
		{
			label: "desk.column.kind", value: func() string { return one(s.view.Kinds) },
			set: func(id string) { s.change(func(v *worklist.View) { v.Kinds = list(id) }) },
			offer: func() (ids []string) {
				for _, kind := range s.o.Book().Kinds {
					ids = append(ids, kind.ID)
				}
				return ids
			},
			say: filings.Kind,
		},
		{
			label: "desk.column.province", value: func() string { return one(s.view.Provinces) },
			set: func(id string) { s.change(func(v *worklist.View) { v.Provinces = list(id) }) },
			offer: func() (ids []string) {
				for _, p := range divisions.Provinces() {
					ids = append(ids, p.Code)
				}
				return ids
			},
			say: func(id string) voice.Speaker {
				return func(l translations.Language) string { return wording.Place(l, id) }
			},
		},
		{
			label: "desk.column.desk", value: func() string { return one(s.view.Desks) },
			set: func(id string) { s.change(func(v *worklist.View) { v.Desks = list(id) }) },
			offer: func() (ids []string) {
				for _, d := range f.desks {
					ids = append(ids, d.Name)
				}
				return ids
			},
			say: plain,
		},
		{
			label: "desk.column.age", value: func() string {
				if s.view.Age == 0 {
					return any
				}
				return strconv.Itoa(s.view.Age)
			},
			set: func(id string) {
				days, _ := strconv.Atoi(id) // "" is everything
				s.change(func(v *worklist.View) { v.Age = days })
			},
			offer: func() []string { return []string{"1", "3", "7", "14", "30"} },
			say: func(id string) voice.Speaker {
				days, _ := strconv.Atoi(id) // it is of those offered, or of a view that was kept
				return func(l translations.Language) string { return translations.Count(l, "desk.age.filter", days, nil) }
			},
		},
		{
			label: "desk.column.due", value: func() string { return string(s.view.Due) },
			set: func(id string) { s.change(func(v *worklist.View) { v.Due = worklist.Due(id) }) },
			offer: func() []string {
				return []string{string(worklist.DueOver), string(worklist.DueToday), string(worklist.DueWeek), string(worklist.DueSome)}
			},
			say: func(id string) voice.Speaker { return voice.Message("desk.due.filter." + id) },
		},
	}
}

// options are what a filter offers for what was typed: everything, and what the query is
// in, in either language.
func (f *filters) options(one *filter, query string) []form.Option {
	v := f.screen.o.Voice
	all := parts.Matching(nil, v, query, any, voice.Message("desk.filter.all"))
	for _, id := range one.offer() {
		all = parts.Matching(all, v, query, id, one.say(id))
	}
	return all
}

// follow shows what the view is narrowed by.
func (f *filters) follow() {
	v := f.screen.o.Voice
	for _, one := range f.all {
		var value voice.Speaker
		if id := one.value(); id != any {
			value = one.say(id)
		}
		parts.ShowChosen(one.picker, v, one.label, value)
	}
	if f.Entry.Text != f.screen.view.Query {
		f.Entry.SetText(f.screen.view.Query)
	}
	view := f.screen.view
	empty := view.Query == "" && view.Due == "" && view.Age == 0 && len(view.Stages)+len(view.Kinds)+len(view.Provinces)+len(view.Desks) == 0
	parts.SetVisible(f.clear, !empty)
	parts.SetVisible(f.keep, !empty && view.Name == "")
	parts.SetVisible(f.forget, view.Name != "")
}

func (f *filters) retranslate() {
	f.speech.Retranslate()
	f.follow()
}

// key moves through what was found while the keyboard stays in the search, and leaves
// the search.
func (f *filters) key(key fyne.KeyName) bool {
	if key == fyne.KeyEscape {
		f.Entry.SetText("")
		f.screen.Focus()
		return true
	}
	return f.screen.list.MovedSoon(&f.screen.pending, key)
}

// counted says how many filings there are, or how many of them the view shows.
func (f *filters) counted(l translations.Language) string {
	s := f.screen
	if !s.loaded {
		return translations.Text(l, "filings.loading")
	}
	args := map[string]string{"count": say.Number(len(s.rows)), "total": say.Number(s.total)}
	if len(s.rows) == s.total {
		args["count"] = say.Number(s.total)
		return translations.Count(l, "filings.count", s.total, args)
	}
	return translations.Count(l, "filings.found", len(s.rows), args)
}

// recount says how many there are by now, and asks which desks there are.
func (f *filters) recount() {
	s := f.screen
	f.Count.Say(s.o.Voice, f.counted)
	if !s.loaded || f.desks != nil && f.of == s.total {
		return
	}
	f.of = s.total
	crash.Go(func() {
		desks := s.o.Queue.Names(func(r *worklist.Row) string { return r.Case.Desk })
		s.o.Do(func() { f.desks = desks })
	})
}

// useView shows a view that was kept.
func (f *filters) useView(name string) {
	s := f.screen
	for _, v := range s.views {
		if v.Name == name {
			s.show(v)
			return
		}
	}
	s.show(worklist.View{})
}
