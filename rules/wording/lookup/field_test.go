package lookup

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"recordaldesk/assets/guidance"
	"recordaldesk/rules"
)

// Whoever asks at a field why it is asked reads the paragraph that the rules at it cite, and
// each rule with its source.
func TestEveryFieldWithASourceShowsItsParagraph(t *testing.T) {
	b := rules.Builtin()
	seen := map[string]bool{}
	for _, p := range b.Pages {
		for _, s := range p.Sections {
			for _, f := range s.Fields {
				if seen[f.ID] {
					continue
				}
				seen[f.ID] = true
				help := OfField(b, f.ID, nil)
				for _, r := range b.Rules {
					if r.FieldID() != f.ID {
						continue
					}
					if r.Moment == "" && !slices.ContainsFunc(help.Rules, func(e Judged) bool { return e.ID == r.ID }) {
						t.Errorf("%s: the rule %s is not shown", f.ID, r.ID)
					}
					for cited := range strings.SplitSeq(r.Source, ";") {
						cited = strings.TrimSpace(cited)
						if strings.HasPrefix(cited, "guidance") && !slices.ContainsFunc(help.Paragraphs, func(p guidance.Paragraph) bool { return p.Place == cited }) {
							t.Errorf("%s: the rule %s cites %s, of which no paragraph is shown", f.ID, r.ID, cited)
						}
					}
				}
			}
		}
	}
	for _, p := range guidance.Whole().Paragraphs { // a paragraph for a field that is no more is seen by nobody
		for _, f := range p.Fields {
			if f == "security" { // asked by the police alone
				continue
			}
			if !slices.ContainsFunc(slices.Collect(maps.Keys(seen)), func(id string) bool { return id == f || strings.HasPrefix(id, f+".") }) {
				t.Errorf("%s, %s speaks to the field %s, which there is not", p.Place, p.Title, f)
			}
		}
	}
}

// The rules of other kinds and provinces would bury those that hold.
func TestRulesOfOtherProvincesAreLeftOut(t *testing.T) {
	b := rules.Builtin()
	f := rules.New("new_recordal")
	f.Host.Province = "110000"
	all, here := OfField(b, "host.province", nil), OfField(b, "host.province", f)
	if len(here.Rules) == 0 || len(here.Rules) >= len(all.Rules) {
		t.Fatalf("%d of %d rules are shown in Beijing", len(here.Rules), len(all.Rules))
	}
	for _, e := range here.Rules {
		if len(e.Provinces) > 0 && !slices.Contains(e.Provinces, "110000") {
			t.Errorf("%s is about %v", e.ID, e.Provinces)
		}
	}
}
