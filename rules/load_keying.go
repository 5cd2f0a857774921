package rules

import "strings"

// checkSheet checks the pages of a sheet of values and finds the field that each row's
// path leads to.
func (l *loader) checkSheet(sort string, pages []SheetPage) {
	if len(pages) == 0 {
		return
	}
	fields := l.fieldsByPath()
	for p := range pages {
		page := &pages[p]
		entry := sort + " " + page.ID
		l.checkListed(entry, page.ID, page.Source, page.AsOf, page.Confidence)
		if page.Label == "" || len(page.Rows) == 0 {
			l.fail(entry, "has no label or no rows")
		}
		l.checkText(entry, page.Label)
		for r := range page.Rows {
			row := &page.Rows[r]
			at := entry + ", " + row.ID
			l.checkText(at, row.Label)
			l.checkText(at, row.Text)
			// Pages and rows share their messages.
			if id := sort + " " + row.ID; l.seen[id] {
				l.fail(at, "stands twice")
			} else {
				l.seen[id] = true
			}
			l.checkID(at, row.ID)
			l.checkKinds(at, row.Kinds)
			if row.Label == "" || row.Path != "" && row.Text != "" {
				l.fail(at, "needs a label, and a path or a text, not both")
			}
			if _, known := severities[row.Confidence]; !known && row.Confidence != "" {
				l.fail(at, "no confidence %q", row.Confidence)
			}
			l.checkRowPath(at, page, row, fields)
		}
	}
}

// checkRowPath makes sure that a row's path leads to a field of the forms, or to a list
// as a whole, from where the page is filled in.
func (l *loader) checkRowPath(at string, page *SheetPage, row *SheetRow, fields map[string]*Field) {
	if row.Path == "" {
		return
	}
	row.Field = fields[row.Path]
	value, err := specimen.Get(strings.ReplaceAll(leadPath(row.Path), "*", "0"))
	if err != nil {
		l.fail(at, "%v", err)
		return
	}
	switch value.(type) {
	case []PreApproval, []Domain, []IPRange:
		row.Field = nil
	default:
		if row.Field == nil {
			l.fail(at, "no form has the field %q", row.Path)
		}
	}
	ofWebsite := strings.HasPrefix(row.Path, "websites.") || strings.HasPrefix(row.Path, "website_lead.")
	if ofWebsite && !page.PerWebsite {
		l.fail(at, "the page is not filled in once a website")
	}
	if members := strings.Count(row.Path, ".*.") - 1; members > 1 || row.Join && members != 1 {
		l.fail(at, "only the members of one list can be joined")
	}
}

// leadPath replaces the persons in charge by where they may stand.
func leadPath(path string) string {
	if part, ok := strings.CutPrefix(path, "host_lead."); ok {
		return "host.lead." + part
	}
	if part, ok := strings.CutPrefix(path, "website_lead."); ok {
		return "websites.0.lead." + part
	}
	return path
}

// fieldsByPath are the fields of all forms by their paths, with * for an index, those
// of the persons in charge under host_lead and website_lead too.
func (l *loader) fieldsByPath() map[string]*Field {
	all := map[string]*Field{}
	for p := range l.book.Pages {
		for s := range l.book.Pages[p].Sections {
			section := &l.book.Pages[p].Sections[s]
			base := section.Base
			switch base {
			case "host.lead":
				base = "host_lead"
			case "websites.*.lead":
				base = "website_lead"
			}
			for i := range section.Fields {
				all[base+"."+section.Fields[i].Name] = &section.Fields[i]
			}
		}
	}
	return all
}
