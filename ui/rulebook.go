package ui

import (
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/ui/help"
	"recordaldesk/ui/rulebook"
	"recordaldesk/ui/wizard"
)

// lookUp shows the rulebook; at a field with a finding, the rule that speaks
// there. In the rulebook it begins another search.
func (d *Desk) lookUp() {
	if _, ok := d.screen.(*rulebook.Screen); ok {
		d.find()
		return
	}
	d.showRulebook(d.ruleAtHand())
}

// ruleAtHand is the rule of the first finding shown at the field that has the
// keyboard; "" for none.
func (d *Desk) ruleAtHand() string {
	if d.wizard == nil {
		return ""
	}
	return d.wizard.RuleAtHand()
}

// showRulebook shows the rulebook, open at a rule where one is named.
func (d *Desk) showRulebook(rule string) {
	_, d.helped.through = d.screen.(*help.Screen)
	d.leaveForLook()
	s := d.rulebookScreen()
	d.show(s)
	if rule != "" {
		s.Open(lookup.Key(lookup.TypeRule, rule))
	}
}

// leaveForLook leaves a screen for the rulebook or the settings, of which one can lead to
// the other: both lead back to the screen before them.
func (d *Desk) leaveForLook() {
	if d.left == nil {
		a := d.putAside()
		d.left = &a
	}
}

// leaveRulebook goes back to the screen that was left for it, or for the settings.
func (d *Desk) leaveRulebook() {
	if l := d.left; l != nil && d.guard.screen == nil {
		if _, ok := d.screen.(*rulebook.Screen); ok && d.helped.through {
			d.helped.through = false
			d.show(d.helpScreen())
			return
		}
		d.forgetRulebook()
		d.showAside(*l)
	}
}

// forgetRulebook ends the look at the rulebook; whoever calls it shows a screen.
func (d *Desk) forgetRulebook() {
	if l := d.left; l != nil {
		d.left, d.helped.through = nil, false
		d.takeUp(*l)
	}
}

// rulebookScreen is made once for each book, since what was searched for stays.
func (d *Desk) rulebookScreen() *rulebook.Screen {
	if book := d.o.Book(); d.rulebook == nil || d.rulebookOf != book {
		d.rulebookOf = book
		d.rulebook = rulebook.New(rulebook.Options{
			Voice: d.voice, Book: book, Canvas: d.window.Canvas(), Do: d.o.Do,
			Changes: d.bookChanges, Notice: d.bookNotice, Back: d.leaveRulebook,
		})
	} else {
		d.rulebook.Retranslate() // another language may be spoken than when it was shown last
	}
	return d.rulebook
}

var _ wizard.Screen = (*rulebook.Screen)(nil)
