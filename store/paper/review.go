package paper

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Review returns the whole filing on paper, in the order of its forms, Chinese
// in the left columns and English in the right, each finding below the value it
// is about. It fails as [Forms] does.
func Review(ctx context.Context, f *rules.Filing, r *rules.Report, book *rules.Book, o Options) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("print the review sheet: %w", err)
	}
	o.English = true
	d := fewestPages(func(tight bool) *document { return drawReview(f, r, book, o, tight) })
	pdf, err := d.bytes()
	if err != nil {
		return nil, fmt.Errorf("print the review sheet: %w", located(err, f))
	}
	return pdf, nil
}

func drawReview(f *rules.Filing, r *rules.Report, book *rules.Book, o Options, tight bool) *document {
	title := "paper.review.title"
	v := review{
		document: newDocument(o, translations.Text(translations.Chinese, title), f.Host.Name),
		filing:   f, report: r, open: map[string][]rules.Finding{},
	}
	v.tight = tight
	groups := wording.Group(r.Findings)
	for _, finding := range groups.AtFields {
		v.open[finding.Field] = append(v.open[finding.Field], finding)
	}
	if v.err == nil {
		v.title(v.say(title), phrase{})
		v.summary()
		v.comparison(book, f, r.AsOf)
		v.fill(listed(book.Shown(f, r.AsOf)))
		v.rest(groups)
	}
	return v.document
}

// listed are the fields that stand on the sheet one by one. What is on record now,
// and which fields change, is said by the comparison.
func listed(shown []rules.Instance) []rules.Instance {
	return slices.DeleteFunc(shown, func(i rules.Instance) bool {
		return i.Field.Before || i.Field.Type == rules.TypeFields
	})
}

// review is the sheet being drawn.
type review struct {
	*document
	filing *rules.Filing
	report *rules.Report
	open   map[string][]rules.Finding // by field, those not yet on the sheet
}

func (v *review) summary() {
	counts := map[rules.Severity]int{}
	for _, f := range v.report.Findings {
		counts[f.Severity]++
	}
	var found []phrase
	for _, s := range []struct {
		severity rules.Severity
		id       string
	}{{rules.Error, "errors"}, {rules.Warning, "warnings"}, {rules.Hint, "hints"}} {
		if n := counts[s.severity]; n > 0 {
			found = append(found, v.count("paper.review."+s.id, n))
		}
	}
	if counts[rules.Error] == 0 {
		found = append([]phrase{v.say("paper.review.ready")}, found...)
	}
	rows := []row{
		field(v.say("paper.label.host"), as(v.filing.Host.Name)),
		field(v.say("paper.checklist.kind"), v.kind(v.filing)),
	}
	rows = append(rows, v.ended(v.filing)...)
	// Nobody's identity is verified to end a recordal.
	if !wording.IsCancellation(v.filing.Kind) {
		rows = append(rows, field(v.say("paper.checklist.route"), v.say("paper.checklist.route."+string(v.report.Route))))
	}
	v.fields(append(rows,
		field(v.say("paper.review.as_of"), as(v.report.AsOf)),
		field(v.say("paper.review.status"), v.joined(found)),
	)...)
}

var reviewColumns = []column{
	{width: 31 * mm, label: true}, {width: width/2 - 33*mm}, {width: 35 * mm, label: true}, {width: width/2 - 33*mm},
}

// halves are the columns of a section's title.
var halves = []column{{width: width/2 - 2*mm, label: true}, {width: width/2 + 2*mm, label: true}}

// fill draws the fields, a heading for each page and a table for each section.
func (v *review) fill(shown []rules.Instance) {
	var title *row
	var rows []row
	for i, field := range shown {
		var before rules.Instance
		if i > 0 {
			before = shown[i-1]
		}
		newPage := i == 0 || field.Page != before.Page || field.Website != before.Website
		if newPage || base(field) != base(before) {
			v.flush(title, rows)
			title, rows = nil, nil
			if newPage {
				v.heading(v.pageTitle(field))
			}
			if newPage && i+1 < len(shown) && sectioned(shown[i:]) || !newPage {
				t := v.sectionTitle(field)
				title = &t
			}
		}
		rows = append(rows, v.row(field))
	}
	v.flush(title, rows)
}

// flush draws a section, with its title in a row of its own where it has one.
func (v *review) flush(title *row, rows []row) {
	if len(rows) == 0 {
		return
	}
	if title != nil {
		v.need(v.opening(halves, []row{*title}) + v.opening(reviewColumns, rows))
		v.document.row(halves, *title)
	}
	v.table(reviewColumns, rows...)
}

// base is where the section of a field stands: the field's path without its name.
func base(i rules.Instance) string {
	if i.Field == nil {
		return ""
	}
	return i.Section.ID + strings.TrimSuffix(i.Path, i.Field.Name)
}

// sectioned reports whether the page that the list begins with has more than one
// section, so that each needs a title.
func sectioned(shown []rules.Instance) bool {
	for _, i := range shown {
		if i.Page != shown[0].Page || i.Website != shown[0].Website {
			return false
		}
		if base(i) != base(shown[0]) {
			return true
		}
	}
	return false
}

func (v *review) pageTitle(i rules.Instance) phrase {
	p := v.say("page." + i.Page.ID)
	if i.Website < 0 || len(v.filing.Websites) < 2 {
		return p
	}
	number := map[string]string{"number": strconv.Itoa(i.Website + 1)}
	of := v.say("paper.review.website", number)
	p.zh = translations.Text(translations.Chinese, "paper.review.page_of_website", map[string]string{"page": p.zh, "website": of.zh})
	p.en = translations.Text(translations.English, "paper.review.page_of_website", map[string]string{"page": p.en, "website": of.en})
	return p
}

// sectionTitle is a row that names the section, with its number where it is one
// of several.
func (v *review) sectionTitle(i rules.Instance) row {
	p := v.say("section." + i.Section.ID)
	if i.Section.Repeats() {
		parts := strings.Split(strings.TrimSuffix(i.Path, "."+i.Field.Name), ".")
		if n, err := strconv.Atoi(parts[len(parts)-1]); err == nil {
			number := " " + strconv.Itoa(n+1)
			p.zh, p.en = p.zh+number, p.en+number
		}
	}
	return row{{phrase: phrase{zh: p.zh}}, {phrase: phrase{zh: p.en}}}
}

// row is a field in both languages, with its findings.
func (v *review) row(i rules.Instance) row {
	value, err := v.filing.Get(i.Path)
	if err != nil {
		v.fail(fmt.Errorf("read the field: %w", err))
		return row{}
	}
	findings := v.open[i.Path]
	delete(v.open, i.Path)
	var r row
	for _, l := range translations.Languages {
		c := cell{phrase: phrase{zh: cleanLines(wording.Value(l, i.Field, value))}}
		switch {
		case c.zh == "" && i.Required():
			c.zh, c.colour = translations.Text(l, "paper.review.empty"), red
		case c.zh == "" && wording.IsAnswer(i.Path):
			// One word each: the hints would say the same of every question.
			c.zh, c.colour = translations.Text(l, "packet.unanswered"), grey
		}
		for _, f := range findings {
			c.extra = append(c.extra, phrase{zh: said(l, f)})
		}
		r = append(r, cell{phrase: as(wording.Label(l, i.Field.ID))}, c)
	}
	return r
}

// said is a finding in words, with its severity, how to repair it, and whether one
// source alone says so.
func said(l translations.Language, f rules.Finding) string {
	message, fix := wording.Message(l, f)
	parts := []string{message, fix, wording.Repair(l, f)}
	if f.Confidence == rules.Single {
		parts = append(parts, wording.Cited(l, f))
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	between := " "
	if l == translations.Chinese {
		between = "" // a full stop has its own room
	}
	s := clean(translations.Text(l, "paper.review."+string(f.Severity),
		map[string]string{"message": strings.Join(parts, between)}))
	if l == translations.English {
		s = inLatin.Replace(s)
	}
	return s
}

// rest lists the findings about what no form shows, and what is to be known at
// later moments.
func (v *review) rest(groups wording.Groups) {
	var rest []rules.Finding
	for _, f := range groups.AtFields {
		if _, left := v.open[f.Field]; left {
			rest = append(rest, f)
		}
	}
	v.findings("paper.review.other", rest)
	for _, m := range groups.Moments {
		v.findings(m.Title(), m.Findings)
	}
}

// findings lists findings under a heading, Chinese beside English.
func (v *review) findings(heading string, findings []rules.Finding) {
	var rows []row
	for _, f := range findings {
		rows = append(rows, row{
			{phrase: phrase{zh: said(translations.Chinese, f)}}, {phrase: phrase{zh: said(translations.English, f)}},
		})
	}
	if len(rows) > 0 {
		v.heading(v.say(heading))
		v.table([]column{{width: width / 2}, {width: width / 2}}, rows...)
	}
}
