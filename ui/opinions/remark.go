package opinions

import (
	"slices"
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/store/scan/worth"
	"recordaldesk/translations"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// Remark is what a reviewer would say of a scan.
type Remark struct {
	Fault    worth.Fault
	Page     int            // from 0
	Where    [][][2]float64 // lines around what is meant, in parts of the page
	Figure   voice.Speaker  // what was found
	Accepted bool           // the person looked and said that it is fine
}

// Say says what was found and what to do about it.
func (r Remark) Say(l translations.Language) string {
	return say.Sentences(l, r.Figure(l), translations.Text(l, r.Fault.FixID()))
}

// Standing returns the remarks that nobody has said to be fine.
func Standing(remarks []Remark) []Remark {
	return slices.DeleteFunc(slices.Clone(remarks), func(r Remark) bool { return r.Accepted })
}

// told brings the remarks on an attachment's pages together, and says which of them
// the person has looked at. The material has so many scans; two may be the two sides
// of a card. The same picture stands for so many other materials of the filing.
func told(o opinion, m rules.Material, a rules.Attachment, scans, again int, today string) []Remark {
	if o.unread {
		return nil
	}
	var all []Remark
	add := func(page, pages int, r worth.Remark) {
		if r.Fault == worth.OneSide && scans > 1 {
			return
		}
		one := Remark{Fault: r.Fault, Page: page, Figure: voice.Message(r.SentenceID(), r.Arguments())}
		if pages > 1 {
			one.Figure = onPage(page+1, one.Figure)
		}
		for _, q := range r.Where {
			var line [][2]float64
			for _, p := range q {
				line = append(line, [2]float64{p.X, p.Y})
			}
			one.Where = append(one.Where, line)
		}
		all = append(all, one)
	}
	for i, page := range o.seen.Pages {
		for _, r := range page.Remarks {
			add(i, len(o.seen.Pages), r)
		}
	}
	if old, ok := worth.Age(o.seen.TakenOn, today, m.PhotoDays); ok && m.PhotoDays > 0 {
		add(0, 1, old)
	}
	if again > 0 {
		add(0, 1, worth.Again(again))
	}
	for _, company := range o.elsewhere {
		all = append(all, Remark{Fault: worth.Repeated, Figure: usedBy(company)})
	}
	for i := range all {
		all[i].Accepted = slices.Contains(a.Accepted, string(all[i].Fault))
	}
	return all
}

// usedBy says that another company's filing has the same picture.
func usedBy(company string) voice.Speaker {
	if company == "" {
		return voice.Message("materials.remark.elsewhere.unnamed")
	}
	return voice.Message("materials.remark.elsewhere", map[string]string{"company": company})
}

// onPage says of which page of several something is said.
func onPage(page int, what voice.Speaker) voice.Speaker {
	return func(l translations.Language) string {
		return translations.Text(l, "materials.remark.page", map[string]string{"page": strconv.Itoa(page), "remark": what(l)})
	}
}

// usedAgain counts the other places of this filing where the same picture is used.
// One document may serve for two materials of one person.
func (o *Opinions) usedAgain(m rules.Material, a rules.Attachment, key string) int {
	f := o.session.Filing()
	places := 0
	for _, other := range o.session.Report().Materials {
		for _, b := range f.Attachments {
			if !other.Holds(b) || m.Holds(b) || f.OnePerson(m, other) {
				continue
			}
			if b.SHA256 == a.SHA256 || o.alike[[2]string{key, keyOf(b, documentOf(f, other))}] {
				places++
			}
		}
	}
	return places
}
