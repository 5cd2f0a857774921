package rules

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// stageLists are the tables of what happens at the desk and after a filing was mailed.
type stageLists struct {
	Stage    []Stage
	Clock    []clockText
	Stale    []StaleRule
	Footer   []FooterRule
	Keying   []SheetPage
	Security []SheetPage
}

type (
	clockText struct {
		ID                 string
		From, Until, Kinds []string
		Provinces          []string
		Route              Route
		spanText
		Where              []spanText
		Expected           bool
		By                 string
		Source, Confidence string
		AsOf               string `toml:"as_of"`
	}
	// One of the units is set; nothing else tells a length of no days from none.
	spanText struct {
		Provinces                     []string
		Workdays, Days, Hours, Months *int
		Least                         int
	}
)

// addStages takes the tables of one file in.
func (l *loader) addStages(t stageLists) {
	b := l.book
	b.Stages = append(b.Stages, t.Stage...)
	for _, c := range t.Clock {
		b.Clocks = append(b.Clocks, l.clock(c))
	}
	b.StaleRules = append(b.StaleRules, t.Stale...)
	b.Footers = append(b.Footers, t.Footer...)
	b.Keying = append(b.Keying, t.Keying...)
	b.Security = append(b.Security, t.Security...)
}

func (l *loader) clock(t clockText) Clock {
	c := Clock{
		ID: t.ID, From: t.From, Until: t.Until, Kinds: t.Kinds, Provinces: t.Provinces, Route: t.Route,
		Expected: t.Expected, By: t.By, Source: t.Source, Confidence: Confidence(t.Confidence), AsOf: t.AsOf,
	}
	for _, w := range t.Where {
		c.Spans = append(c.Spans, l.span("clock "+t.ID, w))
	}
	// The figure that stands in the clock itself holds wherever none before it does.
	if t.spanText.counted() > 0 || len(t.Where) == 0 {
		s := l.span("clock "+t.ID, t.spanText)
		s.Provinces = nil
		c.Spans = append(c.Spans, s)
	}
	return c
}

// counted says how many units are set.
func (t spanText) counted() (n int) {
	for _, length := range []*int{t.Workdays, t.Days, t.Hours, t.Months} {
		if length != nil {
			n++
		}
	}
	return n
}

func (l *loader) span(entry string, t spanText) Span {
	s := Span{Provinces: t.Provinces, Least: t.Least}
	for unit, length := range map[Unit]*int{Workdays: t.Workdays, Days: t.Days, Hours: t.Hours, Months: t.Months} {
		if length != nil {
			s.Unit, s.Length = unit, *length
		}
	}
	if t.counted() != 1 {
		l.fail(entry, "its length must be said in one of workdays, days, hours, months")
	}
	if s.Length < 0 || s.Length > maxSpan || s.Least < 0 || s.Least > s.Length {
		l.fail(entry, "a length is out of bounds")
	}
	return s
}

const maxSpan = 1000 // of any unit

// checkStages checks what the book brings of such lists by itself.
func (l *loader) checkStages() {
	b := l.book
	if len(b.Stages) > maxStages {
		l.fail("stage "+b.Stages[maxStages].ID, "more than %d stages", maxStages)
		return // there is a bit for each
	}
	for i := range b.Stages {
		s := &b.Stages[i]
		entry := "stage " + s.ID
		l.checkListed(entry, s.ID, s.Source, s.AsOf, s.Confidence)
		l.checkKinds(entry, s.Kinds)
		l.checkRoute(entry, s.Route)
		l.checkStageIDs(entry, s.Next)
	}
	for i := range b.Clocks {
		l.checkClock(&b.Clocks[i])
	}
	for _, s := range b.StaleRules {
		l.checkStale(s)
	}
	for _, f := range b.Footers {
		entry := "footer " + f.ID
		l.checkListed(entry, f.ID, f.Source, f.AsOf, f.Confidence)
		l.checkProvinces(entry, f.SubjectOnly)
		if ids := []string{FooterICP, FooterPublicSecurity}; !slices.Contains(ids, f.ID) {
			l.fail(entry, "%q is none of %s", f.ID, strings.Join(ids, ", "))
		}
		if to, err := url.Parse(f.Link); err != nil || to.Scheme != "https" || to.Host == "" {
			l.fail(entry, "a link must begin with https://")
		}
		l.checkText(entry, f.Link)
	}
	l.checkSheet("keying", b.Keying)
	l.checkSheet("security", b.Security)
	b.timetable = newTimetable(b)
}

// checkText checks a text that a person sees, or that a program may type elsewhere.
func (l *loader) checkText(entry, text string) {
	if Length(text) > maxText {
		l.fail(entry, "a text is longer than %d characters", maxText)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		l.fail(entry, "a text has a character that cannot be seen")
	}
}

const maxText = 500

func (l *loader) checkRoute(entry string, r Route) {
	if !slices.Contains([]Route{"", Online, Manual}, r) {
		l.fail(entry, "%q is none of %s", r, "online, manual")
	}
}

func (l *loader) checkStageIDs(entry string, ids []string) {
	for _, id := range ids {
		// A book may change a clock and leave the stages to the built-in one.
		if _, known := l.stagesInForce().StageOf(id); !known {
			l.fail(entry, "no stage %q", id)
		}
	}
}

func (l *loader) stagesInForce() *Book {
	if len(l.book.Stages) == 0 && l.builtin != nil {
		return l.builtin
	}
	return l.book
}

func (l *loader) checkClock(c *Clock) {
	entry := "clock " + c.ID
	l.checkListed(entry, c.ID, c.Source, c.AsOf, c.Confidence)
	l.checkKinds(entry, c.Kinds)
	l.checkProvinces(entry, c.Provinces)
	l.checkRoute(entry, c.Route)
	l.checkStageIDs(entry, c.From)
	l.checkStageIDs(entry, c.Until)
	for i, s := range c.Spans {
		l.checkProvinces(entry, s.Provinces)
		if len(s.Provinces) == 0 && i < len(c.Spans)-1 {
			l.fail(entry, "a length without provinces hides those behind it")
		}
	}
	if len(c.From) == 0 {
		l.fail(entry, "begins at no stage")
	}
	if !slices.Contains(Actors, c.By) {
		l.fail(entry, "%q is none of %s", c.By, strings.Join(Actors, ", "))
	}
}

// Actors are who can be waited for: actor.<id>.
var Actors = []string{"client", "desk", "icp_team", "authority"}

// checkStale makes sure that the rules judge one date.
func (l *loader) checkStale(s StaleRule) {
	entry := "stale " + s.ID
	l.once(entry)
	l.checkID(entry, s.ID)
	if s.Material != "" {
		l.checkMaterial(entry, s.Material)
	}
	if len(s.Rules) == 0 {
		l.fail(entry, "names no rule")
	}
	var first *Rule
	for _, id := range s.Rules {
		r := l.book.rule(id)
		if r == nil {
			l.fail(entry, "no rule %q", id)
			continue
		}
		if first == nil {
			first = r
		}
		if _, named := scopePaths[r.For]; !named || r.Field == "" || r.For != first.For || r.Field != first.Field {
			l.fail(entry, "rule %q judges another field", id)
		}
	}
}
