package review

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

func itoa(n int) string { return strconv.Itoa(n) }

// reasons asks why a place is queried or returned: one of the rulebook's reasons, the
// reviewer's own words, or both.
type reasons struct {
	panel   *panel
	at      place
	verdict casework.Verdict
	all     []reason
	found   []reason
	current int

	speech *parts.Speech
	filter *form.Entry
	list   *form.List
	words  *form.Words // what the client will read
	own    *form.Entry
	lacks  *form.Words // that something must be said
	box    fyne.CanvasObject
}

// reason is one that can be picked; without an id it stands for the reviewer's own words
// alone.
type reason struct {
	rules.Reason
	about         bool
	label, detail string // what it is found by
}

func newReasons(p *panel, at place, v casework.Verdict) *reasons {
	q := &reasons{panel: p, at: at, verdict: v, speech: parts.NewSpeech(p.screen.o.Voice), filter: form.NewEntry(), own: form.NewEntry()}
	s := p.screen
	path, material := at.Field, at.Material
	for _, r := range s.o.Session.Book().ReasonsFor(s.o.Session.Filing(), path, material) {
		one := reason{Reason: r, about: r.About(path, material)}
		for _, l := range translations.Languages {
			label, words := wording.ReasonOfReturn(l, r.ID)
			one.label, one.detail = one.label+label+"\n", one.detail+words+"\n"
		}
		q.all = append(q.all, one)
	}
	q.list = q.listed()
	q.filter.OnChanged = func(string) { q.search() }
	q.filter.OnSubmitted = func(string) { q.pick() }
	q.filter.OnKey = q.key
	q.own.OnSubmitted = func(string) { q.pick() }
	q.own.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			q.focus()
		}
		return key == fyne.KeyEscape
	}
	if m, ok := s.work.MarkAt(at.Place); ok {
		q.own.Text = m.Words
	}
	q.words = q.speech.Words(form.Quiet, q.client)
	q.lacks = q.speech.Words(form.Body, voice.Message("review.reason.lacks"))
	q.lacks.Color(widget.DangerImportance)
	q.lacks.Object().Hide()
	ok := q.speech.Button(theme.ConfirmIcon(), voice.Message("review.verdict."+string(v)), q.pick)
	cancel := q.speech.Button(theme.CancelIcon(), voice.Message("dialog.cancel"), p.leave)
	ok.Importance, ok.OnEscape, cancel.OnEscape = widget.HighImportance, p.leave, p.leave
	q.speech.Also(func() {
		q.filter.SetPlaceHolder(s.o.Voice.Line(voice.Message("review.reason.filter")))
		q.own.SetPlaceHolder(s.o.Voice.Line(voice.Message("review.reason.own.hint")))
		q.list.Refresh()
	})
	title := q.oneLine(voice.Message("review.reason." + string(v)))
	title.TextStyle.Bold = true
	where := q.oneLine(s.places.name(at))
	head := container.NewVBox(container.New(parts.Stack{}, title, where), container.New(parts.Indent{}, q.filter))
	// The list has what the rest leaves, however many languages are spoken.
	client := container.New(parts.Size{Height: theme.TextSize() * 5}, container.NewVScroll(q.words.Object()))
	keys := widget.NewLabel("") // in one language: both have no room
	keys.SizeName, keys.Importance, keys.Truncation = theme.SizeNameCaptionText, widget.LowImportance, fyne.TextTruncateEllipsis
	q.speech.Also(func() { keys.SetText(s.o.Voice.Text("review.reason.keys")) })
	foot := container.NewVBox(client, container.New(parts.Stack{}, q.oneLine(voice.Message("review.reason.own")), container.New(parts.Indent{}, q.own)), q.lacks.Object(),
		container.New(parts.Indent{}, container.New(parts.NewFlow(), ok, cancel)), keys)
	q.box = container.NewBorder(head, foot, nil, nil, q.list)
	q.search()
	return q
}

// oneLine is a label that takes no second line: the panel is low, and the reasons are what
// it is for.
func (q *reasons) oneLine(say voice.Speaker) *widget.Label {
	l := widget.NewLabel("")
	l.Truncation = fyne.TextTruncateEllipsis
	q.speech.Also(func() { l.SetText(q.speech.Voice.Line(say)) })
	return l
}

// listed makes the list, whose current row is shaded as the toolkit's own selection.
func (q *reasons) listed() *form.List {
	l := form.NewList(
		func() int { return len(q.found) },
		func() fyne.CanvasObject {
			row := widget.NewLabel("")
			row.Truncation = fyne.TextTruncateEllipsis
			return row
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i < len(q.found) {
				o.(*widget.Label).SetText(q.say(q.found[i]))
			}
		})
	l.OnSelected = func(i widget.ListItemID) {
		q.current = i
		q.words.Retranslate()
	}
	return l
}

// say says a reason in its row: with its number, and a dot where it is often given for
// such a place.
func (q *reasons) say(r reason) string {
	v := q.panel.screen.o.Voice
	if r.ID == "" {
		return v.Line(voice.Message("review.reason.none"))
	}
	label := v.Line(func(l translations.Language) string {
		label, _ := wording.ReasonOfReturn(l, r.ID)
		return label
	})
	id := "review.reason.row"
	if r.about {
		id = "review.reason.row.about"
	}
	return v.Text(id, map[string]string{"row": itoa(r.Row), "reason": label})
}

// client says what of the current reason goes to the client.
func (q *reasons) client(l translations.Language) string {
	r, ok := q.chosen()
	if !ok || r.ID == "" {
		return translations.Text(l, "review.reason.none.help")
	}
	_, words := wording.ReasonOfReturn(l, r.ID)
	return words
}

func (q *reasons) chosen() (reason, bool) {
	if q.current < 0 || q.current >= len(q.found) {
		return reason{}, false
	}
	return q.found[q.current], true
}

// search lists the reasons that what was typed finds: by the number, then by the label in
// either language or the initials of its pinyin, then by what it says to the client. The
// reviewer's own words always stand last.
func (q *reasons) search() {
	query := strings.TrimSpace(q.filter.Text)
	q.found = find(q.all, query)
	q.found = append(q.found, reason{})
	q.current = 0
	q.list.UnselectAll()
	q.list.Refresh()
	q.list.Select(0)
	q.list.ScrollToTop()
}

func find(all []reason, query string) []reason {
	if query == "" {
		return slices.Clone(all)
	}
	ranked := make([][]reason, 4)
	for _, r := range all {
		row := itoa(r.Row)
		switch {
		case row == query:
			ranked[0] = append(ranked[0], r)
		case strings.HasPrefix(row, query):
			ranked[1] = append(ranked[1], r)
		case store.Finds(r.label, query):
			ranked[2] = append(ranked[2], r)
		case store.Finds(r.detail, query):
			ranked[3] = append(ranked[3], r)
		}
	}
	return slices.Concat(ranked...)
}

// key moves the current reason while the filter has the keyboard, or gives up.
func (q *reasons) key(key fyne.KeyName) bool {
	by, ok := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1, fyne.KeyPageDown: 6, fyne.KeyPageUp: -6}[key]
	switch {
	case ok:
		q.current = max(0, min(len(q.found)-1, q.current+by))
		q.list.Select(q.current)
		q.list.ScrollTo(q.current)
	case key == fyne.KeyEscape:
		q.panel.leave()
	default:
		return false
	}
	return true
}

// pick says of the place what was chosen, and goes on to the next one.
func (q *reasons) pick() {
	r, ok := q.chosen()
	words := strings.TrimSpace(q.own.Text)
	if !ok {
		return
	}
	if r.ID == "" && words == "" {
		q.lacks.Object().Show()
		q.box.Refresh()
		q.panel.screen.o.Canvas.Focus(q.own)
		return
	}
	s := q.panel.screen
	q.panel.leave()
	s.mark(casework.Mark{Place: q.at.Place, Verdict: q.verdict, Reason: r.ID, Words: words})
}

func (q *reasons) object() fyne.CanvasObject { return q.box }
func (q *reasons) entry() *form.Entry        { return q.filter }
func (q *reasons) focus()                    { q.panel.screen.o.Canvas.Focus(q.filter) }
func (q *reasons) retranslate()              { q.speech.Retranslate() }
