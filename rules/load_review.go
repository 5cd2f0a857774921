package rules

import (
	"cmp"
	"slices"

	"recordaldesk/assets/divisions"
)

// The lists of the review desk: why filings are returned, what is compared with
// originals, what the photo is looked at for, what an ICP licence takes.

// reviewText is the shape of these lists in TOML.
type reviewText struct {
	Reason   []Reason
	Original []originalText
	Photo    []PhotoCheck
	Licence  []LicencePoint
}

type originalText struct {
	Original
	When string
}

// maxRow bounds the numbers of reasons: domain.md 5.5 has 68, and a desk may have
// some of its own behind them.
const maxRow = 999

func (l *loader) addReview(text reviewText) {
	b := l.book
	b.Reasons = append(b.Reasons, text.Reason...)
	slices.SortStableFunc(b.Reasons, func(a, b Reason) int { return cmp.Compare(a.Row, b.Row) })
	for _, t := range text.Original {
		o := t.Original
		o.when = l.cond("original "+o.ID, t.When)
		b.Originals = append(b.Originals, o)
	}
	b.PhotoChecks = append(b.PhotoChecks, text.Photo...)
	b.LicencePoints = append(b.LicencePoints, text.Licence...)
}

// checkReview checks the lists once the whole book is read.
func (l *loader) checkReview() {
	b := l.book
	fields, rows := b.fieldIDs(), map[int]bool{}
	for _, r := range b.Reasons {
		entry := "reason " + r.ID
		l.checkListed(entry, r.ID, r.Source, r.AsOf, r.Confidence)
		l.checkKinds(entry, r.Kinds)
		l.checkProvinces(entry, r.Provinces)
		switch {
		case r.Row < 1 || r.Row > maxRow:
			l.fail(entry, "row is out of bounds")
		case rows[r.Row]:
			l.fail(entry, "row %d stands twice", r.Row)
		}
		rows[r.Row] = true
		for _, field := range r.Fields {
			if !fields[field] {
				l.fail(entry, "no field %q", field)
			}
		}
		for _, material := range r.Materials {
			if material != AnyMaterial {
				l.checkMaterial(entry, material)
			}
		}
	}
	for _, o := range b.Originals {
		entry := "original " + o.ID
		l.checkListed(entry, o.ID, o.Source, o.AsOf, o.Confidence)
		if o.Material != "" {
			l.checkMaterial(entry, o.Material)
		}
	}
	for _, p := range b.PhotoChecks {
		entry := "photo " + p.ID
		l.checkListed(entry, p.ID, p.Source, p.AsOf, p.Confidence)
		l.checkProvinces(entry, p.Provinces)
		if !slices.Contains(measures, p.Measured) {
			l.fail(entry, "%q can be measured of no photo", p.Measured)
		}
	}
	for _, p := range b.LicencePoints {
		l.checkListed("licence "+p.ID, p.ID, p.Source, p.AsOf, p.Confidence)
	}
}

func (l *loader) checkMaterial(entry, material string) {
	if l.book.paper(material) == nil {
		l.fail(entry, "no material %q", material)
	}
}

func (l *loader) checkProvinces(entry string, codes []string) {
	for _, code := range codes {
		if !slices.ContainsFunc(divisions.Provinces(), func(d divisions.Division) bool { return d.Code == code }) {
			l.fail(entry, "no province %q", code)
		}
	}
}

// fieldIDs are the ids of all places that a reviewer can mark: the fields of the
// forms, and where else findings of the rules stand.
func (b *Book) fieldIDs() map[string]bool {
	ids := map[string]bool{}
	for _, f := range b.allFields() {
		ids[f.ID] = true
	}
	for _, r := range b.Rules {
		if id := r.FieldID(); id != "" {
			ids[id] = true
		}
	}
	return ids
}

// messagesOfReview names the messages of these lists.
func (b *Book) messagesOfReview(need func(...string)) {
	for _, r := range b.Reasons {
		need("reason", r.ID)
		need("reason", r.ID, "words")
		needSource(need, r.Source)
	}
	for _, o := range b.Originals {
		need("original", o.ID)
		needSource(need, o.Source)
	}
	for _, p := range b.PhotoChecks {
		need("photo", p.ID)
		needSource(need, p.Source)
	}
	for _, p := range b.LicencePoints {
		need("licence", p.ID)
		need("licence", p.ID, "help")
		needSource(need, p.Source)
	}
}
