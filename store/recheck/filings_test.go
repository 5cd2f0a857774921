package recheck_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
	"recordaldesk/rules/ident"
	"recordaldesk/store"
)

// today is the day the tests judge on.
const today = "2026-11-23"

// patterns are the filings that all others are made from.
func patterns(t testing.TB) []*rules.Filing {
	t.Helper()
	texts := [][]byte{sample.Filing()}
	files, err := filepath.Glob("../../rules/testdata/*.json")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	var all []*rules.Filing
	for _, text := range texts {
		f, err := rules.Decode(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if f.Kind == "new_recordal" { // the other kinds lack parts that are varied below
			all = append(all, f)
		}
	}
	return all
}

// varied makes n records as a desk may hold them: of companies, people and
// domains that are all invented, some with several websites, some with something
// wrong or not yet filled in, some exported. Now and then two companies share a
// telephone.
func varied(t testing.TB, n int) []store.Record {
	t.Helper()
	from := patterns(t)
	random := rand.New(rand.NewPCG(20261123, 7))
	all := make([]store.Record, n)
	for i := range all {
		f := from[i%len(from)].Clone()
		rename(t, f, i, random)
		for len(f.Websites) < 3 && random.IntN(3) == 0 {
			w := f.Clone().Websites[0]
			w.Domains = w.Domains[:1]
			w.Domains[0].Name = fmt.Sprintf("more%d-%d.cn", i, len(f.Websites))
			w.HomePage = "www." + w.Domains[0].Name
			f.Websites = append(f.Websites, w)
		}
		switch random.IntN(8) {
		case 0:
			f.Host.Certificate.Number = f.Host.Certificate.Number[:len(f.Host.Certificate.Number)-1] + "I"
		case 1:
			f.Host.Address, f.Websites[0].Name = "", "123"
		case 2:
			f.Websites[0].Domains[0].ExpiresOn = "2026-12-24"
		case 3:
			f.Attachments = nil
		case 4:
			f.Websites[0].Access.IPs[0].From = "10.0.0.1"
		}
		all[i] = store.Record{Filing: f, Page: "host"}
		if random.IntN(3) == 0 {
			all[i].Exported = &store.Export{At: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), File: "备案.zip", Rulebook: "2026.11.1"}
		}
	}
	return all
}

// rename gives the i-th filing a company, people and domains of its own.
func rename(t testing.TB, f *rules.Filing, i int, random *rand.Rand) {
	t.Helper()
	f.Host.Name = fmt.Sprintf("岚溪样本软件%d号有限公司", i)
	if f.Account.Relationship == "same" {
		f.Account.Company = f.Host.Name
	}
	people := []*rules.Person{&f.Host.LegalRepresentative, &f.Host.Lead}
	for j := range f.Websites {
		w := &f.Websites[j]
		w.Name = fmt.Sprintf("岚溪样本%d号", i)
		people = append(people, &w.Lead)
		for k := range w.Domains {
			w.Domains[k].Name, w.Domains[k].Holder = fmt.Sprintf("d%d-%d-%d.cn", i, j, k), f.Host.Name
		}
		w.HomePage = "www." + w.Domains[0].Name
	}
	for j, p := range people {
		if p.Name == "" {
			continue
		}
		first17 := fmt.Sprintf("3201%02d19%02d%02d%02d%03d", 2+j, 60+random.IntN(40), 1+random.IntN(12), 1+random.IntN(28), random.IntN(1000))
		check, ok := ident.ResidentIDCheck(first17)
		if !ok {
			t.Fatalf("no resident ID of %s", first17)
		}
		p.Document.Type, p.Document.Number = "resident_id", first17+string(check)
		p.Mobile, p.EmergencyPhone = fmt.Sprintf("13%d1%07d", j%10, i), fmt.Sprintf("13%d2%07d", j%10, i)
		if random.IntN(20) == 0 {
			p.EmergencyPhone = fmt.Sprintf("138%08d", random.IntN(20))
		}
		p.Email = fmt.Sprintf("p%d@d%d.cn", j, i)
	}
	certificate := &f.Host.Certificate
	if f.Host.Nature == "individual" {
		f.Host.Name, f.Account.Company = f.Host.LegalRepresentative.Name, f.Host.LegalRepresentative.Name
		certificate.Number = f.Host.LegalRepresentative.Document.Number
		return
	}
	organisation := fmt.Sprintf("MA%06d", i)
	inner, _ := ident.OrganisationCodeCheck(organisation)
	code := certificate.Number[:8] + organisation + string(inner) // of the same office and kind
	outer, ok := ident.CreditCodeCheck(code)
	if !ok {
		t.Fatalf("no credit code of %s", code)
	}
	certificate.Number = code + string(outer)
}

// filled opens a store that holds the records.
func filled(t testing.TB, records []store.Record) (*store.Store, []store.Draft) {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	drafts := make([]store.Draft, len(records))
	for i, r := range records {
		if drafts[i], err = s.Create(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	return s, drafts
}
