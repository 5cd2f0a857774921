package rules_test

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"recordaldesk/rules"
)

// A person who opens a filing of a kind finds what the kind asks and nothing that
// somebody else would have to explain: no empty address in a cancellation.
func TestBegin(t *testing.T) {
	book, today := rules.Builtin(), "2026-11-23"
	for _, k := range book.Kinds {
		t.Run(k.ID, func(t *testing.T) {
			f := rules.New("")
			book.Derive(f, today)
			f = reread(t, f) // the window begins with what it had written to the disk
			book.Begin(f, k.ID, today)
			once := f.Clone()
			if book.Begin(f, k.ID, today); !reflect.DeepEqual(f, once) {
				t.Errorf("beginning twice makes another filing: %+v, %+v", f, once)
			}
			if k.Websites != (len(f.Websites) == 1) {
				t.Errorf("%d websites", len(f.Websites))
			}
			for _, i := range book.Shown(f, today) {
				if !i.Asked() && !i.Field.Before {
					t.Errorf("%s is on a page though the kind does not ask it", i.Path)
				}
			}
			for _, found := range book.Check(f, today).Findings {
				if !found.Missing && found.Severity == rules.Error {
					t.Errorf("an empty filing is accused of %s at %s", found.Rule, found.Field)
				}
			}
		})
	}
	f := rules.New("new_recordal")
	f.Websites[0].Name = "星禾云图"
	if book.Begin(f, "change_host", today); len(f.Websites) != 1 {
		t.Error("a website that somebody had filled in is gone")
	}
	f = rules.New("change_access")
	if book.Begin(f, "change_access", today); !slices.Equal(f.Change.Fields, []string{"websites.0.access.ips"}) {
		t.Errorf("a change of access changes %q", f.Change.Fields)
	}
}

func TestFromKeepsWhatTellsWhichRecordalIsMeant(t *testing.T) {
	book, today := rules.Builtin(), "2026-11-23"
	known := valid(t)
	known.Websites = append(known.Websites, known.Clone().Websites[0])
	known.Websites[1].Name, known.Websites[1].Domains[0].Name = "星禾商城", "xinghe-shop.cn"
	before := known.Clone()
	for _, k := range book.Kinds {
		t.Run(k.ID, func(t *testing.T) {
			f := book.From(known, k.ID, 1, today)
			if f.Host.Name != known.Host.Name || f.Host.Certificate.Number != known.Host.Certificate.Number || f.Host.LegalRepresentative.Name == "" {
				t.Errorf("the company is not told: %+v", f.Host)
			}
			if got := len(f.Attachments); got > 0 {
				t.Errorf("%d scans of the earlier filing", got)
			}
			if k.ID != "new_recordal" && f.Host.Certificate.Address != "" {
				t.Error("what stays as it is on record is filled in")
			}
			if !k.Websites {
				if len(f.Websites) > 0 {
					t.Errorf("a website stands in it: %+v", f.Websites)
				}
				return
			}
			name, domain := "", ""
			if k.Continues() {
				name, domain = "星禾商城", "xinghe-shop.cn"
			}
			if w := f.Websites[0]; w.Name != name || w.Domains[0].Name != domain {
				t.Errorf("the website is %q at %q, want %q at %q", w.Name, w.Domains[0].Name, name, domain)
			}
			if alone := k.ID == "change_access"; alone != (len(f.Websites[0].Access.IPs) > 0 && f.Websites[0].Access.IPs[0].From != "") {
				t.Errorf("the addresses are %+v", f.Websites[0].Access.IPs)
			}
		})
	}
	if !reflect.DeepEqual(known, before) {
		t.Error("the earlier filing was changed")
	}
}

func TestRemovingAWebsiteTakesItsChangeWithIt(t *testing.T) {
	f := rules.New("change_website")
	f.Websites = append(f.Websites, rules.NewWebsite(), rules.NewWebsite())
	f.Change.Fields = []string{"host.name", "websites.0.name", "websites.1.name", "websites.2.domains"}
	f.Change.Before = map[string]string{"host.name": "甲", "websites.1.name": "乙", "websites.2.domains": "丙"}
	if err := f.Remove("websites.1"); err != nil {
		t.Fatal(err)
	}
	if want := []string{"host.name", "websites.0.name", "websites.1.domains"}; !slices.Equal(f.Change.Fields, want) {
		t.Errorf("fields are %q, want %q", f.Change.Fields, want)
	}
	if want := map[string]string{"host.name": "甲", "websites.1.domains": "丙"}; !reflect.DeepEqual(f.Change.Before, want) {
		t.Errorf("before is %q, want %q", f.Change.Before, want)
	}
}

func TestMoved(t *testing.T) {
	for _, c := range []struct{ path, removed, want string }{
		{"websites.10.name", "websites.2", "websites.9.name"},
		{"websites.1.name", "websites.2", "websites.1.name"},
		{"websites.2", "websites.2", ""},
		{"websites.2.domains.0", "websites.2", ""},
		{"websites", "websites.0", "websites"},
		{"websites.0.domains.1", "websites.0.domains.0", "websites.0.domains.0"},
		{"websites.1.domains.1", "websites.0.domains.0", "websites.1.domains.1"},
	} {
		got, ok := rules.Moved(c.path, c.removed)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Moved(%s, %s) = %q, %v; want %q", c.path, c.removed, got, ok, c.want)
		}
	}
}

func reread(t *testing.T, f *rules.Filing) *rules.Filing {
	t.Helper()
	data, err := rules.Encode(f)
	if err == nil {
		f, err = rules.Decode(bytes.NewReader(data))
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}
