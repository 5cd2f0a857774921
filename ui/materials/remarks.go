package materials

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"recordaldesk/rules"
	"recordaldesk/store/scan/worth"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// remark is what a reviewer would say of a scan.
type remark struct {
	fault    worth.Fault
	page     int // from 0
	where    [][][2]float64
	figure   voice.Speaker // what was found
	accepted bool          // the person looked and said that it is fine
}

// say says what was found and what to do about it.
func (r remark) say(l translations.Language) string {
	return say.Sentences(l, r.figure(l), translations.Text(l, r.fault.FixID()))
}

// told brings the remarks on an attachment's pages together, and says which of them
// the person has looked at. Two files of one material may be the two sides of a card.
func told(o opinion, m model, a rules.Attachment, today string) []remark {
	var all []remark
	add := func(page, pages int, r worth.Remark) {
		if r.Fault == worth.OneSide && len(m.attached) > 1 {
			return
		}
		one := remark{fault: r.Fault, page: page, accepted: slices.Contains(a.Accepted, string(r.Fault))}
		one.figure = voice.Message(r.SentenceID(), r.Arguments())
		if pages > 1 {
			one.figure = onPage(page+1, one.figure)
		}
		for _, q := range r.Where {
			var line [][2]float64
			for _, p := range q {
				line = append(line, [2]float64{p.X, p.Y})
			}
			one.where = append(one.where, line)
		}
		all = append(all, one)
	}
	for i, page := range o.seen.Pages {
		for _, r := range page.Remarks {
			add(i, len(o.seen.Pages), r)
		}
	}
	if old, ok := worth.Age(o.seen.TakenOn, today, m.material.PhotoDays); ok && m.material.PhotoDays > 0 {
		add(0, 1, old)
	}
	if o.here > 0 {
		add(0, 1, worth.Again(o.here))
	}
	for _, where := range o.elsewhere {
		all = append(all, remark{fault: worth.Repeated, accepted: slices.Contains(a.Accepted, string(worth.Repeated)), figure: where})
	}
	return all
}

// usedAgain counts the other places of this filing where the same picture is used.
// One document may serve for two materials of one person.
func (s *Screen) usedAgain(m model, a rules.Attachment, o opinion) int {
	f := s.session.Filing()
	places := 0
	for _, other := range s.models {
		if other.key == m.key || samePerson(f, m.material, other.material) {
			continue
		}
		for _, b := range other.attached {
			known, ok := s.opinions.known[keyOfScan(b)]
			if b.SHA256 == a.SHA256 || ok && o.seen.Same(known.seen) {
				places++
			}
		}
	}
	return places
}

// onPage says of which page of several something is said.
func onPage(page int, what voice.Speaker) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Text(l, "materials.remark.page", map[string]string{"page": strconv.Itoa(page), "remark": what(l)})
	}
}

// remarksOf shows the remarks on a scan as soon as they are known.
func (r *row) remarksOf(m model, a rules.Attachment) fyne.CanvasObject {
	box := container.NewVBox()
	s := r.screen
	s.opinions.get(m, a, func(o opinion) {
		o.here = s.usedAgain(m, a, o)
		remarks := told(o, m, a, s.session.Today())
		s.remarks[keyOfScan(a)] = remarks
		box.Objects = nil
		for _, one := range remarks {
			box.Add(r.remark(m, a, one))
		}
		if r.object != nil { // it is made with what is known already
			r.object.Refresh()
			s.scroll.Content.Refresh()
		}
	})
	return box
}

// remark is a line about one remark, with the way to say that it is fine.
func (r *row) remark(m model, a rules.Attachment, one remark) fyne.CanvasObject {
	if one.accepted {
		words := r.speech.Words(form.Quiet, func(l translations.Language) string {
			return translations.Text(l, "materials.remark.accepted", map[string]string{"fault": translations.Text(l, one.fault.TitleID())})
		})
		again := r.button(m, nil, voice.Message("materials.remark.again"), func() { r.screen.accept(a, one.fault, false) })
		again.Importance = widget.LowImportance
		return container.NewBorder(nil, nil, nil, again, words.Object())
	}
	words := r.speech.Words(form.Body, one.say)
	words.Color(widget.WarningImportance)
	buttons := container.New(parts.NewFlow())
	if len(one.where) > 0 {
		buttons.Add(r.button(m, theme.SearchIcon(), voice.Message("materials.remark.where"), func() { r.screen.edit(m.material, a) }))
	}
	buttons.Add(r.button(m, theme.ConfirmIcon(), voice.Message("materials.remark.fine"), func() { r.screen.accept(a, one.fault, true) }))
	return container.NewVBox(words.Object(), container.New(parts.Indent{}, buttons))
}

// accept notes that a person looked at a remark and found the scan fine, or takes
// that back.
func (s *Screen) accept(a rules.Attachment, f worth.Fault, fine bool) {
	s.session.Edit(func(filing *rules.Filing) {
		i := find(filing, a)
		if i < 0 {
			return
		}
		accepted := slices.DeleteFunc(slices.Clone(filing.Attachments[i].Accepted), func(id string) bool { return id == string(f) })
		if fine {
			accepted = append(accepted, string(f))
		}
		filing.Attachments[i].Accepted = accepted
		if len(accepted) == 0 {
			filing.Attachments[i].Accepted = nil
		}
	})
	s.refresh()
}
