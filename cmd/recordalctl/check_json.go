package main

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// bilingual is a text in both languages. JSON always has both, whatever --lang
// says: programs read it.
type bilingual struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

func inBoth(say func(translations.Language) string) bilingual {
	return bilingual{EN: say(translations.English), ZH: say(translations.Chinese)}
}

// The document of check --format json. Its keys and their order are those of the
// interchange contract.
type (
	checkJSON struct {
		Ready     bool           `json:"ready"`
		Route     rules.Route    `json:"route"`
		Rulebook  string         `json:"rulebook"`
		AsOf      string         `json:"as_of"`
		Findings  []findingJSON  `json:"findings"`
		Materials []materialJSON `json:"materials"`
	}
	findingJSON struct {
		Rule       string           `json:"rule"`
		Severity   rules.Severity   `json:"severity"`
		Field      string           `json:"field"`
		Message    bilingual        `json:"message"`
		Fix        bilingual        `json:"fix"`
		Source     string           `json:"source"`
		Confidence rules.Confidence `json:"confidence"`
	}
	materialJSON struct {
		Item      int       `json:"item"`
		ID        string    `json:"id"`
		Website   int       `json:"website"`
		Domain    string    `json:"domain"`
		Needed    bool      `json:"needed"`
		Present   bool      `json:"present"`
		Copies    int       `json:"copies"`
		Delivery  []string  `json:"delivery"`
		Signature string    `json:"signature"`
		Seal      string    `json:"seal"`
		Date      string    `json:"date"`
		Reason    bilingual `json:"reason"`
	}
)

func reportJSON(r *rules.Report) checkJSON {
	out := checkJSON{Ready: r.Ready(), Route: r.Route, Rulebook: r.Rulebook, AsOf: r.AsOf}
	for _, f := range r.Findings {
		one := findingJSON{Rule: f.Rule, Severity: f.Severity, Field: f.Field, Source: f.Source, Confidence: f.Confidence}
		one.Message.EN, one.Fix.EN = wording.Message(translations.English, f)
		one.Message.ZH, one.Fix.ZH = wording.Message(translations.Chinese, f)
		if f.Confidence == rules.Single {
			// The document has no place for the day of a source, and nobody must take
			// what one alone says for settled.
			one.Fix.EN = sentences(translations.English, one.Fix.EN, wording.Cited(translations.English, f))
			one.Fix.ZH = sentences(translations.Chinese, one.Fix.ZH, wording.Cited(translations.Chinese, f))
		}
		out.Findings = append(out.Findings, one)
	}
	for _, m := range r.Materials {
		out.Materials = append(out.Materials, materialJSON{
			Item: m.Item, ID: m.ID, Website: m.Website, Domain: m.Domain,
			Needed: m.Needed, Present: m.Present, Copies: m.Copies, Delivery: m.Delivery,
			Signature: m.Signature, Seal: m.Seal, Date: m.Date,
			Reason: inBoth(func(l translations.Language) string { return wording.Reason(l, m) }),
		})
	}
	return out
}

func (p *program) writeJSON(document any) error {
	err := json.MarshalWrite(p.stdout, document, jsontext.Multiline(true), jsontext.WithIndent("  "))
	if err == nil {
		err = p.stdout.WriteByte('\n')
	}
	if err != nil {
		return &problem{id: "ctl.problem.output", err: fmt.Errorf("write result: %w", err)}
	}
	return nil
}
