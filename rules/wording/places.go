package wording

import (
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/translations"
)

// Places names places of a filing in words, and says what stands there, for whoever
// speaks of it from outside: a return notice, or what changed since a packet.
type Places struct {
	filing    *rules.Filing
	shown     map[string]rules.Instance
	materials []rules.Material
	privacy   *Privacy
}

// PlacesOf returns the places of a filing as it stands.
func PlacesOf(book *rules.Book, f *rules.Filing, today string) *Places {
	p := &Places{filing: f, shown: map[string]rules.Instance{}, materials: book.Materials(f, today), privacy: StrictPrivacyOf(f)}
	for _, i := range book.Shown(f, today) {
		p.shown[i.Path] = i
	}
	return p
}

// Has reports whether the filing has the place now: whether its forms ask for the field,
// or its list of materials has the paper.
func (p *Places) Has(at casework.Place) bool {
	if at.IsMaterial() {
		_, has := p.Material(at)
		return has
	}
	_, has := p.shown[at.Field]
	return has
}

// Material returns the material that the place is of.
func (p *Places) Material(at casework.Place) (rules.Material, bool) {
	for _, m := range p.materials {
		if casework.IsOf(at, m) {
			return m, true
		}
	}
	return rules.Material{}, false
}

// Name is what a field or a paper is called, with the website, domain or person it
// belongs to where there are several. Nothing of what stands there is said.
func (p *Places) Name(l Language, at casework.Place) string {
	if !at.IsMaterial() {
		return p.fieldName(l, at.Field)
	}
	name := translations.Text(l, "returning.paper.unknown")
	if id := "material." + at.Material; translations.Has(l, id) {
		name = translations.Text(l, id)
	}
	m, known := p.Material(at)
	switch {
	case at.Domain != "":
		return detailed(l, name, at.Domain)
	case at.Website > 0 && at.Website >= len(p.filing.Websites):
		return detailed(l, name, translations.Text(l, "removed.websites"))
	case at.Website > 0, known && m.Per == "website" && len(p.filing.Websites) > 1:
		return detailed(l, name, translations.Text(l, "member.websites", map[string]string{"number": strconv.Itoa(at.Website + 1)}))
	}
	return name
}

func (p *Places) fieldName(l Language, path string) string {
	id := rules.FieldID(path)
	if i, ok := p.shown[path]; ok {
		id = i.Field.ID
	}
	if !translations.Has(l, "field."+id) {
		return translations.Text(l, "returning.field.unknown")
	}
	return At(l, p.filing, path, id)
}

// Step is where in the program the place is found: the name of its page.
func (p *Places) Step(l Language, at casework.Place) string {
	if at.IsMaterial() {
		return translations.Text(l, "rail.materials")
	}
	if i, ok := p.shown[at.Field]; ok {
		return translations.Text(l, "rail."+i.Page.ID)
	}
	return ""
}

// Value is what stands at the place, with the numbers of persons masked: of a paper how
// many scans there are.
func (p *Places) Value(l Language, at casework.Place) string {
	if at.IsMaterial() {
		return translations.Count(l, "returning.scans", len(at.Scans(p.filing)), nil)
	}
	said := ""
	if i, ok := p.shown[at.Field]; ok {
		said = p.privacy.Value(i.Field.ID, after(l, p.filing, i.Field, at.Field))
	}
	if said == "" {
		return translations.Text(l, "output.not_given")
	}
	return said
}
