package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/store"
	"recordaldesk/store/handover"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
)

// client is a filing of an invented company, with people and numbers of its own that
// pass their checks, made after the sample filing.
func client(t *testing.T, n int) *rules.Filing {
	t.Helper()
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	first, second := []rune("晨朝青明远清文安宁和"), []rune("光晖岚屿舟川林澄谷禾")
	brand := string(first[n/10%10]) + string(second[n%10])
	name, domain := "北京"+brand+"科技有限公司", fmt.Sprintf("brand%02d-shili.cn", n)
	f.Reference = pagecode.NewReference()
	f.Account.ID, f.Account.Company = fmt.Sprintf("3102774810%02d", n), name
	f.Host.Name, f.Host.Superior, f.Host.Certificate.Number = name, name, creditCodeOf(n)
	numbers(&f.Host.LegalRepresentative, n, "19870314", domain)
	w := &f.Websites[0]
	w.Name, w.HomePage = brand+"企业官网", "www."+domain
	w.Domains[0].Name, w.Domains[0].Holder = domain, name
	w.Access.IPs[0].From = fmt.Sprintf("52.80.117.%d", n+1)
	w.Access.IPs[0].To = w.Access.IPs[0].From
	lead := &w.Lead
	numbers(lead, n+100, "19850607", domain)
	for i := range f.Attachments {
		if f.Attachments[i].Domain != "" {
			f.Attachments[i].Domain = domain
		}
	}
	return f
}

// numbers gives somebody numbers that nobody else has.
func numbers(p *rules.Person, n int, born, domain string) {
	first17 := fmt.Sprintf("110105%s%03d", born, n)
	check, _ := ident.ResidentIDCheck(first17)
	p.Document.Number = first17 + string(check)
	p.Mobile, p.EmergencyPhone = fmt.Sprintf("138001%05d", n), fmt.Sprintf("139001%05d", n)
	p.OfficePhone, p.Email = fmt.Sprintf("086-010-6473%04d", n), fmt.Sprintf("p%d@%s", n, domain)
}

// creditCodeOf is a unified social credit code for an invented company in Beijing.
func creditCodeOf(n int) string {
	organisation := fmt.Sprintf("MA6K%04d", n)
	check, _ := ident.OrganisationCodeCheck(organisation)
	first17 := "91110105" + organisation + string(check)
	check, _ = ident.CreditCodeCheck(first17)
	return first17 + string(check)
}

// keeps puts a filing with its scans into a store.
func keeps(t *testing.T, s *store.Store, f *rules.Filing) store.Draft {
	t.Helper()
	ctx := t.Context()
	attachments := f.Attachments
	f.Attachments = nil
	d, err := s.Create(ctx, store.Record{Filing: f})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range attachments {
		data, err := sample.Scan(a.File)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := s.AddScan(ctx, d.ID, bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		a.SHA256 = kept.SHA256
		f.Attachments = append(f.Attachments, a)
	}
	if d.Seq, err = s.Save(ctx, d.ID, d.Seq, d.Record); err != nil {
		t.Fatal(err)
	}
	return d
}

// packs writes the packet of a draft into a folder, under a name that can be typed on any
// keyboard, and returns its path.
func packs(t *testing.T, s *store.Store, d store.Draft, dir string, n int) string {
	t.Helper()
	f := d.Record.Filing.Clone()
	day := time.Now().Format(time.DateOnly)
	f.AsOf = day
	report := rules.Builtin().Check(f, day)
	written, err := packet.Write(context.Background(), t.TempDir(), packet.Input{
		Filing: f, Report: report, Book: rules.Builtin(), Scans: handover.Scans(s, d.ID), Program: packet.Program,
	}, nil)
	if err != nil {
		t.Fatalf("pack the filing of client %d: %v", n, err)
	}
	path := filepath.Join(dir, fmt.Sprintf("client-%02d.zip", n))
	if err := os.Rename(written.Zip, path); err != nil {
		t.Fatal(err)
	}
	return path
}

// The invented clients are such that a desk has nothing to complain of.
func TestTheInventedClientsPassTheRules(t *testing.T) {
	desk, day := rules.NewDesk(), time.Now().Format(time.DateOnly)
	for n := range 50 {
		f := client(t, n)
		desk.Put(f.Host.Name, f, false)
		for _, found := range rules.Builtin().Check(f, day, desk.Shared(f.Host.Name, f)...).Findings {
			if found.Severity != rules.Hint && found.Moment == "" {
				t.Errorf("client %d: %s at %s", n, found.Rule, found.Field)
			}
		}
	}
}
