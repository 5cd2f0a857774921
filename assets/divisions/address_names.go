package divisions

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A placeName is one way to call a place at the head of an address.
type placeName struct {
	name, code string
	whole      bool // with its 省, 市, 区; a name without counts for less
	under      int  // what must be named before it
}

// What must be named before a name for it to count.
const (
	underNothing = iota
	underAny     // a name of everyday speech
	underCity    // other towns use it too
)

type addressIndex struct {
	names   map[string][]placeName
	longest int // in characters
}

var index = sync.OnceValue(func() *addressIndex {
	x := &addressIndex{names: make(map[string][]placeName)}
	t := table()
	for i := range t.entries {
		e := &t.entries[i]
		if !e.listed {
			continue
		}
		switch level(e.Code) {
		case 0:
			x.add(e.Name, e.Code, true)
			x.add(shortProvince(e.Name), e.Code, false)
		case 1:
			if e.Name != t.find(e.parent).Name { // a municipality is found by its province
				x.add(e.Name, e.Code, true)
			}
			x.addShortCity(e)
		case 2:
			x.addCounty(e)
		}
	}
	x.add("内蒙", "150000", false)
	x.add("新疆生产建设兵团", "650000", true)
	return x
})

func (x *addressIndex) add(name, code string, whole bool) {
	x.put(placeName{name: name, code: code, whole: whole})
}

func (x *addressIndex) put(n placeName) {
	x.names[n.name] = append(x.names[n.name], n)
	x.longest = max(x.longest, utf8.RuneCountInString(n.name))
}

// addShortCity adds 南京 for 南京市, 延边州 and 延边 for the prefecture. 地区 and
// 盟 are not left out in addresses, since a city of the same name lies in most.
func (x *addressIndex) addShortCity(e *entry) {
	if stem, found := strings.CutSuffix(e.Name, "市"); found && e.Name != table().find(e.parent).Name {
		x.add(stem, e.Code, false)
	}
	if stem := shortPrefectures[e.Code]; stem != "" {
		x.add(stem+"州", e.Code, true)
		x.add(stem, e.Code, false)
	}
}

// addCounty adds a county, and 长阳县 for 长阳土家族自治县.
func (x *addressIndex) addCounty(e *entry) {
	n := placeName{name: e.Name, code: e.Code, whole: true}
	if isCommon(e.Name) {
		n.under = underCity
	}
	x.put(n)
	for _, kind := range []string{"县", "旗"} {
		stem, found := strings.CutSuffix(e.Name, "自治"+kind)
		if !found {
			continue
		}
		if stem = withoutPeoples(stem); utf8.RuneCountInString(stem) >= 2 {
			n.name, n.under = stem+kind, underAny
			x.put(n)
		}
	}
}

// shortProvince is the name without its kind: 北京, 江苏, 内蒙古, 广西.
func shortProvince(name string) string {
	for _, kind := range []string{"省", "市", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区"} {
		if stem, found := strings.CutSuffix(name, kind); found {
			return stem
		}
	}
	return name
}

// shortPrefectures are the autonomous prefectures as they are called every day.
var shortPrefectures = map[string]string{
	"222400": "延边", "422800": "恩施", "433100": "湘西", "513200": "阿坝", "513300": "甘孜", "513400": "凉山",
	"522300": "黔西南", "522600": "黔东南", "522700": "黔南", "532300": "楚雄", "532500": "红河", "532600": "文山",
	"532800": "西双版纳", "532900": "大理", "533100": "德宏", "533300": "怒江", "533400": "迪庆", "622900": "临夏",
	"623000": "甘南", "632200": "海北", "632300": "黄南", "632500": "海南", "632600": "果洛", "632700": "玉树",
	"632800": "海西", "652300": "昌吉", "652700": "博尔塔拉", "652800": "巴音郭楞", "653000": "克孜勒苏", "654000": "伊犁",
}

// withoutPeoples takes the nationalities off the end of 长阳土家族.
func withoutPeoples(stem string) string {
	for {
		rest := stem
		for _, people := range peoples {
			rest = strings.TrimSuffix(rest, people)
		}
		if rest == stem {
			return stem
		}
		stem = rest
	}
}

var peoples = strings.Fields(`各族 柯尔克孜 哈萨克族 哈萨克 蒙古族 蒙古 塔吉克 锡伯 达斡尔族 鄂伦春 鄂温克族 布依族 土家族 朝鲜族 哈尼族 傈僳族
	景颇族 仫佬族 毛南族 仡佬族 拉祜族 独龙族 布朗族 纳西族 普米族 裕固族 东乡族 保安族 撒拉族 回族 藏族 彝族 壮族 苗族 侗族
	傣族 白族 羌族 满族 瑶族 黎族 畲族 水族 佤族 怒族 土族`)

// isCommon knows the names of districts that by themselves say nothing. Of those
// in the data twice nothing needs to be known; these are there once.
func isCommon(name string) bool {
	return strings.HasSuffix(name, "区") && utf8.RuneCountInString(name) == 2 || commonDistricts[name]
}

// commonDistricts are called after a side of the town or the like, or were
// districts of another city until lately (revisions of GB/T 2260 from 2002 to
// 2016, npm gb2260 0.6.0).
var commonDistricts = func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(`东城区 西城区 城东区 城西区 城北区 新市区 西市区 市北区 市南区 路南区 路北区 桥东区 双桥区 太平区
		清河区 南关区 东山区 河北区 河西区 江南区 湖滨区 滨湖区 滨江区 港口区 港北区 港南区 东湖区 南湖区 中山区 开平区`) {
		set[name] = true
	}
	return set
}()
