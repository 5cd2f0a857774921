package paper

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
)

var update = flag.Bool("update", false, "write the golden texts of the papers anew")

// A printed is a paper whose text is kept in testdata/golden: <name>.txt with the
// English small print, <name>.zh.txt without.
type printed struct {
	name   string // the material, and the variant behind a full stop
	kind   string // "" is the sample filing
	change func(*rules.Filing)
}

func (p printed) material() string {
	id, _, _ := strings.Cut(p.name, ".")
	return id
}

// filing returns the filing and the report in which the material is wanted, and
// nothing else.
func (p printed) filing(t *testing.T) (*rules.Filing, *rules.Report) {
	t.Helper()
	f, r := sample(t, p.change)
	if p.kind != "" {
		f, r = ofKind(t, p.kind, p.change)
	}
	for i := range r.Materials {
		r.Materials[i].Needed, r.Materials[i].Advised = r.Materials[i].ID == p.material(), false
	}
	return f, r
}

func inProvince(code string, changes ...func(*rules.Filing)) func(*rules.Filing) {
	return func(f *rules.Filing) {
		f.Host.Province, f.Host.City, f.Host.County = code, "", ""
		for _, change := range changes {
			change(f)
		}
	}
}

// individual makes the host unit a private person.
func individual(f *rules.Filing) {
	p := f.Host.LegalRepresentative
	f.Host.Nature, f.Host.Name = "individual", p.Name
	f.Host.Certificate = rules.Certificate{Type: "resident_id", Number: p.Document.Number}
	f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{}
}

// severalWebsites gives the filing a second website with three domains.
func severalWebsites(f *rules.Filing) {
	second := f.Clone().Websites[0]
	second.Name, second.HomePage = "星禾云图客户支持", "www.xinghe-zhichi.cn"
	second.Domains = []rules.Domain{{Name: "xinghe-zhichi.cn"}, {Name: "xinghe-zhichi.com"}, {Name: "星禾支持.公司"}}
	f.Websites = append(f.Websites, second)
}

func byPassport(f *rules.Filing) { f.Websites[0].Lead.Document.Type = "passport" }

func heldByRepresentative(f *rules.Filing) {
	f.Websites[0].Domains[0].Holder = f.Host.LegalRepresentative.Name
}

func inGroup(f *rules.Filing) {
	f.Account.Relationship, f.Account.Company = "group", "上海星禾控股有限公司"
}

var printedForms = []printed{
	{name: "check_list", change: byPassport},
	{name: "authorization_letter"},
	{name: "authorization_letter.shanghai", change: inProvince("310000")},
	{name: "responsibility_letter"},
	{name: "shanghai_commitment", change: inProvince("310000")},
	{name: "hunan_construction_plan", change: inProvince("430000")},
	{name: "jiangsu_notification", change: inProvince("320000")},
	{name: "jiangsu_commitment", change: inProvince("320000")},
	{name: "relationship_confirmation", change: inGroup},
	{name: "host_lead_authorization", kind: "change_host", change: otherLead},
	{name: "guangdong_commitment", change: inProvince("440000")},
	{name: "guangdong_commitment.individual", change: inProvince("440000", individual)},
	{name: "xinjiang_party_letter", change: inProvince("650000")},
	{name: "finance_commitment", change: inProvince("330000")},
	{name: "culture_training_commitment", change: inProvince("360000")},
	{name: "pre_approval_commitment"},
	{name: "several_domains_statement", change: inProvince("510000", severalWebsites)},
	{name: "domain_holder_statement", change: heldByRepresentative},
	{name: "website_plan", change: inProvince("310000", severalWebsites)},
	{name: "cancellation_form.host", kind: "cancel_host"},
	{name: "cancellation_form.website", kind: "cancel_website"},
	{name: "cancellation_form.access", kind: "cancel_access"},
}

func TestFormsHaveTheirGoldenTextsAndPlacesToSign(t *testing.T) {
	have := map[string]bool{}
	for _, p := range printedForms {
		have[p.material()] = true
		inBothModes(t, p.name, func(t *testing.T, o Options) string {
			f, r := p.filing(t)
			all, err := Forms(t.Context(), f, r, o)
			if err != nil {
				t.Fatal(err)
			}
			if len(all) == 0 {
				t.Fatal("the form is not printed")
			}
			said := pages(t, all[0].PDF)
			checkSigning(t, all[0].Material, said)
			return said
		})
	}
	for id := range forms {
		if !have[id] {
			t.Errorf("%s has no golden text", id)
		}
	}
}

func TestOtherPapersHaveTheirGoldenTexts(t *testing.T) {
	unready := func(f *rules.Filing) {
		byPassport(f)
		f.Attachments = nil
		f.Websites[0].Lead.OfficePhone = ""
		f.Websites[0].Lead.Mobile = "1370013908"
		f.Websites[0].Domains[0].ExpiresOn = "2026-12-20"
	}
	type paper func(t *testing.T, change func(*rules.Filing), o Options) ([]byte, error)
	checklist := func(t *testing.T, change func(*rules.Filing), o Options) ([]byte, error) {
		f, r := sample(t, change)
		return Checklist(t.Context(), f, r, o)
	}
	courier := func(t *testing.T, change func(*rules.Filing), o Options) ([]byte, error) {
		f, r := sample(t, change)
		return CourierSheet(t.Context(), f, r, o)
	}
	slip := func(t *testing.T, change func(*rules.Filing), o Options) ([]byte, error) {
		f, r := sample(t, change)
		return Slip(t.Context(), f, r, o)
	}
	for _, test := range []struct {
		name   string
		change func(*rules.Filing)
		print  paper
	}{
		{"checklist", nil, checklist}, {"checklist.unready", unready, checklist},
		{"courier", nil, courier}, {"courier.unready", unready, courier},
		{"slip", nil, slip}, {"slip.unready", unready, slip},
	} {
		inBothModes(t, test.name, func(t *testing.T, o Options) string {
			pdf, err := test.print(t, test.change, o)
			if err != nil {
				t.Fatal(err)
			}
			return pages(t, pdf)
		})
	}
}

// pages is the text of all pages.
func pages(t *testing.T, pdf []byte) string {
	t.Helper()
	return strings.Join(copied(t, pdf), "\n--- next page ---\n") + "\n"
}

// inBothModes compares a paper's text with the golden one, with and without the
// English small print.
func inBothModes(t *testing.T, name string, print func(*testing.T, Options) string) {
	for file, english := range map[string]bool{name + ".txt": true, name + ".zh.txt": false} {
		t.Run(file, func(t *testing.T) {
			o := options
			o.English = english
			got := print(t, o)
			path := filepath.Join("testdata", "golden", file)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the paper's text is not the golden one; look at it, then run with -update if it is right (-want +got):\n%s",
					cmp.Diff(string(want), got))
			}
		})
	}
}

// checkSigning fails unless the form has the places that the rulebook asks for, and
// no others: one whose place for a seal is gone is returned weeks later.
func checkSigning(t *testing.T, m rules.Material, said string) {
	t.Helper()
	said = unspaced(said)
	// That no date may be written is said above, too; here it stands where the date would.
	if at := strings.LastIndex(said, "签名："); m.Date == "forbidden" && at >= 0 && !strings.Contains(said[at:], "请勿填写日期") {
		t.Error("nothing forbids the date in its place")
	}
	for place, wanted := range map[string]bool{
		"在此加盖单位公章": m.Seal == "required", "签名：": m.Signature == "required", "在此按指印": m.Fingerprint == "required",
		"日期：年月日": m.Date == "required", "请勿填写日期": m.Date == "forbidden",
	} {
		if strings.Contains(said, place) != wanted {
			t.Errorf("%q stands on the form: %v, want %v", place, !wanted, wanted)
		}
	}
}
