package wording

import (
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/translations"
)

// numbersIn are the numbers of persons that a filing holds.
func numbersIn(f *rules.Filing) []string {
	var all []string
	persons := []rules.Person{f.Host.LegalRepresentative, f.Host.Lead}
	for _, w := range f.Websites {
		persons = append(persons, w.Lead)
	}
	for _, p := range persons {
		all = append(all, p.Document.Number, p.Mobile, p.EmergencyPhone, p.OfficePhone, p.Email, p.IMAccount)
	}
	return all
}

// Whatever is wrong with a filing, what a list says of it holds no person's number:
// neither as it was typed, nor as it should be, nor that of another filing.
func TestFindingsAreToldWithoutNumbers(t *testing.T) {
	told, quoting := 0, 0
	for _, c := range trial.Cases() {
		f := trial.Valid()
		c.Breaks(f)
		privacy := PrivacyOf(f)
		for _, found := range rules.Builtin().Check(f, trial.Today, c.Shared...).Findings {
			told++
			for _, l := range translations.Languages {
				full, fullFix := Message(l, found)
				masked := privacy.Finding(found)
				said, fix := Message(l, masked)
				full += fullFix + Repaired(l, found) + Unrepaired(l, found)
				said += fix + Repaired(l, masked) + Unrepaired(l, masked)
				numbers := numbersIn(f)
				if privacy.mask(found.FieldID) != nil {
					numbers = append(numbers, found.Args["value"], found.Args["expected"], found.Repair)
				}
				for _, number := range numbers {
					if len(number) < 7 || strings.Contains(Template(l, "rule."+found.Rule+".fix"), number) {
						continue // too short for a number, or that of an example
					}
					if strings.Contains(full, number) {
						quoting++
					}
					if strings.Contains(said, number) {
						t.Errorf("%s says %q", found.Rule, said)
					}
				}
			}
		}
	}
	if told < 100 || quoting < 40 {
		t.Errorf("of %d findings %d quote a number: too few to try it with", told, quoting)
	}
}

func TestWhoseNumbersAreHidden(t *testing.T) {
	company := trial.Valid()
	if got := PrivacyOf(company).Value("host.certificate.number", "91110105MA6KD35T43"); got != "91110105MA6KD35T43" {
		t.Errorf("the code of a company reads %q; it is public", got)
	}
	if got := StrictPrivacyOf(company).Text("代码91110105MA6KD35T43"); got != "代码**************5T43" {
		t.Errorf("on a slip the code reads %q", got)
	}
	person := trial.Valid()
	person.Host.Nature, person.Host.Certificate.Type, person.Host.Certificate.Number = "individual", "passport", "E12345678"
	if got := PrivacyOf(person).Text("护照E12345678的"); got != "护照*****5678的" {
		t.Errorf("a private person's certificate reads %q", got)
	}
	person.Host.LegalRepresentative.IMAccount = "starlight-20881234"
	for fieldID, c := range map[string][2]string{
		"person.document.number": {"110105198703140026", "**************0026"},
		"person.mobile":          {"13800136621", "138****6621"},
		"person.emergency_phone": {"13800136621", "138****6621"},
		"person.office_phone":    {"086-010-82998299", "086-***-****8299"},
		"person.email":           {"lin@example.com", "l***@example.com"},
		"person.im_account":      {"starlight-20881234", "*************1234"},
		"person.name":            {"林知遥", "林知遥"},
		"websites.remark":        {"找starlight-20881234，或致电13911112222", "找*************1234，或致电139****2222"},
	} {
		if got := PrivacyOf(person).Value(fieldID, c[0]); got != c[1] {
			t.Errorf("%s reads %q, want %q", fieldID, got, c[1])
		}
	}
}

func TestWhatIsANumber(t *testing.T) {
	for value, want := range map[string]bool{
		"110105198703140026": true, "91110105MA6KD35T43": true, "1370013908": true, "086-010-82998299": true,
		"１３７００１３９０８６": true, "1101 0519 8703 1400 26": true, "H60123456": true, "E12345678": true,
		"2026-12-01": false, "long_term": false, "12": false, "xinghe2024001.cn": false, "北京12345678": false, "": false,
	} {
		if got := isNumber(value); got != want {
			t.Errorf("isNumber(%q) = %v, want %v", value, got, want)
		}
	}
}
