package lookup

import (
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// reasons are those for which the review desk returns filings: what the client is
// told, and what they are mostly given for.
func reasons(b *rules.Book) []*Entry {
	var all []*Entry
	for i := range b.Reasons {
		r := &b.Reasons[i]
		e := &Entry{
			Type: TypeReason, ID: r.ID, Name: message("reason." + r.ID), Kinds: r.Kinds, Provinces: r.Provinces, prior: ofReason,
			Parts: []Part{{Say: message("reason." + r.ID + ".words")}},
		}
		if len(r.Fields)+len(r.Materials) > 0 {
			e.Parts = append(e.Parts, Part{Label: message("rulebook.part.about"), Say: givenFor(r), Aside: true})
		}
		e.Parts = append(e.Parts, appliesTo(r.Kinds), within(r.Provinces), source(r.Source),
			Part{Label: message("rulebook.part.confidence"), Say: message("confidence." + string(r.Confidence)), Aside: true},
			Part{Label: message("rulebook.part.as_of"), Say: func(wording.Language) string { return r.AsOf }, Aside: true})
		all = append(all, e)
	}
	return all
}

// givenFor names the fields and materials that a reason is mostly given for.
func givenFor(r *rules.Reason) Say {
	return func(l wording.Language) string {
		var said []string
		for _, id := range r.Fields {
			said = append(said, wording.Label(l, id))
		}
		for _, id := range r.Materials {
			if id == rules.AnyMaterial {
				said = append(said, translations.Text(l, "rulebook.any_material"))
				continue
			}
			said = append(said, translations.Text(l, "material."+id))
		}
		return strings.Join(said, translations.Text(l, "list.separator"))
	}
}
