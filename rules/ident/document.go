package ident

import "regexp"

// Document types of persons, the ids of filing.json.
const (
	DocumentResidentID                = "resident_id"
	DocumentPassport                  = "passport"
	DocumentHKMacaoPermit             = "hk_macao_permit"
	DocumentTaiwanPermit              = "taiwan_permit"
	DocumentHKMacaoResidence          = "hk_macao_residence"
	DocumentTaiwanResidence           = "taiwan_residence"
	DocumentForeignPermanentResidence = "foreign_permanent_residence"
)

var (
	passport      = regexp.MustCompile(`^[A-Z0-9]{5,17}$`)
	hkMacaoPermit = regexp.MustCompile(`^[HM](\d{8}|\d{10})$`)
	// Older booklets carry ten digits, some with a letter in brackets behind them.
	taiwanPermit = regexp.MustCompile(`^(\d{8}|\d{10}(\([A-Z]\))?)$`)

	passportChina    = regexp.MustCompile(`^(E[A-Z0-9]\d{7}|[DSPG]\d{8}|[DSP]E\d{7}|14\d{7}|15\d{7})$`)
	passportHongKong = regexp.MustCompile(`^(K\d{8}|KJ\d{7})$`)
	passportMacao    = regexp.MustCompile(`^MA\d{7}$`)
)

// CheckDocument judges the number of a person's document; docType is one of the
// Document ids. The patterns of passports and travel permits carry no check
// character, so only shape can be judged (ProblemFormat). An id that is not
// among them is ProblemDocumentType.
func CheckDocument(docType, number string) error {
	switch docType {
	case DocumentResidentID:
		_, err := ParseResidentID(number)
		return err
	case DocumentPassport:
		return matches(passport, number)
	case DocumentHKMacaoPermit:
		return matches(hkMacaoPermit, number)
	case DocumentTaiwanPermit:
		return matches(taiwanPermit, number)
	case DocumentHKMacaoResidence, DocumentTaiwanResidence:
		id, err := ParseHMTResidence(number)
		if err != nil {
			return err
		}
		want := DocumentHKMacaoResidence
		if id.AreaCode == areaTaiwan {
			want = DocumentTaiwanResidence
		}
		if docType != want {
			return wanting(ProblemDocumentType, want)
		}
		return nil
	case DocumentForeignPermanentResidence:
		_, err := ParseForeignPermanentResidence(number)
		return err
	}
	return problem(ProblemDocumentType)
}

// PassportRegion guesses from its shape which passport a number belongs to:
// "CN", "HK", "MO", or "" when it fits none of them. Another country may use
// the same shape, so this is good for a hint and no more.
func PassportRegion(number string) string {
	number, err := code(number)
	switch {
	case err != nil:
		return ""
	case passportHongKong.MatchString(number):
		return "HK"
	case passportMacao.MatchString(number):
		return "MO"
	case passportChina.MatchString(number):
		return "CN"
	}
	return ""
}

func matches(shape *regexp.Regexp, number string) error {
	number, err := code(number)
	if err != nil {
		return err
	}
	if !shape.MatchString(number) {
		return problem(ProblemFormat)
	}
	return nil
}
