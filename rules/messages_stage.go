package rules

// messagesOfStages are those of what happens at the desk and after a filing was mailed.
func (b *Book) messagesOfStages(need func(...string)) {
	for _, s := range b.Stages {
		need("stage", s.ID)
		needSource(need, s.Source)
	}
	for _, c := range b.Clocks {
		need("clock", c.ID)
		need("clock", c.ID, "short")
		need("clock", c.ID, "late")
		needSource(need, c.Source)
	}
	for _, s := range b.StaleRules {
		need("stale", s.ID)
		need("stale", s.ID, "short")
	}
	for _, f := range b.Footers {
		need("footer", f.ID)
		needSource(need, f.Source)
	}
	messagesOfSheet(need, "keying", b.Keying)
	messagesOfSheet(need, "security", b.Security)
}

func messagesOfSheet(need func(...string), sort string, pages []SheetPage) {
	for _, page := range pages {
		need(sort, page.ID)
		needSource(need, page.Source)
		for _, row := range page.Rows {
			need(sort, row.ID)
			if row.Source != "" {
				needSource(need, row.Source)
			}
		}
	}
}
