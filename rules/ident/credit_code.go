package ident

import "strings"

// CreditCode is what a unified social credit code says by itself.
type CreditCode struct {
	Department   byte   // registering department: '9' is market regulation, '5' civil affairs, …
	Category     byte   // category of institution within the department
	AreaCode     string // GB/T 2260, six digits, of the registering office at the time; 100000 is the national one
	Organisation string // organisation code of GB 11714, nine characters without hyphen
}

// creditCodeAlphabet gives each symbol its value by its place; I, O, S, V and Z
// are left out because they look like digits.
const creditCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditCodeLookalikes are the letters people type for the digits they mean.
var creditCodeLookalikes = strings.NewReplacer("I", "1", "O", "0", "S", "5", "Z", "2")

// ParseCreditCode reads the 18 characters of a unified social credit code
// (GB 32100-2015).
//
// The first two characters and the province are not judged, because both lists
// have grown since the standard: see [CreditCode.Natures] and
// [CreditCode.Province]. A letter the alphabet lacks is ProblemCharacter, with
// the digit it was typed for as Want if that mends the code. A good 15-digit
// registration number or 9-character organisation code is ProblemObsolete.
// When only the organisation code inside fails its check, the parts are
// returned beside ProblemOrganisation.
func ParseCreditCode(s string) (CreditCode, error) {
	s, err := code(s)
	if err != nil {
		return CreditCode{}, err
	}
	if _, err := ParseRegistrationNumber(s); err == nil {
		return CreditCode{}, problem(ProblemObsolete)
	}
	if _, err := ParseOrganisationCode(s); err == nil {
		return CreditCode{}, problem(ProblemObsolete)
	}
	for i, r := range []rune(s) {
		inArea := i >= 2 && i < 8
		if inArea && (r < '0' || r > '9') || !strings.ContainsRune(creditCodeAlphabet, r) {
			return CreditCode{}, &Error{Problem: ProblemCharacter, Want: creditCodeRepair(s, i), At: i}
		}
	}
	if len(s) != 18 {
		return CreditCode{}, problem(ProblemLength)
	}
	if check, _ := CreditCodeCheck(s[:17]); check != s[17] {
		return CreditCode{}, &Error{Problem: ProblemCheck, Want: string(check), At: 17}
	}
	c := CreditCode{Department: s[0], Category: s[1], AreaCode: s[2:8], Organisation: s[8:17]}
	if check, _ := OrganisationCodeCheck(s[8:16]); check != s[16] {
		return c, &Error{Problem: ProblemOrganisation, Want: string(check), At: 16}
	}
	return c, nil
}

// creditCodeRepair is the digit for the wrong letter at a place of s, if
// putting digits for all such letters gives a code that passes its check.
func creditCodeRepair(s string, at int) string {
	repaired := creditCodeLookalikes.Replace(s)
	if len(repaired) != 18 || repaired == s {
		return ""
	}
	if check, ok := CreditCodeCheck(repaired[:17]); !ok || check != repaired[17] {
		return ""
	}
	return repaired[at : at+1]
}

// CreditCodeCheck computes the check character of a credit code from its first
// 17 characters: their values weighted with the powers of 3, modulo 31. False
// when first17 is not 17 characters of the code's alphabet.
func CreditCodeCheck(first17 string) (byte, bool) {
	if len(first17) != 17 {
		return 0, false
	}
	sum, weight := 0, 1
	for i := range 17 {
		value := strings.IndexByte(creditCodeAlphabet, first17[i])
		if value < 0 {
			return 0, false
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	return creditCodeAlphabet[(31-sum%31)%31], true
}

// creditCodeNatures maps department and category to host natures, the usual one
// first. Pairs that fit no nature or several unlike ones are left out: the
// category 9 (others) of every department but the military one, legal service
// offices (33) and Y1.
// Source: GB 32100-2015 table and domain.md 2.3, 1.8.2; sole traders (92) and
// farmers' cooperatives (93) are filed as enterprises. Villagers' and residents'
// committees (54, 55) are on newer lists only and are no nature of their own, so
// every nature they may have chosen passes.
var creditCodeNatures = map[string][]string{
	"11": {"government"},
	"12": {"institution", "medical_institution", "notary_institution", "arbitration_institution"},
	"13": {"mass_organisation", "social_group"},
	"21": {"foreign_cultural_centre", "overseas_institution"},
	"31": {"law_firm"},
	"32": {"notary_institution"},
	"34": {"forensic_institution"},
	"35": {"arbitration_institution"},
	"41": {"foreign_cultural_centre"},
	"51": {"social_group", "religious_group"},
	"52": {"private_non_enterprise", "medical_institution"},
	"53": {"foundation"},
	"54": {"mass_organisation", "social_group", "government", "institution"},
	"55": {"mass_organisation", "social_group", "government", "institution"},
	"61": {"foreign_cultural_centre", "overseas_institution"},
	"62": {"foreign_cultural_centre", "overseas_institution"},
	"71": {"religious_group"},
	"72": {"religious_group"},
	"81": {"mass_organisation", "social_group"},
	"91": {"enterprise"},
	"92": {"enterprise"},
	"93": {"enterprise"},
	"A1": {"military"},
	"A9": {"military"},
	"N1": {"collective_economy"},
	"N2": {"collective_economy"},
	"N3": {"collective_economy"},
}

// Natures lists the host natures (ids of filing.json) that fit the first two
// characters, the usual one first; nil when they say nothing about it.
func (c CreditCode) Natures() []string {
	natures := creditCodeNatures[string([]byte{c.Department, c.Category})]
	return append([]string(nil), natures...)
}

// Province is the six-digit GB/T 2260 code of the province whose office issued
// the code; "" for codes of national offices and other numbers that are no
// province. It need not be where the unit sits today.
func (c CreditCode) Province() string { return provinceOf(c.AreaCode) }
