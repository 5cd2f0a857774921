package paper

import (
	"slices"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

func TestWhatTheFilingSaysCanBePlaced(t *testing.T) {
	f, r := sample(t, func(f *rules.Filing) {
		severalWebsites(f)
		f.Host.RecordalNumber = "京ICP备2026000001号"
		f.Host.Remark = "一"
		f.Websites[0].Remark = "第一行\n第二行"
	})
	m := formOf(t, r, "authorization_letter")
	second := m
	second.Website = 1
	for _, test := range []struct {
		m    rules.Material
		id   string
		want string
	}{
		{m, "host.name", "北京星禾云图科技有限公司"},
		{m, "host.nature", "企业"},
		{m, "host.certificate_type", "营业执照"},
		{m, "host.certificate", "91110105MA6KD35T43"},
		{m, "host.certificate_address", "北京市朝阳区望和路18号院3号楼6层602室"},
		{m, "host.province", "北京市"},
		{m, "host.address", "北京市朝阳区望和路18号院3号楼6层602室"},
		{m, "host.recordal_number", "京ICP备2026000001号"},
		{m, "website.name", "星禾云图企业官网"},
		{m, "website.domains", "xinghe-yuntu.cn"},
		{second, "website.name", "星禾云图客户支持"},
		{second, "website.domains", "xinghe-zhichi.cn、xinghe-zhichi.com、星禾支持.公司"},
		{m, "website.home_page", "www.xinghe-yuntu.cn"},
		{m, "website.services", "单位门户网站"},
		{m, "website.isp", "北京光环新网科技股份有限公司"},
		{m, "website.ips", "52.80.116.24"},
		{m, "website.modes", "云计算"},
		{m, "website.locations", "北京市"},
		{m, "website.remark", "第一行 第二行"},
		{m, "website_lead.name", "周予安"},
		{m, "website_lead.document_type", "居民身份证"},
		{m, "website_lead.document_number", "320102198506073012"},
		{m, "website_lead.title", "技术部经理"},
		{m, "website_lead.mobile", "13700139086"},
		{m, "website_lead.office_phone", "086-010-64738821"},
		{m, "website_lead.emergency_phone", "13600132258"},
		{m, "website_lead.email", "zhouyuan@xinghe-yuntu.cn"},
		{m, "host_lead.name", "林知遥"},
		{m, "legal_representative.document_number", "110105198703140026"},
		{m, "account.id", "310277481096"},
		{m, "account.company", "北京星禾云图科技有限公司"},
		{m, "account.relationship", "同一家单位"},
		{m, "tick", "✓"},
		{m, "tick.nature.enterprise", "✓"},
		{m, "tick.nature.individual", ""},
		{m, "tick.document_type.resident_id", "✓"},
		{m, "tick.document_type.passport", ""},
		{m, "tick.service.company_portal", "✓"},
		{m, "code", ""},
		{m, "host.certificate.valid_from", ""},
	} {
		if got := Value(f, test.m, test.id); got != test.want {
			t.Errorf("%s of website %d is %q, want %q", test.id, test.m.Website, got, test.want)
		}
	}
	for i := range r.Materials {
		if d := r.Materials[i]; d.ID == "domain_holder_statement" && d.Website == 0 {
			d.Per, d.Domain = "domain", "xinghe-yuntu.cn"
			if got := Value(f, d, "domain.registrar"); got != "北京青简域名服务有限公司" {
				t.Errorf("the registrar is %q", got)
			}
			if !slices.Contains(Values(d), "domain.holder") || slices.Contains(Values(m), "domain.holder") {
				t.Error("a domain's holder belongs to the forms about a domain")
			}
		}
	}
}

// Neither an empty filing nor one without websites, as of a change, is a reason to
// fail; and nothing that can be placed is a date.
func TestEveryValueHasAName(t *testing.T) {
	_, r := sample(t, nil)
	empty := &rules.Filing{}
	for _, m := range r.Materials {
		seen := map[string]bool{}
		for _, id := range Values(m) {
			if seen[id] {
				t.Errorf("%s is offered twice", id)
			}
			seen[id] = true
			if got := Value(empty, m, id); got != "" && id != Tick {
				t.Errorf("%s of nothing is %q", id, got)
			}
			for _, l := range translations.Languages {
				label := ValueLabel(l, id)
				if label == "" || strings.Contains(label, "[") || strings.Contains(label, "_") {
					t.Errorf("%s is called %q", id, label)
				}
				if strings.Contains(label, "日期") || strings.Contains(label, "有效期") || strings.Contains(strings.ToLower(label), "date ") {
					t.Errorf("%s is a date: %q", id, label)
				}
			}
		}
	}
	if ValueLabel(translations.English, "host_lead.date") != "" || ValueLabel(translations.English, "tick.nature.") != "" {
		t.Error("what is no value has a name")
	}
}
