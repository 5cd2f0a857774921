package lookup

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// index is made once for all tests.
var index = sync.OnceValue(func() *Index { return New(Entries(rules.Builtin())) })

func keys(entries []*Entry) []string {
	all := make([]string, len(entries))
	for i, e := range entries {
		all[i] = e.Key()
	}
	return all
}

// Somebody who looks up a province wants all that the book says of it, in
// whichever language.
func TestAProvinceFindsWhatConcernsIt(t *testing.T) {
	for _, e := range Entries(rules.Builtin()) {
		for _, code := range e.Provinces {
			for _, l := range translations.Languages {
				name := wording.Place(l, code)
				if found := keys(index().Find(name)); !slices.Contains(found, e.Key()) {
					t.Errorf("%s does not find %s, but %v", name, e.Key(), found)
				}
			}
		}
	}
}

// A province by itself is answered with all it asks, before papers that have it
// in their names.
func TestAProvinceByItselfIsReadFirst(t *testing.T) {
	for _, e := range Entries(rules.Builtin()) {
		if e.Type != TypeProvince || e.ID == "540000" { // Tibet: that nothing can be filed comes first
			continue
		}
		zh, en := e.Name(translations.Chinese), e.Name(translations.English)
		for _, question := range []string{zh, en, zh + "备案有什么要求", "what does " + en + " require?"} {
			if found := keys(index().Find(question)); len(found) == 0 || found[0] != e.Key() {
				t.Errorf("%q finds first %v, want %s", question, found[:min(len(found), 3)], e.Key())
			}
		}
	}
	if found := index().Find("江苏"); found[0].Key() != "province/320000" {
		t.Errorf("the short name finds %s", found[0].Key())
	}
}

// What the book has no word of is not answered with something else.
func TestWhatTheBookDoesNotKnowIsNotFound(t *testing.T) {
	for _, question := range []string{"qwertz", "龘靐", "？！…", "\xff\xfe", "-", "'", "- - -"} {
		if found := keys(index().Find(question)); len(found) > 0 {
			t.Errorf("%q finds %v", question, found)
		}
	}
}

func TestWithoutAQuestionAllIsListedInReadingOrder(t *testing.T) {
	entries := Entries(rules.Builtin())
	for _, question := range []string{"", "  ", "　"} {
		if got, want := keys(index().Find(question)), keys(entries); !slices.Equal(got, want) {
			t.Errorf("%q lists %v, want %v", question, got, want)
		}
	}
}

// While an input method composes or a word is half typed, the list should not
// run empty.
func TestHalfAWordFinds(t *testing.T) {
	for _, word := range []string{"h", "hu", "hun", "huna", "hunan", "湖", "湖南"} {
		if found := keys(index().Find(word)); !slices.Contains(found, "material/hunan_construction_plan") {
			t.Errorf("%q finds %v", word, found)
		}
	}
}

// A whole letter pasted into the search must not hold the window up; two
// questions of nothing but small words still answer something.
func TestOddQuestionsAreAnswered(t *testing.T) {
	index().Find(strings.Repeat("为什么湖南要建设方案书 why does Hunan want a plan-of-site? ", 20_000))
	for _, question := range []string{"need", "要"} {
		if len(index().Find(question)) == 0 {
			t.Errorf("%q finds nothing", question)
		}
	}
}

// A word that people use helps nobody once the rulebook has no place for it.
func TestWhatPeopleSayLeadsSomewhere(t *testing.T) {
	entries := Entries(rules.Builtin())
	for key := range about {
		if !slices.Contains(keys(entries), key) {
			t.Errorf("%s is not in the book", key)
		}
	}
	for _, n := range names {
		if !slices.ContainsFunc(entries, func(e *Entry) bool {
			said := e.Name(translations.Chinese)
			for _, p := range e.Parts {
				said += p.Say(translations.Chinese)
			}
			return strings.Contains(said, n.holds) || strings.HasPrefix(e.ID, n.holds)
		}) {
			t.Errorf("nothing in the book holds %s", n.holds)
		}
	}
}

// Entries of the same key could not be told apart by whoever shows them.
func TestKeysAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, key := range keys(Entries(rules.Builtin())) {
		if seen[key] {
			t.Errorf("%s stands twice", key)
		}
		seen[key] = true
	}
}

// An id, a place for an argument or a message that does not exist is no text for
// people.
func TestEntriesSpeakToPeople(t *testing.T) {
	odd := regexp.MustCompile(`\[[a-z_.]+\]|\{\{|\}\}|‹|<no value>|[a-z]+_[a-z]+`)
	for _, e := range Entries(rules.Builtin()) {
		for _, l := range translations.Languages {
			texts := []string{e.Name(l), translations.Text(l, "rulebook.type."+string(e.Type))}
			for _, p := range e.Parts {
				texts = append(texts, p.Say(l))
				if p.Label != nil {
					texts = append(texts, p.Label(l))
				}
			}
			for _, text := range texts {
				if strings.TrimSpace(text) == "" || odd.MatchString(text) {
					t.Errorf("%s says in %s: %q", e.Key(), l, text)
				}
			}
		}
	}
}

// A rule's first sentence must say something without what was typed.
func TestARuleIsUnderstoodWithoutAFiling(t *testing.T) {
	for _, r := range rules.Builtin().Rules {
		for _, l := range translations.Languages {
			name, fix := wording.General(l, r)
			for _, said := range []string{name, fix} {
				if strings.HasPrefix(said, "…") || strings.HasPrefix(said, "“…”") || strings.Count(said, "…") > 2 {
					t.Errorf("%s says in %s: %s", r.ID, l, said)
				}
				if r.Fact != "" && strings.Contains(said, "…") {
					t.Errorf("%s, a rule of some provinces, leaves something open in %s: %s", r.ID, l, said)
				}
			}
		}
	}
}

func TestWordsOfOneKindHaveOneStem(t *testing.T) {
	for _, family := range [][]string{
		{"plan", "plans"}, {"expire", "expires", "expired"}, {"copy", "copies"}, {"company", "companies"},
		{"authorise", "authorize", "authorisation", "authorization"}, {"cancel", "cancelled", "canceled", "cancellation", "cancelling"},
		{"licence", "license", "licenses"}, {"verify", "verified", "verification"}, {"address", "addresses"},
		{"website", "websites"}, {"seal", "sealed", "seals"}, {"domain", "domains", "domain's"}, {"centre", "center"},
	} {
		for _, word := range family[1:] {
			if got, want := foundBy(word), foundBy(family[0]); !slices.Equal(got, want) {
				t.Errorf("%s has the stem %v, %s %v", word, got, family[0], want)
			}
		}
	}
}

func foundBy(text string) []string {
	var all []string
	terms(text, func(term string) { all = append(all, term) })
	return all
}

// BenchmarkFind asks an index of four times the book, as each letter typed into
// the search does.
func BenchmarkFind(b *testing.B) {
	var entries []*Entry
	for range 4 {
		entries = append(entries, Entries(rules.Builtin())...)
	}
	x := New(entries)
	b.ReportAllocs()
	for _, question := range []string{"湖南为什么要建设方案书", "why does Hunan want a plan?", "d"} {
		b.Run(question, func(b *testing.B) {
			for b.Loop() {
				x.Find(question)
			}
		})
	}
}

// BenchmarkEntries makes the entries, for which the page waits when it is first
// opened.
func BenchmarkEntries(b *testing.B) {
	for b.Loop() {
		Entries(rules.Builtin())
	}
}

// BenchmarkNew makes the index, which the window does in the background when the page
// is first opened.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Entries(rules.Builtin()))
	}
}
