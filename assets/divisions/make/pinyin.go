package main

import (
	"log"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// inPlaceNames holds characters whose usual reading in the names of places is
// not the first one of the library.
var inPlaceNames = map[rune]string{
	'长': "chang", '藏': "zang", '都': "du", '勒': "le", '什': "shi", '佛': "fo",
	'曾': "zeng", '珲': "hun", '伽': "jia",
}

// exceptions holds names that are read in a way their characters do not show:
// the usual reading first, then others that people are likely to type.
var exceptions = map[string]string{
	"宝坻区":      "bao di qu",
	"大城县":      "dai cheng xian|da cheng xian",
	"泊头市":      "bo tou shi",
	"柏乡县":      "bai xiang xian|bo xiang xian",
	"蔚县":       "yu xian|wei xian",
	"乐亭县":      "lao ting xian|le ting xian",
	"万柏林区":     "wan bo lin qu|wan bai lin qu",
	"洪洞县":      "hong tong xian|hong dong xian",
	"繁峙县":      "fan shi xian|fan zhi xian",
	"长子县":      "zhang zi xian",
	"调兵山市":     "diao bing shan shi|tiao bing shan shi",
	"茄子河区":     "qie zi he qu",
	"穆棱市":      "mu ling shi|mu leng shi",
	"绥棱县":      "sui ling xian|sui leng xian",
	"闵行区":      "min hang qu",
	"六合区":      "lu he qu|liu he qu",
	"乐清市":      "yue qing shi|le qing shi",
	"蚌埠市":      "beng bu shi|bang bu shi",
	"枞阳县":      "zong yang xian|cong yang xian",
	"六安市":      "lu an shi|liu an shi",
	"涡阳县":      "guo yang xian|wo yang xian",
	"厦门市":      "xia men shi",
	"铅山县":      "yan shan xian|qian shan xian",
	"单县":       "shan xian|dan xian",
	"牟平区":      "mu ping qu|mou ping qu",
	"东阿县":      "dong e xian|dong a xian",
	"乐陵市":      "lao ling shi|le ling shi",
	"中牟县":      "zhong mu xian|zhong mou xian",
	"浚县":       "xun xian|jun xian",
	"尉氏县":      "wei shi xian",
	"召陵区":      "shao ling qu|zhao ling qu",
	"泌阳县":      "bi yang xian|mi yang xian",
	"黄陂区":      "huang pi qu",
	"番禺区":      "pan yu qu",
	"大埔县":      "da bu xian|da pu xian",
	"龙圩区":      "long xu qu",
	"覃塘区":      "qin tang qu|tan tang qu",
	"重庆市":      "chong qing shi",
	"犍为县":      "qian wei xian",
	"筠连县":      "jun lian xian|yun lian xian",
	"荥经县":      "ying jing xian|xing jing xian",
	"吴堡县":      "wu bu xian|wu bao xian",
	"崆峒区":      "kong tong qu",
	"宕昌县":      "tan chang xian|dang chang xian",
	"称多县":      "chen duo xian|cheng duo xian",
	"红寺堡区":     "hong si bu qu|hong si bao qu|hong si pu qu",
	"尉犁县":      "yu li xian|wei li xian",
	"丹棱县":      "dan leng xian|dan ling xian",
	"莎车县":      "sha che xian|suo che xian",
	"大柴旦行政委员会": "da chai dan xing zheng wei yuan hui",
}

// readings returns the pinyin of a name, without tones, syllables apart by a
// space, the usual reading first. ü is written v, as it is typed; names with
// it can be found with u too.
func readings(name string) []string {
	var all []string
	if e, ok := exceptions[name]; ok {
		all = strings.Split(e, "|")
	} else {
		var syllables []string
		args := pinyin.NewArgs()
		for _, r := range name {
			if s, ok := inPlaceNames[r]; ok {
				syllables = append(syllables, s)
				continue
			}
			s := pinyin.SinglePinyin(r, args)
			if len(s) == 0 {
				log.Fatalf("%s: no pinyin for %c", name, r)
			}
			syllables = append(syllables, s[0])
		}
		all = []string{strings.Join(syllables, " ")}
	}
	if n := len([]rune(name)); n != len(strings.Fields(all[0])) {
		log.Fatalf("%s: %d characters, read %q", name, n, all[0])
	}
	if plain := strings.NewReplacer("lv", "lu", "nv", "nu").Replace(all[0]); plain != all[0] {
		all = append(all, plain)
	}
	return all
}

// initials returns the first letter of every syllable.
func initials(reading string) string {
	var b strings.Builder
	for _, s := range strings.Fields(reading) {
		b.WriteByte(s[0])
	}
	return b.String()
}
