package filings

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
)

func TestAFilingForTheSameCompanyKeepsTheCompanyOnly(t *testing.T) {
	old, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	old.AsOf = "2026-01-01"
	old.Host.RecordalNumber = "京ICP备12345678号"
	old.Host.Unknown = rules.Unknown{"colour": jsontext.Value(`"red"`)}
	old.Unknown = rules.Unknown{"ticket": jsontext.Value(`7`)}
	old.Change.Reason = "x"
	old.Websites[0].LeadIsHostLead = false
	old.Websites[0].Lead.Name = "李样例"
	before := old.Clone()

	next := NewFrom(old)

	if !reflect.DeepEqual(next.Host, old.Host) || !reflect.DeepEqual(next.Account, old.Account) {
		t.Error("the host unit, its persons or the account differ")
	}
	want := rules.New("")
	want.Host, want.Account = old.Host, old.Account
	want.Websites[0].Lead, want.Websites[0].LeadIsHostLead = old.Websites[0].Lead, false
	want.Websites[0].LeadIsLegalRepresentative = old.Websites[0].LeadIsLegalRepresentative
	if !reflect.DeepEqual(next, want) {
		t.Errorf("more than the company was kept: %+v", next)
	}
	next.Host.Unknown["colour"] = jsontext.Value(`"blue"`)
	if !reflect.DeepEqual(old, before) {
		t.Error("the earlier filing was changed")
	}
}

func TestAFilingWithoutAWebsiteCanBeStartedFrom(t *testing.T) {
	next := NewFrom(&rules.Filing{Host: rules.Host{Name: north}})
	if next.Host.Name != north || len(next.Websites) != 1 || !next.Websites[0].LeadIsHostLead {
		t.Errorf("got %+v, want the company with one empty website", next)
	}
}

func TestWhatIsOnRecordGathersOverSeveralFilings(t *testing.T) {
	base, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	before := base.Clone()
	change := rules.Builtin().From(base, "change_website", 0, "2026-11-23")
	change.Change.Fields = []string{"host.address", "websites.0.name"}
	change.Host.Address, change.Websites[0].Name = "广顺大街7号", "星禾云服务"

	known := OnRecord(change, base)

	if known.Host.Address != "广顺大街7号" || known.Websites[0].Name != "星禾云服务" {
		t.Errorf("what changed is %q, %q", known.Host.Address, known.Websites[0].Name)
	}
	if known.Host.Certificate.Address != base.Host.Certificate.Address || len(known.Websites[0].Services) == 0 || known.Host.LegalRepresentative.Email == "" {
		t.Error("what did not change is forgotten")
	}
	if len(known.Change.Fields) > 0 || len(known.Attachments) > 0 {
		t.Errorf("%v and %d scans belong to the change alone", known.Change.Fields, len(known.Attachments))
	}
	if known.Websites[0].Services[0] = "x"; !reflect.DeepEqual(base, before) {
		t.Error("the earlier filing was changed")
	}
	if first := OnRecord(base, nil); len(first.Attachments) > 0 || first.Host.Address != base.Host.Address {
		t.Errorf("of the first filing is kept %+v", first)
	}
}
