package ident

import (
	"net/netip"
	"strings"
	"testing"
	"time"
)

// Whatever a hostile program sends, each function answers at once. What grows
// faster than its text would take minutes for a megabyte.
func TestAMegabyteIsAnsweredAtOnce(t *testing.T) {
	const megabyte, enough = 1 << 20, 5 * time.Second
	functions := map[string]func(string){
		"NormaliseCode":                  func(s string) { NormaliseCode(s) },
		"NormalisePhone":                 func(s string) { NormalisePhone(s) },
		"ParseResidentID":                func(s string) { ParseResidentID(s) },
		"UpgradeResidentID":              func(s string) { UpgradeResidentID(s) },
		"ParseHMTResidence":              func(s string) { ParseHMTResidence(s) },
		"ParseForeignPermanentResidence": func(s string) { ParseForeignPermanentResidence(s) },
		"CheckDocument":                  func(s string) { CheckDocument(DocumentPassport, s); CheckDocument(s, s) },
		"PassportRegion":                 func(s string) { PassportRegion(s) },
		"ParseCreditCode":                func(s string) { ParseCreditCode(s) },
		"ParseOrganisationCode":          func(s string) { ParseOrganisationCode(s) },
		"ParseRegistrationNumber":        func(s string) { ParseRegistrationNumber(s) },
		"ParseRecordalNumber":            func(s string) { ParseRecordalNumber(s) },
		"ParseLandline":                  func(s string) { ParseLandline(s) },
		"IsMobile":                       func(s string) { IsMobile(s) },
		"ProvincesOfAreaCode":            func(s string) { ProvincesOfAreaCode(s); AreaCodeInUse(s) },
		"ParseDomain":                    func(s string) { ParseDomain(s) },
		"CheckHomePage":                  func(s string) { CheckHomePage(s, []string{"example.cn", s}) },
		"HomePageContains":               func(s string) { HomePageContains(s, s) },
		"ParseIPRange":                   func(s string) { ParseIPRange(s, s) },
		"Contains":                       func(s string) { Contains(make([]netip.Prefix, len(s)/64), IPRange{}) },
		"WebsiteNameProblem":             func(s string) { WebsiteNameProblem(s, []string{"赌博"}) },
		"FindInvisible":                  func(s string) { FindInvisible(s); DescribeInvisibleInLines(s) },
		"NotInGBK":                       func(s string) { NotInGBK(s); NotInCodePage936(s) },
		"HasDoubleSpace":                 func(s string) { HasDoubleSpace(s) },
		"SameText":                       func(s string) { SameText(s, s+" ") },
		"RepairInvisible":                func(s string) { RepairInvisible(s) },
		"RepairInvisibleInLines":         func(s string) { RepairInvisibleInLines(s) },
		"RepairCharacters":               func(s string) { RepairCharacters(s) },
		"RepairSpaces":                   func(s string) { RepairSpaces(s) },
		"RepairWidth":                    func(s string) { RepairWidth(s) },
		"RepairBrackets":                 func(s string) { RepairBrackets(s, BracketsAsMost); RepairBrackets(s, BracketsFull) },
		"RepairText":                     func(s string) { RepairText(s) },
	}
	for _, piece := range []string{
		"1", "茶 ", "\u0301", "🙂 ", "⑪ⅻ½⼥ﾊﾞ", "\u200b\r\n\u00a0\xff", "（)．０", "a.", "+86转1", "京ICP备", "\U0002F81A\u0301",
	} {
		s := strings.Repeat(piece, megabyte/len(piece))
		for name, f := range functions {
			began := time.Now()
			f(s)
			if took := time.Since(began); took > enough {
				t.Errorf("%s takes %v for a megabyte of %q", name, took, piece)
			}
		}
	}
}
