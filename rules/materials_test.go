package rules_test

import (
	"fmt"
	"slices"
	"testing"

	"recordaldesk/rules"
)

// The fourteen items of guidance 4 with Notes 1 and 2, as domain.md 6.1 sets
// them out. The letter a province of its own wants stands in the last rows.
func TestMaterialMatrix(t *testing.T) {
	const never, always = "", "everywhere"
	matrix := []struct {
		item           int
		id             string
		online, manual string // everywhere, a province, or nowhere
		delivery       []string
	}{
		{1, "account_screenshot", always, always, []string{"email"}},
		{2, "host_certificate", never, always, []string{"email"}},
		{3, "legal_representative_id", never, always, []string{"email"}},
		{4, "website_lead_id", never, always, []string{"email"}},
		{5, "face_photo", never, always, []string{"email"}},
		{6, "check_list", never, always, []string{"email", "post"}},
		{7, "authorization_letter", always, always, []string{"email"}}, // the sample's website lead is not the legal representative
		{8, "responsibility_letter", always, always, nil},              // see TestResponsibilityLetterTravels
		{9, "domain_certificate", always, always, []string{"email"}},
		{10, "domain_verification_screenshot", always, always, []string{"email"}},
		{11, "shanghai_commitment", "310000", "310000", []string{"email"}},
		{12, "hunan_construction_plan", "430000", "430000", []string{"email"}},
		{13, "jiangsu_notification", "320000", "320000", []string{"email"}},
		{14, "jiangsu_commitment", "320000", "320000", []string{"email"}},
	}
	for _, province := range provinceCodes() {
		for _, route := range []rules.Route{rules.Online, rules.Manual} {
			f := valid(t)
			f.Host.Province = province
			if route == rules.Manual {
				f.Websites[0].Lead.Document.Type = "passport"
			}
			r := check(f)
			if r.Route != route {
				t.Fatalf("route: got %s, want %s", r.Route, route)
			}
			for _, m := range matrix {
				want := m.online
				if route == rules.Manual {
					want = m.manual
				}
				got := find(t, r, m.id, 0, "")
				if needed := want == always || want == province; got.Needed != needed {
					t.Errorf("%s in %s, %s: needed is %v, want %v", m.id, province, route, got.Needed, needed)
				}
				if got.Item != m.item {
					t.Errorf("%s: item %d, want %d", m.id, got.Item, m.item)
				}
				if m.delivery != nil && !slices.Equal(got.Delivery, m.delivery) {
					t.Errorf("%s: delivery %v, want %v", m.id, got.Delivery, m.delivery)
				}
			}
		}
	}
}

func provinceCodes() []string {
	var codes []string
	for _, c := range rules.Builtin().Lists["province"].Choices {
		codes = append(codes, c.ID)
	}
	return codes
}

// find returns the one material of an id that belongs to the website and domain.
func find(t *testing.T, r *rules.Report, id string, website int, domain string) rules.Material {
	t.Helper()
	var found []rules.Material
	for _, m := range r.Materials {
		if m.ID == id && m.Website == website && (domain == "" || m.Domain == domain) {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%s is listed %d times for website %d", id, len(found), website)
	}
	return found[0]
}

// The check list is signed and sealed and bears no date; both letters bear one.
func TestHowPapersAreSigned(t *testing.T) {
	r := check(valid(t))
	for _, want := range []struct {
		id                    string
		copies                int
		signature, seal, date string
		printable             bool
	}{
		{"account_screenshot", 1, "none", "none", "none", false},
		{"check_list", 2, "required", "required", "forbidden", true},
		{"authorization_letter", 1, "required", "required", "required", true},
		{"responsibility_letter", 1, "required", "required", "required", true},
		{"hunan_construction_plan", 1, "none", "required", "none", true},
		{"jiangsu_notification", 1, "required", "none", "required", true},
		{"jiangsu_commitment", 1, "required", "none", "required", true},
		{"relationship_confirmation", 1, "none", "required", "required", true},
		{"shanghai_commitment", 1, "required", "required", "required", true},
		{"guangdong_commitment", 1, "required", "required", "required", true},
		{"xinjiang_party_letter", 1, "none", "required", "required", true},
		{"finance_commitment", 1, "none", "required", "required", true},
		{"culture_training_commitment", 1, "none", "required", "required", true},
		{"pre_approval_commitment", 1, "none", "required", "required", true},
		{"several_domains_statement", 1, "none", "required", "required", true},
		{"domain_holder_statement", 1, "required", "required", "required", true},
		{"website_plan", 1, "none", "required", "none", true},
	} {
		m := find(t, r, want.id, 0, "")
		if m.Copies != want.copies || m.Signature != want.signature || m.Seal != want.seal || m.Date != want.date || m.Printable != want.printable {
			t.Errorf("%s: got %d copies, signature %s, seal %s, date %s, printable %v", m.ID, m.Copies, m.Signature, m.Seal, m.Date, m.Printable)
		}
	}
}

// By post alone where all else is verified online, so that its scan is not
// missed; on the manual route in colour by e-mail as well (Notes 1 and 2).
func TestResponsibilityLetterTravels(t *testing.T) {
	online := valid(t)
	online.Attachments = nil
	r := check(online)
	if m := find(t, r, "responsibility_letter", 0, ""); !slices.Equal(m.Delivery, []string{"post"}) || m.Scanned() {
		t.Errorf("online: %v", m.Delivery)
	}
	if slices.ContainsFunc(r.Outstanding(), func(m rules.Material) bool { return m.ID == "responsibility_letter" }) {
		t.Error("online: its scan is missed")
	}
	manual := valid(t)
	manual.Attachments = nil
	manual.Host.LegalRepresentative.Document.Type = "passport"
	r = check(manual)
	if m := find(t, r, "responsibility_letter", 0, ""); !slices.Equal(m.Delivery, []string{"email", "post"}) {
		t.Errorf("manual: %v", m.Delivery)
	}
	if !slices.ContainsFunc(r.Outstanding(), func(m rules.Material) bool { return m.ID == "responsibility_letter" }) {
		t.Error("manual: its scan is not missed")
	}
}

func TestAuthorizationLetterIsForAnotherPerson(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*rules.Filing)
		needed bool
	}{
		{"another person", func(*rules.Filing) {}, true},
		{"the legal representative, as host lead", func(f *rules.Filing) {
			f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{}
		}, false},
		{"the legal representative, while another leads the host unit", func(f *rules.Filing) {
			f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
			f.Websites[0].LeadIsLegalRepresentative, f.Websites[0].Lead = true, rules.Person{}
		}, false},
		{"the legal representative, typed again", func(f *rules.Filing) { f.Websites[0].Lead = f.Host.LegalRepresentative }, false},
		{"the host lead, who is not the legal representative", func(f *rules.Filing) {
			f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
			f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{}
		}, true},
		{"the host lead, with a tick left over", func(f *rules.Filing) {
			f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
			f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{}
			f.Websites[0].LeadIsLegalRepresentative = true
		}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := valid(t)
			test.change(f)
			if got := find(t, check(f), "authorization_letter", 0, "").Needed; got != test.needed {
				t.Errorf("needed is %v, want %v", got, test.needed)
			}
		})
	}
}

func TestMaterialsBeyondTheFourteen(t *testing.T) {
	needed := func(f *rules.Filing, id string) bool { return find(t, check(f), id, 0, "").Needed }
	f := valid(t)
	if needed(f, "relationship_confirmation") || needed(f, "pre_approval") || needed(f, "host_lead_id") {
		t.Error("one is needed for the sample")
	}
	for _, relationship := range []string{"equity", "group", "parent_subsidiary", "head_branch"} {
		f := valid(t)
		f.Account.Relationship = relationship
		if !needed(f, "relationship_confirmation") {
			t.Errorf("no confirmation letter for %s", relationship)
		}
	}
	f = valid(t)
	f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "culture"}}
	if !needed(f, "pre_approval") {
		t.Error("the licence of a pre-approval is not needed")
	}
	// Three persons: the host lead's card has no item of its own.
	f = valid(t)
	f.Host.LeadIsLegalRepresentative = false
	f.Host.Lead = rules.Person{Name: "温如玉", Document: rules.Document{Type: "passport", Number: "AB3094471"}}
	if !needed(f, "host_lead_id") {
		t.Error("the card of a host lead without other office is not needed")
	}
	f.Websites[0].Lead = f.Host.Lead
	if needed(f, "host_lead_id") {
		t.Error("the card of a host lead who leads the website too is needed twice")
	}
}

func TestMaterialsForEachWebsiteAndDomain(t *testing.T) {
	r := check(read(t, "sichuan_institution.json"))
	count := map[string]int{}
	for _, m := range r.Materials {
		count[m.ID]++
	}
	for id, want := range map[string]int{
		"account_screenshot": 1, "host_certificate": 1, "check_list": 2, "hunan_construction_plan": 2,
		"domain_certificate": 3, "domain_verification_screenshot": 3,
	} {
		if count[id] != want {
			t.Errorf("%s: %d times, want %d", id, count[id], want)
		}
	}
	// The second website is led by another person, the first by the legal representative.
	if find(t, r, "authorization_letter", 0, "").Needed || !find(t, r, "authorization_letter", 1, "").Needed {
		t.Error("letters of authorisation are asked for the wrong website")
	}
	if m := find(t, r, "domain_certificate", 1, "qinghe-photo.cn"); !m.Needed {
		t.Error("the certificate of the second website's domain is not needed")
	}
}

func TestAttachmentsArePresent(t *testing.T) {
	f := read(t, "sichuan_institution.json")
	attach := func(material string, website int, domain string) {
		f.Attachments = append(f.Attachments, rules.Attachment{Material: material, Website: website, Domain: domain, File: "x.jpg"})
	}
	present := func(id string, website int, domain string) bool {
		m := find(t, check(f), id, website, domain)
		held := slices.ContainsFunc(f.Attachments, m.Holds)
		if held != m.Present {
			t.Errorf("%s: Present is %v, Holds says %v", id, m.Present, held)
		}
		return m.Present
	}
	attach("account_screenshot", 1, "") // of the whole filing, wherever it says
	attach("check_list", 1, "")
	attach("domain_certificate", 0, "Qinghe-Archive.CN")
	attach("business_licence", 0, "") // what the contract's example calls item 2
	for _, test := range []struct {
		id      string
		website int
		domain  string
		want    bool
	}{
		{"account_screenshot", 0, "", true},
		{"host_certificate", 0, "", true},
		{"check_list", 0, "", false},
		{"check_list", 1, "", true},
		{"domain_certificate", 0, "qinghe-archive.cn", true},
		{"domain_certificate", 0, "qinghe-archive.com", false},
		{"domain_certificate", 1, "qinghe-photo.cn", false},
		{"domain_verification_screenshot", 0, "qinghe-archive.cn", false},
	} {
		if got := present(test.id, test.website, test.domain); got != test.want {
			t.Errorf("%s of website %d, domain %q: present is %v", test.id, test.website, test.domain, got)
		}
	}
	before := len(check(f).Outstanding())
	attach("face_photo", 0, "")
	if after := len(check(f).Outstanding()); after != before-1 {
		t.Errorf("outstanding: %d before a photo is attached, %d after", before, after)
	}
}

// Materials come in the order of the ICP team's list, the rest behind.
func TestMaterialsStandInTheOrderOfTheList(t *testing.T) {
	last := 0
	for _, m := range rules.Builtin().Materials(valid(t), today) {
		item := m.Item
		if item == 0 {
			item = 15
		}
		if item < last {
			t.Errorf("%s stands behind item %d", m.ID, last)
		}
		last = item
		if m.Reason == "" || m.Source == "" {
			t.Errorf("%s has no reason or no source", m.ID)
		}
	}
}

// Guidance 4, Note 1 and Step 4: a business licence, and resident identity cards
// for the leads of the host unit and of every website.
func TestRoute(t *testing.T) {
	for _, certificate := range []string{"business_licence", "institution_certificate", "resident_id"} {
		for _, hostLead := range []string{"resident_id", "passport"} {
			for _, firstLead := range []string{"resident_id", "taiwan_residence"} {
				for _, secondLead := range []string{"resident_id", "hk_macao_permit", ""} {
					f := valid(t)
					f.Host.Certificate.Type = certificate
					f.Host.LegalRepresentative.Document.Type = hostLead
					f.Websites = append(f.Websites, f.Clone().Websites[0])
					f.Websites[0].Lead.Document.Type, f.Websites[1].Lead.Document.Type = firstLead, secondLead
					want := rules.Manual
					if certificate == "business_licence" && hostLead == "resident_id" && firstLead == "resident_id" && secondLead == "resident_id" {
						want = rules.Online
					}
					name := fmt.Sprint(certificate, hostLead, firstLead, secondLead)
					if got := rules.Builtin().Route(f, today); got != want {
						t.Errorf("%s: got %s, want %s", name, got, want)
					}
				}
			}
		}
	}
}

// The legal representative's own document does not decide where another person
// leads the host unit.
func TestRouteAsksTheLeadsOnly(t *testing.T) {
	f := valid(t)
	f.Host.LegalRepresentative.Document = rules.Document{Type: "passport", Number: "AB3094471"}
	f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
	if got := rules.Builtin().Route(f, today); got != rules.Online {
		t.Errorf("got %s", got)
	}
}

// Guangdong's letter is signed and sealed by a unit, signed and marked with a finger
// by a private person, who has no seal (domain.md 6.6).
func TestAPrivatePersonPressesAFinger(t *testing.T) {
	f := valid(t)
	f.Host.Province = "440000"
	if m := find(t, check(f), "guangdong_commitment", 0, ""); !m.Needed || m.Seal != "required" || m.Signature != "required" || m.Fingerprint != "none" {
		t.Errorf("a unit: needed %v, signature %s, seal %s, fingerprint %s", m.Needed, m.Signature, m.Seal, m.Fingerprint)
	}
	f.Host.Nature = "individual"
	if m := find(t, check(f), "guangdong_commitment", 0, ""); !m.Needed || m.Seal != "none" || m.Signature != "required" || m.Fingerprint != "required" || m.Date != "required" {
		t.Errorf("a private person: needed %v, signature %s, seal %s, fingerprint %s, date %s", m.Needed, m.Signature, m.Seal, m.Fingerprint, m.Date)
	}
	f.Host.Province = "450000"
	if m := find(t, check(f), "guangdong_commitment", 0, ""); m.Needed || m.Fingerprint != "none" {
		t.Errorf("in Guangxi: needed %v, fingerprint %s", m.Needed, m.Fingerprint)
	}
}

// A statement is asked for where a person in charge holds the domain, not where the
// province wants the unit itself to hold it, nor from a stranger (domain.md 3, 6.6).
func TestTheDomainHoldersStatement(t *testing.T) {
	const lr, lead = "林知遥", "周予安"
	for _, test := range []struct {
		name, province, holder string
		advised                bool
		reason                 string
	}{
		{"the unit", "110000", "北京星禾云图科技有限公司", false, "same_holder"},
		{"the unit, in other brackets and spaces", "110000", " 北京星禾云图科技有限公司", false, "same_holder"},
		{"nobody yet", "110000", "", false, "same_holder"},
		{"the legal representative, in Beijing", "110000", lr, true, "representative"},
		{"the legal representative, in Guangdong", "440000", lr, true, "representative"},
		{"the legal representative, in Hunan", "430000", lr, true, "person_in_charge"},
		{"the website lead, in Beijing", "110000", lead, true, "person_in_charge"},
		{"the legal representative, in Ningxia", "640000", lr, false, "unit_only"},
		{"a stranger", "110000", "北京青简域名服务有限公司", false, "other_holder"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := valid(t)
			f.Host.Province, f.Websites[0].Domains[0].Holder = test.province, test.holder
			m := find(t, check(f), "domain_holder_statement", 0, "")
			if m.Needed || m.Advised != test.advised || m.Reason != "material.domain_holder_statement.because."+test.reason {
				t.Errorf("needed %v, advised %v, %s", m.Needed, m.Advised, m.Reason)
			}
		})
	}
}

// One commitment is enough: where a province has its own of finance or culture, the
// general one is not asked for as well, and none where there is an approval.
func TestACommitmentInsteadOfAPreApproval(t *testing.T) {
	for _, test := range []struct {
		name, province, website string
		approved                bool
		want                    string // the one that is advised
	}{
		{"a company's portal", "110000", "星禾云图企业官网", false, ""},
		{"a clinic's website", "110000", "星禾诊所", false, "pre_approval_commitment"},
		{"with an approval", "110000", "星禾诊所", true, ""},
		{"finance, in Zhejiang", "330000", "星禾理财", false, "finance_commitment"},
		{"finance, in Beijing", "110000", "星禾理财", false, "pre_approval_commitment"},
		{"culture, in Jiangxi", "360000", "星禾文化", false, "culture_training_commitment"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := valid(t)
			f.Host.Province, f.Websites[0].Name = test.province, test.website
			if test.approved {
				f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "health"}}
			}
			r := check(f)
			for _, id := range []string{"pre_approval_commitment", "finance_commitment", "culture_training_commitment"} {
				if m := find(t, r, id, 0, ""); m.Needed || m.Advised != (id == test.want) {
					t.Errorf("%s: needed %v, advised %v, %s", id, m.Needed, m.Advised, m.Reason)
				}
			}
		})
	}
}
