package divisions

import (
	"strings"
	"testing"
)

func TestTheTableIsWhole(t *testing.T) {
	seen := map[string]bool{}
	last := ""
	for i, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		if got := strings.Count(line, "\t"); got != 7 {
			t.Fatalf("line %d has %d tabs, want 7", i+1, got)
		}
	}
	for _, e := range table().entries {
		if len(e.Code) != 6 || strings.Trim(e.Code, "0123456789") != "" {
			t.Errorf("code %q is not six digits", e.Code)
		}
		if seen[e.Code] {
			t.Errorf("code %s occurs twice", e.Code)
		}
		if e.Code <= last {
			t.Errorf("code %s follows %s; lookups need the order", e.Code, last)
		}
		seen[e.Code], last = true, e.Code
		if e.Name == "" || e.Name == "市辖区" || e.Name == "县" {
			t.Errorf("%s is named %q", e.Code, e.Name)
		}
		if e.English == "" || e.Pinyin == "" {
			t.Errorf("%s %s has no English name or no pinyin", e.Code, e.Name)
		}
		if e.Initials != initialsOf(e.Pinyin) {
			t.Errorf("%s: initials %q do not fit %q", e.Name, e.Initials, e.Pinyin)
		}
		if n := len([]rune(e.Name)); n != len(e.Initials) {
			t.Errorf("%s: %d characters, initials %q", e.Name, n, e.Initials)
		}
	}
	if len(seen) < 3200 {
		t.Errorf("%d divisions, want more than 3200", len(seen))
	}
}

func TestEveryDivisionStandsBelowOneThatExists(t *testing.T) {
	for _, e := range table().entries {
		province, city, _ := Codes(e.Code)
		for _, above := range []string{province, city, e.parent} {
			if _, ok := Lookup(above); above != "" && !ok {
				t.Errorf("%s %s: no division %s above it", e.Code, e.Name, above)
			}
		}
		if !e.listed {
			continue
		}
		found := false
		for _, d := range Children(e.parent) {
			found = found || d.Code == e.Code
		}
		if !found {
			t.Errorf("%s %s cannot be picked below %q", e.Code, e.Name, e.parent)
		}
	}
}

func TestThirtyOneProvincesWithTheirCharacters(t *testing.T) {
	provinces := Provinces()
	if len(provinces) != 31 {
		t.Fatalf("%d provinces, want 31", len(provinces))
	}
	for _, p := range provinces {
		if ShortName(p.Code) == "" {
			t.Errorf("%s has no short name", p.Name)
		}
		for _, c := range ICPPrefixes(p.Code) {
			if got, ok := ProvinceOfPrefix(c); !ok || got.Code != p.Code {
				t.Errorf("prefix %s leads to %q, want %s", c, got.Name, p.Name)
			}
		}
	}
	for prefix, want := range map[string]string{"京": "北京市", "蜀": "四川省", "川": "四川省", "陇": "甘肃省"} {
		if got, _ := ProvinceOfPrefix(prefix); got.Name != want {
			t.Errorf("ProvinceOfPrefix(%s) = %q, want %s", prefix, got.Name, want)
		}
	}
	if got, ok := ProvinceOfPrefix("港"); ok {
		t.Errorf("ProvinceOfPrefix(港) = %q, want none", got.Name)
	}
}

func TestKnownPlaces(t *testing.T) {
	tests := []struct {
		code, name, fullName, english string
		province, city, county        string
	}{
		{"110000", "北京市", "北京市", "Beijing", "110000", "", ""},
		{"110100", "北京市", "北京市", "Beijing", "110000", "110100", ""},
		{"110101", "东城区", "北京市东城区", "Dongcheng District, Beijing", "110000", "110100", "110101"},
		{"330106", "西湖区", "浙江省杭州市西湖区", "Xihu District, Hangzhou, Zhejiang", "330000", "330100", "330106"},
		{"419001", "济源市", "河南省济源市", "Jiyuan, Henan", "410000", "419000", "419001"},
		{"419000", "省直辖县级行政区划", "河南省", "Henan", "410000", "419000", ""},
		{"500229", "城口县", "重庆市城口县", "Chengkou County, Chongqing", "500000", "500200", "500229"},
		{"500200", "重庆市", "重庆市", "Chongqing", "500000", "500200", ""},
		{"441900", "东莞市", "广东省东莞市", "Dongguan, Guangdong", "440000", "441900", ""},
		{"659012", "白杨市", "新疆维吾尔自治区白杨市", "Baiyang, Xinjiang", "650000", "659000", "659012"},
		{"653228", "和康县", "新疆维吾尔自治区和田地区和康县", "Hekang County, Hotan Prefecture, Xinjiang", "650000", "653200", "653228"},
		{"340881", "桐城市", "安徽省安庆市桐城市", "Tongcheng, Anqing, Anhui", "340000", "340800", "340881"},
	}
	for _, tt := range tests {
		d, ok := Lookup(tt.code)
		if !ok || d.Name != tt.name {
			t.Errorf("Lookup(%s) = %q, %v; want %s", tt.code, d.Name, ok, tt.name)
		}
		if got := FullName(tt.code); got != tt.fullName {
			t.Errorf("FullName(%s) = %q, want %q", tt.code, got, tt.fullName)
		}
		if got := FullEnglish(tt.code); got != tt.english {
			t.Errorf("FullEnglish(%s) = %q, want %q", tt.code, got, tt.english)
		}
		p, c, a := Codes(tt.code)
		if p != tt.province || c != tt.city || a != tt.county {
			t.Errorf("Codes(%s) = %s %s %s, want %s %s %s", tt.code, p, c, a, tt.province, tt.city, tt.county)
		}
	}
}

func TestUnknownCodesHaveNothing(t *testing.T) {
	for _, code := range []string{"", "1", "990000", "110103", "130171", "710000", "810000", "１１００００", "11010100"} {
		if d, ok := Lookup(code); ok {
			t.Errorf("Lookup(%q) = %q, want none", code, d.Name)
		}
		if p, c, a := Codes(code); p+c+a != "" {
			t.Errorf("Codes(%q) = %q %q %q, want none", code, p, c, a)
		}
		if FullName(code) != "" || ShortName(code) != "" || ICPPrefixes(code) != nil || Contains("110000", code) {
			t.Errorf("%q is treated as a place", code)
		}
	}
}

func TestChildrenAreWhatAPersonPicks(t *testing.T) {
	tests := []struct {
		code        string
		with        []string
		without     []string
		noneAtAll   bool
		description string
	}{
		{code: "110000", with: []string{"110100"}, description: "one city in Beijing"},
		{code: "500000", with: []string{"500100"}, without: []string{"500200"}, description: "one city in Chongqing"},
		{code: "500100", with: []string{"500101", "500229"}, description: "districts and counties of Chongqing"},
		{code: "500200", with: []string{"500101", "500229"}, description: "the same below its second city"},
		{code: "410000", with: []string{"410100", "419001"}, without: []string{"419000"}, description: "Jiyuan below Henan"},
		{code: "330100", with: []string{"330106"}, without: []string{"330200"}, description: "Hangzhou"},
		{code: "441900", noneAtAll: true, description: "a city without counties"},
		{code: "419001", noneAtAll: true, description: "a county"},
		{code: "000000", noneAtAll: true, description: "no such place"},
	}
	for _, tt := range tests {
		got := map[string]bool{}
		for _, d := range Children(tt.code) {
			got[d.Code] = true
		}
		for _, c := range tt.with {
			if !got[c] {
				t.Errorf("%s: Children(%s) lacks %s", tt.description, tt.code, c)
			}
		}
		for _, c := range tt.without {
			if got[c] {
				t.Errorf("%s: Children(%s) offers %s", tt.description, tt.code, c)
			}
		}
		if tt.noneAtAll && len(got) > 0 {
			t.Errorf("%s: Children(%s) = %v, want none", tt.description, tt.code, got)
		}
	}
}

func TestContains(t *testing.T) {
	tests := []struct {
		outer, code string
		want        bool
	}{
		{"330000", "330106", true},
		{"330100", "330106", true},
		{"330106", "330106", true},
		{"330200", "330106", false},
		{"500100", "500229", true},
		{"500200", "500229", true},
		{"500200", "500101", false},
		{"419000", "419001", true},
		{"", "330106", false},
		{"", "", false},
	}
	for _, tt := range tests {
		if got := Contains(tt.outer, tt.code); got != tt.want {
			t.Errorf("Contains(%q, %q) = %v, want %v", tt.outer, tt.code, got, tt.want)
		}
	}
}
