package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

// company returns a filing of another invented company than the sample's, with
// other people and another domain.
func company(t testing.TB) *rules.Filing {
	t.Helper()
	f := valid(t)
	f.Host.Name = "南京岚溪样本软件有限公司"
	f.Host.Certificate.Number = creditCode(t, "91", "320102", "MA1QH7X2")
	f.Host.LegalRepresentative = rules.Person{
		Name:     "欧阳样本",
		Document: rules.Document{Type: "resident_id", Number: residentID(t, "320104", "19790312", "004")},
		Mobile:   "13851700101", EmergencyPhone: "13851700102", OfficePhone: "086-025-58810236", Email: "ouyang@lanxi-example.cn",
	}
	f.Websites[0].Lead = rules.Person{
		Name:     "诸葛样本",
		Document: rules.Document{Type: "resident_id", Number: residentID(t, "320105", "19900707", "117")},
		Mobile:   "13851700103", EmergencyPhone: "13851700104", OfficePhone: "086-025-58810237", Email: "zhuge@lanxi-example.cn",
	}
	f.Websites[0].Domains[0].Name = "lanxi-example.cn"
	return f
}

// share puts the other filing on a desk and returns what f shares with it.
func share(other, f *rules.Filing) []rules.Shared {
	desk := rules.NewDesk()
	desk.Put("other", other, false)
	return desk.Shared("this", f)
}

// whatAndWhere says of each thing shared what it is and where it stands.
func whatAndWhere(all []rules.Shared) []string {
	var said []string
	for _, s := range all {
		said = append(said, s.What+" "+s.Path)
	}
	return said
}

// The sample is given something of the other company's, in a spelling of its own.
func TestDeskFindsWhatTwoCompaniesShare(t *testing.T) {
	const representative, lead, domain = "host.legal_representative.", "websites.0.lead.", "websites.0.domains.0.name"
	number := company(t).Host.LegalRepresentative.Document.Number
	chinese, err := ident.ParseDomain("岚溪样本.中国")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name       string
		other, own func(*rules.Filing) // nil for no change
		want       []string
	}{
		{name: "nothing"},
		{name: "a mobile", own: set(representative+"mobile", "+86 138 5170 0101"),
			want: []string{"mobile " + representative + "mobile"}},
		{name: "a mobile of another office", own: set(lead+"mobile", "１３８５１７００１０１"),
			want: []string{"mobile " + lead + "mobile"}},
		{name: "a mobile that is the other's emergency phone", own: set(lead+"mobile", "13851700104"),
			want: []string{"mobile " + lead + "mobile"}},
		{name: "an emergency phone that is the other's mobile", own: set(representative+"emergency_phone", "0086-13851700103"),
			want: []string{"emergency_phone " + representative + "emergency_phone"}},
		{name: "a mobile for the office", own: set(representative+"office_phone", "138 51700101"),
			want: []string{"office_phone " + representative + "office_phone"}},
		{name: "a mobile that is the other's for the office", other: set(lead+"office_phone", "13700139086"),
			want: []string{"mobile " + lead + "mobile"}},
		{name: "one mobile in three fields", other: set(lead+"emergency_phone", "13851700101"),
			own: func(f *rules.Filing) {
				set(lead+"mobile", "13851700101")(f)
				set(lead+"emergency_phone", "13851700101")(f)
			},
			want: []string{"mobile " + lead + "mobile", "emergency_phone " + lead + "emergency_phone"}},
		{name: "the landline of one building", own: func(f *rules.Filing) {
			set(representative+"office_phone", "025-58810236")(f)
			set(representative+"emergency_phone", "025-58810237")(f)
		}},
		{name: "half a mobile", other: set(lead+"mobile", "138517"), own: set(lead+"mobile", "138517")},
		{name: "an e-mail address", own: set(representative+"email", " OuYang@Lanxi-Example.cn "),
			want: []string{"email " + representative + "email"}},
		{name: "a word for no address", other: set(lead+"email", "无"), own: set(lead+"email", "无")},
		{name: "a document", own: set(representative+"document.number", number[:6]+" "+number[6:14]+"-"+number[14:]),
			want: []string{"document " + representative + "document.number"}},
		{name: "a document, its letter small", other: set(representative+"document.number", "11010519491231002X"),
			own:  set(lead+"document.number", "11010519491231002x"),
			want: []string{"document " + lead + "document.number"}},
		{name: "a word for no document", other: set(lead+"document.number", "无身份证号"), own: set(lead+"document.number", "无身份证号")},
		{name: "half a document", other: set(lead+"document.number", "3201"), own: set(lead+"document.number", "3201")},
		{name: "a domain", own: set(domain, "LANXI-example.CN."), want: []string{"domain " + domain}},
		{name: "the address of a page", own: set(domain, "https://www.lanxi-example.cn/"), want: []string{"domain " + domain}},
		{name: "a Chinese domain", other: set(domain, chinese.Unicode), own: set(domain, strings.ToUpper(chinese.ASCII)),
			want: []string{"domain " + domain}},
		{name: "a second domain", own: func(f *rules.Filing) {
			f.Websites[0].Domains = append(f.Websites[0].Domains, rules.Domain{Name: "lanxi-example.cn"})
		}, want: []string{"domain websites.0.domains.1.name"}},
		{name: "a suffix", other: set(domain, "com.cn"), own: set(domain, "com.cn")},
		{name: "a website lead", own: set("websites.0.lead", company(t).Websites[0].Lead), want: []string{
			"website_lead " + lead + "name", "document " + lead + "document.number", "mobile " + lead + "mobile",
			"emergency_phone " + lead + "emergency_phone", "email " + lead + "email"}},
		{name: "a website lead who is no lead there", own: func(f *rules.Filing) {
			f.Websites[0].Lead.Name = "欧阳样本"
			f.Websites[0].Lead.Document.Number = number
		}, want: []string{"document " + lead + "document.number"}},
		{name: "a website lead of the same name", own: set(lead+"name", "诸葛样本")},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, other := valid(t), company(t)
			if test.other != nil {
				test.other(other)
			}
			if test.own != nil {
				test.own(f)
			}
			shared := share(other, f)
			if diff := cmp.Diff(test.want, whatAndWhere(shared)); diff != "" {
				t.Errorf("shared (-want +got):\n%s", diff)
			}
			for _, s := range shared {
				if s.ID != "other" || s.Company != other.Host.Name || s.Count != 1 {
					t.Errorf("got %+v", s)
				}
			}
			if back := share(f, other); (len(back) > 0) != (len(shared) > 0) {
				t.Errorf("seen from the other filing it is %v", whatAndWhere(back))
			}
		})
	}
}

// A person who fills several offices is found where each part is given.
func TestDeskNamesThePlaceWhereAPersonIsGiven(t *testing.T) {
	f := valid(t)
	w := &f.Websites[0]
	f.Websites = append(f.Websites, f.Websites[0])
	w.LeadIsHostLead, w.Lead = true, rules.Person{}
	f.Websites[1].Domains = nil
	other := company(t)
	p := other.Host.LegalRepresentative
	f.Host.LegalRepresentative.Mobile, f.Host.Lead.Mobile = "", p.Mobile
	f.Host.LegalRepresentative.Email, f.Websites[0].Lead.Email = "", p.Email
	f.Websites[1].LeadIsLegalRepresentative = true
	f.Websites[1].Lead = rules.Person{}
	f.Host.LegalRepresentative.Name, f.Host.LegalRepresentative.Document = p.Name, p.Document
	other.Websites[0].Lead, other.Websites[0].LeadIsLegalRepresentative = rules.Person{}, true
	want := []string{
		"website_lead host.legal_representative.name",
		"document host.legal_representative.document.number",
		"mobile host.lead.mobile",
		"email websites.0.lead.email",
	}
	if diff := cmp.Diff(want, whatAndWhere(share(other, f))); diff != "" {
		t.Errorf("shared (-want +got):\n%s", diff)
	}
	for _, s := range share(other, f) {
		if f.Text(s.Path) == "" {
			t.Errorf("nothing stands at %s", s.Path)
		}
	}
}

// The same company may use its numbers in as many filings as it likes.
func TestDeskTellsCompanies(t *testing.T) {
	const number, name = "host.certificate.number", "host.name"
	own := valid(t).Host
	for _, test := range []struct {
		name      string
		f, other  func(*rules.Filing)
		different bool
	}{
		{"same number", set(name, "北京星禾"), set(name, "北京星禾云图"), false},
		{"same number, typed otherwise", set(name, "甲"), set(number, " "+strings.ToLower(own.Certificate.Number)+"\u200b"), false},
		{"other number", set(name, own.Name), set(number, creditCode(t, "91", "320102", "MA1QH7X2")), true},
		{"a digit mistyped, same name", set(name, own.Name), set(number, "91110105MA01XH7K3N"), false},
		{"a digit mistyped, other name", set(name, "北京星禾数据有限公司"), set(number, "91110105MA01XH7K3N"), true},
		{"the same number mistyped, name cut short", func(f *rules.Filing) { f.Host.Certificate.Number, f.Host.Name = "91110105MA01XH7K3N", "北京星禾" },
			set(number, "91110105MA01XH7K3N"), false},
		{"no number, same name", set(number, ""), set(name, " 北京星禾 云图科技有限公司"), false},
		{"no number there, same name", set(name, own.Name), set(number, ""), false},
		{"no number, other name", set(number, ""), set(name, "北京星禾数据有限公司"), true},
		{"a word for no number", set(number, "无"), set(number, "无"), false},
		{"a word for no number, other name", set(number, "待办"), func(f *rules.Filing) { f.Host.Certificate.Number, f.Host.Name = "待办", "甲公司" }, true},
		{"no number, no name", set(number, ""), set(name, ""), false}, // it may yet be the same
		{"nothing at all", set(number, ""), func(f *rules.Filing) { f.Host = rules.Host{LegalRepresentative: f.Host.LegalRepresentative} }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, other := valid(t), valid(t)
			test.f(f)
			test.other(other)
			for _, pair := range [][2]*rules.Filing{{f, other}, {other, f}} {
				shared := slices.DeleteFunc(share(pair[0], pair[1]), func(s rules.Shared) bool { return s.What == rules.SharedOrder })
				if different := len(shared) > 0; different != test.different {
					t.Errorf("found are %v", whatAndWhere(shared))
				}
			}
		})
	}
}

func TestDeskCountsTheOtherCompanies(t *testing.T) {
	desk := rules.NewDesk()
	put := func(id, name, number string, sent bool) {
		f := company(t)
		f.Host.Name, f.Host.Certificate.Number = name, number
		desk.Put(id, f, sent)
	}
	first, second := creditCode(t, "91", "320102", "MA1QH7X3"), creditCode(t, "91", "320102", "MA1QH7X4")
	put("9", "甲公司", first, false)
	put("8", "甲公司", first, true)
	put("7", "甲公司", "", true) // its number is missing here only
	put("6", "乙公司", "", false)
	put("5", "乙 公司", "", false)
	put("4", "丙公司", second, false)
	put("3", "", second, true)
	put("2", "", "", false) // nobody's yet
	f := company(t)
	shared := desk.Shared("1", f)
	if len(shared) != 10 { // document, two mobiles and address of two persons, the website lead, the domain
		t.Errorf("found are %v", whatAndWhere(shared))
	}
	for _, s := range shared {
		if s.Count != 3 || s.ID != "4" || s.Company != "丙公司" {
			t.Errorf("%s: got %d companies, and %s of %s; want 3, and 4 of 丙公司", s.Path, s.Count, s.ID, s.Company)
		}
	}
	desk.Remove("4")
	for _, s := range desk.Shared("1", f) {
		if s.Count != 3 || s.ID != "5" {
			t.Errorf("%s: got %d companies, and %s; want 3, and 5", s.Path, s.Count, s.ID)
		}
	}
	for _, id := range []string{"9", "8", "7", "6", "5"} {
		desk.Remove(id)
	}
	for _, s := range desk.Shared("1", f) {
		if s.Count != 1 || s.ID != "3" || s.Company != "" {
			t.Errorf("%s: got %d companies, and %s of %q; want 1, and 3 of nobody named", s.Path, s.Count, s.ID, s.Company)
		}
	}
}

func TestDeskFindsAnotherOrderOfTheCompany(t *testing.T) {
	desk := rules.NewDesk()
	desk.Put("sent", valid(t), true)
	desk.Put("this", valid(t), false)
	if got := desk.Shared("this", valid(t)); len(got) > 0 {
		t.Errorf("a filing that was sent is found: %+v", got)
	}
	for _, id := range []string{"c", "b"} {
		f := valid(t)
		f.Host.Certificate.Number = strings.ToLower(f.Host.Certificate.Number)
		desk.Put(id, f, false)
	}
	want := []rules.Shared{{What: rules.SharedOrder, Path: "host.certificate.number", Company: valid(t).Host.Name, ID: "b", Count: 2}}
	if diff := cmp.Diff(want, desk.Shared("this", valid(t))); diff != "" {
		t.Errorf("shared (-want +got):\n%s", diff)
	}
	desk.Put("b", valid(t), true)
	desk.Remove("c")
	if got := desk.Shared("this", valid(t)); len(got) > 0 {
		t.Errorf("found are %+v", got)
	}
}

// What the window has put or removed is newer than what a pass over the store
// comes with.
func TestDeskIsFilledBehindTheWindow(t *testing.T) {
	desk := rules.NewDesk()
	desk.Put("changed", company(t), false)
	desk.Remove("deleted")
	for id, want := range map[string]bool{"changed": false, "deleted": false, "other": true} {
		if got := desk.Fill(id, valid(t), false); got != want {
			t.Errorf("filled in %s: %v", id, got)
		}
	}
	want := []string{"order host.certificate.number"}
	if diff := cmp.Diff(want, whatAndWhere(desk.Shared("this", valid(t)))); diff != "" {
		t.Errorf("shared (-want +got):\n%s", diff)
	}
	desk.Put("deleted", valid(t), false) // brought back
	if got := desk.Shared("this", valid(t)); len(got) != 1 || got[0].Count != 2 {
		t.Errorf("got %+v", got)
	}
}

// Filings as they may come from elsewhere.
func TestDeskTakesAnyFiling(t *testing.T) {
	long := valid(t)
	long.Host.LegalRepresentative.Mobile = strings.Repeat("1", 1<<20)
	long.Host.LegalRepresentative.Email = strings.Repeat("@", 1<<20)
	long.Host.Certificate.Number = strings.Repeat("９", 1<<18)
	long.Websites[0].Domains[0].Name = strings.Repeat("xn--a.", 1<<17)
	wide := valid(t)
	for i := range 2000 {
		w := rules.NewWebsite()
		w.Domains[0].Name = fmt.Sprintf("d%d.cn", i)
		w.Lead.Mobile = "13700139086"
		wide.Websites = append(wide.Websites, w)
	}
	desk := rules.NewDesk()
	all := []*rules.Filing{{}, {Websites: []rules.Website{{}}}, long, wide, valid(t)}
	for i, f := range all {
		desk.Put(fmt.Sprint(i), f, false)
	}
	for i, f := range all {
		for _, s := range desk.Shared(fmt.Sprint(i), f) {
			if f.Text(s.Path) == "" {
				t.Errorf("%d: nothing stands at %s", i, s.Path)
			}
		}
	}
}

func TestDeskServesSeveralAtOnce(t *testing.T) {
	desk := rules.NewDesk()
	filings := crowd(t, 40)
	var work sync.WaitGroup
	for range 4 {
		work.Go(func() {
			for i, f := range filings {
				id := fmt.Sprint(i)
				desk.Put(id, f, i%3 == 0)
				desk.Shared(id, f)
				desk.Remove(id)
				desk.Fill(id, f, false)
				desk.Put(id, f, false)
			}
		})
	}
	work.Wait()
	one := rules.NewDesk()
	for i, f := range filings {
		one.Put(fmt.Sprint(i), f, false)
	}
	for i, f := range filings {
		if diff := cmp.Diff(one.Shared(fmt.Sprint(i), f), desk.Shared(fmt.Sprint(i), f)); diff != "" {
			t.Errorf("filing %d (-one after another +at once):\n%s", i, diff)
		}
	}
}

// Whoever keeps how filings were judged must know which to judge again.
func TestDeskTellsWhomAChangeTouches(t *testing.T) {
	desk := rules.NewDesk()
	other := func(name, mobile, email string) *rules.Filing {
		f := rules.New("new_recordal")
		f.Host.Name = name
		f.Host.LegalRepresentative.Mobile, f.Host.LegalRepresentative.Email = mobile, email
		return f
	}
	must := func(what string, got []string, want ...string) {
		t.Helper()
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s touches %v, want %v", what, got, want)
		}
	}
	must("the first filing", desk.Put("a", other("甲公司", "13851700101", "a@jia.cn"), false))
	must("the same mobile", desk.Put("b", other("乙公司", "13851700101", "b@yi.cn"), false), "a")
	must("the same address", desk.Put("c", other("丙公司", "", "a@jia.cn"), false), "a")
	must("nothing new", desk.Put("a", other("甲公司", "13851700101", "a@jia.cn"), false))
	must("another mobile", desk.Put("a", other("甲公司", "13851700102", "a@jia.cn"), false), "b", "c")
	must("another name", desk.Put("a", other("丁公司", "13851700102", "a@jia.cn"), false), "c")
	must("an export", desk.Put("a", other("丁公司", "13851700102", "a@jia.cn"), true), "c")
	must("a removal", desk.Remove("a"), "c")
	must("a second removal", desk.Remove("a"))
}
