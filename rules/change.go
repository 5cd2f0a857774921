package rules

import (
	"reflect"
	"slices"
	"strings"
)

// Changed is one field or list that a change replaces: what is on record and
// what is filed instead.
type Changed struct {
	Path    string
	FieldID string // of its label
	Before  string // on record now, in words; "" where nobody said
	Field   *Field // nil for a list
}

// Changed lists what the filing changes, in the order of the forms; nothing for
// kinds that change nothing. A person stands by the single fields, a list as a
// whole.
func (b *Book) Changed(f *Filing, today string) []Changed {
	if !b.kind(f.Kind).isChange() {
		return nil
	}
	var all []Changed
	for _, c := range b.changeable(b.root(f, today)) {
		if !c.person && (f.Change.Changes(c.Path) || c.Field == nil && f.Change.changesWithin(c.Path)) {
			c.Before = f.Change.Before[c.Path]
			all = append(all, c.Changed)
		}
	}
	return all
}

// Changes reports whether the field at path is one of those that change.
func (c Change) Changes(path string) bool {
	return slices.ContainsFunc(c.Fields, func(f string) bool { return below(path, f) })
}

// changesWithin reports whether something below path changes.
func (c Change) changesWithin(path string) bool {
	return slices.ContainsFunc(c.Fields, func(f string) bool { return below(f, path) })
}

// below reports whether path is at, or a part of it.
func below(path, at string) bool {
	rest, found := strings.CutPrefix(path, at)
	return found && (rest == "" || rest[0] == '.')
}

// Changeable lists the paths that a filing of its kind may change, in the order
// of the forms: fields, whole persons and whole lists.
func (b *Book) Changeable(f *Filing, today string) []string {
	k := b.kind(f.Kind)
	if !k.isChange() {
		return nil
	}
	var paths []string
	for _, c := range b.changeable(b.root(f, today)) {
		if (slices.Contains(k.Changes, c.block) || slices.Contains(k.Fills, c.block)) && (c.Field == nil || !c.Field.Fixed) {
			paths = append(paths, c.Path)
		}
	}
	return paths
}

// candidate is something of a filing that can change.
type candidate struct {
	Changed
	person bool // a whole person
	block  string
}

// changeable lists every field, person and list of the filing, whatever its kind
// may change of them.
func (b *Book) changeable(root *scope) []candidate {
	var all []candidate
	for p := range b.Pages {
		page := &b.Pages[p]
		pages := []scope{*root}
		if page.PerWebsite() {
			pages = root.over("website")
		}
		for i := range pages {
			for j := range page.Sections {
				all = append(all, page.Sections[j].changeable(&pages[i])...)
			}
		}
	}
	return all
}

func (s *Section) changeable(at *scope) []candidate {
	if s.Block == "" {
		return nil
	}
	if s.Repeats() {
		path := s.list(at)
		return []candidate{{Changed{Path: path, FieldID: fieldID(path)}, false, s.Block}}
	}
	var all []candidate
	for _, one := range s.scopes(at) {
		if one.Person != &noPerson {
			all = append(all, candidate{Changed{Path: one.at, FieldID: fieldID(one.at)}, true, s.Block})
		}
		for i := range s.Fields {
			if f := &s.Fields[i]; !f.Derived && f.Type != TypeFlag {
				all = append(all, candidate{Changed{Path: one.pathOf(f.Name), FieldID: f.ID, Field: f}, false, s.Block})
			}
		}
	}
	return all
}

// list is the path of the list that the section repeats over.
func (s *Section) list(at *scope) string {
	return strings.Replace(strings.TrimSuffix(s.Base, ".*"), "websites.*", at.at, 1)
}

// changes returns one scope for each entry of change.fields.
func (s *scope) changes() []scope {
	book, f := s.lists.book, s.Filing
	kind, known := book.kind(f.Kind), book.changeable(s)
	all := make([]scope, len(f.Change.Fields))
	for i, path := range f.Change.Fields {
		e := &changeEntry{Path: path, Label: "field." + fieldID(path), Before: f.Change.Before[path], After: f.Text(path)}
		for _, c := range known {
			if !below(path, c.Path) && !below(c.Path, path) {
				continue
			}
			if c.Path == path {
				e.Single = !c.person && c.Field != nil && fieldKinds[c.Field.Type].Kind() == reflect.String
			}
			if !e.Known || c.Path == path {
				e.Fixed = c.Field != nil && c.Field.Fixed
				e.Outside = kind != nil && !slices.Contains(kind.Changes, c.block) && !slices.Contains(kind.Fills, c.block)
			}
			e.Known = true
		}
		all[i] = *s
		all[i].at, all[i].Value, all[i].Entry = "change.fields", path, e
	}
	return all
}

// changeEntry is what the rules over changes see of an entry of change.fields.
type changeEntry struct {
	Path    string `expr:"path"`
	Label   string `expr:"label"`
	Known   bool   `expr:"known"`   // the filing has such a field
	Fixed   bool   `expr:"fixed"`   // it stays as it is on record
	Outside bool   `expr:"outside"` // another kind of recordal changes it
	Single  bool   `expr:"single"`  // it is one field, not a person or a list
	Before  string `expr:"before"`
	After   string `expr:"after"` // "" for what is no text
}

var noEntry changeEntry
