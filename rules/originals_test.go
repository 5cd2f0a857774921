package rules_test

import (
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
)

func originals(f *rules.Filing) []string {
	var ids []string
	for _, o := range rules.Builtin().OriginalsFor(f, today) {
		ids = append(ids, o.ID)
	}
	return ids
}

// Who is verified online brings no documents; who comes in person does.
func TestOriginalsGoWithTheFiling(t *testing.T) {
	manual := func(f *rules.Filing) {
		f.Host.LegalRepresentative.Document.Type = "passport"
		f.Websites[0].Lead.Document.Type = "passport"
	}
	individual := func(f *rules.Filing) {
		manual(f)
		f.Host.Nature, f.Host.Certificate.Type = "individual", "resident_id"
	}
	province := func(code string) func(*rules.Filing) {
		return func(f *rules.Filing) { f.Host.Province = code }
	}
	for _, c := range []struct {
		name    string
		change  func(*rules.Filing)
		has     []string
		lacking []string
	}{
		{"online", func(*rules.Filing) {}, []string{"responsibility_letter", "authorization_letter"},
			[]string{"unit_certificate", "website_lead_card", "person_present", "check_list_seal", "contact_mobile", "access_ip", "relationship_confirmation"}},
		{"in person", manual, []string{"unit_certificate", "legal_representative_card", "website_lead_card", "person_present",
			"check_list_copies", "check_list_names", "check_list_signature", "check_list_seal", "check_list_clean",
			"contact_mobile", "contact_office_phone", "contact_email", "contact_address",
			"website_name", "website_domain", "website_without_pre_approval", "website_service",
			"access_provider", "access_mode", "access_place", "access_ip", "kept_together"},
			[]string{"individual_certificate", "website_pre_approval", "shanghai_commitment"}},
		{"a private person", individual, []string{"individual_certificate", "check_list_signature"}, []string{"unit_certificate", "legal_representative_card", "check_list_seal"}},
		{"with a pre-approval", func(f *rules.Filing) {
			manual(f)
			f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "culture"}}
		}, []string{"website_pre_approval"}, []string{"website_without_pre_approval"}},
		{"no office telephone", func(f *rules.Filing) {
			manual(f)
			f.Host.LegalRepresentative.OfficePhone, f.Host.Lead.OfficePhone, f.Websites[0].Lead.OfficePhone = "", "", ""
		}, []string{"contact_mobile"}, []string{"contact_office_phone"}},
		{"the account of another", func(f *rules.Filing) { f.Account.Relationship = "group" }, []string{"relationship_confirmation"}, nil},
		{"in Shanghai", province("310000"), []string{"shanghai_commitment"}, []string{"jiangsu_notification"}},
		{"in Jiangsu", province("320000"), []string{"jiangsu_notification", "jiangsu_commitment"}, []string{"shanghai_commitment"}},
		{"a change of the host unit", func(f *rules.Filing) {
			manual(f)
			f.Kind, f.Websites = "change_host", nil
		}, []string{"check_list_seal", "contact_mobile"}, []string{"website_name", "access_ip", "responsibility_letter"}},
		{"a cancellation", func(f *rules.Filing) {
			manual(f)
			f.Kind = "cancel_website"
		}, nil, []string{"check_list_seal", "contact_mobile", "website_name", "kept_together"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := trial.Valid()
			c.change(f)
			got := originals(f)
			for _, id := range c.has {
				if !slices.Contains(got, id) {
					t.Errorf("%s is not compared", id)
				}
			}
			for _, id := range c.lacking {
				if slices.Contains(got, id) {
					t.Errorf("%s is compared", id)
				}
			}
		})
	}
}

// Every paper that is signed or sealed by hand has its point, so that no original is
// taken without a look at it.
func TestEveryPaperOfTheListThatIsSignedIsCompared(t *testing.T) {
	book := rules.Builtin()
	for _, m := range book.Papers {
		if m.Item == 0 || m.Signature != "required" && m.Seal != "required" {
			continue
		}
		if !slices.ContainsFunc(book.Originals, func(o rules.Original) bool { return o.Material == m.ID }) {
			t.Errorf("nothing is compared of %s", m.ID)
		}
	}
}

func TestPhotoChecksOfGansuAreForGansu(t *testing.T) {
	count := func(province string) (own, measured int) {
		f := trial.Valid()
		f.Host.Province = province
		for _, p := range rules.Builtin().PhotoChecksFor(f) {
			if len(p.Provinces) > 0 {
				own++
			}
			if p.Measured != "" {
				measured++
			}
		}
		return own, measured
	}
	if own, _ := count("620000"); own != 2 {
		t.Errorf("%d checks are Gansu's own", own)
	}
	own, measured := count("110000")
	if own != 0 || measured < 4 {
		t.Errorf("in Beijing %d of Gansu, %d measured", own, measured)
	}
}

func TestAWebsiteThatIsPaidForLooksCommercial(t *testing.T) {
	for services, want := range map[string]bool{"": false, "company_portal": false, "news": false, "shopping": true, "of_tomorrow": false} {
		f := trial.Valid()
		f.Websites = append(f.Websites, rules.NewWebsite())
		f.Websites[1].Services = []string{"company_portal", services}
		if got := rules.Builtin().Commercial(f); got != want {
			t.Errorf("%q looks commercial: %v", services, got)
		}
	}
}

func TestWhatAnICPLicenceTakesIsThere(t *testing.T) {
	points := rules.Builtin().LicencePoints
	for _, id := range []string{"mainland_company", "capital", "foreign_shares", "staff", "filed_domain", "access_agreement", "annual_report", "footer_number"} {
		if !slices.ContainsFunc(points, func(p rules.LicencePoint) bool { return p.ID == id }) {
			t.Errorf("%s is missing", id)
		}
	}
}
