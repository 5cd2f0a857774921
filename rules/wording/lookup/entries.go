package lookup

import (
	"slices"
	"strconv"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Entries makes an entry of everything in the book, in reading order.
func Entries(b *rules.Book) []*Entry {
	return slices.Concat(kinds(b), routes(), questions(b), materials(b), judgements(b), provinces(b), fields(b), reasons(b))
}

func kinds(b *rules.Book) []*Entry {
	var all []*Entry
	for _, k := range b.Kinds {
		e := &Entry{Type: TypeKind, ID: k.ID, Name: message("kind." + k.ID), Parts: []Part{
			{Say: message("kind." + k.ID + ".help")},
			{Label: message("rulebook.part.why"), Say: message("kind." + k.ID + ".why")},
		}}
		for i, other := range k.Neighbours {
			part := Part{Say: func(l wording.Language) string {
				return translations.Text(l, "rulebook.kind.not", map[string]string{
					"kind": translations.Text(l, "kind."+other), "because": translations.Text(l, "kind."+k.ID+".not."+other),
				})
			}}
			if i == 0 {
				part.Label = message("rulebook.part.neighbours")
			}
			e.Parts = append(e.Parts, part)
		}
		all = append(all, e)
	}
	return all
}

func routes() []*Entry {
	var all []*Entry
	for _, r := range []rules.Route{rules.Online, rules.Manual} {
		id := "route." + string(r)
		all = append(all, &Entry{Type: TypeRoute, ID: string(r), Name: message(id), Parts: []Part{
			{Label: message("rulebook.part.when"), Say: message("materials." + id)},
			{Label: message("rulebook.part.how"), Say: message(id + ".help")},
		}})
	}
	return all
}

// questions are the questions with where each answer leads, and the answers that
// end at a stop as entries of their own.
func questions(b *rules.Book) []*Entry {
	var all, stops []*Entry
	for _, q := range b.Questions {
		id := "question." + q.ID
		e := &Entry{Type: TypeQuestion, ID: q.ID, Name: message(id), Parts: []Part{{Say: message(id + ".help")}}}
		for i, a := range q.Answers {
			part := Part{Say: answer(id+"."+a.ID, a)}
			if i == 0 {
				part.Label = message("rulebook.part.answers")
			}
			e.Parts = append(e.Parts, part)
			if a.Stop {
				stops = append(stops, &Entry{
					Type: TypeStop, ID: q.ID + "." + a.ID, Name: answered(id, id+"."+a.ID),
					Parts: []Part{{Say: message(id + "." + a.ID + ".stop")}},
				})
			}
		}
		all = append(all, e)
	}
	return append(all, stops...)
}

// answer says an answer and where it leads.
func answer(id string, a rules.Answer) Say {
	leads := message("rulebook.stop")
	switch {
	case a.Kind != "":
		leads = message("kind." + a.Kind)
	case a.Next != "":
		leads = message("question." + a.Next)
	}
	return func(l wording.Language) string {
		return translations.Text(l, "rulebook.answer", map[string]string{"answer": translations.Text(l, id), "leads": leads(l)})
	}
}

func answered(question, answer string) Say {
	return func(l wording.Language) string {
		return translations.Text(l, "kindpage.answered", map[string]string{
			"question": translations.Text(l, question), "answer": translations.Text(l, answer),
		})
	}
}

func materials(b *rules.Book) []*Entry {
	var all []*Entry
	for i := range b.Papers {
		m := &b.Papers[i]
		all = append(all, &Entry{
			Type: TypeMaterial, ID: m.ID, Name: material(m), Kinds: m.Kinds, item: m.Item,
			Parts: []Part{
				{Label: message("rulebook.part.needed"), Say: cases(m)},
				{Label: message("rulebook.part.make"), Say: message("material." + m.ID + ".help")},
				{Label: message("rulebook.part.demands"), Say: demands(m)},
				appliesTo(m.Kinds),
				source(m.Source),
			},
		})
	}
	return all
}

// material names a material, with its number in the ICP team's list.
func material(m *rules.MaterialRule) Say {
	return func(l wording.Language) string {
		name := translations.Text(l, "material."+m.ID)
		if m.Item == 0 {
			return name
		}
		return translations.Text(l, "materials.numbered", map[string]string{"item": strconv.Itoa(m.Item), "material": name})
	}
}

// cases says when the material is needed and when not, a line each.
func cases(m *rules.MaterialRule) Say {
	return func(l wording.Language) string {
		var lines []string
		for _, c := range m.Cases() {
			id := "rulebook.not_needed"
			switch {
			case c.Needed:
				id = "rulebook.needed"
			case c.Advised:
				id = "rulebook.advised"
			}
			lines = append(lines, translations.Text(l, id, map[string]string{"reason": translations.Text(l, c.Reason)}))
		}
		return strings.Join(lines, "\n")
	}
}

// demands says how the material is made and how it travels.
func demands(m *rules.MaterialRule) Say {
	return func(l wording.Language) string {
		said := []string{
			translations.Count(l, "material.copies", m.Copies, nil),
			translations.Text(l, "mark.signature."+m.Signature),
			translations.Text(l, "mark.seal."+m.Seal),
			translations.Text(l, "mark.date."+m.Date),
		}
		for _, way := range m.Delivery {
			said = append(said, translations.Text(l, "delivery."+way))
		}
		return strings.Join(said, translations.Text(l, "list.separator"))
	}
}

// fields are the fields of the forms: what to fill in, and from what it is
// chosen. One that several persons fill in is one entry.
func fields(b *rules.Book) []*Entry {
	var all []*Entry
	pages := map[string][]string{} // where each field stands
	for _, p := range b.Pages {
		for _, s := range p.Sections {
			for _, f := range s.Fields {
				if pages[f.ID] = append(pages[f.ID], p.ID); len(pages[f.ID]) > 1 {
					continue
				}
				e := &Entry{Type: TypeField, ID: f.ID, Name: message("field." + f.ID), prior: ofField, Parts: []Part{
					{Say: message("field." + f.ID + ".help")},
				}}
				if otherwise := answeredOtherwise(b, f.ID); len(otherwise) > 0 {
					e.Parts = append(e.Parts, Part{Label: message("rulebook.part.otherwise"), Say: lines(otherwise)})
				}
				if f.Choices != "" {
					e.Parts = append(e.Parts, Part{Label: message("rulebook.part.choices"), Say: choices(b, &f), Aside: true})
				}
				e.Parts = append(e.Parts, Part{Label: message("rulebook.part.page"), Aside: true, Say: func(l wording.Language) string {
					return inOne(l, pages[f.ID], func(l wording.Language, id string) string { return translations.Text(l, "page."+id) })
				}})
				all = append(all, e)
			}
		}
	}
	return all
}

// answeredOtherwise are the rules that judge the answer to a question of the
// checklist: they say why it is asked.
func answeredOtherwise(b *rules.Book, field string) []Say {
	if !strings.Contains("."+field, answers) {
		return nil
	}
	var all []Say
	for _, r := range b.Rules {
		if r.FieldID() == field {
			all = append(all, general(r))
		}
	}
	return all
}

// answers is what the path of a question of the checklist has in it.
const answers = ".answers."

// choices names what a field is chosen from.
func choices(b *rules.Book, f *rules.Field) Say {
	return func(l wording.Language) string {
		var ids []string
		for _, c := range b.Lists[f.Choices].Choices {
			ids = append(ids, c.ID)
		}
		return wording.Value(l, f, ids)
	}
}

// appliesTo says for which kinds of recordal something holds.
func appliesTo(kinds []string) Part {
	return listed("rulebook.part.kinds", "rulebook.all_kinds", kinds, func(l wording.Language, id string) string {
		return translations.Text(l, "kind."+id)
	})
}

// within says in which provinces something holds.
func within(provinces []string) Part {
	return listed("rulebook.part.provinces", "rulebook.all_provinces", provinces, wording.Place)
}

func listed(label, all string, ids []string, name func(wording.Language, string) string) Part {
	if len(ids) == 0 {
		return Part{Label: message(label), Say: message(all), Aside: true}
	}
	return Part{Label: message(label), Aside: true, Say: func(l wording.Language) string { return inOne(l, ids, name) }}
}

// inOne names several things, one after the other.
func inOne(l wording.Language, ids []string, name func(wording.Language, string) string) string {
	said := make([]string, len(ids))
	for i, id := range ids {
		said[i] = name(l, id)
	}
	return strings.Join(said, translations.Text(l, "list.separator"))
}

// source says which paragraph something comes from.
func source(s string) Part {
	return Part{Label: message("rulebook.part.source"), Aside: true, Say: func(l wording.Language) string { return wording.Source(l, s) }}
}
