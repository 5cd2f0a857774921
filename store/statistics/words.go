package statistics

import (
	"time"

	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Table is one of the lists of figures.
type Table string

// The tables, each the message statistics.table.<table>.
const (
	ByMonth    Table = "months"
	ByKind     Table = "kinds"
	ByProvince Table = "provinces"
	ByStage    Table = "stages"
	ByReason   Table = "reasons"
	ByTime     Table = "times"
)

// Counts returns the counts of a table; none of those that are no counts.
func (f *Figures) Counts(t Table) []Count {
	switch t {
	case ByKind:
		return f.Kinds
	case ByProvince:
		return f.Provinces
	case ByStage:
		return f.Stages
	case ByReason:
		return f.Reasons
	}
	return nil
}

// Name names one of a table, also one that the program does not know: a filing from
// elsewhere, or an earlier rulebook, may have it.
func (t Table) Name(l translations.Language, id string) string {
	if t == ByProvince && id != "" {
		return wording.Place(l, id)
	}
	prefix := map[Table]string{ByKind: "kind.", ByStage: "stage.", ByReason: "reason."}[t]
	switch {
	case id == "" && t != ByStage:
		return translations.Text(l, "statistics.none."+string(t))
	case !translations.Has(translations.Chinese, prefix+id):
		return translations.Text(l, "statistics.unknown."+string(t))
	}
	return translations.Text(l, prefix+id)
}

// Span says of which time the figures are, with the first and the last day.
func (f *Figures) Span(l translations.Language) string {
	said := translations.Text(l, "statistics.period."+string(f.Period))
	args := map[string]string{"period": said, "at": f.At.Format(time.DateOnly)}
	if f.From.IsZero() {
		return translations.Text(l, "statistics.span.all", args)
	}
	args["from"], args["to"] = f.From.Format(time.DateOnly), f.To.AddDate(0, 0, -1).Format(time.DateOnly)
	return translations.Text(l, "statistics.span", args)
}
