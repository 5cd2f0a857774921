package main

import (
	"strings"
)

// established holds English names that are not the pinyin of the Chinese one:
// the provinces, and the places of minority languages a reader will know.
var established = map[string]string{
	"110000": "Beijing", "120000": "Tianjin", "130000": "Hebei", "140000": "Shanxi",
	"150000": "Inner Mongolia", "210000": "Liaoning", "220000": "Jilin", "230000": "Heilongjiang",
	"310000": "Shanghai", "320000": "Jiangsu", "330000": "Zhejiang", "340000": "Anhui",
	"350000": "Fujian", "360000": "Jiangxi", "370000": "Shandong", "410000": "Henan",
	"420000": "Hubei", "430000": "Hunan", "440000": "Guangdong", "450000": "Guangxi",
	"460000": "Hainan", "500000": "Chongqing", "510000": "Sichuan", "520000": "Guizhou",
	"530000": "Yunnan", "540000": "Tibet", "610000": "Shaanxi", "620000": "Gansu",
	"630000": "Qinghai", "640000": "Ningxia", "650000": "Xinjiang",

	"419000": "Counties directly under the province", "429000": "Counties directly under the province",
	"469000": "Counties directly under the province", "659000": "Counties directly under the region",

	"150100": "Hohhot", "150206": "Bayan Obo Mining District", "150600": "Ordos", "150700": "Hulunbuir", "150702": "Hailar District",
	"150781": "Manzhouli", "150800": "Bayannur", "150900": "Ulanqab", "152200": "Hinggan League",
	"152201": "Ulanhot", "152500": "Xilingol League", "152501": "Erenhot", "152502": "Xilinhot",
	"152900": "Alxa League", "211324": "Harqin Left Wing Mongol Autonomous County",
	"220200": "Jilin City", "220721": "Qian Gorlos Mongol Autonomous County",
	"230100": "Harbin", "230200": "Qiqihar", "230624": "Dorbod Mongol Autonomous County",
	"460323": "Zhongsha Islands and their waters",
	"513300": "Garze Tibetan Autonomous Prefecture",
	"540100": "Lhasa", "540200": "Xigaze", "540300": "Qamdo", "540400": "Nyingchi",
	"540600": "Nagqu", "542500": "Ngari Prefecture",
	"632600": "Golog Tibetan Autonomous Prefecture", "632801": "Golmud",
	"632857": "Da Qaidam Administrative Committee",
	"650100": "Urumqi", "650200": "Karamay", "650203": "Karamay District", "650400": "Turpan",
	"652700": "Bortala Mongol Autonomous Prefecture", "652800": "Bayingolin Mongol Autonomous Prefecture",
	"652801": "Korla", "652900": "Aksu Prefecture", "652901": "Aksu", "652902": "Kuqa",
	"653000": "Kizilsu Kirgiz Autonomous Prefecture", "653100": "Kashgar Prefecture", "653101": "Kashgar",
	"653131": "Taxkorgan Tajik Autonomous County", "653200": "Hotan Prefecture", "653201": "Hotan",
	"654000": "Ili Kazak Autonomous Prefecture", "654004": "Horgos",
	"654022": "Qapqal Xibe Autonomous County", "654226": "Hoboksar Mongol Autonomous County",
	"654300": "Altay Prefecture", "654301": "Altay",
	"659002": "Aral", "659003": "Tumxuk", "659008": "Kokdala",
}

// kinds maps the end of a name to the English word for that kind of
// division; the first that fits is taken. A city goes without a word.
var kinds = []struct{ ending, english string }{
	{"自治州", "Autonomous Prefecture"}, {"自治县", "Autonomous County"}, {"自治旗", "Autonomous Banner"},
	{"地区", "Prefecture"}, {"群岛", "Islands"}, {"林区", "Forestry District"}, {"特区", "Special District"},
	{"矿区", "Mining District"}, {"新区", "New District"},
	{"盟", "League"}, {"区", "District"}, {"县", "County"}, {"旗", "Banner"}, {"市", ""},
}

// peoples maps what stands before 自治州, 自治县, 自治旗 or 区 to the name of
// the nationality. Xinjiang and the banners write some of them without 族.
var peoples = []struct{ chinese, english string }{
	{"各族", "Various Nationalities"},
	{"柯尔克孜", "Kirgiz"}, {"达斡尔族", "Daur"}, {"鄂伦春", "Oroqen"}, {"鄂温克族", "Ewenki"},
	{"哈萨克族", "Kazak"}, {"哈萨克", "Kazak"}, {"蒙古族", "Mongol"}, {"蒙古", "Mongol"},
	{"维吾尔", "Uygur"}, {"塔吉克", "Tajik"}, {"锡伯", "Xibe"},
	{"布依族", "Buyei"}, {"土家族", "Tujia"}, {"朝鲜族", "Korean"}, {"哈尼族", "Hani"}, {"傈僳族", "Lisu"},
	{"景颇族", "Jingpo"}, {"仫佬族", "Mulao"}, {"毛南族", "Maonan"}, {"仡佬族", "Gelao"}, {"拉祜族", "Lahu"},
	{"独龙族", "Derung"}, {"布朗族", "Blang"}, {"纳西族", "Naxi"}, {"普米族", "Pumi"}, {"裕固族", "Yugur"},
	{"东乡族", "Dongxiang"}, {"保安族", "Bonan"}, {"撒拉族", "Salar"},
	{"回族", "Hui"}, {"藏族", "Tibetan"}, {"彝族", "Yi"}, {"壮族", "Zhuang"}, {"苗族", "Miao"}, {"侗族", "Dong"},
	{"傣族", "Dai"}, {"白族", "Bai"}, {"羌族", "Qiang"}, {"满族", "Manchu"}, {"瑶族", "Yao"}, {"黎族", "Li"},
	{"畲族", "She"}, {"水族", "Sui"}, {"佤族", "Va"}, {"怒族", "Nu"}, {"土族", "Tu"},
}

// english returns the name for a reader who has no Chinese: an established
// one, else pinyin with a word for the kind of division. A name of one
// character keeps its ending, as on maps: Shanxian County.
func english(code, name, reading string) string {
	if e, ok := established[code]; ok {
		return e
	}
	syllables := strings.Fields(reading)
	kind, stem := kindOf(name)
	stem, nations := peoplesOf(stem, name)
	n := len([]rune(stem))
	switch n {
	case 0: // 东乡族自治县, 鄂伦春自治旗
		return strings.Join([]string{nations[0], kind}, " ")
	case 1:
		n = 2
	}
	out := []string{capital(syllables[:n])}
	if len(nations) > 0 {
		out = append(out, list(nations))
	}
	if kind != "" {
		out = append(out, kind)
	}
	return strings.Join(out, " ")
}

func kindOf(name string) (kind, stem string) {
	for _, k := range kinds {
		stem, ok := strings.CutSuffix(name, k.ending)
		if !ok {
			continue
		}
		// 矿区 and 城区 are whole names, 清新区 is the 区 of 清新: a kind of
		// two characters wants a name of two before it.
		if len([]rune(k.ending)) == 2 && len([]rune(stem)) < 2 {
			continue
		}
		return k.english, stem
	}
	return "", name
}

// peoplesOf cuts the nationalities off the end of stem; it only looks where
// the whole name has room for them.
func peoplesOf(stem, name string) (rest string, english []string) {
	if !strings.Contains(name, "自治") && !strings.HasSuffix(name, "族区") {
		return stem, nil
	}
	for again := true; again; {
		again = false
		for _, p := range peoples {
			if cut, ok := strings.CutSuffix(stem, p.chinese); ok {
				stem, english, again = cut, append([]string{p.english}, english...), true
				break
			}
		}
	}
	return stem, english
}

// capital joins syllables as pinyin is written: Xi'an, Lüliang, Hangzhou.
func capital(syllables []string) string {
	var b strings.Builder
	for i, s := range syllables {
		if i > 0 && strings.ContainsRune("aoe", rune(s[0])) {
			b.WriteByte('\'')
		}
		if strings.HasPrefix(s, "lv") || strings.HasPrefix(s, "nv") {
			s = s[:1] + "ü" + s[2:]
		}
		if i == 0 {
			s = strings.ToUpper(s[:1]) + s[1:]
		}
		b.WriteString(s)
	}
	return b.String()
}

func list(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
