package wizard

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
)

// lists lets a page add and remove members of the filing's lists.
type lists struct{ w *Wizard }

// Append adds a member and goes to its first field.
func (l lists) Append(path string) {
	if !l.w.session.MayEdit() {
		return
	}
	member, err := l.w.session.Append(path)
	if err != nil {
		panic(err) // the path came from the rulebook's own sections
	}
	if path == "websites" {
		l.w.show(l.w.find("website."+strconv.Itoa(len(l.w.session.Filing().Websites)-1)), "")
		return
	}
	l.w.build()
	l.w.page.Focus(member)
}

// Remove takes a member away.
func (l lists) Remove(path string) {
	if !l.w.session.MayEdit() {
		return
	}
	if err := l.w.session.Remove(path); err != nil {
		panic(err) // the path came from the filing's own members
	}
	if strings.Count(path, ".") == 1 { // a website, and the page with it
		l.w.reported()
		return
	}
	l.w.build()
	l.w.page.Focus("")
}

// appends are the lists that a person can add to on the page at hand: those the
// kind of recordal fills in, and those it tells a website by.
func (w *Wizard) appends(fields []rules.Instance) []form.Append {
	var all []form.Append
	book, f := w.session.Book(), w.session.Filing()
	for i := range w.at.page.Sections {
		s := &w.at.page.Sections[i]
		if !s.Repeats() {
			continue
		}
		list := listOf(*s, w.at.website)
		member := func(i rules.Instance) bool { return i.Section == s && !i.Field.Before }
		if book.Fills(f, s, list) || slices.ContainsFunc(fields, member) {
			all = append(all, form.Append{List: list, Section: s.ID})
		}
	}
	if w.at.page.ID == "website" && book.Extends(f) {
		all = append(all, form.Append{List: "websites", Section: "website"})
	}
	return all
}

// about says, on a page that is not a website's own, which website or domain a
// section is about.
func (w *Wizard) about() func(l translations.Language, at string) string {
	if w.at.page.PerWebsite() {
		return nil
	}
	return func(l translations.Language, at string) string { return wording.About(l, w.session.Filing(), at) }
}
