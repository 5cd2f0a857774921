package rules

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Finding is one thing the rulebook has to say about a filing.
type Finding struct {
	Rule       string
	Severity   Severity
	Field      string            // path in filing.json
	FieldID    string            // of the field's label: host.name, person.mobile; "" where no form asks for it
	Missing    bool              // something is still to be filled in, rather than wrong
	Moment     Moment            // "" for what stands at its field at once
	Repair     string            // the field's text without the flaw; "" where a person must mend it
	Args       map[string]string // for the message, as they are
	Names      map[string]string // for the message: message ids or GB/T 2260 codes, to be said in the reader's language
	Source     string
	Confidence Confidence
	AsOf       string
}

// Report is what the rulebook says about a filing on a day.
type Report struct {
	Rulebook  string // version
	AsOf      string // the day judged on
	Route     Route
	Findings  []Finding
	Materials []Material
}

// Ready reports whether the fields hold no error. Missing attachments do not
// count here; see [Report.Outstanding].
func (r *Report) Ready() bool {
	return !slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Severity == Error })
}

// Check judges the filing as of its own date or, where it names none, as of
// today (YYYY-MM-DD). What filings of other companies have too is told by
// elsewhere, see [Desk.Shared].
func (b *Book) Check(f *Filing, today string, elsewhere ...Shared) *Report {
	root := b.root(f, today)
	root.lists.elsewhere = elsewhere
	r := &Report{Rulebook: b.Version, AsOf: root.AsOf, Route: b.route(root)}
	fields := b.instances(root)
	for i := range b.Rules {
		rule := &b.Rules[i]
		fact, concerns := rule.concerns(root)
		if !concerns {
			continue
		}
		if rule.For == "field" {
			for j := range fields {
				field := &fields[j]
				if len(rule.Types) > 0 && !slices.Contains(rule.Types, Type(field.scope.Type)) {
					continue
				}
				if rule.when.holds(field.scope.resting(fact)) {
					r.Findings = append(r.Findings, rule.finding(&field.scope, field.Path))
				}
			}
			continue
		}
		all := root.over(rule.For)
		for j := range all {
			s := all[j].resting(fact)
			if rule.unanswered(s) || !rule.when.holds(s) {
				continue
			}
			if path := s.pathOf(rule.Field); !rule.Fresh || root.fresh(path) {
				r.Findings = append(r.Findings, rule.finding(s, path))
			}
		}
	}
	r.Materials = b.materials(root)
	r.Findings = append(r.Findings, root.lists.unjudged()...)
	r.label(fields)
	r.sort(fields)
	return r
}

// unanswered reports that the rule judges an answer which was not given: most of
// them are not, and need no look.
func (r *Rule) unanswered(s *scope) bool {
	id, judges := strings.CutPrefix(r.Field, "answers.")
	if !judges {
		return false
	}
	switch r.For {
	case "website":
		return s.Website.Answers[id] == ""
	case "domain":
		return s.Domain.Answers[id] == ""
	}
	return s.Filing.Answers[id] == ""
}

// resting puts the fact that a rule rests on into the scope.
func (s *scope) resting(f *Fact) *scope {
	s.Fact = &noFact
	if f != nil {
		s.Fact = f
	}
	return s
}

// concerns reports whether the rule is judged for the filing at all, and returns
// the fact of its province that it rests on.
func (r *Rule) concerns(root *scope) (*Fact, bool) {
	f := root.Filing
	if len(r.Kinds) > 0 && !slices.Contains(r.Kinds, f.Kind) || len(r.Provinces) > 0 && !slices.Contains(r.Provinces, f.Host.Province) {
		return nil, false
	}
	if r.Fact == "" {
		return nil, true
	}
	fact := root.lists.fact(r.Fact)
	return fact, fact != nil
}

func (r *Rule) finding(s *scope, path string) Finding {
	f := Finding{
		Rule: r.ID, Severity: r.Severity, Field: path, Missing: r.Missing, Moment: r.Moment,
		Source: r.Source, Confidence: r.Confidence, AsOf: r.AsOf,
		Args: map[string]string{"value": s.Filing.Text(path)}, Names: map[string]string{},
	}
	if m := s.Material; r.For == "material" {
		f.Source, f.AsOf = m.Source, m.AsOf // who asks for the paper, and since when
	}
	if fact := s.Fact; r.Fact != "" {
		f.Severity, f.Source, f.Confidence, f.AsOf = fact.Cap(r.Severity), fact.Source(), fact.Confidence, fact.AsOf
		f.Args["limit"], f.Names["province"] = strconv.Itoa(fact.Limit), s.Host.Province
	}
	if r.repair != nil {
		if mended := r.repair.say(s); mended != f.Args["value"] {
			f.Repair = mended
		}
	}
	for name, p := range r.args {
		f.Args[name] = p.say(s)
	}
	for name, p := range r.names {
		f.Names[name] = p.say(s)
	}
	return f
}

// label gives each finding the label of the field it stands at.
func (r *Report) label(fields []Instance) {
	ids := make(map[string]string, len(fields))
	for _, f := range fields {
		ids[f.Path] = f.Field.ID
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.FieldID = ids[f.Field]
		if f.FieldID == "" {
			f.FieldID = FieldID(f.Field)
		}
		f.Names["field"] = "field." + f.FieldID
	}
}

// FieldID makes the id of a field's label from its path: for where no form asks for
// the field, so that its message still has a name for it.
func FieldID(path string) string {
	var parts []string
	for part := range strings.SplitSeq(path, ".") {
		if part != "" && (part[0] < '0' || part[0] > '9') {
			parts = append(parts, part)
		}
	}
	id := strings.Join(parts, ".")
	for _, person := range []string{"host.legal_representative.", "host.lead.", "websites.lead."} {
		if rest, ok := strings.CutPrefix(id, person); ok {
			return "person." + rest
		}
	}
	return id
}

// sort puts the findings in the order of the forms, the graver first at one
// field; behind them what is only told at a moment.
func (r *Report) sort(fields []Instance) {
	place := make(map[string]int, len(fields))
	for i, f := range fields {
		place[f.Path] = i
	}
	of := func(path string) int {
		if i, ok := place[path]; ok {
			return i
		}
		return len(fields)
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		if (a.Moment == "") != (b.Moment == "") {
			return cmp.Compare(string(a.Moment), string(b.Moment))
		}
		return cmp.Or(cmp.Compare(of(a.Field), of(b.Field)), cmp.Compare(weights[a.Severity], weights[b.Severity]))
	})
}
