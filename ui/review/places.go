package review

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/opinions"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// kindField is the place of the kind of recordal, for which no form has a field.
const kindField = "kind"

// place is what a mark can stand at: a field, or a material.
type place struct {
	casework.Place
	field    *rules.Instance // nil for a material and for the kind
	material rules.Material
	findings []rules.Finding // of the rules, graver ones first
}

// placesTab lists all that is reviewed of the filing.
type placesTab struct {
	rowsOf
	screen    *Screen
	places    []place
	materials []rules.Material // all that the rulebook knows
	privacy   *wording.Privacy
	since     map[translations.Language]wording.Changes // see changes
}

func newPlacesTab(s *Screen) *placesTab { return &placesTab{screen: s, rowsOf: rowsOf{current: 1}} }

// gather lists the places under their headings. The current one stays where it is still
// there.
func (t *placesTab) gather() {
	s := t.screen.o.Session
	f, book := s.Filing(), s.Book()
	report := s.Report()
	before, known := t.current0()
	t.materials, t.privacy, t.since = report.Materials, wording.PrivacyOf(f), nil
	fields, materials := casework.Places(book, f, s.Today())
	t.places = []place{{Place: casework.FieldPlace(kindField)}}
	t.all = []row{{heading: voice.Message("review.heading.filing")}, {n: 0}}
	section := ""
	for _, i := range fields {
		if at := i.Section.ID + "@" + i.At(); at != section {
			section = at
			t.all = append(t.all, row{heading: sectionOf(f, i)})
		}
		t.add(place{Place: casework.FieldPlace(i.Path), field: &i})
	}
	t.all = append(t.all, row{heading: voice.Message("materials.title")})
	for _, m := range materials {
		t.add(place{Place: casework.MaterialPlace(m), material: m})
	}
	t.spread(f, report.Findings)
	if t.current = 1; known {
		if n := slices.IndexFunc(t.places, func(p place) bool { return p.Place == before }); n >= 0 {
			t.to(n)
		}
	}
}

func (t *placesTab) add(p place) {
	t.all = append(t.all, row{n: len(t.places)})
	t.places = append(t.places, p)
}

// sectionOf names the section of a field, with what it is about where there are several.
func sectionOf(f *rules.Filing, i rules.Instance) voice.Speaker {
	return func(l translations.Language) string {
		name := translations.Text(l, "section."+i.Section.ID)
		if i.Website < 0 || !i.Section.Repeats() && len(f.Websites) < 2 {
			return name
		}
		about := wording.Where(l, f, i.At()+".name")
		if about == "" || about == name {
			return name
		}
		return translations.Text(l, "form.section_of", map[string]string{"section": name, "of": about})
	}
}

// spread puts the findings at their places; what stands at none is about the filing as a
// whole. What is only told at a later moment, and what nobody has answered, is no matter
// of a review.
func (t *placesTab) spread(f *rules.Filing, all []rules.Finding) {
	at := map[casework.Place]int{}
	for n, p := range t.places {
		at[p.Place] = n
	}
	for _, one := range all {
		n, ok := at[t.placeOf(f, one)]
		switch {
		case one.Moment != "":
		case ok:
			t.places[n].findings = append(t.places[n].findings, one)
		case one.Severity != rules.Hint:
			t.places[0].findings = append(t.places[0].findings, one)
		}
	}
}

// placeOf is the place at which a finding stands: that of a scan is the material's.
func (t *placesTab) placeOf(f *rules.Filing, one rules.Finding) casework.Place {
	rest, ok := strings.CutPrefix(one.Field, "attachments.")
	if !ok {
		return casework.FieldPlace(one.Field)
	}
	number, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(number)
	if err != nil || n >= len(f.Attachments) {
		return casework.Place{}
	}
	for _, m := range t.materials {
		if m.Holds(f.Attachments[n]) {
			return casework.MaterialPlace(m)
		}
	}
	return casework.Place{}
}

// current0 is the current place; false before there is one.
func (t *placesTab) current0() (casework.Place, bool) {
	if p := t.now(); p != nil {
		return p.Place, true
	}
	return casework.Place{}, false
}

// now is the current place, nil for none.
func (t *placesTab) now() *place {
	if n := t.item(); n >= 0 && n < len(t.places) {
		return &t.places[n]
	}
	return nil
}

// label names a place.
func (t *placesTab) label(p place) voice.Speaker {
	f := t.screen.o.Session.Filing()
	switch {
	case p.IsMaterial():
		return say.Material(f, p.material)
	case p.field == nil:
		return voice.Message("field." + p.Field)
	}
	return func(l translations.Language) string {
		label := wording.Label(l, p.field.Field.ID)
		if p.field.Field.Before {
			return translations.Text(l, "form.before", map[string]string{"field": label})
		}
		return label
	}
}

// name names a place where no heading stands above it: with the person or the website it
// belongs to.
func (t *placesTab) name(p place) voice.Speaker {
	if p.field == nil || p.field.Field.Before {
		return t.label(p)
	}
	return func(l translations.Language) string {
		return wording.At(l, t.screen.o.Session.Filing(), p.Field, p.field.Field.ID)
	}
}

// value says what is filed at a place, in full; "" for nothing.
func (t *placesTab) value(p place) voice.Speaker {
	f := t.screen.o.Session.Filing()
	return func(l translations.Language) string {
		switch {
		case p.IsMaterial():
			if n := len(t.attached(p.material)); n > 0 {
				return translations.Count(l, "review.scans", n, nil)
			}
			return ""
		case p.field == nil:
			return translations.Text(l, "kind."+f.Kind)
		}
		v, err := f.Get(p.Field)
		if err != nil {
			return "" // the rulebook's own path, which was checked when it was loaded
		}
		return wording.Value(l, p.field.Field, v)
	}
}

// none says that nothing is filed at a place.
func none(p place) voice.Speaker {
	switch {
	case p.IsMaterial() && p.material.Needed:
		return voice.Message("review.missing")
	case p.IsMaterial():
		return voice.Message("review.missing.advised")
	}
	return voice.Message("check.empty")
}

func (t *placesTab) attached(m rules.Material) (all []rules.Attachment) {
	for _, a := range t.screen.o.Session.Filing().Attachments {
		if m.Holds(a) {
			all = append(all, a)
		}
	}
	return all
}

// remarks are what is said against the scans of a material, also where whoever filled in
// the filing has said that it is fine: that is for the reviewer to judge.
func (t *placesTab) remarks(m rules.Material) (all []opinions.Remark) {
	for _, a := range t.attached(m) {
		said, _ := t.screen.o.Opinions.Of(m, a)
		all = append(all, said...)
	}
	return all
}

// doubts counts what the rules and a look at the scans have against a place, and tells
// whether it is an error. A scan that was not looked at yet says nothing.
func (t *placesTab) doubts(p place) (n int, grave bool) {
	for _, f := range p.findings {
		if f.Severity != rules.Hint {
			n++
		}
		grave = grave || f.Severity == rules.Error
	}
	if p.IsMaterial() {
		n += len(t.remarks(p.material))
		if p.material.Needed && len(t.attached(p.material)) == 0 {
			n, grave = n+1, true
		}
	}
	return n, grave
}

// say says a place in a row, numbers of persons masked: the current one alone is shown
// in full, beside its scan.
func (t *placesTab) say(i int) line {
	p, v := t.places[t.all[i].n], t.screen.o.Voice
	said := line{label: t.screen.line(t.label(p))}
	said.value = t.screen.line(t.value(p))
	if p.field != nil {
		said.value = t.privacy.Value(p.field.Field.ID, said.value)
	}
	if said.value == "" {
		said.value, said.empty = v.Line(none(p)), true
	}
	said.sign, said.state, said.color = t.screen.judged(p.Place)
	if n, grave := t.doubts(p); n > 0 {
		said.note, said.grave = "⚠ "+v.Line(func(l translations.Language) string { return translations.Count(l, "review.findings", n, nil) }), grave
	}
	return said
}

// shots are the scans that a place is compared with, its own for a material.
func (t *placesTab) shots() []shot {
	p := t.now()
	if p == nil {
		return nil
	}
	return t.shotsOf(*p)
}

func (t *placesTab) shotsOf(p place) []shot {
	materials := []rules.Material{p.material}
	if !p.IsMaterial() {
		s := t.screen.o.Session
		materials = s.Book().Proofs(s.Filing(), t.materials, p.Field)
	}
	var all []shot
	for _, m := range materials {
		for _, a := range t.attached(m) {
			all = append(all, shot{m, a})
		}
	}
	return all
}

// lacking are the materials that would prove a field, where no scan of any is there.
func (t *placesTab) lacking(p place) []rules.Material {
	if p.IsMaterial() || len(t.shotsOf(p)) > 0 {
		return nil
	}
	s := t.screen.o.Session
	return slices.DeleteFunc(s.Book().Proofs(s.Filing(), t.materials, p.Field), func(m rules.Material) bool { return !m.Needed && !m.Advised })
}

// next makes the next place that is not marked yet the current one, after the last the
// first; false where all are.
func (t *placesTab) next() bool {
	n := len(t.places)
	for step := 1; step <= n; step++ {
		i := (max(0, t.item()) + step) % n
		if m, ok := t.screen.work.MarkAt(t.places[i].Place); !ok || !m.Stands(t.screen.o.Session.Filing()) {
			t.to(i)
			return true
		}
	}
	return false
}

// key judges the current place.
func (t *placesTab) key(key fyne.KeyName) bool {
	s := t.screen
	switch key {
	case fyne.KeyA, fyne.KeyReturn, fyne.KeyEnter:
		s.accept()
	case fyne.KeyQ:
		s.ask(casework.Queried)
	case fyne.KeyR:
		s.ask(casework.Returned)
	case fyne.KeyZ:
		s.takeBack()
	case fyne.KeyN:
		s.nextOpen()
	default:
		return false
	}
	return true
}

func (t *placesTab) keys() voice.Speaker { return voice.Message("review.keys.places") }
