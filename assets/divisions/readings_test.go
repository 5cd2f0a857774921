package divisions

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// localReadings are those that a dictionary does not give first: a place is read as its
// people read it, or in one of several ways. A syllable with ü comes where u does in a
// dictionary, and after it by its letters.
const localReadings = `阿e 柏bo 蚌beng 堡bu 陂pi 埔pu 藏zang 曾zeng 沈shen 坻di 枞zong 单shan 宕tan 地di 峒tong 洞tong 斗dou
	番pan 乾qian 珲hun 茄qie 犍qian 浚xun 乐yue 棱ling 六lu 泌bi 谋mou 泊bo 铅yan 厦xia 什shi 覃qin 圩xu 尉yu 蔚yu 涡guo
	行hang 荥ying 筠jun 长chang 大dai 乐lao 牟mu 召shao 峙shi 重chong 吕lv 旅lv 绿lv 略lve`

// A place is found by its pinyin, and by the first letters of it. A wrong syllable in the
// table hides it, so each is compared with the order of a dictionary.
func TestReadingsAgreeWithTheOrderOfADictionary(t *testing.T) {
	type reading struct{ character, syllable, of string }
	local := map[string]bool{}
	for _, one := range strings.Fields(localReadings) {
		local[one] = false
	}
	var all []reading
	for _, e := range table().entries {
		characters, syllables := []rune(e.Name), strings.Fields(e.Pinyin)
		if len(characters) != len(syllables) {
			t.Errorf("%s has %d characters and is read %q", e.Name, len(characters), e.Pinyin)
			continue
		}
		for i, character := range characters {
			r := reading{string(character), syllables[i], e.Name}
			if _, ok := local[r.character+r.syllable]; ok {
				local[r.character+r.syllable] = true
				continue
			}
			all = append(all, r)
		}
	}
	dictionary := collate.New(language.Chinese)
	slices.SortStableFunc(all, func(a, b reading) int { return dictionary.CompareString(a.character, b.character) })
	for i := 1; i < len(all); i++ {
		if before, after := all[i-1], all[i]; before.syllable > after.syllable {
			t.Errorf("%s in %s is read %s, and %s in %s, which comes before it in a dictionary, %s",
				after.character, after.of, after.syllable, before.character, before.of, before.syllable)
		}
	}
	for one, found := range local {
		if !found {
			t.Errorf("no place has the reading %s", one)
		}
	}
}
