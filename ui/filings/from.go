package filings

import (
	"reflect"

	"recordaldesk/rules"
)

// NewFrom returns a new filing for the company of f: the host unit, its persons
// and the account stand as they do in f, the website is empty but for the person
// in charge of it, and nothing is attached, since scans prove one filing only.
// The kind is left open: after a new recordal the next filing of a company is
// another kind. f stays the caller's and shares nothing with the result.
func NewFrom(f *rules.Filing) *rules.Filing {
	old := f.Clone()
	next := rules.New("")
	next.Account, next.Host = old.Account, old.Host
	if len(old.Websites) > 0 {
		from, to := &old.Websites[0], &next.Websites[0]
		to.Lead, to.LeadIsHostLead, to.LeadIsLegalRepresentative = from.Lead, from.LeadIsHostLead, from.LeadIsLegalRepresentative
	}
	return next
}

// OnRecord returns what is on record of the company once f is approved, as far as
// the desk knows: f and, of what f does not say, what was on record before it; base
// is nil where nobody knows that. The scans prove f only and stay behind.
func OnRecord(f, base *rules.Filing) *rules.Filing {
	known := f.Clone()
	known.Attachments, known.Answers, known.Change, known.Reference = nil, nil, rules.Change{}, ""
	if base == nil {
		return known
	}
	reflected := reflect.ValueOf(&known.Host).Elem()
	complete(reflected, reflect.ValueOf(base.Clone().Host))
	for i := range min(len(known.Websites), len(base.Websites)) {
		complete(reflect.ValueOf(&known.Websites[i]).Elem(), reflect.ValueOf(base.Clone().Websites[i]))
	}
	if len(known.Websites) < len(base.Websites) {
		known.Websites = append(known.Websites, base.Clone().Websites[len(known.Websites):]...)
	}
	return known
}

// complete puts what is empty in a struct from another one of its type.
func complete(into, from reflect.Value) {
	for i := range into.NumField() {
		field := into.Field(i)
		switch {
		case field.Kind() == reflect.Struct:
			complete(field, from.Field(i))
		case field.Kind() == reflect.Slice && field.Len() == 0, field.Kind() == reflect.String && field.IsZero(), field.Kind() == reflect.Map && field.IsNil():
			field.Set(from.Field(i))
		}
	}
}
