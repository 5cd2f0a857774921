package ident

import "strings"

const organisationCodeAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// ParseOrganisationCode reads an organisation code (GB 11714-1997), with or
// without the hyphen before its check character, and returns its nine
// characters without hyphen. Such codes live on inside credit codes; the paper
// certificate itself is superseded.
func ParseOrganisationCode(s string) (string, error) {
	s, err := code(s)
	if err != nil {
		return "", err
	}
	for i, r := range []rune(s) {
		if !strings.ContainsRune(organisationCodeAlphabet, r) {
			return "", problemAt(ProblemCharacter, i)
		}
	}
	if len(s) != 9 {
		return "", problem(ProblemLength)
	}
	if check, _ := OrganisationCodeCheck(s[:8]); check != s[8] {
		return "", &Error{Problem: ProblemCheck, Want: string(check), At: 8}
	}
	return s, nil
}

// OrganisationCodeCheck computes the check character of an organisation code
// from its first 8 characters. False when first8 is not 8 characters of 0–9
// and A–Z.
func OrganisationCodeCheck(first8 string) (byte, bool) {
	if len(first8) != 8 {
		return 0, false
	}
	weights := [8]int{3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		value := strings.IndexByte(organisationCodeAlphabet, first8[i])
		if value < 0 {
			return 0, false
		}
		sum += value * w
	}
	return "0123456789X"[(11-sum%11)%11], true
}

// ParseRegistrationNumber reads a business registration number of before 2015
// (GS 15-2006): 6 digits of the registering office, 8 of sequence, a check
// digit. It returns the 15 digits. Licences issued since 2015 carry a credit
// code instead, so a good number here is still one that needs a new licence.
func ParseRegistrationNumber(s string) (string, error) {
	s, err := code(s)
	if err != nil {
		return "", err
	}
	for i, r := range []rune(s) {
		if r < '0' || r > '9' {
			return "", problemAt(ProblemCharacter, i)
		}
	}
	if len(s) != 15 {
		return "", problem(ProblemLength)
	}
	if check, _ := RegistrationNumberCheck(s[:14]); check != s[14] {
		return "", &Error{Problem: ProblemCheck, Want: string(check), At: 14}
	}
	return s, nil
}

// RegistrationNumberCheck computes the check digit of a business registration
// number from its first 14 digits by ISO 7064 MOD 11,10. False when first14 is
// not 14 digits.
func RegistrationNumberCheck(first14 string) (byte, bool) {
	if len(first14) != 14 || firstNotDigit(first14) >= 0 {
		return 0, false
	}
	product := 10
	for i := range 14 {
		sum := (product + int(first14[i]-'0')) % 10
		if sum == 0 {
			sum = 10
		}
		product = sum * 2 % 11
	}
	return byte('0' + (11-product)%10), true
}
