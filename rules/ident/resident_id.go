package ident

import (
	"strings"
	"time"
)

// Address codes that stand for the whole of Hong Kong, Macao and Taiwan in
// residence permits.
const (
	areaHongKong = "810000"
	areaMacao    = "820000"
	areaTaiwan   = "830000"
)

// ResidentID is what a citizen identity number says by itself.
type ResidentID struct {
	AreaCode string // GB/T 2260, six digits, of the place of first registration; often a historic one
	Birth    string // YYYY-MM-DD
	Male     bool
}

// ParseResidentID reads the 18 characters of a resident identity card
// (GB 11643-1999). It knows no clock: whether the birth lies in the past and
// the holder is of age is judged by the caller.
//
// Of the address code only the province is looked at, since cards keep the code
// of a place that may no longer exist. A number of 15 digits is
// ProblemObsolete, with the 18 characters it became as Want. The number of a
// residence permit is ProblemDocumentType, with the document type id as Want.
func ParseResidentID(s string) (ResidentID, error) {
	s, err := code(s)
	if err != nil {
		return ResidentID{}, err
	}
	if len(s) == 15 && firstNotDigit(s) < 0 {
		upgraded, err := UpgradeResidentID(s)
		if err != nil {
			return ResidentID{}, err
		}
		return ResidentID{}, wanting(ProblemObsolete, upgraded)
	}
	if _, err := ParseForeignPermanentResidence(s); err == nil {
		return ResidentID{}, wanting(ProblemDocumentType, DocumentForeignPermanentResidence)
	}
	id, err := parseResidentScheme(s)
	if err != nil {
		return ResidentID{}, err
	}
	switch {
	case id.AreaCode == areaHongKong, id.AreaCode == areaMacao:
		return ResidentID{}, wanting(ProblemDocumentType, DocumentHKMacaoResidence)
	case id.AreaCode == areaTaiwan:
		return ResidentID{}, wanting(ProblemDocumentType, DocumentTaiwanResidence)
	case provinceOf(id.AreaCode) == "", isOutsideMainland(id.AreaCode):
		return ResidentID{}, problemAt(ProblemArea, 0)
	}
	return id, nil
}

// isOutsideMainland knows the address codes that begin as those of residence
// permits do. Besides the three above nobody gives them out.
func isOutsideMainland(areaCode string) bool {
	province := provinceOf(areaCode)
	return province == areaHongKong || province == areaMacao || province == areaTaiwan
}

// ParseHMTResidence reads a residence permit for Hong Kong, Macao or Taiwan
// residents: the scheme of the resident identity card with the address codes
// 810000, 820000 and 830000. Any other address code is ProblemArea.
func ParseHMTResidence(s string) (ResidentID, error) {
	s, err := code(s)
	if err != nil {
		return ResidentID{}, err
	}
	id, err := parseResidentScheme(s)
	if err != nil {
		return ResidentID{}, err
	}
	if id.AreaCode != areaHongKong && id.AreaCode != areaMacao && id.AreaCode != areaTaiwan {
		return ResidentID{}, problemAt(ProblemArea, 0)
	}
	return id, nil
}

// ResidentIDCheck computes the check character of a resident ID from its first
// 17 digits by ISO 7064 MOD 11-2, as GB 11643 prescribes. False when first17
// is not 17 digits.
func ResidentIDCheck(first17 string) (byte, bool) {
	if len(first17) != 17 || firstNotDigit(first17) >= 0 {
		return 0, false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(first17[i]-'0') * w
	}
	return "10X98765432"[sum%11], true
}

// UpgradeResidentID turns a first-generation number of 15 digits into the 18
// characters that replaced it: the century 19 goes in, the check character
// behind. The card itself is no longer valid; only the number lives on.
func UpgradeResidentID(s15 string) (string, error) {
	s, err := code(s15)
	if err != nil {
		return "", err
	}
	if at := firstNotDigit(s); at >= 0 {
		return "", problemAt(ProblemCharacter, at)
	}
	if len(s) != 15 {
		return "", problem(ProblemLength)
	}
	if provinceOf(s) == "" {
		return "", problemAt(ProblemArea, 0)
	}
	if _, ok := birthDate("19" + s[6:12]); !ok {
		return "", problemAt(ProblemDate, 6)
	}
	s = s[:6] + "19" + s[6:]
	check, _ := ResidentIDCheck(s)
	return s + string(check), nil
}

// parseResidentScheme checks what all documents of the 18-character scheme
// share, on a normalised s; the address code is left to the caller.
func parseResidentScheme(s string) (ResidentID, error) {
	for i, r := range []rune(s) {
		if r >= '0' && r <= '9' || r == 'X' && i == 17 {
			continue
		}
		return ResidentID{}, problemAt(ProblemCharacter, i)
	}
	if len(s) != 18 {
		return ResidentID{}, problem(ProblemLength)
	}
	birth, ok := birthDate(s[6:14])
	if !ok {
		return ResidentID{}, problemAt(ProblemDate, 6)
	}
	if check, _ := ResidentIDCheck(s[:17]); check != s[17] {
		return ResidentID{}, &Error{Problem: ProblemCheck, Want: string(check), At: 17}
	}
	return ResidentID{AreaCode: s[:6], Birth: birth, Male: (s[16]-'0')%2 == 1}, nil
}

// birthDate turns YYYYMMDD into YYYY-MM-DD, if there is such a day. Nobody who
// was born before 1800 ever had a number.
func birthDate(yyyymmdd string) (string, bool) {
	day, err := time.Parse("20060102", yyyymmdd)
	if err != nil || day.Year() < 1800 {
		return "", false
	}
	return day.Format(time.DateOnly), true
}

// ForeignResidence is what a foreign permanent resident ID card says by its
// number.
type ForeignResidence struct {
	Edition int    // year of the card's design: 2017 or 2023
	Country string // three-letter nationality of the 2017 card; "" for 2023
}

// ParseForeignPermanentResidence reads the number of a foreign permanent
// resident ID card: three letters and twelve digits on the card of 2017, or 18
// characters beginning with 9 and ending in the check character of a resident
// ID on the card of 2023. The inner parts of the newer number rest on one
// source and are not judged.
func ParseForeignPermanentResidence(s string) (ForeignResidence, error) {
	s, err := code(s)
	if err != nil {
		return ForeignResidence{}, err
	}
	digits := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters := len(s) - len(digits)
	if letters > 0 {
		if letters != 3 {
			return ForeignResidence{}, problem(ProblemFormat)
		}
		for i, r := range []rune(digits) {
			if r < '0' || r > '9' {
				return ForeignResidence{}, problemAt(ProblemCharacter, letters+i)
			}
		}
		if len(s) != 15 {
			return ForeignResidence{}, problem(ProblemLength)
		}
		return ForeignResidence{Edition: 2017, Country: s[:3]}, nil
	}
	for i, r := range []rune(s) {
		if (r < '0' || r > '9') && (r != 'X' || i != 17) {
			return ForeignResidence{}, problemAt(ProblemCharacter, i)
		}
	}
	if len(s) != 18 {
		return ForeignResidence{}, problem(ProblemLength)
	}
	if s[0] != '9' {
		return ForeignResidence{}, problemAt(ProblemFormat, 0)
	}
	if check, _ := ResidentIDCheck(s[:17]); check != s[17] {
		return ForeignResidence{}, &Error{Problem: ProblemCheck, Want: string(check), At: 17}
	}
	return ForeignResidence{Edition: 2023}, nil
}
