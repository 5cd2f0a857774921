package worklist

import "recordaldesk/store"

// listing is all filings in the order in which a search finds them, with their rows. What
// is found is a part of it in the same order, so that it is walked along with: to look up
// the row of each of a hundred thousand filings would take longer than to find them.
type listing struct {
	all   []listed
	at    int  // the place in all of what was found last
	fresh bool // all was made for the search that is under way
}

type listed struct {
	of     *store.Summary
	row    *Row
	judged uint64 // version of the verdicts when the row was last compared with its own
}

// begin says that another search begins.
func (l *listing) begin() { l.at, l.fresh = 0, false }

// next goes on to a filing that was found, and reports whether it is there.
func (l *listing) next(m *store.Summary) (*listed, bool) {
	for ; l.at < len(l.all); l.at++ {
		if l.all[l.at].of == m {
			return &l.all[l.at], true
		}
	}
	return nil, false
}

// rowAlong is the row of the next filing that was found.
func (l *List) rowAlong(m *store.Summary) *Row {
	here, ok := l.listing.next(m)
	if !ok && !l.listing.fresh { // it was saved since
		l.listing = l.list()
		here, ok = l.listing.next(m)
	}
	if !ok { // it was saved just now
		return l.row(m)
	}
	if here.row == nil || here.judged != l.judged {
		here.row, here.judged = l.row(m), l.judged
	}
	return here.row
}

// list lists all filings anew.
func (l *List) list() listing {
	found := l.drafts.Search("")
	all := make([]listed, len(found))
	for i, m := range found {
		all[i] = listed{of: m}
		if r := l.rows[m]; r != nil && r.judged == l.judged {
			all[i].row, all[i].judged = r, l.judged
		}
	}
	return listing{all: all, fresh: true}
}
