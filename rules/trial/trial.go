// Package trial has for each rule of the rulebook a filing that breaks it, and one
// that only just does not, so that tests of several packages go over the same
// ones. All are made from the sample filing, in which nothing is found.
package trial

import (
	"bytes"
	"fmt"
	"slices"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

// Today is the day the cases are judged on.
const Today = "2026-11-23"

// Case is one way to break one rule, and the nearest filing that keeps it. The
// cases stand in the files named like the chapters of the book.
type Case struct {
	Rule     string
	Field    string
	Severity rules.Severity // "" is the rule's own; less where the province's fact is founded worse
	Breaks   func(*rules.Filing)
	Keeps    func(*rules.Filing)
	Args     map[string]string // of the message, where it says a value or what should stand there
	Repaired string            // what the finding offers instead, "" for nothing that is tested
	Shared   []rules.Shared    // what filings of other companies have too
}

// Cases returns the cases of all chapters.
func Cases() []Case {
	return slices.Concat(formRules(), hostRules(), personRules(), websiteRules(), domainRules(), accessRules(), kindRules(),
		provinceRules(), remarkRules(), checklistRules(), paperRules(), deskRules(), nameRules(), hygieneRules(), momentRules())
}

// Broken returns the filing of the first case that breaks the rule, judged with
// what other companies share; ok is false for a rule without a case.
func Broken(rule string) (f *rules.Filing, shared []rules.Shared, ok bool) {
	for _, c := range Cases() {
		if c.Rule == rule {
			f := Valid()
			c.Breaks(f)
			return f, c.Shared, true
		}
	}
	return nil, nil, false
}

// Valid returns the sample filing.
func Valid() *rules.Filing {
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		panic(err)
	}
	return f
}

// set returns a change of a filing at one place.
func set(path string, value any) func(*rules.Filing) {
	return func(f *rules.Filing) {
		if err := f.Set(path, value); err != nil {
			panic(err)
		}
	}
}

// all makes several changes, one after the other.
func all(changes ...func(*rules.Filing)) func(*rules.Filing) {
	return func(f *rules.Filing) {
		for _, change := range changes {
			change(f)
		}
	}
}

func unchanged(*rules.Filing) {}

// residentID makes a number with the right check character.
func residentID(area, birth, sequence string) string {
	c, ok := ident.ResidentIDCheck(area + birth + sequence)
	if !ok {
		panic(fmt.Sprintf("no resident ID of %s %s %s", area, birth, sequence))
	}
	return area + birth + sequence + string(c)
}

// creditCode makes a code with the right check characters.
func creditCode(kind, area, organisation string) string {
	inner, ok := ident.OrganisationCodeCheck(organisation)
	if !ok {
		panic("no organisation code of " + organisation)
	}
	code := kind + area + organisation + string(inner)
	outer, ok := ident.CreditCodeCheck(code)
	if !ok {
		panic("no credit code of " + code)
	}
	return code + string(outer)
}
