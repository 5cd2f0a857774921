package rules

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"sync"
)

// What two filings can share.
const (
	SharedMobile         = "mobile"
	SharedEmergencyPhone = "emergency_phone"
	SharedOfficePhone    = "office_phone"
	SharedEmail          = "email"
	SharedDocument       = "document"     // a person's document number
	SharedWebsiteLead    = "website_lead" // one human being leads websites of several companies
	SharedDomain         = "domain"
	SharedOrder          = "order" // the same company has another filing under way
)

// Shared is one thing that a filing has in common with another of the desk and
// should not: with a filing of another company or, for [SharedOrder], with
// another one of the same company.
type Shared struct {
	What    string `expr:"what"`    // one of the constants, named for the field of this filing
	Path    string `expr:"path"`    // where it stands in this filing: host.legal_representative.mobile
	Company string `expr:"company"` // the other filing's host unit, "" where its name is not filled in
	ID      string `expr:"id"`      // of the other filing
	Count   int    `expr:"count"`   // how many other companies share it; of SharedOrder, how many other filings
}

// Desk knows what all filings of the desk hold that no two companies may share:
// mobile numbers, e-mail addresses, documents of persons, website leads and
// domains (domain.md 2.5 and 5.5, rows 2, 29, 32 and 67). Its methods may be
// called from any goroutine.
//
// Values are compared as they are filed, however they are typed. What cannot be
// such a value (无, half a number) is no sign of anything, and is left to the
// rules that judge it by itself. So is a landline, which two companies in one
// building may share; a mobile number counts in any of the three fields.
//
// Of a value only its 64-bit hash is kept. That is half the memory, and leaves
// no list of everybody's numbers lying about to be logged or written out by
// mistake. Among a million values the chance that any two have the same hash is
// one in thirty million, and would cost a false alarm. Each Desk hashes with a
// seed of its own, so that a hash means nothing outside it; it is no protection
// against who reads the program's memory, where the seed lies too.
type Desk struct {
	seed maphash.Seed

	mu      sync.RWMutex
	filings map[string]*deskFiling
	removed map[string]bool // ids, so that a late Fill does not bring them back

	// Most values are one filing's alone, so those need no list.
	sole   map[mark]*deskFiling
	common map[mark][]*deskFiling // two or more, as compareFilings orders them
}

// deskFiling is what the desk keeps of a filing.
type deskFiling struct {
	id      string
	company string // the host unit's name as typed
	unit    hostUnit
	sent    bool
	marks   []mark // sorted, each once
}

// NewDesk returns a desk without filings.
func NewDesk() *Desk {
	return &Desk{
		seed:    maphash.MakeSeed(),
		filings: map[string]*deskFiling{}, removed: map[string]bool{},
		sole: map[mark]*deskFiling{}, common: map[mark][]*deskFiling{},
	}
}

// Put takes a filing in, in place of what was put under the id before. A filing
// that was sent is no order under way any more; the numbers in it are in use all
// the same. The filing stays the caller's.
//
// It returns the ids of the filings that share a value with this one, or did
// before, where that may make another difference to them than before; none where
// what the desk knows of the filing is what it knew.
func (d *Desk) Put(id string, f *Filing, sent bool) (touched []string) {
	filing := d.read(id, f, sent)
	d.mu.Lock()
	defer d.mu.Unlock()
	old := d.filings[id]
	if old != nil && old.same(filing) {
		return nil
	}
	d.drop(id)
	d.add(filing)
	return d.beside(id, old, filing)
}

// Fill takes a filing in unless one was put under the id, or removed, before: a
// pass over the stored filings may come late with what the window has changed
// since. It reports whether it did.
func (d *Desk) Fill(id string, f *Filing, sent bool) bool {
	if d.knows(id) {
		return false
	}
	filing := d.read(id, f, sent)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.filings[id] != nil || d.removed[id] {
		return false
	}
	d.add(filing)
	return true
}

func (d *Desk) knows(id string) bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.filings[id] != nil || d.removed[id]
}

// Remove takes the filing out, and returns the ids of those that shared a value
// with it. One that is not there is no mistake.
func (d *Desk) Remove(id string) (touched []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	old := d.filings[id]
	d.removed[id] = true
	d.drop(id)
	return d.beside(id, old)
}

// beside returns the ids of the others that hold a value of one of the filings,
// each once.
func (d *Desk) beside(id string, of ...*deskFiling) []string {
	var ids []string
	seen := map[string]bool{id: true}
	for _, f := range of {
		if f == nil {
			continue
		}
		for _, m := range f.marks {
			for _, h := range d.holders(m) {
				if !seen[h.id] {
					seen[h.id] = true
					ids = append(ids, h.id)
				}
			}
		}
	}
	return ids
}

// same reports whether the desk knows the same of two filings.
func (f *deskFiling) same(g *deskFiling) bool {
	return f.company == g.company && f.unit == g.unit && f.sent == g.sent && slices.Equal(f.marks, g.marks)
}

// Shared returns what the filing shares with others of the desk: one for each
// thing and path, in the order in which they stand in the filing. It names the
// other filing with the smallest id, one whose company is filled in before one
// whose is not. The filing under the same id, if there is one, is itself.
func (d *Desk) Shared(id string, f *Filing) []Shared {
	unit, traits := d.unit(f), d.traits(f)
	d.mu.RLock()
	defer d.mu.RUnlock()
	var all []Shared
	for _, t := range traits {
		var other *deskFiling
		var count int
		if t.what == SharedOrder {
			other, count = d.orders(t.mark, id)
		} else {
			other, count = d.others(t.mark, id, unit)
		}
		if count > 0 {
			all = append(all, Shared{What: t.what, Path: t.path, Company: other.company, ID: other.id, Count: count})
		}
	}
	return all
}

// others finds the filings of other companies that hold a value. It returns one
// of them and how many companies they are.
func (d *Desk) others(m mark, id string, unit hostUnit) (first *deskFiling, companies int) {
	// Those without a good number come first, then all of one number together.
	var numberless map[mark]bool // by name
	var last mark
	for _, h := range d.holders(m) {
		if h.id == id || !h.unit.differs(unit) {
			continue
		}
		if first == nil || h.before(first) {
			first = h
		}
		switch {
		case h.unit.number == 0:
			if numberless == nil {
				numberless = map[mark]bool{}
			}
			numberless[h.unit.name] = true
			continue
		case h.unit.number != last:
			companies++
			last = h.unit.number
		}
		// The company's number may be missing in one filing only.
		delete(numberless, h.unit.name)
	}
	return first, companies + len(numberless)
}

// orders finds the other filings under way of the company with a certificate
// number.
func (d *Desk) orders(m mark, id string) (first *deskFiling, filings int) {
	for _, h := range d.holders(m) {
		if h.id == id || h.sent {
			continue
		}
		if first == nil || h.before(first) {
			first = h
		}
		filings++
	}
	return first, filings
}

func (d *Desk) holders(m mark) []*deskFiling {
	if h := d.sole[m]; h != nil {
		return []*deskFiling{h}
	}
	return d.common[m]
}

// before reports whether f is named rather than g.
func (f *deskFiling) before(g *deskFiling) bool {
	if (f.company == "") != (g.company == "") {
		return g.company == ""
	}
	return f.id < g.id
}

// differs reports whether two host units are two: by the number of their
// certificate or, where one has none yet or a mistyped one, by their names. What
// is not filled in says nothing, so a filing just begun is nobody else's.
func (u hostUnit) differs(v hostUnit) bool {
	if u.number != 0 && v.number != 0 {
		return u.number != v.number
	}
	if u.mistyped != 0 && u.mistyped == v.mistyped {
		return false
	}
	return u.name != 0 && v.name != 0 && u.name != v.name
}

// read takes from a filing what the desk keeps of it.
func (d *Desk) read(id string, f *Filing, sent bool) *deskFiling {
	traits := d.traits(f)
	marks := make([]mark, len(traits))
	for i, t := range traits {
		marks[i] = t.mark
	}
	slices.Sort(marks)
	marks = slices.Clip(slices.Compact(marks))
	return &deskFiling{id: id, company: f.Host.Name, unit: d.unit(f), sent: sent, marks: marks}
}

func (d *Desk) add(f *deskFiling) {
	d.filings[f.id] = f
	for _, m := range f.marks {
		holders := d.common[m]
		if sole := d.sole[m]; sole != nil {
			holders = []*deskFiling{sole}
			delete(d.sole, m)
		}
		if holders == nil {
			d.sole[m] = f
			continue
		}
		at, _ := slices.BinarySearchFunc(holders, f, compareFilings)
		d.common[m] = slices.Insert(holders, at, f)
	}
}

func (d *Desk) drop(id string) {
	f := d.filings[id]
	if f == nil {
		return
	}
	delete(d.filings, id)
	for _, m := range f.marks {
		holders := d.common[m]
		if holders == nil {
			delete(d.sole, m)
			continue
		}
		at, _ := slices.BinarySearchFunc(holders, f, compareFilings)
		holders = slices.Delete(holders, at, at+1)
		d.common[m] = holders
		if len(holders) == 1 {
			d.sole[m] = holders[0]
			delete(d.common, m)
		}
	}
}

// compareFilings puts the filings of one company together, those whose company
// has no number before all others.
func compareFilings(f, g *deskFiling) int {
	return cmp.Or(cmp.Compare(f.unit.number, g.unit.number), strings.Compare(f.id, g.id))
}
