package history

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// then is the filing as it was after an entry.
type then struct {
	at     int64
	record *store.Record // nil while it is being read
}

// side is beside the entries: what the current one changed or, once a person asks for
// it, the whole filing as it was then.
type side struct {
	screen *Screen
	first  *form.Button
	box    *fyne.Container
	scroll *container.Scroll
}

// mostLines of what an entry changed are listed; an import may have changed all.
const mostLines = 60

func newSide(s *Screen) *side {
	b := &side{screen: s, box: container.NewVBox()}
	b.scroll = container.NewVScroll(container.NewPadded(container.NewPadded(b.box)))
	return b
}

// focus puts the keyboard on the first button.
func (b *side) focus() {
	if b.first != nil {
		form.Focus(b.first)
	}
}

// show builds what stands there anew.
func (b *side) show() {
	s := b.screen
	b.box.Objects, b.first = nil, nil
	switch {
	case s.current < 0:
	case s.then == nil:
		b.changes(s.entry())
	case s.then.record == nil:
		b.say(form.Body, voice.Message("history.reading"))
	default:
		b.whole(*s.then.record)
	}
	b.box.Refresh()
	b.scroll.ScrollToTop()
}

func (b *side) say(style form.Style, say voice.Speaker) *form.Words {
	w := form.NewWords(b.screen.o.Voice, style, say)
	b.box.Add(w.Object())
	return w
}

// changes lists what the entry changed.
func (b *side) changes(c store.Change) {
	s := b.screen
	b.say(form.Heading, withTime("history.entry", c.At))
	b.say(form.Quiet, func(l translations.Language) string {
		if c.By == "" {
			return origin(c)(l)
		}
		return c.By + " · " + origin(c)(l)
	})
	b.buttons(button{theme.SearchIcon(), "history.show", s.open})
	if len(c.Steps) == 0 {
		b.say(form.Body, func(l translations.Language) string { return s.words.fieldsOf(l, c) })
		return
	}
	in := inEach(func(l translations.Language) []line { return s.words.lines(l, c) })
	all := in(translations.Chinese)
	b.columns(b.words(form.Caption, voice.Message("history.field")), b.words(form.Caption, voice.Message("history.old")), b.words(form.Caption, voice.Message("history.new")))
	for i, n := range all[:min(len(all), mostLines)] {
		in := func(pick func(line) string) voice.Speaker { return picked(in, i, pick) }
		value := func(pick func(line) string) fyne.CanvasObject {
			if n.old == "" && n.new == "" {
				return b.words(form.Body, parts.Nothing)
			}
			return b.value(form.Body, s.words.hidden, n.field, in(pick))
		}
		b.columns(b.words(form.Body, in(func(n line) string { return n.label })),
			value(func(n line) string { return n.old }), value(func(n line) string { return n.new }))
	}
	if more := len(all) - mostLines; more > 0 {
		b.say(form.Quiet, func(l translations.Language) string { return translations.Count(l, "history.more", more, nil) })
	}
}

// inEach keeps what is said in each language that is asked for: in Chinese, in which the
// places of all are known, and in any other.
func inEach[T any](say func(translations.Language) []T) func(translations.Language) []T {
	said := map[translations.Language][]T{}
	return func(l translations.Language) []T {
		if _, known := said[l]; !known {
			said[l] = say(l)
		}
		return said[l]
	}
}

// picked says a part of the i-th of what is said in each language.
func picked[T any](in func(translations.Language) []T, i int, pick func(T) string) voice.Speaker {
	return func(l translations.Language) string {
		if all := in(l); i < len(all) {
			return pick(all[i])
		}
		return pick(in(translations.Chinese)[i])
	}
}

// whole lists all that the filing said then, beside what it says now; what differs
// stands first.
func (b *side) whole(r store.Record) {
	s := b.screen
	b.say(form.Heading, withTime("history.then.title", s.entry().At))
	zh := wording.Beside(translations.Chinese, s.o.Book, r.Filing, s.o.Filing, s.o.Today)
	compared := inEach(func(l translations.Language) []wording.Comparison {
		return wording.Beside(l, s.o.Book, r.Filing, s.o.Filing, s.o.Today)
	})
	var differ, alike []int
	for i, c := range zh {
		switch {
		case c.Before != c.After:
			differ = append(differ, i)
		case c.Before != "":
			alike = append(alike, i)
		}
	}
	b.buttons(button{theme.HistoryIcon(), "history.take", s.restore}, button{theme.NavigateBackIcon(), "history.close_then", s.leave})
	if len(differ) == 0 {
		b.say(form.Body, voice.Message("history.then.same"))
	} else {
		b.say(form.Body, func(l translations.Language) string {
			return translations.Count(l, "history.then.differs", len(differ), nil)
		})
	}
	b.columns(b.words(form.Caption, voice.Message("history.field")), b.words(form.Caption, voice.Message("history.then")), b.words(form.Caption, voice.Message("history.now")))
	hiddenThen := wording.PrivacyOf(r.Filing)
	for _, i := range slices.Concat(differ, alike) {
		in := func(pick func(wording.Comparison) string) voice.Speaker { return picked(compared, i, pick) }
		label, style := in(func(c wording.Comparison) string { return c.Label }), form.Body
		if zh[i].Before != zh[i].After {
			label = func(l translations.Language) string {
				return translations.Text(l, "history.mark", map[string]string{"field": in(func(c wording.Comparison) string { return c.Label })(l)})
			}
			style = form.Caption
		}
		now := b.words(form.Quiet, voice.Message("history.same"))
		if zh[i].Before != zh[i].After {
			now = b.value(style, s.words.hidden, zh[i].FieldID, in(func(c wording.Comparison) string { return c.After }))
		}
		b.columns(b.words(style, label), b.value(style, hiddenThen, zh[i].FieldID, in(func(c wording.Comparison) string { return c.Before })), now)
	}
}

// button is a button of the side.
type button struct {
	icon fyne.Resource
	id   string
	do   func()
}

func (b *side) buttons(all ...button) {
	row := container.New(parts.NewFlow())
	for i, one := range all {
		made := form.NewButton(one.icon, one.do)
		made.Say(b.screen.o.Voice, voice.Message(one.id))
		made.OnEscape = b.screen.leave
		if i == 0 {
			made.Importance, b.first = widget.HighImportance, made
		}
		row.Add(made)
	}
	b.box.Add(container.New(parts.Indent{}, row))
}

// columns sets an item and its two values side by side.
func (b *side) columns(item, one, other fyne.CanvasObject) {
	b.box.Add(container.New(parts.Columns{Shares: []float32{30, 35, 35}}, item, one, other))
}

func (b *side) words(style form.Style, say voice.Speaker) fyne.CanvasObject {
	return form.NewWords(b.screen.o.Voice, style, say).Object()
}

// value says a value; a number of a person is masked, and shown to who asks.
func (b *side) value(style form.Style, hidden *wording.Privacy, field string, say voice.Speaker) fyne.CanvasObject {
	full := say(b.screen.o.Voice.Language())
	if masked := hidden.Value(field, full); masked != full {
		veil := parts.NewVeil(masked, full, b.screen.o.Do)
		veil.OnFocus = func() { parts.Reveal(b.scroll, b.scroll.Content, veil, b.scroll.Offset.Y) }
		return veil
	}
	return b.words(style, func(l translations.Language) string { return orNone(l, say(l)) })
}
