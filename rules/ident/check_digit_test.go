package ident

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Every checked number, each made at random from parts that are in order: a
// digit put for another one is always found.
func TestAWrongDigitIsAlwaysFound(t *testing.T) {
	random := rand.New(rand.NewPCG(11643, 32100))
	digits := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('0' + random.IntN(10))
		}
		return string(b)
	}
	symbols := func(n int, alphabet string) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(b)
	}
	day := func() string {
		return fmt.Sprintf("%d%02d%02d", 1930+random.IntN(90), 1+random.IntN(12), 1+random.IntN(28))
	}
	area := func() string {
		return []string{"11", "23", "31", "44", "50", "65"}[random.IntN(6)] + digits(4)
	}
	for _, number := range []struct {
		name string
		make func() string
		read func(string) error
	}{
		{"resident ID", func() string { return withCheck(area() + day() + digits(3)) },
			func(s string) error { _, err := ParseResidentID(s); return err }},
		{"residence permit", func() string { return withCheck(symbols(1, "8") + symbols(1, "123") + "0000" + day() + digits(3)) },
			func(s string) error { _, err := ParseHMTResidence(s); return err }},
		{"foreign residence card of 2023", func() string { return withCheck("9" + digits(16)) },
			func(s string) error { _, err := ParseForeignPermanentResidence(s); return err }},
		{"credit code", func() string {
			organisation := symbols(8, creditCodeAlphabet)
			check, _ := OrganisationCodeCheck(organisation)
			return withCreditCheck("91" + area() + organisation + string(check))
		}, func(s string) error { _, err := ParseCreditCode(s); return err }},
		{"organisation code", func() string {
			first := symbols(8, organisationCodeAlphabet)
			check, _ := OrganisationCodeCheck(first)
			return first + string(check)
		}, func(s string) error { _, err := ParseOrganisationCode(s); return err }},
		{"registration number", func() string {
			first := digits(14)
			check, _ := RegistrationNumberCheck(first)
			return first + string(check)
		}, func(s string) error { _, err := ParseRegistrationNumber(s); return err }},
	} {
		t.Run(number.name, func(t *testing.T) {
			for range 300 {
				good := number.make()
				if err := number.read(good); err != nil {
					t.Fatalf("%s is refused: %v", good, err)
				}
				for at := range good {
					for digit := byte('0'); digit <= '9' && isDigit(good[at]); digit++ {
						changed := good[:at] + string(digit) + good[at+1:]
						if changed != good && number.read(changed) == nil {
							t.Errorf("%s, one digit off %s, is accepted", changed, good)
						}
					}
				}
			}
		})
	}
}

// The check character of an organisation code finds every wrong digit, but not
// every wrong letter: values eleven apart weigh the same. GB 11714 has it so; a
// credit code around it finds all.
func TestOrganisationCodeCannotFindEveryWrongLetter(t *testing.T) {
	a, _ := OrganisationCodeCheck("A0000000")
	l, _ := OrganisationCodeCheck("L0000000") // 10 and 21
	if a != l {
		t.Errorf("check characters %c and %c", a, l)
	}
	// M and B are eleven apart as well.
	if _, err := ParseOrganisationCode("B000100Y4"); err != nil {
		t.Errorf("B000100Y4 for M000100Y4: %v", err)
	}
	_, err := ParseCreditCode("91350100B000100Y43")
	wantProblem(t, "B for M in a credit code", err, ProblemCheck)
}
