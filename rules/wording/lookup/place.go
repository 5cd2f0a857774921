package lookup

import (
	"slices"
	"strings"

	"recordaldesk/rules/wording"
	"recordaldesk/translations"
)

// Whoever asks for nothing but a province wants the entry that says all of it, and
// not the paper that has the province in its name.

// endingsOfPlaces are left away in a province's name as people say it.
var endingsOfPlaces = []string{"壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"}

// ofPlaces are words that ask for a province's entry, beside the empty ones.
var ofPlaces = strings.Fields("备案 要求 规定 政策 有 在 省 市")

var ofPlacesInEnglish = set("recordal recordals filing filings file rule rules require requires requirement requirements province special")

// barePlaces are the entries of provinces by their names, long and short, in all
// languages. One where nothing can be filed is left out: the rule that says so
// comes first.
func barePlaces(entries []*Entry) map[string]*Entry {
	all := map[string]*Entry{}
	for _, e := range entries {
		if e.Type != TypeProvince || slices.ContainsFunc(entries, func(other *Entry) bool { return other.closes == e.ID }) {
			continue
		}
		for _, l := range translations.Languages {
			all[plain(e.Name(l))] = e
		}
		name := wording.Place(translations.Chinese, e.ID)
		for _, ending := range endingsOfPlaces {
			if short, ok := strings.CutSuffix(name, ending); ok {
				all[short] = e
				break
			}
		}
	}
	return all
}

// bare is what is left of a question without the words that ask for a province's
// entry: the province's name, where it asks for nothing else.
func bare(question string) string {
	question = strings.Trim(plain(question), " ?!.,？！。，、")
	for _, phrase := range slices.Concat(ofPlaces, emptyPhrases) {
		question = strings.ReplaceAll(question, phrase, "")
	}
	var left []string
	for _, word := range strings.Fields(question) {
		if !emptyWords[word] && !ofPlacesInEnglish[word] {
			left = append(left, word)
		}
	}
	return strings.Join(left, " ")
}
