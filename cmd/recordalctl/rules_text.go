package main

import (
	"fmt"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// book writes the whole rulebook: the rules, the materials, what each province
// asks, and the kinds of recordal.
func (t *page) book(b *rules.Book) {
	t.message(0, "ctl.rules.book", map[string]string{"rulebook": b.Version, "date": b.Date})
	t.gap()
	for i := range b.Rules {
		t.rule(b, &b.Rules[i])
	}
	t.gap()
	t.line(0, t.label("ctl.rules.materials"))
	for i := range b.Papers {
		t.materialRule(&b.Papers[i])
	}
	t.gap()
	t.line(0, t.label("ctl.rules.provinces"))
	for _, p := range b.Provinces {
		t.line(0, t.inOne(func(l translations.Language) string { return wording.Place(l, p.Code) }))
		for i := range p.Facts {
			f := &p.Facts[i]
			t.lines(1, func(l translations.Language) string { return wording.Fact(l, b, p.Code, f) })
			t.line(2, t.inOne(func(l translations.Language) string { return wording.AskedBy(l, f) }))
		}
	}
	t.gap()
	t.line(0, t.label("ctl.rules.kinds"))
	for _, k := range b.Kinds {
		t.line(0, t.label("kind."+k.ID))
		t.message(1, "kind."+k.ID+".why", nil)
	}
}

func (t *page) rule(b *rules.Book, r *rules.Rule) {
	t.line(0, r.ID)
	severity := t.label("severity." + string(r.Severity))
	if r.Fact != "" {
		severity += t.label("ctl.rules.as_founded")
	}
	t.line(1, severity)
	t.lines(1, func(l translations.Language) string {
		return sentences(l, wording.Template(l, "rule."+r.ID), wording.Template(l, "rule."+r.ID+".fix"))
	})
	t.line(1, t.founded(r.Source, r.Confidence, r.AsOf))
	if len(r.Kinds) > 0 {
		t.line(1, t.inOne(func(l translations.Language) string { return listed(l, r.Kinds, kindName) }))
	}
	if provinces := b.ProvincesOf(r); len(provinces) > 0 {
		t.line(1, t.inOne(func(l translations.Language) string { return listed(l, provinces, wording.Place) }))
	}
}

func (t *page) materialRule(m *rules.MaterialRule) {
	t.line(0, fmt.Sprintf("%02d %s", m.Item, t.label("material."+m.ID)))
	t.lines(1, func(l translations.Language) string {
		return demands(l, rules.Material{
			Copies: m.Copies, Delivery: m.Delivery, Signature: m.Signature, Seal: m.Seal, Date: m.Date, Fingerprint: m.Fingerprint,
		})
	})
	for _, c := range m.Cases() {
		id := "rulebook.not_needed"
		switch {
		case c.Needed:
			id = "rulebook.needed"
		case c.Advised:
			id = "rulebook.advised"
		}
		t.lines(1, func(l translations.Language) string {
			return translations.Text(l, id, map[string]string{"reason": translations.Text(l, c.Reason)})
		})
	}
	t.line(1, t.founded(m.Source, m.Confidence, m.AsOf))
}

// founded says where an entry comes from, of which day, and how sure that is.
func (t *page) founded(source string, confidence rules.Confidence, asOf string) string {
	return t.inOne(func(l translations.Language) string {
		return strings.Join([]string{
			wording.Source(l, source), asOf, translations.Text(l, "confidence."+string(confidence)),
		}, translations.Text(l, "list.separator"))
	})
}

func kindName(l translations.Language, id string) string { return translations.Text(l, "kind."+id) }

func listed(l translations.Language, ids []string, name func(translations.Language, string) string) string {
	said := make([]string, len(ids))
	for i, id := range ids {
		said[i] = name(l, id)
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}
