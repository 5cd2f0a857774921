package worklist

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"time"
)

// View is what of the queue is shown, and in which order: it can be kept under a name.
// Empty filters let everything pass.
type View struct {
	Name      string   `json:"name,omitempty"`
	Query     string   `json:"query,omitempty"` // as [store.Store.Search] takes it
	Stages    []string `json:"stages,omitempty"`
	Kinds     []string `json:"kinds,omitempty"`
	Provinces []string `json:"provinces,omitempty"` // GB/T 2260
	Desks     []string `json:"desks,omitempty"`
	Due       Due      `json:"due,omitempty"`
	Age       int      `json:"age,omitempty"` // days since it was begun or came in, at least
	By        Column   `json:"by,omitempty"`
	Up        bool     `json:"up,omitempty"` // the other way round
}

// Due is a filter by when something is due.
type Due string

// The filters.
const (
	DueOver  Due = "over"  // it is over
	DueToday Due = "today" // today, or over
	DueWeek  Due = "week"  // within seven days, or over
	DueSome  Due = "some"  // some time
)

// Column is what the rows are sorted by.
type Column string

// The columns. By the time of the last change means: the last changed first.
const (
	ByChange   Column = "" // as the filings were saved
	ByStage    Column = "stage"
	ByClient   Column = "client" // as a Chinese dictionary orders them: by pinyin
	ByKind     Column = "kind"
	ByProvince Column = "province"
	ByDomain   Column = "domain"
	ByDesk     Column = "desk"
	ByAge      Column = "age" // the oldest first
	ByDue      Column = "due" // what is over first; without a day last
)

// Columns are all of them but the default, in the order in which the queue shows them.
var Columns = []Column{ByStage, ByClient, ByKind, ByProvince, ByDomain, ByDesk, ByAge, ByDue}

// Began is when the filing came in or, where it never did, was begun.
func (r *Row) Began() time.Time {
	if !r.Case.Received.IsZero() {
		return r.Case.Received
	}
	return r.Created
}

// Age is how many days ago that was, by the calendar.
func (r *Row) Age(now time.Time) int { return daysBetween(r.Began(), now) }

func daysBetween(from, to time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.In(to.Location()).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}

// Domain is the first domain of the filing, "" for none.
func (r *Row) Domain() string {
	if len(r.Domains) == 0 {
		return ""
	}
	return r.Domains[0]
}

// keepsAll reports whether the view leaves no row out.
func (v View) keepsAll() bool {
	return len(v.Stages)+len(v.Kinds)+len(v.Provinces)+len(v.Desks)+v.Age == 0 && v.Due == ""
}

// filter returns what tells the rows that the view shows. The query is not its business.
func (v View) filter(now time.Time) func(*Row) bool {
	passes := func(all []string, one string) bool { return len(all) == 0 || slices.Contains(all, one) }
	today, week := now.Format(time.DateOnly), now.AddDate(0, 0, 7).Format(time.DateOnly)
	return func(r *Row) bool {
		if !passes(v.Stages, r.Stage) || !passes(v.Kinds, r.Kind) || !passes(v.Provinces, r.Province) || !passes(v.Desks, r.Case.Desk) {
			return false
		}
		if v.Age > 0 && r.Age(now) < v.Age {
			return false
		}
		running := r.Due.Clock != nil
		switch v.Due {
		case DueOver:
			return r.Over(now)
		case DueToday:
			return running && r.Due.Day <= today
		case DueWeek:
			return running && r.Due.Day <= week
		case DueSome:
			return running
		}
		return true
	}
}

// arrange orders the rows, some of so many filings, which come with the last saved first:
// those that are equal in the column stay in that order.
//
// Each letter that somebody types asks for this. Where many were found they are picked
// out of all rows, which were sorted for an earlier one.
func (l *List) arrange(rows []*Row, v View, total int) {
	switch order := l.order(v.By); {
	case order.number == nil:
	case len(rows) < total/8:
		order.sort(rows)
	default:
		l.pick(rows, v.By, total)
	}
	if v.Up {
		slices.Reverse(rows)
	}
}

// pick orders the rows as they stand among all rows in order.
func (l *List) pick(rows []*Row, by Column, total int) {
	if l.inOrder[by] == nil || len(l.inOrder[by]) != total {
		all := l.drafts.Search("")
		every := make([]*Row, len(all))
		for i, m := range all {
			every[i] = l.row(m)
		}
		l.order(by).sort(every)
		l.inOrder[by] = every
	}
	l.searches++
	for _, r := range rows {
		r.wanted = l.searches
	}
	picked := rows[:0]
	for _, r := range l.inOrder[by] {
		if r.wanted == l.searches {
			picked = append(picked, r)
		}
	}
}

// sort orders rows. Numbers are compared and hardly a text.
func (o order) sort(rows []*Row) {
	type numbered struct {
		number uint64
		at     int
	}
	all := make([]numbered, len(rows))
	for i, r := range rows {
		all[i] = numbered{o.number(r), i}
	}
	slices.SortFunc(all, func(a, b numbered) int {
		by := cmp.Compare(a.number, b.number)
		if by == 0 && o.text != nil {
			by = bytes.Compare(o.text(rows[a.at]), o.text(rows[b.at]))
		}
		return cmp.Or(by, cmp.Compare(a.at, b.at))
	})
	unsorted := slices.Clone(rows)
	for i, n := range all {
		rows[i] = unsorted[n.at]
	}
}

// order is that of a column: by a number, and where two are the same by a text. A column
// without numbers is in the order in which the filings were saved.
type order struct {
	number func(*Row) uint64
	text   func(*Row) []byte // nil where the number says it all
}

func (l *List) order(by Column) order {
	switch by {
	case ByStage:
		place := map[string]uint64{}
		for i, s := range l.book.Stages {
			place[s.ID] = uint64(i) + 1
		}
		return order{number: func(r *Row) uint64 { return place[r.Stage] }}
	case ByKind:
		place := map[string]uint64{}
		for i, k := range l.book.Kinds {
			place[k.ID] = uint64(i) + 1
		}
		return order{number: func(r *Row) uint64 { return place[r.Kind] }}
	case ByClient:
		return byText(func(r *Row) []byte { return l.key(&r.name, r.HostName) })
	case ByDomain:
		return byText(func(r *Row) []byte { return l.key(&r.site, r.Domain()) })
	case ByProvince:
		return byText(func(r *Row) []byte { return lastIfEmpty(r.Province) })
	case ByDesk:
		return byText(func(r *Row) []byte { return lastIfEmpty(r.Case.Desk) })
	case ByAge:
		return order{number: func(r *Row) uint64 { return uint64(r.Began().UnixNano()) }}
	case ByDue:
		return order{number: func(r *Row) uint64 { return r.due }}
	}
	return order{}
}

// byText orders by a text: its first bytes are the number.
func byText(of func(*Row) []byte) order {
	return order{text: of, number: func(r *Row) uint64 {
		var first [8]byte
		copy(first[:], of(r))
		return binary.BigEndian.Uint64(first[:])
	}}
}

// dueNumber is the moment when the filing is due, the last for one that never is.
func (r *Row) dueNumber() uint64 {
	switch {
	case r.Due.Clock == nil:
		return math.MaxUint64
	case !r.Due.Until.IsZero():
		return uint64(r.Due.Until.UnixNano())
	}
	day, err := time.ParseInLocation(time.DateOnly, r.Due.Day, time.Local)
	if err != nil {
		return math.MaxUint64 - 1 // beyond the years that can be written
	}
	return uint64(day.AddDate(0, 0, 1).UnixNano() - 1)
}

// key is by what a text is sorted: by pinyin; an empty one comes last. It is made once.
func (l *List) key(made *[]byte, text string) []byte {
	switch {
	case *made != nil:
	case text == "":
		*made = lastIfEmpty("")
	default:
		*made = bytes.Clone(l.collator.KeyFromString(&l.keys, text))
		l.keys.Reset()
	}
	return *made
}

func lastIfEmpty(text string) []byte {
	if text == "" {
		return []byte{0xff}
	}
	return []byte(text)
}

// compare orders texts, the empty one last.
func compare(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	}
	return strings.Compare(a, b)
}
