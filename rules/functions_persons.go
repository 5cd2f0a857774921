package rules

import (
	"github.com/expr-lang/expr"

	"recordaldesk/rules/ident"
)

// What the rulebook's expressions may ask of persons and their numbers.
var personFunctions = []expr.Option{
	expr.Function("birth_of", func(p ...any) (any, error) { return birthOf(p[0].(*Person)), nil }, birthOf),
	expr.Function("gender_of", func(p ...any) (any, error) { return genderOf(p[0].(*Person)), nil }, genderOf),
	function("resident_id_province", func(s string) string {
		if _, err := ident.ParseResidentID(s); err != nil {
			return ""
		}
		return province(clean(s))
	}),
	twoPersons("same_person", func(p, q *Person) bool { return p.SamePersonAs(*q) }),
	twoPersons("contradicts", func(p, q *Person) bool { return contradicts(*p, *q) }),
	twoPersons("other_name_same_number", func(p, q *Person) bool { return otherNameSameNumber(*p, *q) }),
	twoPersons("phones_given", phonesGiven),
	twoPersons("distinct_phones", distinctPhones),
}

// twoPersons offers a function of two persons. They come as pointers or, where an
// expression says host.lead, by value: copying what is there already is the most
// of such a call.
func twoPersons[R any](name string, f func(p, q *Person) R) expr.Option {
	return expr.Function(name, func(p ...any) (any, error) { return f(personAt(p[0]), personAt(p[1])), nil },
		new(func(*Person, *Person) R), new(func(Person, Person) R), new(func(*Person, Person) R), new(func(Person, *Person) R))
}

func personAt(v any) *Person {
	if p, ok := v.(Person); ok {
		return &p
	}
	return v.(*Person)
}

// birthOf returns the date of birth that a person's document tells, "" for a
// document that tells none.
func birthOf(p *Person) string { return numberOf(p).Birth }

// genderOf returns "male" or "female" as a person's document tells (GB 11643: the
// last digit of the sequence is odd for men), "" for a document that does not.
func genderOf(p *Person) string {
	if numberOf(p).Birth == "" {
		return ""
	}
	if number := clean(p.Document.Number); (number[16]-'0')%2 == 1 {
		return "male"
	}
	return "female"
}

// numberOf reads a person's document where it is of the resident identity card's
// scheme; the zero value for any other.
func numberOf(p *Person) ident.ResidentID {
	var id ident.ResidentID
	var err error
	switch p.Document.Type {
	case "resident_id":
		id, err = ident.ParseResidentID(p.Document.Number)
	case "hk_macao_residence", "taiwan_residence":
		id, err = ident.ParseHMTResidence(p.Document.Number)
	}
	if err != nil {
		return ident.ResidentID{}
	}
	return id
}

// phonesGiven reports whether two persons have both their phones filled in.
func phonesGiven(p, q *Person) bool {
	return p.Mobile != "" && p.EmergencyPhone != "" && q.Mobile != "" && q.EmergencyPhone != ""
}

// distinctPhones counts the different mobile and emergency phones of two
// persons.
func distinctPhones(p, q *Person) int {
	numbers := map[string]bool{}
	for _, n := range []string{p.Mobile, p.EmergencyPhone, q.Mobile, q.EmergencyPhone} {
		if n != "" {
			numbers[ident.NormalisePhone(n)] = true
		}
	}
	return len(numbers)
}
