package say

import (
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

func TestMaterialNamesWhatItBelongsToOnlyWhereThereAreSeveral(t *testing.T) {
	one := &rules.Filing{Websites: []rules.Website{{Name: "示例官网", Domains: []rules.Domain{{Name: "example.cn"}}}}}
	two := &rules.Filing{Websites: []rules.Website{
		{Name: "示例官网", Domains: []rules.Domain{{Name: "example.cn"}}}, {Domains: []rules.Domain{{Name: "example.com"}}},
	}}
	for _, c := range []struct {
		name string
		f    *rules.Filing
		m    rules.Material
		want string
	}{
		{"one website", one, rules.Material{Item: 6, ID: "check_list", Per: "website"}, "6. 网站备案信息真实性核验单"},
		{"first of two", two, rules.Material{Item: 6, ID: "check_list", Per: "website"}, "6. 网站备案信息真实性核验单（网站1：示例官网）"},
		{"a website without a name", two, rules.Material{Item: 6, ID: "check_list", Per: "website", Website: 1}, "6. 网站备案信息真实性核验单（网站2）"},
		{"one domain", one, rules.Material{Item: 9, ID: "domain_certificate", Per: "domain", Domain: "example.cn"}, "9. 域名证书"},
		{"one of two domains", two, rules.Material{Item: 9, ID: "domain_certificate", Per: "domain", Domain: "example.cn"}, "9. 域名证书（example.cn）"},
		{"none of the fourteen", one, rules.Material{ID: "pre_approval", Per: "website"}, "前置审批文件"},
	} {
		if got := Material(c.f, c.m)(translations.Chinese); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSizeReadsAsPeopleSayIt(t *testing.T) {
	for bytes, want := range map[int64]string{
		0: "0 KB", 1: "1 KB", 1024: "1 KB", 655360: "640 KB", 1 << 20: "1.0 MB", 2202010: "2.1 MB", 64 << 20: "64 MB",
	} {
		if got := Size(bytes); got != want {
			t.Errorf("Size(%d) = %q, want %q", bytes, got, want)
		}
	}
}
