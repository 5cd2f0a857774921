package paper

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

// secrets are the numbers of a filing by which a person could be known: those of
// identity documents, certificates and telephones. They do not stand on a paper that
// leaves the desk in somebody's hand.
type secrets struct {
	hidden *strings.Replacer
}

func secretsOf(f *rules.Filing) *secrets {
	var pairs []string
	add := func(number string) {
		if len(strings.TrimSpace(number)) > 4 {
			pairs = append(pairs, number, shown(number))
		}
	}
	add(f.Host.Certificate.Number)
	for _, p := range personsOf(f) {
		for _, number := range []string{p.Document.Number, p.Mobile, p.EmergencyPhone, p.OfficePhone} {
			add(number)
		}
	}
	return &secrets{hidden: strings.NewReplacer(pairs...)}
}

// personsOf are all persons of a filing.
func personsOf(f *rules.Filing) []rules.Person {
	all := []rules.Person{f.Host.LegalRepresentative, f.Host.Lead}
	for _, w := range f.Websites {
		all = append(all, w.Lead)
	}
	return all
}

// left returns the finding with what its message would say of a number cut down.
// Messages say numbers as they were typed and as they should be.
func (s *secrets) left(f rules.Finding) rules.Finding {
	f.Args = maps.Clone(f.Args)
	for name, value := range f.Args {
		if isNumber(value) {
			f.Args[name] = shown(value)
		}
	}
	return f
}

// hide cuts the filing's numbers down in a text.
func (s *secrets) hide(text string) string { return s.hidden.Replace(text) }

// isNumber tells a number of a document or telephone from a name, a date, a count
// or a domain: nothing but digits and some letters, more than six of them.
func isNumber(value string) bool {
	if rules.IsDate(value) {
		return false
	}
	code, digits := ident.NormaliseCode(value), 0
	for _, r := range code {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r > unicode.MaxASCII || !unicode.IsLetter(r) && !strings.ContainsRune("()-+/", r):
			return false
		}
	}
	return digits > 6
}

// shown is as much of a number as tells its owner which one is meant.
func shown(number string) string {
	r := []rune(strings.TrimSpace(number))
	return string(slices.Concat(r[:min(3, len(r)/3)], []rune("…"), r[len(r)-min(2, len(r)/3):]))
}
