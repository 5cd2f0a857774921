package divisions

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Head is what an address names at its beginning, by the codes a filing holds
// (see [Codes]). A level that is not certainly named is empty.
type Head struct {
	Province, City, County string
	// Rest is the address behind the names. Where the first of them is part of
	// another name, as in 中国（上海）自由贸易试验区, it is the whole address.
	Rest string
}

// ReadAddress reads the head of an address: 江苏省南京市鼓楼区云栖巷9号 and
// 南京鼓楼区云栖巷9号 both name 320000, 320100 and 320106. What lies above a
// place that is named follows from it and is given as well.
//
// In doubt it names less. A name that several cities have, such as 鼓楼区, or
// that many a town uses for a part of itself, such as 东城区, counts only under
// one that is named before. A name without its 省 or 市 counts only where a
// further place follows in it (江苏南京市, 南京鼓楼区), where it follows on its
// province and does not begin the name of a road, or where a development zone is
// called after it (成都高新区). So 北京路12号, 南京东路 and 上海市场路 name
// nothing. Abolished places and towns are not known.
func ReadAddress(address string) Head {
	s := skipBetween(address)
	r := index().zone(s)
	if r.names > 0 {
		return head(r.code, address)
	}
	r = index().read(s, "")
	if r.names == 0 {
		for _, country := range []string{"中华人民共和国", "中国"} {
			if rest, found := strings.CutPrefix(s, country); found {
				r = index().read(skipBetween(rest), "")
				break
			}
		}
	}
	if r.names == 0 {
		return Head{Rest: address}
	}
	return head(r.code, r.rest)
}

func head(code, rest string) Head {
	h := Head{Rest: rest}
	h.Province, h.City, h.County = Codes(code)
	// A municipality is its only city; Chongqing has two codes for it.
	if h.City == "" {
		if cities := table().children[h.Province]; len(cities) == 1 && h.Province != "500000" {
			h.City = table().entries[cities[0]].Code
		}
	}
	return h
}

// A reading is one way to understand the beginning of a text.
type reading struct {
	names int    // how many places it names, one in the other
	code  string // the innermost
	rest  string // the text behind
}

// read finds the reading with most names of places in one that is named already,
// "" for none. Two readings of as many names that end in different places are
// none.
func (x *addressIndex) read(s, above string) reading {
	var best reading
	unsure := false
	for size := range x.prefixes(s) {
		for _, n := range x.names[s[:size]] {
			if !n.liesIn(above) || !n.hasAbove(above) {
				continue
			}
			r := x.read(skipProvince(s[size:], n.code), n.code)
			if r.names == 0 {
				if !n.standsAlone(s[size:], above) || !n.whole && x.beginsWithCity(s[size:], n.code) {
					continue
				}
				r = reading{code: n.code, rest: strings.TrimLeftFunc(s[size:], isBetween)}
			}
			r.names++
			switch {
			case r.names > best.names:
				best, unsure = r, false
			case r.names < best.names:
			case r.code != best.code:
				unsure = true
			case len(r.rest) < len(best.rest): // 南京 and 南京市 are the same
				best = r
			}
		}
	}
	if unsure {
		return reading{}
	}
	return best
}

// prefixes gives the sizes of the beginnings of s that may be a name.
func (x *addressIndex) prefixes(s string) iter.Seq[int] {
	return func(yield func(int) bool) {
		runes := 0
		for size := range s {
			if size > 0 && !yield(size) {
				return
			}
			if runes++; runes > x.longest {
				return
			}
		}
		if s != "" {
			yield(len(s))
		}
	}
}

// skipProvince takes off what stands behind the name of a place, and the name of
// a province that is given twice: 北京市北京市朝阳区.
func skipProvince(s, code string) string {
	s = skipBetween(s)
	if level(code) == 0 {
		if e := table().find(code); e != nil {
			s = skipBetween(strings.TrimPrefix(s, e.Name))
		}
	}
	return s
}

// zone reads 中国（上海）自由贸易试验区 and the places behind it.
func (x *addressIndex) zone(s string) reading {
	if !strings.Contains(s, "自贸") && !strings.Contains(s, "自由贸易") {
		return reading{}
	}
	s = strings.TrimPrefix(s, "中国")
	s = strings.TrimLeft(s, "（( ")
	for _, p := range table().children[""] {
		province := &table().entries[p]
		rest, found := strings.CutPrefix(s, shortProvince(province.Name))
		if !found {
			continue
		}
		rest = strings.TrimLeft(rest, "）) ")
		for _, zone := range []string{"自由贸易试验区", "自由贸易区", "自由贸易港", "自贸试验区", "自贸区"} {
			if behind, found := strings.CutPrefix(rest, zone); found {
				if r := x.read(skipProvince(behind, province.Code), province.Code); r.names > 0 {
					return r
				}
				return reading{names: 1, code: province.Code}
			}
		}
	}
	return reading{}
}

// liesIn says whether a name may follow on the place above it.
func (n placeName) liesIn(above string) bool {
	switch {
	case above == "":
		return true
	case level(above) == 0:
		return level(n.code) > 0 && n.code[:2] == above[:2]
	case above == "654000" && level(n.code) == 1:
		return n.code == "654200" || n.code == "654300" // prefectures in a prefecture
	}
	return level(above) == 1 && level(n.code) == 2 && n.code[:4] == above[:4]
}

// hasAbove says whether enough is named before a name for it to count. A
// municipality is a city as well.
func (n placeName) hasAbove(above string) bool {
	switch n.under {
	case underAny:
		return above != ""
	case underCity:
		return above != "" && (level(above) == 1 || len(table().children[above]) == 1)
	}
	return true
}

// standsAlone says whether a name is certain though no further place follows.
func (n placeName) standsAlone(behind, above string) bool {
	switch {
	case !n.whole:
		if beginsRoad(behind) || beginsBuilding(behind) {
			return false
		}
		return level(n.code) == 1 && above != "" || beginsZone(behind)
	case strings.HasSuffix(n.name, "市") && strings.HasPrefix(behind, "场"): // 上海市场路
		return false
	case strings.HasPrefix(behind, "路"), strings.HasPrefix(behind, "街"), strings.HasPrefix(behind, "巷"), strings.HasPrefix(behind, "弄"), strings.HasPrefix(behind, "支路"):
		return false
	case above != "" || level(n.code) < 2 || strings.HasSuffix(n.name, "市"):
		return true
	}
	// A county or a district by itself: 莘县一路 is a road in another town, and a
	// new 县城 is to be found everywhere.
	return !beginsRoad(behind) && !strings.HasPrefix(behind, "城")
}

// beginsWithCity finds 宿迁 behind 苏州, as in 苏州宿迁工业园区, which lies in the
// second of the two.
func (x *addressIndex) beginsWithCity(s, other string) bool {
	for size := range x.prefixes(s) {
		for _, n := range x.names[s[:size]] {
			if level(n.code) == 1 && n.code != other && n.code[:2] == other[:2] {
				return true
			}
		}
	}
	return false
}

// beginsRoad finds what makes a road of the name before it: 路, 东路, 南一环路.
func beginsRoad(s string) bool {
	for range 4 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case strings.ContainsRune("路街巷弄道", r), strings.HasPrefix(s, "胡同"):
			return true
		case !strings.ContainsRune("东西南北中上下前后内外新老大小支横直环正一二三四五六七八九十", r):
			return false
		}
		s = s[size:]
	}
	return false
}

// beginsBuilding finds what makes a building, a quarter or a village of it.
func beginsBuilding(s string) bool {
	for _, w := range []string{
		"大厦", "大楼", "大桥", "大学", "大酒店", "酒店", "饭店", "宾馆", "商厦", "商城", "市场", "广场", "花园", "公寓", "小区", "新村",
		"银行", "公馆", "会馆", "村", "镇", "乡", "庄", "屯", "里", "坊", "桥", "门", "城", "场", "山", "河", "江", "湖",
	} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// beginsZone finds a development zone that is called after its city.
func beginsZone(s string) bool {
	for _, w := range []string{
		"国家高新技术产业开发区", "高新技术产业开发区", "高新技术开发区", "高新技术产业园区", "高新区", "经济技术开发区", "经济开发区", "经开区",
		"技术开发区", "开发区", "工业园区", "综合保税区", "保税港区", "保税区", "出口加工区",
	} {
		if rest, found := strings.CutPrefix(s, w); found {
			return !beginsRoad(rest)
		}
	}
	return false
}

// skipBetween takes off what stands between the names of places: spaces and
// other separators, the placeholders of the statistics, the 片区 of a free trade
// zone, the division of the Xinjiang corps.
func skipBetween(s string) string {
	s = strings.TrimLeftFunc(s, isBetween)
	for _, w := range []string{"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖县级", "片区"} {
		if rest, found := strings.CutPrefix(s, w); found {
			return strings.TrimLeftFunc(rest, isBetween)
		}
	}
	if rest, found := strings.CutPrefix(s, "第"); found {
		if rest := strings.TrimLeft(rest, "一二三四五六七八九十"); strings.HasPrefix(rest, "师") {
			return strings.TrimLeftFunc(rest[len("师"):], isBetween)
		}
	}
	return s
}

func isBetween(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("-－—/／,，、·>", r)
}
