package labels

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/translations"
)

// A translator sees a message without its screen, so each needs somebody's word for what it
// is, where it stands and what goes into it.
func TestEveryMessageHasANote(t *testing.T) {
	for _, id := range IDs() {
		family := FamilyOf(id)
		if family == nil {
			t.Errorf("%s is of no family", id)
			continue
		}
		if !slices.Contains(Kinds, family.Kind) {
			t.Errorf("%s is of no kind: %q", id, family.Kind)
		}
		for _, l := range translations.Languages {
			if family.Place[l] == "" || len([]rune(family.Note[l])) < 5 {
				t.Errorf("%s has no place or no note in %s", id, l)
			}
			for _, a := range ArgumentsOf(id) {
				if a.What[l] == "" {
					t.Errorf("%s: what {{.%s}} is, is not said in %s", id, a.Name, l)
				}
			}
		}
	}
}

func TestTheClosestPatternTellsTheFamily(t *testing.T) {
	for id, want := range map[string]Kind{
		"field.host.name": Name, "field.host.name.help": Hint, "rule.domain-expired": Sentence, "dialog.cancel": Button,
		"page.account": Heading, "list.separator": Fragment, "queue.keys": "", "desk.queue.keys": Keys, "paper.file": File,
		"kind.new_recordal": Name, "kind.new_recordal.not.new_access": Sentence, "question.purpose": Question,
	} {
		family := FamilyOf(id)
		switch {
		case want == "" && family != nil:
			t.Errorf("%s, which is no message, is of kind %s", id, family.Kind)
		case want != "" && (family == nil || family.Kind != want):
			t.Errorf("%s is of the family %+v, want one of kind %s", id, family, want)
		}
	}
	for p, ids := range map[pattern][3]string{
		"field.*.help": {"field.a.help", "field.a.b.help", "field..help"}, "a*b*c": {"axbxc", "axxbxxc", "abc"}, "a.b": {"a.b", "a.b", "a.b.c"},
	} {
		if !p.fits(ids[0]) || !p.fits(ids[1]) || p.fits(ids[2]) {
			t.Errorf("%s: %v %v %v", p, p.fits(ids[0]), p.fits(ids[1]), p.fits(ids[2]))
		}
	}
}

// A pattern or a note for what is no more would mislead whoever looks there.
func TestNothingIsSaidOfMessagesThatAreNoMore(t *testing.T) {
	f := readFamilies()
	for _, family := range f.Families {
		patterns := slices.Clone(family.IDs)
		for _, others := range family.But {
			patterns = append(patterns, others...)
		}
		for _, p := range patterns {
			if !slices.ContainsFunc(ids(), p.fits) {
				t.Errorf("no message is of %s", p)
			}
		}
	}
	for id := range f.Notes {
		if !slices.Contains(ids(), id) {
			t.Errorf("a note is for %s, which is no message", id)
		}
	}
	used := map[string]bool{}
	for _, id := range ids() {
		for _, a := range ArgumentsOf(id) {
			used[a.Name] = true
		}
	}
	for name := range f.Arguments {
		if !used[name] {
			t.Errorf("no message has the argument %s", name)
		}
	}
	for place := range f.Places {
		if !slices.ContainsFunc(f.Families, func(one family) bool { return one.Place == place }) {
			t.Errorf("no family stands in the place %s", place)
		}
	}
}

func TestEveryKindSaysHowItIsWritten(t *testing.T) {
	for _, kind := range Kinds {
		for _, l := range translations.Languages {
			for _, said := range []string{kind.Called(l), kind.Help(l)} {
				if strings.HasPrefix(said, "[") {
					t.Errorf("%s says nothing in %s", kind, l)
				}
			}
		}
	}
}

// Where two patterns are equally close, chance would tell what a message is.
func TestNoIDIsDescribedTwice(t *testing.T) {
	for _, id := range ids() {
		weight, by := -1, pattern("")
		for _, family := range readFamilies().Families {
			patterns := slices.Clone(family.IDs)
			for _, others := range family.But {
				patterns = append(patterns, others...)
			}
			for _, p := range patterns {
				switch w := p.weight(); {
				case !p.fits(id):
				case w == weight && weight == closestWeight(id):
					t.Errorf("%s is described by %s and %s", id, by, p)
				case w > weight:
					weight, by = w, p
				}
			}
		}
	}
}

func closestWeight(id string) int {
	weight := -1
	for _, family := range readFamilies().Families {
		w, _ := family.closest(id)
		weight = max(weight, w)
	}
	return weight
}
