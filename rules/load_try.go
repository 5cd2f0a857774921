package rules

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"recordaldesk/assets/sample"
)

// try judges a handful of filings by the book, so that an expression that fails
// when it is run, as the first member of an empty list does, is found before the
// book is in force.
func (l *loader) try() {
	filings, err := trials(l.book)
	if err != nil {
		l.fail("head", "%v", err)
		return
	}
	faults := map[string]bool{}
	for _, f := range filings {
		l.book.tryOn(f, faults)
	}
	for _, entry := range sortedKeys(faults) {
		entry = strings.TrimPrefix(entry, l.file+", ")
		l.fail(entry, "the expression fails on a filing")
	}
}

// tryOn runs all that the book would run on the filing in a window, and notes the
// entries that fail.
func (b *Book) tryOn(f *Filing, faults map[string]bool) {
	const today = "2026-11-28"
	for _, found := range b.Check(f, today, Shared{What: "domain", Path: "host.name", Company: "x", ID: "x", Count: 1}).Findings {
		if entry := found.Args["entry"]; found.Rule == bookFault {
			faults[entry] = true
		}
	}
	root := b.root(f, today)
	for _, i := range b.instances(root) {
		for _, p := range []*program{i.Field.derive, i.Field.standard} {
			if p != nil {
				p.run(&i.scope)
			}
		}
		for _, c := range b.Lists[i.Field.Choices].Choices {
			c.when.holds(&i.scope)
		}
	}
	b.originals(root)
	for entry := range root.lists.faults {
		faults[entry] = true
	}
}

// trials makes the filings: an empty one, and of each kind one as a person begins
// it, the sample, one with two members in every list, blank and filled in with
// what fits nowhere; and one in each province that asks for something of its own.
func trials(b *Book) ([]*Filing, error) {
	whole, err := Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		return nil, err
	}
	whole.AsOf = ""
	crowded, err := crowd(whole)
	if err != nil {
		return nil, err
	}
	blank, err := crowd(New(""))
	if err != nil {
		return nil, err
	}
	odd := blank.Clone()
	fillTexts(reflect.ValueOf(odd).Elem(), "1")
	all := []*Filing{{}}
	for _, kind := range append([]Kind{{}}, b.Kinds...) {
		for _, f := range []*Filing{New(kind.ID), whole, crowded, blank, odd} {
			f = f.Clone()
			f.Kind = kind.ID
			f.Change.Fields = b.Changeable(f, f.AsOf)
			all = append(all, f)
		}
	}
	for _, p := range b.Provinces {
		f := whole.Clone()
		f.Host.Province, f.Host.Nature = p.Code, ""
		all = append(all, f)
	}
	return all, nil
}

// crowd returns the filing with one member more in every list.
func crowd(f *Filing) (*Filing, error) {
	f = f.Clone()
	for _, list := range []string{"websites", "websites.0.domains", "websites.0.pre_approvals", "websites.0.access.ips", "attachments"} {
		for range 2 {
			if _, err := f.Append(list); err != nil {
				return nil, err
			}
		}
	}
	return f, nil
}

// fillTexts puts the text into every text there is.
func fillTexts(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fillTexts(v.Field(i), text)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String {
			v.Set(reflect.ValueOf(slices.Repeat([]string{text}, 2)).Convert(v.Type()))
			return
		}
		for i := range v.Len() {
			fillTexts(v.Index(i), text)
		}
	}
}
