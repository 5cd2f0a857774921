package lookup

import (
	"math"
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Index finds entries. It is read-only once made and may be used from several
// goroutines.
type Index struct {
	entries []*Entry
	terms   []string             // sorted, so that the beginning of a word finds it
	stands  map[string][]posting // where each term stands
	lengths []float64            // how much each entry says, beside the average
	places  map[string]*Entry    // what each province asks, by its names
}

// posting says how much a term stands for in an entry.
type posting struct {
	entry  int
	weight float64
}

// What a term weighs by where it stands.
const (
	inName  = 3.0
	inPart  = 1.5
	inPlace = 1.0 // of many provinces; the name of a single one weighs as much as that of the entry
	inAside = 0.5
	asTold  = 1.2 // as people call it
	inAbout = 4.0 // as people ask for this very entry
	inID    = 4.0
)

// New makes an index over the entries, in all languages at once.
func New(entries []*Entry) *Index {
	x := &Index{
		entries: entries, stands: map[string][]posting{}, lengths: make([]float64, len(entries)), places: barePlaces(entries),
	}
	var average float64
	for i, e := range entries {
		weights := map[string]float64{}
		put := func(text string, weight float64) {
			terms(text, func(term string) {
				weights[term] += weight
				if weight >= inPart {
					x.lengths[i] += weight
				}
			})
		}
		var said []string // in Chinese, to see what people call it
		for _, l := range translations.Languages {
			name := e.Name(l)
			put(name, inName)
			put(translations.Text(l, "rulebook.type."+string(e.Type)), inName)
			said = append(said, name)
			for _, p := range e.Parts {
				text := p.Say(l)
				switch {
				case p.quiet:
				case p.Aside:
					put(text, inAside)
				default:
					put(text, inPart)
				}
				said = append(said, text)
			}
			put(places(l, e.Provinces), max(inPlace, inName/float64(max(1, len(e.Provinces)))))
		}
		for _, called := range calledOtherwise(e, strings.Join(said, "\n")) {
			put(called, asTold)
		}
		put(about[e.Key()], inAbout)
		weights[idTerm(e.ID)] += inID
		if e.item > 0 {
			weights[itemTerm(e.item)] += inID
		}
		for term, weight := range weights {
			x.stands[term] = append(x.stands[term], posting{i, weight})
		}
		average += x.lengths[i] / float64(len(entries))
	}
	for i := range x.lengths {
		x.lengths[i] /= average
	}
	for term := range x.stands {
		x.terms = append(x.terms, term)
	}
	slices.Sort(x.terms)
	return x
}

// places are the names of provinces.
func places(l wording.Language, codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = wording.Place(l, code)
	}
	return strings.Join(names, "\n")
}

// How much of the score an entry keeps that answers but a part of the question,
// and how near the best one must be to be worth reading.
const (
	keepsPart = 0.35
	worth     = 0.22
)

// What the score of an entry is worth beside others': who asks wants to know the
// rule before the field, what all provinces ask before what some do, is told of a
// question of the checklist by what it is about, and of a reason of return by the
// rules that would have found it before.
const (
	ofField     = 0.75
	ofChecklist = 0.8
	ofFact      = 0.85
	ofMoment    = 0.9
	ofProvince  = 0.8
	ofReason    = 0.5
)

// priorOf is what the score of a rule is worth. What most provinces ask is asked
// by as good as all.
func priorOf(b *rules.Book, r *rules.Rule) float64 {
	switch {
	case strings.Contains("."+r.FieldID(), answers):
		return ofChecklist
	case r.Moment != "":
		return ofMoment
	case r.Fact != "" && 2*len(b.ProvincesOf(r)) < len(b.Provinces):
		return ofFact
	}
	return 0
}

// Find returns the entries that answer the question, the best first; without a
// question all of them, in reading order.
func (x *Index) Find(question string) []*Entry {
	asked := wishes(question)
	if len(asked) == 0 {
		if strings.TrimSpace(question) == "" {
			return x.entries
		}
		return nil
	}
	scores := make([]float64, len(x.entries))
	answered := make([]float64, len(x.entries))
	var whole float64
	for _, w := range asked {
		found := x.find(w)
		if len(found) == 0 {
			continue // a word the rulebook does not know tells nothing of its entries
		}
		rare := math.Log(1 + float64(len(x.entries))/float64(len(found)))
		whole += w.weight * rare
		for entry, weight := range found {
			scores[entry] += w.weight * rare * weight / (weight + x.doubt(entry))
			answered[entry] += w.weight * rare
		}
	}
	var best float64
	for i := range scores {
		if whole > 0 {
			scores[i] *= keepsPart + (1-keepsPart)*answered[i]/whole
		}
		if prior := x.entries[i].prior; prior > 0 {
			scores[i] *= prior
		}
		best = max(best, scores[i])
	}
	found := x.ranked(scores, best*worth)
	if place := x.places[bare(question)]; place != nil {
		at := slices.Index(found, place)
		found = slices.Insert(slices.Delete(found, max(at, 0), at+1), 0, place)
	}
	return found
}

// doubt is how little a word tells by standing in an entry once: the less, the
// more the entry says.
func (x *Index) doubt(entry int) float64 { return 0.75 + 0.75*x.lengths[entry] }

// find returns what one wish weighs in each entry where it is met.
func (x *Index) find(w wish) map[int]float64 {
	found := map[int]float64{}
	for _, p := range x.stands[w.term] {
		found[p.entry] = p.weight
	}
	if !w.begun {
		return found
	}
	// The beginning of a word does too, but less, the more is left out.
	from, _ := slices.BinarySearch(x.terms, w.term)
	for _, term := range x.terms[from:] {
		if !strings.HasPrefix(term, w.term) {
			break
		}
		share := float64(len(w.term)) / float64(len(term))
		for _, p := range x.stands[term] {
			found[p.entry] = max(found[p.entry], p.weight*share*share)
		}
	}
	return found
}

// ranked are the entries with at least that score, the best first.
func (x *Index) ranked(scores []float64, least float64) []*Entry {
	var order []int
	for i, score := range scores {
		if score > 0 && score >= least {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case scores[a] > scores[b]:
			return -1
		case scores[a] < scores[b]:
			return 1
		}
		return 0
	})
	found := make([]*Entry, len(order))
	for i, at := range order {
		found[i] = x.entries[at]
	}
	return found
}
