package ui

import (
	"recordaldesk/rules/wording/lookup"
	"recordaldesk/ui/rulebook"
	"recordaldesk/ui/voice"
	"recordaldesk/ui/wizard"
)

// The rulebook can be looked at from every screen and leads back to it. What was
// left stays as it is meanwhile: no filing is closed.

// left is what was left for the rulebook.
type left struct {
	screen wizard.Screen
	wizard *wizard.Wizard
	mode   voice.Mode // spoken then
}

// lookUp shows the rulebook; at a field with a finding, the rule that speaks
// there. In the rulebook it begins another search.
func (d *Desk) lookUp() {
	if d.left != nil {
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
	if d.left == nil {
		d.left = &left{d.screen, d.wizard, d.voice.Mode()}
		if d.wizard != nil {
			d.wizard.Away(true)
			d.wizard = nil
		}
	}
	s := d.rulebookScreen()
	d.show(s)
	if rule != "" {
		s.Open(lookup.Key(lookup.TypeRule, rule))
	}
}

// leaveRulebook goes back to the screen that was left for it.
func (d *Desk) leaveRulebook() {
	if d.left == nil || d.guard.screen != nil {
		return
	}
	l := d.left
	d.forgetRulebook()
	if l.mode != d.voice.Mode() {
		l.screen.Retranslate()
	}
	d.show(l.screen)
}

// forgetRulebook ends the look at the rulebook; whoever calls it shows a screen.
func (d *Desk) forgetRulebook() {
	if d.left == nil {
		return
	}
	if d.wizard, d.left = d.left.wizard, nil; d.wizard != nil {
		d.wizard.Away(false)
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
