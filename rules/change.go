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

// Pick is something that a filing of its kind may change: a field, a whole person
// or a whole list.
type Pick struct {
	Path    string
	FieldID string // of its label
	Page    *Page  // that asks for it
	Website int    // index, -1 for none
	Person  string // path of the person it is a part of, or is
}

// Picks lists what a filing of its kind may change, in the order of the forms, a
// person before that person's fields.
func (b *Book) Picks(f *Filing, today string) []Pick {
	k := b.kind(f.Kind)
	if !k.isChange() {
		return nil
	}
	var all []Pick
	person := ""
	for _, c := range b.changeable(b.root(f, today)) {
		if c.person {
			person = c.Path
		} else if !below(c.Path, person) {
			person = ""
		}
		if slices.Contains(k.Changes, c.block) && (c.Field == nil || !c.Field.Fixed) {
			all = append(all, Pick{Path: c.Path, FieldID: c.FieldID, Page: c.page, Website: c.website, Person: person})
		}
	}
	return all
}

// fresh reports whether what stands at path is filed anew: the kind fills its
// block in, or it changes. The rest is on record already, by the rules of its day,
// and only says which recordal is meant.
func (s *scope) fresh(path string) bool {
	kind, block := s.lists.book.kind(s.Filing.Kind), blockOf(path)
	return kind == nil || block == "" || slices.Contains(kind.Fills, block) ||
		s.Filing.Change.Changes(path) || s.Filing.Change.changesWithin(path)
}

// blockOf returns the block of a filing that a path lies in, "" for what is in
// none, such as the account.
func blockOf(path string) string {
	parts := strings.SplitN(path, ".", 4)
	switch {
	case parts[0] == "host":
		return "host"
	case parts[0] != "websites":
		return ""
	case len(parts) > 2 && parts[2] == "domains":
		return "domain"
	case len(parts) > 2 && parts[2] == "access":
		return "access"
	}
	return "website"
}

// Changeable lists the paths of what a filing of its kind may change, see
// [Book.Picks].
func (b *Book) Changeable(f *Filing, today string) []string {
	var paths []string
	for _, p := range b.Picks(f, today) {
		paths = append(paths, p.Path)
	}
	return paths
}

// candidate is something of a filing that can change.
type candidate struct {
	Changed
	person  bool // a whole person
	block   string
	page    *Page
	website int // index, -1 for none
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
				for _, c := range page.Sections[j].changeable(&pages[i]) {
					c.page, c.website = page, pages[i].index
					all = append(all, c)
				}
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
		return []candidate{{Changed: Changed{Path: path, FieldID: FieldID(path)}, block: s.Block}}
	}
	var all []candidate
	for _, one := range s.scopes(at) {
		if one.Person != &noPerson {
			all = append(all, candidate{Changed: Changed{Path: one.at, FieldID: FieldID(one.at)}, person: true, block: s.Block})
		}
		for i := range s.Fields {
			if f := &s.Fields[i]; !f.Derived && f.Type != TypeFlag {
				all = append(all, candidate{Changed: Changed{Path: one.pathOf(f.Name), FieldID: f.ID, Field: f}, block: s.Block})
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
	if len(f.Change.Fields) == 0 {
		return []scope{}
	}
	kind, known := book.kind(f.Kind), book.changeable(s)
	all := make([]scope, len(f.Change.Fields))
	for i, path := range f.Change.Fields {
		e := &changeEntry{Path: path, Label: "field." + FieldID(path), Before: f.Change.Before[path], After: f.Text(path)}
		e.Outside = kind != nil
		for _, c := range known {
			within := below(path, c.Path)
			if !within && !below(c.Path, path) {
				continue
			}
			e.Known = true
			e.Outside = e.Outside && !slices.Contains(kind.Changes, c.block)
			if within {
				e.Fixed = c.Field != nil && c.Field.Fixed
				e.Single = c.Path == path && !c.person && c.Field != nil && fieldKinds[c.Field.Type].Kind() == reflect.String
			}
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
