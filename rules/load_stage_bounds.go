package rules

import "slices"

// oversized is [bookText.oversized] for the lists.
func (t *stageLists) oversized(places []keyPlace) (what string, line int) {
	var rows, next, begins, stops, spans, provinces, judges int
	for _, page := range slices.Concat(t.Keying, t.Security) {
		rows += len(page.Rows)
	}
	for _, s := range t.Stage {
		next = max(next, len(s.Next))
	}
	for _, c := range t.Clock {
		begins, stops = max(begins, len(c.From)), max(stops, len(c.Until))
		spans, provinces = max(spans, len(c.Where)), max(provinces, len(c.Provinces))
		for _, w := range c.Where {
			provinces = max(provinces, len(w.Provinces))
		}
	}
	for _, f := range t.Footer {
		provinces = max(provinces, len(f.SubjectOnly))
	}
	for _, s := range t.Stale {
		judges = max(judges, len(s.Rules))
	}
	for _, one := range []struct {
		what   string
		n, max int
	}{
		{"stage", len(t.Stage), maxStages}, {"stage.next", next, maxStages},
		{"clock", len(t.Clock), 200}, {"clock.from", begins, maxStages}, {"clock.until", stops, maxStages},
		{"clock.where", spans, 100}, {"clock.provinces", provinces, 100},
		{"stale", len(t.Stale), 50}, {"stale.rules", judges, 20}, {"footer", len(t.Footer), 10},
		{"keying", len(t.Keying), 50}, {"security", len(t.Security), 50}, {"keying.rows", rows, maxEntries},
	} {
		if one.n > one.max {
			return one.what, lineOf(places, one.what)
		}
	}
	return "", 0
}
