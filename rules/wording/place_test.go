package wording

import (
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

const zh, en = translations.Chinese, translations.English

func TestPlaceNamesADivisionAndKeepsAnUnknownCode(t *testing.T) {
	for _, c := range []struct {
		l          Language
		code, want string
	}{
		{zh, "310000", "上海市"},
		{en, "310000", "Shanghai"},
		{zh, "110105", "朝阳区"},
		{en, "110105", "Chaoyang District"},
		{zh, "999999", "999999"},
		{en, "", ""},
	} {
		if got := Place(c.l, c.code); got != c.want {
			t.Errorf("Place(%s, %q) = %q, want %q", c.l, c.code, got, c.want)
		}
	}
}

func TestWhereCountsOnlyAmongSeveralAndNamesThePerson(t *testing.T) {
	one := rules.New("new_recordal")
	several := rules.New("new_recordal")
	for _, list := range []string{"websites", "websites.1.domains", "websites.1.access.ips", "websites.1.pre_approvals", "websites.1.pre_approvals"} {
		if _, err := several.Append(list); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		f            *rules.Filing
		path, zh, en string
	}{
		{one, "host.name", "", ""},
		{one, "websites.0.domains.0.name", "", ""},
		{one, "host.legal_representative.mobile", "法定代表人", "Legal representative"},
		{one, "host.lead.mobile", "主体负责人", "Person in charge of the host unit"},
		{one, "websites.0.lead.mobile", "网站负责人", "Person in charge of the website"},
		{several, "websites.0.name", "网站1", "website 1"},
		{several, "websites.0.domains.0.name", "网站1", "website 1"},
		{several, "websites.1.domains.1.name", "网站2、域名2", "website 2, domain 2"},
		{several, "websites.1.access.ips.1.from", "网站2、IP地址段2", "website 2, IP range 2"},
		{several, "websites.1.pre_approvals.0.holder", "网站2、前置审批1", "website 2, pre-approval 1"},
		{several, "websites.7.domains.0.name", "已删除的网站", "removed website"},
		{several, "websites.1.domains.7.name", "网站2、已删除的域名", "website 2, removed domain"},
		{several, "websites.1.lead.name", "网站2、网站负责人", "website 2, Person in charge of the website"},
	} {
		for l, want := range map[Language]string{zh: c.zh, en: c.en} {
			if got := Where(l, c.f, c.path); got != want {
				t.Errorf("Where(%s, %s) = %q, want %q", l, c.path, got, want)
			}
		}
	}
}

func TestValueSaysWhatAFieldHolds(t *testing.T) {
	fields := map[string]*rules.Field{}
	for _, kind := range []string{"new_recordal", "change_website"} {
		for _, i := range rules.Builtin().Shown(rules.New(kind), today) {
			fields[i.Field.ID] = i.Field
		}
	}
	for _, c := range []struct {
		field  string
		value  any
		zh, en string
	}{
		{"host.name", "北京星禾云图科技有限公司", "北京星禾云图科技有限公司", "北京星禾云图科技有限公司"},
		{"host.name", "", "", ""},
		{"host.nature", "enterprise", "企业", "Enterprise"},
		{"host.nature", "club", "club", "club"}, // of a later version
		{"host.certificate.valid_until", "long_term", "长期", "Long-term"},
		{"host.certificate.valid_until", "2030-06-30", "2030-06-30", "2030-06-30"},
		{"host.certificate.valid_from", "long_term", "long_term", "long_term"}, // no beginning is without a date
		{"host.province", "320000", "江苏省", "Jiangsu"},
		{"host.lead_is_legal_representative", true, "是", "Yes"},
		{"host.lead_is_legal_representative", false, "否", "No"},
		{"websites.languages", []string{"zh_hans", "english"}, "中文简体、英语", "Simplified Chinese, English"},
		{"websites.access.locations", []string{"110000", "310000"}, "北京市、上海市", "Beijing, Shanghai"},
		{"change.fields", []string{"host.name", "websites.1.name", "host.lead.mobile"}, "主办单位名称、网站2：网站名称、主体负责人：移动电话号码", "Host unit name, website 2: Website name, Person in charge of the host unit: Mobile phone"},
		{"change.fields", []string{"host.slogan"}, "host.slogan", "host.slogan"}, // of a later version
		{"websites.services", []string{}, "", ""},
		{"websites.services", nil, "", ""},
	} {
		field := fields[c.field]
		if field == nil {
			t.Errorf("no field %s on the forms", c.field)
			continue
		}
		for l, want := range map[Language]string{zh: c.zh, en: c.en} {
			if got := Value(l, field, c.value); got != want {
				t.Errorf("Value(%s, %s, %v) = %q, want %q", l, c.field, c.value, got, want)
			}
		}
	}
}

func TestSourceNamesTheParagraph(t *testing.T) {
	const source = "guidance_item 9; guidance_note 1; domain 2.9; standard GB 32100-2015"
	for l, want := range map[Language]string{
		zh: "《光环新网备案指南》材料清单第9项、《光环新网备案指南》材料清单注1、《备案业务资料汇编》第2.9节、国家标准GB 32100-2015",
		en: "Sinnet's guidance (item 9 of the material list), Sinnet's guidance (note 1 to the material list), dossier on recordal practice (section 2.9), national standard GB 32100-2015",
	} {
		if got := Source(l, source); got != want {
			t.Errorf("Source(%s) = %q, want %q", l, got, want)
		}
	}
}

func TestUnknownChoiceIsSaidAsTyped(t *testing.T) {
	f := rules.Finding{Rule: "certificate-other-nature", Names: map[string]string{
		"nature": "choice.nature.club", "certificate": "choice.certificate_type.business_licence",
	}}
	got, _ := Message(zh, f)
	if want := "性质为“club”的主办单位不能用“营业执照”备案。"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
