package exchange

import (
	"strconv"
	"strings"

	"recordaldesk/translations"
)

// plurals are the expressions by which gettext chooses a form, in its own language, which
// is that of C: the index of a form among those of the language, in the order of the CLDR.
// Of a language the first that agrees with the CLDR is taken.
var plurals = []string{
	"0",
	"n != 1",
	"n > 1",
	"n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2",   // Russian, Croatian
	"n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2",                   // Polish
	"n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5",    // Arabic
	"n==1 ? 0 : n>=2 && n<=4 ? 1 : 2",                                                   // Czech
	"n==1 ? 0 : n==0 || n%100>=1 && n%100<=19 ? 1 : 2",                                  // Romanian
	"n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && (n%100<11 || n%100>19) ? 1 : 2", // Lithuanian
	"n%10==0 || n%100>=11 && n%100<=19 ? 0 : n%10==1 ? 1 : 2",                           // Latvian
	"n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3",                        // Slovenian
	"n==1 ? 0 : n==2 ? 1 : n>10 && n%10==0 ? 2 : 3",                                     // Hebrew
	"n==1 ? 0 : n==2 ? 1 : 2",                                                           // Inuktitut, Sami
	"n==0 ? 0 : n==1 ? 1 : 2",                                                           // Colognian
	"n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5",                          // Welsh
	"n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4",                    // Irish
	"n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>=3 && n<=19 ? 2 : 3",                     // Scottish Gaelic
	"n==1 ? 0 : n==0 || n%100>=2 && n%100<=10 ? 1 : n%100>=11 && n%100<=19 ? 2 : 3",     // Maltese
	"n%10 != 1",                                   // Macedonian
	"n%10 != 1 || n%100 == 11",                    // Icelandic
	"n%10==4 || n%10==6 || n%10==9",               // Filipino
	"n%10==1 ? 0 : n%10==2 ? 1 : n%20==0 ? 2 : 3", // Manx
	"n<=1 ? 0 : n<=10 ? 1 : 2",                    // Tachelhit
	"n>1 && (n<11 || n>99)",                       // Tamazight
	"n%10==1 && n%100!=11 && n%100!=71 && n%100!=91 ? 0 : n%10==2 && n%100!=12 && n%100!=72 && n%100!=92 ? 1 : " + // Breton
		"(n%10==3 || n%10==4 || n%10==9) && (n%100<10 || n%100>19) && (n%100<70 || n%100>79) && (n%100<90) ? 2 : n!=0 && n%1000000==0 ? 3 : 4",
}

// telling are numbers by which the rules of the CLDR can be told apart: none of them looks
// further than a number's last two digits, but for millions.
var telling = func() []int {
	all := []int{1000, 2000, 100_000, 1_000_000, 1_000_001}
	for n := range 201 {
		all = append(all, n)
	}
	return all
}()

// pluralOf is how gettext chooses the forms of a language; false where that is not known.
// A form that no whole number takes comes last, so that it has its place in a file too.
func pluralOf(l translations.Language) (string, bool) {
	forms := translations.FormsFor(l)
	index := map[translations.Form]int{}
	for i, form := range forms {
		index[form] = i
	}
	for _, text := range plurals {
		if agrees(text, func(n, got int) bool { return index[translations.FormFor(l, n)] == got }) {
			return text, true
		}
	}
	return "", false
}

// agrees reports whether all that the expression gives is right.
func agrees(text string, right func(n, got int) bool) bool {
	for _, n := range telling {
		got, ok := evaluate(text, n)
		if !ok || !right(n, got) {
			return false
		}
	}
	return true
}

// formsOfPlural tells which form of the language each index is in a file that chooses by
// the expression, which may be another program's; nil where it has nothing to do with
// the language. An index that no number takes is the form that none takes.
func formsOfPlural(l translations.Language, text string, count int) []translations.Form {
	if count < 1 || count > len(translations.AllForms) {
		return nil
	}
	all := make([]translations.Form, count)
	whole := map[translations.Form]bool{}
	if !agrees(text, func(n, got int) bool {
		if got < 0 || got >= count {
			return false
		}
		form := translations.FormFor(l, n)
		if all[got] == "" && !whole[form] {
			all[got], whole[form] = form, true
		}
		return all[got] == form
	}) {
		return nil
	}
	for i, form := range all {
		if form == "" {
			if whole[translations.Other] || i < count-1 {
				return nil
			}
			all[i] = translations.Other
		}
	}
	return all
}

// maxExpression bounds an expression; the longest of a language that is spoken has 300.
const maxExpression = 1000

// evaluate gives what an expression makes of n; false for what is none.
func evaluate(text string, n int) (int, bool) {
	if len(text) > maxExpression {
		return 0, false
	}
	e := &expression{rest: strings.Join(strings.Fields(text), ""), n: n}
	got := e.choice()
	return got, !e.wrong && e.rest == ""
}

// expression is an expression of gettext as it is being read. All of it is evaluated, also
// what is not chosen.
type expression struct {
	rest  string
	n     int
	depth int
	wrong bool
}

func (e *expression) choice() int {
	if e.depth++; e.depth > 100 {
		e.wrong = true
	}
	defer func() { e.depth-- }()
	if e.wrong {
		return 0
	}
	is := e.binary(0)
	if !e.took("?") {
		return is
	}
	yes := e.choice()
	e.wrong = e.wrong || !e.took(":")
	no := e.choice()
	if is != 0 {
		return yes
	}
	return no
}

// operators by how loosely they bind. Of those that begin alike the longer come first.
var operators = [][]string{{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}

func (e *expression) binary(level int) int {
	if level == len(operators) {
		return e.unary()
	}
	left := e.binary(level + 1)
	for {
		operator := e.tookOne(operators[level])
		if operator == "" {
			return left
		}
		left = e.apply(operator, left, e.binary(level+1))
	}
}

func (e *expression) apply(operator string, a, b int) int {
	is := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	switch operator {
	case "||":
		return is(a != 0 || b != 0)
	case "&&":
		return is(a != 0 && b != 0)
	case "==":
		return is(a == b)
	case "!=":
		return is(a != b)
	case "<=":
		return is(a <= b)
	case ">=":
		return is(a >= b)
	case "<":
		return is(a < b)
	case ">":
		return is(a > b)
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	}
	if b == 0 {
		e.wrong = true
		return 0
	}
	if operator == "/" {
		return a / b
	}
	return a % b
}

func (e *expression) unary() int {
	switch {
	case e.wrong:
		return 0
	case e.rest != "" && e.rest[0] == '!':
		if e.depth++; e.depth > 100 {
			e.wrong = true
		}
		e.rest = e.rest[1:]
		got := e.unary()
		e.depth--
		if got == 0 {
			return 1
		}
		return 0
	case e.took("("):
		got := e.choice()
		e.wrong = e.wrong || !e.took(")")
		return got
	case e.took("n"):
		return e.n
	}
	digits := len(e.rest) - len(strings.TrimLeft(e.rest, "0123456789"))
	number, err := strconv.Atoi(e.rest[:digits])
	e.wrong = e.wrong || err != nil
	e.rest = e.rest[digits:]
	return number
}

func (e *expression) took(token string) bool {
	rest, ok := strings.CutPrefix(e.rest, token)
	if ok {
		e.rest = rest
	}
	return ok
}

func (e *expression) tookOne(tokens []string) string {
	for _, t := range tokens {
		if e.took(t) {
			return t
		}
	}
	return ""
}
