package rules

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Begin makes the filing one of a kind, or brings it into accord with its own
// kind after a website was added. Empty members of lists that the kind does not
// ask for go, and the first member of those it fills comes, so that a person
// finds a field to type into and no empty address in a cancellation. Nothing that
// somebody filled in is lost.
func (b *Book) Begin(f *Filing, kind, today string) {
	f.Kind = kind
	k := b.kind(kind)
	if k == nil {
		return
	}
	for _, i := range b.Shown(f, today) {
		if i.Field.derive != nil && !i.asked {
			if v, err := f.at(i.Path); err == nil {
				v.SetZero()
			}
		}
	}
	for i := range f.Websites {
		w := &f.Websites[i]
		w.Access.IPs = membersFor(w.Access.IPs, slices.Contains(k.Fills, "access"))
		w.Domains = membersFor(w.Domains, k.Websites)
	}
	if !k.Websites {
		f.Websites = slices.DeleteFunc(f.Websites, Website.empty)
	} else if len(f.Websites) == 0 {
		f.Websites = append(f.Websites, NewWebsite())
		b.Begin(f, kind, today)
		return
	}
	// A change of access is about the addresses and nothing else.
	if k.changesAccessAlone() {
		for i := range f.Websites {
			if path := "websites." + strconv.Itoa(i) + ".access.ips"; !f.Change.Changes(path) {
				f.Change.Fields = append(f.Change.Fields, path)
			}
		}
	}
}

// membersFor returns a list without its empty members, with one where it is to be
// filled in and has none.
func membersFor[T any](list []T, filled bool) []T {
	kept := slices.DeleteFunc(list, func(one T) bool { return blank(reflect.ValueOf(one)) })
	if filled && len(kept) == 0 {
		kept = append(kept, *new(T))
	}
	return kept
}

// empty reports whether nobody has filled in anything of the website.
func (w Website) empty() bool {
	w.LeadIsHostLead, w.LeadIsLegalRepresentative = false, false
	w.Domains = membersFor(slices.Clone(w.Domains), false)
	w.Access.IPs = membersFor(slices.Clone(w.Access.IPs), false)
	return blank(reflect.ValueOf(w))
}

// blank reports whether a value holds nothing: it may have been read from a file,
// where an empty list is written as one.
func blank(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Struct:
		for i := range v.NumField() {
			if !blank(v.Field(i)) {
				return false
			}
		}
		return true
	}
	return v.IsZero()
}

// isChange reports whether the kind puts what is filed beside what is on record.
func (k *Kind) isChange() bool { return k != nil && len(k.Changes) > 0 }

// changesAccessAlone reports whether what changes is known from the kind.
func (k *Kind) changesAccessAlone() bool {
	return k.isChange() && slices.Equal(k.Fills, []string{"access"})
}

// Fills reports whether a filing of its kind fills in the list at path, which the
// section stands for, so that members can be added to it.
func (b *Book) Fills(f *Filing, s *Section, path string) bool {
	k := b.kind(f.Kind)
	return k == nil || slices.Contains(k.Fills, s.Block) || slices.Contains(k.Changes, s.Block) && f.Change.Changes(path)
}

// Extends reports whether a filing of its kind may be about several websites. A
// cancellation ends one at a time.
func (b *Book) Extends(f *Filing) bool {
	k := b.kind(f.Kind)
	return k == nil || k.Websites && len(k.Fills)+len(k.Changes) > 0
}

// Continues reports whether a filing of the kind is about a website that is on
// record with this access provider, so that an earlier filing may know it.
func (k *Kind) Continues() bool { return k.Websites && !strings.HasPrefix(k.ID, "new_") }

// From returns a filing of a kind for the company of an earlier one, with what
// tells which company and, where the kind is about a website on record, which
// website is meant; website is its index in known. What a new filing has to say
// itself is left empty, a new website keeps the person in charge.
func (b *Book) From(known *Filing, kind string, website int, today string) *Filing {
	known = known.Clone()
	k := b.kind(kind)
	switch {
	case website < 0 || website >= len(known.Websites):
		known.Websites = nil
	case k != nil && k.Continues():
		known.Websites = known.Websites[website : website+1]
	default:
		w := known.Websites[website]
		known.Websites = []Website{{
			Lead: w.Lead, LeadIsHostLead: w.LeadIsHostLead, LeadIsLegalRepresentative: w.LeadIsLegalRepresentative,
		}}
	}
	f := New(kind)
	if k != nil && k.Continues() && len(known.Websites) == 1 {
		f.Websites[0].Domains = make([]Domain, len(known.Websites[0].Domains))
		f.Websites[0].Access.IPs = make([]IPRange, len(known.Websites[0].Access.IPs))
	}
	f.Change.Fields = nil
	// Begin takes empty members away, so what is known comes first; one answer
	// brings the next question.
	f.Kind = kind
	for b.identify(f, known, today) {
	}
	b.Begin(f, kind, today)
	return f
}

// identify copies what the filing asks and known says, and reports whether that
// changed anything.
func (b *Book) identify(f, known *Filing, today string) (changed bool) {
	for _, i := range b.Shown(f, today) {
		if !i.asked || i.Field.Derived || i.Field.Before || strings.HasPrefix(i.Path, "change.") || strings.Contains("."+i.Path, ".answers.") {
			continue
		}
		value, err := known.Get(i.Path)
		if now, errNow := f.Get(i.Path); err == nil && errNow == nil && !reflect.DeepEqual(now, value) {
			changed = f.Set(i.Path, value) == nil || changed
		}
	}
	return changed
}

// Moved returns where what stood at path stands after the member of a list that
// removed names was taken out; ok is false for what was taken out with it.
func Moved(path, removed string) (now string, ok bool) {
	if below(path, removed) {
		return "", false
	}
	dot := strings.LastIndexByte(removed, '.')
	list, gone := removed[:dot+1], removed[dot+1:]
	rest, inList := strings.CutPrefix(path, list)
	if !inList {
		return path, true
	}
	index, tail, more := strings.Cut(rest, ".")
	n, err := strconv.Atoi(index)
	was, _ := strconv.Atoi(gone)
	if err != nil || n < was {
		return path, true
	}
	now = list + strconv.Itoa(n-1)
	if more {
		now += "." + tail
	}
	return now, true
}

// remove takes what is said of a list's member out of the change, and lets what
// is said of those behind it follow them.
func (c *Change) remove(member string) {
	kept := c.Fields[:0]
	for _, path := range c.Fields {
		if now, ok := Moved(path, member); ok {
			kept = append(kept, now)
		}
	}
	c.Fields = kept
	before := c.Before
	c.Before = nil
	for path, text := range before {
		if now, ok := Moved(path, member); ok {
			if c.Before == nil {
				c.Before = map[string]string{}
			}
			c.Before[now] = text
		}
	}
}
