package materials

import (
	"bytes"
	"testing"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
)

func TestGuessReadsWordsThenPersonsThenNumbers(t *testing.T) {
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	manual(f)
	f.Websites[0].Domains = append(f.Websites[0].Domains, rules.Domain{Name: "second.example.cn"})
	all := rules.Builtin().Materials(f, "2026-11-23")
	for _, c := range []struct{ name, want, domain string }{
		{"07_网站备案授权书", "authorization_letter", ""},
		{"营业执照（副本）", "host_certificate", ""},
		{"Business Licence 2024", "host_certificate", ""},
		{"1 营业执照", "host_certificate", ""}, // a person's own number says less than the words
		{"法人身份证正反面", "legal_representative_id", ""},
		{"身份证-" + f.Host.LegalRepresentative.Name, "legal_representative_id", ""},
		{"网站负责人身份证", "website_lead_id", ""},
		{"核验单 签字版", "check_list", ""},
		{"checklist signed", "check_list", ""},
		{"信息安全责任书", "responsibility_letter", ""},
		{"域名证书 second.example.cn", "domain_certificate", "second.example.cn"},
		{"second.example.cn_实名认证", "domain_verification_screenshot", "second.example.cn"},
		{"second.example.cn", "domain_certificate", "second.example.cn"},
		{"6", "check_list", ""},
		{"05", "face_photo", ""},
		{"IMG_20261123_104207", "", ""},
		{"2026年11月扫描", "", ""},
		{"微信图片", "", ""},
	} {
		i := guess(c.name, f, all, func(rules.Material) bool { return true })
		got, domain := "", ""
		if i >= 0 {
			got = all[i].ID
			if all[i].Per == "domain" {
				domain = all[i].Domain
			}
		}
		if got != c.want || domain != c.domain {
			t.Errorf("guess(%q) = %s %s, want %s %s", c.name, got, domain, c.want, c.domain)
		}
	}
}

func TestGuessPrefersWhatHasNoScanYet(t *testing.T) {
	f, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		t.Fatal(err)
	}
	f.Websites[0].Domains = append(f.Websites[0].Domains, rules.Domain{Name: "second.example.cn"})
	all := rules.Builtin().Materials(f, "2026-11-23")
	i := guess("域名证书", f, all, func(m rules.Material) bool { return m.Domain == "second.example.cn" })
	if i < 0 || all[i].Domain != "second.example.cn" {
		t.Errorf("guess = %d, want the domain without a certificate", i)
	}
}
