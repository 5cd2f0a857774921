// Package session is one filing while it is open in the window: it takes the
// changes a person makes, brings them to the disk, has the rulebook judge them
// in the background and tells the screens.
//
// All of it belongs to the UI goroutine; what it starts elsewhere comes back
// through the function given as Options.Do.
package session

import (
	"context"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"recordaldesk/assets/divisions"
	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/store"
	"recordaldesk/store/crash"
)

// Saving says how the filing stands on the disk.
type Saving struct {
	At      time.Time // of the last save; zero before the first
	Unsaved bool      // a change is on its way
	Err     error     // why the last save failed, nil if it did not
}

// Options are what a session needs from around it.
type Options struct {
	Book *rules.Book
	Now  func() time.Time
	Do   func(func()) // runs a function on the UI goroutine

	// Judge judges the filing of the draft with the id, which was exported or not,
	// also by what other filings have in common with it. It is called off the UI
	// goroutine too; nil is the rulebook by itself.
	Judge func(id string, f *rules.Filing, exported bool, today string) *rules.Report

	// Refuse is called in place of each change where the filing can only be looked at;
	// nil where it can be changed. What is shown as typed is to be shown as it was.
	Refuse func()

	// Returned is the return notice in hand, nil for none.
	Returned *casework.Notice
}

// Session is an open filing.
type Session struct {
	o        Options
	store    *store.Store
	id       string
	record   store.Record
	saver    *store.Autosaver
	saving   Saving
	report   *rules.Report
	checks   chan check
	turns    turns
	closed   bool
	onReport []func()
	onSaving []func()
}

// Open begins a session over a draft of the store. Close ends it.
func Open(s *store.Store, d store.Draft, o Options) *Session {
	ses := &Session{o: o, store: s, id: d.ID, record: d.Record, checks: make(chan check, 1)}
	ses.saving.At = d.Updated
	ses.saver = store.NewAutosaver(s, d, store.AutosaveOptions{
		OnSaved: func(at time.Time) { o.Do(func() { ses.saved(Saving{At: at}) }) },
		OnError: func(err error) { o.Do(func() { ses.saved(Saving{At: ses.saving.At, Unsaved: true, Err: err}) }) },
	})
	if o.Judge == nil {
		ses.o.Judge = func(_ string, f *rules.Filing, _ bool, today string) *rules.Report { return o.Book.Check(f, today) }
	}
	ses.report = ses.o.Judge(ses.id, ses.record.Filing, ses.exported(), ses.Today())
	crash.Go(ses.judge)
	crash.Go(ses.learnTurns)
	return ses
}

// Close brings what is unsaved to the disk and ends the session.
func (s *Session) Close(ctx context.Context) error {
	s.closed = true
	close(s.checks)
	return s.saver.Close(ctx)
}

// Flush brings what is unsaved to the disk.
func (s *Session) Flush(ctx context.Context) error { return s.saver.Flush(ctx) }

// ID is the draft's id in the store.
func (s *Session) ID() string { return s.id }

// Book is the rulebook in force.
func (s *Session) Book() *rules.Book { return s.o.Book }

// Today is the day the filing is judged on unless it names one itself.
func (s *Session) Today() string { return s.o.Now().Format(time.DateOnly) }

// Filing is the filing as it stands; it is changed through Set and Edit only.
func (s *Session) Filing() *rules.Filing { return s.record.Filing }

// Record is the draft as it stands; it is changed through Edit and Note only.
func (s *Session) Record() *store.Record { return &s.record }

// Report is what the rulebook said last. It follows a change within moments.
func (s *Session) Report() *rules.Report { return s.report }

// Saving says how the filing stands on the disk.
func (s *Session) Saving() Saving { return s.saving }

// OnReport calls f after each new report.
func (s *Session) OnReport(f func()) { s.onReport = append(s.onReport, f) }

// OnSaving calls f when the state of saving changes.
func (s *Session) OnSaving(f func()) { s.onSaving = append(s.onSaving, f) }

// Set gives the field at path another value.
func (s *Session) Set(path string, value any) {
	s.Edit(func(f *rules.Filing) {
		if path == changeFields {
			s.tick(value.([]string))
			return
		}
		if err := f.Set(path, value); err != nil {
			panic(err) // the forms are built from the same rulebook and filing
		}
		settle(f, path)
		s.shelve(path)
	})
}

// shelve puts a typed person aside once the filing says that another one holds
// the office, and back when it no longer says so: two answers to one question
// would contradict each other out of sight.
func (s *Session) shelve(path string) {
	f := s.record.Filing
	at, same := "", false
	if path == "host.lead_is_legal_representative" {
		at, same = "host.lead", f.Host.LeadIsLegalRepresentative
	} else if i := websiteOf(path); i >= 0 && i < len(f.Websites) {
		w := &f.Websites[i]
		at, same = "websites."+strconv.Itoa(i)+".lead", w.LeadIsHostLead || w.LeadIsLegalRepresentative
	}
	if at == "" {
		return
	}
	value, err := f.Get(at)
	if err != nil {
		panic(err) // the path was made from the filing
	}
	typed, empty := value.(rules.Person), reflect.ValueOf(value).IsZero()
	kept, onShelf := s.record.Shelved[at]
	switch {
	case same && !empty:
		if s.record.Shelved == nil {
			s.record.Shelved = map[string]rules.Person{}
		}
		s.record.Shelved[at] = typed
		err = f.Set(at, rules.Person{})
	case !same && empty && onShelf:
		delete(s.record.Shelved, at)
		err = f.Set(at, kept)
	}
	if err != nil {
		panic(err)
	}
}

// websiteOf returns the index of the website whose lead a flag is about, -1 for
// any other path.
func websiteOf(path string) int {
	parts := strings.Split(path, ".")
	if len(parts) != 3 || parts[2] != "lead_is_host_lead" && parts[2] != "lead_is_legal_representative" {
		return -1
	}
	i, err := strconv.Atoi(parts[1])
	if err != nil {
		return -1
	}
	return i
}

// settle brings the parts of a place into accord after one of them was chosen.
func settle(f *rules.Filing, path string) {
	h := &f.Host
	switch path {
	case "host.province":
		if !divisions.Contains(h.Province, h.City) {
			h.City, h.County = "", ""
		}
		// A municipality is one city: nothing to ask.
		if cities := divisions.Children(h.Province); len(cities) == 1 {
			h.City = cities[0].Code
		}
	case "host.city":
		if _, city, county := divisions.Codes(h.City); county != "" {
			// A county without a city was picked in the city's place.
			h.City, h.County = city, county
		} else if !divisions.Contains(h.City, h.County) {
			h.County = ""
		}
	case "host.county":
		if _, city, county := divisions.Codes(h.County); county != "" {
			h.City = city
		}
	}
}

// Edit changes the filing by a function, derives what follows, saves and has it
// judged.
func (s *Session) Edit(change func(*rules.Filing)) { s.edit(store.Typed, change) }

// MayEdit reports whether the filing can be changed; where it cannot, the person is
// told so.
func (s *Session) MayEdit() bool {
	if s.o.Refuse == nil {
		return true
	}
	s.o.Refuse()
	return false
}

func (s *Session) edit(from store.Origin, change func(*rules.Filing)) {
	if !s.MayEdit() {
		return
	}
	change(s.record.Filing)
	s.o.Book.Derive(s.record.Filing, s.Today())
	s.changed()
	s.saver.Take(s.record.Clone(), from)
	s.unsaved()
	s.check()
}

// Note changes what is kept beside the filing, such as the page the window is
// at, and saves it; of a filing that can only be looked at it lasts until Close.
func (s *Session) Note(change func(*store.Record)) {
	before := s.exported()
	change(&s.record)
	s.save()
	if s.exported() != before {
		s.check() // it is no order under way any more
	}
}

func (s *Session) exported() bool { return s.record.Exported != nil }

// Recheck has the filing judged again although it is as it was.
func (s *Session) Recheck() { s.check() }

// Options lists what the choice at path offers as the filing stands.
func (s *Session) Options(path string) []string {
	for _, i := range s.o.Book.Shown(s.record.Filing, s.Today()) {
		if i.Path == path {
			return s.o.Book.Options(i)
		}
	}
	return nil
}

// Picks lists what the filing may say that changes.
func (s *Session) Picks() []rules.Pick { return s.o.Book.Picks(s.record.Filing, s.Today()) }

// Entered notes the field that has the focus, so that the window can come back
// to it.
func (s *Session) Entered(path string) {
	if s.record.Field != path {
		s.Note(func(r *store.Record) { r.Field = path })
	}
}

// Left fills empty fields with what they most likely hold, now that the field
// at path is done. After an undo it does so only once something was typed: what was
// undone would come back by itself.
func (s *Session) Left(path string) {
	if s.o.Refuse == nil && !s.turns.still && len(s.o.Book.FillDefaults(s.record.Filing, s.Today())) > 0 {
		s.changed()
		s.saver.Take(s.record.Clone(), store.Filled)
		s.unsaved()
	}
	s.saver.Part() // what is typed elsewhere is another change
	s.check()
}

// Acknowledged reports whether a person has looked at the warning.
func (s *Session) Acknowledged(f rules.Finding) bool {
	return slices.Contains(s.record.Acknowledged, f.Rule+"@"+f.Field)
}

// Acknowledge notes that a person has looked at the warning, or has not.
func (s *Session) Acknowledge(f rules.Finding, looked bool) {
	key := f.Rule + "@" + f.Field
	s.Note(func(r *store.Record) {
		r.Acknowledged = slices.DeleteFunc(r.Acknowledged, func(one string) bool { return one == key })
		if looked {
			r.Acknowledged = append(r.Acknowledged, key)
		}
	})
}

func (s *Session) save() {
	if s.o.Refuse != nil {
		return
	}
	s.saver.Change(s.record.Clone())
	s.unsaved()
}

// unsaved tells that a change is on its way to the disk.
func (s *Session) unsaved() {
	if !s.saving.Unsaved || s.saving.Err != nil {
		s.saved(Saving{At: s.saving.At, Unsaved: true})
	}
}

func (s *Session) saved(now Saving) {
	s.saving = now
	for _, tell := range s.onSaving {
		tell()
	}
}

// check hands the filing to the judge; only the newest one waits. A field that
// loses the focus while the session closes has nothing left to be judged for.
func (s *Session) check() {
	if s.closed {
		return
	}
	select {
	case <-s.checks:
	default:
	}
	s.checks <- check{s.record.Filing.Clone(), s.exported()}
}

// check is what the judge is to look at.
type check struct {
	filing   *rules.Filing
	exported bool
}

func (s *Session) judge() {
	for c := range s.checks {
		var report *rules.Report
		if !crash.Guard(func() { report = s.o.Judge(s.id, c.filing, c.exported, s.Today()) }) {
			continue // the next change may be one that can be judged
		}
		s.o.Do(func() {
			if s.closed { // the window has left the filing
				return
			}
			s.report = report
			for _, tell := range s.onReport {
				tell()
			}
		})
	}
}
