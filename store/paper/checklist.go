package paper

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Checklist returns 材料清单.pdf: what is in the packet, what goes by post, what
// is shown in person, what is still to be signed or added, how the filing will be
// verified, and how to reach the ICP team. It fails as [Forms] does.
func Checklist(ctx context.Context, f *rules.Filing, r *rules.Report, o Options) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("print the checklist: %w", err)
	}
	d := fewestPages(func(tight bool) *document { return drawChecklist(f, r, o, tight) })
	pdf, err := d.bytes()
	if err != nil {
		return nil, fmt.Errorf("print the checklist: %w", located(err, f))
	}
	return pdf, nil
}

func drawChecklist(f *rules.Filing, r *rules.Report, o Options, tight bool) *document {
	title := "paper.checklist.title"
	c := checklist{
		document: newDocument(o, translations.Text(translations.Chinese, title), f.Host.Name), filing: f, report: r,
	}
	c.tight = tight
	if c.err == nil {
		c.title(c.say(title), phrase{})
		c.draw()
	}
	return c.document
}

// checklist is the checklist being drawn.
type checklist struct {
	*document
	filing *rules.Filing
	report *rules.Report
}

func (c *checklist) own(id string, args ...map[string]string) phrase {
	return c.say("paper.checklist."+id, args...)
}

func (c *checklist) draw() {
	c.facts()
	c.comparison(c.options.book(), c.filing, c.report.AsOf)
	c.status()
	c.since()
	c.prompt(c.own("tick"))

	var packet []rules.Material
	for _, m := range c.report.Materials {
		if (m.Needed || m.Advised) && m.Present {
			packet = append(packet, m)
		}
	}
	post := postedMaterials(c.report)
	c.part("packet", packet, c.listed(true)...)
	c.part("post", post, c.listed(false)...)
	c.person(post)
	c.todo()
	c.contact()
}

// facts heads the list: whose it is, and how it will be verified.
func (c *checklist) facts() {
	var names, domains []string
	for _, w := range c.filing.Websites {
		names = append(names, w.Name)
		for _, d := range w.Domains {
			domains = append(domains, d.Name)
		}
	}
	rows := []row{
		field(c.say("paper.label.host"), as(c.filing.Host.Name)),
		field(c.own("kind"), c.kind(c.filing)),
	}
	if number := wording.Number(c.options.book(), c.filing); number != "" {
		rows = append(rows, field(c.own("number"), as(number)))
	}
	if wording.AboutWebsites(c.options.book(), c.filing.Kind) {
		rows = append(rows, field(c.say("paper.label.website"), c.list(names)), field(c.say("paper.label.domain"), c.list(domains)))
	}
	rows = append(rows, c.ended(c.filing)...)
	// Nobody's identity is verified to end a recordal.
	if !wording.IsCancellation(c.filing.Kind) {
		rows = append(rows, field(c.own("route"), c.own("route."+string(c.report.Route))))
	}
	c.fields(append(rows, field(c.own("date"), as(c.options.Date)))...)
}

// status says whether the packet may be sent.
func (c *checklist) status() {
	errors := 0
	for _, finding := range c.report.Findings {
		if finding.Severity == rules.Error {
			errors++
		}
	}
	missing := len(c.report.Outstanding())
	if errors > 0 {
		c.notice(c.count("paper.checklist.errors", errors), red)
	}
	switch {
	case missing > 0:
		c.notice(c.count("paper.checklist.missing", missing), red)
	case errors == 0:
		c.notice(c.own("complete"), black)
	}
}

// since lists what the filing says otherwise than the packet before, numbers of persons
// masked; nothing where there was none.
func (c *checklist) since() {
	if c.options.Last == nil {
		return
	}
	say := func(l translations.Language) wording.Changes {
		return wording.Since(l, c.options.book(), c.options.Last, c.filing, c.report.AsOf)
	}
	zh, en := say(translations.Chinese), say(translations.English)
	if zh.None() {
		return
	}
	c.heading(c.own("since"))
	const label = 52 * mm
	half := (width - label) / 2
	if len(zh.Fields) > 0 {
		// A change of choices reads alike in one language and not in the other only
		// where both say one word for two of them.
		english := map[string]wording.Comparison{}
		for _, one := range en.Fields {
			english[one.Path] = one
		}
		var rows []row
		for _, one := range zh.Fields {
			e := english[one.Path]
			rows = append(rows, row{{phrase: c.both(one.Label, e.Label)}, c.value(one.Before, e.Before), c.value(one.After, e.After)})
		}
		c.table([]column{
			{width: label, head: c.say("output.item"), label: true},
			{width: half, head: c.own("since.before")}, {width: half, head: c.own("since.now")},
		}, rows...)
	}
	if len(zh.Papers) > 0 {
		var rows []row
		for i, one := range zh.Papers {
			rows = append(rows, row{{phrase: c.both(one.Name, en.Papers[i].Name)}, {phrase: c.both(one.What, en.Papers[i].What)}})
		}
		c.table([]column{
			{width: width - half, head: c.own("column.material"), label: true}, {width: half, head: c.own("since.scans")},
		}, rows...)
	}
}

// count says a message that counts.
func (d *document) count(id string, n int) phrase {
	if d.options.NoChinese {
		return as(inLatin.Replace(translations.Count(translations.English, id, n, nil)))
	}
	p := phrase{zh: clean(translations.Count(translations.Chinese, id, n, nil))}
	if d.options.English {
		p.en = clean(translations.Count(translations.English, id, n, nil))
	}
	return p
}

// A listing is a column of the list: its head, how wide it is, and what it says
// of a material.
type listing struct {
	column
	say    func(rules.Material) phrase
	tick   bool
	ticked bool
}

// listed are the columns of the parts that only list materials.
func (c *checklist) listed(ticked bool) []listing {
	return []listing{
		c.itemColumn(),
		{column: column{width: 88 * mm, head: c.own("column.material")}, say: c.name, tick: true, ticked: ticked},
		{column: column{width: 16 * mm, head: c.own("column.copies")}, say: func(m rules.Material) phrase {
			return as(strconv.Itoa(m.Copies))
		}},
		{column: column{width: width - 117*mm, head: c.own("column.demand")}, say: c.demand},
	}
}

func (c *checklist) itemColumn() listing {
	return listing{
		column: column{width: 13 * mm, head: c.own("column.item")},
		say: func(m rules.Material) phrase {
			if m.Item == 0 {
				return as("—")
			}
			return as(strconv.Itoa(m.Item))
		},
	}
}

// part lists materials under a heading.
func (c *checklist) part(id string, materials []rules.Material, listings ...listing) {
	c.heading(c.own(id))
	c.materials(id, materials, listings)
}

func (c *checklist) materials(id string, materials []rules.Material, listings []listing) {
	if len(materials) == 0 {
		c.plain(c.own("none." + id))
		return
	}
	var columns []column
	for _, l := range listings {
		columns = append(columns, l.column)
	}
	var rows []row
	for _, m := range materials {
		var r row
		for _, l := range listings {
			r = append(r, cell{phrase: l.say(m), tick: l.tick, ticked: l.ticked})
		}
		rows = append(rows, r)
	}
	c.table(columns, rows...)
}

// name is what the material is called, with the website or domain it is for
// where there are several.
func (c *checklist) name(m rules.Material) phrase {
	p := c.say("material." + m.ID)
	in := func(l translations.Language, material string) string {
		switch {
		case m.Per == "domain" && m.Domain != "":
			return translations.Text(l, "paper.checklist.for_domain",
				map[string]string{"material": material, "domain": m.Domain})
		case m.Per == "website" && len(c.filing.Websites) > 1:
			return translations.Text(l, "paper.checklist.for_website",
				map[string]string{"material": material, "website": translations.Text(l, "paper.review.website", numbered(m.Website+1))})
		}
		return material
	}
	p.zh = clean(in(translations.Chinese, p.zh))
	return p
}

// demand is how the material is to be signed, sealed and dated.
func (c *checklist) demand(m rules.Material) phrase {
	var all []phrase
	if m.Signature == "required" {
		all = append(all, c.own("demand.signature"))
	}
	if m.Fingerprint == "required" {
		all = append(all, c.own("demand.fingerprint"))
	}
	if m.Seal == "required" {
		all = append(all, c.own("demand.seal"))
	}
	switch m.Date {
	case "required":
		all = append(all, c.own("demand.date"))
	case "forbidden":
		all = append(all, c.own("demand.no_date"))
	}
	if len(all) == 0 {
		return c.own("demand.none")
	}
	return c.joined(all)
}

// person lists what is brought along: what the rulebook says is shown in person,
// and on the manual route the papers that may be brought instead of posted
// (guidance 4, Step 4, option 1).
func (c *checklist) person(post []rules.Material) {
	c.heading(c.own("person"))
	var bring []rules.Material
	for _, m := range c.report.Materials {
		if m.Needed && slices.Contains(m.Delivery, "in_person") {
			bring = append(bring, m)
		}
	}
	if c.report.Route != rules.Manual || len(post) == 0 {
		c.materials("person", bring, c.listed(false))
		return
	}
	for _, m := range post {
		if !slices.ContainsFunc(bring, func(b rules.Material) bool { return b.ID == m.ID && b.Website == m.Website }) {
			bring = append(bring, m)
		}
	}
	var rows []row
	for _, m := range bring {
		rows = append(rows, row{{phrase: c.name(m), tick: true}, {phrase: c.demand(m)}})
	}
	rows = append(rows, row{{phrase: c.own("person.id"), tick: true}, {}})
	columns := []column{
		{width: 102 * mm, head: c.own("column.material")}, {width: width - 102*mm, head: c.own("column.demand")},
	}
	c.promptFor(c.own("person.hint"), c.begun(columns, rows))
	c.table(columns, rows...)
}

// todo lists what the packet still lacks, what to do about it, and why.
func (c *checklist) todo() {
	c.part("todo", c.report.Outstanding(),
		c.itemColumn(),
		listing{column: column{width: 50 * mm, head: c.own("column.material")}, say: c.name, tick: true},
		listing{column: column{width: 61 * mm, head: c.own("column.todo")}, say: c.task},
		listing{column: column{width: width - 124*mm, head: c.own("column.reason")}, say: c.reason},
	)
	c.advised()
}

// advised lists what may be asked for, on one source's word: it is nothing that
// must be done before sending.
func (c *checklist) advised() {
	var advised []rules.Material
	for _, m := range c.report.Materials {
		if m.Advised && !m.Needed && !m.Present {
			advised = append(advised, m)
		}
	}
	if len(advised) == 0 {
		return
	}
	c.part("advised", advised,
		c.itemColumn(),
		listing{column: column{width: 42 * mm, head: c.own("column.material")}, say: c.name, tick: true},
		listing{column: column{width: 45 * mm, head: c.own("column.todo")}, say: c.task},
		listing{column: column{width: width - 100*mm, head: c.own("column.reason")}, say: c.doubtful},
	)
}

// doubtful is the reason with how far it can be trusted.
func (c *checklist) doubtful(m rules.Material) phrase {
	p := c.reason(m)
	if m.Confidence != rules.Single {
		return p
	}
	p.zh += clean(wording.CitedPaper(translations.Chinese, m))
	if c.options.English {
		p.en += " " + clean(wording.CitedPaper(translations.English, m))
	}
	return p
}

func (c *checklist) reason(m rules.Material) phrase {
	p := as(wording.Reason(translations.Chinese, m))
	if c.options.English {
		p.en = clean(wording.Reason(translations.English, m))
	}
	return p
}

func (c *checklist) task(m rules.Material) phrase {
	if m.Signature != "required" && m.Seal != "required" {
		return c.own("todo.scan")
	}
	if !m.Printable {
		return c.issued(m)
	}
	id, demand := "todo.form", c.demand(m)
	if !Prints(m.ID) {
		id = "todo.annex"
	}
	p := c.own(id, map[string]string{"demand": demand.zh})
	if c.options.English {
		p.en = c.own(id, map[string]string{"demand": demand.en}).en
	}
	return p
}

// issued says of a paper that another office makes out and seals how it is got.
func (c *checklist) issued(m rules.Material) phrase {
	help := c.say("material." + m.ID + ".help")
	p := c.own("todo.issued", map[string]string{"help": help.zh})
	if c.options.English {
		p.en = c.own("todo.issued", map[string]string{"help": help.en}).en
	}
	return p
}

func (c *checklist) contact() {
	c.heading(c.own("contact"))
	var rows []row
	for _, id := range []string{"email", "phone", "address", "watermark"} {
		rows = append(rows, field(c.own(id), c.own(id+".value")))
	}
	c.fields(rows...)
	c.heading(c.own("next"))
	c.clauses(c.next()...)
}

// next is what follows the sending.
func (c *checklist) next() []phrase {
	kind := c.filing.Kind
	steps := []string{"sent", "contact"}
	if kind != "cancel_access" { // which the access provider alone brings about
		steps = append(steps, "sms")
	}
	steps = append(steps, "authority")
	if opens(kind) {
		steps = append(steps, "ports")
	}
	if opens(kind) && kind != "new_access" {
		steps = append(steps, "police")
	}
	said := make([]phrase, len(steps))
	for i, step := range steps {
		said[i] = c.own("next." + step)
	}
	return said
}

// opens reports whether the kind opens a website or an access; a draft without one
// does.
func opens(kind string) bool { return !wording.IsChange(kind) && !wording.IsCancellation(kind) }
