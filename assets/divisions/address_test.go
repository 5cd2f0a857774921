package divisions

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestHeadOfAnAddress(t *testing.T) {
	for _, tt := range []struct {
		address                string
		province, city, county string
		rest                   string
	}{
		// As on certificates.
		{"江苏省南京市鼓楼区云栖巷9号", "320000", "320100", "320106", "云栖巷9号"},
		{"上海市浦东新区云栖路9号", "310000", "310100", "310115", "云栖路9号"},
		{"北京市朝阳区", "110000", "110100", "110105", ""},
		{"重庆市渝北区云栖路9号", "500000", "500100", "500112", "云栖路9号"},
		{"重庆市城口县云栖路9号", "500000", "500200", "500229", "云栖路9号"},
		{"吉林省吉林市船营区吉林大街9号", "220000", "220200", "220204", "吉林大街9号"},
		{"河南省济源市云栖路9号", "410000", "419000", "419001", "云栖路9号"},
		{"广东省东莞市南城街道云栖路9号", "440000", "441900", "", "南城街道云栖路9号"},
		{"内蒙古自治区锡林郭勒盟锡林浩特市", "150000", "152500", "152502", ""},
		{"新疆维吾尔自治区伊犁哈萨克自治州塔城地区乌苏市", "650000", "654200", "654202", ""},

		// A city or a county names what lies above it.
		{"深圳市南山区云栖路9号", "440000", "440300", "440305", "云栖路9号"},
		{"恩施市云栖路9号", "420000", "422800", "422801", "云栖路9号"},
		{"义乌市云栖路9号", "330000", "330700", "330782", "云栖路9号"},
		{"海淀区云栖路9号", "110000", "110100", "110108", "云栖路9号"},
		{"江苏省昆山市云栖路9号", "320000", "320500", "320583", "云栖路9号"},
		{"福建省鼓楼区云栖路9号", "350000", "350100", "350102", "云栖路9号"},

		// Without 省, 市 or the nationalities.
		{"内蒙古呼和浩特市赛罕区云栖路9号", "150000", "150100", "150105", "云栖路9号"},
		{"广西南宁市青秀区云栖路9号", "450000", "450100", "450103", "云栖路9号"},
		{"新疆乌鲁木齐市天山区云栖路9号", "650000", "650100", "650102", "云栖路9号"},
		{"江苏南京市鼓楼区云栖巷9号", "320000", "320100", "320106", "云栖巷9号"},
		{"江苏南京鼓楼区云栖巷9号", "320000", "320100", "320106", "云栖巷9号"},
		{"江苏南京云栖巷9号", "320000", "320100", "", "云栖巷9号"},
		{"北京朝阳区云栖路9号", "110000", "110100", "110105", "云栖路9号"},
		{"吉林船营区", "220000", "220200", "220204", ""},
		{"吉林吉林市船营区", "220000", "220200", "220204", ""},
		{"海南海口市", "460000", "460100", "", ""},
		{"海南共和县", "630000", "632500", "632521", ""}, // the prefecture in Qinghai
		{"青海海南州共和县", "630000", "632500", "632521", ""},
		{"延边州延吉市", "220000", "222400", "222401", ""},
		{"湖北省宜昌市长阳县龙舟坪镇", "420000", "420500", "420528", "龙舟坪镇"},
		{"新疆生产建设兵团第八师石河子市", "650000", "659000", "659001", ""},

		// Where a 市 may belong to both sides, the reading with more places is right.
		{"济南市中区云栖路9号", "370000", "370100", "370103", "云栖路9号"},
		{"山东青岛市南区云栖路9号", "370000", "370200", "370202", "云栖路9号"},
		{"青岛市市南区云栖路9号", "370000", "370200", "370202", "云栖路9号"},

		// Zones.
		{"中国（上海）自由贸易试验区云栖路9号", "310000", "310100", "", "中国（上海）自由贸易试验区云栖路9号"},
		{"中国(上海)自由贸易试验区浦东新区", "310000", "310100", "310115", "中国(上海)自由贸易试验区浦东新区"},
		{"中国（江苏）自由贸易试验区南京片区浦口区", "320000", "320100", "320111", "中国（江苏）自由贸易试验区南京片区浦口区"},
		{"中国（浙江）自由贸易试验区浙江省杭州市滨江区", "330000", "330100", "330108", "中国（浙江）自由贸易试验区浙江省杭州市滨江区"},
		{"中国（重庆）自由贸易试验区", "500000", "", "", "中国（重庆）自由贸易试验区"},
		{"成都高新区云栖路9号", "510000", "510100", "", "高新区云栖路9号"},
		{"苏州工业园区云栖路9号", "320000", "320500", "", "工业园区云栖路9号"},
		{"江苏省苏州宿迁工业园区", "320000", "", "", "苏州宿迁工业园区"}, // in the second city
		{"四川省成都市高新区", "510000", "510100", "", "高新区"},

		// Separators, repetitions, placeholders.
		{" 江苏省 南京市　鼓楼区 云栖巷9号", "320000", "320100", "320106", "云栖巷9号"},
		{"江苏省-南京市-鼓楼区", "320000", "320100", "320106", ""},
		{"北京市北京市朝阳区", "110000", "110100", "110105", ""},
		{"北京市市辖区朝阳区", "110000", "110100", "110105", ""},
		{"中国江苏省南京市", "320000", "320100", "", ""},

		// What stops half-way.
		{"江苏省南京路9号", "320000", "", "", "南京路9号"},
		{"江苏省鼓楼区云栖巷9号", "320000", "", "", "鼓楼区云栖巷9号"}, // in Nanjing and in Xuzhou
		{"河北省桥东区云栖巷9号", "130000", "", "", "桥东区云栖巷9号"},
		{"江苏省杭州市西湖区", "320000", "", "", "杭州市西湖区"}, // Hangzhou is not in Jiangsu
		{"重庆市", "500000", "", "", ""},             // one of two codes
		{"上海市卢湾区", "310000", "310100", "", "卢湾区"}, // abolished
		{"武汉市上海路9号", "420000", "420100", "", "上海路9号"},
	} {
		want := Head{tt.province, tt.city, tt.county, tt.rest}
		if got := ReadAddress(tt.address); got != want {
			t.Errorf("ReadAddress(%q) = %+v, want %+v", tt.address, got, want)
		}
	}
}

func TestInDoubtAnAddressNamesNothing(t *testing.T) {
	for _, address := range []string{
		"", "云栖巷9号", "9号", "中国", "省", "市辖区",
		"北京路12号", "南京东路", "南京西一路", "上海市场路", "吉林大街", "江苏路12号", "重庆道", "福州路", "中山大道", "长沙街",
		"江苏南京东路", "海南海口大厦", "北京", "上海张江", "江苏", "南京",
		"鼓楼区", "朝阳区建国路", "市中区", "城区", "西湖区云栖路9号", "新市区", "东城区", "城北区云栖路",
		"莘县路", "单县支路", "费县一路", "新县城云栖路9号", "长阳县",
		"香港九龙", "台北市中山区", "London", "\xff\xfe", "（上海）", "自由贸易试验区",
	} {
		if got := ReadAddress(address); got != (Head{Rest: address}) {
			t.Errorf("ReadAddress(%q) = %+v", address, got)
		}
	}
}

// The way a form writes it, each place of the table is read as itself.
func TestEveryPlaceIsReadBack(t *testing.T) {
	for _, e := range table().entries {
		if !e.listed {
			continue
		}
		province, city, county := Codes(e.Code)
		switch {
		case province == "500000" && county == "":
			city = "" // Chongqing alone is either of two cities
		case city == "" && len(Children(province)) == 1:
			city = Children(province)[0].Code
		}
		for _, behind := range []string{"某路1号", "", "云栖村三组", "城关镇云栖路9号"} {
			want := Head{province, city, county, behind}
			if got := ReadAddress(FullName(e.Code) + behind); got != want {
				t.Errorf("%s%s is read as %+v, want %+v", FullName(e.Code), behind, got, want)
			}
		}
	}
}

// Nor is any of them misread where its province is called by its short name, or
// where the province is left out.
func TestEveryPlaceIsReadBackInShort(t *testing.T) {
	for _, e := range table().entries {
		if !e.listed || level(e.Code) == 0 || e.Code == "500100" {
			continue
		}
		province, city, county := Codes(e.Code)
		full := table().find(province)
		below := strings.TrimPrefix(FullName(e.Code), full.Name)
		if below == "" {
			continue
		}
		want := Head{province, city, county, "某路1号"}
		if got := ReadAddress(shortProvince(full.Name) + below + "某路1号"); got != want {
			t.Errorf("%s%s is read as %+v, want %+v", shortProvince(full.Name), below, got, want)
		}
		got := ReadAddress(below + "某路1号")
		if got.Province != "" && got != want {
			t.Errorf("%s is read as %+v, want %+v or nothing", below, got, want)
		}
		if above, _ := Lookup(city); got.Province == "" && strings.HasPrefix(below, above.Name) {
			t.Errorf("%s, with its city, is not read", below)
		}
	}
}

// A road called after any place is in no place.
func TestRoadsNameNothing(t *testing.T) {
	for _, e := range table().entries {
		if !e.listed {
			continue
		}
		stem := e.Name[:len(e.Name)-len("市")]
		for _, road := range []string{e.Name + "路9号", stem + "路9号", stem + "东路9号", stem + "大道", stem + "一街"} {
			if got := ReadAddress(road); got != (Head{Rest: road}) {
				t.Errorf("%s is read as %+v", road, got)
			}
		}
	}
}

func TestShortNamesAreThoseOfPlaces(t *testing.T) {
	for code, stem := range shortPrefectures {
		if d, _ := Lookup(code); !strings.HasPrefix(d.Name, stem) || !strings.HasSuffix(d.Name, "自治州") {
			t.Errorf("%s is not short for %q", stem, d.Name)
		}
	}
	prefectures := 0
	for _, e := range table().entries {
		if strings.HasSuffix(e.Name, "自治州") {
			prefectures++
		}
	}
	if prefectures != len(shortPrefectures) {
		t.Errorf("%d short names for %d prefectures", len(shortPrefectures), prefectures)
	}
	for name := range commonDistricts {
		n := 0
		for _, place := range index().names[name] {
			if place.under != underCity {
				t.Errorf("%s counts by itself", name)
			}
			n++
		}
		if n != 1 {
			t.Errorf("%d districts are named %s; only those there once need the list", n, name)
		}
	}
	for full, want := range map[string]string{
		"长阳土家族自治县": "长阳县", "双江拉祜族佤族布朗族傣族自治县": "双江县", "龙胜各族自治县": "龙胜县",
		"察布查尔锡伯自治县": "察布查尔县", "杜尔伯特蒙古族自治县": "杜尔伯特县", "积石山保安族东乡族撒拉族自治县": "积石山县",
	} {
		if len(index().names[full]) != 1 || len(index().names[want]) != 1 || index().names[full][0].code != index().names[want][0].code {
			t.Errorf("%s is not short for %s", want, full)
		}
	}
}

func TestAMegabyteOfAddressIsReadAtOnce(t *testing.T) {
	for _, piece := range []string{"江苏省", "南京", "市", " ", "第八师", "中国（上海）", "\xff", "云", "片区", "第一"} {
		address := strings.Repeat(piece, 1<<20/len(piece))
		began := time.Now()
		ReadAddress(address)
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("a megabyte of %q takes %v", piece, took)
		}
	}
}

func FuzzReadAddress(f *testing.F) {
	for _, s := range []string{
		"江苏省南京市鼓楼区云栖巷9号", "中国（上海）自由贸易试验区", "济南市中区", "北京路12号", "新疆生产建设兵团第八师石河子市", "\xff北京市", "苏州宿迁工业园区",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		h := ReadAddress(address)
		if !strings.HasSuffix(address, h.Rest) {
			t.Errorf("the rest of %q is %q", address, h.Rest)
		}
		for _, code := range []string{h.Province, h.City, h.County} {
			if _, ok := Lookup(code); code != "" && !ok {
				t.Errorf("%q names %s, which is no place", address, code)
			}
		}
		if h.City != "" && !Contains(h.Province, h.City) || h.County != "" && !Contains(h.City, h.County) {
			t.Errorf("%q is read as %+v, one outside the other", address, h)
		}
		if h.Province == "" && (h.City != "" || h.County != "" || h.Rest != address) {
			t.Errorf("%q is read as %+v", address, h)
		}
		// Spaces before it do not matter.
		if spaced := ReadAddress(" " + address); utf8.ValidString(address) && (spaced.Province != h.Province || spaced.City != h.City || spaced.County != h.County) {
			t.Errorf("%q is read as %+v, with a space before it as %+v", address, h, spaced)
		}
	})
}

func BenchmarkReadAddress(b *testing.B) {
	for _, address := range []string{"江苏省南京市鼓楼区云栖巷9号", "江苏南京云栖巷9号", "云栖巷9号1栋202室", "北京路12号"} {
		b.Run(address, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ReadAddress(address)
			}
		})
	}
}
