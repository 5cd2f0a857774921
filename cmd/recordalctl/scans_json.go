package main

import (
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/worth"
	"recordaldesk/translations"
)

// The document of scans --format json. Pages count from 1. Places are in shares of the
// picture's width and height from its top left corner, clockwise.
type (
	scansJSON struct {
		Scans []scanJSON `json:"scans"`
	}
	scanJSON struct {
		File     string       `json:"file"`
		Material string       `json:"material"` // "" where it is not known
		Website  int          `json:"website"`
		Domain   string       `json:"domain"`
		Format   scan.Kind    `json:"format"`
		Pages    int          `json:"pages"`
		LookedAt int          `json:"looked_at"` // how many of the pages
		TakenOn  string       `json:"taken_on"`  // YYYY-MM-DD; "" where no camera says
		Printed  *printedJSON `json:"printed_page,omitzero"`
		Remarks  []remarkJSON `json:"remarks"`
		Problem  *bilingual   `json:"problem,omitzero"` // why it could not be looked at
	}
	printedJSON struct {
		Code     string `json:"code"`
		Material string `json:"material"` // "" for a page of another filing
		Page     int    `json:"page"`
		Pages    int    `json:"pages"`
	}
	remarkJSON struct {
		Page     int             `json:"page"`
		Fault    worth.Fault     `json:"fault"`
		Figure   float64         `json:"figure"`
		Limit    float64         `json:"limit"`
		Unit     worth.Unit      `json:"unit"`
		Where    [][4][2]float64 `json:"where"`
		Accepted bool            `json:"accepted"`
		Message  bilingual       `json:"message"`
		Fix      bilingual       `json:"fix"`
	}
)

func scansDocument(all []lookedAt) scansJSON {
	var out scansJSON
	for _, one := range all {
		a := one.attachment
		s := scanJSON{
			File: a.File, Material: a.MaterialID(), Website: a.Website, Domain: a.Domain,
			Format: one.info.Kind, Pages: one.info.Pages, LookedAt: len(one.seen.Pages), TakenOn: one.seen.TakenOn,
		}
		if one.problem != nil {
			said := inBoth(func(l translations.Language) string { return sentence(l, one.problem) })
			s.Problem = &said
		}
		if one.printed != nil {
			s.Printed = &printedJSON{
				Code: one.printed.code.String(), Material: one.printed.material,
				Page: one.printed.code.Page, Pages: one.printed.code.Pages,
			}
		}
		for i, page := range one.seen.Pages {
			for _, r := range page.Remarks {
				s.Remarks = append(s.Remarks, remarkDocument(i, r, one.accepted(r)))
			}
		}
		out.Scans = append(out.Scans, s)
	}
	return out
}

func remarkDocument(page int, r worth.Remark, accepted bool) remarkJSON {
	out := remarkJSON{
		Page: page + 1, Fault: r.Fault, Figure: r.Figure, Limit: r.Limit, Unit: r.Unit, Accepted: accepted,
		Message: inBoth(func(l translations.Language) string { return translations.Text(l, r.SentenceID(), r.Arguments()) }),
		Fix:     inBoth(func(l translations.Language) string { return translations.Text(l, r.Fault.FixID()) }),
	}
	for _, quad := range r.Where {
		var corners [4][2]float64
		for i, corner := range quad {
			corners[i] = [2]float64{corner.X, corner.Y}
		}
		out.Where = append(out.Where, corners)
	}
	return out
}
