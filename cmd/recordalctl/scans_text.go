package main

import (
	"cmp"
	"strconv"

	"recordaldesk/store/scan/worth"
	"recordaldesk/translations"
)

// scans writes what was found, a scan after the other, and how much there is to look at.
func (t *page) scans(look *looker, all []lookedAt) {
	remarks := 0
	for _, one := range all {
		if one.problem != nil {
			continue // was told on standard error
		}
		t.scan(look, &one)
		for _, page := range one.seen.Pages {
			for _, r := range page.Remarks {
				if !one.accepted(r) {
					remarks++
				}
			}
		}
	}
	if remarks == 0 {
		t.message(0, "ctl.scans.none", nil)
	} else {
		t.count(0, "ctl.scans.remarks", remarks)
	}
}

func (t *page) scan(look *looker, one *lookedAt) {
	title := shown(one.attachment.File)
	if one.attachment.Material != "" {
		title += "  " + t.inOne(func(l translations.Language) string { return materialLabel(l, one.attachment.MaterialID()) })
	}
	t.line(0, title)
	if one.seen.TakenOn != "" {
		t.message(1, "ctl.scans.taken", map[string]string{"date": one.seen.TakenOn})
	}
	if one.printed != nil {
		t.printed(look, one)
	}
	if looked := len(one.seen.Pages); looked < one.info.Pages {
		t.message(1, "ctl.scans.looked", map[string]string{"count": strconv.Itoa(looked), "pages": strconv.Itoa(one.info.Pages)})
	}
	said := false
	for i, page := range one.seen.Pages {
		for _, r := range page.Remarks {
			t.remark(one, i, r)
			said = true
		}
	}
	if !said {
		t.message(1, "ctl.scans.nothing", nil)
	}
	t.gap()
}

// printed says which printed page the scan shows, and whether that is what it was
// attached as.
func (t *page) printed(look *looker, one *lookedAt) {
	code, material := one.printed.code, one.printed.material
	if material == "" && look.filing != nil {
		t.message(1, "ctl.scans.page_other", map[string]string{"code": code.String()})
		return
	}
	say := func(id string) {
		t.lines(1, func(l translations.Language) string {
			return translations.Text(l, id, map[string]string{
				"code": code.String(), "page": strconv.Itoa(code.Page), "pages": strconv.Itoa(code.Pages),
				"material": materialLabel(l, cmp.Or(material, code.Form)),
			})
		})
	}
	say("ctl.scans.page")
	if attached := one.attachment.MaterialID(); attached != "" && material != "" && attached != material {
		say("ctl.scans.misplaced")
	}
}

// remark writes one remark on a page, counted from 0.
func (t *page) remark(one *lookedAt, page int, r worth.Remark) {
	accepted := one.accepted(r)
	t.line(1, t.inOne(func(l translations.Language) string {
		title := translations.Text(l, r.Fault.TitleID())
		if accepted {
			title = translations.Text(l, "ctl.scans.accepted", map[string]string{"fault": title})
		}
		if len(one.seen.Pages) > 1 {
			title = translations.Text(l, "ctl.scans.on_page", map[string]string{"page": strconv.Itoa(page + 1), "fault": title})
		}
		return title
	}))
	t.lines(2, func(l translations.Language) string {
		said := translations.Text(l, r.SentenceID(), r.Arguments())
		if accepted {
			return said
		}
		return sentences(l, said, translations.Text(l, r.Fault.FixID()))
	})
}

// materialLabel names a material, by its id where the translations do not know it.
func materialLabel(l translations.Language, id string) string {
	if translations.Has(l, "material."+id) {
		return translations.Text(l, "material."+id)
	}
	return shown(id)
}
