package rules

import (
	"math/bits"
	"slices"
	"strings"

	"recordaldesk/assets/divisions"
)

// Askable is a field that a filing of a kind may be asked for, and what decides
// whether it is. A blank form on paper has to show it all the same.
type Askable struct {
	Instance
	When [][]Given // answers, those of one case together; none where it is asked whatever is answered
	Need Need

	Changing bool // it is asked only where it changes
}

// Given is an answer to the field at Path: a bool for a flag, the id of a choice or
// the code of a province otherwise.
type Given struct {
	Path  string
	Field *Field
	Value any
}

// Is reports whether two answers are the same.
func (g Given) Is(other Given) bool { return g.Path == other.Path && g.Value == other.Value }

// Need says how often a field must be filled in where it is asked.
type Need int

// Whether a field must be filled in.
const (
	Optional  Need = iota
	Sometimes      // as other answers have it
	Always
)

// mostFlags bounds the flags that are tried out together.
const mostFlags = 6

// Askable lists what a filing of the kind may be asked for, in reading order: of
// one website, with one member of each list. The list of what changes is not
// among it, see [Book.Picks]. It is found by trying out the answers that decide:
// yes and no together, choices and provinces one at a time. A kind that the book
// does not know is asked for nothing.
func (b *Book) Askable(kind, today string) []Askable {
	k := b.kind(kind)
	if k == nil {
		return nil
	}
	t := attempts{book: b, today: today, seen: map[string]*askable{}, flags: b.flags(k)}
	for mask := range 1 << len(t.flags) {
		f := t.filing(k, mask)
		t.try(f, mask, nil)
		f.Change.Fields = nil
		t.tryUnchanged(f)
	}
	// With everybody a person of their own, most is asked.
	for _, given := range t.choices() {
		f := t.filing(k, 0)
		if f.Set(given.Path, given.Value) == nil {
			t.try(f, -1, &given)
		}
	}
	all := make([]Askable, len(t.order))
	for i, path := range t.order {
		all[i] = t.seen[path].as(t.flags)
	}
	return all
}

// whole returns an empty filing of the kind with one member in every list, in
// which everything changes that can.
func (b *Book) whole(k *Kind) *Filing {
	f := New(k.ID)
	f.Websites[0].PreApprovals = []PreApproval{{}}
	if !k.Websites {
		f.Websites = nil
	}
	return f
}

// flags are the yes and no of a filing of the kind that may decide about others.
func (b *Book) flags(k *Kind) []Given {
	var all []Given
	b.single(func(path string, f *Field) {
		if f.Type == TypeFlag && len(all) < mostFlags && (k.Websites || !strings.HasPrefix(path, "websites.")) {
			all = append(all, Given{Path: path, Field: f})
		}
	})
	return all
}

// single goes over the fields that a filing with one website has once.
func (b *Book) single(do func(path string, f *Field)) {
	for p := range b.Pages {
		for s := range b.Pages[p].Sections {
			section := &b.Pages[p].Sections[s]
			base := strings.Replace(section.Base, "websites.*", "websites.0", 1)
			if strings.Contains(base, "*") {
				continue
			}
			for i := range section.Fields {
				do(base+"."+section.Fields[i].Name, &section.Fields[i])
			}
		}
	}
}

// attempts is what was found by trying out answers.
type attempts struct {
	book  *Book
	today string
	flags []Given
	seen  map[string]*askable
	order []string
}

// askable is a field with the trials in which it was asked.
type askable struct {
	Instance
	masks           []bool // by what the flags were
	by              []Given
	times, required int
	unchanged       bool // asked even where nothing changes
}

// filing returns a filing in which each flag is the mask's bit.
func (t *attempts) filing(k *Kind, mask int) *Filing {
	f := t.book.whole(k)
	for i, flag := range t.flags {
		// Every flag has a place in a filing of its kind, or it is not among them.
		_ = f.Set(flag.Path, mask>>i&1 == 1)
	}
	f.Change.Fields = t.book.Changeable(f, t.today)
	return f
}

// choices are the answers that decide one at a time.
func (t *attempts) choices() []Given {
	var all []Given
	t.book.single(func(path string, f *Field) {
		switch f.Type {
		case TypeChoice:
			for _, c := range t.book.Lists[f.Choices].Choices {
				all = append(all, Given{path, f, c.ID})
			}
		case TypeProvince:
			for _, d := range divisions.Provinces() {
				all = append(all, Given{path, f, d.Code})
			}
		}
	})
	return all
}

// try notes what the filing is asked for; mask is what its flags are, by the
// choice that was made instead.
func (t *attempts) try(f *Filing, mask int, by *Given) {
	last := -1 // where in the order the field before stands
	for _, i := range t.book.Shown(f, t.today) {
		if !i.asked || i.Field.Before || i.Field.Type == TypeFields {
			continue
		}
		one := t.seen[i.Path]
		if one == nil {
			one = &askable{Instance: i, masks: make([]bool, 1<<len(t.flags))}
			t.seen[i.Path] = one
			t.order = slices.Insert(t.order, last+1, i.Path)
		}
		last = max(last, slices.Index(t.order, i.Path))
		if one.times++; i.Required() {
			one.required++
		}
		if by == nil {
			one.masks[mask] = true
		} else {
			one.by = append(one.by, *by)
		}
	}
}

// tryUnchanged notes what a filing in which nothing changes is asked for all the
// same.
func (t *attempts) tryUnchanged(f *Filing) {
	for _, i := range t.book.Shown(f, t.today) {
		if one := t.seen[i.Path]; i.asked && one != nil {
			one.unchanged = true
		}
	}
}

func (a *askable) as(flags []Given) Askable {
	found := Askable{Instance: a.Instance, Changing: !a.unchanged && len(a.by) < a.times}
	switch {
	case a.required == a.times:
		found.Need = Always
	case a.required > 0:
		found.Need = Sometimes
	}
	switch {
	case !slices.Contains(a.masks, true):
		for _, given := range a.by {
			found.When = append(found.When, []Given{given})
		}
	case slices.Contains(a.masks, false):
		found.When = cases(a.masks, flags)
	}
	return found
}

// cases says in as few words as it can for which flags the masks are true
// (Quine and McCluskey's method): the widest terms, until all are said.
func cases(masks []bool, flags []Given) [][]Given {
	type term struct{ fixed, value int }
	holds := func(t term, mask int) bool { return mask&t.fixed == t.value }
	var terms []term
	for fixed := range masks {
		for value := range masks {
			t := term{fixed, value}
			if value&^fixed == 0 && !slices.ContainsFunc(indexes(masks), func(m int) bool { return holds(t, m) && !masks[m] }) {
				terms = append(terms, t)
			}
		}
	}
	slices.SortStableFunc(terms, func(a, b term) int { return bits.OnesCount(uint(a.fixed)) - bits.OnesCount(uint(b.fixed)) })
	var all [][]Given
	said := slices.Clone(masks)
	for _, t := range terms {
		news := false
		for m := range said {
			if said[m] && holds(t, m) {
				said[m], news = false, true
			}
		}
		if !news {
			continue
		}
		var c []Given
		for i, flag := range flags {
			if t.fixed>>i&1 == 1 {
				flag.Value = t.value>>i&1 == 1
				c = append(c, flag)
			}
		}
		all = append(all, c)
	}
	return all
}

func indexes(masks []bool) []int {
	all := make([]int, len(masks))
	for i := range all {
		all[i] = i
	}
	return all
}
