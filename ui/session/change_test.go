package session

import (
	"reflect"
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/trial"
	"recordaldesk/store"
)

// beginFrom opens a filing that was begun from the sample company's.
func beginFrom(t *testing.T, kind string, change func(base *rules.Filing)) *Session {
	t.Helper()
	base := trial.Valid()
	change(base)
	ses, _, _ := open(t, rules.New(""))
	t.Cleanup(func() { closeSession(t, ses) })
	ses.Note(func(r *store.Record) { r.Base = base })
	ses.Begin(kind, nil, 0)
	return ses
}

func before(s *Session, path string) string { return s.Filing().Change.Before[path] }

func TestTickedFieldHasWhatIsOnRecordBesideItAndBeginsWithIt(t *testing.T) {
	s := beginFrom(t, "change_website", func(*rules.Filing) {})
	if got := s.Filing().Host.Address; got != "" {
		t.Fatalf("the address %q stands in a filing that does not change it", got)
	}
	s.Set("change.fields", []string{"websites.0.services", "host.address", "websites.0.domains"})
	f := s.Filing()
	if want := []string{"host.address", "websites.0.services", "websites.0.domains"}; !slices.Equal(f.Change.Fields, want) {
		t.Errorf("they are kept as %q, want the order of the forms", f.Change.Fields)
	}
	for path, want := range map[string]string{
		"host.address": "望和路18号院3号楼6层602室", "websites.0.services": "单位门户网站", "websites.0.domains": "xinghe-yuntu.cn",
	} {
		if got := before(s, path); got != want {
			t.Errorf("before %s stands %q, want %q", path, got, want)
		}
	}
	if f.Host.Address != "望和路18号院3号楼6层602室" || len(f.Websites[0].Domains) != 1 {
		t.Errorf("the new values begin as %q and %+v", f.Host.Address, f.Websites[0].Domains)
	}
}

func TestUntickingTakesBackAndTickingBringsBack(t *testing.T) {
	s := beginFrom(t, "change_host", func(*rules.Filing) {})
	name := s.Filing().Host.Name
	s.Set("change.fields", []string{"host.name", "host.address"})
	s.Set("host.name", "北京星禾新名有限公司")
	s.Set("host.address", "广顺大街7号2层201室")
	s.Set("change.fields", []string{})
	if f := s.Filing(); f.Host.Name != name || f.Host.Address != "" || len(f.Change.Before) > 0 {
		t.Errorf("after the ticks were taken back: %q, %q, %v", f.Host.Name, f.Host.Address, f.Change.Before)
	}
	s.Set("change.fields", []string{"host.name", "host.address"})
	if f := s.Filing(); f.Host.Name != "北京星禾新名有限公司" || f.Host.Address != "广顺大街7号2层201室" || before(s, "host.name") != name {
		t.Errorf("what was typed did not come back: %q, %q, %v", f.Host.Name, f.Host.Address, f.Change.Before)
	}
}

func TestErasedTextOnRecordStaysErased(t *testing.T) {
	s := beginFrom(t, "change_host", func(*rules.Filing) {})
	s.Set("change.fields", []string{"host.name"})
	s.Set("change.before.host.name", "")
	s.Set("change.fields", []string{"host.name", "host.address"})
	if got := before(s, "host.name"); got != "" {
		t.Errorf("%q came back by itself", got)
	}
}

// Another person is another person: no part of the first one may be left over.
func TestWholePersonBeginsEmptyBesideTheOldOne(t *testing.T) {
	s := beginFrom(t, "change_host", func(base *rules.Filing) {
		base.Host.LeadIsLegalRepresentative = false
		base.Host.Lead = base.Host.LegalRepresentative
		base.Host.Lead.Name = "李样例"
	})
	identified := s.Filing().Host.Lead
	if identified.Name != "李样例" || identified.Email != "" {
		t.Fatalf("the lead is told by %+v", identified)
	}
	s.Set("change.fields", []string{"host.lead"})
	if got := s.Filing().Host.Lead; !reflect.DeepEqual(got, rules.Person{}) {
		t.Errorf("the new person begins as %+v", got)
	}
	if before(s, "host.lead.name") != "李样例" || before(s, "host.lead.document.type") != "居民身份证" || before(s, "host.lead.email") == "" {
		t.Errorf("on record is %v", s.Filing().Change.Before)
	}
	s.Set("host.lead.name", "王样例")
	s.Set("change.fields", []string{})
	if got := s.Filing().Host.Lead; !reflect.DeepEqual(got, identified) {
		t.Errorf("after the tick was taken back the lead is %+v", got)
	}
}

func TestWithoutAnEarlierFilingWhatWasTypedIsOnRecord(t *testing.T) {
	s, _, _ := open(t, rules.New(""))
	defer closeSession(t, s)
	s.Begin("change_host", nil, -1)
	s.Set("host.name", "北京星禾云图科技有限公司")
	s.Set("change.fields", []string{"host.name", "host.remark"})
	if got := before(s, "host.name"); got != "北京星禾云图科技有限公司" {
		t.Errorf("on record is %q", got)
	}
	if got := s.Filing().Change.Before; len(got) != 1 {
		t.Errorf("on record is %v, but nobody said what the remark was", got)
	}
}

func TestTickedListHasAMemberToTypeInto(t *testing.T) {
	s, _, _ := open(t, rules.New(""))
	defer closeSession(t, s)
	s.Begin("change_website", nil, -1)
	s.Set("change.fields", []string{"websites.0.access.ips", "websites.0.services"})
	if n := len(s.Filing().Websites[0].Access.IPs); n != 1 {
		t.Errorf("%d address ranges", n)
	}
}

func TestChangeOfAccessBeginsWithTheAddressesOnRecord(t *testing.T) {
	s := beginFrom(t, "change_access", func(*rules.Filing) {})
	if got := before(s, "websites.0.access.ips"); got != "52.80.116.24" {
		t.Errorf("on record is %q", got)
	}
	if ips := s.Filing().Websites[0].Access.IPs; len(ips) != 1 || ips[0].From != "52.80.116.24" {
		t.Errorf("the addresses begin as %+v", ips)
	}
}

func TestRemovingAWebsiteTakesWhatWasPutAsideForIt(t *testing.T) {
	s, _, _ := open(t, rules.New(""))
	defer closeSession(t, s)
	s.Begin("change_website", nil, -1)
	if _, err := s.Append("websites"); err != nil {
		t.Fatal(err)
	}
	s.Set("websites.1.name", "旧名")
	s.Set("change.fields", []string{"websites.0.name", "websites.1.name"})
	s.Set("websites.1.name", "新名")
	if err := s.Remove("websites.0"); err != nil {
		t.Fatal(err)
	}
	s.Set("change.fields", []string{})
	if got := s.Filing().Websites[0].Name; got != "旧名" {
		t.Errorf("the website is called %q, want what it was called before", got)
	}
}

func TestAnswersOnTheWayAreKept(t *testing.T) {
	s, _, _ := open(t, rules.New(""))
	defer closeSession(t, s)
	s.Begin("new_recordal", map[string]string{"purpose": "open", "host_on_record": "no", "domain_on_record_elsewhere": "no"}, -1)
	want := rules.Answers{"purpose": "open", "host_on_record": "no", "domain_on_record_elsewhere": "no"}
	if got := s.Filing().Answers; !reflect.DeepEqual(got, want) {
		t.Errorf("kept are %v, want %v", got, want)
	}
	s.Begin("new_website", map[string]string{"domain_on_record": "no"}, -1)
	if got := s.Filing().Websites[0].Answers["domain_on_record"]; got != "no" {
		t.Errorf("the checklist asks anew what was answered: %q", got)
	}
}
