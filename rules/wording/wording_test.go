package wording

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// idsOf lists the messages the book needs, made from its ids as the package
// documentation of translations says.
func idsOf(t *testing.T, b *rules.Book) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	need := func(parts ...string) { ids[strings.Join(parts, ".")] = true }
	for _, p := range b.Pages {
		need("page", p.ID)
		need("page", p.ID, "intro")
		for _, s := range p.Sections {
			need("section", s.ID)
			for _, f := range s.Fields {
				need("field", f.ID)
				need("field", f.ID, "help")
			}
		}
	}
	for name, list := range b.Lists {
		for _, c := range list.Choices {
			if name != "province" { // they speak through the names of places
				need("choice", name, c.ID)
			}
		}
	}
	for _, k := range b.Kinds {
		need("kind", k.ID)
		need("kind", k.ID, "help")
		need("kind", k.ID, "why")
	}
	for _, q := range b.Questions {
		need("question", q.ID)
		need("question", q.ID, "help")
		for _, a := range q.Answers {
			need("question", q.ID, a.ID)
			if a.Stop {
				need("question", q.ID, a.ID, "stop")
			}
		}
	}
	for _, r := range b.Rules {
		need("rule", r.ID)
		need("rule", r.ID, "fix")
		need("severity", string(r.Severity))
		need("confidence", string(r.Confidence))
		if id := FieldOf(r); id != "" {
			need("field", id)
		}
		needSource(r.Source, need)
	}
	for _, m := range b.Papers {
		need("material", m.ID)
		need("material", m.ID, "help")
		need("mark", "signature", m.Signature)
		need("mark", "seal", m.Seal)
		need("mark", "date", m.Date)
		for _, d := range m.Delivery {
			need("delivery", d)
		}
		needSource(m.Source, need)
	}
	for material, cases := range reasons(t) {
		for _, c := range cases {
			need("material", material, "because", c)
		}
	}
	for _, route := range []rules.Route{rules.Online, rules.Manual} {
		need("route", string(route))
		need("route", string(route), "help")
	}
	for _, list := range []string{"websites", "domains", "ips", "pre_approvals", "attachments"} {
		need("member", list)
	}
	need("material", "copies")
	return ids
}

func needSource(source string, need func(...string)) {
	for one := range strings.SplitSeq(source, ";") {
		key, _, _ := strings.Cut(strings.TrimSpace(one), " ")
		need("source", key)
	}
}

// reasons reads the cases of the materials, which the book keeps to itself.
func reasons(t *testing.T) map[string][]string {
	t.Helper()
	data, err := os.ReadFile("../book/materials.toml")
	if err != nil {
		t.Fatal(err)
	}
	var text struct {
		Material []struct {
			ID   string
			Case []struct{ ID string }
		}
	}
	if err := toml.Unmarshal(data, &text); err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, m := range text.Material {
		for _, c := range m.Case {
			all[m.ID] = append(all[m.ID], c.ID)
		}
	}
	if len(all) == 0 {
		t.Fatal("no materials found in materials.toml")
	}
	return all
}

func TestEveryIDOfTheBookSpeaksBothLanguages(t *testing.T) {
	for id := range idsOf(t, rules.Builtin()) {
		for _, l := range translations.Languages {
			if !translations.Has(l, id) {
				t.Errorf("%s has no message in %s", id, l)
			}
		}
	}
}

// A message nobody asks for is one that its rule or field has left behind.
func TestNoMessageOfTheBookIsOrphaned(t *testing.T) {
	needed := idsOf(t, rules.Builtin())
	ours := []string{"field", "page", "section", "choice", "kind", "question", "rule", "material", "severity",
		"confidence", "source", "mark", "route", "member"}
	spare := []string{
		"delivery.in_person", // a way of delivery that the contract has
		"material.copies",    // said by whoever shows a material
	}
	for _, id := range translations.IDs(translations.Chinese) {
		prefix, _, _ := strings.Cut(id, ".")
		if slices.Contains(ours, prefix) && !needed[id] && !slices.Contains(spare, id) {
			t.Errorf("%s belongs to nothing in the rulebook", id)
		}
	}
}
