package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/ui/export"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/kind"
	"recordaldesk/ui/look"
	"recordaldesk/ui/materials"
	"recordaldesk/ui/printer"
	"recordaldesk/ui/wizard"
)

// Here the screens are given what they need from the window.

// kindScreen asks which kind of recordal the open filing is and, where it was
// begun from one with several websites, which of them it is about.
func (d *Desk) kindScreen() wizard.Screen {
	var websites []string
	if base := d.session.Record().Base; base != nil {
		for i := range base.Websites {
			websites = append(websites, nameOf(&base.Websites[i]))
		}
	}
	return kind.New(d.voice, d.o.Book(), d.window.Canvas(), websites, kind.Actions{
		Chosen: func(c kind.Choice) {
			d.session.Begin(c.Kind, c.Answers, c.Website)
			d.present()
		},
		Close: d.abandon,
	})
}

// nameOf is what a person knows a website by.
func nameOf(w *rules.Website) string {
	if w.Name == "" && len(w.Domains) > 0 {
		return w.Domains[0].Name
	}
	return w.Name
}

// kindPlaceholder stands for a filing of a kind that the rulebook does not know.
func (d *Desk) kindPlaceholder() wizard.Screen {
	return kind.NewPlaceholder(d.voice, d.window.Canvas(), kind.PlaceholderActions{
		Again: func() { d.show(d.kindScreen()) },
		Close: d.Home,
	})
}

// homeScreen lists the filings on this machine.
func (d *Desk) homeScreen() wizard.Screen {
	home := filings.New(filings.Options{
		Voice: d.voice, Drafts: drawn{d.store(), d}, Canvas: d.window.Canvas(), Now: d.o.Now, Do: d.o.Do, Checks: d.keeper,
		Viewing: d.viewing(),
		Actions: filings.Actions{
			Open:       func(id string) { d.Open(id) },
			Review:     d.showReview,
			New:        d.newFiling,
			NewFrom:    d.newFrom,
			OpenSample: d.openSample,
			Walk:       d.walkThrough,
			OpenFile:   d.openFile,
			ImportFile: d.importFile,
			ClientForm: d.clientForm,
			Queue:      d.showQueue,
			Passphrase: d.offerPassphrase(),
			Ask:        d.ask,
			Offer:      d.offer,
			Problem:    func(err error) { d.failed("list drafts", err) },
		},
	})
	d.tell(home)
	d.tellDue(home)
	d.tellCondition(home)
	d.tellMoved(home)
	return home
}

// drawn is the store, with the names it lists seen to be drawn.
type drawn struct {
	*store.Store
	desk *Desk
}

// Drafts lists the drafts.
func (s drawn) Drafts(ctx context.Context) ([]*store.Summary, error) {
	all, err := s.Store.Drafts(ctx)
	if errors.Is(err, store.ErrDamaged) {
		s.desk.unread() // sooner than it is looked for
	}
	s.draw(all)
	return all, err
}

// draw has the fonts ready for the names of the drafts.
func (s drawn) draw(all []*store.Summary) {
	var names strings.Builder
	for _, d := range all {
		names.WriteString(d.HostName)
	}
	if look.Needs(names.String()) {
		s.desk.o.Do(func() { s.desk.draw(names.String()) })
	}
}

// Recent lists the drafts saved last.
func (s drawn) Recent(ctx context.Context, most int) ([]*store.Summary, error) {
	all, err := s.Store.Recent(ctx, most)
	s.draw(all)
	return all, err
}

// Delete deletes a draft, and what is known of it.
func (s drawn) Delete(ctx context.Context, id string) error { return s.desk.delete(ctx, id) }

// Purge purges a draft, and what is known of it.
func (s drawn) Purge(ctx context.Context, id string) error { return s.desk.purge(ctx, id) }

// materialsScreen shows the papers of the open filing and their scans.
func (d *Desk) materialsScreen() wizard.Screen {
	return materials.New(d.voice, d.session, materials.Around{
		Store: d.store(), Pages: d.pages, Chooser: d.chooser, Printer: d.printer(), Program: d.o.Program,
		Open: d.openOutside, Ask: d.ask, Do: d.o.Do, Opinions: d.opinions,
	})
}

// company names the host unit of a draft; "" where it is not known.
func (d *Desk) company(id string) string {
	for _, m := range d.store().Search("") {
		if m.ID == id {
			return m.HostName
		}
	}
	return ""
}

// checkScreen shows the open filing as a whole, and exports it.
func (d *Desk) checkScreen() wizard.Screen {
	return export.New(d.voice, d.session, export.Around{
		Store: d.store(), Pages: d.pages, Chooser: d.chooser, Printer: d.printer(), Program: d.o.Program, Now: d.o.Now,
		GoTo:      func(path string) { d.wizard.GoTo(path) },
		Materials: func() { d.wizard.Show("materials") },
		Opinions:  d.opinions,
		ClientForm: func() {
			f := d.session.Filing().Clone()
			d.writeClientForm(f.Kind, f)
		},
		Open: d.openOutside, Ask: d.ask, Do: d.o.Do,
	})
}

func (d *Desk) printer() printer.Printer {
	return printer.Printer{Dir: filepath.Join(d.store().Scratch(), "print")}
}

func (d *Desk) openOutside(path string) error { return printer.Open(d.o.App, path) }
