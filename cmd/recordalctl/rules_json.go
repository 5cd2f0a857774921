package main

import (
	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// The document of rules --format json.
type (
	bookJSONDocument struct {
		Rulebook  string             `json:"rulebook"`
		Date      string             `json:"date"`
		Rules     []ruleJSON         `json:"rules"`
		Materials []bookMaterialJSON `json:"materials"`
		Provinces []provinceJSON     `json:"provinces"`
	}
	ruleJSON struct {
		Rule       string           `json:"rule"`
		Severity   rules.Severity   `json:"severity"`
		Confidence rules.Confidence `json:"confidence"`
		Kinds      []string         `json:"kinds"`     // none is all
		Provinces  []string         `json:"provinces"` // none is all
		Message    bilingual        `json:"message"`
		Fix        bilingual        `json:"fix"`
		Source     string           `json:"source"`
		AsOf       string           `json:"as_of"`
	}
	bookMaterialJSON struct {
		Item      int       `json:"item"`
		ID        string    `json:"id"`
		Name      bilingual `json:"name"`
		Per       string    `json:"per"`
		Copies    int       `json:"copies"`
		Delivery  []string  `json:"delivery"`
		Signature string    `json:"signature"`
		Seal      string    `json:"seal"`
		Date      string    `json:"date"`
		Printable bool      `json:"printable"`
		Kinds     []string  `json:"kinds"`
		Source    string    `json:"source"`

		Confidence rules.Confidence `json:"confidence"`
		AsOf       string           `json:"as_of"`
	}
	provinceJSON struct {
		Province string     `json:"province"` // GB/T 2260
		Facts    []factJSON `json:"facts"`
	}
	factJSON struct {
		Fact       string           `json:"fact"`
		Rule       string           `json:"rule"` // that judges it; "" where it decides about papers or questions
		Message    bilingual        `json:"message"`
		Limit      int              `json:"limit"`
		Words      []string         `json:"words"`
		Natures    []string         `json:"natures"` // none is all; unit is all but private persons
		Sources    []string         `json:"sources"`
		Confidence rules.Confidence `json:"confidence"`
		AsOf       string           `json:"as_of"`
	}
)

func bookJSON(b *rules.Book) bookJSONDocument {
	out := bookJSONDocument{Rulebook: b.Version, Date: b.Date}
	for i := range b.Rules {
		r := &b.Rules[i]
		out.Rules = append(out.Rules, ruleJSON{
			Rule: r.ID, Severity: r.Severity, Confidence: r.Confidence, Kinds: r.Kinds, Provinces: b.ProvincesOf(r),
			Message: inBoth(func(l translations.Language) string { return wording.Template(l, "rule."+r.ID) }),
			Fix:     inBoth(func(l translations.Language) string { return wording.Template(l, "rule."+r.ID+".fix") }),
			Source:  r.Source, AsOf: r.AsOf,
		})
	}
	for _, m := range b.Papers {
		out.Materials = append(out.Materials, bookMaterialJSON{
			Item: m.Item, ID: m.ID, Per: m.Per, Copies: m.Copies, Delivery: m.Delivery,
			Signature: m.Signature, Seal: m.Seal, Date: m.Date, Printable: m.Printable, Kinds: m.Kinds, Source: m.Source,
			Confidence: m.Confidence, AsOf: m.AsOf,
			Name: inBoth(func(l translations.Language) string { return translations.Text(l, "material."+m.ID) }),
		})
	}
	for _, p := range b.Provinces {
		out.Provinces = append(out.Provinces, provinceFacts(b, p))
	}
	return out
}

func provinceFacts(b *rules.Book, p rules.Province) provinceJSON {
	out := provinceJSON{Province: p.Code}
	for i := range p.Facts {
		f := &p.Facts[i]
		one := factJSON{
			Fact: f.ID, Limit: f.Limit, Words: f.Words, Natures: f.Natures, Sources: f.By, Confidence: f.Confidence, AsOf: f.AsOf,
			Message: inBoth(func(l translations.Language) string { return wording.Fact(l, b, p.Code, f) }),
		}
		if r := b.Judges(f.ID); r != nil {
			one.Rule = r.ID
		}
		out.Facts = append(out.Facts, one)
	}
	return out
}
