package divisions

import "testing"

// first returns the codes of what a search finds, at most n of them.
func first(found []Division, n int) []string {
	var codes []string
	for i := 0; i < len(found) && i < n; i++ {
		codes = append(codes, found[i].Code)
	}
	return codes
}

func TestSearchPutsTheBestFirst(t *testing.T) {
	zhejiang, anhui, hebei := Children("330000"), Children("340000"), Children("130000")
	tests := []struct {
		name  string
		under []Division
		query string
		want  []string
	}{
		{"initials of a province", Provinces(), "bj", []string{"110000"}},
		{"initials in capitals and full width", Provinces(), "ＢＪ", []string{"110000"}},
		{"initials shared by two cities", zhejiang, "hz", []string{"330100", "330500"}},
		{"Chinese without the kind", Children("330100"), "西湖", []string{"330106"}},
		{"Chinese with the kind", Children("330100"), "西湖区", []string{"330106"}},
		{"pinyin", Children("330100"), "xihu", []string{"330106"}},
		{"pinyin with spaces", Children("330100"), "xi hu qu", []string{"330106"}},
		{"pinyin cut off within a syllable", zhejiang, "hangzh", []string{"330100"}},
		{"pinyin with an apostrophe", anhui, "lu'an", []string{"341500"}},
		{"the reading its characters suggest", anhui, "liuan", []string{"341500"}},
		{"a part of the name", Provinces(), "蒙古", []string{"150000"}},
		{"a later syllable", hebei, "jiazhuang", []string{"130100"}},
		{"the whole code", nil, "330106", []string{"330106"}},
		{"the English name", Provinces(), "tibet", []string{"540000"}},
		{"the English name in two words", Provinces(), "Inner Mongolia", []string{"150000"}},
		{"u for ü", nil, "luliang", []string{"141100"}},
		{"v for ü", nil, "lvliang", []string{"141100"}},
		{"ü itself", nil, "Lüliang", []string{"141100"}},
		{"a municipality once", nil, "北京", []string{"110000"}},
		{"the city named before the county", nil, "杭州 西湖", []string{"330106"}},
		{"initials of city and county", nil, "hz xhq", []string{"330106"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := first(Search(tt.under, tt.query), len(tt.want))
			for i := range tt.want {
				if i >= len(got) || got[i] != tt.want[i] {
					t.Fatalf("Search(%q) begins with %v, want %v", tt.query, got, tt.want)
				}
			}
		})
	}
}

func TestSearchReadsPlacesAsTheirPeopleDo(t *testing.T) {
	for query, want := range map[string]string{
		"cq": "500000", "chongqing": "500000", "changsha": "430100", "xiamen": "350200",
		"bengbu": "340300", "luan": "341500", "taizhou": "331000", "bozhou": "341600",
		"luzhou": "510500", "guoyang": "341621", "renqiu": "130982", "leshan": "511100",
		"yueqing": "330382", "changchun": "220100", "dali": "532900", "yuxian": "130726",
		"shanxian": "371722", "hongtong": "141024", "laoting": "130225",
		"panyu": "440113", "minhang": "310112", "kashi": "653100", "hunchun": "222404",
		"guanghan": "510681", "junlian": "511527", "zhashui": "611026", "dongguan": "441900",
	} {
		found := false
		for _, d := range Search(nil, query) {
			found = found || d.Code == want
		}
		if !found {
			t.Errorf("Search(%q) does not find %s", query, FullName(want))
		}
	}
}

func TestSearchFindsNothingInNonsense(t *testing.T) {
	for _, query := range []string{"vvvv", "霍格沃茨", "999999", "330107x", "bj xh"} {
		if got := Search(nil, query); len(got) > 0 {
			t.Errorf("Search(%q) = %v, want nothing", query, first(got, 3))
		}
	}
}

func TestSearchStaysWithinWhatItIsGiven(t *testing.T) {
	for _, d := range Search(Children("330000"), "s") {
		if !Contains("330000", d.Code) {
			t.Errorf("a search below Zhejiang finds %s", FullName(d.Code))
		}
	}
	all := Children("330000")
	if got := Search(all, "  "); len(got) != len(all) {
		t.Errorf("an empty query leaves %d of %d", len(got), len(all))
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, query := range []string{"s", "hz", "xihu", "西湖", "3301", "hz xh", "shi"} {
		b.Run(query, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Search(nil, query)
			}
		})
	}
}
