package rules_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"recordaldesk/assets/divisions"
	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

// wholeFilings are the filings without an error that the properties start from.
func wholeFilings(t testing.TB) []wholeFiling {
	all := []wholeFiling{{"the sample", valid(t)}}
	for _, name := range []string{
		"sichuan_institution.json", "jiangsu_company.json", "shanghai_subsidiary.json", "foreign_representative.json", "individual.json",
	} {
		all = append(all, wholeFiling{name, read(t, name)})
	}
	return all
}

type wholeFiling struct {
	name   string
	filing *rules.Filing
}

// Every province but Tibet takes a filing with a city and a county of its own,
// every one of them.
func TestAnyPlaceIsAccepted(t *testing.T) {
	f := valid(t)
	places := 0
	for _, province := range divisions.Provinces() {
		for _, below := range divisions.Children(province.Code) {
			counties := divisions.Children(below.Code)
			if len(counties) == 0 {
				counties = []divisions.Division{below}
			}
			for _, county := range counties[:min(2, len(counties))] {
				f.Host.Province, f.Host.City, f.Host.County = divisions.Codes(county.Code)
				f.Host.Certificate.Address = divisions.FullName(county.Code) + "望和路18号"
				errs := errorsOf(check(f))
				if tibet := province.Code == "540000"; tibet != (len(errs) > 0) {
					t.Errorf("%s: %v", divisions.FullName(county.Code), errs)
				}
				places++
			}
		}
	}
	if places < 600 {
		t.Errorf("only %d places tried", places)
	}
}

// Changes that keep a filing right keep it free of errors.
func TestRightChangesStayRight(t *testing.T) {
	const seed = 20261123
	random := rand.New(rand.NewPCG(seed, seed))
	digits := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte(byte('0' + random.IntN(10)))
		}
		return b.String()
	}
	name := func(least int) string {
		const han = "安柏川丹恩枫谷河瑾岚明宁溪青若松棠望夏云卓"
		runes := []rune(han)
		var b strings.Builder
		for range least + random.IntN(4) {
			b.WriteRune(runes[random.IntN(len(runes))])
		}
		return b.String()
	}
	day := func(from string, days int) string { return rules.PlusDays(from, 1+random.IntN(days)) }
	changes := []struct {
		name string
		make func(f *rules.Filing)
	}{
		{"another name", func(f *rules.Filing) {
			unit := name(4) + []string{"有限公司", "（北京）科技有限公司", "(集团)股份有限公司", "Tech 有限公司"}[random.IntN(4)]
			if f.Account.Relationship == "same" {
				f.Account.Company = unit
			}
			f.Host.Name = unit
			for i := range f.Websites {
				for j := range f.Websites[i].Domains {
					f.Websites[i].Domains[j].Holder = unit
				}
			}
		}},
		{"another representative", func(f *rules.Filing) {
			p := &f.Host.LegalRepresentative
			p.Name = name(2)
			if p.Document.Type == "resident_id" {
				p.Document.Number = residentID(t, "4401"+digits(2), "19"+[]string{"660213", "720229", "991231"}[random.IntN(3)], digits(3))
			}
			p.Mobile = "13" + digits(9)
		}},
		{"another province", func(f *rules.Filing) {
			if f.Host.Certificate.Type != "business_licence" || len(f.Websites) > 1 {
				return // an institution's domain and a second website are not for every province
			}
			provinces := divisions.Provinces()
			province := provinces[random.IntN(len(provinces))].Code
			if !f.Host.LeadIsLegalRepresentative || province == "540000" || len(f.Websites[0].Domains) > 1 {
				return
			}
			cities := divisions.Children(province)
			place := cities[random.IntN(len(cities))]
			if counties := divisions.Children(place.Code); len(counties) > 0 {
				place = counties[random.IntN(len(counties))]
			}
			f.Host.Province, f.Host.City, f.Host.County = divisions.Codes(place.Code)
			f.Host.Certificate.Address = divisions.FullName(place.Code) + "云岚路9号2栋301室"
			f.Host.Address = "云岚路9号2栋301室"
			f.Host.Certificate.Number = creditCode(t, "91", province, "MA"+digits(6))
		}},
		{"the checklist answered", func(f *rules.Filing) {
			f.Answers = rules.Answers{"host_on_record": "no", "credit_normal": "yes", "other_order_open": "no"}
			f.Websites[0].Answers = rules.Answers{"domain_on_record": "no", "authorization_letter_date": day("2026-08-22", 93)}
		}},
		{"other dates", func(f *rules.Filing) {
			f.Host.Certificate.ValidFrom = day("2000-01-01", 9000)
			f.Host.Certificate.ValidUntil = []string{"long_term", day("2027-11-24", 9000)}[random.IntN(2)]
			for i := range f.Websites {
				for j := range f.Websites[i].Domains {
					d := &f.Websites[i].Domains[j]
					d.RegisteredOn, d.ExpiresOn = day("2001-01-01", 9000), day("2027-02-23", 3000)
				}
			}
		}},
		{"another credit code", func(f *rules.Filing) {
			if f.Host.Certificate.Type == "business_licence" {
				f.Host.Certificate.Number = creditCode(t, "91", f.Host.Province, "MA"+digits(6))
			}
		}},
		{"other addresses", func(f *rules.Filing) {
			for i := range f.Websites {
				first := "52.80." + []string{"0", "17", "255"}[random.IntN(3)] + ".1"
				f.Websites[i].Access.IPs = []rules.IPRange{{Kind: "elb_reserved", From: first, To: first[:len(first)-1] + "200"}}
			}
		}},
		{"another order of websites", func(f *rules.Filing) {
			last := len(f.Websites) - 1
			f.Websites[0], f.Websites[last] = f.Websites[last], f.Websites[0]
		}},
		{"the website lead is the host lead", func(f *rules.Filing) {
			f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{}
		}},
		{"the host lead typed in full", func(f *rules.Filing) {
			f.Host.LeadIsLegalRepresentative, f.Host.Lead = false, f.HostLead()
		}},
		{"telephones as people write them", func(f *rules.Filing) {
			p := &f.Host.LegalRepresentative
			p.Mobile = []string{"+86 " + p.Mobile, "0086-" + p.Mobile, p.Mobile[:3] + " " + p.Mobile[3:7] + " " + p.Mobile[7:]}[random.IntN(3)]
		}},
	}
	book := rules.Builtin()
	for _, each := range wholeFilings(t) {
		file, whole := each.name, each.filing
		for _, change := range changes {
			for range 5 {
				f := whole.Clone()
				change.make(f)
				if errs := errorsOf(book.Check(f, today)); len(errs) > 0 {
					t.Errorf("%s, %s: %v\n%s", file, change.name, errs, encode(t, f))
					break
				}
			}
		}
		for range 20 {
			f := whole.Clone()
			var made []string
			for _, change := range changes {
				if random.IntN(2) == 0 {
					change.make(f)
					made = append(made, change.name)
				}
			}
			if errs := errorsOf(book.Check(f, today)); len(errs) > 0 {
				t.Errorf("%s, %v: %v\n%s", file, made, errs, encode(t, f))
			}
		}
	}
}

// A wrong digit in a number with a check character is found wherever it stands.
func TestAWrongDigitIsAlwaysFound(t *testing.T) {
	for _, each := range wholeFilings(t) {
		file, whole := each.name, each.filing
		numbers := map[string]bool{"host.certificate.number": true, "host.legal_representative.document.number": true}
		for i := range whole.Websites {
			if !whole.Websites[i].LeadIsHostLead {
				numbers["websites."+string(rune('0'+i))+".lead.document.number"] = true
			}
		}
		for path := range numbers {
			number := whole.Text(path)
			if len(number) != 18 {
				continue // a passport has no check character
			}
			for at := range number {
				for _, digit := range "0123456789" {
					if rune(number[at]) == digit {
						continue
					}
					f := whole.Clone()
					if err := f.Set(path, number[:at]+string(digit)+number[at+1:]); err != nil {
						t.Fatal(err)
					}
					if check(f).Ready() {
						t.Fatalf("%s, %s: %c at place %d goes through", file, path, digit, at+1)
					}
				}
			}
		}
	}
}

// Two digits that changed places are the other slip people make.
func TestSwappedDigitsAreFound(t *testing.T) {
	f := valid(t)
	number := f.Host.Certificate.Number
	for i := range len(number) - 1 {
		if number[i] == number[i+1] {
			continue
		}
		f.Host.Certificate.Number = number[:i] + number[i+1:i+2] + number[i:i+1] + number[i+2:]
		if _, err := ident.ParseCreditCode(f.Host.Certificate.Number); err == nil {
			t.Fatalf("a swap at place %d makes another good code", i+1)
		}
		if check(f).Ready() {
			t.Errorf("a swap at place %d goes through", i+1)
		}
	}
}
