package rules_test

import (
	"testing"

	"recordaldesk/rules"
)

// Filings that look odd and are right. Whoever reads them for a living would let
// them pass, so nothing graver than a hint may be said.
func TestOddFilingsThatAreRight(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(f *rules.Filing)
	}{
		{"optional fields left out", func(f *rules.Filing) {
			f.Host.Superior, f.Host.Remark, f.Websites[0].Remark = "", "", ""
			f.Websites[0].Lead.Title, f.Websites[0].Lead.IMType = "", ""
		}},
		{"the lead given once, as the host lead", func(f *rules.Filing) {
			f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{}
		}},
		{"the lead given once, and both ticks set", func(f *rules.Filing) {
			f.Websites[0].LeadIsHostLead, f.Websites[0].LeadIsLegalRepresentative, f.Websites[0].Lead = true, true, rules.Person{}
		}},
		{"the lead given twice", func(f *rules.Filing) {
			f.Host.Lead = f.Host.LegalRepresentative
			f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, f.Host.LegalRepresentative
		}},
		{"the lead's telephones given as the website lead's only", func(f *rules.Filing) {
			p := f.Host.LegalRepresentative
			f.Host.LegalRepresentative = rules.Person{Name: p.Name, Document: p.Document}
			f.Websites[0].LeadIsHostLead, f.Websites[0].Lead = true, rules.Person{
				Mobile: p.Mobile, EmergencyPhone: p.EmergencyPhone, OfficePhone: p.OfficePhone, Email: p.Email,
			}
		}},
		{"everything of the person under host.lead", func(f *rules.Filing) {
			f.Host.Lead, f.Host.LegalRepresentative = f.Host.LegalRepresentative, rules.Person{}
		}},
		{"telephones as people write them", func(f *rules.Filing) {
			p := &f.Host.LegalRepresentative
			p.Mobile, p.EmergencyPhone, p.OfficePhone = "+86 138 0013 8000", "010-82998299", "086-010-82998299-1234"
			q := &f.Websites[0].Lead
			q.Mobile, q.EmergencyPhone, q.OfficePhone = "１３７００１３９０８６", "(010) 6473 8823", "010-64738821转806"
		}},
		{"brackets of the other width", func(f *rules.Filing) {
			f.Host.Name, f.Account.Company = "星禾（北京）科技有限公司", "星禾(北京)科技有限公司"
			f.Websites[0].Domains[0].Holder = "星禾(北京) 科技有限公司"
		}},
		{"numbers in small letters and with spaces", func(f *rules.Filing) {
			f.Host.Certificate.Number = " 91110105 ma6k d35t 43"
			f.Websites[0].Lead.Document.Number = "320102 19850607 3012"
			f.Account.ID = "3102-7748-1096"
		}},
		{"a resident ID that ends in a small x", func(f *rules.Filing) {
			f.Host.LegalRepresentative.Document.Number = "11010519491231002x"
		}},
		{"a Chinese domain", func(f *rules.Filing) {
			f.Websites[0].Domains[0].Name, f.Websites[0].HomePage = "星禾云图.中国", "www.星禾云图.中国"
			f.Attachments = nil
		}},
		{"a Chinese domain, written in ASCII at one place", func(f *rules.Filing) {
			f.Websites[0].Domains[0].Name, f.Websites[0].HomePage = "星禾.中国", "www.xn--kivs05b.xn--fiqs8s"
			f.Attachments = nil
		}},
		{"capitals in domain and home page", func(f *rules.Filing) {
			f.Websites[0].Domains[0].Name, f.Websites[0].HomePage = "Xinghe-Yuntu.CN", "WWW.Xinghe-Yuntu.cn/"
		}},
		{"a single address without its end", func(f *rules.Filing) { f.Websites[0].Access.IPs[0].To = "" }},
		{"a range of addresses", func(f *rules.Filing) { f.Websites[0].Access.IPs[0].To = "52.80.116.31" }},
		{"certificates for ever", func(f *rules.Filing) {
			f.Host.Certificate.ValidUntil, f.Host.LegalRepresentative.Document.ValidUntil = "long_term", "long_term"
		}},
		{"a name with a middle dot", func(f *rules.Filing) { f.Host.LegalRepresentative.Name = "阿依古丽·买买提" }},
		{"an address of a village", func(f *rules.Filing) { f.Host.Address = "青禾镇柳溪村三组" }},
		{"a county-level city without a city", func(f *rules.Filing) {
			f.Host.Province, f.Host.City, f.Host.County = "410000", "419000", "419001"
			f.Host.Certificate.Address = "河南省济源市望和路18号"
			f.Host.Certificate.Number = creditCode(t, "91", "419001", "MA6KD35T")
			f.Host.LegalRepresentative.OfficePhone, f.Websites[0].Lead.OfficePhone = "0391-6633420", "0391-6633421"
		}},
		{"a city without counties", func(f *rules.Filing) {
			f.Host.Province, f.Host.City, f.Host.County = "440000", "441900", ""
			f.Host.Certificate.Address = "广东省东莞市望和路18号"
			f.Host.Certificate.Number = creditCode(t, "91", "441900", "MA6KD35T")
			f.Host.LegalRepresentative.OfficePhone, f.Websites[0].Lead.OfficePhone = "13800136621", "13700139086"
		}},
		{"a sole trader", func(f *rules.Filing) {
			f.Host.Certificate.Number = creditCode(t, "92", "110105", "MA6KD35T")
		}},
		{"a law firm", func(f *rules.Filing) {
			f.Host.Nature, f.Host.Certificate.Type = "law_firm", "law_firm_licence"
			f.Host.Certificate.Number = creditCode(t, "31", "110000", "MD01A2B3")
		}},
		{"a residence permit of a Taiwan resident", func(f *rules.Filing) {
			f.Websites[0].Lead.Document.Type = "taiwan_residence"
			f.Websites[0].Lead.Document.Number = residentID(t, "830000", "19850607", "301")
		}},
		{"an old travel permit with its letter", func(f *rules.Filing) {
			f.Websites[0].Lead.Document.Type, f.Websites[0].Lead.Document.Number = "taiwan_permit", "0123456789(B)"
		}},
		{"one lead of two websites", func(f *rules.Filing) {
			second := f.Clone().Websites[0]
			second.Name, second.HomePage, second.Domains[0].Name = "星禾云图商城", "www.xinghe-shop.cn", "xinghe-shop.cn"
			f.Websites = append(f.Websites, second)
		}},
		{"an emergency telephone that is a landline", func(f *rules.Filing) { f.Websites[0].Lead.EmergencyPhone = "010-64738899" }},
		{"white space around what was pasted", func(f *rules.Filing) {
			f.Host.Name += " "
			f.Websites[0].Domains[0].Name = " xinghe-yuntu.cn "
			f.Websites[0].HomePage = " www.xinghe-yuntu.cn "
			f.Websites[0].Lead.Email = " zhouyuan@xinghe-yuntu.cn"
			f.Websites[0].Lead.Mobile = "13700139086 "
			f.Websites[0].Access.IPs[0].From = "52.80.116.24 "
		}},
		{"a website name in Chinese and Latin", func(f *rules.Filing) { f.Websites[0].Name = "星禾 Cloud（北京）" }},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := valid(t)
			test.make(f)
			for _, finding := range check(f).Findings {
				if finding.Severity != rules.Hint {
					t.Errorf("%s: %s at %s %v", finding.Severity, finding.Rule, finding.Field, finding.Args)
				}
			}
		})
	}
}
