package rules_test

import (
	"reflect"
	"slices"
	"testing"

	"recordaldesk/rules"
)

func TestDeriveFillsInWhatIsAlwaysTheSame(t *testing.T) {
	f := rules.New("new_recordal")
	if _, err := f.Append("websites"); err != nil {
		t.Fatal(err)
	}
	changed := rules.Builtin().Derive(f, today)
	want := []string{
		"websites.0.access.isp", "websites.0.access.modes", "websites.0.access.locations",
		"websites.1.access.isp", "websites.1.access.modes", "websites.1.access.locations",
	}
	if !slices.Equal(changed, want) {
		t.Errorf("changed: got %v, want %v", changed, want)
	}
	for i := range f.Websites {
		a := f.Websites[i].Access
		if a.ISP != "北京光环新网科技股份有限公司" || !slices.Equal(a.Modes, []string{"cloud"}) || !slices.Equal(a.Locations, []string{"110000"}) {
			t.Errorf("website %d: got %q, %v, %v", i, a.ISP, a.Modes, a.Locations)
		}
		f.Websites[i].Access.ISP, f.Websites[i].Access.Modes, f.Websites[i].Access.Locations = "", nil, nil
	}
	fresh := rules.New("new_recordal")
	if _, err := fresh.Append("websites"); err != nil {
		t.Fatal(err)
	}
	if encode(t, f) != encode(t, fresh) {
		t.Error("another field changed")
	}
	whole := valid(t)
	if changed := rules.Builtin().Derive(whole, today); len(changed) > 0 {
		t.Errorf("the sample was changed at %v", changed)
	}
}

func TestDefaultsFillEmptyFieldsOnly(t *testing.T) {
	f := valid(t)
	f.Websites[0].Domains[0].Holder = ""
	f.Websites[0].Access.IPs[0].To = " "
	changed := rules.Builtin().FillDefaults(f, today)
	if !slices.Contains(changed, "websites.0.domains.0.holder") || f.Websites[0].Domains[0].Holder != f.Host.Name {
		t.Errorf("changed %v; the holder is %q", changed, f.Websites[0].Domains[0].Holder)
	}
	if f.Websites[0].Access.IPs[0].To != " " {
		t.Errorf("what was typed became %q", f.Websites[0].Access.IPs[0].To)
	}
}

func TestFormsShowWhatTheFilingAsksFor(t *testing.T) {
	shown := func(f *rules.Filing, path string) bool {
		return slices.ContainsFunc(rules.Builtin().Shown(f, today), func(i rules.Instance) bool { return i.Path == path })
	}
	required := func(f *rules.Filing, path string) bool {
		return slices.ContainsFunc(rules.Builtin().Shown(f, today), func(i rules.Instance) bool { return i.Path == path && i.Required() })
	}
	f := valid(t)
	if shown(f, "host.lead.name") || !shown(f, "websites.0.lead.name") {
		t.Error("the host lead is asked for twice, or the website lead not at all")
	}
	if !required(f, "host.legal_representative.mobile") {
		t.Error("the host lead's mobile is not required")
	}
	f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.Websites[0].Lead
	f.Host.LegalRepresentative.Mobile = ""
	if !shown(f, "host.lead.mobile") || shown(f, "host.legal_representative.mobile") {
		t.Error("a legal representative without other office is asked for a telephone")
	}
	f.Websites[0].LeadIsHostLead = true
	if shown(f, "websites.0.lead.name") || shown(f, "websites.0.lead_is_legal_representative") {
		t.Error("a website lead who is the host lead is asked for again")
	}
	if shown(f, "websites.1.name") || shown(f, "websites.0.domains.1.name") || !shown(f, "websites.0.domains.0.name") {
		t.Error("the forms have other lists than the filing")
	}
	f.Host.Nature = "individual"
	if required(f, "host.lead.office_phone") {
		t.Error("a private person must have an office telephone")
	}
}

// The members of a list stand on their own website's page.
func TestFormsStandInOrder(t *testing.T) {
	f := read(t, "sichuan_institution.json")
	last := -1
	var domains []string
	for _, i := range rules.Builtin().Shown(f, today) {
		if i.Field.ID == "websites.domains.name" {
			domains = append(domains, f.Text(i.Path))
			if i.Website < last {
				t.Errorf("%s stands behind website %d", i.Path, last)
			}
			last = i.Website
		}
		if i.Page.Step != "materials" && i.Page.PerWebsite() != (i.Website >= 0) {
			t.Errorf("%s: website %d on page %s", i.Path, i.Website, i.Page.ID)
		}
	}
	if want := []string{"qinghe-archive.cn", "qinghe-archive.com", "qinghe-photo.cn"}; !reflect.DeepEqual(domains, want) {
		t.Errorf("domains: got %v, want %v", domains, want)
	}
}

func TestOptionsFitTheNature(t *testing.T) {
	options := func(nature string) []string {
		f := valid(t)
		f.Host.Nature = nature
		for _, i := range rules.Builtin().Shown(f, today) {
			if i.Path == "host.certificate.type" {
				return rules.Builtin().Options(i)
			}
		}
		return nil
	}
	if got := options("individual"); !slices.Contains(got, "passport") || slices.Contains(got, "business_licence") {
		t.Errorf("a private person: %v", got)
	}
	if got := options("enterprise"); !slices.Contains(got, "business_licence") || slices.Contains(got, "passport") {
		t.Errorf("an enterprise: %v", got)
	}
	if got := options(""); len(got) != len(rules.Builtin().Lists["certificate_type"].Choices) {
		t.Errorf("before the nature is known: %d offered", len(got))
	}
}

// A list of findings reads like the forms, the graver first at one field.
func TestFindingsStandInTheOrderOfTheForms(t *testing.T) {
	f := valid(t)
	f.Websites[0].Access.IPs[0].From = "10.0.0.1"
	f.Websites[0].Domains[0].ExpiresOn = "2026-11-01"
	f.Host.Name = ""
	f.Host.Nature = "institution"
	r := check(f)
	var got []string
	for _, finding := range r.Findings {
		if finding.Severity == rules.Error {
			got = append(got, finding.Field)
		}
	}
	want := []string{
		"host.name", "host.certificate.type", "websites.0.domains.0.expires_on", "websites.0.access.ips.0.from",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if r.Findings[0].FieldID != "host.name" || !r.Findings[0].Missing {
		t.Errorf("the first finding is %+v", r.Findings[0])
	}
}
