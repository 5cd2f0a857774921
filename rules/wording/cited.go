package wording

import (
	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Cited says where a finding comes from. Of what a single source says, it says so
// and of which day the source is: nobody must take that for settled.
func Cited(l Language, f rules.Finding) string { return cited(l, f.Source, f.Confidence, f.AsOf) }

// CitedPaper says the same of a material.
func CitedPaper(l Language, m rules.Material) string { return cited(l, m.Source, m.Confidence, m.AsOf) }

func cited(l Language, source string, confidence rules.Confidence, asOf string) string {
	said := Source(l, source)
	if confidence != rules.Single {
		return said
	}
	// The sentence names the source itself.
	return translations.Text(l, "finding.single_source", map[string]string{"source": said, "date": asOf})
}
