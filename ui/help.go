package ui

import (
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/store/crash"
	"recordaldesk/translations"
	"recordaldesk/ui/calendar"
	deskui "recordaldesk/ui/desk"
	"recordaldesk/ui/fieldhelp"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/help"
	"recordaldesk/ui/history"
	"recordaldesk/ui/imports"
	inboxui "recordaldesk/ui/inbox"
	"recordaldesk/ui/keying"
	"recordaldesk/ui/kind"
	labelsui "recordaldesk/ui/labels"
	"recordaldesk/ui/notice"
	"recordaldesk/ui/progress"
	"recordaldesk/ui/review"
	"recordaldesk/ui/rulebook"
	"recordaldesk/ui/settings"
	statisticsui "recordaldesk/ui/statistics"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

// helping is the help: its pages, and the panel beside a field.
type helping struct {
	screen  *help.Screen // nil until it is first shown
	dock    *fieldhelp.Dock
	entries map[string]*lookup.Entry // of the rulebook, by their keys; nil until they are asked for
	of      *rules.Book              // the book that has them
	through bool                     // the rulebook was opened from the help, and leads back there
}

// help says more about the field that has the keyboard; where none has, it opens the page
// about the screen.
func (d *Desk) help() {
	if d.guard.screen != nil {
		return
	}
	if d.wizard != nil && d.wizard.FieldAtHand() != "" {
		d.helpAtField()
		return
	}
	d.showHelp(d.pageAtHand())
}

// showHelp shows the help, open at a page where one is named.
func (d *Desk) showHelp(page string) {
	if d.guard.screen != nil || d.guard.moving {
		return
	}
	d.leaveForLook()
	s := d.helpScreen()
	if d.screen != wizard.Screen(s) {
		d.show(s)
	}
	if page != "" {
		s.Open(page)
	}
	d.learnEntries()
}

// helpScreen is made once: what was searched for stays.
func (d *Desk) helpScreen() *help.Screen {
	if d.helped.screen != nil {
		d.helped.screen.Retranslate() // another language may be spoken than when it was shown last
		d.helped.screen.Reread()      // and another filing be open
		return d.helped.screen
	}
	d.helped.screen = help.New(help.Options{
		Voice: d.voice, Canvas: d.window.Canvas(), Do: d.o.Do,
		Leads: func(stop string) func() {
			lead := live(stop)
			if lead == nil {
				return nil
			}
			return func() {
				d.leaveRulebook()
				lead(d)
			}
		},
		Rule: d.entryName, ShowRule: d.showEntry, Fact: d.fact, Walk: d.walkThrough, Back: d.leaveRulebook,
	})
	return d.helped.screen
}

// pageAtHand is the page of the help about the screen that is shown.
func (d *Desk) pageAtHand() string {
	switch s := d.screen.(type) {
	case *help.Screen:
		return s.Reading()
	case *wizard.Wizard:
		place, _, _ := strings.Cut(d.session.Record().Page, ".")
		if page := help.ByStop(place); page != nil {
			return page.ID
		}
		return "filling"
	case *filings.Screen:
		return "filings"
	case *kind.Screen, *kind.Placeholder:
		return "kind"
	case *rulebook.Screen:
		return "rulebook"
	case *settings.Screen:
		return "settings"
	case *history.Screen:
		return "history"
	case *review.Screen:
		return "review"
	case *notice.Hand:
		return "hand_back"
	case *keying.Screen:
		return "keying"
	case *deskui.Screen:
		return "queue"
	case *progress.Screen:
		return "progress"
	case *calendar.Screen:
		return "calendar"
	case *statisticsui.Screen:
		return "statistics"
	case *imports.Screen:
		return "imports"
	case *inboxui.Screen:
		return "inbox"
	case *labelsui.Screen:
		return "labels"
	}
	return "begin"
}

// entryName names an entry of the rulebook; nil where it has none, or while they are not
// known yet.
func (d *Desk) entryName(key string) voice.Speaker {
	if e := d.helped.entries[key]; e != nil && d.helped.of == d.o.Book() {
		return voice.Speaker(e.Name)
	}
	return nil
}

// learnEntries finds out in the background what the entries of the rulebook are called, and
// has the page say it.
func (d *Desk) learnEntries() {
	book := d.o.Book()
	if d.helped.of == book {
		return
	}
	d.helped.of, d.helped.entries = book, nil
	crash.Go(func() {
		entries := map[string]*lookup.Entry{}
		for _, e := range lookup.Entries(book) {
			entries[e.Key()] = e
		}
		d.o.Do(func() {
			if d.helped.of == book {
				d.helped.entries = entries
				d.helped.screen.Reread()
			}
		})
	})
}

// showEntry shows an entry of the rulebook, which leads back to the help.
func (d *Desk) showEntry(key string) {
	d.helped.through = true
	s := d.rulebookScreen()
	d.show(s)
	s.Open(key)
}

// fact says what the rulebook in force knows, by the name that a page of the help gives it.
func (d *Desk) fact(name string) voice.Speaker {
	book := d.o.Book()
	switch name {
	case "ca_usual":
		return usual(book, d.provinceAtHand())
	case "footer":
		return footers(book)
	}
	return nil
}

// provinceAtHand is that of the filing that is open, "" for none.
func (d *Desk) provinceAtHand() string {
	if d.session == nil {
		return ""
	}
	return d.session.Filing().Host.Province
}

// usual says how long an authority usually takes, by province and first of all in one.
func usual(book *rules.Book, province string) voice.Speaker {
	return func(l translations.Language) string {
		var lines []string
		for _, c := range book.Clocks {
			if c.ID != "ca_usual" {
				continue
			}
			if span, ok := c.In(province); ok && province != "" {
				lines = append(lines, translations.Text(l, "help.usual.here", map[string]string{
					"province": wording.Place(l, province), "span": spanned(l, span),
				}))
			}
			for _, span := range c.Spans {
				var places []string
				for _, p := range span.Provinces {
					places = append(places, wording.Place(l, p))
				}
				lines = append(lines, translations.Text(l, "help.usual", map[string]string{
					"places": strings.Join(places, translations.Text(l, "list.separator")), "span": spanned(l, span),
				}))
			}
			lines = append(lines, founded(l, c.Source, c.Confidence, c.AsOf))
		}
		return strings.Join(lines, "\n")
	}
}

// founded says where something comes from, how well founded it is and of which day.
func founded(l translations.Language, source string, confidence rules.Confidence, asOf string) string {
	return translations.Text(l, "help.cited", map[string]string{
		"source":     translations.Text(l, "form.source", map[string]string{"source": wording.Source(l, source)}),
		"confidence": translations.Text(l, "confidence."+string(confidence)), "date": asOf,
	})
}

// spanned says a span of days, in weeks where they are whole ones.
func spanned(l translations.Language, s rules.Span) string {
	if s.Unit == rules.Days && s.Length%7 == 0 {
		return translations.Count(l, "help.usual.weeks", s.Length/7, nil)
	}
	return translations.Count(l, "help.usual.days", s.Length, nil)
}

// footers says which number stands at the foot of a website.
func footers(book *rules.Book) voice.Speaker {
	return func(l translations.Language) string {
		var places []string
		for _, f := range book.Footers {
			for _, p := range f.SubjectOnly {
				places = append(places, wording.Place(l, p))
			}
		}
		said := translations.Text(l, "help.footer", map[string]string{"provinces": strings.Join(places, translations.Text(l, "list.separator"))})
		for _, f := range book.Footers {
			if f.ID == rules.FooterICP {
				said += "\n" + founded(l, f.Source, f.Confidence, f.AsOf)
			}
		}
		return said
	}
}

var _ wizard.Screen = (*help.Screen)(nil)
