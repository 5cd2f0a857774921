package rules

import "slices"

// The subjects of what happens at the desk and after a filing was mailed.
const (
	OfStage    Subject = "stage"
	OfClock    Subject = "clock"
	OfStale    Subject = "stale"
	OfFooter   Subject = "footer"
	OfKeying   Subject = "keying"
	OfSecurity Subject = "security"
)

func compareStages(old, next *Book) []Difference {
	return slices.Concat(
		compare(OfStage, old.Stages, next.Stages, func(s Stage) string { return s.ID }, stageParts),
		compare(OfClock, old.Clocks, next.Clocks, func(c Clock) string { return c.ID }, clockParts),
		compare(OfStale, old.StaleRules, next.StaleRules, func(s StaleRule) string { return s.ID }, staleParts),
		compare(OfFooter, old.Footers, next.Footers, func(f FooterRule) string { return f.ID }, footerParts),
		compare(OfKeying, old.Keying, next.Keying, func(p SheetPage) string { return p.ID }, pageParts),
		compare(OfSecurity, old.Security, next.Security, func(p SheetPage) string { return p.ID }, pageParts),
	)
}

func stageParts(a, b Stage) []string {
	return changed(
		part{"condition", alike(a.Next, b.Next) && a.Route == b.Route && a.Noted == b.Noted && a.Ends == b.Ends},
		part{"kinds", alike(a.Kinds, b.Kinds)},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

func clockParts(a, b Clock) []string {
	return changed(
		part{"limit", slices.EqualFunc(a.Spans, b.Spans, func(s, t Span) bool {
			return s.Unit == t.Unit && s.Length == t.Length && s.Least == t.Least && alike(s.Provinces, t.Provinces)
		})},
		part{"condition", alike(a.From, b.From) && alike(a.Until, b.Until) && a.Route == b.Route && a.Expected == b.Expected && a.By == b.By},
		part{"kinds", alike(a.Kinds, b.Kinds)},
		part{"provinces", alike(a.Provinces, b.Provinces)},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

func staleParts(a, b StaleRule) []string {
	return changed(part{"condition", alike(a.Rules, b.Rules) && a.Material == b.Material})
}

func footerParts(a, b FooterRule) []string {
	return changed(
		part{"form", a.Link == b.Link},
		part{"provinces", alike(a.SubjectOnly, b.SubjectOnly)},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

func pageParts(a, b SheetPage) []string {
	return changed(
		part{"forms", a.Label == b.Label && a.PerWebsite == b.PerWebsite && slices.EqualFunc(a.Rows, b.Rows, sameRow)},
		part{"source", a.Source == b.Source && a.Confidence == b.Confidence},
		part{"date", a.AsOf == b.AsOf},
	)
}

func sameRow(a, b SheetRow) bool {
	return a.ID == b.ID && a.Label == b.Label && a.Path == b.Path && a.Text == b.Text && a.Join == b.Join &&
		alike(a.Kinds, b.Kinds) && a.Source == b.Source && a.Confidence == b.Confidence
}
