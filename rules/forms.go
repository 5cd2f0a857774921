package rules

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Instance is a field of a form at one place of a filing: host.name, or the
// name of the second domain of the first website.
type Instance struct {
	Page    *Page
	Section *Section
	Field   *Field
	Path    string
	Website int // index, -1 for none

	scope scope
	asked bool
}

// Required reports whether the field must be filled in, as the filing stands.
func (i Instance) Required() bool { return i.scope.Required }

// Asked reports whether the kind of recordal asks for the field. What is filled in
// all the same is shown too.
func (i Instance) Asked() bool { return i.asked }

// At is the path of the member of a list, the person or the part of the filing
// that the field's section stands at. A section that stands at several has a
// heading for each.
func (i Instance) At() string { return i.scope.at }

// Shown lists the fields that the filing, as it stands, has on its pages, in
// reading order.
func (b *Book) Shown(f *Filing, today string) []Instance {
	return b.instances(b.root(f, today))
}

func (b *Book) instances(root *scope) []Instance {
	const usual = 40 // fields of the host unit, and of a website
	all := make([]Instance, 0, usual*(1+len(root.Filing.Websites)))
	for p := range b.Pages {
		page := &b.Pages[p]
		if !page.PerWebsite() {
			all = b.onPage(all, page, root)
			continue
		}
		sites := root.over("website")
		for i := range sites {
			all = b.onPage(all, page, &sites[i])
		}
	}
	return all
}

// OnPage reports whether the filing, as it stands, has something to fill in on
// the page: for a website's page, on that of the website.
func (b *Book) OnPage(shown []Instance, f *Filing, page *Page, website int) bool {
	k := b.kind(f.Kind)
	for _, s := range page.Sections {
		if k == nil || slices.Contains(k.Fills, s.Block) {
			return true
		}
	}
	return slices.ContainsFunc(shown, func(i Instance) bool {
		return i.Page == page && (i.Website == website || !page.PerWebsite())
	})
}

// onPage adds the fields that the page of at shows: those that the kind of
// recordal asks for, and those that are filled in all the same.
func (b *Book) onPage(all []Instance, page *Page, at *scope) []Instance {
	kind := b.kind(at.Kind)
	changes := kind.isChange()
	for i := range page.Sections {
		section := &page.Sections[i]
		if changes && section.Repeats() {
			all = section.onRecord(all, page, at, Changed{Path: section.list(at), FieldID: FieldID(section.list(at))})
		}
		scopes := section.scopes(at)
		for j := range scopes {
			s := &scopes[j]
			for k := range section.Fields {
				field := &section.Fields[k]
				path := s.pathOf(field.Name)
				asked := kind.asks(section, field, s, path)
				if !asked && !s.filled(path) || !field.show.holds(s) {
					continue
				}
				if changes && !section.Repeats() {
					all = section.onRecord(all, page, s, Changed{Path: path, FieldID: field.ID, Field: field})
				}
				all = append(all, Instance{
					Page: page, Section: section, Field: field, Path: path, Website: s.index, scope: *s, asked: asked,
				})
				one := &all[len(all)-1].scope // its place is the one copy of the scope that is made
				b.fill(one, field, path)
				one.Required = asked && one.Required
			}
		}
	}
	return all
}

// onRecord adds, before what changes, the field for what is on record now.
func (s *Section) onRecord(all []Instance, page *Page, at *scope, c Changed) []Instance {
	change := at.Filing.Change
	if !change.Changes(c.Path) && !(c.Field == nil && change.changesWithin(c.Path)) || c.Field != nil && c.Field.Type == TypeFlag {
		return all
	}
	path := "change.before." + c.Path
	one := *at
	one.Type, one.Max, one.Known, one.Required = string(TypeText), longestBefore, true, false
	one.Value = at.Filing.Text(path)
	return append(all, Instance{
		Page: page, Section: s, Path: path, Website: at.index, scope: one,
		Field: &Field{ID: c.FieldID, Name: path, Type: TypeText, Width: 40, Max: longestBefore, Before: true},
	})
}

const longestBefore = 2048 // characters of what is on record; a list of addresses may be long

// asks reports whether a recordal of the kind asks for the field. A draft whose
// kind is not known yet is asked everything.
func (k *Kind) asks(section *Section, field *Field, s *scope, path string) bool {
	switch {
	case k == nil, slices.Contains(k.Fills, section.Block):
		return true
	case slices.Contains(k.Changes, section.Block) && s.Changing(path):
		return true
	}
	return field.also != nil && field.also.holds(s)
}

// filled reports whether something stands at path.
func (s *scope) filled(path string) bool {
	value, err := s.Filing.Get(path)
	if err != nil {
		return false
	}
	switch v := value.(type) {
	case string:
		return v != ""
	case []string:
		return len(v) > 0
	case bool:
		return v
	}
	return false
}

// scopes returns where the section stands on the page of at: once, once for each
// member of the list it repeats over, or not at all.
func (s *Section) scopes(at *scope) []scope {
	var all []scope
	base, answers := strings.CutSuffix(s.Base, ".answers")
	switch {
	case base == "websites.*.domains.*":
		all = at.each((*scope).domains)
	case base == "websites.*.access.ips.*":
		all = at.each((*scope).ips)
	case base == "websites.*.pre_approvals.*":
		all = at.each((*scope).approvals)
	case base == "host.legal_representative", base == "host.lead", base == "websites.*.lead":
		if one, ok := at.person(base); ok {
			all = []scope{one}
		}
	case base == "websites.*" && at.index < 0:
		all = slices.Clone(at.over("website"))
	default:
		one := *at
		one.at = strings.Replace(base, "websites.*", at.at, 1)
		all = []scope{one}
	}
	if answers {
		for i := range all {
			all[i].at += ".answers"
		}
	}
	return slices.DeleteFunc(all, func(one scope) bool { return !s.show.holds(&one) })
}

// each returns the members of a list of the website that the scope stands at; of
// the filing's scope, those of all websites.
func (s *scope) each(members func(*scope) []scope) []scope {
	if s.index >= 0 {
		return members(s)
	}
	return s.ofWebsites(members)
}

// fill puts into the scope what the rules over fields look at.
func (b *Book) fill(s *scope, field *Field, path string) {
	s.Type, s.Choices, s.Max, s.Required = string(field.Type), field.Choices, field.Max, field.required.holds(s)
	s.Known, s.Open = true, b.Lists[field.Choices].Open
	value, err := s.Filing.Get(path)
	if err != nil {
		return
	}
	switch v := value.(type) {
	case string:
		s.Value, s.Typed = strings.TrimSpace(v), v
		s.Known = field.Choices == "" || v == "" || b.inList(field.Choices, v)
	case []string:
		s.Values = len(v)
		if len(v) > 0 {
			s.Value = v[0]
		}
		for _, one := range v {
			if field.Choices != "" && !b.inList(field.Choices, one) {
				s.Known, s.Value = false, one
			}
		}
	case bool:
		s.Value = strconv.FormatBool(v)
	}
}

func (b *Book) inList(list, id string) bool {
	return slices.ContainsFunc(b.Lists[list].Choices, func(c Choice) bool { return c.ID == id })
}

// Options returns the choices that the field offers where it stands.
func (b *Book) Options(i Instance) []string {
	if i.Field.Type == TypeFields {
		return b.Changeable(i.scope.Filing, i.scope.AsOf)
	}
	var ids []string
	for _, c := range b.Lists[i.Field.Choices].Choices {
		if c.when.holds(&i.scope) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Derive fills in what follows from other answers and returns the paths it
// changed. It is for the window and for new filings; a filing that is judged is
// judged as it stands.
func (b *Book) Derive(f *Filing, today string) []string {
	var changed []string
	for _, i := range b.Shown(f, today) {
		if i.Field.derive == nil {
			continue
		}
		old, err := f.Get(i.Path)
		if err != nil {
			continue
		}
		switch value := i.Field.derive.run(&i.scope).(type) {
		case string:
			if old != value && f.Set(i.Path, value) == nil {
				changed = append(changed, i.Path)
			}
		case []any:
			list := texts(value)
			if now, _ := old.([]string); !slices.Equal(now, list) && f.Set(i.Path, list) == nil {
				changed = append(changed, i.Path)
			}
		}
	}
	return changed
}

// FillDefaults puts into empty fields what they most likely hold, such as the
// host unit's name for a domain's holder, and returns the paths it changed. The
// window calls it when a person leaves a field.
func (b *Book) FillDefaults(f *Filing, today string) []string {
	var changed []string
	for _, i := range b.Shown(f, today) {
		if i.Field.standard == nil || f.Text(i.Path) != "" {
			continue
		}
		value := i.Field.standard.say(&i.scope)
		if value != "" && f.Set(i.Path, value) == nil {
			changed = append(changed, i.Path)
		}
	}
	return changed
}

// Length counts characters as a person does, not bytes.
func Length(s string) int { return utf8.RuneCountInString(s) }
