package ident

import "testing"

func TestDocumentNumberFitsItsType(t *testing.T) {
	for _, c := range []struct {
		docType, number string
		want            Problem
	}{
		{DocumentResidentID, "11010519491231002X", ""},
		{DocumentResidentID, "110105194912310021", ProblemCheck},
		{DocumentPassport, "E12345678", ""},
		{DocumentPassport, "e1234 5678", ""},
		{DocumentPassport, "A123", ProblemFormat},
		{DocumentPassport, "123456789012345678", ProblemFormat},
		{DocumentPassport, "E1234567号", ProblemFormat},
		{DocumentPassport, "", ProblemEmpty},
		{DocumentHKMacaoPermit, "H12345678", ""},
		{DocumentHKMacaoPermit, "M1234567801", ""},
		{DocumentHKMacaoPermit, "H123456789", ProblemFormat},
		{DocumentHKMacaoPermit, "C12345678", ProblemFormat},
		{DocumentTaiwanPermit, "12345678", ""},
		{DocumentTaiwanPermit, "1234567890", ""},
		{DocumentTaiwanPermit, "1234567890（B）", ""},
		{DocumentTaiwanPermit, "123456789", ProblemFormat},
		{DocumentHKMacaoResidence, withCheck("81000019900101001"), ""},
		{DocumentHKMacaoResidence, withCheck("82000019900101001"), ""},
		{DocumentHKMacaoResidence, withCheck("83000019900101001"), ProblemDocumentType},
		{DocumentTaiwanResidence, withCheck("83000019900101001"), ""},
		{DocumentTaiwanResidence, withCheck("82000019900101001"), ProblemDocumentType},
		{DocumentForeignPermanentResidence, "CAN110085050715", ""},
		{DocumentForeignPermanentResidence, "CAN", ProblemLength},
		{"library_card", "1", ProblemDocumentType},
		{"", "11010519491231002X", ProblemDocumentType},
	} {
		wantProblem(t, c.docType+" "+c.number, CheckDocument(c.docType, c.number), c.want)
	}
}

func TestPassportRegionIsGuessedFromItsShape(t *testing.T) {
	for number, want := range map[string]string{
		"E12345678": "CN", "EA1234567": "CN", "G12345678": "CN", "PE1234567": "CN", "141234567": "CN",
		"K12345678": "HK", "KJ1234567": "HK", "MA1234567": "MO",
		"L898902C3": "", "": "", "E1": "",
	} {
		if got := PassportRegion(number); got != want {
			t.Errorf("PassportRegion(%q) = %q, want %q", number, got, want)
		}
	}
}

func FuzzCheckDocument(f *testing.F) {
	addHostile(f)
	types := []string{
		DocumentResidentID, DocumentPassport, DocumentHKMacaoPermit, DocumentTaiwanPermit,
		DocumentHKMacaoResidence, DocumentTaiwanResidence, DocumentForeignPermanentResidence, "",
	}
	f.Fuzz(func(t *testing.T, s string) {
		PassportRegion(s)
		for _, docType := range types {
			if err := CheckDocument(docType, s); err != nil && ProblemOf(err) == "" {
				t.Errorf("CheckDocument(%q, %q): an error without a problem: %v", docType, s, err)
			}
		}
	})
}
