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
}

// Required reports whether the field must be filled in, as the filing stands.
func (i Instance) Required() bool { return i.scope.Required }

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

// onPage adds the fields that the page of at shows.
func (b *Book) onPage(all []Instance, page *Page, at *scope) []Instance {
	for i := range page.Sections {
		section := &page.Sections[i]
		for _, s := range section.scopes(at) {
			for j := range section.Fields {
				field := &section.Fields[j]
				s := s
				if !field.show.holds(&s) {
					continue
				}
				path := s.pathOf(field.Name)
				b.fill(&s, field, path)
				all = append(all, Instance{
					Page: page, Section: section, Field: field, Path: path, Website: s.index, scope: s,
				})
			}
		}
	}
	return all
}

// scopes returns where the section stands on the page of at: once, once for each
// member of the list it repeats over, or not at all.
func (s *Section) scopes(at *scope) []scope {
	var all []scope
	switch s.Base {
	case "websites.*.domains.*":
		all = at.domains()
	case "websites.*.access.ips.*":
		all = at.ips()
	case "websites.*.pre_approvals.*":
		all = at.approvals()
	case "host.legal_representative", "host.lead", "websites.*.lead":
		if one, ok := at.person(s.Base); ok {
			all = []scope{one}
		}
	default:
		one := *at
		one.at = strings.Replace(s.Base, "websites.*", at.at, 1)
		all = []scope{one}
	}
	return slices.DeleteFunc(all, func(one scope) bool { return !s.show.holds(&one) })
}

// fill puts into the scope what the rules over fields look at.
func (b *Book) fill(s *scope, field *Field, path string) {
	s.Type, s.Max, s.Required = string(field.Type), field.Max, field.required.holds(s)
	s.Known, s.Open = true, b.Lists[field.Choices].Open
	value, err := s.Filing.Get(path)
	if err != nil {
		return
	}
	switch v := value.(type) {
	case string:
		s.Value = strings.TrimSpace(v)
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
