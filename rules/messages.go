package rules

import (
	"maps"
	"slices"
	"strings"
)

// Messages returns the ids of all messages that the book speaks with, sorted: a
// book is whole only where each is said in both languages.
func (b *Book) Messages() []string {
	ids := map[string]bool{}
	need := func(parts ...string) { ids[strings.Join(parts, ".")] = true }
	b.messagesOfForms(need)
	for _, k := range b.Kinds {
		need("kind", k.ID)
		need("kind", k.ID, "help")
		need("kind", k.ID, "why")
		for _, other := range k.Neighbours {
			need("kind", k.ID, "not", other)
		}
	}
	for _, n := range b.News {
		need("news", n.ID)
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
		if id := r.FieldID(); id != "" {
			need("field", id)
		}
		needSource(need, r.Source)
	}
	for _, p := range b.Provinces {
		for _, f := range p.Facts {
			needSource(need, f.Source())
			if b.Judges(f.ID) == nil {
				need("fact", f.ID)
			}
		}
	}
	for _, m := range b.Papers {
		need("material", m.ID)
		need("material", m.ID, "help")
		for _, c := range m.Cases() {
			need(c.Reason)
		}
		needSource(need, m.Source)
	}
	b.messagesOfReview(need)
	b.messagesOfStages(need)
	return slices.Sorted(maps.Keys(ids))
}

func (b *Book) messagesOfForms(need func(...string)) {
	for _, p := range b.Pages {
		need("page", p.ID)
		need("page", p.ID, "intro")
		need("rail", p.ID)
		for _, s := range p.Sections {
			need("section", s.ID)
			for _, f := range s.Fields {
				need("field", f.ID)
				need("field", f.ID, "help")
			}
			// Whole persons and lists can change.
			switch whole := strings.TrimSuffix(strings.ReplaceAll(s.Base, ".*", ""), ".answers"); {
			case s.Block == "":
			case s.Repeats(), strings.HasSuffix(whole, "lead"), strings.HasSuffix(whole, "representative"):
				need("field", whole)
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
}

func needSource(need func(...string), source string) {
	for one := range strings.SplitSeq(source, ";") {
		key, _, _ := strings.Cut(strings.TrimSpace(one), " ")
		need("source", key)
	}
}

// FieldID returns the id of the field that the rule's findings stand at, "" where
// they stand at whatever field they meet.
func (r *Rule) FieldID() string {
	base, named := scopePaths[r.For]
	if !named || r.Field == "" {
		return ""
	}
	return FieldID(base + r.Field)
}

// ArgumentsOf returns the names of the arguments that the book brings for a
// message, sorted.
func (b *Book) ArgumentsOf(message string) []string {
	sort, id, _ := strings.Cut(strings.TrimPrefix(message, "rulebook."), ".")
	switch {
	case sort == "source":
		return []string{"place"}
	case sort == "fact":
		return []string{"limit", "match", "province"}
	case sort != "rule" || strings.HasPrefix(message, "rulebook."):
		return nil
	}
	r := b.rule(strings.TrimSuffix(id, ".fix"))
	if r == nil {
		return nil
	}
	names := map[string]bool{"value": true, "field": true}
	if r.Fact != "" {
		names["limit"], names["province"] = true, true
	}
	for name := range r.args {
		names[name] = true
	}
	for name := range r.names {
		names[name] = true
	}
	return sortedKeys(names)
}
