package main

import (
	"fmt"
	"maps"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// writeReport writes what the rulebook says about a filing: what it changes or
// ends, the findings, the gravest first, the materials by what is to be done about
// them, what must be known at later moments, and at the end whether the filing is
// ready, and why.
func (p *program) writeReport(f *rules.Filing, r *rules.Report) {
	t := p.result()
	t.heading(f, r)
	t.subject(f, r)
	for _, severity := range []rules.Severity{rules.Error, rules.Warning, rules.Hint} {
		t.findings(f, r, severity)
	}
	groups := wording.Group(r.Findings)
	t.unanswered(f, groups.Unanswered)
	t.materials(f, r)
	for _, m := range groups.Moments {
		t.group(m.Title(), len(m.Findings))
		for _, one := range m.Findings {
			t.finding(f, one)
		}
		t.gap()
	}
	t.conclusion(r)
}

func (t *page) heading(f *rules.Filing, r *rules.Report) {
	t.message(0, "ctl.check.host", map[string]string{"host": shown(f.Host.Name)})
	if id := "kind." + f.Kind; translations.Has(translations.Chinese, id) {
		t.line(0, t.label(id))
	}
	if number := wording.Number(rules.Builtin(), f); number != "" {
		t.message(0, "output.number", map[string]string{"number": shown(number)})
	}
	t.message(0, "ctl.check.judged", map[string]string{"date": r.AsOf, "rulebook": r.Rulebook})
	// Nobody's identity is verified to end a recordal.
	if !wording.IsCancellation(f.Kind) {
		t.line(0, t.label("route."+string(r.Route)))
	}
	t.gap()
}

// findings writes the findings of one severity that stand at fields, nothing
// where there is none.
func (t *page) findings(f *rules.Filing, r *rules.Report, severity rules.Severity) {
	var found []rules.Finding
	for _, one := range wording.Group(r.Findings).AtFields {
		if one.Severity == severity {
			found = append(found, one)
		}
	}
	if len(found) == 0 {
		return
	}
	t.group("severity."+string(severity), len(found))
	for _, one := range found {
		t.finding(f, one)
	}
	t.gap()
}

// group heads a list of n.
func (t *page) group(id string, n int) { t.line(0, fmt.Sprintf("%s (%d)", t.label(id), n)) }

func (t *page) finding(f *rules.Filing, one rules.Finding) {
	t.line(1, t.inOne(func(l translations.Language) string { return place(l, f, one) }))
	if t.discreet {
		one = unquoted(one)
	}
	t.lines(2, func(l translations.Language) string {
		message, fix := wording.Message(l, one)
		return sentences(l, message, fix)
	})
	if one.Repair != "" {
		t.lines(2, func(l translations.Language) string { return wording.Repair(l, one) })
	}
	t.cited(one.Confidence, func(l translations.Language) string { return wording.Cited(l, one) })
}

// unquoted returns the finding with what its message would quote left out; the
// command check tells all of it.
func unquoted(f rules.Finding) rules.Finding {
	f.Args, f.Repair = maps.Clone(f.Args), ""
	for name := range f.Args {
		f.Args[name] = "…"
	}
	return f
}

// cited writes a source: its name on one line, the sentence about a single source
// a line a language.
func (t *page) cited(c rules.Confidence, say func(translations.Language) string) {
	if c == rules.Single {
		t.lines(2, say)
		return
	}
	t.line(2, t.inOne(say))
}

// unanswered lists the questions of the checklist that are still open, one a
// line: each by itself would say the same of all.
func (t *page) unanswered(f *rules.Filing, found []rules.Finding) {
	if len(found) == 0 {
		return
	}
	t.group("output.unanswered", len(found))
	for _, one := range found {
		t.line(1, t.inOne(func(l translations.Language) string { return place(l, f, one) }))
	}
	t.gap()
}

// place names the field a finding stands at, as the form labels it; a member of
// the document that no form asks for, by its path.
func place(l translations.Language, f *rules.Filing, one rules.Finding) string {
	label := one.Field
	if translations.Has(l, "field."+one.FieldID) {
		label = wording.Label(l, one.FieldID)
	}
	where := wording.Where(l, f, one.Field)
	switch {
	case label == "":
		return translations.Text(l, "ctl.check.whole_filing")
	case where == "":
		return label
	}
	return translations.Text(l, "ctl.check.place", map[string]string{"where": where, "field": label})
}

// materials writes the materials in groups.
func (t *page) materials(f *rules.Filing, r *rules.Report) {
	groups := []struct {
		id   string
		take func(rules.Material) bool
	}{
		{"ctl.materials.missing", func(m rules.Material) bool { return m.Needed && m.Scanned() && !m.Present }},
		{"ctl.materials.present", func(m rules.Material) bool { return m.Needed && m.Scanned() && m.Present }},
		{"ctl.materials.paper", func(m rules.Material) bool { return m.Needed && !m.Scanned() }},
		{"output.advised", func(m rules.Material) bool { return !m.Needed && m.Advised }},
		{"ctl.materials.not_needed", func(m rules.Material) bool { return !m.Needed && !m.Advised && !ofOtherKind(m) }},
		{"output.other_kind", ofOtherKind},
	}
	for _, group := range groups {
		var taken []rules.Material
		for _, m := range r.Materials {
			if group.take(m) {
				taken = append(taken, m)
			}
		}
		if len(taken) == 0 {
			continue
		}
		t.group(group.id, len(taken))
		for _, m := range taken {
			t.material(f, m)
		}
		t.gap()
	}
}

// ofOtherKind reports whether the material goes with other kinds of recordal alone:
// most do, and saying so of each would hide the rest.
func ofOtherKind(m rules.Material) bool { return m.Reason == "material.because.other_kind" }

func (t *page) material(f *rules.Filing, m rules.Material) {
	t.line(1, fmt.Sprintf("%02d %s", m.Item, t.inOne(func(l translations.Language) string {
		if t.discreet {
			return materialTitle(l, f, counted(l, f, m))
		}
		return materialTitle(l, f, m)
	})))
	if ofOtherKind(m) {
		return
	}
	t.lines(2, func(l translations.Language) string {
		if !m.Needed && !m.Advised {
			return wording.Reason(l, m)
		}
		return sentences(l, wording.Reason(l, m), demands(l, m))
	})
	if m.Advised && m.Confidence == rules.Single {
		t.lines(2, func(l translations.Language) string { return wording.CitedPaper(l, m) })
	}
}

// materialTitle names a material and, where the filing has several, the website
// or domain it is for.
func materialTitle(l translations.Language, f *rules.Filing, m rules.Material) string {
	name := translations.Text(l, "material."+m.ID)
	switch {
	case m.Per == "domain" && m.Domain != "":
		return translations.Text(l, "paper.checklist.for_domain", map[string]string{"material": name, "domain": shown(m.Domain)})
	case m.Per == "website" && len(f.Websites) > 1:
		website := translations.Text(l, "member.websites", map[string]string{"number": strconv.Itoa(m.Website + 1)})
		return translations.Text(l, "paper.checklist.for_website", map[string]string{"material": name, "website": website})
	}
	return name
}

// counted returns the material with its domain told by its number, where there are
// several, and not by its name.
func counted(l translations.Language, f *rules.Filing, m rules.Material) rules.Material {
	name := m.Domain
	m.Domain = ""
	if m.Website >= len(f.Websites) {
		return m
	}
	for i, d := range f.Websites[m.Website].Domains {
		if d.Name == name {
			m.Domain = wording.Where(l, f, fmt.Sprintf("websites.%d.domains.%d", m.Website, i))
			break
		}
	}
	return m
}

// demands says how a material is signed, how many copies there are of it and how
// it travels.
func demands(l translations.Language, m rules.Material) string {
	said := []string{translations.Count(l, "material.copies", m.Copies, nil)}
	for _, way := range m.Delivery {
		said = append(said, translations.Text(l, "delivery."+way))
	}
	for _, mark := range []string{"signature." + m.Signature, "fingerprint." + m.Fingerprint, "seal." + m.Seal, "date." + m.Date} {
		if !strings.HasSuffix(mark, ".none") {
			said = append(said, translations.Text(l, "mark."+mark))
		}
	}
	return translations.Text(l, "ctl.material.demands", map[string]string{
		"demands": strings.Join(said, translations.Text(l, "list.separator")),
	})
}

// conclusion says whether the filing is ready and why, and what still keeps it
// from being exported.
func (t *page) conclusion(r *rules.Report) {
	if n := errorCount(r); n > 0 {
		t.count(0, "ctl.check.not_ready", n)
	} else {
		t.message(0, "ctl.check.ready", nil)
	}
	if n := len(r.Outstanding()); n > 0 {
		t.count(0, "ctl.check.outstanding", n)
	}
}

func errorCount(r *rules.Report) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == rules.Error {
			n++
		}
	}
	return n
}
