package rules_test

import (
	"testing"

	"recordaldesk/rules"
)

// Why filings are returned (domain.md 5.5): of the reasons that a program can
// tell for certain before anybody sends anything, those that the fields of a
// filing show. The number is the row's.
func TestReasonsForReturnAreFoundBeforehand(t *testing.T) {
	for _, test := range []struct {
		row    int
		reason string
		make   func(*rules.Filing)
		rule   string
	}{
		{6, "suffix not approved", set("websites.0.domains.0.name", "xinghe.io"), "domain-suffix-refused"},
		{8, "domain verified yesterday", set("websites.0.domains.0.verified_on", "2026-11-22"), "domain-just-verified"},
		{9, "domain held by the legal representative", set("websites.0.domains.0.holder", "林知遥"), "domain-other-holder"},
		{10, "domain expires in two months", set("websites.0.domains.0.expires_on", "2027-01-20"), "domain-validity"},
		{12, "www given for the domain", set("websites.0.domains.0.name", "www.xinghe-yuntu.cn"), "domain-subdomain"},
		{13, "two domains on one website", func(f *rules.Filing) {
			f.Websites[0].Domains = append(f.Websites[0].Domains, rules.Domain{Name: "xinghe-yuntu.com"})
		}, "several-domains"},
		{14, "home page on another domain", set("websites.0.home_page", "www.xinghe.com"), "home-page-without-domain"},
		{17, "website named like the state", set("websites.0.name", "国家云图"), "website-name-state"},
		{20, "credit code with a letter O", set("host.certificate.number", "911101O5MA6KD35T43"), "uscc-characters"},
		{21, "a company filed as an institution", func(f *rules.Filing) {
			f.Host.Nature, f.Host.Certificate.Type = "institution", "institution_certificate"
		}, "uscc-other-nature"},
		{22, "two digits of the resident ID swapped", set("websites.0.lead.document.number", "320102198506070312"), "resident-id-check-character"},
		{23, "licence expired", set("host.certificate.valid_until", "2026-10-31"), "certificate-expired"},
		{24, "a lead of seventeen", set("websites.0.lead.document.number", residentID(t, "110105", "20090101", "301")), "lead-below-least-age"},
		{25, "host lead is not the legal representative", func(f *rules.Filing) {
			f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
		}, "host-lead-not-legal-representative"},
		{27, "mobile with a digit too few", set("websites.0.lead.mobile", "1370013908"), "mobile-format"},
		{28, "one number for two people", set("websites.0.lead.mobile", "13800136621"), "leads-share-mobile"},
		{32, "e-mail without @", set("websites.0.lead.email", "zhouyuan.xinghe-yuntu.cn"), "email-format"},
		{33, "no office telephone", set("websites.0.lead.office_phone", ""), "field-required"},
		{35, "address with 市辖区", set("host.address", "北京市市辖区朝阳区望和路18号"), "address-repeats-place"},
		{35, "abolished district", set("host.county", "110103"), "county-unknown"}, // 崇文区, gone since 2010
		{38, "licence of another province", func(f *rules.Filing) {
			f.Host.Province, f.Host.City, f.Host.County = "310000", "310100", "310115"
		}, "uscc-other-province"},
		{39, "Tibet", func(f *rules.Filing) {
			f.Host.Province, f.Host.City, f.Host.County = "540000", "540100", "540102"
		}, "tibet-not-accepted"},
		{42, "pre-approval expired", func(f *rules.Filing) {
			f.Websites[0].PreApprovals = []rules.PreApproval{{Category: "culture", Number: "1", Holder: f.Host.Name, ValidUntil: "2026-01-01"}}
		}, "pre-approval-expired"},
		{44, "no language ticked", set("websites.0.languages", []string(nil)), "field-required"},
		{45, "no place of the servers", set("websites.0.access.locations", []string(nil)), "field-required"},
		{46, "private address", set("websites.0.access.ips", []rules.IPRange{{Kind: "eip", From: "192.168.1.10"}}), "ip-not-public"},
		{48, "address assigned by itself", set("websites.0.access.ips.0.kind", "public"), "ip-public-kind"},
		{50, "account of another company", set("account.company", "星禾集团"), "account-other-company"},
		{63, "emoji in the website's name", set("websites.0.name", "星禾云图🚀官网"), "text-outside-gbk"},
		{63, "full-width digits with a stray character", set("websites.0.lead.document.number", "３２０１０２１９８５０６０７３０１＊"), "resident-id-characters"},
	} {
		f := valid(t)
		test.make(f)
		if r := check(f); !foundRule(r, test.rule) {
			t.Errorf("row %d, %s: not found; found were %v", test.row, test.reason, places(r))
		}
	}
}

// The authorities ask for papers of their own (row 59), and an account of another
// company for a letter (row 50).
func TestPapersThatAreForgotten(t *testing.T) {
	for province, id := range map[string]string{
		"310000": "shanghai_commitment", "430000": "hunan_construction_plan", "320000": "jiangsu_commitment",
	} {
		f := valid(t)
		f.Host.Province = province
		found := false
		for _, m := range check(f).Outstanding() {
			found = found || m.ID == id
		}
		if !found {
			t.Errorf("%s is not missed in %s", id, province)
		}
	}
}

// One rulebook serves the window's check in the background and the page in front.
func TestABookServesSeveralAtOnce(t *testing.T) {
	book := rules.Builtin()
	f := valid(t)
	done := make(chan int)
	for range 4 {
		go func() {
			total := 0
			for range 20 {
				total += len(book.Check(f, today).Findings) + len(book.Shown(f, today))
			}
			done <- total
		}()
	}
	first := <-done
	for range 3 {
		if got := <-done; got != first {
			t.Errorf("got %d and %d", got, first)
		}
	}
}
