package ui

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"recordaldesk/ui/filings"
	"recordaldesk/ui/ready"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// stops are all stops of a tour, in the order in which a person comes upon them.
var stops = slices.Concat([]stop{
	{"filings", func(*guide) {}},
	{"kind", func(g *guide) { g.Open(g.about.blank) }},
	{"kind_list", func(g *guide) {
		g.Open(g.about.blank)
		g.settle()
		g.window.Canvas().FocusNext()
		g.window.Canvas().FocusNext()
		g.window.Canvas().FocusNext()
		g.window.Canvas().FocusNext()
		g.press(fyne.KeyReturn)
	}},
	{"account", page("account")},
	{"host_unit", page("host_unit")},
	{"host_address", page("host_address")},
	{"legal_representative", page("legal_representative")},
	{"host_lead", page("host_lead")},
	{"website", page("website.0")},
	{"domains", page("domains.0")},
	{"website_lead", page("website_lead.0")},
	{"access", page("access.0")},
	{"pre_approvals", page("pre_approvals.0")},
	{"materials", page("materials")},
	{"checklist", page("checklist")},
	{"check", page("check")},
	{"mistakes_host_unit", mistake("host_unit")},
	{"mistakes_host_lead", mistake("host_lead")},
	{"mistakes_website", mistake("website.0")},
	{"mistakes_domains", mistake("domains.0")},
	{"mistakes_access", mistake("access.0")},
	{"mistakes_materials", mistake("materials")},
	{"mistakes_check", mistake("check")},
	{"findings_listed", func(g *guide) {
		mistake("host_unit")(g)
		g.settle()
		g.tap("summary.show")
	}},
	{"help", func(g *guide) {
		g.Open(g.about.whole)
		g.wizard.GoTo("host.name")
		g.settle()
		g.help()
		g.settle()
	}},
	{"help_pages", func(g *guide) { g.showHelp("begin") }},
	{"help_questions", func(g *guide) { g.showHelp("questions") }},
	{"help_mailing", func(g *guide) {
		g.Open(g.about.whole)
		g.settle()
		g.showHelp("after_mailing")
		g.settle()
		g.press(fyne.KeyReturn, fyne.KeyEnd)
	}},
	{"help_none", func(g *guide) {
		g.showHelp("begin")
		g.settle()
		g.types(tourNothing)
	}},
	{"walk", func(g *guide) { g.walkTo(0) }},
	{"walk_field", func(g *guide) { g.walkTo(3) }},
	{"walk_packet", func(g *guide) { g.walkTo(len(steps) - 1) }},
	{"change", func(g *guide) { g.Open(g.about.change) }},
	{"cancel", func(g *guide) { g.Open(g.about.cancel) }},
	{"returned", func(g *guide) {
		g.importFile(g.handedBack())
		g.until(g.idle)
		g.tap("returning.show")
		g.until(g.idle)
	}},
	{"history", func(g *guide) {
		g.Open(g.about.whole)
		g.session.Set("websites.0.name", tourName)
		g.settle()
		g.showHistory()
	}},
	{"rulebook", func(g *guide) { g.showRulebook("") }},
	{"rulebook_rule", func(g *guide) { g.showRulebook("host-lead-not-legal-representative") }},
	{"settings", func(g *guide) { g.showSettings() }},
	{"settings_passphrase", func(g *guide) { g.setPassphrase() }},
	{"settings_folder", func(g *guide) {
		g.showSettings()
		g.settle()
		g.step(3)
	}},
	{"dialog_folder", func(g *guide) {
		out := g.folder("out")
		g.about.typed = append(g.about.typed, say.Path(filepath.Join(out, "recordal-desk")))
		g.chooser = somewhere{dir: out}
		g.showSettings()
		g.settle()
		g.tap("settings.folder.choose")
		g.until(g.idle)
	}},
	{"folder_moved", func(g *guide) {
		old := g.damaged(false)
		g.about.typed = append(g.about.typed, old)
		g.set(settingMovedFrom, old)
		g.Home()
		g.set(settingMovedFrom, "")
	}},
	{"dialog_moved", func(g *guide) {
		old := g.damaged(false)
		g.about.typed = append(g.about.typed, say.Path(old), say.Path(g.store.Dir()))
		if home, ok := g.screen.(*filings.Screen); ok {
			g.askMoved(home, old)
		}
	}},
	{"filings_hints", func(g *guide) {
		g.unready = ready.NotOK(ready.Check(ready.Around{Renderer: tourLabel, Input: &ready.Input{}, Dialogs: false}))
		g.Home()
	}},
	{"about", func(g *guide) {
		for _, f := range g.facts() {
			g.about.typed = append(g.about.typed, f.Value) // named in no language
		}
		g.showAbout()
	}},
	{"licences", func(g *guide) { g.showLicences() }},
	{"review", func(g *guide) { g.showReview(g.about.mistakes) }},
	{"review_scan", func(g *guide) {
		g.showReview(g.about.whole)
		g.settle()
		g.press(fyne.KeyEnd)
	}},
	{"review_keys", func(g *guide) {
		g.showReview(g.about.whole)
		g.settle()
		g.types("?")
	}},
	{"keying", func(g *guide) { g.showKeying(g.about.whole) }},
	{"queue", func(g *guide) { g.showQueue() }},
	{"progress", func(g *guide) { g.showProgress(g.about.returned) }},
	{"calendar", func(g *guide) {
		g.showQueue()
		g.settle()
		g.showCalendar()
	}},
	{"statistics", func(g *guide) {
		g.showQueue()
		g.settle()
		g.showStatistics()
	}},
	{"inbox", func(g *guide) { g.showInbox() }},
	{"hand_back", func(g *guide) { g.showNotice(g.about.returned, tourBy, tourDesk, nil) }},
	{"client_form", func(g *guide) { g.clientForm() }},
	{"dialog_problem", func(g *guide) { g.problem("store.problem.viewing", nil) }},
	{"dialog_question", func(g *guide) { g.confirm("app.close_unsaved", "app.close_anyway", func() {}) }},
	{"dialog_conflict", func(g *guide) {
		g.ask(voice.Message("conflict.found"), voice.Message("conflict.keep"), func() {})
	}},
	{"dialog_calendar", func(g *guide) {
		g.showQueue()
		g.settle()
		g.showCalendar()
		g.settle()
		g.exportCalendar(nil)
	}},
	{"dialog_desk", func(g *guide) { g.nameDesk(func() {}) }},
	{"dialog_password", func(g *guide) {
		g.askSecret(voice.Message("arrival.password", map[string]string{"file": tourFile}), voice.Message("arrival.password.open"), func(string) {})
	}},
	{"dialog_crash", func(g *guide) { g.sayCrash("crash-2026.txt", nil) }},
}, lockStops, furtherStops, troubleStops)

// live leads a person to a stop, over the filings that are there; nil for one that only a
// tour can lead to.
func live(stop string) func(*Desk) {
	return map[string]func(*Desk){
		"filings":    func(d *Desk) { d.chooseHome("") },
		"queue":      func(d *Desk) { d.chooseHome(homeQueue) },
		"calendar":   func(d *Desk) { d.chooseHome(homeQueue); d.showCalendar() },
		"statistics": func(d *Desk) { d.chooseHome(homeQueue); d.showStatistics() },
		"inbox":      (*Desk).showInbox,
		"rulebook":   func(d *Desk) { d.showRulebook("") },
		"settings":   (*Desk).showSettings,
		"about":      (*Desk).showAbout,
		"licences":   (*Desk).showLicences,
		"history":    func(d *Desk) { d.overFiling((*Desk).showHistory) },
		"review":     func(d *Desk) { d.overFiling((*Desk).reviewShown) },
		"keying":     func(d *Desk) { d.overFiling((*Desk).typeShown) },

		"account": atPage("account"), "host_unit": atPage("host_unit"), "host_address": atPage("host_address"),
		"legal_representative": atPage("legal_representative"), "host_lead": atPage("host_lead"),
		"website": atPage("website.0"), "domains": atPage("domains.0"), "website_lead": atPage("website_lead.0"),
		"access": atPage("access.0"), "pre_approvals": atPage("pre_approvals.0"), "materials": atPage("materials"),
		"checklist": atPage("checklist"), "check": atPage("check"),
	}[stop]
}

func atPage(name string) func(*Desk) {
	return func(d *Desk) { d.overFiling(func(d *Desk) { d.wizard.Show(name) }) }
}

// overFiling does something with the filing that is open or, where none is, with the one
// that was changed last. Where there is none at all, the list of filings is shown.
func (d *Desk) overFiling(do func(*Desk)) {
	if d.session == nil {
		all, err := d.store().Recent(context.Background(), 1)
		if err != nil || len(all) == 0 || !d.Open(all[0].ID) {
			d.Home()
			return
		}
	}
	if d.wizard != nil {
		do(d)
	}
}

// page leads to a page of the filing with which nothing is wrong.
func page(name string) func(*guide) {
	return func(g *guide) {
		g.Open(g.about.whole)
		g.settle()
		g.wizard.Show(name)
		g.until(func() bool { return g.session.Report() != nil })
	}
}

// walkTo leads to a step of the walk through the sample.
func (g *guide) walkTo(at int) {
	g.walk.begin(g.about.whole, at)
	g.until(func() bool { return g.session != nil && g.session.Report() != nil })
}

// mistake leads to a page of the one with mistakes.
func mistake(name string) func(*guide) {
	return func(g *guide) {
		g.Open(g.about.mistakes)
		g.settle()
		g.wizard.Show(name)
	}
}
