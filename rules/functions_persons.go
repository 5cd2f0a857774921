package rules

import (
	"github.com/expr-lang/expr"

	"recordaldesk/rules/ident"
)

// What the rulebook's expressions may ask of persons and their numbers.
var personFunctions = []expr.Option{
	expr.Function("birth_of", func(p ...any) (any, error) { return birthOf(p[0].(Person)), nil }, birthOf),
	expr.Function("gender_of", func(p ...any) (any, error) { return genderOf(p[0].(Person)), nil }, genderOf),
	function("resident_id_province", func(s string) string {
		if _, err := ident.ParseResidentID(s); err != nil {
			return ""
		}
		return province(clean(s))
	}),
	twoPersons("same_person", Person.SamePersonAs),
	twoPersons("contradicts", contradicts),
	twoPersons("other_name_same_number", otherNameSameNumber),
	twoPersons("phones_given", phonesGiven),
	expr.Function("distinct_phones", func(p ...any) (any, error) { return distinctPhones(p[0].(Person), p[1].(Person)), nil }, distinctPhones),
}

func twoPersons(name string, f func(p, q Person) bool) expr.Option {
	return expr.Function(name, func(p ...any) (any, error) { return f(p[0].(Person), p[1].(Person)), nil }, f)
}

// birthOf returns the date of birth that a person's document tells, "" for a
// document that tells none.
func birthOf(p Person) string { return numberOf(p).Birth }

// genderOf returns "male" or "female" as a person's document tells (GB 11643: the
// last digit of the sequence is odd for men), "" for a document that does not.
func genderOf(p Person) string {
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
func numberOf(p Person) ident.ResidentID {
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
func phonesGiven(p, q Person) bool {
	return p.Mobile != "" && p.EmergencyPhone != "" && q.Mobile != "" && q.EmergencyPhone != ""
}

// distinctPhones counts the different mobile and emergency phones of two
// persons.
func distinctPhones(p, q Person) int {
	numbers := map[string]bool{}
	for _, n := range []string{p.Mobile, p.EmergencyPhone, q.Mobile, q.EmergencyPhone} {
		if n != "" {
			numbers[ident.NormalisePhone(n)] = true
		}
	}
	return len(numbers)
}
