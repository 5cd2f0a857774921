package rules_test

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
)

// What the ICP team's own pages ask for each kind (guidance, Step 2 to 3; domain
// 5.1), and nothing else: such a filing has no error.
func TestEachKindAsksForItsOwnPartsOnly(t *testing.T) {
	person := rules.Person{Name: "林知遥", Document: rules.Document{Type: "resident_id", Number: "110105198703140026"}}
	identified := func(kind string) *rules.Filing {
		f := &rules.Filing{Schema: rules.Schema, Kind: kind}
		f.Account = rules.Account{ID: "310277481096", Company: "北京星禾云图科技有限公司", Relationship: "same"}
		f.Host.RecordalNumber, f.Host.Name, f.Host.Nature = "京ICP备2024071839号", "北京星禾云图科技有限公司", "enterprise"
		f.Host.Certificate.Type, f.Host.Certificate.Number = "business_licence", "91110105MA6KD35T43"
		f.Host.Province, f.Host.City = "110000", "110100"
		f.Host.LegalRepresentative, f.Host.LeadIsLegalRepresentative = person, true
		return f
	}
	site := func() rules.Website {
		return rules.Website{
			RecordalNumber: "京ICP备2024071839号-1", Name: "星禾云图企业官网", Domains: []rules.Domain{{Name: "xinghe-yuntu.cn"}},
			LeadIsHostLead: true,
		}
	}
	access := rules.Access{
		ISP: "北京光环新网科技股份有限公司", Modes: []string{"cloud"}, Locations: []string{"110000"},
		IPs: []rules.IPRange{{Kind: "eip", From: "52.80.116.24", To: "52.80.116.24"}},
	}
	certificate := rules.Domain{
		Name: "xinghe-yuntu.cn", Holder: "北京星禾云图科技有限公司", Registrar: "北京青简域名服务有限公司",
		RegisteredOn: "2024-03-18", ExpiresOn: "2034-03-18", VerifiedOn: "2024-03-20",
	}
	for _, test := range []struct {
		kind  string
		needs []string // each left out is an error there
		make  func(*rules.Filing)
	}{
		{"new_website", []string{"host.recordal_number", "host.certificate.number", "websites.0.home_page", "websites.0.access.ips.0.from", "host.legal_representative.mobile"}, func(f *rules.Filing) {
			whole := valid(t)
			f.Host.LegalRepresentative = whole.Host.LegalRepresentative
			f.Websites = []rules.Website{whole.Websites[0]}
			f.Websites[0].Lead, f.Websites[0].LeadIsHostLead = rules.Person{}, true
		}},
		{"new_access", []string{"host.recordal_number", "websites.0.recordal_number", "websites.0.name", "websites.0.domains.0.expires_on", "websites.0.access.ips.0.from"}, func(f *rules.Filing) {
			w := site()
			w.Domains, w.Access = []rules.Domain{certificate}, access
			f.Websites = []rules.Website{w}
		}},
		{"change_host", []string{"host.recordal_number", "host.name", "host.address"}, func(f *rules.Filing) {
			f.Change.Fields, f.Host.Address = []string{"host.address"}, "望和路20号院1号楼301室"
		}},
		{"change_website", []string{"websites.0.recordal_number", "websites.0.name", "websites.0.domains.0.name"}, func(f *rules.Filing) {
			w := site()
			w.Services = []string{"shopping"}
			f.Change.Fields, f.Websites = []string{"websites.0.services"}, []rules.Website{w}
		}},
		{"change_access", []string{"websites.0.recordal_number", "websites.0.access.ips.0.from"}, func(f *rules.Filing) {
			w := site()
			w.Access = access
			f.Websites = []rules.Website{w}
		}},
		{"cancel_host", []string{"host.recordal_number", "host.name", "change.reason"}, func(f *rules.Filing) { f.Change.Reason = "公司不再开办网站" }},
		{"cancel_website", []string{"websites.0.recordal_number", "change.reason"}, func(f *rules.Filing) {
			f.Change.Reason, f.Websites = "网站停止运营", []rules.Website{site()}
		}},
		{"cancel_access", []string{"websites.0.recordal_number", "websites.0.domains.0.name"}, func(f *rules.Filing) {
			f.Change.Reason, f.Websites = "迁到其他接入商", []rules.Website{site()}
		}},
	} {
		t.Run(test.kind, func(t *testing.T) {
			f := identified(test.kind)
			test.make(f)
			if r := check(f); !r.Ready() {
				t.Errorf("errors: %v", errorsOf(r))
			}
			for _, path := range test.needs {
				less := f.Clone()
				if err := less.Set(path, ""); err != nil {
					t.Fatal(err)
				}
				if errs := errorsOf(check(less)); !slices.ContainsFunc(errs, func(e string) bool { return strings.HasSuffix(e, " "+path) }) {
					t.Errorf("without %s: %v", path, errs)
				}
			}
		})
	}
}

// A filing of any kind may bring along all that it does not ask for.
func TestMoreThanAKindAsksIsNoError(t *testing.T) {
	for _, k := range rules.Builtin().Kinds {
		f := valid(t)
		f.Kind = k.ID
		if k.ID != "new_recordal" {
			f.Host.RecordalNumber = "京ICP备2024071839号"
		}
		if k.ID != "new_recordal" && k.ID != "new_website" {
			f.Websites[0].RecordalNumber = "京ICP备2024071839号-1"
		}
		f.Change.Reason = "公司迁址"
		if len(k.Changes) > 0 && k.ID != "change_access" {
			f.Change.Fields = []string{"host.address"}
		}
		if r := check(f); !r.Ready() {
			t.Errorf("%s: %v", k.ID, errorsOf(r))
		}
	}
}

// What changes stands below what is on record, and nothing else is asked.
func TestAChangeAsksForWhatChanges(t *testing.T) {
	f := &rules.Filing{Schema: rules.Schema, Kind: "change_website", Websites: []rules.Website{{LeadIsHostLead: true, Domains: []rules.Domain{{}}}}}
	f.Host.LeadIsLegalRepresentative = true
	f.Change.Fields = []string{"websites.0.name", "host.address", "websites.0.access.ips"}
	f.Websites[0].Access.IPs = []rules.IPRange{{}}
	var paths []string
	for _, i := range rules.Builtin().Shown(f, today) {
		paths = append(paths, i.Path)
	}
	for _, pair := range [][2]string{
		{"change.before.host.address", "host.address"},
		{"change.before.websites.0.name", "websites.0.name"},
		{"change.before.websites.0.access.ips", "websites.0.access.ips.0.kind"},
	} {
		i := slices.Index(paths, pair[0])
		if i < 0 || i+1 >= len(paths) || paths[i+1] != pair[1] {
			t.Errorf("%s does not stand before %s: %v", pair[0], pair[1], paths)
		}
	}
	for _, path := range []string{"host.superior", "websites.0.home_page", "websites.0.services", "websites.0.access.isp"} {
		if slices.Contains(paths, path) {
			t.Errorf("%s is asked, though it does not change", path)
		}
	}
	changed := rules.Builtin().Changed(f, today)
	if len(changed) != 3 || changed[0].Path != "host.address" || changed[1].Path != "websites.0.name" || changed[2].Path != "websites.0.access.ips" {
		t.Errorf("changed: %+v", changed)
	}
}

func TestWhatAKindMayChange(t *testing.T) {
	for kind, want := range map[string]struct{ can, cannot []string }{
		"change_host":    {[]string{"host.name", "host.legal_representative", "host.legal_representative.mobile"}, []string{"host.province", "host.certificate.number", "websites.0.name"}},
		"change_website": {[]string{"host.name", "websites.0.name", "websites.0.domains", "websites.0.lead", "websites.0.access.ips"}, []string{"host.recordal_number", "websites.0.recordal_number"}},
		"change_access":  {[]string{"websites.0.access.ips"}, []string{"host.name", "websites.0.name"}},
		"cancel_host":    {nil, []string{"host.name"}},
	} {
		f := valid(t)
		f.Kind = kind
		paths := rules.Builtin().Changeable(f, today)
		for _, path := range want.can {
			if !slices.Contains(paths, path) {
				t.Errorf("%s cannot change %s: %v", kind, path, paths)
			}
		}
		for _, path := range want.cannot {
			if slices.Contains(paths, path) {
				t.Errorf("%s can change %s", kind, path)
			}
		}
	}
}

// What is on record was judged on its day. A website that is cancelled because
// its domain has run out, or an address changed under a name of long ago, is not
// held to the rules of a new filing.
func TestWhatIsOnRecordIsNotJudgedAnew(t *testing.T) {
	old := func(kind string) *rules.Filing {
		f := valid(t)
		f.Kind, f.Host.RecordalNumber, f.Websites[0].RecordalNumber = kind, "京ICP备10071839号", "京ICP备10071839号-1"
		f.Host.Certificate.ValidUntil, f.Host.LegalRepresentative.Document.ValidUntil = "2026-10-01", "2026-10-01"
		w := &f.Websites[0]
		w.Name, w.HomePage = "XH", "http://xinghe.io"
		w.Domains[0].Name, w.Domains[0].ExpiresOn, w.Domains[0].Holder = "xinghe.io", "2026-10-01", "林知遥"
		w.Access.IPs[0].From, w.Access.IPs[0].To = "39.156.66.10", "39.156.66.10"
		f.Change.Reason = "域名到期，网站停办"
		return f
	}
	for kind, anew := range map[string][]string{
		"cancel_host": nil, "cancel_website": nil, "cancel_access": nil,
		"change_access": nil,
		"new_access":    {"websites.0.domains.0.name", "websites.0.domains.0.holder", "websites.0.domains.0.expires_on"},
	} {
		var got []string
		for _, e := range errorsOf(check(old(kind))) {
			_, field, _ := strings.Cut(e, " ")
			got = append(got, field)
		}
		if !slices.Equal(got, anew) {
			t.Errorf("%s: errors at %v, want %v", kind, got, anew)
		}
	}
	// What changes is filed anew.
	f := old("change_website")
	f.Change.Fields = []string{"websites.0.name"}
	if !foundRule(check(f), "website-name-short") {
		t.Error("a new name is not judged")
	}
	if foundRule(check(f), "home-page-scheme") {
		t.Error("a home page that stays is judged")
	}
}
