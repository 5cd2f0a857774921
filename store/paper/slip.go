package paper

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// SlipName is what the file of the [Slip] is called.
const SlipName = "补件单.pdf"

// Slip returns what a client takes home from the desk: what to come back with and
// why, what is wrong on the papers, and what to mind, in large type. No document
// numbers and no telephones stand on it, since it may be lost on the way. It fails
// as [Forms] does.
func Slip(ctx context.Context, f *rules.Filing, r *rules.Report, o Options) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("print the slip: %w", err)
	}
	o.Incomplete = false // it is for a filing that is not complete
	d := fewestPages(func(tight bool) *document { return drawSlip(f, r, o, tight) })
	pdf, err := d.bytes()
	if err != nil {
		return nil, fmt.Errorf("print the slip: %w", located(err, f))
	}
	return pdf, nil
}

// How many findings are told one by one; the desk tells the rest.
const (
	slipErrors   = 8
	slipWarnings = 5
	slipFields   = 16
)

var (
	slipStyle = style{size: 12.5, leading: 18, colour: black}
	slipWhy   = style{size: 10, leading: 14.5, colour: black}
	slipAid   = style{size: 8, leading: 11, colour: grey}
)

// slip is the slip being drawn.
type slip struct {
	*checklist
	privacy *wording.Privacy
}

func drawSlip(f *rules.Filing, r *rules.Report, o Options, tight bool) *document {
	s := slip{privacy: wording.StrictPrivacyOf(f)}
	errors, warnings, missing := s.sort(r)
	bring := brought(r)
	complete := len(bring)+len(errors)+len(warnings)+len(missing) == 0
	title := "paper.slip.title"
	if complete {
		title = "paper.slip.title.complete"
	}
	d := newDocument(o, translations.Text(translations.Chinese, title), f.Host.Name)
	d.tight, d.lenient = tight, true // it tells of characters that cannot be printed
	s.checklist = &checklist{document: d, filing: f, report: r}
	if d.err != nil {
		return d
	}
	d.title(d.say(title), phrase{})
	s.client()
	if complete {
		s.notice(s.own("complete"), black)
	}
	s.bring(bring, missing)
	s.found("correct", errors, slipErrors)
	s.found("confirm", warnings, slipWarnings)
	s.mind(bring)
	s.desk()
	return d
}

func (s *slip) own(id string, args ...map[string]string) phrase {
	return s.say("paper.slip."+id, args...)
}

// sort parts the findings a client can do something about: what is wrong, what is
// doubtful, and what was not said yet. What may be asked for besides, and what is
// told at its moment, is the desk's.
func (s *slip) sort(r *rules.Report) (errors, warnings, missing []rules.Finding) {
	for _, f := range r.Findings {
		switch {
		case f.Severity == rules.Hint, f.Moment != "" && f.Severity != rules.Error, f.Field == "attachments":
		case f.Missing && f.FieldID != "" && !wording.IsAnswer(f.Field):
			missing = append(missing, f)
		case f.Severity == rules.Error:
			errors = append(errors, f)
		default:
			warnings = append(warnings, f)
		}
	}
	return errors, warnings, missing
}

// brought are the materials that the client has to bring: scans that are missing,
// and originals to be posted that nobody has seen a scan of.
func brought(r *rules.Report) []rules.Material {
	var bring []rules.Material
	for _, m := range r.Materials {
		if m.Needed && !m.Present && (m.Scanned() || slices.Contains(m.Delivery, "post")) {
			bring = append(bring, m)
		}
	}
	return bring
}

// client says whose slip it is.
func (s *slip) client() {
	who := s.own("for.draft")
	if clean(s.filing.Host.Name) != "" {
		kind := s.kind(s.filing)
		who = s.own("for", map[string]string{"host": s.filing.Host.Name, "kind": kind.zh})
		if s.options.English {
			who.en = s.own("for", map[string]string{"host": s.filing.Host.Name, "kind": kind.en}).en
		}
	}
	s.lines(left, s.setPhrase(who, slipStyle, slipAid, width))
	s.gap(2)
	day := map[string]string{"day": s.options.Date}
	s.prompt(s.own("as_of", day))
}

// bring lists the materials with how they are wanted and why, and last the data
// that were not given.
func (s *slip) bring(materials []rules.Material, missing []rules.Finding) {
	if len(materials)+len(missing) == 0 {
		return
	}
	s.heading(s.own("bring"))
	for len(materials) > 0 {
		n := 1
		for n < len(materials) && materials[n].ID == materials[0].ID {
			n++
		}
		name, m := s.together(materials[:n]), materials[0]
		m.Copies *= n
		s.item(name, s.why(s.wanted(m), s.reason(m)))
		materials = materials[n:]
	}
	if len(missing) > 0 {
		s.item(s.data(missing), s.own("data.why"))
	}
	s.gap(4)
}

// why is how a material is wanted, and why.
func (s *slip) why(what, reason phrase) phrase {
	p := s.own("why", map[string]string{"what": what.zh, "reason": reason.zh})
	if s.options.English {
		p.en = s.own("why", map[string]string{"what": what.en, "reason": reason.en}).en
	}
	return p
}

// together is the name of a material that is wanted for each of several websites
// or domains, with all of them.
func (s *slip) together(all []rules.Material) phrase {
	if len(all) == 1 {
		return s.name(all[0])
	}
	var which []phrase
	for _, m := range all {
		if m.Domain != "" {
			which = append(which, as(m.Domain))
		} else {
			which = append(which, s.say("paper.review.website", numbered(m.Website+1)))
		}
	}
	p, of := s.say("material."+all[0].ID), s.joined(which)
	several := s.own("several", map[string]string{"material": p.zh, "which": of.zh})
	if p.en != "" {
		of.en = cmp.Or(of.en, of.zh)
		several.en = s.own("several", map[string]string{"material": p.en, "which": of.en}).en
	}
	return several
}

// wanted says whether an original or a scan is wanted, how many, and how signed.
func (s *slip) wanted(m rules.Material) phrase {
	if m.Signature != "required" && m.Seal != "required" {
		return s.count("paper.slip.scan", m.Copies)
	}
	what, demand := s.count("paper.slip.original", m.Copies), s.demand(m)
	p := s.own("demands", map[string]string{"what": what.zh, "demand": demand.zh})
	if s.options.English {
		p.en = s.own("demands", map[string]string{"what": what.en, "demand": demand.en}).en
	}
	return p
}

// data names the fields that are still empty, each once.
func (s *slip) data(missing []rules.Finding) phrase {
	said := func(l translations.Language) string {
		var labels []string
		for _, f := range missing {
			if label := s.label(l, f); !slices.Contains(labels, label) {
				labels = append(labels, label)
			}
		}
		all := phrase{}
		if rest := len(labels) - slipFields; rest > 0 {
			labels = append(labels[:slipFields:slipFields], translations.Count(l, "paper.slip.more", rest, nil))
		}
		for i, label := range labels {
			if i > 0 {
				all.zh += translations.Text(l, "list.separator")
			}
			all.zh += label
		}
		return translations.Text(l, "paper.slip.data", map[string]string{"fields": all.zh})
	}
	p := as(said(translations.Chinese))
	if s.options.English {
		p.en = clean(said(translations.English))
	}
	return p
}

// label is the field that a finding is about, with which website or domain where
// there are several.
func (s *slip) label(l translations.Language, f rules.Finding) string {
	if f.FieldID == "" {
		return ""
	}
	label := wording.Label(l, f.FieldID)
	if where := wording.Where(l, s.filing, f.Field); where != "" {
		label = translations.Text(l, "paper.slip.at_field", map[string]string{"where": where, "field": label})
	}
	return label
}

// found lists findings under a heading, no more than limit of them.
func (s *slip) found(heading string, findings []rules.Finding, limit int) {
	if len(findings) == 0 {
		return
	}
	s.heading(s.own(heading))
	for _, f := range findings[:min(limit, len(findings))] {
		p := as(s.said(translations.Chinese, f))
		if s.options.English {
			p.en = clean(s.said(translations.English, f))
		}
		s.item(p)
	}
	if rest := len(findings) - limit; rest > 0 {
		s.prompt(s.count("paper.slip.more", rest))
	}
	s.gap(4)
}

// said is a finding in words: where, what and how to mend it, without numbers that
// nobody else may read.
func (s *slip) said(l translations.Language, f rules.Finding) string {
	message, fix := wording.Message(l, s.privacy.Finding(f))
	message = translations.Text(l, "ctl.sentences", map[string]string{"first": message, "second": fix})
	if label := s.label(l, f); label != "" {
		if rest, begins := strings.CutPrefix(message, wording.Label(l, f.FieldID)); begins {
			message = label + rest
		} else {
			message = translations.Text(l, "paper.slip.at", map[string]string{"field": label, "message": message})
		}
	}
	return s.privacy.Text(message)
}

// mind lists what goes wrong later if nobody thinks of it.
func (s *slip) mind(bring []rules.Material) {
	var all []phrase
	asks := func(date string) bool {
		return slices.ContainsFunc(bring, func(m rules.Material) bool { return m.Date == date })
	}
	if asks("forbidden") {
		all = append(all, s.own("undated"))
	}
	if asks("required") {
		all = append(all, s.own("letters"))
	}
	all = append(all, s.validity()...)
	if !wording.IsCancellation(s.filing.Kind) {
		all = append(all, s.own("phone"))
	}
	if len(all) == 0 {
		return
	}
	s.heading(s.own("mind"))
	s.clauses(all...)
}

// validity says what will soon have less than the three months left that are wanted
// when it is filed, and which domain was verified too lately to be known (domain.md
// 1.2, 2.9). What has less today is told among what is wrong.
func (s *slip) validity() []phrase {
	var all []phrase
	f, asOf := s.filing, s.report.AsOf
	expires := func(what phrase, until string) {
		if !rules.IsDate(until) || until <= rules.PlusMonths(asOf, 3) || until > rules.PlusMonths(asOf, 6) {
			return
		}
		said := map[string]string{"what": what.zh, "until": until, "day": rules.PlusMonths(until, -3)}
		p := s.own("expires", said)
		if s.options.English {
			said["what"] = cmp.Or(what.en, what.zh)
			p.en = s.own("expires", said).en
		}
		all = append(all, p)
	}
	for _, w := range f.Websites {
		for _, d := range w.Domains {
			name := map[string]string{"domain": d.Name}
			if day, _ := rules.PlusWorkdays(d.VerifiedOn, 3); rules.IsDate(d.VerifiedOn) && d.VerifiedOn <= asOf && day > asOf {
				all = append(all, s.own("domain_verified", map[string]string{"domain": d.Name, "day": day}))
			}
			expires(s.both(translations.Text(translations.Chinese, "paper.slip.expires.domain", name),
				translations.Text(translations.English, "paper.slip.expires.domain", name)), d.ExpiresOn)
		}
	}
	expires(s.own("expires.certificate"), f.Host.Certificate.ValidUntil)
	seen := map[string]bool{}
	for _, p := range personsOf(f) {
		if !seen[p.Document.Number] {
			seen[p.Document.Number] = true
			expires(s.own("expires.person", map[string]string{"name": p.Name}), p.Document.ValidUntil)
		}
	}
	return all
}

// item is a line with a box to tick, and a smaller one below it that is not parted
// from it; the English of both stands under them.
func (s *slip) item(p phrase, below ...phrase) {
	const hang = 22
	lines, english := s.setLines(p.zh, slipStyle, width-hang), p.en
	for _, one := range below {
		lines = append(lines, s.setLines(one.zh, slipWhy, width-hang)...)
		if one.en != "" {
			english = strings.TrimSuffix(english, ".") + ". " + one.en
		}
	}
	lines = append(lines, s.setPhrase(phrase{en: english}, slipWhy, slipAid, width-hang)...)
	s.need(min(height(lines), (bottom-top)/2))
	s.tick(left+2, s.y+(slipStyle.leading-12)/2, 12, false)
	s.lines(left+hang, lines)
	s.gap(4)
}

// desk is room for the stamp of the desk and the name of who served there.
func (s *slip) desk() {
	s.gap(4)
	s.need(34*mm + 8)
	s.blankBox(s.own("desk"), 24*mm)
	s.write(left, s.y+8, 10.5, black, s.own("handled").zh)
	from := left + s.extent(s.own("handled").zh, 10.5) + 6
	s.rule(from, s.y+10, left+70*mm, s.y+10, 0.6, 0, black)
	if en := s.own("handled").en; en != "" {
		s.write(left, s.y+19, aidStyle.size, grey, en)
	}
	s.y += 22
}

// personsOf are all persons of a filing.
func personsOf(f *rules.Filing) []rules.Person {
	all := []rules.Person{f.Host.LegalRepresentative, f.Host.Lead}
	for _, w := range f.Websites {
		all = append(all, w.Lead)
	}
	return all
}
