package ui

import (
	"log/slog"
	"slices"
	"strings"

	"recordaldesk/store/edition"
	"recordaldesk/translations"
	"recordaldesk/ui/filings"
)

// learn waits in the background for the rulebook in force and tells the person
// where it is not the built-in one, or why the user's is not in force.
func (d *Desk) learn() {
	if d.o.Rulebook == nil {
		return
	}
	f := d.o.Rulebook()
	if f.Err != nil {
		slog.Error("read the user's rulebook", "err", f.Err)
	}
	for _, p := range f.Problems {
		slog.Warn("refuse the user's rulebook", "err", p)
	}
	d.o.Do(func() {
		d.inForce = f
		// The messages of a rulebook may have characters that are seldom used.
		for _, l := range translations.Languages {
			d.draw(f.Texts(l))
		}
		if home, ok := d.screen.(*filings.Screen); ok {
			d.tell(home)
		}
	})
}

// tell puts what is to be known about the rulebook on the list of filings.
func (d *Desk) tell(home *filings.Screen) {
	if d.inForce == nil || d.inForce.Standing == edition.Builtin {
		return
	}
	// One in force is news; one that is not is something to mend.
	home.Notify("rulebook", d.inForce.Notice, d.inForce.Standing != edition.Newer)
}

// bookNotice is what the page of the rulebook says above it.
func (d *Desk) bookNotice(l translations.Language) string {
	if d.inForce == nil {
		return ""
	}
	return d.inForce.Notice(l)
}

// bookChanges is what the page of the rulebook says is new: where the book comes
// from, what its editors wrote about it, what it does otherwise than the built-in
// one.
func (d *Desk) bookChanges(l translations.Language) string {
	if d.inForce == nil {
		return ""
	}
	about := d.inForce.About(l)
	return strings.Join(slices.Concat([]string{about.From}, about.News, about.Changes), "\n")
}
