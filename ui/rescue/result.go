package rescue

import (
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules/ident"
	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// mostRows of the list are shown; the list that is saved has all.
const mostRows = 200

// salvaged says what was read out of the damaged file, and what was not.
func (s *Screen) salvaged(got store.Salvaged) {
	s.say(nil, false)
	p := s.newPage(nil)
	p.message(form.Title, "rescue.salvaged.title")
	for _, one := range summary(got, len(s.found) > 0) {
		p.words(form.Body, one.say).Color(one.importance)
	}
	on := p.button(voice.Message("rescue.continue"), s.open)
	on.Importance = widget.HighImportance
	became := p.speech.Words(form.Quiet, parts.Nothing)
	became.Object().Hide()
	p.row(on, p.button(voice.Message("rescue.list.save"), func() { s.saveList(got, became, p) }))
	p.column.Add(became.Object())
	p.listed(widget.MediumImportance, columns()...)
	for _, d := range order(got.Drafts) {
		state, importance := stateOf(d)
		p.listed(importance, nameOf(d), changedOf(d), voice.Message(state))
	}
	p.message(form.Quiet, "rescue.salvaged.aside", map[string]string{"folder": got.Aside})
	s.show(p)
}

// sentence is one of a summary, with how important it looks.
type sentence struct {
	say        voice.Speaker
	importance widget.Importance
}

// summary says in a few sentences what was read, what is missing, and where that may be:
// in a backup, where there is one.
func summary(got store.Salvaged, backup bool) []sentence {
	older := 0
	for _, d := range got.Drafts {
		if d.Saved && d.Older {
			older++
		}
	}
	lost := len(got.Drafts) - got.Saved
	all := []sentence{{count("rescue.salvaged.saved", got.Saved, map[string]string{"scans": strconv.Itoa(got.Scans)}), widget.SuccessImportance}}
	for _, one := range []struct {
		id string
		n  int
	}{{"rescue.salvaged.lost", lost}, {"rescue.salvaged.older", older}, {"rescue.salvaged.missing", got.Missing}} {
		if one.n > 0 {
			all = append(all, sentence{count(one.id, one.n, nil), widget.DangerImportance})
		}
	}
	switch {
	case (lost > 0 || older > 0) && !backup:
		all = append(all, sentence{voice.Message("rescue.salvaged.keep"), widget.MediumImportance})
	case lost > 0 || older > 0:
		all = append(all, sentence{voice.Message("rescue.salvaged.backup"), widget.MediumImportance})
	case got.Missing == 0:
		all = append(all, sentence{voice.Message("rescue.salvaged.whole"), widget.MediumImportance})
	}
	return all
}

func count(id string, n int, args map[string]string) voice.Speaker {
	return func(l translations.Language) string { return translations.Count(l, id, n, args) }
}

// order sets what is lost, or in an earlier state, before what is whole, and of a long
// list its beginning.
func order(all []store.SalvagedDraft) []store.SalvagedDraft {
	var first, rest []store.SalvagedDraft
	for _, d := range all {
		if d.Saved && !d.Older {
			rest = append(rest, d)
		} else {
			first = append(first, d)
		}
	}
	first = append(first, rest...)
	return first[:min(len(first), mostRows)]
}

func stateOf(d store.SalvagedDraft) (id string, importance widget.Importance) {
	switch {
	case !d.Saved:
		return "rescue.row.lost", widget.DangerImportance
	case d.Older:
		return "rescue.row.older", widget.WarningImportance
	}
	return "rescue.row.saved", widget.SuccessImportance
}

func nameOf(d store.SalvagedDraft) voice.Speaker {
	name := strings.Join(strings.Fields(d.HostName), " ")
	switch {
	case !d.Saved:
		return voice.Message("rescue.row.nameless")
	case name == "":
		return voice.Message("filings.untitled")
	}
	return func(translations.Language) string { return ident.MaskText(name) }
}

func changedOf(d store.SalvagedDraft) voice.Speaker {
	if d.Updated.IsZero() {
		return voice.Message("rescue.row.unknown")
	}
	return func(translations.Language) string { return say.Moment(d.Updated) }
}

// List is the list of what was read and what was not as a text, in the languages that
// are spoken. Nobody's name is in it: it may be shown to whoever helps.
func List(v *voice.Voice, got store.Salvaged, at time.Time) string {
	var b strings.Builder
	line := func(texts ...string) { b.WriteString(strings.Join(texts, "\t") + "\r\n") }
	line(v.Line(voice.Message("rescue.list.title")), say.Moment(at))
	for _, one := range summary(got, false) {
		line(v.Line(one.say))
	}
	line()
	heads := columns()
	line(v.Line(heads[0]), v.Line(heads[1]), v.Line(heads[2]))
	for i, d := range got.Drafts {
		state, _ := stateOf(d)
		line(v.Line(voice.Message("rescue.list.row", map[string]string{"number": strconv.Itoa(i + 1)})),
			v.Line(changedOf(d)), v.Line(voice.Message(state)))
	}
	return b.String()
}

// saveList asks for a folder and writes the list into it.
func (s *Screen) saveList(got store.Salvaged, became *form.Words, p *page) {
	text, at := List(s.o.Voice, got, s.o.Now()), s.o.Now().Format("20060102_150405")
	name := s.o.Voice.Text("rescue.list.file", map[string]string{"at": at}) + ".txt"
	tell := func(i widget.Importance, say voice.Speaker) {
		became.Color(i)
		became.Say(say)
		became.Object().Show()
		p.column.Refresh()
	}
	s.chosen(s.o.Voice.Text("rescue.list.folder"), func(folder string) {
		path := filepath.Join(folder, name)
		crash.Go(func() {
			// Notepad takes a text without a mark for one in the system's own encoding.
			err := os.WriteFile(path, []byte("\ufeff"+text), 0o600)
			s.o.Do(func() {
				if err != nil {
					slog.Error("save the list", "err", err)
					tell(widget.DangerImportance, voice.Message("rescue.list.failed"))
					return
				}
				tell(widget.SuccessImportance, voice.Message("rescue.list.saved", map[string]string{"file": path}))
			})
		})
	}, func() { tell(widget.DangerImportance, voice.Message("rescue.choose.failed")) })
}

// restored says what is there after a backup was restored.
func (s *Screen) restored(b store.Backup, got store.Restoration) {
	s.say(nil, false)
	p := s.newPage(nil)
	p.message(form.Title, "rescue.restored.title")
	p.words(form.Body, count("rescue.restored.what", got.Drafts, map[string]string{"at": say.Moment(b.At)})).Color(widget.SuccessImportance)
	if got.Missing > 0 {
		p.words(form.Body, count("rescue.salvaged.missing", got.Missing, nil)).Color(widget.DangerImportance)
	}
	if got.Purged > 0 {
		p.words(form.Body, count("rescue.restored.purged", got.Purged, nil))
	}
	on := p.button(voice.Message("rescue.continue"), s.open)
	on.Importance = widget.HighImportance
	p.row(on)
	for _, folder := range []string{got.Aside, got.Copied} {
		if folder != "" {
			p.message(form.Quiet, "rescue.restored.aside", map[string]string{"folder": folder})
		}
	}
	s.show(p)
}

// columns are the heads of the list.
func columns() []voice.Speaker {
	return []voice.Speaker{
		voice.Message("rescue.column.filing"), voice.Message("rescue.column.changed"), voice.Message("rescue.column.state"),
	}
}

// listed adds a row to a list, the last of whose three columns looks as important as
// given.
func (p *page) listed(importance widget.Importance, columns ...voice.Speaker) {
	row := container.New(parts.Columns{Shares: []float32{5, 3, 3}})
	for i, text := range columns {
		l := p.speech.Label(widget.MediumImportance, text)
		if l.Truncation = fyne.TextTruncateEllipsis; i == len(columns)-1 {
			l.Importance = importance
		}
		row.Add(l)
	}
	p.column.Add(row)
}
