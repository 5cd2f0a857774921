package rules_test

import (
	"reflect"
	"testing"

	"recordaldesk/rules"
)

func TestGetByPath(t *testing.T) {
	f := read(t, "sichuan_institution.json")
	for path, want := range map[string]any{
		"kind":                              "new_recordal",
		"host.certificate.type":             "institution_certificate",
		"host.lead_is_legal_representative": true,
		"websites.1.lead.document.type":     "resident_id",
		"websites.0.domains.1.name":         "qinghe-archive.com",
		"websites.1.services":               []string{"pictures"},
		"websites.1.services.0":             "pictures",
		"websites.0.access.ips.0.from":      "52.81.40.12",
	} {
		got, err := f.Get(path)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, %v; want %v", path, got, err, want)
		}
	}
	if got := f.Text("websites.1.name"); got != "青禾老照片展览" {
		t.Errorf("text: %q", got)
	}
	for _, path := range []string{"host.lead_is_legal_representative", "websites", "websites.9.name", "nothing"} {
		if got := f.Text(path); got != "" {
			t.Errorf("text of %s: %q", path, got)
		}
	}
}

func TestPathsThatLeadNowhere(t *testing.T) {
	f := read(t, "sichuan_institution.json")
	for _, path := range []string{
		"", ".", "host.", ".host", "host.colour", "Host.name", "host.Name", "host.unknown", "host.Unknown", "host.name.first",
		"websites.2", "websites.-1", "websites.00", "websites.+1", "websites.01", "websites.-0", "websites.x", "websites.0.", "websites..0",
	} {
		if v, err := f.Get(path); err == nil {
			t.Errorf("%q leads to %v", path, v)
		}
		if f.Set(path, "x") == nil {
			t.Errorf("%q can be set", path)
		}
	}
}

func TestSetByPath(t *testing.T) {
	f := valid(t)
	for path, value := range map[string]any{
		"host.name": "另一家公司", "websites.0.lead_is_host_lead": true,
		"websites.0.services": []string{"news", "other"}, "attachments.2.website": 4,
	} {
		if err := f.Set(path, value); err != nil {
			t.Error(err)
		}
		if got, _ := f.Get(path); !reflect.DeepEqual(got, value) {
			t.Errorf("%s: got %v", path, got)
		}
	}
	for path, value := range map[string]any{
		"host.name": 7, "websites.0.lead_is_host_lead": "yes", "websites.0.services": "news", "websites": nil, "attachments.0.website": "0",
	} {
		before := encode(t, f)
		if f.Set(path, value) == nil || encode(t, f) != before {
			t.Errorf("%s was set to a %T", path, value)
		}
	}
}

func TestAppend(t *testing.T) {
	f := rules.New("new_recordal")
	for _, test := range []struct{ list, want string }{
		{"websites", "websites.1"},
		{"websites.1.domains", "websites.1.domains.1"}, // a new website has one to fill in
		{"websites.0.pre_approvals", "websites.0.pre_approvals.0"},
		{"websites.0.access.ips", "websites.0.access.ips.1"},
		{"attachments", "attachments.0"},
	} {
		got, err := f.Append(test.list)
		if err != nil || got != test.want {
			t.Errorf("%s: got %s, %v; want %s", test.list, got, err, test.want)
		}
		if _, err := f.Get(got); err != nil {
			t.Error(err)
		}
	}
	if !f.Websites[1].LeadIsHostLead || len(f.Websites[1].Access.IPs) != 1 {
		t.Error("a new website does not come as NewWebsite makes it")
	}
	for _, path := range []string{"host", "host.name", "websites.0.services", "websites.7.domains", "nothing"} {
		if got, err := f.Append(path); err == nil {
			t.Errorf("%s: got %s", path, got)
		}
	}
}

func TestRemove(t *testing.T) {
	f := read(t, "sichuan_institution.json")
	if err := f.Remove("websites.0.domains.0"); err != nil {
		t.Fatal(err)
	}
	if got := f.Websites[0].Domains; len(got) != 1 || got[0].Name != "qinghe-archive.com" {
		t.Errorf("domains left: %v", got)
	}
	for _, path := range []string{"websites", "host", "websites.2", "websites.-1", "websites.x", "host.name", "websites.0.domains.9", "nothing.0", ""} {
		before := encode(t, f)
		if f.Remove(path) == nil || encode(t, f) != before {
			t.Errorf("%q was removed", path)
		}
	}
}

func TestRemoveTakesTheAttachmentsAlong(t *testing.T) {
	attach := func() *rules.Filing {
		f := read(t, "sichuan_institution.json")
		f.Attachments = []rules.Attachment{
			{Material: "account_screenshot", File: "account.png"}, // of the whole filing
			{Material: "check_list", Website: 0, File: "first.pdf"},
			{Material: "check_list", Website: 1, File: "second.pdf"},
			{Material: "domain_certificate", Website: 0, Domain: "qinghe-archive.cn", File: "cn.jpg"},
			{Material: "domain_certificate", Website: 0, Domain: "qinghe-archive.com", File: "com.jpg"},
			{Material: "domain_certificate", Website: 1, Domain: "qinghe-photo.cn", File: "photo.jpg"},
		}
		return f
	}
	type kept struct {
		file    string
		website int
	}
	for _, test := range []struct {
		remove string
		want   []kept
	}{
		{"websites.0", []kept{{"account.png", 0}, {"second.pdf", 0}, {"photo.jpg", 0}}},
		{"websites.1", []kept{{"account.png", 0}, {"first.pdf", 0}, {"cn.jpg", 0}, {"com.jpg", 0}}},
		{"websites.0.domains.1", []kept{{"account.png", 0}, {"first.pdf", 0}, {"second.pdf", 1}, {"cn.jpg", 0}, {"photo.jpg", 1}}},
		{"websites.0.access.ips.0", []kept{{"account.png", 0}, {"first.pdf", 0}, {"second.pdf", 1}, {"cn.jpg", 0}, {"com.jpg", 0}, {"photo.jpg", 1}}},
		{"attachments.0", []kept{{"first.pdf", 0}, {"second.pdf", 1}, {"cn.jpg", 0}, {"com.jpg", 0}, {"photo.jpg", 1}}},
	} {
		t.Run(test.remove, func(t *testing.T) {
			f := attach()
			if err := f.Remove(test.remove); err != nil {
				t.Fatal(err)
			}
			var got []kept
			for _, a := range f.Attachments {
				got = append(got, kept{a.File, a.Website})
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	// The same domain once more: its certificate still belongs somewhere.
	f := attach()
	f.Websites[0].Domains[1].Name = "Qinghe-archive.cn"
	if err := f.Remove("websites.0.domains.0"); err != nil || len(f.Attachments) != 6 {
		t.Errorf("%d attachments left, %v", len(f.Attachments), err)
	}
}

func TestLen(t *testing.T) {
	f := read(t, "sichuan_institution.json")
	for path, want := range map[string]int{"websites": 2, "websites.0.domains": 2, "attachments": 0, "host": 0, "host.name": 0, "nothing": 0} {
		if got := f.Len(path); got != want {
			t.Errorf("%s: got %d, want %d", path, got, want)
		}
	}
}
